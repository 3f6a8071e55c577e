"""Opening the app."""

from tui.app.desk import Desk
from tui.app.milepost_app import MilepostApp
from tui.settings import Settings


def run_app(settings: Settings) -> int:
    """Open the app and return the exit code when it is left.

    Raises:
        MilepostError: where plan or journal cannot be read at all.

    """
    app = MilepostApp(Desk(settings))
    app.run()
    return app.return_code or 0
