"""Days as leads write them on sheets: the same day whenever, and wherever, a sheet is read."""

from datetime import date

from plan_data.errors import Refused
from plan_data.text import one_line
from tui.config.typed_values import parse_day


def parse_sheet_day(text: str, today: date, as_of: date) -> date:
    """Return the day that a cell means.

    Raises:
        Refused: if it is not a single day, or one that counts from the day of reading.

    """
    has_digit = any(letter.isdigit() for letter in text)
    if not has_digit or "ago" in text.lower():
        raise Refused(f"'{one_line(text)}' does not name a day: write it like 28 Aug 2009.")
    return parse_day(text, today, as_of)
