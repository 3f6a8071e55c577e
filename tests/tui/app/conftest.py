"""The real app on a real journal, driven by keys."""

from collections.abc import Callable
from pathlib import Path

import pytest

from store.entry import Entry
from store.journal import read_folder
from tui.app.desk import Desk
from tui.app.main_screen import MainScreen
from tui.app.milepost_app import MilepostApp
from tui.settings import Options, read_settings

OpenApp = Callable[..., MilepostApp]


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "journal"


@pytest.fixture
def open_app(journal: Path) -> OpenApp:
    """Return what makes an app on the given plan, on 30 November 2009, written in by the ELS lead."""

    def make(
        plan: str | Path = "east-midlands-2009-10", *, by: str = "ELS lead", as_of: str = "2009-11-30"
    ) -> MilepostApp:
        options = Options(plan=str(plan), journal=str(journal), as_of=as_of, by=by)
        return MilepostApp(Desk(read_settings(options, {"MILEPOST_NOW": "2009-11-30T10:00:00Z"})))

    return make


def main_screen(app: MilepostApp) -> MainScreen:
    screen = app.screen_stack[0]
    assert isinstance(screen, MainScreen)
    return screen


def entries(journal: Path) -> tuple[Entry, ...]:
    return read_folder(journal).entries


def toasts(app: MilepostApp) -> str:
    return "\n".join(notification.message for notification in app._notifications)  # noqa: SLF001 - Textual shows no other way
