"""Guess a plan's year or years from the dates that its table prints."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from plan_data.table_import.date_rewrites import rewrite_dates
from plan_data.table_import.printed_dates import find_financial_years, find_printed_dates
from plan_data.table_import.table_cells import flatten
from plan_data.timescale.financial_year import FinancialYear
from plan_data.timescale.periods import FIRST_YEAR

_MOST_DATES = 10_000  # dates of a table that are read
_LONGEST_CELL = 1_000  # characters of a cell whose dates are read
_MOST_YEARS = 10  # years of a plan that are guessed
_SHARE_OF_YEAR = 0.4  # of the dates in the commonest year, from which a year is the plan's too
_LONGEST_TITLE = 150  # characters
_YEARS_OF_TITLE = re.compile(
    r"(?<![\d/-])(?P<first>20\d\d)(?:\s*(?P<mark>-|/|\u2013|to)\s*(?P<last>20\d\d|\d\d)(?!\d))?"
    r"(?![\d/-])"
)
_DAY_OR_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\d[/.-]\d{1,2}[/.-]\d"
    r"|\b(?:version|updated|published|adopted|since|by) ",
    re.IGNORECASE,
)
_FEWEST_DATES = 2  # of a year that is the plan's beside the commonest, unless all have one
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FINANCIAL = re.compile(r"\bfy ?\d\d|(?<![\d/])(?:20)?\d\d/\d\d(?![\d/])", re.IGNORECASE)
_OF_CALENDAR_YEAR = re.compile(
    r"(?:\b(?:q|qtr ?|quarter |h)[1-4][ ,/-]*(?:of )?|\b(?:1st|2nd|3rd|4th|first|second|third"
    r"|fourth) (?:quarter|half)(?: of)? )20\d\d(?![/\d-])"
    r"|(?<![\d/])20\d\d[ /-]*q[1-4]\b|^20\d\d$|^20\d\d ?(?:-|\u2013|to) ?20\d\d$",
    re.IGNORECASE,
)


def years_of_title(title: str) -> str:
    """Return the years of a plan's title: 2022-2026, 2024/25, or one year alone, "" if it has none.

    A year that is part of a date, and years in a long text, are none of the plan.
    """
    if len(title) > _LONGEST_TITLE:
        return ""
    found = _YEARS_OF_TITLE.search(title)
    if found is None or _DAY_OR_MONTH.search(title):
        return ""
    first, last = int(found["first"]), found["last"]
    if not last:
        return str(first)
    end = int(f"{first}"[: -len(last)] + last)
    if end == first + 1 and (len(last) == len("24") or found["mark"] == "/"):
        return FinancialYear(first).label
    if first < end < first + _MOST_YEARS:
        return f"{first} to {end}"
    return ""


def guess_years(cells: Iterable[str]) -> str:
    """Return the years of most dates in some cells, "" if they have none with a year.

    They are calendar years if print has quarters, halves or years of the calendar and no
    financial year, else financial years.
    """
    dated = [flatten(cell) for cell in cells if len(cell) <= _LONGEST_CELL]
    has_financial = any(map(_FINANCIAL.search, dated))
    has_calendar = any(map(_OF_CALENDAR_YEAR.search, dated))
    if has_calendar and not has_financial:
        years = _main_years(islice(_calendar_years(dated), _MOST_DATES))
        return _label(years, "{}")
    starts = islice(_financial_years(dated), _MOST_DATES)
    years = _main_years(int(label[:4]) for label in starts)
    if not years:
        years = _main_years(islice(_calendar_years(dated), _MOST_DATES))
        return _label(years, "{}")
    return _label(years, "financial")


def _main_years(years: Iterable[int]) -> list[int]:
    """Return the first and the last year of a run of years that each have many of the dates."""
    counts = Counter(years)
    if not counts:
        return []
    first = last = max(counts, key=counts.__getitem__)
    most = counts[first]
    enough = max(_SHARE_OF_YEAR * most, min(_FEWEST_DATES, most))
    while counts[first - 1] >= enough and last - first < _MOST_YEARS - 1:
        first -= 1
    while counts[last + 1] >= enough and last - first < _MOST_YEARS - 1:
        last += 1
    return [first, last]


def _label(years: list[int], kind: str) -> str:
    if not years:
        return ""
    first, last = str(years[0]), str(years[-1])
    if kind == "financial":
        first, last = FinancialYear(years[0]).label, FinancialYear(years[-1]).label
    if first == last:
        return first
    return f"{first} to {last}"


def _calendar_years(cells: Iterable[str]) -> Iterator[int]:
    for cell in cells:
        for match in _YEAR.finditer(cell):
            yield int(match[0])


def _financial_years(cells: Iterable[str]) -> Iterator[str]:
    """Yield the financial year of each day or month with a year."""
    probe = FinancialYear(FIRST_YEAR)
    for cell in cells:
        found = list(find_financial_years(cell))
        if found:
            yield from found
            continue
        for printed in find_printed_dates(rewrite_dates(cell, probe).text, probe):
            last = printed.days.last
            if last.year > FIRST_YEAR + 1:
                yield FinancialYear.containing(last).label
