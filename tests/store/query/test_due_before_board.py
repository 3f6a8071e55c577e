"""What is due before a board meets next."""

from datetime import date

from store.checklist.checklist import build_checklist
from store.query.due_before_board import due_before_board
from tests.store.factories import entry, milestone
from tests.tui.reports.factories import BOARD, objective, plan_of

DAY = date(2009, 11, 30)
PLAN = plan_of(
    objective(
        "1.1.1",
        milestone("Nov 2009"),
        milestone("Dec 2009", "b"),
        milestone("Dec 2009", "c"),
        milestone("Sep 2009", "d"),
        milestone("Feb 2010", "e"),
    )
)


def test_open_items_are_due_up_to_the_meeting_and_not_after() -> None:
    meetings = [entry("meeting", "2009-04-01", "", when=on, board=BOARD) for on in
                ("2009-11-30", "2010-01-12")]  # fmt: skip
    done = entry("done", "2009-11-02", "1.1.1-c")
    checklist = build_checklist(PLAN, [*meetings, done], DAY)
    due = due_before_board(checklist, checklist.counted, BOARD)

    assert [item.ref for item in due.items] == ["1.1.1-a", "1.1.1-b"]
    assert (due.meeting, due.until) == (checklist.meetings[1], date(2010, 1, 12))


def test_a_meeting_of_another_board_does_not_count() -> None:
    other = entry("meeting", "2009-04-01", "", when="2009-12-01", board="OLASS Board")
    checklist = build_checklist(PLAN, [other], DAY)
    due = due_before_board(checklist, checklist.counted, BOARD)

    assert (due.meeting, due.expected, due.until) == (None, None, date(2009, 12, 31))
    assert [item.ref for item in due.items] == ["1.1.1-a", "1.1.1-b", "1.1.1-c"]
