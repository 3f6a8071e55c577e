"""Acts, other boards and asks in the app, decisions in a meeting, and how all of it looks."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from store.board.boards import find_board
from store.query.due_before_board import due_before_board
from tests.tui.app.board.boards import (
    BOARD,
    NOV,
    TABLE,
    board_app,
    in_walk,
    picture,
    record_cycle,
    table,
)
from tests.tui.app.conftest import (
    OpenApp,
    entries,
    main_screen,
    press,
    refusal,
    screen_words,
    see,
    shown,
    toasts,
    until,
)
from tests.tui.app.test_hostile_text import MARKUP, assert_clean
from tui.app.dialogs.pick_dialog import PickDialog
from tui.app.meeting.meeting_screen import MeetingScreen
from tui.app.meeting.page_pane import PagePane
from tui.app.screen.more_acts import MORE_ACTS
from tui.wording.counts import count_text

SIZES = [(60, 20), (80, 24), (120, 40), (200, 50)]


async def choose(pilot: Pilot[None], name: str) -> None:
    await press(pilot, "plus", *["down"] * list(MORE_ACTS).index(name), "enter")


@pytest.mark.parametrize("name", ["table", "answer", "action_done"])
async def test_each_act_of_the_cycle_is_in_the_list_of_more_acts(
    open_app: OpenApp, journal: Path, name: str
) -> None:
    async with board_app(open_app) as (app, pilot):
        before = len(entries(journal))
        await choose(pilot, name)
        assert isinstance(app.screen, PickDialog)
        await press(pilot, "enter", "enter", "enter")
        await until(pilot, lambda: len(entries(journal)) > before)
        kind = "completed" if name == "action_done" else "tabled"
        assert entries(journal)[before].kind == kind


async def test_another_board_can_be_chosen_and_the_view_is_about_what_reports_to_it(
    open_app: OpenApp,
) -> None:
    async with board_app(open_app) as (app, pilot):
        await press(pilot, "5", "at")
        offered = [str(each.prompt) for each in app.screen.query_one(OptionList).options]
        assert offered[0] == f"{BOARD}: meets 12 Jan 2010"
        at = next(at for at, label in enumerate(offered) if label.startswith("OLASS Board"))
        await press(pilot, *["down"] * at, "enter")
        text = picture(app)
        assert "Next meeting of the OLASS Board: no date is set;" in text
        assert "Only what reports to this board is counted: ELS." in text
        assert "asked to decide: 1" in text
        assert "13 milestones" in text
        await press(pilot, "e")
        await see(pilot, app, "all that reports to the OLASS Board")
        await press(pilot, "enter")
        await see(pilot, app, "what reports to the OLASS Board (pathway ELS)")
        await press(pilot, "escape", "escape", "at", "enter")
        await until(pilot, lambda: "132 milestones" in picture(app))


async def test_an_ask_is_recorded_about_an_item_and_is_corrected(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "2", "S", "asterisk", "enter")
        assert "is missing" in refusal(app)
        await press(pilot, *"Fund a post", "enter", *"Agreed", "enter", "enter")
        await until(pilot, lambda: "Saved" in toasts(app))
        entry = entries(journal)[-1]
        assert (entry.kind, entry.ask, entry.text) == ("note", "Fund a post", "Agreed")
        await press(pilot, "5")
        assert "Fund a post" in picture(app)
        await press(pilot, "6")
        main_screen(app).rows.put_cursor(entry.id)
        await press(pilot, "ctrl+e")
        await see(pilot, app, "Ask of the Board")


async def test_an_ask_can_be_about_a_measure_and_the_board_view_leads_to_it(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "7")
        rows = main_screen(app).rows
        key = next(row.key for row in rows.lines if row.kind == "measure" and "-m" in row.key)
        rows.put_cursor(key)
        await press(pilot, "asterisk", *"Fund it", "enter", "enter", "enter")
        await until(pilot, lambda: "Saved" in toasts(app))
        assert (entries(journal)[-1].ref, entries(journal)[-1].ask) == (key, "Fund it")
        await press(pilot, "5")
        assert f"({key})" in picture(app)
        await press(pilot, *["right_square_bracket"] * 2, "down", "enter")
        await until(pilot, lambda: main_screen(app).views.name == "measures")


async def test_what_is_due_before_the_next_board_is_one_number_in_agenda_and_paper(
    open_app: OpenApp,
) -> None:
    app = open_app()
    record_cycle(app)
    checklist = app.workspace.checklist
    board = find_board(checklist.loaded, checklist.calendar).board
    due = due_before_board(checklist, checklist.counted, board)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        (heading,) = [
            line for line in shown(app) if "Due before the next Board, 12 Jan 2010" in line
        ]
        assert f": {count_text(due.items)}" in heading


async def test_decisions_in_meeting_mode_are_of_the_meeting_that_is_chosen(
    open_app: OpenApp, journal: Path
) -> None:
    async with board_app(open_app) as (app, pilot):
        await press(pilot, "m", "end", "enter", "at", "down", "enter")
        await see(pilot, app, "for EMRRP Board, 17 Nov 2009")
        await press(pilot, "D")
        await see(pilot, app, "Decision of the EMRRP Board, 17 Nov 2009")
        await press(pilot, *"Go on", "enter", *"Write", "enter", *"NOMS", "enter", *"15 Dec")
        await press(pilot, "enter", "enter")
        await until(pilot, lambda: len(app.workspace.recorded) == 1)
        entry = entries(journal)[-1]
        assert (entry.board, entry.meeting, entry.when) == (BOARD, NOV.isoformat(), "15 Dec 2009")
        await press(pilot, "A")
        await see(pilot, app, "Which action is done?")
        await press(pilot, "enter", "enter", "enter")
        await until(pilot, lambda: len(app.workspace.recorded) == 2)
        await press(pilot, "escape")
        await see(pilot, app, "Taken down: 2")
        await see(pilot, app, "action done by ELS lead: Confirm readings")
        await see(pilot, app, "minutes or paper")
        screen = app.screen
        assert isinstance(screen, MeetingScreen)
        assert screen.minutes.meeting is not None
        assert [entry.text for entry in screen.minutes.meeting.decisions][-1] == "Go on"
        await press(pilot, "escape")
        assert app.workspace.board.sitting is None


async def test_a_meeting_on_the_day_of_the_board_is_that_meeting_and_answers_its_paper(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app(as_of="2010-01-12", now="2010-01-12T14:00:00Z")
    record_cycle(app)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "m", "end", "enter")
        await see(pilot, app, "for EMRRP Board, 12 Jan 2010")
        await press(pilot, "h", "enter", "enter")
        await until(pilot, lambda: in_walk(app))
        await press(pilot, "a", "a", "a", "enter", "enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, MeetingScreen))
        assert sum(entry.answer == "approve" for entry in entries(journal)) == 3
        await press(pilot, "v")
        await see(pilot, app, "Taken down: 6")


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_words_in_asks_and_actions_stay_text_at_every_size(
    open_app: OpenApp, size: tuple[int, int]
) -> None:
    app = open_app()
    record_cycle(app)
    day = app.workspace.as_of
    hostile = f"{MARKUP} \x1b[31m \u202e {'x' * 300}"
    app.workspace.record_all(
        [
            lambda recorder: recorder.note("2.4.1-a", day, "", ask=hostile),
            lambda recorder: recorder.decide(hostile, day, "2.4.1-b", hostile, MARKUP, "Dec 2009"),
        ]
    )
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await press(pilot, "5")
        for _ in range(8):
            assert_clean(app)
            await press(pilot, "pagedown")
        await press(pilot, *TABLE)
        await until(pilot, lambda: in_walk(app))
        for key in ("a", "n", "escape", "pagedown", "r", "d", "a", "s", "enter"):
            await press(pilot, key)
            assert_clean(app)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_the_keys_of_the_walk_are_in_sight_in_small_windows(
    open_app: OpenApp, size: tuple[int, int]
) -> None:
    app = open_app()
    record_cycle(app)
    async with app.run_test(size=size, notifications=True) as pilot:
        await table(pilot, app)
        for label in ("a approve", "r refuse", "d defer", "s skip", "n note", "Esc leave"):
            assert label in screen_words(app)


@pytest.mark.parametrize("size", SIZES)
async def test_the_dialog_of_the_asks_is_as_high_as_they_need(
    open_app: OpenApp, size: tuple[int, int]
) -> None:
    app = open_app()
    record_cycle(app)
    async with app.run_test(size=size, notifications=True) as pilot:
        await press(pilot, "5")
        await table(pilot, app)
        for key in ("s", "s", "s"):
            await see(pilot, app, "Esc leave")
            page = app.screen.query_one(PagePane)
            used = page.text.count("\n") + 1
            assert page.size.height >= min(used, 3)
            await press(pilot, key)
        await see(pilot, app, "Enter record")
        page = app.screen.query_one(PagePane)
        if size[1] >= 40:
            await until(pilot, lambda: page.size.height == page.text.count("\n") + 1)
