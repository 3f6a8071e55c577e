"""A Board's cycle in the app: what it is asked, its paper tabled, its answers, its actions."""

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from store.board.boards import find_board
from store.query.due_before_board import due_before_board
from store.recorder import Recorder
from tests.tui.app.board.boards import BOARD, JAN, LATE, NOV, REVIEWS, record_cycle
from tests.tui.app.conftest import (
    OpenApp,
    current_ref,
    entries,
    main_screen,
    on_screen,
    refusal,
    shown,
    toasts,
    until,
)
from tests.tui.app.test_hostile_text import MARKUP, assert_clean
from tui.app.app import MilepostApp
from tui.app.dialogs.draft_dialog import DraftDialog
from tui.app.dialogs.form_dialog import FormDialog
from tui.app.dialogs.pick_dialog import PickDialog
from tui.app.meeting.ask_walk import AskWalk
from tui.app.meeting.meeting_screen import MeetingScreen
from tui.app.meeting.page_pane import PagePane
from tui.app.screen.more_acts import MORE_ACTS
from tui.wording.counts import count_text

SIZES = [(60, 20), (80, 24), (120, 40), (200, 50)]
TABLE = ("h", "enter", "enter")  # the paper for the next meeting, today


def picture(app: MilepostApp) -> str:
    """Return all that the Board view holds, on one line."""
    return " ".join(main_screen(app).area.drawing.text.replace("─", "").split())


def read(app: MilepostApp) -> str:
    """Return the screen's words without line ends, gaps and frames."""
    return " ".join(on_screen(app).replace("│", " ").split())


def in_walk(app: MilepostApp) -> bool:
    return isinstance(app.screen, AskWalk)


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def see(pilot: Pilot[None], app: MilepostApp, words: str) -> None:
    """Wait until words are on the screen."""
    await until(pilot, lambda: words in read(app))


async def table(pilot: Pilot[None], app: MilepostApp) -> None:
    """Table the present paper, which leads to its asks."""
    await press(pilot, *TABLE)
    await until(pilot, lambda: in_walk(app))


async def test_the_board_view_begins_with_numbered_asks_and_enter_opens_their_items(
    open_app: OpenApp,
) -> None:
    app = open_app()
    record_cycle(app)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "5")
        text = picture(app)
        assert "The Board is asked to decide: 3" in text
        assert f"1 Reviews of programmes in the East Midlands introduced ({REVIEWS})" in text
        assert "from 31 Mar 2010 to 30 Jun 2010, 91 days: The policy is awaited." in text
        assert "Release 20k for a locum." in text
        assert "Actions: 3 open, 2 overdue [!] Leads: Confirm readings" in text
        await press(pilot, *["right_square_bracket"] * 2, "down", "enter")
        assert current_ref(app) == REVIEWS


async def test_the_asks_are_readable_and_numbered_as_in_the_paper(
    open_app: OpenApp,
) -> None:
    app = open_app()
    record_cycle(app)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "5")
        await see(pilot, app, "The Board is asked to decide: 3")
        position = app.workspace.board.position(app.workspace.checklist)
        refs = [ask.ref for ask in position.asks.asked]
        assert refs == [REVIEWS, LATE, "2.5.1-b"]
        assert refs[0] in on_screen(app), "the first ask is below the picture"
        await press(pilot, *["right_square_bracket"] * 2)
        for number, ref in enumerate(refs, 1):
            assert f" {number} " in on_screen(app)
            assert ref in on_screen(app)


async def test_a_filter_leaves_the_asks_of_what_passes_with_their_numbers(
    open_app: OpenApp,
) -> None:
    app = open_app()
    record_cycle(app)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "slash", *"ELS", "enter", "5")
        text = picture(app)
        assert "asked to decide: 1 of 3" in text
        assert f"2 NOMS co-financing contracts in place ({LATE})" in text
        assert "Actions: 1 of 3 open, 1 overdue" in text


async def test_asks_are_answered_with_one_key_each_and_recorded_as_one_act(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    record_cycle(app)
    before = len(entries(journal))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "5", "h")
        await see(pilot, app, "has no tabled asks")
        await press(pilot, "enter")
        await see(pilot, app, "with 3 asks")
        await press(pilot, "enter")
        await until(pilot, lambda: in_walk(app))
        await see(pilot, app, "ask 1, 1 of 3")
        await see(pilot, app, "from 31 Mar 2010 to 30 Jun 2010, 91 days")
        await see(pilot, app, "The policy is awaited.")
        await press(pilot, "a", "n", *"Try in May", "enter", "r")
        await see(pilot, app, "ask 3, 3 of 3")
        await press(pilot, "d")
        await see(pilot, app, "3 of 3 asks answered")
        await see(pilot, app, "1 APPROVED Reviews")
        await see(pilot, app, "2 REFUSED NOMS")
        await see(pilot, app, "Note: Try in May")
        await press(pilot, "enter")
        assert isinstance(app.screen, FormDialog)
        await see(pilot, app, "The meeting is still to come")
        assert len(entries(journal)) == before + 1  # the paper alone
        await press(pilot, "enter", "enter")
        await until(pilot, lambda: "Saved" in toasts(app))
        new = entries(journal)[before:]
        kinds = [(entry.kind, entry.ref, entry.answer, entry.text) for entry in new]
        assert [kind for kind, *_ in kinds] == [
            "tabled", "decision", "rescheduled", "decision", "decision",
        ]  # fmt: skip
        assert kinds[3] == ("decision", LATE, "refuse", "Try in May")
        assert {entry.meeting for entry in new} == {JAN.isoformat()}
        assert {entry.board for entry in new if entry.kind == "decision"} == {BOARD}
        moved = app.workspace.checklist.by_ref()[REVIEWS].state
        assert (moved.due, moved.rescheduled) == (date(2010, 6, 30), True)
        assert "3 asks, all answered" in picture(app)
        assert "asked to decide: nothing" in picture(app)
        await press(pilot, "u")
        assert "0 tabled" not in picture(app)
        assert "3 of 3 asks to answer" in picture(app)
        assert app.workspace.checklist.by_ref()[REVIEWS].state.rescheduled is False


async def test_the_whole_walk_can_be_typed_ahead_in_one_burst(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    record_cycle(app)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        keys = [
            "5",
            *TABLE,
            "a",
            "n",
            *"why not",
            "enter",
            "s",
            "d",
            "enter",
            *"said",
            "enter",
            "enter",
        ]
        await pilot.press(*keys)
        await until(pilot, lambda: "Saved" in toasts(app))
        answers = [entry for entry in entries(journal) if entry.answer]
        texts = [(entry.answer, entry.text) for entry in answers]
        assert texts == [("approve", "said"), ("defer", "said")]
        assert "1 of 3 asks to answer" in picture(app)


async def test_a_skipped_ask_stays_open_and_the_next_walk_shows_it_alone(
    open_app: OpenApp,
) -> None:
    app = open_app()
    record_cycle(app)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await table(pilot, app)
        await press(pilot, "s", "a", "a")
        await see(pilot, app, "1 ask left without an answer.")
        await press(pilot, "enter", "enter", "enter")
        await until(pilot, lambda: "Saved" in toasts(app))
        await press(pilot, "h")
        await see(pilot, app, "ask 1, 1 of 1")


async def test_escape_asks_once_and_then_nothing_is_recorded(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    record_cycle(app)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await table(pilot, app)
        before = len(entries(journal))
        await press(pilot, "a", "escape")
        assert in_walk(app)
        assert "1 answer not recorded" in refusal(app)
        await press(pilot, "escape")
        assert app.screen is main_screen(app)
        assert len(entries(journal)) == before
        app.workspace.drafts.keep()
        assert not list(app.workspace.settings.paths.state.glob("drafts/*.json"))


async def test_escape_in_the_last_form_leads_back_to_the_answers(open_app: OpenApp) -> None:
    app = open_app()
    record_cycle(app)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await table(pilot, app)
        await press(pilot, "a", "r", "d", "enter", "escape")
        assert in_walk(app)
        await press(pilot, "up")
        await see(pilot, app, "Answer: Deferred")


async def test_a_note_that_is_left_by_escape_is_as_it_was(open_app: OpenApp) -> None:
    app = open_app()
    record_cycle(app)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await table(pilot, app)
        await press(pilot, "n", *"first", "enter", "n", *" and more", "escape")
        await see(pilot, app, "Note first")
        assert "and more" not in read(app)
        await press(pilot, "n", "up", *"k")
        assert "ask 1, 1 of 3" in on_screen(app)  # the arrow and the letter went to the note


async def test_answers_are_kept_if_the_app_has_to_end_and_offered_at_the_next_start(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    record_cycle(app)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await table(pilot, app)
        await press(pilot, "a", "n", *"half a no")
        app.workspace.drafts.keep()
    again = open_app()
    async with again.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: isinstance(again.screen, DraftDialog))
        await see(pilot, again, "You had answers of a Board that are not recorded")
        await press(pilot, "enter")
        await see(pilot, again, "ask 2, 2 of 3")
        await see(pilot, again, "Note half a no")
        await press(pilot, "r", "d", "enter", "enter", "enter")
        await until(pilot, lambda: "Saved" in toasts(again))
        answers = {entry.answer: entry.text for entry in entries(journal) if entry.answer}
        assert answers["refuse"] == "half a no"
        assert set(answers) == {"approve", "refuse", "defer"}
        assert not list(again.workspace.settings.paths.state.glob("drafts/*.json"))


async def test_without_a_meeting_in_the_calendar_it_is_said_how_to_set_one(
    open_app: OpenApp,
) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "h")
        assert f"No meeting of the {BOARD} is in the calendar: +" in toasts(app)


async def test_a_paper_of_a_meeting_that_is_over_is_tabled_as_it_was_known_then(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    record_cycle(app)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "h", "down")
        await see(pilot, app, "For the last meeting, of 17 Nov 2009: as it was known then")
        await press(pilot, "enter", "enter")
        await until(pilot, lambda: "Tabled" in toasts(app))
        (paper,) = [entry for entry in entries(journal) if entry.kind == "tabled"]
        assert paper.tabled is not None
        assert (paper.meeting, paper.tabled.as_of) == (NOV.isoformat(), NOV)
        assert paper.tabled.asks == ()


# Actions


def action_lines(app: MilepostApp) -> list[str]:
    rows = main_screen(app).rows.lines
    return [f"{row.mark} {row.ref} {row.text} {row.when}" for row in rows if row.kind == "action"]


async def test_open_actions_are_lines_of_the_agenda_overdue_first(open_app: OpenApp) -> None:
    app = open_app()
    record_cycle(app)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert action_lines(app) == [
            "[!] Board Leads: Confirm readings due 30 Sep 2009",
            "[!] 2.4.4-c DOM Office: Write to the team due 27 Nov 2009",
            "[ ] 1.2.3-b ATB lead: Bring the draft due 12 Jan 2010",
        ]
        colours = [row.colour for row in main_screen(app).rows.lines if row.kind == "action"]
        assert colours == ["red", "amber", "white"]
        assert any("Actions the Board asked for: 3 open, 2 overdue" in line for line in shown(app))


async def test_without_actions_the_agenda_has_no_line_about_them(open_app: OpenApp) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert not any("Actions the Board" in line for line in shown(app))


async def go_to_action(pilot: Pilot[None], app: MilepostApp, number: int) -> None:
    keys = [row.key for row in main_screen(app).rows.lines if row.kind == "action"]
    main_screen(app).rows.put_cursor(keys[number])
    await pilot.pause()


async def test_a_tick_on_an_action_says_that_it_is_done_and_it_stays_in_its_place(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    record_cycle(app)
    counts = app.workspace.checklist.items
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await go_to_action(pilot, app, 1)
        await press(pilot, "space")
        await see(pilot, app, "An action of the Board is done")
        await press(pilot, *"Letter sent", "enter", *"28 Nov", "enter")
        await until(pilot, lambda: "Saved" in toasts(app))
        entry = entries(journal)[-1]
        assert (entry.kind, entry.text, entry.on) == (
            "completed", "Letter sent", date(2009, 11, 28),
        )  # fmt: skip
        assert action_lines(app)[1] == "[x] 2.4.4-c DOM Office: Write to the team done 28 Nov 2009"
        statuses = [item.state.status for item in app.workspace.checklist.items]
        assert statuses == [item.state.status for item in counts]
        await press(pilot, "space")
        assert "This action was done on 28 Nov 2009" in toasts(app)
        await press(pilot, "u")
        assert action_lines(app)[1].startswith("[!]")


async def test_enter_on_an_action_shows_its_decision_and_leads_on_to_its_item(
    open_app: OpenApp,
) -> None:
    app = open_app()
    record_cycle(app)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await go_to_action(pilot, app, 1)
        await press(pilot, "enter")
        await see(pilot, app, "Concern about award letters")
        await press(pilot, "down", "enter")
        assert current_ref(app) == LATE


async def test_a_tick_in_the_board_view_is_about_the_action_under_the_cursor(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    record_cycle(app)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "5")
        drawing = main_screen(app).area.drawing
        while drawing.link is None or drawing.link.kind != "action":
            await press(pilot, "down")
        await press(pilot, "space", "enter", "enter")
        await until(pilot, lambda: "Saved" in toasts(app))
        assert entries(journal)[-1].kind == "completed"
        assert "Actions: 2 open, 1 overdue" in picture(app)


async def test_a_filter_hides_the_actions_of_what_it_hides(open_app: OpenApp) -> None:
    app = open_app()
    record_cycle(app)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "slash", *"ELS", "enter")
        assert [line.split()[1] for line in action_lines(app)] == [LATE]


# More acts, boards, asks


async def choose(pilot: Pilot[None], name: str) -> None:
    await press(pilot, "plus", *["down"] * list(MORE_ACTS).index(name), "enter")


@pytest.mark.parametrize("name", ["table", "answer", "action_done"])
async def test_each_act_of_the_cycle_is_in_the_list_of_more_acts(
    open_app: OpenApp, journal: Path, name: str
) -> None:
    app = open_app()
    record_cycle(app)
    before = len(entries(journal))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await choose(pilot, name)
        assert isinstance(app.screen, PickDialog)
        await press(pilot, "enter", "enter", "enter")
        await until(pilot, lambda: len(entries(journal)) > before)
        kind = "completed" if name == "action_done" else "tabled"
        assert entries(journal)[before].kind == kind


async def test_another_board_can_be_chosen_and_the_view_is_about_what_reports_to_it(
    open_app: OpenApp,
) -> None:
    app = open_app()
    record_cycle(app)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
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


# Meeting mode


async def test_decisions_in_meeting_mode_are_of_the_meeting_that_is_chosen(
    open_app: OpenApp, journal: Path
) -> None:
    app = open_app()
    record_cycle(app)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
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


# Looks


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
            assert label in read(app)


async def test_the_agenda_shows_five_actions_and_the_rest_on_a_key(open_app: OpenApp) -> None:
    app = open_app()

    def decide(recorder: Recorder) -> None:
        for number in range(8):
            recorder.decide("Noted", NOV, "", f"Bring draft {number}", "ATB lead", "12 Jan 2010")

    app.workspace.record_all([decide])
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        rows = main_screen(app).rows
        actions = [row for row in rows.lines if row.kind == "action"]
        assert len(actions) == 5
        assert any("Actions the Board asked for: 8 open" in line for line in shown(app))
        (more,) = [row for row in rows.lines if "more actions" in row.text]
        assert more.text == "+ 3 more actions: Enter"
        rows.put_cursor(more.key)
        await press(pilot, "space")
        assert len(entries(app.workspace.settings.paths.journal)) == 8, "it is no action itself"
        await press(pilot, "enter")
        assert len([row for row in rows.lines if row.kind == "action"]) == 8
        await press(pilot, "enter")
        assert len([row for row in rows.lines if row.kind == "action"]) == 5


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
            await until(pilot, lambda: "Esc leave" in read(app))
            page = app.screen.query_one(PagePane)
            used = page.text.count("\n") + 1
            assert page.size.height >= min(used, 3)
            await press(pilot, key)
        await until(pilot, lambda: "Enter record" in read(app))
        page = app.screen.query_one(PagePane)
        if size[1] >= 40:
            await until(pilot, lambda: page.size.height == page.text.count("\n") + 1)
