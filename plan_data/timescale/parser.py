"""The timescale language: one short string that says when something is due.

The grammar is in docs/timescales.md. Plan files, forecasts, new dates and the dates of a
command all go through `parse` or `parse_period`; every refusal says what to write instead.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from msgspec import Struct

from plan_data.timescale.financial_year import APRIL, Calendar
from plan_data.timescale.period_parser import (
    NotATimescale,
    UnknownTimescale,
    match_all,
    parse_period,
)
from plan_data.timescale.periods import Period
from plan_data.timescale.units import UNIT_NAMES, Unit, find_unit


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
    """A parsed `when`; `confirm` is true if it ends in `?`, for a lead to confirm the reading."""

    when: When
    confirm: bool


def split_query(when: str) -> tuple[str, bool]:
    """Return a `when` without its `?`, and whether it had one.

    The text need not be a timescale.
    """
    words = when.rstrip()
    return words.removesuffix("?").rstrip(), words.endswith("?")


def split_dates(words: str) -> list[str]:
    """Return the text of each of several dates; `words` has no `?`."""
    return [date.strip() for date in words.split(",")]


def parse(text: str, calendar: Calendar = APRIL) -> Timescale:
    """Read one `when` in a plan of a calendar.

    Raises:
        NotATimescale: if the text is not one; the message says what to write instead.

    """
    words, confirm = split_query(" ".join(text.split()))
    return Timescale(_parse_when(words, calendar), confirm)


def _parse_when(words: str, calendar: Calendar) -> When:
    keyword, _, rest = words.partition(" ")
    parse_rest = _KEYWORDS.get(keyword.lower())
    if parse_rest:
        return parse_rest(rest, calendar)
    if "," in words:
        return _points(words, calendar)
    if len(_split_range(words)) > 1:
        return _window(words, calendar)
    return Point(parse_period(words, calendar))


@lru_cache(maxsize=1024)  # a journal repeats the same few dates
def parse_due(text: str, calendar: Calendar = APRIL) -> Period:
    """Read `[by] PERIOD`, the form of a forecast and of a new date, in a plan of a calendar.

    Raises:
        NotATimescale: if the text is not a timescale, or not one with a single due date.

    """
    when = parse(text, calendar).when
    if isinstance(when, Point):
        return when.period
    raise NotATimescale(
        f"'{text}' is not a single date: write a day, a month or a quarter, such as"
        f" 31 {calendar.example_year.month_text(1)}."
    )


# One function for each form that starts with a keyword; it reads the rest of the words.


def _by(rest: str, calendar: Calendar) -> Point:
    return Point(_one_period("by", rest, calendar))


def _from(rest: str, calendar: Calendar) -> Start:
    return Start(_one_period("from", rest, calendar))


def _throughout(rest: str, calendar: Calendar) -> Throughout:
    return Throughout(_one_period("throughout", rest, calendar))


def _one_period(keyword: str, rest: str, calendar: Calendar) -> Period:
    if len(_split_range(rest)) > 1:
        raise NotATimescale(f"'{keyword} {rest}' names two times: a range is written '{rest}'.")
    return parse_period(rest, calendar)


def _ongoing(rest: str, calendar: Calendar) -> Ongoing:
    if not rest:
        return Ongoing(None)
    match = match_all(r"from (.+)", rest)
    if not match:
        raise NotATimescale(
            f"'ongoing {rest}' is not clear: write 'ongoing' or"
            f" 'ongoing from {calendar.example_year.month_text(10)}'."
        )
    return Ongoing(parse_period(match[1], calendar))


def _undated(rest: str, _: Calendar) -> Undated:
    reason = rest[1:-1].strip()
    if reason and rest.startswith("(") and rest.endswith(")"):
        return Undated(reason)
    raise NotATimescale(
        "'undated' needs its reason in brackets: write for example 'undated (to be agreed)'."
    )


_EVERY = r"(?P<unit>.+?)(?: from (?P<first>.+?))?(?: to (?P<last>.+))?"


def _every(rest: str, calendar: Calendar) -> Repeat:
    match = match_all(_EVERY, rest)
    if not match:
        raise _unknown_unit(rest)
    unit = find_unit(match["unit"])
    if unit is None:
        raise _unknown_unit(rest)
    first = _optional_period(match["first"], calendar)
    last = _optional_period(match["last"], calendar)
    if first and last:
        _check_order(f"every {rest}", first, last)
    return Repeat(unit, first, last)


def _unknown_unit(rest: str) -> UnknownTimescale:
    words = f"every {rest}".rstrip()
    names = ", ".join(UNIT_NAMES[:-1])
    return UnknownTimescale(
        f"'{words}' is not a repeat that plans use: write every {names} or {UNIT_NAMES[-1]}."
    )


def _optional_period(text: str | None, calendar: Calendar) -> Period | None:
    if not text:
        return None
    return parse_period(text, calendar)


_KEYWORDS: dict[str, Callable[[str, Calendar], When]] = {
    "by": _by,
    "from": _from,
    "throughout": _throughout,
    "ongoing": _ongoing,
    "undated": _undated,
    "every": _every,
}


# The forms without a keyword.


def _window(words: str, calendar: Calendar) -> Window:
    ends = _split_range(words)
    if len(ends) != 2:  # noqa: PLR2004 - a window has two ends
        raise NotATimescale(
            f"'{words}' has more than two ends: write for example '{_example_of_window(calendar)}'."
        )
    opening, closing = parse_period(ends[0], calendar), parse_period(ends[1], calendar)
    _check_order(words, opening, closing)
    return Window(opening, closing)


def _example_of_window(calendar: Calendar) -> str:
    months = calendar.example_year.months()
    return f"{months[2].label} to {months[8].label}".replace("-", " ")


def _points(words: str, calendar: Calendar) -> Points:
    periods = tuple(parse_period(text, calendar) for text in split_dates(words))
    labels = {period.label for period in periods}
    if len(labels) < len(periods):
        raise NotATimescale(f"'{words}' names a time twice: write each once.")
    return Points(periods)


def _split_range(text: str) -> list[str]:
    return re.split(" to ", text, flags=re.IGNORECASE)


def _check_order(words: str, first: Period, last: Period) -> None:
    if last.last < first.first:
        raise NotATimescale(f"'{words}' ends before it starts: write the earlier time first.")
