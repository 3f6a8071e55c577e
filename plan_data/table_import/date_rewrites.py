"""Rewrite forms of dates that trackers print into forms that the date reader knows.

A replaced date is taken out, a list of months with several years is written out, and numeric
dates are put in the order that their column settles.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from msgspec import Struct

from plan_data.table_import.foreign_times import rewrite_foreign
from plan_data.table_import.printed_date import MONTH_PATTERN, full_year
from plan_data.table_import.printed_dates import find_printed_dates
from plan_data.table_import.repeated_dates import (
    DAYS_OF_YEARS,
    MONTHS_OF_YEARS,
    days_of_years,
    months_of_years,
)
from plan_data.timescale.financial_year import FinancialYear
from plan_data.timescale.periods import MONTHS

_YEAR = r"(?:19|20)\d\d"
_OLD = (
    r"(?:was|were|previously|originally|formerly|(?:revised|moved|changed|extended|deferred|slipped"
    r"|postponed|rescheduled|brought\s+forward|put\s+back|delayed|amended|updated)\s+from"
    r"|original(?:ly)?(?:\s+(?:date|deadline|target|due))?\s*:?|instead\s+of|replaces|not)"
)
_NEW = (
    r"(?:(?:now|new|revised|changed|extended|deferred|postponed|rescheduled|moved|slipped|delayed"
    r"|amended|updated|brought\s+forward|put\s+back|current)(?:\s+(?:date|deadline|target|due))?"
    r"(?:\s+to)?\s*:?)"
)
_MOVED = re.compile(
    r"\b(?:moved|delayed|deferred|postponed|extended|changed|revised|slipped|rescheduled"
    r"|brought\s+forward|put\s+back)\s+from\s+(?P<old>[^\n;]*?\d[^\n;]*?)\s+to\s+"
    r"(?P<new>[^\n;]*\d[^\n;]*)",
    re.IGNORECASE,
)
_OLD_IN_BRACKETS = re.compile(rf"\s*[(\[]\s*{_OLD}\s+(?P<old>[^)\]]*\d[^)\]]*)[)\]]", re.IGNORECASE)
_NEW_IN_BRACKETS = re.compile(
    rf"(?P<old>[^\n(;]*\d[^\n(;]*?)\s*[(\[]\s*{_NEW}\s*(?P<new>[^)\]]*\d[^)\]]*)[)\]]",
    re.IGNORECASE,
)
_OLD_THEN_NEW = re.compile(
    rf"\b(?P<old>(?:original\w*|was|previously|formerly|old)\b[^\n;,]*\d[^\n;,]*?)"
    rf"\s*[;,\n\u2013-]+\s*{_NEW}\s+(?P<new>[^\n;]*\d[^\n;]*)",
    re.IGNORECASE,
)
_NEW_THEN_OLD = re.compile(
    rf"(?P<new>[^\n;,]*\d[^\n;,]*?)\s*[;,\n\u2013-]+\s*(?P<old>{_OLD}\s+[^\n;]*\d[^\n;]*)",
    re.IGNORECASE,
)
_THEN_NEW = re.compile(
    rf"^(?P<old>[^\n;,]*\d[^\n;,]*?)\s*(?:[;,\n\u2013-]\s*(?:now|revised(?:\s+to)?|new\s+date)"
    rf"|\u2192|->|=>|\b(?:{_NEW[3:-1]})(?<=to))\s*:?\s*(?P<new>[^\n;]*\d[^\n;]*)$",
    re.IGNORECASE,
)
_WEEK = re.compile(
    r"\b(?:(?:in\s+)?(?:the\s+)?week\s+(?:commencing|beginning|starting|of)|w/?[cb])\b\.?:?\s*",
    re.IGNORECASE,
)
_WEEK_ENDING = re.compile(r"\b(?:week\s+ending|w/e)\b\.?:?\s*", re.IGNORECASE)
_SCHOOL_YEAR = re.compile(
    r"\b(?:academic|school)\s+year\s+(?P<first>20\d\d)\s*[/\u2013-]\s*(?:20)?(?P<last>\d\d)\b"
    r"|\b(?P<first2>20\d\d)\s*[/\u2013-]\s*(?:20)?(?P<last2>\d\d)\s+(?:academic|school)\s+year\b",
    re.IGNORECASE,
)
_YEAR_THEN_QUARTER = re.compile(
    r"(?<![\d/])(?P<year>20\d\d(?:\s?[/\u2013-]\s?(?:20)?\d\d)?)\s*[,:/\u2013 -]\s*"
    r"(?:q|qtr\s?|quarter\s)(?P<quarter>[1-4])\b(?!\s*(?:20\d\d))",
    re.IGNORECASE,
)
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]?\s+)?"
_DAYS_OF_MONTH = re.compile(
    rf"(?<![\w./-])(?P<first>\d{{1,2}})(?:st|nd|rd|th)?\s*(?:-|\u2013|to)\s*{_WEEKDAY}"
    rf"(?P<last>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{MONTH_PATTERN})\s+(?P<year>{_YEAR})(?!\d)",
    re.IGNORECASE,
)
# "4Q 2024", "2H24", "2024Q1", "FY25Q1", "Q1FY25", "Q1 '24", "Q1-24".
_SHORT_PART = re.compile(
    rf"(?<![\w/'-])(?:(?P<number>[1-4])(?P<letter>[qh])[\s-]?|(?P<part>[qh][1-4])(?:[\s-]?(?=')|-(?=\d\d(?!\d))|(?=fy)))"
    rf"(?P<year>{_YEAR}|fy\s?\d\d(?:\d\d)?|'?\d\d)(?![\w/-])"
    rf"|(?<![\w/-])(?P<led_year>{_YEAR}|fy\s?\d\d(?:\d\d)?)(?P<led_part>[qh][1-4])(?!\w)",
    re.IGNORECASE,
)
# "Applications open 1 Oct 2024, close 29 Nov 2024".
_OPENS_AND_CLOSES = re.compile(
    r"\bopen(?:s|ing)?\b:?\s+(?P<first>(?=[^,;\n]*\d)[^,;\n]{4,30}?)[,;]?\s+(?:and\s+)?"
    r"clos(?:es?|ing)\b:?\s+(?=[^,;\n]*\d)",
    re.IGNORECASE,
)
_CHRISTMAS = re.compile(rf"\bChristmas,?\s+(?P<year>{_YEAR})(?!\d)", re.IGNORECASE)
_NUMERIC = re.compile(
    r"(?<![\d/.-])(\d{1,2})(?P<mark>[/.-])(\d{1,2})(?P=mark)(\d{4}|\d\d)(?![\d/.-]\d|\d)"
)
_DAY_WITH_MARKS = re.compile(
    rf"(?<![\w/.-])(?P<day>\d{{1,2}})(?P<mark>[/.-])(?P<month>{MONTH_PATTERN})(?P=mark)"
    r"(?P<year>\d{4}|\d\d)(?![\w/-])",
    re.IGNORECASE,
)
_TIME_OF_DAY = re.compile(
    r"(?<=\d)[T, ]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?\s*"
    r"(?:Z|UTC|GMT|[+-]\d\d:?\d\d)?(?!\d)",
    re.IGNORECASE,
)
# "02:00 UTC Friday 7 June 2024 / 19:00 PDT Thursday 6 June 2024": one moment in two zones.
_TWO_ZONES = re.compile(
    r"(?P<first>\b\d{1,2}:\d\d[^\n/]*\d{4})\s*/\s*(?P<other>\d{1,2}:\d\d[^\n/]*\d{4})"
)
_RANGE_OF_NUMERIC = re.compile(r"(?<=/\d{4})[-\u2013](?=\d{1,2}/\d{1,2}/\d)")
_QUARTER_IN_MONTHS = re.compile(
    rf"\b(?:q|quarter )[1-4]\s*[(\[:]\s*(?P<months>{MONTH_PATTERN}\s*(?:-|\u2013|to)\s*{MONTH_PATTERN}\s+{_YEAR})\s*[)\]]?",
    re.IGNORECASE,
)
_SERIAL = re.compile(r"\d{5}(?:\.0+)?")
_FIRST_SERIAL = 36_526  # 1 January 2000 as a spreadsheet counts days
_LAST_SERIAL = 73_050  # the end of 2099
_DAY_ZERO = date(1899, 12, 30)
_DAYS_IN_WEEK = 7
_LONGEST_WITH_REPLACED = 200  # characters of a cell with a date in place of another
_LONGEST_REWRITTEN = 1_000  # characters of a cell whose dates are rewritten
_REPLACES = re.compile(
    r"revis|original|previous|former|\b(?:was|were|now|new|old|not|instead|replaces|current)\b"
    r"|moved|changed|extended|deferred|postponed|rescheduled|slipped|delayed|amended|updated"
    r"|brought|put back|\u2192|->|=>",
    re.IGNORECASE,
)
_REPLACEMENTS = (
    _MOVED,
    _OLD_IN_BRACKETS,
    _NEW_IN_BRACKETS,
    _OLD_THEN_NEW,
    _NEW_THEN_OLD,
    _THEN_NEW,
)
_REPLACED = "print replaces '{}'"
_A_WEEK = "a week is read as by its last day"
_A_SCHOOL_YEAR = "an academic year; read as by the end of August"
_A_SERIAL = "a bare number under a heading of dates; read as a spreadsheet's count of days"
_A_SHORT_PART = "a part of a year in a short form"
_A_ZONE = "print gives the time in two zones; the first is read"
_A_HOLIDAY = "Christmas is read as 25 December"


class RewrittenDates(Struct):
    """A cell's text with dates rewritten.

    `doubt` is why its dates are guesses, "" if they are not, `note` what a reader is to know of
    them anyway, and `printed` has what print has, by the text that replaces it. `by_plan_year` is
    whether a year in the text is one of the plan's, not of print.
    """

    text: str
    doubt: str
    note: str
    printed: dict[str, str]
    by_plan_year: bool = False


def settles_month_first(cells: Iterable[str], others: Iterable[str] = ()) -> bool | None:
    """Return whether the numeric dates of a table are month first, None if nothing settles it.

    The dates of `others`, columns that say nothing of when, count if those of `cells` are silent.
    """
    orders = _orders_of(cells) or _orders_of(others)
    if len(orders) != 1:
        return None
    return orders == {"month"}


def _orders_of(cells: Iterable[str]) -> set[str]:
    """Return the orders that dates with a number above 12 have."""
    orders = set()
    for cell in cells:
        for first, _, second, _ in _NUMERIC.findall(_RANGE_OF_NUMERIC.sub(" - ", cell)):
            if int(first) > len(MONTHS) >= int(second):
                orders.add("day")
            elif int(second) > len(MONTHS) >= int(first):
                orders.add("month")
    return orders


def rewrite_dates(
    text: str, year: FinancialYear, *, month_first: bool | None = None
) -> RewrittenDates:
    """Return a cell's text with its dates in forms that the date reader knows."""
    rewritten = RewrittenDates(text, "", "", {})
    if len(text) > _LONGEST_REWRITTEN or not any(map(str.isalnum, text)):
        rewritten.text = without_time_of_day(text)
        return rewritten
    rewritten.text = _RANGE_OF_NUMERIC.sub(" - ", text)
    _read_first_zone(rewritten)
    rewritten.text = without_time_of_day(rewritten.text)
    rewritten.text = rewrite_foreign(rewritten.text, rewritten.printed.__setitem__)
    _take_out_replaced(rewritten)
    _read_serial(rewritten)
    _replace(rewritten, DAYS_OF_YEARS, days_of_years)
    _replace(rewritten, MONTHS_OF_YEARS, months_of_years)
    _replace(rewritten, _DAY_WITH_MARKS, _day_with_marks)
    _replace(rewritten, _SCHOOL_YEAR, _school_year, _A_SCHOOL_YEAR)
    _replace(rewritten, _QUARTER_IN_MONTHS, lambda match: match["months"])
    _replace(rewritten, _YEAR_THEN_QUARTER, _quarter_of_year)
    _replace(rewritten, _DAYS_OF_MONTH, _days_of_month)
    _replace(rewritten, _SHORT_PART, _short_part, _A_SHORT_PART)
    _replace(rewritten, _CHRISTMAS, lambda match: f"25 Dec {match['year']}", _A_HOLIDAY)
    if month_first is not None:
        _replace(rewritten, _NUMERIC, lambda match: _ordered(match, month_first=month_first))
    _replace(
        rewritten,
        _OPENS_AND_CLOSES,
        lambda match: f"{match['first']} to ",
        "print says when it opens and when it closes",
    )
    _read_weeks(rewritten, year)
    return rewritten


def without_time_of_day(text: str) -> str:
    """Return a text without the times of day after its dates, as programs export them."""
    if ":" not in text:
        return text
    return _TIME_OF_DAY.sub("", text)


def _replace(
    rewritten: RewrittenDates,
    pattern: re.Pattern[str],
    make: Callable[[re.Match[str]], str],
    doubt: str = "",
) -> None:
    def replacement(match: re.Match[str]) -> str:
        made = make(match)
        if made != match[0]:
            rewritten.printed[made] = match[0]
            rewritten.doubt = rewritten.doubt or doubt
        return made

    rewritten.text = pattern.sub(replacement, rewritten.text)


def _take_out_replaced(rewritten: RewrittenDates) -> None:
    """Leave the new date of "30 June (was 31 March)", and note the old one.

    Long cells are left alone: they are prose, and the patterns are slow on them.
    """
    if len(rewritten.text) > _LONGEST_WITH_REPLACED or not _REPLACES.search(rewritten.text):
        return
    for pattern in _REPLACEMENTS:
        match = pattern.search(rewritten.text)
        if not match:
            continue
        new = match.groupdict().get("new") or ""
        rewritten.text = rewritten.text[: match.start()] + new + rewritten.text[match.end() :]
        rewritten.note = _REPLACED.format(" ".join(match["old"].split()).strip(" ,;-\u2013"))


def _read_first_zone(rewritten: RewrittenDates) -> None:
    match = _TWO_ZONES.search(rewritten.text)
    if match:
        rewritten.text = rewritten.text.replace(match[0], match["first"])
        rewritten.doubt = _A_ZONE
        rewritten.note = f"print gives '{match['other']}' too"


def _read_serial(rewritten: RewrittenDates) -> None:
    text = rewritten.text.strip()
    if not _SERIAL.fullmatch(text):
        return
    number = int(float(text))
    if _FIRST_SERIAL <= number <= _LAST_SERIAL:
        day = _DAY_ZERO + timedelta(days=number)
        rewritten.text = day.isoformat()
        rewritten.doubt = _A_SERIAL
        rewritten.printed[rewritten.text] = text


def _day_with_marks(match: re.Match[str]) -> str:
    """Return "01-Apr-24" as "1 Apr 2024"."""
    year = full_year(match["year"])
    return f"{int(match['day'])} {match['month'][:3].title()} {year:04}"


def _days_of_month(match: re.Match[str]) -> str:
    """Return "1-5 July 2024" as "1 Jul 2024 to 5 Jul 2024"."""
    if int(match["first"]) >= int(match["last"]):
        return match[0]
    month = f"{match['month'][:3].title()} {match['year']}"
    return f"{match['first']} {month} to {match['last']} {month}"


def _short_part(match: re.Match[str]) -> str:
    """Return "4Q24" as "Q4 2024"."""
    part = match["part"] or match["led_part"] or f"{match['letter']}{match['number']}"
    year = (match["year"] or match["led_year"]).lstrip("'").upper()
    if year.isdigit():
        year = str(full_year(year))
    if part[0] in "hH" and int(part[1]) > len("12"):
        return match[0]
    return f"{part.upper()} {year}"


def _school_year(match: re.Match[str]) -> str:
    first = match["first"] or match["first2"]
    last = match["last"] or match["last2"]
    if int(last) != (int(first) + 1) % 100:
        return match[0]
    return f"by Aug {int(first) + 1}"


def _quarter_of_year(match: re.Match[str]) -> str:
    return f"Q{match['quarter']} {match['year']}"


def _ordered(match: re.Match[str], *, month_first: bool) -> str:
    day, month = int(match[1]), int(match[3])
    if month_first:
        day, month = month, day
    if not 1 <= month <= len(MONTHS):
        return match[0]
    return f"{day} {MONTHS[month - 1]} {full_year(match[4]):04}"


def _read_weeks(rewritten: RewrittenDates, year: FinancialYear) -> None:
    """Read "week commencing 4 March 2024" as by the last day of that week."""
    match = _WEEK.search(rewritten.text)
    days = _DAYS_IN_WEEK - 1
    if not match:
        match = _WEEK_ENDING.search(rewritten.text)
        days = 0
    if not match:
        return
    dates = find_printed_dates(rewritten.text[match.end() :], year)
    if not dates or dates[0].start > 0 or dates[0].level not in {"day", "bare day"}:
        return
    end = match.end() + dates[0].end
    last = dates[0].days.first + timedelta(days=days)
    made = f"by {last.day} {MONTHS[last.month - 1]} {last.year}"
    rewritten.printed[made] = rewritten.text[match.start() : end]
    rewritten.doubt = rewritten.doubt or _A_WEEK
    rewritten.text = rewritten.text[: match.start()] + made + rewritten.text[end:]
