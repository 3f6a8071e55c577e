"""How a day is written for people, and counted."""

from datetime import date
from functools import lru_cache

from plan_data.timescale.periods import MONTHS


@lru_cache(4096)
def format_day(on: date) -> str:
    """Return a day as people here write it: 31 Oct 2009."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def format_days(count: int) -> str:
    """Return a number of days in words: 1 day, 30 days."""
    return f"{count} day{'' if count == 1 else 's'}"
