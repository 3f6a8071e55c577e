"""What is due before a board meets next: one number for the app, the papers and the shell."""

from collections.abc import Iterable
from datetime import date, timedelta

from msgspec import Struct

from store.board.boards import expected_meeting
from store.checklist.checklist import Checklist, ChecklistItem
from store.checklist.meetings import Meeting, meetings_of, next_meeting
from store.query.open_items import is_open

_WITHOUT_MEETING = timedelta(days=31)


class DueBeforeBoard(Struct, frozen=True):
    """The open items that are due from the checklist's date up to the day `until`.

    `meeting` is the board's next one after that date. None if no date is set; then `expected` is
    the day by which its rhythm has it meet, None if it has none, and `until` is 31 days ahead.
    """

    meeting: Meeting | None
    expected: date | None
    until: date
    items: tuple[ChecklistItem, ...]


def due_before_board(
    checklist: Checklist, items: Iterable[ChecklistItem], board: str
) -> DueBeforeBoard:
    """Return which of `items` are due before the board's next meeting, in their order.

    On the day of a meeting, the next one is the one after.
    """
    next_day = checklist.as_of + timedelta(days=1)
    meeting = next_meeting(meetings_of(checklist.calendar, board), next_day)
    if meeting:
        due = _due_between(items, checklist.as_of, meeting.on)
        return DueBeforeBoard(meeting, None, meeting.on, due)
    until = checklist.as_of + _WITHOUT_MEETING
    due = _due_between(items, checklist.as_of, until)
    return DueBeforeBoard(None, expected_meeting(checklist, board), until, due)


def _due_between(
    items: Iterable[ChecklistItem], first: date, last: date
) -> tuple[ChecklistItem, ...]:
    found = []
    for item in items:
        due = item.state.due
        if due is not None and first <= due <= last and is_open(item):
            found.append(item)
    return tuple(found)
