"""Read the dates printed in a text: days, months, seasons, quarters and years."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress

from plan_data.table_import.foreign_months import FOREIGN_MONTH, english_month
from plan_data.table_import.printed_date import (
    MONTH_PATTERN,
    YEAR_DIGITS,
    PrintedDate,
    financial_label,
    full_year,
    has_two_years,
    one_date,
)
from plan_data.table_import.year_readers import (
    read_calendar_quarter,
    read_calendar_year,
    read_financial_year,
    read_fiscal_year,
    read_half,
    read_half_in_words,
    read_half_of_two_years,
    read_month_by_number,
    read_named_calendar_year,
    read_ordinal_quarter,
    read_part_of_year,
    read_quarter,
    read_quarter_after_year,
)
from plan_data.timescale.financial_year import APRIL, Calendar, FinancialYear
from plan_data.timescale.period_parser import NotATimescale, parse_period
from plan_data.timescale.periods import FIRST_YEAR, MONTHS, SEASONS

_YYYY = r"(?:19|20)\d\d(?!\d)"
_YY = r"['\u2019\u2018]?\d\d(?![\d%]|[:.,]\d|(?:st|nd|rd|th)\b)"
_FISCAL_YEAR = r"fy\s?(?:\d{4}|\d\d)(?:\s*[-/\u2013]\s*(?:\d{4}|\d\d))?(?!\d)"
_FINANCIAL_YEAR = rf"{_YYYY}\s*[-\u2013/]\s*(?:\d{{4}}|\d\d)(?!\d)|\d\d/\d\d(?![\d/])"
_YEAR = rf"(?:{_FINANCIAL_YEAR}|{_YYYY}|{_FISCAL_YEAR})"
_YEAR_OF_TWO = rf"(?:{_FINANCIAL_YEAR}|{_FISCAL_YEAR})"
_SEASON = "|".join(SEASONS)
_AT_END = r"(?=\s*(?:\Z|[\n.,;)]))"  # of a line or a part of it
_NAMED_MONTH = rf"(?:{MONTH_PATTERN}|(?:{FOREIGN_MONTH})\b\.?)"
_ORDINAL_ENDING = r"(?:st|nd|rd|th|er|º|\.)?"
_QUARTER_ORDINAL = r"first|second|third|fourth|1st|2nd|3rd|4th"

_PRINTED_DATE = re.compile(
    rf"""(?<![\w£$€.])(?:
      (?P<iso>\d{{4}}(?P<iso_mark>[-/.])\d\d?(?P=iso_mark)\d\d?)(?!\d)
    | (?P<day>\d{{1,2}}){_ORDINAL_ENDING}\s+(?:(?:of|de)\s+)?
        (?P<day_month>{_NAMED_MONTH})(?:,?\s*(?:del?\s+)?(?P<day_year>{_YYYY}|{_YY}))?
    | (?P<dashed_day>\d{{1,2}})-(?P<dashed_month>{MONTH_PATTERN})(?![-/\d])
    | (?P<month_of_day>{MONTH_PATTERN})\s+(?P<month_day>\d{{1,2}}){_ORDINAL_ENDING},?\s+
        (?P<month_day_year>{_YYYY})
    | (?P<first>\d{{1,2}})(?P<separator>[/.-])(?P<second>\d{{1,2}})(?P=separator)
        (?P<numeric_year>\d{{4}}|\d\d)(?!\d)
    | (?P<number_month>0?[1-9]|1[0-2])[/.-](?P<number_month_year>{_YYYY})(?![\d/.-]\d)
    | (?P<month>{_NAMED_MONTH})[\s,\u2013-]*(?:del?\s+)?(?P<month_year>{_YYYY}|{_YY})
        (?:\s?[-\u2013]\s?(?P<end_year>{_YYYY}))?
    | (?P<season>{_SEASON}|fall),?\s+(?:of\s+)?(?P<season_year>{_FINANCIAL_YEAR}|{_YYYY}|{_YY})
    | (?:calendar\s+|c)q(?P<calendar_quarter>[1-4])[\s,/]+(?:of\s+)?(?P<calendar_quarter_year>{_YYYY})
    | (?:q|qtr\s?|quarter\s)(?P<quarter>[1-4])\b
        (?:[,/]?\s*(?:of\s+)?(?P<quarter_year>{_YEAR}))?
    | (?P<led_year>{_YEAR})[\s/-]+q(?P<led_quarter>[1-4])\b
    | (?P<ordinal>{_QUARTER_ORDINAL})\s+quarter\b
        (?:,?\s*(?:of\s+)?(?P<ordinal_year>{_YEAR}))?
    | h(?P<half>[12])(?:[\s/]+(?P<half_year>{_YEAR})|{_AT_END})
    | (?P<half_of>first|second|1st|2nd)\s+half\s+(?:of\s+)?(?:the\s+)?(?P<half_of_year>{_YEAR_OF_TWO})
    | (?P<half_word>first|second|1st|2nd)\s+half
        (?:\s+(?:of\s+)?(?P<half_word_year>{_YYYY})(?!\s*[-/]\s*\d)
        |(?:\s+of\s+the\s+(?:financial\s+|plan\s+)?year)?{_AT_END})
    | (?P<part>early|mid|late|(?:start|beginning)\s+of)[\s-]+(?P<part_year>{_YYYY})
        (?!\s*[-\u2013/]\s*\d)
    | (?P<fiscal>{_FISCAL_YEAR})
    | (?:(?:financial|fiscal)\s+year\s+)?(?P<financial>{_FINANCIAL_YEAR})
    | (?:cy\s?|calendar\s+year\s+)(?P<calendar_of_two>{_YYYY}|\d\d(?!\d))
    | (?P<calendar>{_YYYY})
    | (?P<bare>{MONTH_PATTERN}|{_SEASON}\b|(?:{FOREIGN_MONTH})\b\.?)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_MONTH_OF_SEASON = {"spring": "Apr", "summer": "Jul", "autumn": "Oct", "winter": "Dec"}
_TWO_DIGITS = re.compile(r"\d\d")

_NO_YEAR = "print gives no year; read as in the plan's year"
_DAY_OR_MONTH_FIRST = "day or month may come first; read day first"
_DAY_OR_YEAR = "the number may be a day or a year; read as a day of the plan's year"
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


def find_financial_years(text: str, calendar: Calendar = APRIL) -> Iterator[str]:
    """Yield the year of each date in `text` with a year, and each printed financial year.

    The years are those of a calendar; calendar years are not printed as financial years.
    """
    for match in _PRINTED_DATE.finditer(text):
        with suppress(NotATimescale):
            yield from _financial_years_of(match, calendar)


def _financial_years_of(match: re.Match[str], calendar: Calendar) -> Iterator[str]:
    label = None
    if match["financial"] and not calendar.has_calendar_years:
        label = financial_label(match["financial"])
    if label:
        yield label
    elif _has_own_year(match):
        for printed in _read_match(match, FinancialYear(FIRST_YEAR)):
            yield calendar.year_containing(printed.days.last).label


def _has_own_year(match: re.Match[str]) -> bool:
    """Return whether a match is a day or a month with its year."""
    if match["end_year"]:
        return False
    return any(match[name] for name in ("month", "day_year", "first", "iso"))


def _year_of_month(month: str, year: FinancialYear) -> int:
    """Return the calendar year in which a month of the plan's year lies: of several the first."""
    number = MONTHS.index(month) + 1
    if number >= year.first.month:
        return year.first.year
    return year.years()[0].last.year


# A reader per kind of date. Each returns the dates that its match prints, none if it is not a date.


def _read_iso_day(match: re.Match[str], _: FinancialYear) -> list[PrintedDate]:
    """Read "2024-12-31", "2024/12/31": no one prints the day after the year."""
    mark = match["iso_mark"]
    year, month, number = match["iso"].split(mark)
    return one_date(match, f"{year}-{month:0>2}-{number:0>2}", "day")


def _read_day_and_month(match: re.Match[str], year: FinancialYear) -> list[PrintedDate]:
    month = english_month(match["day_month"])
    if match["day_year"]:
        its_year = full_year(match["day_year"])
        return one_date(match, f"{match['day']} {month} {its_year}", "day")
    if match["day_month"] == "may":  # "level 3 may apply"
        return []
    plan_year = _year_of_month(month, year)
    return one_date(match, f"{match['day']} {month} {plan_year}", "bare day", _NO_YEAR)


def _read_dashed_day(match: re.Match[str], year: FinancialYear) -> list[PrintedDate]:
    """Read "24-Dec", which a spreadsheet may show for a day or for the month of a year."""
    month = english_month(match["dashed_month"])
    period = f"{match['dashed_day']} {month} {_year_of_month(month, year)}"
    return one_date(match, period, "day", _DAY_OR_YEAR)


def _read_month_and_day(match: re.Match[str], _: FinancialYear) -> list[PrintedDate]:
    month = english_month(match["month_of_day"])
    return one_date(match, f"{match['month_day']} {month} {match['month_day_year']}", "day")


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
    year = full_year(match["numeric_year"])
    return one_date(match, f"{day} {MONTHS[month - 1]} {year}", "day", why)


def _read_month_and_year(match: re.Match[str], plan_year: FinancialYear) -> list[PrintedDate]:
    month = english_month(match["month"])
    year = full_year(match["month_year"])
    if match["end_year"]:
        return _read_month_in_two_years(match, f"{month} {year}", f"{month} {match['end_year']}")
    why = ""
    if _could_be_day(match, year, plan_year):
        why = f"a year of two digits could be a day; read as {year}"
    return one_date(match, f"{month} {year}", "month", why)


def _could_be_day(match: re.Match[str], year: int, plan_year: FinancialYear) -> bool:
    """Return whether the year after a month could also be a day: "Jan 10", not "Jan-10".

    "Sep 09" is one only if 2009 is not near the plan's years.
    """
    if not _TWO_DIGITS.fullmatch(match["month_year"]):
        return False
    between = match.string[match.end("month") : match.start("month_year")]
    is_near = plan_year.first.year - 1 <= year <= plan_year.last.year + 1
    return "-" not in between and not (is_near and match["month_year"].startswith("0"))


def _read_month_in_two_years(match: re.Match[str], begin: str, end: str) -> list[PrintedDate]:
    if parse_period(end).first <= parse_period(begin).first:
        return []
    return [
        PrintedDate(match.start(), match.end("month_year"), begin, "month", _TWO_YEARS),
        PrintedDate(match.start("end_year"), match.end(), end, "month", _TWO_YEARS),
    ]


def _read_season(match: re.Match[str], _: FinancialYear) -> list[PrintedDate]:
    name = match["season"].lower().replace("fall", "autumn")
    written = match["season_year"]
    if has_two_years(written):
        return _read_season_of_financial_year(match, name, written)
    year = full_year(written)
    why = ""
    if name == "winter":
        why = f"winter lies in two years; read as the one that begins in December {year}"
    return one_date(match, f"{name} {year}", "season", why)


def _read_season_of_financial_year(
    match: re.Match[str], name: str, written: str
) -> list[PrintedDate]:
    """Return the season of a financial year, none if its two years do not follow each other."""
    financial = financial_label(written)
    if not financial:
        return []
    year = int(financial[:YEAR_DIGITS])
    if name == "spring":
        year += 1
    return one_date(match, f"{name} {year}", "season")


def _read_bare_month(match: re.Match[str], year: FinancialYear) -> list[PrintedDate]:
    printed = match["bare"]
    if printed.lower() in SEASONS:
        return _read_bare_season(match, printed.lower(), year)
    if printed.lower() == "may" and printed != "May":  # "may apply"
        return []
    month = english_month(printed)
    plan_year = _year_of_month(month, year)
    return one_date(match, f"{month} {plan_year}", "bare month", _NO_YEAR)


def _read_bare_season(match: re.Match[str], name: str, year: FinancialYear) -> list[PrintedDate]:
    """Return the season of the plan's year that has its best-known month."""
    plan_year = _year_of_month(_MONTH_OF_SEASON[name], year)
    return one_date(match, f"{name} {plan_year}", "bare month", _NO_YEAR)


# By the group of the pattern that only this kind of date fills.
_READERS: dict[str, Callable[[re.Match[str], FinancialYear], list[PrintedDate]]] = {
    "iso": _read_iso_day,
    "day": _read_day_and_month,
    "dashed_day": _read_dashed_day,
    "month_day": _read_month_and_day,
    "first": _read_numeric_day,
    "number_month": read_month_by_number,
    "month": _read_month_and_year,
    "season": _read_season,
    "calendar_quarter": read_calendar_quarter,
    "quarter": read_quarter,
    "led_quarter": read_quarter_after_year,
    "ordinal": read_ordinal_quarter,
    "half": read_half,
    "half_of": read_half_of_two_years,
    "half_word": read_half_in_words,
    "part": read_part_of_year,
    "fiscal": read_fiscal_year,
    "financial": read_financial_year,
    "calendar_of_two": read_named_calendar_year,
    "calendar": read_calendar_year,
    "bare": _read_bare_month,
}


def _read_match(match: re.Match[str], year: FinancialYear) -> list[PrintedDate]:
    read = next(reader for name, reader in _READERS.items() if match[name])
    return read(match, year)
