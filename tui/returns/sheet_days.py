"""Days as leads write them on sheets: the same day whenever, and wherever, a sheet is read."""

import re
from datetime import date

from plan_data.errors import Refused
from plan_data.text import one_line
from plan_data.timescale.periods import MONTHS
from tui.config.typed_values import parse_day

# What Excel makes of "28 Apr 2024" and "Apr 2024" in a CSV file, when it saves that again.
_SHORTENED = re.compile(rf"(?:(?P<day>\d{{1,2}})-)?(?P<month>{'|'.join(MONTHS)})-(?P<year>\d\d)")


def unshortened(text: str) -> str:
    """Return a day or month that a spreadsheet program shortened, such as 28-Apr-24, in full."""
    match = _SHORTENED.fullmatch(text.strip())
    if not match:
        return text
    return f"{match['day'] or ''} {match['month']} 20{match['year']}".strip()


def parse_sheet_day(text: str, today: date, as_of: date) -> date:
    """Return the day that a cell means.

    Raises:
        Refused: if it is not a single day, or one that counts from the day of reading.

    """
    has_digit = any(letter.isdigit() for letter in text)
    if not has_digit or "ago" in text.lower():
        raise Refused(f"'{one_line(text)}' does not name a day: write it like 28 Aug 2009.")
    return parse_day(text, today, as_of)
