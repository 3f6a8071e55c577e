"""Compare the weekdays that a cell prints with its dates."""

import re
from collections.abc import Sequence

from plan_data.table_import.printed_date import PrintedDate
from plan_data.table_import.printed_dates import find_printed_dates
from plan_data.timescale.financial_year import FinancialYear

# By their numbers from Monday: English, French, Spanish and German.
_WEEKDAYS = (
    "mon(?:day)?|lundi|lunes|montag",
    "tue(?:s|sday)?|mardi|martes|dienstag",
    "wed(?:nesday)?|mercredi|mi[ée]rcoles|mittwoch",
    "thu(?:r|rs|rsday)?|jeudi|jueves|donnerstag",
    "fri(?:day)?|vendredi|viernes|freitag",
    "sat(?:urday)?|samedi|s[áa]bado|samstag",
    "sun(?:day)?|dimanche|domingo|sonntag",
)
WEEKDAY = re.compile(rf"\b(?:{'|'.join(f'({names})' for names in _WEEKDAYS)})\b", re.IGNORECASE)
_BETWEEN = re.compile(r"[ \t,.:(]{0,4}(?:the[ \t]+)?", re.IGNORECASE)


def wrong_weekday(text: str, year: FinancialYear) -> str:
    """Return a sentence if a weekday of the text is not that of the day beside it, else ""."""
    weekdays = list(WEEKDAY.finditer(text))
    if not weekdays:
        return ""
    days = [date for date in find_printed_dates(text, year) if date.level == "day"]
    for weekday in weekdays:
        date = _day_beside(text, weekday, days)
        if date and weekday.lastindex != date.days.first.weekday() + 1:
            return f"{date.period} is no {weekday[0]}"
    return ""


def _day_beside(
    text: str, weekday: re.Match[str], days: Sequence[PrintedDate]
) -> PrintedDate | None:
    """Return the day directly after a weekday, or else the one directly before it."""
    for date in days:
        if _BETWEEN.fullmatch(text, weekday.end(), date.start):
            return date
    for date in days:
        if _BETWEEN.fullmatch(text, date.end, weekday.start()):
            return date
    return None
