"""Give dates without a year the year of the next in their list or range, and drop mere words."""

import re
from collections.abc import Sequence

import msgspec

from plan_data.table_import.date_qualifiers import read_qualifier
from plan_data.table_import.printed_date import YEAR_DIGITS, DateLevel, PrintedDate
from plan_data.timescale.financial_year import Calendar

LIST_CONNECTION = re.compile(r"[ \t]*(?:,|&|/|\band\b|,[ \t]*and\b)[ \t]*", re.IGNORECASE)
RANGE_CONNECTION = re.compile(
    r"[ \t]*(?:->|=>|\u2192|-|\u2013|\bto\b|\buntil\b|\btill\b)[ \t]*", re.IGNORECASE
)
_LETTER_OR_DIGIT = re.compile(r"\w")
_TWO_TIMES_ONE_YEAR = "print gives one year for two times; the earlier is read as before"
_BESIDE_DATES = re.compile(r"(?:and|to|until|till|or|between)\b|[\W_]+", re.IGNORECASE)
_LEVELS_AFTER: dict[DateLevel, set[DateLevel]] = {
    "bare day": {"day", "bare day"},
    "bare month": {"month", "bare month", "season"},
    "bare quarter": {"quarter", "bare quarter"},
}  # what may follow a time without a year in a list or range, and give it its year
_LONGEST_BARE_LIST = 100  # characters of a cell that has months without a year and nothing else


def with_years(text: str, dates: Sequence[PrintedDate]) -> list[PrintedDate]:
    """Give months without a year that of the next in their list or range; drop mere words."""
    settled: list[PrintedDate] = []
    following = None
    for date in reversed(dates):
        following = _with_year_of_following(text, date, following)
        settled.append(_without_bare_day(following))
    settled.reverse()
    if _has_dates_alone(text, settled):
        return settled
    return [date for date in settled if _is_date(text, date)]


def _has_dates_alone(text: str, dates: Sequence[PrintedDate]) -> bool:
    """Return whether a text has no word beside dates and what connects them."""
    if len(text) > _LONGEST_BARE_LIST:
        return False
    at = 0
    for date in dates:
        if _BESIDE_DATES.sub("", text[at : date.start]):
            return False
        at = date.end
    return not _BESIDE_DATES.sub("", text[at:])


def _without_bare_day(date: PrintedDate) -> PrintedDate:
    """Return a day without a year as a day in the plan's year, any other date as it is."""
    if date.level != "bare day":
        return date
    return msgspec.structs.replace(date, level="day")


def _with_year_of_following(
    text: str, date: PrintedDate, following: PrintedDate | None
) -> PrintedDate:
    if not following or following.level not in _LEVELS_AFTER.get(date.level, ()):
        return date
    gap = text[date.end : following.start]
    if not LIST_CONNECTION.fullmatch(gap) and not RANGE_CONNECTION.fullmatch(gap):
        return date
    return _in_same_year(date, following)


def _in_same_year(date: PrintedDate, following: PrintedDate) -> PrintedDate:
    """Return a month or quarter in the year of the one that follows it, or in the year before."""
    name = date.period.rpartition(" ")[0]
    label = following.period.rpartition(" ")[2]
    if following.level == "day":  # which may be 2024-12-31
        label = str(following.days.first.year)
    shared = msgspec.structs.replace(
        date, period=f"{name} {label}", level=following.level, why=following.why
    )
    if shared.days.first <= following.days.first:
        return shared
    before = _year_before(label, date.calendar)
    return msgspec.structs.replace(shared, period=f"{name} {before}", why=_TWO_TIMES_ONE_YEAR)


def _year_before(label: str, calendar: Calendar) -> str:
    """Return the year before 2024 or 2024/25, written as that one is."""
    year = int(label[:YEAR_DIGITS]) - 1
    if "/" in label:
        return calendar.year(year).label
    return str(year)


def _is_date(text: str, date: PrintedDate) -> bool:
    """Return whether a date is not just a word, such as a month alone in a sentence."""
    if date.level != "bare month":
        return True
    if not _LETTER_OR_DIGIT.search(text, 0, date.start) and not _LETTER_OR_DIGIT.search(
        text, date.end
    ):
        return True
    return read_qualifier(text, date.start).has_words
