"""What the Board needs of a journal: its calendar, its decisions, and a lead's own judgement."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest

from plan_data.errors import Refused
from plan_data.model import Board
from store.checklist.checklist import Checklist, build_checklist
from store.checklist.meetings import Meeting, last_meeting, meetings, next_meeting
from store.journal.entry import Entry
from store.journal.folder import Journal
from store.recorder import Recorder
from tests.store.factories import REF, entry, milestone, plan_with

NOW = datetime(2009, 11, 30, 10, tzinfo=UTC)
TODAY = NOW.date()
PLAN = plan_with(
    milestone("Sep 2009"), milestone("Sep 2009", "b", same_as=REF), milestone("Jan 2010", "c")
)
EMRRP, OLASS = "EMRRP Board", "OLASS Board"


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "journal", "0a0a0a0a")


@pytest.fixture
def acts(journal: Journal) -> Callable[[], Recorder]:
    """Return what gives a recorder that has just read the journal."""

    def recorder() -> Recorder:
        return Recorder(
            PLAN, journal, journal.read().entries, author="ELS lead", now=NOW, today=TODAY
        )

    return recorder


def whole(*entries: Entry, on: date = TODAY, dates: tuple[str, ...] = ()) -> Checklist:
    plan = msgspec.structs.replace(PLAN.about, boards=(Board(EMRRP, dates=dates),))
    return build_checklist(msgspec.structs.replace(PLAN, about=plan), entries, on)


# The calendar.


def test_the_calendar_has_the_meetings_of_plan_and_journal_once_by_day() -> None:
    boards = [Board(EMRRP, dates=("2010-03-09", "2010-01-12")), Board(OLASS, dates=("2010-01-12",))]
    announced = [
        entry("meeting", "2009-11-30", "", when=day, board=EMRRP)
        for day in ("2010-01-12", "2009-11-17")
    ]

    assert meetings(boards, announced) == (
        Meeting(date(2009, 11, 17), EMRRP),
        Meeting(date(2010, 1, 12), EMRRP),
        Meeting(date(2010, 1, 12), OLASS),
        Meeting(date(2010, 3, 9), EMRRP),
    )


def test_a_date_that_cannot_be_read_is_no_meeting() -> None:
    assert (
        meetings(
            [Board(EMRRP, dates=("soon", ""))], [entry("meeting", "2009-11-30", "", when="soon")]
        )
        == ()
    )


def test_a_day_is_a_meeting_in_each_form_that_check_takes() -> None:
    boards = [Board(EMRRP, dates=("12 Jan 2010", "2010-03-09", "Jan 2010"))]
    assert [meeting.on for meeting in meetings(boards, ())] == [date(2010, 1, 12), date(2010, 3, 9)]


@pytest.mark.parametrize(
    "day", ["0001-01-01", "9999-12-31", "1899-12-31", "2200-01-01", "soon", "Jan 2010", ""]
)
def test_a_meeting_of_an_impossible_day_is_a_problem_and_counts_for_nothing(day: str) -> None:
    announced = [
        entry("meeting", "2009-11-01", "", when=when, board=EMRRP) for when in (day, "2010-01-12")
    ]
    checklist = whole(*announced)

    assert [meeting.on for meeting in checklist.meetings] == [date(2010, 1, 12)]
    (problem,) = checklist.problems
    assert problem.sentence.startswith("a meeting entry of ELS lead counts for nothing: ")
    assert problem.sentence.endswith(".")


def test_entries_of_an_impossible_day_or_time_are_problems_and_count_for_nothing() -> None:
    right = entry("note", "2009-11-01", text="Kept.")
    early, late = entry("done", "0001-01-01"), entry("done", "2009-11-01", at="9999-12-31T23:59")
    early_forecast = entry("forecast", "2009-11-01", when="1 Jan 0001")
    checklist = whole(right, early, late, early_forecast)

    assert checklist.by_ref()[REF].state.done_on is None
    assert set(checklist.entries) == {right, early_forecast}
    assert [problem.sentence.partition(":")[0] for problem in checklist.problems] == [REF] * 3
    assert "it is dated 0001-01-01 and was recorded in 1" in checklist.problems[0].sentence


def test_the_next_meeting_may_be_today_and_the_last_is_before() -> None:
    calendar = (Meeting(date(2009, 11, 17), EMRRP), Meeting(date(2010, 1, 12), EMRRP))

    assert next_meeting(calendar, date(2009, 11, 17)) == calendar[0]
    assert next_meeting(calendar, date(2009, 11, 18)) == calendar[1]
    assert next_meeting(calendar, date(2010, 1, 13)) is None
    assert last_meeting(calendar, date(2009, 11, 18)) == calendar[0]
    assert last_meeting(calendar, date(2009, 11, 17)) is None


def test_a_meeting_is_in_the_calendar_from_the_day_it_was_told() -> None:
    announced = entry("meeting", "2009-11-01", "", when="2010-01-12", board=EMRRP)

    assert whole(announced, on=date(2009, 10, 31)).meetings == ()
    assert whole(announced, on=date(2009, 11, 1), dates=("2009-12-01",)).meetings == (
        Meeting(date(2009, 12, 1), EMRRP),
        Meeting(date(2010, 1, 12), EMRRP),
    )


def test_a_meeting_is_recorded_once(acts: Callable[[], Recorder]) -> None:
    made = acts().meet(date(2010, 1, 12), TODAY, EMRRP)

    assert (made.kind, made.ref, made.when, made.board) == ("meeting", "", "2010-01-12", EMRRP)
    with pytest.raises(Refused, match="the EMRRP Board of 12 Jan 2010 is in the calendar already"):
        acts().meet(date(2010, 1, 12), TODAY, "EMRRP  Board ")
    assert acts().meet(date(2010, 1, 12), TODAY, OLASS).board == OLASS


def test_of_a_meeting_and_a_decision_about_the_plan_nothing_is_an_orphan() -> None:
    announced = [
        entry("meeting", "2009-11-01", "", when="2010-01-12", board=EMRRP),
        entry("decision", "2009-11-01", ""),
    ]

    assert whole(*announced).orphans == ()


# Decisions.


def test_a_decision_says_who_is_to_do_what_by_when(acts: Callable[[], Recorder]) -> None:
    made = acts().decide(
        "New date agreed", TODAY, "1.1.1-B", "Report progress", "ELS  lead", "Jan 2010"
    )

    assert (made.kind, made.ref, made.text) == ("decision", REF, "New date agreed")
    assert (made.action, made.owner, made.when) == ("Report progress", "ELS lead", "Jan 2010")


def test_a_decision_may_be_about_the_whole_plan(acts: Callable[[], Recorder]) -> None:
    assert acts().decide("Returns within 30 days", TODAY).ref == ""


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ({"text": " "}, "write what was decided"),
        ({"text": "Agreed", "due": "next week"}, "not a time that can be read"),
        ({"text": "Agreed", "ref": "9.9-z"}, "no item '9.9-z'"),
    ],
)
def test_a_decision_that_says_nothing_is_refused(
    acts: Callable[[], Recorder], journal: Journal, words: dict[str, str], reason: str
) -> None:
    with pytest.raises(Refused, match=reason):
        acts().decide(on=TODAY, **words)
    assert journal.read().entries == ()


def test_decisions_are_by_day_and_those_taken_back_are_gone() -> None:
    second, first = (
        entry("decision", "2009-11-17", "", text="b"),
        entry("decision", "2009-09-15", text="a"),
    )
    undone = entry("decision", "2009-11-18", text="c")
    undo = entry("retracted", "2009-11-19", names=undone.id)

    assert whole(second, first, undone, undo).decisions == (first, second)


# Judgements.


def test_a_judgement_stands_beside_the_rules_colour_and_changes_no_status(
    acts: Callable[[], Recorder],
) -> None:
    made = acts().judge(REF, TODAY, "green", "Signed in all but name")
    item = whole(made).by_ref()[REF]

    assert (item.state.status, item.state.colour) == ("overdue", "red")
    assert item.judgement == made
    assert item.is_disputed


def test_who_agrees_with_the_rule_disputes_nothing() -> None:
    item = whole(entry("judged", "2009-11-30", colour="red", text="It is")).by_ref()[REF]

    assert item.judgement is not None
    assert not item.is_disputed


def test_the_latest_judgement_counts() -> None:
    entries = [
        entry("judged", f"2009-11-{day}", colour=colour)
        for day, colour in ((20, "red"), (10, "green"))
    ]

    assert not whole(*entries).by_ref()[REF].is_disputed


@pytest.mark.parametrize("kind", ["done", "withdrawn", "reopened"])
def test_a_judgement_ends_when_the_item_is_ticked_withdrawn_or_opened_again(kind: str) -> None:
    judged, act = (
        entry("judged", "2009-11-10", colour="green"),
        entry(kind, "2009-11-11", approved_by=EMRRP),
    )

    assert whole(judged, act).by_ref()[REF].judgement is None


def test_a_judgement_counts_for_an_item_that_is_printed_twice(acts: Callable[[], Recorder]) -> None:
    made = acts().judge("1.1.1-b", TODAY, "green", "Signed in all but name")

    assert made.ref == REF
    assert all(whole(made).by_ref()[ref].is_disputed for ref in (REF, "1.1.1-b"))


@pytest.mark.parametrize(
    ("colour", "why", "reason"),
    [
        ("blue", "Done", "'blue' is no judgement: write green, amber or red"),
        ("red", " ", "say why with --why"),
    ],
)
def test_a_judgement_of_another_colour_or_without_a_reason_is_refused(
    acts: Callable[[], Recorder], journal: Journal, colour: str, why: str, reason: str
) -> None:
    with pytest.raises(Refused, match=reason):
        acts().judge(REF, TODAY, colour, why)
    assert journal.read().entries == ()


# Cause and action.


def test_a_note_may_say_only_why_or_what_is_done_about_it(acts: Callable[[], Recorder]) -> None:
    made = acts().note(REF, TODAY, "", "Tender went out late", "Board to decide")

    assert made.all_text == "Cause: Tender went out late\nAction: Board to decide"
    with pytest.raises(Refused, match="a note needs words"):
        acts().note(REF, TODAY, " ", "", " ")


def test_green_on_what_is_done_agrees_and_red_does_not() -> None:
    done = entry("done", "2009-11-01")

    assert not whole(done, entry("judged", "2009-11-05", colour="green")).by_ref()[REF].is_disputed
    assert whole(done, entry("judged", "2009-11-05", colour="red")).by_ref()[REF].is_disputed
