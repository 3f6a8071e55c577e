"""The period of a Board's report: from the position last reported to the one reported now."""

from collections.abc import Sequence
from datetime import UTC, date, timedelta

from plan_data.timescale.financial_year import FinancialYear
from store.checklist.meetings import Meeting, last_meeting
from store.journal.entry import Entry


def position_before(calendar: Sequence[Meeting], day: date, year: FinancialYear) -> date:
    """Return the day of the last meeting before `day`, or the end of the quarter before `day`.

    `year` is the plan's, and says when quarters end.
    """
    meeting = last_meeting(calendar, day)
    if meeting:
        return meeting.on
    return year.calendar.quarter_containing(day).first - timedelta(days=1)


def is_after(entry: Entry, since: date) -> bool:
    """Return whether an entry happened or was recorded after the end of `since`."""
    return entry.on > since or entry.at.astimezone(UTC).date() > since
