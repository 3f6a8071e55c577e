"""The real app on a real journal, driven by keys."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from textual import _wait
from textual.pilot import Pilot
from textual.widgets import Static

from store.journal.entry import Entry
from store.journal.folder import read_folder
from tui.app.app import MilepostApp
from tui.app.screen.main_screen import MainScreen
from tui.app.widgets.detail_pane import DetailPane
from tui.app.widgets.key_footer import KeyFooter
from tui.app.workspace import Workspace
from tui.config.settings import Options, read_settings

OpenApp = Callable[..., MilepostApp]
_STEP = 1 / 120  # seconds: two frames


@pytest.fixture(autouse=True)
def brief_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Pilot look more often whether the app is at rest.

    After each key it sleeps until the app uses a twentieth of a processor. Textual's step of 20 ms
    is for 60 frames a second, and slept for most of a test; two of the app's frames are enough.
    """
    monkeypatch.setattr(_wait, "SLEEP_GRANULARITY", _STEP)
    monkeypatch.setattr(_wait, "SLEEP_IDLE", _STEP / 20)


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "journal"


@pytest.fixture(scope="session")
def plan_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder where each plan is parsed once for all tests."""
    return tmp_path_factory.mktemp("plans")


@pytest.fixture
def open_app(journal: Path, plan_cache: Path) -> OpenApp:
    """Return what makes an app on the given plan, on 30 November 2009, written in by the ELS lead."""

    def make(
        plan: str | Path | None = "east-midlands-2009-10",
        *,
        by: str | None = "ELS lead",
        as_of: str | None = "2009-11-30",
        ascii: bool = False,  # noqa: A002 - the option's own name
        now: str = "2009-11-30T10:00:00Z",
    ) -> MilepostApp:
        options = Options(
            plan=str(plan) if plan else None, journal=str(journal), as_of=as_of, by=by, ascii=ascii
        )
        settings = read_settings(options, {"MILEPOST_NOW": now})
        paths = msgspec.structs.replace(settings.paths, cache=plan_cache)
        return MilepostApp(Workspace(msgspec.structs.replace(settings, paths=paths)))

    return make


def main_screen(app: MilepostApp) -> MainScreen:
    screen = app.screen_stack[0]
    assert isinstance(screen, MainScreen)
    return screen


def shown(app: MilepostApp) -> list[str]:
    """Return the lines of the list as a person reads them."""
    rows = main_screen(app).rows
    return [f"{row.mark} {row.ref} {row.text} {row.when} {row.status}" for row in rows.lines]


def pane_text(app: MilepostApp, selector: str) -> str:
    pane = main_screen(app).query_one(selector)
    assert isinstance(pane, Static | DetailPane)
    return str(pane.content)


def current_ref(app: MilepostApp) -> str:
    row = main_screen(app).rows.row
    assert row is not None
    assert row.item is not None
    return row.item.ref


def entries(journal: Path) -> tuple[Entry, ...]:
    return read_folder(journal).entries


def toasts(app: MilepostApp) -> str:
    """Return what is shown at the foot of the screen and in notifications."""
    notified = [notification.message for notification in app._notifications]  # noqa: SLF001 - Textual shows no other way
    message = main_screen(app).query_one(KeyFooter).message
    return "\n".join([*notified, *([message] if message else [])])


def refusal(app: MilepostApp) -> str:
    """Return what the dialog says is wrong."""
    return str(app.screen.query_one("#error", Static).content)


def on_screen(app: MilepostApp) -> str:
    """Return every character of the screen, dialogs and notifications included, as a person reads them."""
    strips = app.screen._compositor.render_strips(app.size)  # noqa: SLF001 - Textual shows no other way
    return "\n".join(strip.text.rstrip() for strip in strips)


def screen_words(app: MilepostApp) -> str:
    """Return the words on the screen without line ends, gaps and frames."""
    return " ".join(on_screen(app).replace("│", " ").split())


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, and let the app finish what they began."""
    await pilot.press(*keys)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Let the app work until something holds; fail where it never does."""
    for _ in range(500):
        if holds():
            return
        await pilot.pause(0.01)
    raise AssertionError("what was waited for never came")


async def see(pilot: Pilot[None], app: MilepostApp, words: str) -> None:
    """Wait until words are on the screen."""
    await until(pilot, lambda: words in screen_words(app))
