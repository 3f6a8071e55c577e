"""Find the days without a year in a table, "Apr 12" or "3-8 July", and how they follow each other.

The schedules of software projects print a month and a day, and the year once: above groups of rows
or in their title. They go on over the new year.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from plan_data.table_import.column_reading import Columns
from plan_data.table_import.heading_words import ColumnRole
from plan_data.table_import.printed_date import DAY_PATTERN, MONTH_PATTERN
from plan_data.table_import.table_cells import Row, flatten
from plan_data.timescale.periods import MONTHS

_TO = r"\s*(?:-|\u2013|\bto\b)\s*(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]?\s+)?"
_NO_YEAR_AFTER = r"(?![\w'/:%-]|[.,]\d)"
# "Apr 12", "Jul 03-08", "Dec 30-Jan 03".
_MONTH_FIRST = re.compile(
    rf"(?<![\w/.'-])(?P<month>{MONTH_PATTERN})\s+(?P<day>{DAY_PATTERN})"
    rf"(?:{_TO}(?:(?P<end_month>{MONTH_PATTERN})\s+)?(?P<end_day>{DAY_PATTERN}))?{_NO_YEAR_AFTER}",
    re.IGNORECASE,
)
# "12 Apr", "3-8 July", "30 Dec - 3 Jan".
_DAY_FIRST = re.compile(
    rf"(?<![\w/.'-])(?P<day>{DAY_PATTERN})(?:(?:\s+(?P<month>{MONTH_PATTERN}))?{_TO}(?P<end_day>{DAY_PATTERN}))?"
    rf"\s+(?P<end_month>{MONTH_PATTERN}){_NO_YEAR_AFTER}",
    re.IGNORECASE,
)
_MONTH_ALONE = re.compile(rf"\s*(?P<month>{MONTH_PATTERN})\s*(?:\([^()]*\)|\?)?\s*", re.IGNORECASE)
_HAS_YEAR = re.compile(r"(?:19|20)\d\d|\b(?:annual|yearly|each|every)", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")
_LAST_DAY = 31
_HALF_YEAR = 6  # months from which one that is earlier begins another year
_FEWEST_DAYS = 3  # rows whose order says anything
_LEAST_SPREAD = 15  # between numbers that are days of months: years lie nearer to each other
_DATED_ROLES: tuple[ColumnRole, ...] = ("timescale", "start", "revised", "original", "stage")


class PrintedDays(Struct, frozen=True):
    """A day without a year, or the first and the last of several, from `start` to `end` of a text.

    Each is a month and a day; they may not exist.
    """

    start: int
    end: int
    first: tuple[int, int]
    last: tuple[int, int]


class RowDays(Struct, frozen=True):
    """A row's first day, and where the row stands among those of its table with such a day.

    `turn` counts the new years between the first of these rows and this one, `turns` those up to the
    last; `opening` and `closing` are the days of these two rows. `in_order` is whether each follows
    the one before it, and there are enough to say so. `has_month_first` is whether a number after a
    month is a day in this table.
    """

    day: tuple[int, int]
    turn: int
    opening: tuple[int, int]
    closing: tuple[int, int]
    turns: int
    in_order: bool
    has_month_first: bool


def find_row_days(rows: Sequence[Row], columns: Columns) -> dict[int, RowDays]:
    """Return what is known of the rows with a day without a year, by their lines."""
    has_month_first = has_days_after_months(rows, columns)
    found: dict[int, tuple[int, int]] = {}
    for row in rows:
        for cell in _dated_cells(row, columns):
            for printed in find_days(cell, month_first=has_month_first):
                found.setdefault(row.line, printed.first)
    days = list(found.values())
    turns, in_order = _follow(days)
    row_days = {}
    for (line, day), turn in zip(found.items(), turns, strict=True):
        row_days[line] = RowDays(day, turn, days[0], days[-1], turns[-1], in_order, has_month_first)
    return row_days


def find_days(text: str, *, month_first: bool) -> Iterator[PrintedDays]:
    """Yield the days of a text that has no year; "Apr 12" is one if `month_first`."""
    if _HAS_YEAR.search(text):
        return
    for pattern in (_MONTH_FIRST, _DAY_FIRST):
        if pattern is _DAY_FIRST or month_first:
            for match in pattern.finditer(text):
                if match["month"] != "may" and match["end_month"] != "may":  # level 3 may apply
                    yield _days_of(match)


def find_month_alone(text: str) -> re.Match[str] | None:
    """Return the month of a text that has nothing else than its doubt: "Mar", "March (tbc)"."""
    return _MONTH_ALONE.fullmatch(text)


def month_number(printed: str) -> int:
    """Return the number of a printed month."""
    return MONTHS.index(printed[:3].title()) + 1


def has_days_after_months(rows: Iterable[Row], columns: Columns) -> bool:
    """Return whether numbers after months are days: they differ more than years, or are ranges."""
    numbers = []
    has_range = False
    for row in rows:
        for cell in _dated_cells(row, columns):
            for match in _MONTH_FIRST.finditer(cell):
                numbers.append(_number(match["day"]))
                has_range = has_range or match["end_day"] is not None
    if len(numbers) < _FEWEST_DAYS or max(numbers) > _LAST_DAY:
        return False
    return has_range or max(numbers) - min(numbers) > _LEAST_SPREAD


def begins_next_year(month: int, before: int) -> bool:
    """Return whether a month after another is one of the next year, as January after December."""
    return month + _HALF_YEAR < before


def _days_of(match: re.Match[str]) -> PrintedDays:
    month = month_number(match["month"] or match["end_month"])
    first = last = month, _number(match["day"])
    if match["end_day"]:
        last = month_number(match["end_month"] or match["month"]), _number(match["end_day"])
    return PrintedDays(*match.span(), first, last)


def _number(printed: str) -> int:
    return int(_NUMBER.findall(printed)[0])


def _dated_cells(row: Row, columns: Columns) -> Iterator[str]:
    for role in _DATED_ROLES:
        for column in columns.with_role(role):
            if not row.outside and column < len(row.cells):
                yield flatten(row.cells[column])


def _follow(days: Sequence[tuple[int, int]]) -> tuple[list[int], bool]:
    """Return how many new years lie before each day, and whether the days are in order.

    Days of one month may be in any order.
    """
    turns = [0]
    in_order = len(days) >= _FEWEST_DAYS
    for (before, _), (month, _) in pairwise(days):
        is_next = begins_next_year(month, before)
        turns.append(turns[-1] + is_next)
        if begins_next_year(before, month) or (month < before and not is_next):
            in_order = False
    return turns[: len(days)], in_order
