"""Days as leads write them on sheets: the same day whenever, and wherever, a sheet is read."""

import re
from datetime import date

from plan_data.errors import Refused
from plan_data.text import one_line
from plan_data.timescale.periods import MONTHS
from tui.config.typed_values import parse_day

# What Excel makes of "28 Apr 2024" and "Apr 2024" in a CSV file, when it saves that again.
_SHORTENED = re.compile(rf"(?:(?P<day>\d{{1,2}})-)?(?P<month>{'|'.join(MONTHS)})-(?P<year>\d\d)")

_EARLY, _LATE = date(2000, 12, 31), date(2001, 12, 31)  # a day without a year differs between them


def unshortened(text: str) -> str:
    """Return a day or month that a spreadsheet program shortened, such as 28-Apr-24, in full."""
    match = _SHORTENED.fullmatch(text.strip())
    if not match:
        return text
    return f"{match['day'] or ''} {match['month']} 20{match['year']}".strip()


def parse_sheet_day(text: str, latest: date | None) -> date:
    """Return the day that a cell means.

    A day without a year is the latest one up to `latest`; if that is None, its year is missing.

    Raises:
        Refused: if it is not a single day, or one that counts from the day of reading.

    """
    has_digit = any(letter.isdigit() for letter in text)
    if not has_digit or "ago" in text.lower():
        raise Refused(f"'{one_line(text)}' does not name a day: write it like 28 Aug 2009.")
    if latest is None:
        return _day_with_year(text)
    return parse_day(text, latest, latest)


def _day_with_year(text: str) -> date:
    """Return a day that is the same however late it is read.

    Raises:
        Refused: if it is not a single day with a year.

    """
    day = parse_day(text, _EARLY, _EARLY)
    if day != parse_day(text, _LATE, _LATE):
        raise Refused(f"'{one_line(text)}' has no year: write it like 28 Aug 2009.")
    return day
