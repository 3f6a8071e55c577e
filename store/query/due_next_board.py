"""What is due before the next meeting of a Board: one rule for the app, the shell and papers."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from msgspec import Struct

from store.checklist.checklist import ChecklistItem
from store.checklist.meetings import Meeting, next_meeting
from store.query.groups import is_open

WITHOUT_MEETING = timedelta(days=31)  # that are looked ahead if no meeting is set


class DueNext(Struct, frozen=True):
    """The open items that are due from the as-of date to the day `until`, in their order.

    `until` is the day of the next meeting after the as-of date, or 31 days later if `meeting` is
    None because none is set.
    """

    meeting: Meeting | None
    until: date
    items: tuple[ChecklistItem, ...]


def due_before_next(
    items: Iterable[ChecklistItem], calendar: Sequence[Meeting], as_of: date
) -> DueNext:
    """Return which of some items are due before the next meeting of a calendar."""
    meeting = next_meeting(calendar, as_of + timedelta(days=1))
    until = meeting.on if meeting else as_of + WITHOUT_MEETING
    return DueNext(meeting, until, tuple([item for item in items if _is_due(item, as_of, until)]))


def _is_due(item: ChecklistItem, as_of: date, until: date) -> bool:
    due = item.state.due
    return due is not None and as_of <= due <= until and is_open(item)
