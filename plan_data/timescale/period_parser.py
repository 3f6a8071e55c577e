"""The part of the timescale language that names one period: a day, a month, a quarter, a year.

The grammar is in docs/timescales.md. `_FORMS` has a row for each form that is read in every plan,
`_FORMS_OF_CALENDAR` one for each form that depends on the plan's years and quarters. What people
write instead is in period_refusals.py, with the sentence that says what to write.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from msgspec import Struct

from plan_data.errors import Refused
from plan_data.timescale import periods
from plan_data.timescale.financial_year import APRIL, Calendar, FinancialYear
from plan_data.timescale.periods import FIRST_YEAR, LAST_YEAR, MONTH_NAMES, MONTHS, Period


class NotATimescale(Refused):
    """The text is not in the timescale language; the message says what to write instead."""


class UnknownTimescale(NotATimescale):
    """The text has no form for which there is a refusal: the message only lists what can be read."""


class PeriodForm(Struct, frozen=True):
    """A way to write a period; `build` takes the groups of `pattern`."""

    pattern: str
    build: Callable[..., Period]


class CalendarForm(Struct, frozen=True):
    """A way to write a period whose days depend on the plan.

    `build` takes the plan's calendar and the groups of `pattern`; it returns None if plans with
    this calendar have no such period.
    """

    pattern: str
    build: Callable[..., Period | None]


def parse_period(text: str, calendar: Calendar = APRIL) -> Period:
    """Read a day, month, season, quarter, half or year in a plan of a calendar.

    Raises:
        NotATimescale: if the text is none of them; the message says what to write instead.

    """
    words = " ".join(text.split())
    period = _read_plain(words) or read_calendar_form(words, calendar)
    if period is not None:
        return period
    from plan_data.timescale.period_refusals import period_refusal  # most texts are read

    raise period_refusal(words, calendar)


def _read_plain(words: str) -> Period | None:
    for form in _FORMS:
        if match := match_all(form.pattern, words):
            return form.build(*match.groups())
    return None


def read_calendar_form(words: str, calendar: Calendar) -> Period | None:
    """Return the quarter, half, year or time of the work that a text names, None if it is none.

    Raises:
        NotATimescale: if the text has such a form, but its year cannot be.

    """
    for form in _FORMS_OF_CALENDAR:
        if match := match_all(form.pattern, words):
            return form.build(calendar, *match.groups())
    return None


def depends_on_calendar(text: str) -> bool:
    """Return whether a text has the form of a period whose days depend on the plan."""
    words = " ".join(text.split())
    return any(match_all(form.pattern, words) for form in _FORMS_OF_CALENDAR)


def match_all(pattern: str, text: str) -> re.Match[str] | None:
    """Match all of `text` in any case; `re` compiles a pattern on its first use, most never."""
    return re.fullmatch(pattern, text, re.IGNORECASE | re.ASCII)


# The forms that are read.


def year_in_range(digits: str) -> int:
    """Return a year that plans may have.

    Raises:
        NotATimescale: if it is out of range.

    """
    year = int(digits)
    if FIRST_YEAR <= year <= LAST_YEAR:
        return year
    raise NotATimescale(
        f"'{digits}' is not a year of a plan: write one from {FIRST_YEAR} to {LAST_YEAR}."
    )


def _calendar_year(year: str) -> Period:
    return periods.calendar_year(year_in_range(year))


def _season(name: str, year: str) -> Period:
    return periods.season(name.lower(), year_in_range(year))


def _month(name: str, year: str) -> Period:
    return periods.months(year_in_range(year), _month_number(name))


def _month_number(name: str) -> int:
    return MONTHS.index(name[:3].title()) + 1


def _named_day(digits: str, name: str, year: str) -> Period:
    return _day(year_in_range(year), _month_number(name), int(digits))


def _iso_day(year: str, month: str, digits: str) -> Period:
    if not 1 <= int(month) <= len(MONTHS):
        raise NotATimescale(
            f"'{year}-{month}-{digits}' has no such month: write year-month-day, such as {year}-09-30."
        )
    return _day(year_in_range(year), int(month), int(digits))


def _day(year: int, month: int, number: int) -> Period:
    last = periods.month_end(year, month).day
    if 1 <= number <= last:
        return periods.day(date(year, month, number))
    name = MONTHS[month - 1]
    raise NotATimescale(
        f"'{number} {name} {year}' does not exist: write a day from 1 to {last} {name} {year}."
    )


def _financial_year(calendar: Calendar, first: str, second: str) -> FinancialYear:
    year = calendar.year(year_in_range(first))
    if f"{first}/{second}" == year.label:
        return year
    choices = year.label
    if 1 <= int(second) <= len(MONTHS):
        choices += f", or {MONTHS[int(second) - 1]} {first} for the month"
    raise NotATimescale(
        f"'{first}/{second}' is not a financial year, which runs from {calendar.first_month_name}"
        f" to {calendar.last_month_name}: write {choices}."
    )


def _financial_year_period(calendar: Calendar, first: str, second: str) -> Period | None:
    if calendar.has_calendar_years:
        return None
    return _financial_year(calendar, first, second).period


def _quarter(calendar: Calendar, number: str, first: str, second: str) -> Period | None:
    if calendar.has_calendar_quarters:
        return None
    return _financial_year(calendar, first, second).quarter(int(number))


def _half(calendar: Calendar, number: str, first: str, second: str) -> Period | None:
    if calendar.has_calendar_years:
        return None
    return _financial_year(calendar, first, second).half(int(number))


def _calendar_quarter(calendar: Calendar, number: str, year: str) -> Period | None:
    if not calendar.has_calendar_quarters:
        return None
    return periods.calendar_quarter(year_in_range(year), int(number))


def _calendar_half(calendar: Calendar, number: str, year: str) -> Period | None:
    if not calendar.has_calendar_years:
        return None
    return periods.calendar_half(year_in_range(year), int(number))


def _numbered(calendar: Calendar, unit: str, digits: str) -> Period | None:
    """Return month or year `digits` of the work, counted from its first day."""
    if calendar.start is None:
        return None
    length, number = _MONTHS_OF[unit.lower()], int(digits)
    return _time_of_work(calendar.start, (number - 1) * length, number * length, f"{unit}-{number}")


def _within(calendar: Calendar, digits: str, unit: str) -> Period | None:
    """Return the first months or years of the work."""
    if calendar.start is None:
        return None
    number = int(digits)
    label = f"within-{number}-{unit}"
    return _time_of_work(calendar.start, 0, number * _MONTHS_OF[unit.lower()], label)


def _time_of_work(start: date, months_before: int, months_until: int, label: str) -> Period | None:
    if not 0 <= months_before < months_until:
        return None
    first = periods.months_later(start, months_before)
    last = periods.months_later(start, months_until) - timedelta(days=1)
    year_in_range(str(last.year))
    return Period(first, last, label.lower())


MONTH_PATTERN = f"({'|'.join(MONTHS)}|{'|'.join(MONTH_NAMES)})"
_FORMS = (
    PeriodForm(rf"{MONTH_PATTERN} (\d{{4}})", _month),
    PeriodForm(rf"(\d{{1,2}}) {MONTH_PATTERN} (\d{{4}})", _named_day),
    PeriodForm(r"(\d{4})-(\d\d)-(\d\d)", _iso_day),
    PeriodForm(rf"({'|'.join(periods.SEASONS)}) (\d{{4}})", _season),
    PeriodForm(r"(\d{4})", _calendar_year),
)
_MONTHS_OF = {"month": 1, "months": 1, "year": 12, "years": 12}
_FORMS_OF_CALENDAR = (
    CalendarForm(r"(\d{4})/(\d\d)", _financial_year_period),
    CalendarForm(r"Q([1-4]) (\d{4})/(\d\d)", _quarter),
    CalendarForm(r"H([12]) (\d{4})/(\d\d)", _half),
    CalendarForm(r"Q([1-4]) (\d{4})", _calendar_quarter),
    CalendarForm(r"H([12]) (\d{4})", _calendar_half),
    CalendarForm(r"(month|year) (\d{1,3})", _numbered),
    CalendarForm(r"within (\d{1,3}) (months?|years?)", _within),
)
