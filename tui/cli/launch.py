"""Opening the app from the shell."""

import os
import sys

from plan_data.errors import ExitCode, Refused
from tui.config.settings import Settings
from tui.files import remove_abandoned_parts

# Frames a second, at most. What follows a key's first frame then waits 4 ms instead of 17.
_MAX_FPS = "240"


def need_terminal() -> None:
    """Refuse to open the app without a terminal or a tab of `milepost serve` to draw in.

    Raises:
        Refused: if there is neither.

    """
    if "TEXTUAL_DRIVER" in os.environ:  # a tab in a browser
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refused("the app needs a terminal: open one, or use `milepost status` and its like.")
    from tui.config.terminals import can_move_cursor

    if not can_move_cursor(os.environ):
        raise Refused(
            "the app needs a terminal that can move its cursor, and this one says it cannot"
            f" (TERM={os.environ['TERM']}): use `milepost status`, `milepost list`, `milepost note` and their"
            " like, which print plain lines; `milepost --help` names them all."
        )


def open_app(settings: Settings) -> ExitCode:
    """Open the app, or the demo if it is chosen there; return the exit code when it is left."""
    os.environ.setdefault("TEXTUAL_FPS", _MAX_FPS)
    for folder in (settings.paths.journal, settings.paths.preferences.parent):
        remove_abandoned_parts(folder)
    from tui.app import gc_tuning

    gc_tuning.raise_threshold()  # before the imports: collecting among them takes 20 ms
    from tui.app.ending import DEMO_FOLLOWS
    from tui.app.run import run_app

    code = run_app(settings)
    if code == DEMO_FOLLOWS:
        from tui.cli.commands.demo import open_demo

        return open_demo(settings)
    return ExitCode(code)
