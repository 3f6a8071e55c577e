"""What is wrong with settings, clock and dates is shown in the app, as the shell says it."""

from datetime import date
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Static

from tests.tui.app.conftest import OpenApp, entries, main_screen, on_screen, refusal, toasts, until
from tui.app.app import MilepostApp
from tui.app.dialogs.pick_dialog import PickDialog
from tui.app.dialogs.text_dialog import TextDialog
from tui.config.settings import default_paths

AHEAD = "2010-06-01T10:00:00Z"
LOST_CLOCK = "1970-01-01T00:00:00Z"
DAY = date(1970, 1, 1)


def page(app: MilepostApp) -> str:
    assert isinstance(app.screen, TextDialog)
    return " ".join(str(pane.content) for pane in app.screen.query(Static))


def record_ahead(open_app: OpenApp) -> str:
    """Tick an item while the clock is half a year ahead, and return the entry's id."""
    ahead = open_app(as_of=None, now=AHEAD)
    (entry,) = ahead.workspace.record_all(
        [lambda recorder: recorder.tick("2.4.4-c", ahead.workspace.as_of)]
    )
    return entry.id


async def test_unknown_and_wrong_settings_are_shown_at_the_start_and_on_the_page(
    open_app: OpenApp,
) -> None:
    config = default_paths().config
    config.parent.mkdir(parents=True)
    config.write_text('authr = "ELS lead"\n', encoding="utf-8")
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        assert "1 problem." in page(app)
        assert "'authr'" in page(app)
        await pilot.press("escape", "exclamation_mark")
        assert "'authr'" in page(app)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_problems_are_counted_in_the_heading_until_there_are_none(
    open_app: OpenApp, size: tuple[int, int]
) -> None:
    entry_id = record_ahead(open_app)
    app = open_app()
    async with app.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        await pilot.press("escape")
        heading = on_screen(app).splitlines()[0]
        assert "! 1 problem" in heading
        await pilot.click(offset=(heading.index("1 problem"), 0))
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        assert entry_id in page(app)
        await pilot.press("escape", "u", "down", "enter")
        await until(pilot, lambda: "Taken back" in toasts(app))
        assert "problem" not in on_screen(app).splitlines()[0]


async def test_preferences_that_were_set_aside_are_told_of(open_app: OpenApp) -> None:
    preferences = default_paths().preferences
    preferences.parent.mkdir(parents=True)
    preferences.write_bytes(b'{"author": "EL')
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        assert "preferences.json.broken-1" in page(app)


async def test_a_draft_that_cannot_be_read_is_told_of_once(open_app: OpenApp) -> None:
    folder = default_paths().state / "drafts"
    folder.mkdir(parents=True)
    (folder / "a.json").write_bytes(b"{")
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        assert "a.json.broken" in page(app)
    again = open_app()
    async with again.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert again.screen is main_screen(again)


async def test_entries_dated_after_today_are_shown_with_the_command_that_takes_one_back(
    open_app: OpenApp,
) -> None:
    entry_id = record_ahead(open_app)
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        assert f"1 entry is dated after today, 30 Nov 2009: {entry_id}." in page(app)
        assert f"`milepost undo {entry_id}` takes it back." in page(app)


async def test_one_that_arrives_while_the_app_is_open_is_named_in_the_message(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        entry_id = record_ahead(open_app)
        await until(pilot, lambda: "1 new from elsewhere" in toasts(app))
        assert f"`milepost undo {entry_id}` takes it back." in toasts(app)


async def test_without_any_problem_the_start_is_quiet(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert app.screen is main_screen(app)
        await pilot.press("exclamation_mark")
        assert "No problems" in page(app)


async def test_a_clock_before_the_plan_is_asked_about_and_a_second_enter_saves(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app(now=LOST_CLOCK)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("n", *"Said", "enter", "enter")
        await until(pilot, lambda: "the plan was published in July 2009" in refusal(app))
        assert "Enter again saves it all the same." in refusal(app)
        assert entries(journal) == ()
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is main_screen(app))
    assert [entry.text for entry in entries(journal)] == ["Said"]


async def test_such_a_clock_is_asked_about_again_in_the_next_form_and_escape_records_nothing(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app(now=LOST_CLOCK)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for _ in range(2):
            await pilot.press("n", *"Said", "enter", "enter")
            await until(pilot, lambda: "the clock says 1 Jan 1970" in refusal(app))
            await pilot.press("escape", "escape")
            await until(pilot, lambda: app.screen is main_screen(app))
    assert entries(journal) == ()


async def test_undo_asks_about_such_a_clock_too(open_app: OpenApp, journal: Path) -> None:
    app = open_app(now=LOST_CLOCK)
    app.workspace.record_all([lambda recorder: recorder.note("2.4.4-c", DAY, "Said")])
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for answer, count in (("enter", 1), ("down", 2)):
            await pilot.press("u")
            await until(pilot, lambda: isinstance(app.screen, PickDialog))
            assert "the clock says 1 Jan 1970" in on_screen(app)
            await pilot.press(answer)
            if answer == "down":
                await pilot.press("enter")
            await until(pilot, lambda: app.screen is main_screen(app))
            assert len(entries(journal)) == count


async def test_what_is_typed_in_two_code_points_is_stored_in_one(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("n", "C")
        app.post_message(events.Paste("afe\u0301"))
        await pilot.press("enter", "enter")
        await until(pilot, lambda: app.screen is main_screen(app))
    assert [entry.text for entry in entries(journal)] == ["Caf\u00e9"]
