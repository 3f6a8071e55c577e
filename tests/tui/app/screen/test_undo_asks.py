"""Undo takes back freely what this window recorded; for anything else it shows the entry and asks."""

from pathlib import Path

from tests.tui.app.conftest import OpenApp, entries, on_screen, toasts, until
from tui.app.dialogs.pick_dialog import PickDialog


def kinds(journal: Path) -> list[str]:
    return [entry.kind for entry in entries(journal)]


async def test_what_an_earlier_start_recorded_is_shown_and_asked_for(
    open_app: OpenApp, journal: Path
) -> None:
    before = open_app()
    before.workspace.record_all(
        [lambda recorder: recorder.note("2.4.4-c", before.workspace.as_of, "Said before")]
    )
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("u")
        await until(pilot, lambda: isinstance(app.screen, PickDialog))
        shown = " ".join(on_screen(app).split())
        assert "2.4.4-c" in shown
        assert "Said before" in shown
        await pilot.press("enter")  # leaves it
        await pilot.pause()
        assert kinds(journal) == ["note"]
        await pilot.press("u", "down", "enter")
        await until(pilot, lambda: "Taken back" in toasts(app))
        assert kinds(journal) == ["note", "retracted"]


async def test_what_another_window_of_the_same_author_recorded_is_asked_for(
    open_app: OpenApp, journal: Path
) -> None:
    app, other = open_app(), open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("n", *"Mine", "enter", "enter")
        await until(pilot, lambda: "Saved" in toasts(app))
        other.workspace.record_all(
            [lambda recorder: recorder.note("1.3.1-a", other.workspace.as_of, "From elsewhere")]
        )
        await pilot.press("u")
        await until(pilot, lambda: isinstance(app.screen, PickDialog))
        assert "From elsewhere" in " ".join(on_screen(app).split())
        await pilot.press("escape")
        assert kinds(journal) == ["note", "note"]


async def test_what_this_window_recorded_is_taken_back_at_once(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("n", *"Mine", "enter", "enter")
        await until(pilot, lambda: "Saved" in toasts(app))
        await pilot.press("u")
        await until(pilot, lambda: "Taken back" in toasts(app))
        assert kinds(journal) == ["note", "retracted"]
