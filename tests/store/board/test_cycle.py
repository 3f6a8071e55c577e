"""Table, answer, record more, make the next paper: what the store gives each step."""

from pathlib import Path

from store.board.board_actions import board_actions
from store.board.boards import BoardScope
from store.board.meeting_record import record_of_meeting
from store.board.tabled import last_tabled
from tests.store.board.office import BOARD, JANUARY, NOVEMBER, Office, day, statuses


def test_the_next_paper_has_what_was_tabled_no_answered_ask_and_the_open_action_first(
    tmp_path: Path,
) -> None:
    office = Office(tmp_path / "journal")
    office.recorder("2009-10-05").forecast("1.1.1-a", day("2009-10-05"), "Jan 2010", "Vetting")
    office.recorder("2009-10-08").note("1.1.1-d", day("2009-10-08"), "Said", ask="Two more posts")
    office.table("2009-11-05", NOVEMBER, "2009-10-31")
    as_tabled = statuses(office.checklist("2009-10-31"))

    board = office.board("2009-11-18")
    board.answer(NOVEMBER, NOVEMBER, {1: "defer", 2: "refuse"})
    board.decide(NOVEMBER, NOVEMBER, "Go on", action="Write", owner="JCP", due="Nov 2009")
    board.decide(NOVEMBER, NOVEMBER, "Wait", action="Later", owner="JCP", due="Mar 2010")
    recorder = office.recorder("2009-12-01")
    for number in range(20):
        recorder.note("1.1.1-b", day("2009-10-20"), f"Said {number}")
    recorder.tick("1.1.1-a", day("2009-09-29"))
    recorder.note("1.1.1-d", day("2009-12-01"), "Said", ask="One post")

    checklist = office.checklist("2009-12-31")
    last = last_tabled(checklist, BOARD, JANUARY)
    assert last is not None
    assert [ask.ref for ask in last.asks] == ["1.1.1-a", "1.1.1-d"]
    assert statuses(office.as_tabled(NOVEMBER)) == as_tabled
    asks = office.asks("2009-12-31", JANUARY)
    assert [(ask.ref, ask.why) for ask in asks.asked] == [("1.1.1-d", "One post")]
    assert [action.decision.action for action in board_actions(checklist)] == ["Write", "Later"]


def test_a_meetings_record_is_of_its_board_and_its_day(tmp_path: Path) -> None:
    office = Office(tmp_path / "journal")
    office.recorder("2009-10-05").forecast("1.1.1-a", day("2009-10-05"), "Jan 2010", "Vetting")
    office.table("2009-11-05", NOVEMBER)
    board = office.board("2009-11-18")
    answer, new_date = board.answer(NOVEMBER, NOVEMBER, {1: "approve"})
    decided = board.decide(NOVEMBER, NOVEMBER, "Go on", action="Write")
    recorder = office.recorder("2009-11-18")
    unnamed = recorder.decide("By the day", NOVEMBER)
    recorder.decide("Another board's", NOVEMBER, board="OLASS Board")
    recorder.decide("Another meeting's", NOVEMBER, board=BOARD, meeting="2010-01-12")
    withdrawn = recorder.withdraw("1.1.1-d", NOVEMBER, BOARD, "No money")
    recorder.reschedule("1.1.1-b", NOVEMBER, "Feb 2010", "Somebody else")
    note = recorder.note("1.1.1-b", NOVEMBER, "Said")
    recorder.note("1.1.1-b", day("2009-11-16"), "The day before")

    checklist = office.checklist("2009-11-30")
    record = record_of_meeting(checklist, BoardScope(BOARD), NOVEMBER)
    assert record.tabled is not None
    assert record.tabled.answers == {1: answer}
    assert record.decisions == (decided, unnamed)
    assert [action.decision for action in record.actions] == [decided]
    assert record.approved == (new_date, withdrawn)
    assert record.notes == (note,)
    assert not record.is_empty
    assert record_of_meeting(checklist, BoardScope("OLASS Board", ("C&F",)), NOVEMBER).notes == ()
    assert record_of_meeting(checklist, BoardScope(BOARD), day("2010-03-09")).is_empty


def test_a_note_is_of_the_board_that_its_pathway_reports_to(tmp_path: Path) -> None:
    office = Office(tmp_path / "journal")
    note = office.recorder("2009-11-17").note("1.1.1-b", NOVEMBER, "Said")
    scope = BoardScope("OLASS Board", ("ELS",))
    assert record_of_meeting(office.checklist("2009-11-30"), scope, NOVEMBER).notes == (note,)
