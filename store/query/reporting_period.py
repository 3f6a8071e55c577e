"""The period that a Board's paper is about: from the position it was told last to the one it is told now."""

from collections.abc import Sequence
from datetime import UTC, date, timedelta

from plan_data.timescale.financial_year import quarter_containing
from store.checklist.meetings import Meeting, last_meeting
from store.journal.entry import Entry


def position_before(calendar: Sequence[Meeting], day: date) -> date:
    """Return the day of the last meeting before `day`; where none is known, the end of the quarter before."""
    meeting = last_meeting(calendar, day)
    return meeting.on if meeting else quarter_containing(day).first - timedelta(days=1)


def is_after(entry: Entry, since: date) -> bool:
    """Return whether an entry happened or was recorded after the end of `since`."""
    return entry.on > since or entry.at.astimezone(UTC).date() > since
