"""Opening the app from the shell."""

import os
import sys

from plan_data.errors import Refused
from tui.settings import Settings


def need_terminal() -> None:
    """Refuse to open the app where nobody could see it; a browser's tab will do as well (`milepost serve`).

    Raises:
        Refused: where there is neither terminal nor tab.

    """
    if "TEXTUAL_DRIVER" not in os.environ and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refused("the app needs a terminal: open one, or use `milepost status` and its like.")


def open_app(settings: Settings) -> int:
    """Open the app and return its exit code."""
    from tui.app.run import run_app

    return run_app(settings)
