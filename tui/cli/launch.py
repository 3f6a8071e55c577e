"""Opening the app from the shell."""

import os
import sys

from plan_data.errors import ExitCode, Refused
from tui.config.settings import Settings

# Frames a second, at most. What follows a key's first frame then waits 4 ms instead of 17.
_MAX_FPS = "240"


def need_terminal() -> None:
    """Refuse to open the app without a terminal or a tab of `milepost serve` to draw in.

    Raises:
        Refused: if there is neither.

    """
    is_in_browser = "TEXTUAL_DRIVER" in os.environ
    is_in_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if not (is_in_browser or is_in_terminal):
        raise Refused("the app needs a terminal: open one, or use `milepost status` and its like.")


def open_app(settings: Settings) -> ExitCode:
    """Open the app and return its exit code when it is left."""
    os.environ.setdefault("TEXTUAL_FPS", _MAX_FPS)
    from tui.app.run import run_app

    return ExitCode(run_app(settings))
