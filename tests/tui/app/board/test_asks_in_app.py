"""What a Board is asked, in the app: the view, its paper tabled, and the walk through the asks."""

from datetime import date
from pathlib import Path

from tests.tui.app.board.boards import (
    BOARD,
    JAN,
    LATE,
    NOV,
    REVIEWS,
    TABLE,
    board_app,
    in_walk,
    picture,
    table,
)
from tests.tui.app.conftest import (
    OpenApp,
    current_ref,
    entries,
    main_screen,
    on_screen,
    press,
    refusal,
    screen_words,
    see,
    toasts,
    until,
)
from tui.app.dialogs.draft_dialog import DraftDialog
from tui.app.dialogs.form_dialog import FormDialog


async def test_the_board_view_begins_with_numbered_asks_and_enter_opens_their_items(
    open_app: OpenApp,
) -> None:
    async with board_app(open_app) as (app, pilot):
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
    async with board_app(open_app) as (app, pilot):
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
    async with board_app(open_app) as (app, pilot):
        await press(pilot, "slash", *"ELS", "enter", "5")
        text = picture(app)
        assert "asked to decide: 1 of 3" in text
        assert f"2 NOMS co-financing contracts in place ({LATE})" in text
        assert "Actions: 1 of 3 open, 1 overdue" in text


async def test_asks_are_answered_with_one_key_each_and_recorded_as_one_act(
    open_app: OpenApp, journal: Path
) -> None:
    async with board_app(open_app) as (app, pilot):
        before = len(entries(journal))
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
    async with board_app(open_app) as (app, pilot):
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
    async with board_app(open_app) as (app, pilot):
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
    async with board_app(open_app) as (app, pilot):
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
    async with board_app(open_app) as (app, pilot):
        await table(pilot, app)
        await press(pilot, "a", "r", "d", "enter", "escape")
        assert in_walk(app)
        await press(pilot, "up")
        await see(pilot, app, "Answer: Deferred")


async def test_a_note_that_is_left_by_escape_is_as_it_was(open_app: OpenApp) -> None:
    async with board_app(open_app) as (app, pilot):
        await table(pilot, app)
        await press(pilot, "n", *"first", "enter", "n", *" and more", "escape")
        await see(pilot, app, "Note first")
        assert "and more" not in screen_words(app)
        await press(pilot, "n", "up", *"k")
        assert "ask 1, 1 of 3" in on_screen(app)  # the arrow and the letter went to the note


async def test_answers_are_kept_if_the_app_has_to_end_and_offered_at_the_next_start(
    open_app: OpenApp, journal: Path
) -> None:
    async with board_app(open_app) as (app, pilot):
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
    async with board_app(open_app) as (app, pilot):
        await press(pilot, "h", "down")
        await see(pilot, app, "For the last meeting, of 17 Nov 2009: as it was known then")
        await press(pilot, "enter", "enter")
        await until(pilot, lambda: "Tabled" in toasts(app))
        (paper,) = [entry for entry in entries(journal) if entry.kind == "tabled"]
        assert paper.tabled is not None
        assert (paper.meeting, paper.tabled.as_of) == (NOV.isoformat(), NOV)
        assert paper.tabled.asks == ()
