"""The years of a plan, from the keys at the top of its file."""

import re
from collections.abc import Iterator

import msgspec

from plan_data.errors import Refused
from plan_data.model import About
from plan_data.plan_file.decode import Finding
from plan_data.timescale.financial_year import APRIL, Calendar, FinancialYear
from plan_data.timescale.period_parser import NotATimescale, parse_period
from plan_data.timescale.periods import MONTH_NAMES, Period

_YEARS = re.compile(r"(?P<first>\d{4}(?:/\d\d)?) to (?P<last>\d{4}(?:/\d\d)?)", re.IGNORECASE)
_SHORTEST_MONTH = 3  # letters
CALENDAR_QUARTERS = "calendar"


def plan_year(about: About) -> FinancialYear | None:
    """Return the year or years of a plan, None if `year` or `years` cannot be read."""
    first, last = _labels(about)
    try:
        year = FinancialYear.parse(first, _calendar(about, first))
        last_year = FinancialYear.parse(last, year.calendar)
    except ValueError:
        return None
    count = last_year.start_year - year.start_year + 1
    if count < 1:
        return None
    plan_years = year.start_year, last_year.start_year
    calendar = msgspec.structs.replace(year.calendar, plan_years=plan_years)
    return FinancialYear(year.start_year, calendar, count)


def find_year_mistakes(about: About) -> Iterator[Finding]:
    """Yield what is wrong with the keys that say when a plan's years and quarters are."""
    if about.year and about.years is not None:
        yield ("years",), "a plan has 'year' or, if it has several, 'years': keep one of them."
    month = about.year_starts
    if month is not None and _month_number(month) is None:
        sentence = f"'{month}' is not a month: write the month in which the plan's year starts, such as July."
        yield ("year_starts",), sentence
    if plan_year(about) is None:
        yield from _unreadable_years(about)
    if about.quarters not in {None, CALENDAR_QUARTERS}:
        sentence = f"'{about.quarters}' is not a kind of quarter: write calendar, or leave 'quarters' out if they are those of the year."
        yield ("quarters",), sentence
    if about.start is not None and _start(about.start) is None:
        sentence = (
            f"'{about.start}' is not a day: write the first day of the work, such as 1 Sep 2024."
        )
        yield ("start",), sentence


def _unreadable_years(about: About) -> Iterator[Finding]:
    if about.year:
        yield ("year",), f"'{about.year}' is not {_right_year(about)}."
    elif about.years:
        yield ("years",), f"'{about.years}' is not a range of years: {_right_years(about.years)}."


def _right_years(text: str) -> str:
    """Return how to write the years that a text means."""
    meant = _years_meant(text)
    if meant is None:
        return "write the first and the last, such as 2021 to 2025 or 2021/22 to 2024/25"
    if meant.count == 1:
        return f"write year: {meant.label}"
    return f"write {meant.label}"


def _years_meant(text: str) -> FinancialYear | None:
    """Return the year or years that an import would read, None if it would not."""
    from plan_data.table_import.plan_years_option import read_year

    try:
        return read_year(text)
    except Refused:
        return None


def _right_year(about: About) -> str:
    """Return what the plan's year is to be, and how to write it."""
    month = _month_number(about.year_starts or "")
    if month is None:
        meant = _years_meant(about.year)
        if meant is None:
            return "a financial year: write it like 2009/10, or 2024 for a calendar year"
        if meant.count > 1:
            return f"one year: write years: {meant.label}"
        return f"a financial year: write {meant.label}"
    calendar = Calendar(month)
    return f"a year that starts in {calendar.first_month_name}: write it like {calendar.year(2009).label}"


def _labels(about: About) -> tuple[str, str]:
    """Return the plan's first and last year as they are written."""
    if about.year or about.years is None:
        return about.year, about.year
    match = _YEARS.fullmatch(about.years)
    if match is None or match["first"] == match["last"]:
        return "", ""
    return match["first"], match["last"]


def _calendar(about: About, label: str) -> Calendar:
    month = _month_number(about.year_starts or "")
    if month is None:
        month = APRIL.first_month
        if "/" not in label:
            month = 1
    start = _start(about.start or "")
    first_day = start.first if start else None
    return Calendar(month, about.quarters == CALENDAR_QUARTERS and month != 1, first_day)


def _month_number(text: str) -> int | None:
    word = text.strip().lower()
    for number, name in enumerate(MONTH_NAMES, start=1):
        if len(word) >= _SHORTEST_MONTH and name.lower().startswith(word):
            return number
    return None


def _start(text: str) -> Period | None:
    try:
        period = parse_period(text)
    except NotATimescale:
        return None
    return period if period.first == period.last else None
