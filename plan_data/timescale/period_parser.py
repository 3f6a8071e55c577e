"""The part of the timescale language that names one period: a day, a month, a quarter, a year.

The grammar is in docs/timescales.md. `_FORMS` has a row for each form that is read, `_REFUSALS`
one for each form that people write instead, with the sentence that says what to write.
"""

import re
from collections.abc import Callable
from datetime import date

from msgspec import Struct

from plan_data.errors import Refused
from plan_data.timescale import periods
from plan_data.timescale.financial_year import FIRST_MONTH_NAME, LAST_MONTH_NAME, FinancialYear
from plan_data.timescale.periods import FIRST_YEAR, LAST_YEAR, MONTH_NAMES, MONTHS, Period
from plan_data.timescale.units import UNIT_BY_ADVERB


class NotATimescale(Refused):
    """The text is not in the timescale language; the message says what to write instead."""


class PeriodForm(Struct, frozen=True):
    """A way to write a period; `build` takes the groups of `pattern`."""

    pattern: str
    build: Callable[..., Period]


class PeriodRefusal(Struct, frozen=True):
    """A way to write a period that is refused; `explain` takes the groups of `pattern`.

    What it returns follows the quoted text in the message.
    """

    pattern: str
    explain: Callable[..., str]


def parse_period(text: str) -> Period:
    """Read a day, month, season, quarter, half, financial year or calendar year.

    Raises:
        NotATimescale: if the text is none of them; the message says what to write instead.

    """
    words = " ".join(text.split())
    for form in _FORMS:
        if match := match_all(form.pattern, words):
            return form.build(*match.groups())
    for refusal in _REFUSALS:
        if match := match_all(refusal.pattern, words):
            raise NotATimescale(f"'{words}' {refusal.explain(*match.groups())}")
    raise NotATimescale(
        f"'{words}' is not a time that can be read: write a day (30 Sep 2009), a month (Sep 2009),"
        " autumn 2009, Q3 2009/10 or 2009/10; `milepost help timescales` tells the rest."
    )


def match_all(pattern: str, text: str) -> re.Match[str] | None:
    """Match all of `text` in any case; `re` compiles a pattern on its first use, most never."""
    return re.fullmatch(pattern, text, re.IGNORECASE | re.ASCII)


# The forms that are read.


def _year(digits: str) -> int:
    year = int(digits)
    if FIRST_YEAR <= year <= LAST_YEAR:
        return year
    raise NotATimescale(
        f"'{digits}' is not a year of a plan: write one from {FIRST_YEAR} to {LAST_YEAR}."
    )


def _calendar_year(year: str) -> Period:
    return periods.calendar_year(_year(year))


def _season(name: str, year: str) -> Period:
    return periods.season(name.lower(), _year(year))


def _month(name: str, year: str) -> Period:
    return periods.months(_year(year), _month_number(name))


def _month_number(name: str) -> int:
    return MONTHS.index(name[:3].title()) + 1


def _named_day(digits: str, name: str, year: str) -> Period:
    return _day(_year(year), _month_number(name), int(digits))


def _iso_day(year: str, month: str, digits: str) -> Period:
    if not 1 <= int(month) <= len(MONTHS):
        raise NotATimescale(
            f"'{year}-{month}-{digits}' has no such month: write year-month-day, such as 2009-09-30."
        )
    return _day(_year(year), int(month), int(digits))


def _day(year: int, month: int, number: int) -> Period:
    last = periods.month_end(year, month).day
    if 1 <= number <= last:
        return periods.day(date(year, month, number))
    name = MONTHS[month - 1]
    raise NotATimescale(
        f"'{number} {name} {year}' does not exist: write a day from 1 to {last} {name} {year}."
    )


def _financial_year(first: str, second: str) -> FinancialYear:
    year = FinancialYear(_year(first))
    if f"{first}/{second}" == year.label:
        return year
    raise NotATimescale(
        f"'{first}/{second}' is not a financial year, which runs from {FIRST_MONTH_NAME}"
        f" to {LAST_MONTH_NAME}: write {year.label}."
    )


def _financial_year_period(first: str, second: str) -> Period:
    return _financial_year(first, second).period


def _quarter(number: str, first: str, second: str) -> Period:
    return _financial_year(first, second).quarter(int(number))


def _half(number: str, first: str, second: str) -> Period:
    return _financial_year(first, second).half(int(number))


_MONTH = f"({'|'.join(MONTHS)}|{'|'.join(MONTH_NAMES)})"
_FORMS = (
    PeriodForm(rf"{_MONTH} (\d{{4}})", _month),
    PeriodForm(rf"(\d{{1,2}}) {_MONTH} (\d{{4}})", _named_day),
    PeriodForm(r"(\d{4})-(\d\d)-(\d\d)", _iso_day),
    PeriodForm(r"(\d{4})/(\d\d)", _financial_year_period),
    PeriodForm(r"Q([1-4]) (\d{4})/(\d\d)", _quarter),
    PeriodForm(r"H([12]) (\d{4})/(\d\d)", _half),
    PeriodForm(rf"({'|'.join(periods.SEASONS)}) (\d{{4}})", _season),
    PeriodForm(r"(\d{4})", _calendar_year),
)


# The forms that are refused, each with what to write instead.


def _month_or_year(year: str, second: str) -> str:
    _year(year)
    choices = []
    if 1 <= int(second) <= len(MONTHS):
        choices.append(f"{MONTHS[int(second) - 1]} {year} for the month")
    if _is_next_year(year, second):
        choices.append(f"{year}/{second} for the financial year")
    suggestion = " or ".join(choices) or f"a month such as Oct {year}"
    return f"can be read in two ways: write {suggestion}."


def _is_next_year(first: str, second: str) -> bool:
    """Return whether the two digits `second` name the year after `first`."""
    return int(second) == (int(first) + 1) % 100


def _part_of_either_year(letter: str, number: str, year: str) -> str:
    part, label = letter.upper() + number, FinancialYear(_year(year)).label
    months_in_part = {"Q": 3, "H": 6}[letter.upper()]
    last_month = MONTHS[int(number) * months_in_part - 1]
    return (
        f"may mean the calendar or the financial year: write {part} {label},"
        f" or {last_month} {year} if the calendar year is meant."
    )


def _short_year(name: str, digits: str) -> str:
    month = name[:3].title()
    with_century = f"{month} 20{int(digits):02d}"
    if not 1 <= int(digits) <= 31:  # noqa: PLR2004 - the longest month
        return f"lacks its century: write {with_century}."
    as_day = f"{int(digits)} {month}"
    return f"may be a day or a year: write {with_century} for the month, or {as_day} with its year."


def _two_digit_pair(first: str, second: str) -> str:
    if _is_next_year(first, second):
        return f"lacks its century: write 20{first}/{second}."
    return "lacks its year, and may be read day first or month first: write the month's name, such as 3 Apr 2010."


def _two_years(first: str, second: str) -> str:
    start, end = _year(first), int(second)
    label = FinancialYear(start).label
    if end == start + 1:
        return f"is written {label}."
    if not start < end <= LAST_YEAR:
        end = start + 2  # an example of a range
    last_label = FinancialYear(end - 1).label
    return f"is not one financial year: write {label}, or as a range {label} to {last_label}."


def _day_of_numbers(day: str, month: str, year: str) -> str:
    name = MONTHS[int(month) - 1]
    return f"is written with the month's name: write {int(day)} {name} {year}."


def _ambiguous_day() -> str:
    return "may be read day first or month first: write the month's name, such as 3 Apr 2010, or 2010-04-03."


def _day_without_year(day: str, name: str) -> str:
    return f"has no year: write {day} {name[:3].title()} and the year."


def _month_without_year(name: str) -> str:
    return f"has no year: write {name[:3].title()} and the year."


def _end_of_year(year: str) -> str:
    return f"is written by Dec {year}."


def _end_of_period(period: str) -> str:
    return f"is written by {period}."


def _adverb(word: str) -> str:
    return f"is written every {UNIT_BY_ADVERB[word.lower()]}."


def _no_time(words: str) -> str:
    return f"names no time: write 'undated ({words})'."


def _sept(year: str) -> str:
    return f"is written Sep {year}."


def _empty() -> str:
    return "is empty: write a time, or 'undated (reason)'."


_REFUSALS = (
    PeriodRefusal(r"(\d{4})-(\d\d)", _month_or_year),
    PeriodRefusal(r"(Q)([1-4]) ?(\d{4})", _part_of_either_year),
    PeriodRefusal(r"(H)([12]) ?(\d{4})", _part_of_either_year),
    PeriodRefusal(rf"{_MONTH} '?(\d\d?)", _short_year),
    PeriodRefusal(r"(\d{4})[-/ ]+(\d{4})", _two_years),
    PeriodRefusal(r"(\d\d)[-/](\d\d)", _two_digit_pair),
    PeriodRefusal(r"(1[3-9]|2\d|3[01])[-/.](0?[1-9]|1[0-2])[-/.](\d{4})", _day_of_numbers),
    PeriodRefusal(rf"(\d{{1,2}}) {_MONTH}", _day_without_year),
    PeriodRefusal(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}", _ambiguous_day),
    PeriodRefusal(r"(?:the )?end (?:of )?(\d{4})", _end_of_year),
    PeriodRefusal(r"(?:the )?end (?:of )?(\S+ \d{4}(?:/\d\d)?|\d{4}/\d\d)", _end_of_period),
    PeriodRefusal(rf"({'|'.join(UNIT_BY_ADVERB)})", _adverb),
    PeriodRefusal(r"(to be .+|tb[acd]|not .+)", _no_time),
    PeriodRefusal(r"sept\.? (\d{4})", _sept),
    PeriodRefusal(_MONTH, _month_without_year),
    PeriodRefusal(r"", _empty),
)
