"""The timescale language: one short string that says when something is due.

The grammar is in docs/timescales.md. Plan files, forecasts, new dates and the dates of a
command all go through `parse` or `parse_period`; every refusal says what to write instead.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from msgspec import Struct

from plan_data.errors import Refused
from plan_data.timescale import periods
from plan_data.timescale.financial_year import FinancialYear
from plan_data.timescale.periods import FIRST_YEAR, LAST_YEAR, MONTHS, Period
from plan_data.timescale.units import UNIT_NAMES, Unit


class NotATimescale(Refused):
    """The text is not in the timescale language; the message says what to write instead."""


class Point(Struct, frozen=True):
    """Due on the last day of a period."""

    period: Period


class Window(Struct, frozen=True):
    """To be started by the end of one period and done by the end of another."""

    opening: Period
    closing: Period


class Start(Struct, frozen=True):
    """To be started by the end of a period, then continuing."""

    period: Period


class Points(Struct, frozen=True):
    """Several dates, an occurrence each."""

    periods: tuple[Period, ...]


class Repeat(Struct, frozen=True):
    """One occurrence for each unit, by default within the plan's year."""

    unit: Unit
    first: Period | None
    last: Period | None


class Throughout(Struct, frozen=True):
    """Continuing from a period's first day, to be closed on its last."""

    period: Period


class Ongoing(Struct, frozen=True):
    """Continuing without an end, from a period's first day or else the plan year's."""

    period: Period | None


class Undated(Struct, frozen=True):
    """No date, and why."""

    reason: str


When = Point | Window | Start | Points | Repeat | Throughout | Ongoing | Undated


class Timescale(Struct, frozen=True):
    """A parsed `when`; `confirm` is true where a `?` asks a lead to confirm the reading."""

    when: When
    confirm: bool


def parse(text: str) -> Timescale:
    """Read one `when`.

    Raises:
        NotATimescale: with a sentence that says what to write instead.

    """
    words = " ".join(text.split())
    confirm = words.endswith("?")
    words = words.removesuffix("?").rstrip()
    keyword, _, rest = words.partition(" ")
    if read := _KEYWORDS.get(keyword.lower()):
        return Timescale(read(rest), confirm)
    if "," in words:
        return Timescale(_points(words), confirm)
    if len(ends := _split(" to ", words)) > 1:
        return Timescale(_window(words, ends), confirm)
    return Timescale(Point(parse_period(words)), confirm)


@lru_cache(maxsize=1024)  # a journal says the same few dates again and again
def parse_due(text: str) -> Period:
    """Read `[by] PERIOD`, as a forecast and a new date take it.

    Raises:
        NotATimescale: also for what is a timescale but not a single due date.

    """
    when = parse(text).when
    if isinstance(when, Point):
        return when.period
    raise NotATimescale(f"'{text}' is not a single date: write a day, a month or a quarter, such as 31 Jan 2010.")


def parse_period(text: str) -> Period:
    """Read a day, month, season, quarter, half, financial year or calendar year.

    Raises:
        NotATimescale: with a sentence that says what to write instead.

    """
    words = " ".join(text.split())
    for pattern, build in _PERIODS:
        if found := _matched(pattern, words):
            return build(*found.groups())
    for pattern, explain in _REFUSALS:
        if found := _matched(pattern, words):
            raise NotATimescale(f"'{words}' {explain(*found.groups())}")
    raise NotATimescale(
        f"'{words}' is not a time that can be read: write a day (30 Sep 2009), a month (Sep 2009), autumn 2009,"
        " Q3 2009/10 or 2009/10; docs/timescales.md tells the rest."
    )


# WHEN: one small reader for each form that starts with a word of its own.


def _by(rest: str) -> Point:
    return Point(_one_period("by", rest))


def _from(rest: str) -> Start:
    return Start(_one_period("from", rest))


def _throughout(rest: str) -> Throughout:
    return Throughout(_one_period("throughout", rest))


def _one_period(keyword: str, rest: str) -> Period:
    if len(_split(" to ", rest)) > 1:
        raise NotATimescale(f"'{keyword} {rest}' names two times: a range is written '{rest}'.")
    return parse_period(rest)


def _ongoing(rest: str) -> Ongoing:
    if not rest:
        return Ongoing(None)
    found = _matched(r"from (.+)", rest)
    if not found:
        raise NotATimescale(f"'ongoing {rest}' is not clear: write 'ongoing' or 'ongoing from Oct 2009'.")
    return Ongoing(parse_period(found[1]))


def _undated(rest: str) -> Undated:
    reason = rest[1:-1].strip()
    if reason and rest.startswith("(") and rest.endswith(")"):
        return Undated(reason)
    raise NotATimescale("'undated' needs its reason in brackets: write for example 'undated (to be agreed)'.")


_EVERY = r"(?P<unit>.+?)(?: from (?P<first>.+?))?(?: to (?P<last>.+))?"


def _every(rest: str) -> Repeat:
    found = _matched(_EVERY, rest)
    unit = found["unit"].lower() if found else ""
    for known in UNIT_NAMES:
        if found and unit == known:
            first, last = (parse_period(found[end]) if found[end] else None for end in ("first", "last"))
            if first and last:
                _in_order(f"every {rest}", first, last)
            return Repeat(known, first, last)
    words = f"every {rest}".rstrip()
    raise NotATimescale(
        f"'{words}' is not a repeat that plans use: write every {', '.join(UNIT_NAMES[:-1])} or {UNIT_NAMES[-1]}."
    )


_KEYWORDS: dict[str, Callable[[str], When]] = {
    "by": _by,
    "from": _from,
    "throughout": _throughout,
    "ongoing": _ongoing,
    "undated": _undated,
    "every": _every,
}


def _window(words: str, ends: list[str]) -> Window:
    if len(ends) != 2:  # noqa: PLR2004 - a window has two ends
        raise NotATimescale(f"'{words}' has more than two ends: write for example 'Jun 2009 to Dec 2009'.")
    opening, closing = (parse_period(end) for end in ends)
    _in_order(words, opening, closing)
    return Window(opening, closing)


def _points(words: str) -> Points:
    parts = tuple(parse_period(part) for part in words.split(","))
    labels = [part.label for part in parts]
    if len(set(labels)) < len(labels):
        raise NotATimescale(f"'{words}' names a time twice: write each once.")
    return Points(parts)


def _split(word: str, text: str) -> list[str]:
    return re.split(word, text, flags=re.IGNORECASE)


def _in_order(words: str, first: Period, last: Period) -> None:
    if last.last < first.first:
        raise NotATimescale(f"'{words}' ends before it starts: write the earlier time first.")


# PERIOD: a pattern and what it builds.


def _year(digits: str) -> int:
    year = int(digits)
    if FIRST_YEAR <= year <= LAST_YEAR:
        return year
    raise NotATimescale(f"'{digits}' is not a year of a plan: write one from {FIRST_YEAR} to {LAST_YEAR}.")


def _month(name: str) -> int:
    return MONTHS.index(name[:3].title()) + 1


def _named_day(digits: str, name: str, year: str) -> Period:
    return _day(_year(year), _month(name), int(digits))


def _iso_day(year: str, month: str, digits: str) -> Period:
    if not 1 <= int(month) <= len(MONTHS):
        raise NotATimescale(f"'{year}-{month}-{digits}' has no such month: write year-month-day, such as 2009-09-30.")
    return _day(_year(year), int(month), int(digits))


def _day(year: int, month: int, number: int) -> Period:
    last = periods.month_end(year, month).day
    if 1 <= number <= last:
        return periods.day(date(year, month, number))
    name = MONTHS[month - 1]
    raise NotATimescale(f"'{number} {name} {year}' does not exist: write a day from 1 to {last} {name} {year}.")


def _financial_year(first: str, second: str) -> FinancialYear:
    year = FinancialYear(_year(first))
    if f"{first}/{second}" == year.label:
        return year
    raise NotATimescale(
        f"'{first}/{second}' is not a financial year, which runs from April to March: write {year.label}."
    )


_MONTH = (
    "(jan|january|feb|february|mar|march|apr|april|may|jun|june|jul|july"
    "|aug|august|sep|september|oct|october|nov|november|dec|december)"
)


def _matched(pattern: str, text: str) -> re.Match[str] | None:
    """Match the whole text; a pattern is compiled when it is first asked for, and most never are."""
    return re.fullmatch(pattern, text, re.IGNORECASE | re.ASCII)


_PERIODS: tuple[tuple[str, Callable[..., Period]], ...] = (
    (rf"{_MONTH} (\d{{4}})", lambda name, year: periods.months(_year(year), _month(name))),
    (rf"(\d{{1,2}}) {_MONTH} (\d{{4}})", _named_day),
    (r"(\d{4})-(\d\d)-(\d\d)", _iso_day),
    (r"(\d{4})/(\d\d)", lambda first, second: _financial_year(first, second).period),
    (r"Q([1-4]) (\d{4})/(\d\d)", lambda n, first, second: _financial_year(first, second).quarter(int(n))),
    (r"H([12]) (\d{4})/(\d\d)", lambda n, first, second: _financial_year(first, second).half(int(n))),
    (r"(spring|summer|autumn|winter) (\d{4})", lambda name, year: periods.season(name.lower(), _year(year))),
    (r"(\d{4})", lambda year: periods.calendar_year(_year(year))),
)

# What people write instead, and the sentence that mends it.


def _not_a_month(year: str, second: str) -> str:
    _year(year)
    choices = []
    if 1 <= int(second) <= len(MONTHS):
        choices.append(f"{MONTHS[int(second) - 1]} {year} for the month")
    if int(second) == (int(year) + 1) % 100:
        choices.append(f"{year}/{second} for the financial year")
    return f"can be read in two ways: write {' or '.join(choices) or f'a month such as Oct {year}'}."


def _not_a_quarter(letter: str, number: str, year: str) -> str:
    label = FinancialYear(_year(year)).label
    last = MONTHS[int(number) * (3 if letter.upper() == "Q" else 6) - 1]
    return (
        f"may mean the calendar or the financial year: write {letter.upper()}{number} {label},"
        f" or {last} {year} if the calendar year is meant."
    )


def _short_year(name: str, digits: str) -> str:
    month = name[:3].title()
    full = f"{month} 20{int(digits):02d}"
    if not 1 <= int(digits) <= 31:  # noqa: PLR2004 - the longest month
        return f"lacks its century: write {full}."
    return f"may be a day or a year: write {full} for the month, or {int(digits)} {month} with its year."


def _two_digits(first: str, second: str) -> str:
    if int(second) == (int(first) + 1) % 100:
        return f"lacks its century: write 20{first}/{second}."
    return "lacks its year, and may be read day first or month first: write the month's name, such as 3 Apr 2010."


def _two_years(first: str, second: str) -> str:
    start, end = _year(first), int(second)
    label = FinancialYear(start).label
    if end == start + 1:
        return f"is written {label}."
    final = end if start < end <= LAST_YEAR else start + 2
    return f"is not one financial year: write {label}, or as a range {label} to {FinancialYear(final - 1).label}."


def _named_month(day: str, month: str, year: str) -> str:
    return f"is written with the month's name: write {int(day)} {MONTHS[int(month) - 1]} {year}."


_REPEATS = {"weekly": "week", "monthly": "month", "quarterly": "quarter", "yearly": "year", "annually": "year"}


_REFUSALS: tuple[tuple[str, Callable[..., str]], ...] = (
    (r"(\d{4})-(\d\d)", _not_a_month),
    (r"(Q)([1-4]) ?(\d{4})", _not_a_quarter),
    (r"(H)([12]) ?(\d{4})", _not_a_quarter),
    (rf"{_MONTH} '?(\d\d?)", _short_year),
    (r"(\d{4})[-/ ]+(\d{4})", _two_years),
    (r"(\d\d)[-/](\d\d)", _two_digits),
    (r"(1[3-9]|2\d|3[01])[-/.](0?[1-9]|1[0-2])[-/.](\d{4})", _named_month),
    (rf"(\d{{1,2}}) {_MONTH}", lambda day, name: f"has no year: write {day} {name[:3].title()} and the year."),
    (
        r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}",
        lambda: "may be read day first or month first: write the month's name, such as 3 Apr 2010, or 2010-04-03.",
    ),
    (r"(?:the )?end (?:of )?(\d{4})", lambda year: f"is written by Dec {year}."),
    (r"(?:the )?end (?:of )?(\S+ \d{4}(?:/\d\d)?|\d{4}/\d\d)", lambda rest: f"is written by {rest}."),
    (rf"({'|'.join(_REPEATS)})", lambda word: f"is written every {_REPEATS[word.lower()]}."),
    (r"(to be .+|tb[acd]|not .+)", lambda words: f"names no time: write 'undated ({words})'."),
    (r"sept\.? (\d{4})", lambda year: f"is written Sep {year}."),
    (rf"{_MONTH}", lambda name: f"has no year: write {name[:3].title()} and the year."),
    (r"", lambda: "is empty: write a time, or 'undated (reason)'."),
)
