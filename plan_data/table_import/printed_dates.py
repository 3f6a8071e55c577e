"""Read the dates printed in a text: days, months, seasons, quarters and years."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Literal

from msgspec import Struct

from plan_data.timescale.financial_year import FinancialYear
from plan_data.timescale.period_parser import NotATimescale, parse_period
from plan_data.timescale.periods import (
    FIRST_YEAR,
    LAST_YEAR,
    MONTHS,
    Period,
)

DateLevel = Literal["day", "month", "season", "quarter", "year range", "year", "bare month"]


class PrintedDate(Struct, frozen=True):
    """A date from `start` to `end` in a text, and its period in the timescale language.

    `why` is the reason if the reading is a guess, else "".
    """

    start: int
    end: int
    period: str
    level: DateLevel
    why: str = ""

    @property
    def days(self) -> Period:
        """The days that are meant."""
        return parse_period(self.period)


_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YYYY = r"(?:19|20)\d\d(?!\d)"
_YY = r"['\u2019\u2018]?\d\d(?![\d%]|[:.,]\d|(?:st|nd|rd|th)\b)"
_FINANCIAL_YEAR = rf"{_YYYY}\s*[-\u2013/]\s*(?:\d{{4}}|\d\d)(?!\d)|\d\d/\d\d(?![\d/])"
_ORDINAL_ENDING = r"(?:st|nd|rd|th)?"
_QUARTER_ORDINAL = r"first|second|third|fourth|1st|2nd|3rd|4th"

_PRINTED_DATE = re.compile(
    rf"""(?<![\w£$€.])(?:
      (?P<iso>\d{{4}}-\d\d-\d\d)(?!\d)
    | (?P<day>\d{{1,2}}){_ORDINAL_ENDING}\s+(?:of\s+)?
        (?P<day_month>{_MONTH})(?:,?\s*(?P<day_year>{_YYYY}|{_YY}))?
    | (?P<month_of_day>{_MONTH})\s+(?P<month_day>\d{{1,2}}){_ORDINAL_ENDING},?\s+
        (?P<month_day_year>{_YYYY})
    | (?P<first>\d{{1,2}})(?P<separator>[/.-])(?P<second>\d{{1,2}})(?P=separator)
        (?P<numeric_year>\d{{4}}|\d\d)(?!\d)
    | (?P<month>{_MONTH})[\s,\u2013-]*(?P<month_year>{_YYYY}|{_YY})
        (?:\s?[-\u2013]\s?(?P<end_year>{_YYYY}))?
    | (?P<season>spring|summer|autumn|winter)\s+(?P<season_year>{_FINANCIAL_YEAR}|{_YYYY}|{_YY})
    | (?:q|qtr\s?|quarter\s)(?P<quarter>[1-4])\b
        (?:,?\s*(?:of\s+)?(?P<quarter_year>{_FINANCIAL_YEAR}|{_YYYY}))?
    | (?P<ordinal>{_QUARTER_ORDINAL})\s+quarter\b
        (?:,?\s*(?:of\s+)?(?P<ordinal_year>{_FINANCIAL_YEAR}|{_YYYY}))?
    | h(?P<half>[12])\s+(?P<half_year>{_FINANCIAL_YEAR})
    | (?P<financial>{_FINANCIAL_YEAR})
    | (?P<calendar>{_YYYY})
    | (?P<bare>{_MONTH})
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_TWO_DIGITS_OF_DAY = re.compile(r"[^\D0]\d")
_YEARS_APART = re.compile(r"\s*[-\u2013/]\s*")
_PLAIN_FINANCIAL_YEAR = re.compile(r"\d{4}/\d\d")
_LONGEST_YEAR_RANGE = 20  # years
_YEAR_DIGITS = 4

_NO_YEAR = "print gives no year; read as in the plan's year"
_NO_QUARTER_YEAR = "print gives no financial year for the quarter; read as one of the plan's"
_QUARTER_OF_ANY_YEAR = "the quarter's year may be calendar or financial; read as financial"
_DAY_OR_MONTH_FIRST = "day or month may come first; read day first"
_TWO_YEARS = "a month and two years; read as from that month of the one to that of the other"


def find_printed_dates(text: str, year: FinancialYear) -> list[PrintedDate]:
    """Return the dates in `text`, in order, without those that do not exist, such as 31 February.

    A date without a year is read as in `year`, the plan's.
    """
    dates = []
    for match in _PRINTED_DATE.finditer(text):
        with suppress(NotATimescale):
            dates += _read_match(match, year)
    return dates


def find_financial_years(text: str) -> Iterator[str]:
    """Yield the financial year of each date in `text` with a year, and each printed such year."""
    for match in _PRINTED_DATE.finditer(text):
        with suppress(NotATimescale):
            yield from _financial_years_of(match)


def financial_label(text: str) -> str | None:
    """Return the financial year of "2009-10", "2009/2010" or "09/10", None if it is not one."""
    first, second = _YEARS_APART.split(text, maxsplit=1)
    start = _full_year(first)
    if int(second) not in {start + 1, (start + 1) % 100}:
        return None
    if not FIRST_YEAR <= start <= LAST_YEAR:
        return None
    return FinancialYear(start).label


def _financial_years_of(match: re.Match[str]) -> Iterator[str]:
    label = None
    if match["financial"]:
        label = financial_label(match["financial"])
    if label:
        yield label
    elif _has_own_year(match):
        for printed in _read_match(match, FinancialYear(FIRST_YEAR)):
            yield FinancialYear.containing(printed.days.last).label


def _has_own_year(match: re.Match[str]) -> bool:
    """Return whether a match is a day or a month with its year."""
    if match["end_year"]:
        return False
    return any(match[name] for name in ("month", "day_year", "first", "iso"))


def _full_year(digits: str) -> int:
    """Return the year of two or four digits."""
    bare = digits.strip("'\u2019\u2018")
    if len(bare) == _YEAR_DIGITS:
        return int(bare)
    return 2000 + int(bare)


def _month_label(name: str) -> str:
    """Return a month's name as the timescale language has it."""
    return name[:3].title()


def _year_of_month(month: str, year: FinancialYear) -> int:
    """Return the calendar year in which a month of the financial year lies."""
    number = MONTHS.index(month) + 1
    if number >= year.first.month:
        return year.first.year
    return year.last.year


def _has_two_years(written: str) -> bool:
    return bool(_YEARS_APART.search(written))


# A reader per kind of date. Each returns the dates that its match prints, none if it is not a date.


def _one_date(
    match: re.Match[str], period: str, level: DateLevel, why: str = ""
) -> list[PrintedDate]:
    """Return the date of a match.

    Raises:
        NotATimescale: if there is no such day or year.

    """
    parse_period(period)
    return [PrintedDate(match.start(), match.end(), period, level, why)]


def _read_iso_day(match: re.Match[str], _: FinancialYear) -> list[PrintedDate]:
    return _one_date(match, match["iso"], "day")


def _read_day_and_month(match: re.Match[str], year: FinancialYear) -> list[PrintedDate]:
    month = _month_label(match["day_month"])
    if match["day_year"]:
        its_year = _full_year(match["day_year"])
        return _one_date(match, f"{match['day']} {month} {its_year}", "day")
    if match["day_month"] == "may":  # "level 3 may apply"
        return []
    plan_year = _year_of_month(month, year)
    return _one_date(match, f"{match['day']} {month} {plan_year}", "day", _NO_YEAR)


def _read_month_and_day(match: re.Match[str], _: FinancialYear) -> list[PrintedDate]:
    month = _month_label(match["month_of_day"])
    return _one_date(match, f"{match['month_day']} {month} {match['month_day_year']}", "day")


def _read_numeric_day(match: re.Match[str], _: FinancialYear) -> list[PrintedDate]:
    day = int(match["first"])
    month = int(match["second"])
    why = ""
    if month > len(MONTHS):
        day, month = month, day
    elif day <= len(MONTHS) and day != month:
        why = _DAY_OR_MONTH_FIRST
    if not 1 <= month <= len(MONTHS):
        return []
    year = _full_year(match["numeric_year"])
    return _one_date(match, f"{day} {MONTHS[month - 1]} {year}", "day", why)


def _read_month_and_year(match: re.Match[str], _: FinancialYear) -> list[PrintedDate]:
    month = _month_label(match["month"])
    year = _full_year(match["month_year"])
    if match["end_year"]:
        return _read_month_in_two_years(match, f"{month} {year}", f"{month} {match['end_year']}")
    why = ""
    if _could_be_day(match):
        why = f"a year of two digits could be a day; read as {year}"
    return _one_date(match, f"{month} {year}", "month", why)


def _could_be_day(match: re.Match[str]) -> bool:
    """Return whether the year after a month could also be a day: "Jan 10", not "Jan-10"."""
    if not _TWO_DIGITS_OF_DAY.fullmatch(match["month_year"]):
        return False
    between = match.string[match.end("month") : match.start("month_year")]
    return "-" not in between


def _read_month_in_two_years(match: re.Match[str], begin: str, end: str) -> list[PrintedDate]:
    if parse_period(end).first <= parse_period(begin).first:
        return []
    return [
        PrintedDate(match.start(), match.end("month_year"), begin, "month", _TWO_YEARS),
        PrintedDate(match.start("end_year"), match.end(), end, "month", _TWO_YEARS),
    ]


def _read_season(match: re.Match[str], _: FinancialYear) -> list[PrintedDate]:
    name = match["season"].lower()
    written = match["season_year"]
    if _has_two_years(written):
        return _read_season_of_financial_year(match, name, written)
    year = _full_year(written)
    why = ""
    if name == "winter":
        why = f"winter lies in two years; read as the one that begins in December {year}"
    return _one_date(match, f"{name} {year}", "season", why)


def _read_season_of_financial_year(
    match: re.Match[str], name: str, written: str
) -> list[PrintedDate]:
    """Return the season of a financial year, none if its two years do not follow each other."""
    financial = financial_label(written)
    if not financial:
        return []
    year = int(financial[:_YEAR_DIGITS])
    if name == "spring":
        year += 1
    return _one_date(match, f"{name} {year}", "season")


def _read_quarter(match: re.Match[str], year: FinancialYear) -> list[PrintedDate]:
    written = match["quarter_year"]
    return _quarter_of(match, match["quarter"], written, year)


def _read_ordinal_quarter(match: re.Match[str], year: FinancialYear) -> list[PrintedDate]:
    ordinals = _QUARTER_ORDINAL.split("|")
    number = ordinals.index(match["ordinal"].lower()) % 4 + 1
    return _quarter_of(match, str(number), match["ordinal_year"], year)


def _quarter_of(
    match: re.Match[str], number: str, written: str | None, year: FinancialYear
) -> list[PrintedDate]:
    if not written:
        return _one_date(match, f"Q{number} {year.label}", "quarter", _NO_QUARTER_YEAR)
    if _has_two_years(written):
        financial = financial_label(written)
        if not financial:
            return []
        return _one_date(match, f"Q{number} {financial}", "quarter")
    label = FinancialYear(_full_year(written)).label
    return _one_date(match, f"Q{number} {label}", "quarter", _QUARTER_OF_ANY_YEAR)


def _read_half(match: re.Match[str], _: FinancialYear) -> list[PrintedDate]:
    financial = financial_label(match["half_year"])
    if not financial:
        return []
    return _one_date(match, f"H{match['half']} {financial}", "quarter")


def _read_financial_year(match: re.Match[str], _: FinancialYear) -> list[PrintedDate]:
    written = match["financial"]
    label = financial_label(written)
    if not label:
        return _read_year_range(match, written)
    if _PLAIN_FINANCIAL_YEAR.fullmatch(written):
        return _one_date(match, label, "year")
    why = f"{written} is read as the financial year {label}"
    return _one_date(match, label, "year", why)


def _read_year_range(match: re.Match[str], written: str) -> list[PrintedDate]:
    first, second = _YEARS_APART.split(written, maxsplit=1)
    start = int(first)
    end = _full_year(second)
    if not start < end <= start + _LONGEST_YEAR_RANGE:
        return []
    label = FinancialYear(end - 1).label
    why = f"{written} names no month; read as to the end of the financial year {label}"
    return _one_date(match, label, "year range", why)


def _read_calendar_year(match: re.Match[str], _: FinancialYear) -> list[PrintedDate]:
    year = match["calendar"]
    why = f"print gives only a year; read as the calendar year {year}"
    return _one_date(match, year, "year", why)


def _read_bare_month(match: re.Match[str], year: FinancialYear) -> list[PrintedDate]:
    printed = match["bare"]
    if printed.lower() == "may" and printed != "May":  # "may apply"
        return []
    month = _month_label(printed)
    plan_year = _year_of_month(month, year)
    return _one_date(match, f"{month} {plan_year}", "bare month", _NO_YEAR)


# By the group of the pattern that only this kind of date fills.
_READERS: dict[str, Callable[[re.Match[str], FinancialYear], list[PrintedDate]]] = {
    "iso": _read_iso_day,
    "day": _read_day_and_month,
    "month_day": _read_month_and_day,
    "first": _read_numeric_day,
    "month": _read_month_and_year,
    "season": _read_season,
    "quarter": _read_quarter,
    "ordinal": _read_ordinal_quarter,
    "half": _read_half,
    "financial": _read_financial_year,
    "calendar": _read_calendar_year,
    "bare": _read_bare_month,
}


def _read_match(match: re.Match[str], year: FinancialYear) -> list[PrintedDate]:
    read = next(reader for name, reader in _READERS.items() if match[name])
    return read(match, year)
