"""Filters in words are kept under a name, used again and removed."""

from tests.conftest import Milepost
from tests.tui.app.conftest import (
    OpenApp,
    current_ref,
    main_screen,
    pane_text,
    shown,
    toasts,
    until,
)
from tui.app.app import MilepostApp
from tui.app.dialogs.form_dialog import FormDialog
from tui.app.dialogs.pick_dialog import PickDialog
from tui.config.preferences import read_preferences


def kept(app: MilepostApp) -> dict[str, str]:
    return read_preferences(app.workspace.settings.paths.preferences).filters


async def test_the_words_in_the_filter_line_are_kept_and_used_in_the_next_session(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash", *"overdue ELS oct", "ctrl+s", *"Late ELS", "enter")
        await until(pilot, lambda: kept(app) == {"Late ELS": "overdue ELS oct"})
    again = open_app()
    async with again.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("l", "enter")
        await until(pilot, lambda: again.workspace.filter.words == "overdue ELS oct")
        await pilot.pause()
        assert [line.split()[1] for line in shown(again) if "[" in line] == [
            "2.4.4-c",
            "2.4.5-a",
            "2.5.9-a",
        ]
        assert "overdue ELS oct" in pane_text(again, "#views")
        assert again.focused is main_screen(again).rows


async def test_the_list_of_filters_saves_the_words_in_use_and_removes_a_name(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash", *"ELS", "enter", "l", "enter")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await pilot.press(*"mine", "enter")
        await until(pilot, lambda: kept(app) == {"mine": "ELS"})
        await until(pilot, lambda: app.screen is main_screen(app))
        await pilot.press("l", "end", "enter")
        await until(pilot, lambda: isinstance(app.screen, PickDialog))
        await pilot.press("enter")
        await until(pilot, lambda: kept(app) == {})
        await until(pilot, lambda: "Removed: mine" in toasts(app))


async def test_with_no_filter_saved_the_list_says_how_to_save_one(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("l", "ctrl+s")
        await pilot.pause()
        assert "There is no filter to save" in toasts(app)
        await pilot.press("l")
        await pilot.pause()
        assert "No filter is saved yet" in toasts(app)


async def test_a_filter_without_a_name_is_refused_in_place(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash", *"ELS", "ctrl+s", "enter")
        await until(pilot, lambda: "A name for the filter is missing" in str(error_of(app)))
        assert kept(app) == {}


def error_of(app: MilepostApp) -> object:
    found = app.screen.query("#error")
    return getattr(found.first(), "content", "") if found else ""


async def test_the_cursor_stays_on_its_item_while_a_filter_still_shows_it(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        main_screen(app).rows.put_cursor("2.4.2-a")
        await pilot.press("slash", *"overdue ELS", "enter")
        await pilot.pause()
        assert current_ref(app) == "2.4.2-a"
        await pilot.press("escape")
        await pilot.pause()
        assert current_ref(app) == "2.4.2-a"


async def test_escape_in_the_filter_line_leaves_it_and_keeps_the_marks(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("x", "slash", *"ELS", "escape")
        assert app.workspace.filter.words == ""
        assert not main_screen(app).filter_bar.is_open
        assert main_screen(app).selection.refs == {"1.3.1-a"}


async def test_the_shell_uses_a_filter_that_the_app_kept(
    open_app: OpenApp, milepost: Milepost
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash", *"overdue ELS oct", "ctrl+s", *"late ELS", "enter")
        await until(pilot, lambda: bool(kept(app)))
    items = milepost("list", "--words", "late ELS", "-f", "json").json["items"]
    assert [item["ref"] for item in items] == ["2.4.4-c", "2.4.5-a", "2.5.9-a"]
