"""Opening the app from the shell."""

import os
import sys

from plan_data.errors import Refused
from tui.config.settings import Settings

_FRAMES = "240"  # a second, at most: what follows a key's first frame then waits 4 ms and not 17


def need_terminal() -> None:
    """Refuse to open the app where nobody could see it; a browser's tab will do as well (`milepost serve`).

    Raises:
        Refused: where there is neither terminal nor tab.

    """
    if "TEXTUAL_DRIVER" not in os.environ and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refused("the app needs a terminal: open one, or use `milepost status` and its like.")


def open_app(settings: Settings) -> int:
    """Open the app and return its exit code."""
    os.environ.setdefault("TEXTUAL_FPS", _FRAMES)
    from tui.app.run import run_app

    return run_app(settings)
