"""The position that a report compares with: as it was tabled, or as it was known on a day."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from plan_data.errors import Refused
from store.board.tabled import FileOrders, TabledMeeting, checklist_as_tabled
from store.checklist.checklist import Checklist, build_checklist
from store.checklist.meetings import Meeting, last_meeting, meetings_of
from store.dates import format_day
from store.journal.entry import Entry
from store.query.reporting_period import position_before


class Comparison(Struct, frozen=True):
    """An earlier position: `earlier` is the checklist as of `since`, as it was known then.

    `tabled` is the entry of the paper that had it, and `meeting` the meeting of that paper or of
    that day; each is None if there is none.
    """

    since: date
    earlier: Checklist
    tabled: Entry | None = None
    meeting: Meeting | None = None


def compare_with_last(  # noqa: PLR0913, PLR0917 - what decides it, in this order
    checklist: Checklist,
    entries: Sequence[Entry],
    board: str,
    chosen: date | None,
    last_paper: TabledMeeting | None,
    orders: FileOrders,
) -> Comparison:
    """Return the position to compare with: that of the day `chosen`, or else the last reported.

    The last reported is that of the paper tabled at the board's last meeting, to the entry. If
    none was, it is that of the meeting's day as it was known then; without a meeting, that of the
    end of the quarter before.

    Raises:
        Refused: if the day to compare with is not before the checklist's date.

    """
    calendar = meetings_of(checklist.calendar, board)
    last = last_meeting(calendar, checklist.as_of)
    if chosen is None and last_paper and _is_of_last_meeting(last_paper, last):
        tabled = _as_tabled(checklist, entries, last_paper.entry, orders)
        if tabled:
            return tabled
    since = chosen or position_before(calendar, checklist.as_of, checklist.loaded.year)
    _refuse_later_day(since, checklist.as_of)
    earlier = build_checklist(checklist.loaded, entries, since, _known_by(checklist, since))
    return Comparison(since, earlier, meeting=_meeting_on(calendar, since))


def _is_of_last_meeting(paper: TabledMeeting, last: Meeting | None) -> bool:
    return last is None or paper.entry.meeting >= last.on.isoformat()


def _as_tabled(
    checklist: Checklist, entries: Sequence[Entry], paper: Entry, orders: FileOrders
) -> Comparison | None:
    """Return the position that a paper had, None if it is not before the checklist's date."""
    earlier = checklist_as_tabled(checklist, entries, paper, orders)
    if earlier is None or earlier.as_of >= checklist.as_of:
        return None
    meeting = Meeting(date.fromisoformat(paper.meeting), paper.board)
    return Comparison(earlier.as_of, earlier, paper, meeting)


def _known_by(checklist: Checklist, day: date) -> date:
    """Return the day by which entries must have been recorded to be known on a day."""
    if checklist.known_on is None:
        return day
    return min(day, checklist.known_on)


def _meeting_on(calendar: Sequence[Meeting], day: date) -> Meeting | None:
    for meeting in calendar:
        if meeting.on == day:
            return meeting
    return None


def _refuse_later_day(since: date, as_of: date) -> None:
    if since >= as_of:
        raise Refused(
            f"{format_day(since)} is not before {format_day(as_of)}, the date of the report:"
            " give an earlier date to compare with, or a later --as-of."
        )
