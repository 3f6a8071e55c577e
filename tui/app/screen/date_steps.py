"""Moving the as-of date by keys: a day, a month, to the last Board and to the next."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from plan_data.timescale.periods import FIRST_YEAR, LAST_YEAR, month_end
from store.checklist.meetings import Meeting, last_meeting, next_meeting

Step = Literal["day", "month", "board"]
_ONE_DAY = timedelta(days=1)


def step_date(day: date, step: Step, by: int, meetings: Sequence[Meeting]) -> date | None:
    """Return the date one step before `day` (`by` is -1) or after it (1), None if there is none."""
    if step == "board":
        return _board_day(day, by, meetings)
    moved = _same_day_of_month(day, by) if step == "month" else day + by * _ONE_DAY
    return moved if FIRST_YEAR <= moved.year <= LAST_YEAR else None


def _same_day_of_month(day: date, by: int) -> date:
    """Return the same day of the next or previous month; from a month's end, the month's end."""
    index = day.year * 12 + day.month - 1 + by
    last = month_end(index // 12, index % 12 + 1)
    if day == month_end(day.year, day.month):
        return last
    return last.replace(day=min(day.day, last.day))


def _board_day(day: date, by: int, meetings: Sequence[Meeting]) -> date | None:
    meeting = last_meeting(meetings, day) if by < 0 else next_meeting(meetings, day + _ONE_DAY)
    return meeting.on if meeting else None
