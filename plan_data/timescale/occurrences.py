"""The occurrences of a milestone: each date of a repeat, each quarter of a figure."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from plan_data.model import Milestone
from plan_data.timescale import periods
from plan_data.timescale.parser import (
    NotATimescale,
    Ongoing,
    Point,
    Points,
    Repeat,
    Start,
    Throughout,
    Undated,
    Unit,
    When,
    Window,
    parse,
)
from plan_data.timescale.periods import Period

ItemKind = Literal["point", "window", "start", "repeat", "continuing", "undated", "figure"]

MOST_OCCURRENCES = 1000  # three quarters of a century of months; more is a slip of the pen
_MONTHS_IN: dict[Unit, int] = {"month": 1, "2 months": 2, "quarter": 3, "6 months": 6, "year": 12}
_MARCH = 3
QUARTERS = ("Q1", "Q2", "Q3", "Q4")


class Occurrence(Struct, frozen=True, kw_only=True):
    """One thing to tick. `label` is empty where a milestone has only one."""

    kind: ItemKind
    label: str = ""
    opens: date | None = None
    start_by: date | None = None
    due: date | None = None
    target: float | None = None


def expand_occurrences(milestone: Milestone, year: Period) -> tuple[Occurrence, ...]:
    """Return what there is to tick of `milestone` in a plan of the financial `year`, in order.

    Raises:
        NotATimescale: where `when` cannot be read, or is a repeat without any occurrence.

    """
    if milestone.cumulative is not None:
        return tuple(_quarters(milestone.cumulative, year))
    return _expand(parse(milestone.when or "").when, year)


def _expand(when: When, year: Period) -> tuple[Occurrence, ...]:  # noqa: PLR0911 - one return a form
    match when:
        case Point(period):
            return (Occurrence(kind="point", due=period.last),)
        case Window(opening, closing):
            return (Occurrence(kind="window", opens=opening.first, start_by=opening.last, due=closing.last),)
        case Start(period):
            return (Occurrence(kind="start", opens=period.first, start_by=period.last, due=period.last),)
        case Points(dates):
            return tuple(Occurrence(kind="point", label=each.label, due=each.last) for each in dates)
        case Repeat():
            return _repeat(when, year)
        case Throughout(period):
            return (Occurrence(kind="continuing", opens=period.first, due=period.last),)
        case Ongoing(period):
            return (Occurrence(kind="continuing", opens=(period or year).first),)
        case Undated():
            return (Occurrence(kind="undated"),)


def _repeat(repeat: Repeat, year: Period) -> tuple[Occurrence, ...]:
    first, last = (repeat.first or year).first, (repeat.last or year).last
    units = [] if last < first else list(_units(repeat.unit, first, last))
    between = f"between {first.isoformat()} and {last.isoformat()}"
    if not units:
        raise NotATimescale(f"no {repeat.unit} ends {between}: write other dates after 'from' or 'to'.")
    if len(units) > MOST_OCCURRENCES:
        raise NotATimescale(f"more than {MOST_OCCURRENCES} occurrences lie {between}: write a shorter time.")
    return tuple(Occurrence(kind="repeat", label=unit.label, opens=unit.first, due=unit.last) for unit in units)


def _units(unit: Unit, first: date, last: date) -> Iterator[Period]:
    """Yield the units whose last day lies from `first` to `last`; months count from April."""
    if unit == "week":
        sunday = first + timedelta(days=6 - first.weekday())
        while sunday <= last:
            yield periods.week(sunday)
            sunday += timedelta(days=7)
        return
    length = _MONTHS_IN[unit]
    year, month = first.year, first.month
    while (end := periods.month_end(year, month)) <= last:
        if (month - _MARCH) % length == 0:
            yield _unit_ending(end, length)
        year, month = year + month // 12, month % 12 + 1


def _unit_ending(end: date, length: int) -> Period:
    start_year = end.year - (end.month <= _MARCH)
    since_april = (end.month - _MARCH - 1) % 12 + 1
    match length:
        case 3:
            return periods.quarter(start_year, since_april // 3)
        case 6:
            return periods.half(start_year, since_april // 6)
        case 12:
            return periods.financial_year(start_year)
    year, month = divmod(end.year * 12 + end.month - length, 12)
    return periods.months(year, month + 1, length)


def _quarters(cumulative: dict[str, float], year: Period) -> Iterator[Occurrence]:
    for number, name in enumerate(QUARTERS, start=1):
        if name in cumulative:
            quarter = periods.quarter(year.first.year, number)
            yield Occurrence(
                kind="figure", label=quarter.label, opens=quarter.first, due=quarter.last, target=cumulative[name]
            )
