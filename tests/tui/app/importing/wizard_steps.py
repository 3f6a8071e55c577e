"""Steps through the import wizard, and what it shows."""

from collections.abc import Sequence
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.app.conftest import (
    press,
    until,
)
from tui.app.app import MilepostApp
from tui.app.importing.import_wizard import ImportWizard
from tui.app.widgets.text_viewer import TextViewer


def wizard(app: MilepostApp) -> ImportWizard:
    screen = app.screen
    assert isinstance(screen, ImportWizard)
    return screen


async def start(pilot: Pilot[None], typed: str) -> None:
    """Open the wizard as a person does who looks for another plan, and hand in a path."""
    await press(pilot, "p", "i")
    await press(pilot, *typed, "enter")


def file_names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def lines_of(app: MilepostApp, names: Sequence[str]) -> list[str]:
    return [app.screen.query_one(f"#{name}", Input).value for name in names]


async def look_shown(pilot: Pilot[None], *expected: str) -> None:
    viewer = pilot.app.screen.query_one(TextViewer)
    await until(pilot, lambda: all(text in viewer.text for text in expected))
