"""The app says the plan's own words on each screen, and has no view of what the plan never states."""

from pathlib import Path
from typing import cast

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from tests.own_words import BARE, usual_words, write_plan
from tests.tui.app.conftest import OpenApp, main_screen, on_screen, pane_text, toasts
from tui.app.app import MilepostApp

SIZES = [(80, 24), (120, 40)]
VIEW_KEYS = "1234567"
DIALOG_KEYS = (
    "n", "f", "r", "w", "s", "b", "c", "slash", "d", "v", "e", "m", "l", "g", "o", "L", "P", "t", "i",
    "plus", "equals_sign", "enter", "exclamation_mark",
)  # fmt: skip


async def texts_of(app: MilepostApp, pilot: Pilot[None]) -> str:
    """Return what is on the screen, and the whole texts of what it scrolls."""
    await pilot.pause()
    statics = [str(each.content) for each in app.screen.query(Static)]
    return "\n".join([on_screen(app), *statics, toasts(app)])


@pytest.mark.parametrize("size", SIZES)
async def test_each_view_has_the_plans_words(
    open_app: OpenApp, tmp_path: Path, size: tuple[int, int]
) -> None:
    app = open_app(write_plan(tmp_path), by="Clerk")
    async with app.run_test(size=size, notifications=True) as pilot:
        for key in VIEW_KEYS:
            await pilot.press(key, "down")
            assert usual_words(await texts_of(app, pilot)) == [], key
            await pilot.press("end")
            assert usual_words(await texts_of(app, pilot)) == [], key


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", DIALOG_KEYS)
async def test_each_dialog_has_the_plans_words(
    open_app: OpenApp, tmp_path: Path, size: tuple[int, int], key: str
) -> None:
    app = open_app(write_plan(tmp_path), by="Clerk")
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press(key)
        assert usual_words(await texts_of(app, pilot)) == []


@pytest.mark.parametrize("size", SIZES)
async def test_the_help_of_each_view_has_the_plans_words(
    open_app: OpenApp, tmp_path: Path, size: tuple[int, int]
) -> None:
    app = open_app(write_plan(tmp_path), by="Clerk")
    async with app.run_test(size=size, notifications=True) as pilot:
        for key in VIEW_KEYS:
            await pilot.press(key, "question_mark")
            assert usual_words(await texts_of(app, pilot)) == [], key
            await pilot.press("escape")
        await pilot.press("question_mark", "o")
        for _ in range(5):
            assert usual_words(await texts_of(app, pilot)) == []
            await pilot.press("right")


async def test_the_palette_has_the_plans_words(open_app: OpenApp, tmp_path: Path) -> None:
    app = open_app(write_plan(tmp_path), by="Clerk")
    async with app.run_test(size=(120, 40), notifications=True):
        screen = cast(Screen[object], main_screen(app))
        commands = [f"{each.title}: {each.help}" for each in app.get_system_commands(screen)]

    assert usual_words("\n".join(commands)) == []
    assert any(each.startswith("Themes: the checklist of one theme") for each in commands)


@pytest.mark.parametrize("size", SIZES)
async def test_a_meeting_has_the_plans_words(
    open_app: OpenApp, tmp_path: Path, size: tuple[int, int]
) -> None:
    app = open_app(write_plan(tmp_path), by="Clerk")
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press("m", "enter")
        for key in ("down", "down", "question_mark", "escape", "D", "escape", "v", "escape"):
            await pilot.press(key)
            assert usual_words(await texts_of(app, pilot)) == [], key


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_typed_into_the_filter_is_explained_in_the_plans_words(
    open_app: OpenApp, tmp_path: Path, size: tuple[int, int]
) -> None:
    app = open_app(write_plan(tmp_path), by="Clerk")
    async with app.run_test(size=size, notifications=True) as pilot:
        for words in ("HOM", "CLE", "1.1", "insul", "not st", "lead:", "nowhere"):
            await pilot.press("slash", *words)
            assert usual_words(await texts_of(app, pilot)) == [], words
            await pilot.press("escape", "escape")


@pytest.mark.parametrize("size", SIZES)
async def test_a_plan_without_pathways_has_no_view_of_them(
    open_app: OpenApp, tmp_path: Path, size: tuple[int, int]
) -> None:
    path = write_plan(
        tmp_path,
        BARE.replace("tags: [{code: FAST, name: Quick wins}]\n", "").replace(
            "            tags: [FAST]\n", ""
        ),
    )
    app = open_app(path, by="Clerk")
    async with app.run_test(size=size, notifications=True) as pilot:
        tabs = pane_text(app, "#views")
        assert "Themes" not in tabs
        assert "1 Agenda" in tabs
        assert "3 Owners" in tabs
        await pilot.press("2")
        assert "This plan names no themes." in toasts(app)
        assert main_screen(app).views.name == "agenda"
        await pilot.press("P")
        assert "This plan names no themes." in toasts(app)
        for key in "134567":
            await pilot.press(key, "down")
            assert "theme" not in (await texts_of(app, pilot)).lower().replace("plan of themes", "")


async def test_the_other_views_stay_as_they_are(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40), notifications=True):
        named = " ".join(pane_text(app, "#views").split())
        assert named == "1 Agenda 2 Pathways 3 Leads 4 Priorities 5 Board 6 Journal 7 Measures"
