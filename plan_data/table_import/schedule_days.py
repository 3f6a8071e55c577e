"""Give the days of a schedule their year: that of the heading above their group, or of the plan."""

import re
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from plan_data.table_import.date_rewrites import RewrittenDates
from plan_data.table_import.printed_dates import find_printed_dates
from plan_data.table_import.schedule_order import (
    PrintedDays,
    RowDays,
    begins_next_year,
    find_days,
    find_month_alone,
    month_number,
)
from plan_data.timescale.financial_year import FinancialYear
from plan_data.timescale.periods import MONTHS, Period

_IN_PLAN_YEAR = "print gives no year; read as in the plan's year"
_NOT_IN_GROUP = "the day is not in the time of the heading above; read as in its year"


class DayYears(Struct, frozen=True):
    """What says the year of a row's days: its place among the rows, and the heading above."""

    row: RowDays | None = None
    group: str = ""


class _DatedDays(Struct, frozen=True):
    """The text of days with their year, and why it is in doubt; `by_plan` is whether the plan's years give it."""

    text: str
    why: str = ""
    by_plan: bool = False


def write_years_of_days(rewritten: RewrittenDates, years: DayYears, year: FinancialYear) -> None:
    """Write the days without a year of a cell with one; `year` is the plan's."""
    group = _period_of_heading(years.group, year)
    row = years.row
    if group is None and row is None:
        return
    month = find_month_alone(rewritten.text)
    if month and group:
        _write_year_of_month(rewritten, month, group)
        return
    at = 0
    text = ""
    for days in _days_of_cell(rewritten.text, row, group):
        dated = _dated(days, row, group, year)
        if not dated.text or days.start < at:
            continue
        printed = rewritten.text[days.start : days.end]
        text += rewritten.text[at : days.start] + dated.text
        at = days.end
        rewritten.printed[dated.text] = printed
        rewritten.doubt = rewritten.doubt or dated.why
        rewritten.by_plan_year = rewritten.by_plan_year or dated.by_plan
    rewritten.text = text + rewritten.text[at:]


def _write_year_of_month(rewritten: RewrittenDates, month: re.Match[str], group: Period) -> None:
    first = month_number(month["month"]), 1
    year = _year_within(group, first)
    if year is None:
        year = _nearest_year(group, first)
        rewritten.doubt = rewritten.doubt or _NOT_IN_GROUP
    dated = f"{MONTHS[first[0] - 1]} {year}"
    rewritten.printed[dated] = month["month"]
    rewritten.text = rewritten.text.replace(month["month"], dated, 1)


def _period_of_heading(heading: str, year: FinancialYear) -> Period | None:
    """Return the time that a heading is, such as April 2025, None if it says anything else."""
    words = heading.strip(" :.#")
    for printed in find_printed_dates(words, year):
        is_all = (printed.start, printed.end) == (0, len(words))
        if is_all and any(map(str.isdigit, words)):
            return printed.days
    return None


def _days_of_cell(text: str, row: RowDays | None, group: Period | None) -> Iterator[PrintedDays]:
    """Yield the days of a cell in their order; "Apr 12" is one also below "April 2025"."""
    month_first = row is not None and row.has_month_first
    if group and not month_first:
        days = list(find_days(text, month_first=True))
        month_first = any(_year_within(group, each.first) is not None for each in days)
    yield from sorted(find_days(text, month_first=month_first), key=lambda days: days.start)


def _dated(
    days: PrintedDays, row: RowDays | None, group: Period | None, plan_year: FinancialYear
) -> _DatedDays:
    """Return days with their year, "" if they do not exist or the plan's year is to be read."""
    why, by_plan = "", False
    if group:
        year = _year_within(group, days.first)
        if year is None:
            year, why = _nearest_year(group, days.first), _NOT_IN_GROUP
    else:
        year, by_plan = _year_by_order(row, days.first[0], plan_year), True
        if year is None:
            year, why = _likely_year(row, days.first, plan_year), _IN_PLAN_YEAR
    first = _written(year, days.first)
    last = _written(year + int(days.last[0] < days.first[0]), days.last)
    if not first or not last:
        return _DatedDays("")
    if days.first != days.last:
        first = f"{first} to {last}"
    return _DatedDays(first, why, by_plan)


def _written(year: int, day: tuple[int, int]) -> str:
    """Return a day as print has it elsewhere, "" if there is no such day."""
    if _date(year, day) is None:
        return ""
    return f"{day[1]} {MONTHS[day[0] - 1]} {year}"


def _date(year: int, day: tuple[int, int]) -> date | None:
    try:
        return date(year, *day)
    except ValueError:
        return None


def _year_within(period: Period, day: tuple[int, int]) -> int | None:
    """Return the first year in which a day lies in a period, None if there is none."""
    for year in range(period.first.year, period.last.year + 1):
        on = _date(year, day)
        if on and period.first <= on <= period.last:
            return year
    return None


def _nearest_year(period: Period, day: tuple[int, int]) -> int:
    """Return the year in which a month is nearest to a period that it is not in."""
    year = period.first.year
    if begins_next_year(day[0], period.last.month):
        return year + 1
    if begins_next_year(period.first.month, day[0]):
        return year - 1
    return year


def _likely_year(row: RowDays | None, day: tuple[int, int], plan_year: FinancialYear) -> int:
    """Return the year of a day by the rows' order, with most of their time in the plan's years."""
    if row is None or not row.in_order:
        return _year_within(plan_year.years()[0].period, day) or plan_year.first.year
    shares = {}
    for year in range(plan_year.first.year - 1, plan_year.last.year + 1):
        begins, ends = _date(year, row.opening), _date(year + row.turns, row.closing)
        if begins and ends:
            shared = min(ends, plan_year.last) - max(begins, plan_year.first)
            shares[year] = shared.days
    opening = max(shares, key=lambda year: shares[year], default=plan_year.first.year)
    return opening + _years_on(row, day[0])


def _year_by_order(row: RowDays | None, month: int, plan_year: FinancialYear) -> int | None:
    """Return the year of a month in a row, None if the rows do not lie in the plan in one way alone."""
    if row is None or not row.in_order:
        return None
    fitting = []
    for year in range(plan_year.first.year, plan_year.last.year + 1):
        begins = _date(year, row.opening)
        ends = _date(year + row.turns, row.closing)
        if begins and ends and plan_year.first <= begins and ends <= plan_year.last:
            fitting.append(year)
    if len(fitting) != 1:
        return None
    return fitting[0] + _years_on(row, month)


def _years_on(row: RowDays, month: int) -> int:
    """Return how many new years lie between the first row and a month in another row."""
    return row.turn + int(begins_next_year(month, row.day[0]))
