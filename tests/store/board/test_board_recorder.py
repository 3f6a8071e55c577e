"""What a meeting answers and decides, what it wants done, and what takes it back."""

from datetime import date
from pathlib import Path

import pytest

from plan_data.errors import Refused
from plan_data.timescale.period_parser import NotATimescale
from store.board.board_actions import board_actions
from store.board.board_recorder import complete_action
from store.board.tabled import find_tabled
from store.corrections import Correction
from store.journal.entry import Entry
from tests.store.board.office import BOARD, JANUARY, NOVEMBER, Office, day
from tests.store.factories import milestone, plan_with


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return a journal with a paper that asks for a new date, a first one, and for posts."""
    office = Office(tmp_path / "journal")
    office.recorder("2009-10-05").forecast("1.1.1-a", day("2009-10-05"), "Jan 2010", "Vetting")
    office.recorder("2009-10-05").forecast("1.1.1-c", day("2009-10-05"), "Mar 2010")
    office.recorder("2009-10-08").note("1.1.1-d", day("2009-10-08"), "Said", ask="Two more posts")
    office.table("2009-11-05", NOVEMBER)
    return office


def kinds(entries: list[Entry]) -> list[tuple[str, str, str]]:
    return [(item.kind, item.ref, item.answer or item.when) for item in entries]


def test_an_approved_date_is_recorded_with_the_answer_and_a_request_has_the_answer_alone(
    office: Office,
) -> None:
    entries = office.board("2009-11-18").answer(
        NOVEMBER, NOVEMBER, {1: "approve", 2: "refuse", 3: "approve"}
    )
    assert kinds(entries) == [
        ("decision", "1.1.1-a", "approve"),
        ("rescheduled", "1.1.1-a", "31 Jan 2010"),
        ("decision", "1.1.1-c", "refuse"),
        ("decision", "1.1.1-d", "approve"),
    ]
    assert {(item.on, item.meeting, item.by) for item in entries} == {
        (NOVEMBER, "2009-11-17", "Secretary")
    }
    new_date = entries[1]
    assert (new_date.approved_by, new_date.text) == (BOARD, "Vetting")
    assert [item.text for item in entries if item.kind == "decision"] == [
        "Approved: new date 31 Jan 2010 for 1.1.1-a.",
        "Refused: new date 31 Mar 2010 for 1.1.1-c.",
        "Approved: ask 3 of the paper, about 1.1.1-d.",
    ]
    state = office.checklist("2009-11-30").by_ref()["1.1.1-a"].state
    assert (state.due, state.rescheduled) == (date(2010, 1, 31), True)
    assert office.asks("2009-11-30", JANUARY).asked == ()


def test_the_words_and_the_action_of_an_answer_are_kept(office: Office) -> None:
    (decision,) = office.board("2009-11-18").answer(
        NOVEMBER,
        NOVEMBER,
        {1: "defer"},
        " Not before the letter ",
        action="Write to them",
        owner="JCP",
        due="Dec 2009",
    )
    assert (decision.text, decision.action, decision.owner, decision.when) == (
        "Not before the letter",
        "Write to them",
        "JCP",
        "Dec 2009",
    )


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ({1: "approve", 4: "refuse"}, "has no ask 4: its asks are 1 to 3"),
        ({0: "approve"}, "has no ask 0"),
        ({3: "refuse", 2: "defer"}, r"ask 2 was answered already \(refuse, recorded by Secretary"),
    ],
)
def test_one_answer_that_means_nothing_refuses_all(
    office: Office, answers: dict[int, str], reason: str
) -> None:
    office.board("2009-11-18").answer(NOVEMBER, NOVEMBER, {2: "refuse"})
    before = office.entries
    with pytest.raises(Refused, match=reason):
        office.board("2009-11-18").answer(NOVEMBER, NOVEMBER, answers)  # type: ignore[arg-type]
    assert office.entries == before


def test_a_meeting_without_a_paper_has_no_numbers_to_answer(office: Office) -> None:
    with pytest.raises(Refused, match="no paper was tabled at the EMRRP Board of 12 Jan 2010"):
        office.board("2010-01-12").answer(JANUARY, JANUARY, {1: "approve"})


def test_a_due_date_that_is_none_is_refused_before_anything(office: Office) -> None:
    before = office.entries
    with pytest.raises((Refused, NotATimescale)):
        office.board("2009-11-18").answer(NOVEMBER, NOVEMBER, {1: "defer"}, due="soon")
    assert office.entries == before


def test_two_windows_answer_an_ask_once(office: Office) -> None:
    first, second = office.board("2009-11-18"), office.board("2009-11-18", "Chair")
    first.answer(NOVEMBER, NOVEMBER, {1: "approve"})
    with pytest.raises(Refused, match="ask 1 was answered already"):
        second.answer(NOVEMBER, NOVEMBER, {2: "approve", 1: "refuse"})
    second.answer(NOVEMBER, NOVEMBER, {2: "approve"})
    tabled = find_tabled(office.checklist("2009-11-30").entries, BOARD, NOVEMBER)
    assert tabled is not None
    assert {number: item.by for number, item in tabled.answers.items()} == {
        1: "Secretary",
        2: "Chair",
    }
    assert [ask.number for ask in tabled.unanswered] == [3]


def test_numbers_are_not_taken_for_those_of_a_paper_that_another_window_tables_meanwhile(
    office: Office,
) -> None:
    window = office.board("2009-11-18")
    office.recorder("2009-11-10").note("1.1.1-a", day("2009-11-10"), "Said", ask="Money")
    office.table("2009-11-12", NOVEMBER)
    before = office.entries
    with pytest.raises(Refused, match="another paper was tabled at this meeting"):
        window.answer(NOVEMBER, NOVEMBER, {1: "approve"})
    assert office.entries == before


def test_answers_stay_with_what_was_asked_when_a_new_paper_numbers_it_otherwise(
    office: Office,
) -> None:
    office.board("2009-11-18").answer(NOVEMBER, NOVEMBER, {3: "refuse"})
    office.recorder("2009-11-10").note("1.1.1-a", day("2009-11-10"), "Said", ask="Money")
    office.table("2009-11-12", NOVEMBER)
    tabled = find_tabled(office.checklist("2009-11-30").entries, BOARD, NOVEMBER)
    assert tabled is not None
    assert [ask.ref for ask in tabled.asks] == ["1.1.1-a", "1.1.1-a", "1.1.1-c", "1.1.1-d"]
    assert [*tabled.answers] == [4]


@pytest.mark.parametrize("part", [0, 1])
def test_undo_of_an_answer_takes_its_new_date_back_too_and_redo_brings_both(
    office: Office, part: int
) -> None:
    entries = office.board("2009-11-18").answer(NOVEMBER, NOVEMBER, {1: "approve", 2: "approve"})
    secretary = office.recorder("2009-11-19", "Secretary")
    undone, _ = secretary.undo(day("2009-11-19"), entries[part].id)
    assert undone == entries[part]
    checklist = office.checklist("2009-11-30")
    assert [item.ref for item in checklist.decisions] == ["1.1.1-c"]
    assert not checklist.by_ref()["1.1.1-a"].state.rescheduled
    assert [ask.ref for ask in office.asks("2009-11-30", JANUARY).asked] == ["1.1.1-a", "1.1.1-d"]
    office.recorder("2009-11-20", "Secretary").redo(day("2009-11-20"))
    checklist = office.checklist("2009-11-30")
    assert [item.ref for item in checklist.decisions] == ["1.1.1-a", "1.1.1-c"]
    assert checklist.by_ref()["1.1.1-a"].state.rescheduled


def test_undo_of_a_corrected_answer_brings_the_first_one_back_and_leaves_the_date(
    office: Office,
) -> None:
    decision, _ = office.board("2009-11-18").answer(NOVEMBER, NOVEMBER, {1: "approve"})
    on = day("2009-11-19")
    secretary = office.recorder("2009-11-19", "Secretary")
    secretary.correct(decision.id, on, Correction(values={"text": "Agreed"}))
    office.recorder("2009-11-19", "Secretary").undo(on)
    checklist = office.checklist("2009-11-30")
    assert [item.text for item in checklist.decisions] == [decision.text]
    assert checklist.by_ref()["1.1.1-a"].state.rescheduled


def test_an_answer_in_the_future_is_refused(office: Office) -> None:
    with pytest.raises(Refused, match="in the future"):
        office.board("2009-11-16").answer(NOVEMBER, NOVEMBER, {1: "approve"})


def decide(office: Office, on: str, action: str = "Write", due: str = "") -> Entry:
    return office.board(on).decide(NOVEMBER, day(on), "Go on", action=action, owner="JCP", due=due)


def test_actions_are_overdue_first_then_open_by_their_day_then_done(office: Office) -> None:
    done = decide(office, "2009-11-17", "Done", "Nov 2009")
    some_day = decide(office, "2009-11-17", "Some day")
    late = decide(office, "2009-11-17", "Late", "20 Nov 2009")
    soon = decide(office, "2009-11-17", "Soon", "Dec 2009")
    decide(office, "2009-11-17", action="")
    recorder = office.recorder("2009-12-02", "Secretary")
    complete_action(recorder, done.id[-6:].lower(), day("2009-12-02"), "Sent")
    actions = board_actions(office.checklist("2009-12-02"), BOARD)
    assert [(item.decision.id, item.status, item.days_late) for item in actions] == [
        (late.id, "overdue", 12),
        (soon.id, "open", 0),
        (some_day.id, "open", 0),
        (done.id, "done late", 2),
    ]
    assert board_actions(office.checklist("2009-12-02"), "OLASS Board") == ()
    assert [item.status for item in board_actions(office.checklist("2009-11-20"))] == ["open"] * 4


def test_a_decision_that_names_no_board_is_the_first_boards(office: Office) -> None:
    office.recorder("2009-11-17").decide("Wait", NOVEMBER, "", "Write", "JCP")
    (action,) = board_actions(office.checklist("2009-11-30"), BOARD)
    assert action.board == BOARD
    assert board_actions(office.checklist("2009-11-30"), "OLASS Board") == ()


def test_in_a_plan_without_boards_it_is_any_boards(tmp_path: Path) -> None:
    office = Office(tmp_path / "journal", plan_with(milestone("Sep 2009")))
    office.recorder("2009-11-17").decide("Wait", NOVEMBER, "", "Write", "JCP")
    (action,) = board_actions(office.checklist("2009-11-30"), "Steering Group")
    assert action.board == "Steering Group"


def test_an_action_is_done_once_and_undo_opens_it_again(office: Office) -> None:
    decision = decide(office, "2009-11-17")
    complete_action(office.recorder("2009-11-20"), decision.id, day("2009-11-20"))
    with pytest.raises(Refused, match="was done already, on 20 Nov 2009, by ELS lead"):
        complete_action(office.recorder("2009-11-21", "Chair"), decision.id, day("2009-11-21"))
    office.recorder("2009-11-22").undo(day("2009-11-22"))
    (action,) = board_actions(office.checklist("2009-11-30"))
    assert action.is_open


def test_two_windows_complete_an_action_once(office: Office) -> None:
    decision = decide(office, "2009-11-17")
    one, other = office.recorder("2009-11-20"), office.recorder("2009-11-20", "Chair")
    complete_action(one, decision.id, day("2009-11-20"))
    with pytest.raises(Refused, match="done already"):
        complete_action(other, decision.id, day("2009-11-20"))


def test_what_was_done_stays_done_when_its_decision_is_corrected_twice(office: Office) -> None:
    decision = decide(office, "2009-11-17")
    complete_action(office.recorder("2009-11-20"), decision.id, day("2009-11-20"))
    for text in ("Go", "Go on then"):
        secretary = office.recorder("2009-11-21", "Secretary")
        _, decision = secretary.correct(
            decision.id, day("2009-11-21"), Correction(values={"text": text})
        )
    (action,) = board_actions(office.checklist("2009-11-30"))
    assert (action.decision.text, action.status) == ("Go on then", "done")
    with pytest.raises(Refused, match="done already"):
        complete_action(office.recorder("2009-11-22"), decision.id, day("2009-11-22"))


@pytest.mark.parametrize(
    ("on", "reason"),
    [("2009-11-16", "was asked for on 17 Nov 2009"), ("2009-11-23", "in the future")],
)
def test_an_action_is_not_done_before_it_was_asked_for_nor_after_today(
    office: Office, on: str, reason: str
) -> None:
    decision = decide(office, "2009-11-17")
    with pytest.raises(Refused, match=reason):
        complete_action(office.recorder("2009-11-20"), decision.id, day(on))


def test_what_asks_for_no_action_cannot_be_done(office: Office) -> None:
    decision = decide(office, "2009-11-17", action="")
    with pytest.raises(Refused, match="asks for no action"):
        complete_action(office.recorder("2009-11-20"), decision.id, day("2009-11-20"))


def test_an_action_whose_day_cannot_be_read_is_open_and_never_overdue(office: Office) -> None:
    decide(office, "2009-11-17", due="Nov 2009")
    (path,) = office.folder.glob("secretary-*.json")
    path.write_text(path.read_text().replace("Nov 2009", "next time"))
    (action,) = board_actions(office.checklist("2010-03-31"))
    assert (action.due, action.status) == (None, "open")


def test_an_action_is_found_among_the_actions_alone(office: Office) -> None:
    decide(office, "2009-11-17", action="")
    decision = decide(office, "2009-11-17")
    entry = complete_action(office.recorder("2009-11-20"), decision.id[:1], day("2009-11-20"))
    assert entry.names == decision.id


def test_an_unknown_id_is_refused_with_where_actions_are_listed(office: Office) -> None:
    with pytest.raises(Refused, match="'ZZZZ': `milepost board actions` lists the actions"):
        complete_action(office.recorder("2009-11-20"), "ZZZZ", day("2009-11-20"))
