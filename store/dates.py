"""How a day and a number of days are written for people."""

from datetime import date
from functools import lru_cache

from plan_data.timescale.periods import MONTHS


@lru_cache(4096)
def format_day(on: date) -> str:
    """Return a day as in 31 Oct 2009."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def format_days(count: int) -> str:
    """Return a number of days as in 1 day, or 30 days."""
    if count == 1:
        return "1 day"
    return f"{count} days"
