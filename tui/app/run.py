"""Opening the app."""

import sys

import msgspec

from plan_data.errors import MilepostError
from tui.app.app import MilepostApp
from tui.app.ending import run_until_left
from tui.app.workspace import Workspace
from tui.config.settings import DEFAULT_PLAN, Settings

# Seconds for which Python lets one thread run while another waits. Textual writes to the terminal
# in a thread: with Python's default, a frame that is ready can wait 5 ms until it is written.
_SWITCH_SECONDS = 0.0005


def run_app(settings: Settings) -> int:
    """Run the app until it is left, and return the exit code.

    It is `DEMO_FOLLOWS` if the user asked for the demo instead.

    Raises:
        MilepostError: if the plan or the journal cannot be read at all.

    """
    sys.setswitchinterval(_SWITCH_SECONDS)
    app = make_app(settings)
    return run_until_left(app, app.workspace.drafts.keep)


def make_app(settings: Settings) -> MilepostApp:
    """Return the app; if the plan chosen last time is gone, one that asks for another.

    Raises:
        MilepostError: if the plan or the journal cannot be read at all.

    """
    try:
        return MilepostApp(Workspace(settings))
    except MilepostError as error:
        if settings.plan_is_given or not settings.plan_is_chosen:
            raise
        fallback = msgspec.structs.replace(settings, plan_name=DEFAULT_PLAN, plan_is_chosen=False)
        message = f"The plan of last time cannot be opened: {error}"
        return MilepostApp(Workspace(fallback), message)
