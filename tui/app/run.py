"""Opening the app."""

import msgspec

from plan_data.errors import MilepostError
from tui.app import gc_tuning
from tui.app.app import MilepostApp
from tui.app.ending import run_until_left
from tui.app.workspace import Workspace
from tui.config.settings import DEFAULT_PLAN, Settings


def run_app(settings: Settings) -> int:
    """Open the app and return the exit code when it is left.

    Raises:
        MilepostError: where plan or journal cannot be read at all.

    """
    app = make_app(settings)
    gc_tuning.relax_collector()
    return run_until_left(app, app.workspace.drafts.keep)


def make_app(settings: Settings) -> MilepostApp:
    """Return the app; where the plan of last time is gone, one that says so and asks for another.

    Raises:
        MilepostError: where plan or journal cannot be read at all.

    """
    try:
        return MilepostApp(Workspace(settings))
    except MilepostError as error:
        if settings.plan_is_given or not settings.plan_is_chosen:
            raise
        first = msgspec.structs.replace(settings, plan_name=DEFAULT_PLAN, plan_is_chosen=False)
        return MilepostApp(Workspace(first), f"The plan of last time cannot be opened: {error}")
