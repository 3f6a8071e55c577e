"""Read printed years and their parts: quarters, halves, "mid 2024", "FY25", "2009-10"."""

import re

from plan_data.table_import.printed_date import (
    YEARS_APART,
    PrintedDate,
    financial_label,
    full_year,
    has_two_years,
    last_month_of,
    one_date,
)
from plan_data.timescale.financial_year import APRIL, Calendar, FinancialYear
from plan_data.timescale.period_parser import parse_period
from plan_data.timescale.periods import MONTHS, Period

_PLAIN_FINANCIAL_YEAR = re.compile(r"\d{4}/\d\d")
_TWO_FULL_YEARS = re.compile(r"\d{4}\s*[-\u2013]\s*\d{4}")
_YEAR_AND_MONTH = re.compile(r"(\d{4})[-/](0[1-9]|1[0-2])")
_FISCAL = re.compile(r"fy\s*", re.IGNORECASE)
_LONGEST_YEAR_RANGE = 20  # years
_CALENDAR_YEARS = Calendar(1)
_ORDINALS = ("first", "second", "third", "fourth")
_MONTH_OF_PART = {"early": "Mar", "start": "Mar", "beginning": "Mar", "mid": "Jun", "late": "Dec"}

_NO_QUARTER_YEAR = "print gives no financial year for the quarter; read as one of the plan's"
_NO_YEAR_OF_SEVERAL = "print gives no year for the quarter; read as one of the plan's first year"
_QUARTER_OF_ANY_YEAR = "the quarter's year may be calendar or financial; read as financial"
_HALF_OF_ANY_YEAR = "the half's year may be calendar or financial; read as financial"
_OTHER_QUARTERS = "a quarter of the financial year is not one of the plan's; read as by its end"
_CALENDAR_QUARTER = "a quarter of the calendar year is none of the plan's; read as by its end"
_OTHER_HALVES = "a half of the year from April is not one of the plan's; read as by its end"


_NO_HALF_YEAR = "print gives no year for the half; read as one of the plan's"
_NO_HALF_OF_SEVERAL = "print gives no year for the half; read as one of the plan's first year"
_UNKNOWN_WORD = "'{}' before the year may make it another time"
_UNKNOWN_PART = "what follows the year may name a part of it"

# Words before a year that are no part of it; "by", "end of" and the like are read elsewhere.
_WORDS_BEFORE_YEAR = frozenset(
    [
        "by",
        "before",
        "in",
        "during",
        "until",
        "till",
        "from",
        "to",
        "and",
        "or",
        "for",
        "of",
        "the",
        "end",
        "due",
        "between",
        "since",
        "within",
        "than",
        "up",
        "throughout",
        "through",
        "at",
        "on",
        "date",
        "year",
        "years",
        "calendar",
        "financial",
        "fiscal",
        "plan",
        "target",
        "deadline",
        "complete",
        "completed",
        "completion",
        "delivered",
        "delivery",
        "publish",
        "published",
        "publication",
        "launch",
        "launched",
        "report",
        "reported",
        "reporting",
        "commencing",
        "starting",
        "beginning",
        "effect",
        "ongoing",
    ]
)
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[-.,:]?[ \t]*\Z")
_PART_AFTER = re.compile(
    r"[ \t/-]*(?:[tsqh][1-4]\b|k?w\s?\d|\.\d\d|[1-4][tsqh]\b|\S{0,5}(?:trim|quart|sem|halb))",
    re.IGNORECASE,
)
_NUMBER_BEFORE = re.compile(r"(?:\A|[\s(/-])(?!(?:19|20)\d\d\b)(\w{0,8}\d)[-/., \t]{0,5}\Z")
_LONGEST_WORD = 30  # characters before a year in which a word is searched


def read_quarter(match: re.Match[str], year: FinancialYear) -> list[PrintedDate]:
    """Read "Q3", "Q3 2009-10", "Q1/2021", "Q2 FY25"."""
    return _quarter_of(match, int(match["quarter"]), match["quarter_year"], year)


def read_calendar_quarter(match: re.Match[str], year: FinancialYear) -> list[PrintedDate]:
    """Read "calendar Q1 2024", which may be none of the plan's quarters."""
    number, printed = int(match["calendar_quarter"]), match["calendar_quarter_year"]
    if year.calendar.has_calendar_quarters:
        return one_date(match, f"Q{number} {printed}", "quarter", "", year.calendar)
    quarter = parse_period(f"Q{number} {printed}", _CALENDAR_YEARS)
    return last_month_of(match, quarter, _CALENDAR_QUARTER, year.calendar)


def read_quarter_after_year(match: re.Match[str], year: FinancialYear) -> list[PrintedDate]:
    """Read "2014/Q1", "2009-10 Q3", "FY25 Q2"."""
    return _quarter_of(match, int(match["led_quarter"]), match["led_year"], year)


def read_ordinal_quarter(match: re.Match[str], year: FinancialYear) -> list[PrintedDate]:
    """Read "third quarter of 2009-10"."""
    return _quarter_of(match, _ordinal(match["ordinal"]), match["ordinal_year"], year)


def _ordinal(word: str) -> int:
    if word[0].isdigit():
        return int(word[0])
    return _ORDINALS.index(word.lower()) + 1


def _quarter_of(
    match: re.Match[str], number: int, written: str | None, year: FinancialYear
) -> list[PrintedDate]:
    calendar = year.calendar
    if not written:
        quarter = year.years()[0].quarter(number)
        why = _NO_QUARTER_YEAR if year.count == 1 else _NO_YEAR_OF_SEVERAL
        return one_date(match, _spoken(quarter), "bare quarter", why, calendar)
    label, why = _year_label(written, calendar)
    if not label:
        return []
    if calendar.has_calendar_quarters and "/" in label:
        quarter = _own_or_april(calendar).year(int(label[:4])).quarter(number)
        return last_month_of(match, quarter, _OTHER_QUARTERS, calendar)
    if not calendar.has_calendar_quarters and "/" not in label:
        label, why = calendar.year(int(label)).label, _QUARTER_OF_ANY_YEAR
    return one_date(match, f"Q{number} {label}", "quarter", why, calendar)


def _own_or_april(calendar: Calendar) -> Calendar:
    """Return the calendar of a printed financial year: the plan's, or that from April."""
    if calendar.has_calendar_years:
        return APRIL
    return Calendar(calendar.first_month)


def read_half(match: re.Match[str], year: FinancialYear) -> list[PrintedDate]:
    """Read "H1 2009-10", "H2 2024"."""
    return _half_of(match, int(match["half"]), match["half_year"], year)


def read_half_of_two_years(match: re.Match[str], year: FinancialYear) -> list[PrintedDate]:
    """Read "first half of 2024/25"."""
    return _half_of(match, _ordinal(match["half_of"]), match["half_of_year"], year)


def _bare_half(match: re.Match[str], number: int, year: FinancialYear) -> list[PrintedDate]:
    half = year.years()[0].half(number)
    why = _NO_HALF_YEAR if year.count == 1 else _NO_HALF_OF_SEVERAL
    return one_date(match, _spoken(half), "quarter", why, year.calendar)


def _half_of(
    match: re.Match[str], number: int, written: str | None, year: FinancialYear
) -> list[PrintedDate]:
    calendar = year.calendar
    if not written:
        return _bare_half(match, number, year)
    label, why = _year_label(written, calendar)
    if not label:
        return []
    if calendar.has_calendar_years and "/" in label:
        half = APRIL.year(int(label[:4])).half(number)
        return last_month_of(match, half, _OTHER_HALVES, calendar)
    if not calendar.has_calendar_years and "/" not in label:
        label, why = calendar.year(int(label)).label, _HALF_OF_ANY_YEAR
    return one_date(match, f"H{number} {label}", "quarter", why, calendar)


def read_half_in_words(match: re.Match[str], year: FinancialYear) -> list[PrintedDate]:
    """Read "second half of 2024", which is one of the calendar year."""
    number, printed = _ordinal(match["half_word"]), match["half_word_year"]
    if not printed:
        return _bare_half(match, number, year)
    if year.calendar.has_calendar_years:
        return one_date(match, f"H{number} {printed}", "quarter", "", year.calendar)
    why = f"'{' '.join(match[0].split())}' is read as by the end of that half of the calendar year"
    half = parse_period(f"H{number} {printed}", _CALENDAR_YEARS)
    return last_month_of(match, half, why, year.calendar)


def read_part_of_year(match: re.Match[str], year: FinancialYear) -> list[PrintedDate]:
    """Read "mid 2024" as June, "early" and "start of" as March, "late" as December."""
    part = match["part"].lower().split()[0]
    month = _MONTH_OF_PART[part]
    why = f"'{part}' is read as by {month} {match['part_year']}"
    return one_date(match, f"{month} {match['part_year']}", "month", why, year.calendar)


def read_fiscal_year(match: re.Match[str], year: FinancialYear) -> list[PrintedDate]:
    """Read "FY25", which is named by the year in which it ends, or "FY2024/25"."""
    label, why = _year_label(match["fiscal"], year.calendar)
    if not label:
        return []
    return _whole_year(match, label, why, year.calendar)


def read_financial_year(match: re.Match[str], year: FinancialYear) -> list[PrintedDate]:
    """Read "2009-10", "2009/2010", a range "2009-2012", or the month of "2024-03"."""
    written = match["financial"]
    as_month = _YEAR_AND_MONTH.fullmatch(written)
    label = financial_label(written)
    may_be_month = not label or (year.calendar.has_calendar_years and "-" in written)
    if as_month and may_be_month:
        month = MONTHS[int(as_month[2]) - 1]
        why = f"{written} is read as the month {month} {as_month[1]}"
        return one_date(match, f"{month} {as_month[1]}", "month", why, year.calendar)
    if not label or _is_range(match, year):
        return _read_year_range(match, written, year.calendar)
    why = ""
    if not _PLAIN_FINANCIAL_YEAR.fullmatch(written):
        why = f"{written} is read as the financial year {label}"
    why = why or _doubt_of_neighbours(match, "financial")
    return _whole_year(match, label, why, year.calendar)


def _is_range(match: re.Match[str], year: FinancialYear) -> bool:
    """Return whether 2023-2024 is two years of the plan, not "fiscal year 2023-2024"."""
    are_full = bool(_TWO_FULL_YEARS.fullmatch(match[0]))
    return are_full and year.calendar.has_calendar_years


def _whole_year(
    match: re.Match[str], label: str, why: str, calendar: Calendar
) -> list[PrintedDate]:
    """Return a year; one that the plan does not have ends in March."""
    if calendar.has_calendar_years and "/" in label:
        end = APRIL.year(int(label[:4])).period
        return last_month_of(match, end, _end_of_march(label), calendar)
    return one_date(match, label, "year", why, calendar)


def _end_of_march(label: str) -> str:
    return f"{label} is no year of the plan; read as to the end of its March"


def _read_year_range(match: re.Match[str], written: str, calendar: Calendar) -> list[PrintedDate]:
    first, second = YEARS_APART.split(written, maxsplit=1)
    start = int(first)
    end = full_year(second)
    if not start < end <= start + _LONGEST_YEAR_RANGE:
        return []
    first_label, last_label = str(start), str(end)
    if not calendar.has_calendar_years:
        first_label, last_label = calendar.year(start).label, calendar.year(end - 1).label
    parse_period(last_label, calendar)
    why = f"{written} names no month; read as from the start of {first_label} to the end of {last_label}"
    place = match.start("financial")
    return [
        PrintedDate(match.start(), place + len(first), first_label, "year range", why, calendar),
        PrintedDate(
            place + len(written) - len(second), match.end(), last_label, "year range", why, calendar
        ),
    ]


def read_calendar_year(match: re.Match[str], year: FinancialYear) -> list[PrintedDate]:
    """Read "2010", which is sure only in a plan whose years are calendar years."""
    printed = match["calendar"]
    why = _doubt_of_neighbours(match, "calendar")
    if not year.calendar.has_calendar_years:
        why = f"print gives only a year; read as the calendar year {printed}"
    return one_date(match, printed, "year", why, year.calendar)


def read_month_by_number(match: re.Match[str], year: FinancialYear) -> list[PrintedDate]:
    """Read "06/2024", "06-2024", "6.2024"."""
    number, printed = match["number_month"], match["number_month_year"]
    why = ""
    if len(number) == 1:
        why = f"'{match[0]}' is read as a month"
    return one_date(match, f"{MONTHS[int(number) - 1]} {printed}", "month", why, year.calendar)


def read_named_calendar_year(match: re.Match[str], year: FinancialYear) -> list[PrintedDate]:
    """Read "CY25", "calendar year 2025"."""
    printed = str(full_year(match["calendar_of_two"]))
    return one_date(match, printed, "year", "", year.calendar)


def _doubt_of_neighbours(match: re.Match[str], group: str) -> str:
    """Return why the words beside a year may name a part of it, "" if they do not."""
    if _PART_AFTER.match(match.string, match.end()):
        return _UNKNOWN_PART
    begin = max(0, match.start(group) - _LONGEST_WORD)
    number = _NUMBER_BEFORE.search(match.string, begin, match.start(group))
    if number:
        return _UNKNOWN_WORD.format(number[1])
    word = _WORD_BEFORE.search(match.string, begin, match.start(group))
    if word and word[1].lower() not in _WORDS_BEFORE_YEAR:
        return _UNKNOWN_WORD.format(word[1])
    return ""


def _year_label(written: str, calendar: Calendar) -> tuple[str, str]:
    """Return a printed year as 2009/10, or as 2009 if one year is printed, and why it is a guess.

    It is "" if two years are printed that do not follow each other.
    """
    bare = _FISCAL.sub("", written)
    if has_two_years(bare):
        return financial_label(bare) or "", ""
    if bare == written:
        return str(full_year(bare)), ""
    end = full_year(bare)
    why = f"{written} is read as the year that ends in {end}"
    if calendar.has_calendar_years:
        return str(end), why
    return calendar.year(end - 1).label, why


def _spoken(period: Period) -> str:
    return period.label.replace("-", " ", 1)
