"""The occurrences of a milestone: each date of a repeat, each quarter of a figure."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from plan_data.model import Milestone
from plan_data.timescale import periods
from plan_data.timescale.financial_year import (
    QUARTERS,
    FinancialYear,
    months_since_start,
    unit_ending,
)
from plan_data.timescale.parser import (
    NotATimescale,
    Ongoing,
    Point,
    Points,
    Repeat,
    Start,
    Throughout,
    Undated,
    When,
    Window,
    parse,
)
from plan_data.timescale.periods import Period
from plan_data.timescale.units import UNITS, Unit

ItemKind = Literal["point", "window", "start", "repeat", "continuing", "undated", "figure"]

MOST_OCCURRENCES = 1000  # three quarters of a century of months; more is a slip of the pen


class Occurrence(Struct, frozen=True, kw_only=True):
    """One thing to tick. `label` is empty where a milestone has only one."""

    kind: ItemKind
    label: str = ""
    opens: date | None = None
    start_by: date | None = None
    due: date | None = None
    target: float | None = None
    repeat_unit: Unit | None = None


def expand_occurrences(milestone: Milestone, year: FinancialYear) -> tuple[Occurrence, ...]:
    """Return what there is to tick of `milestone` in a plan of the financial `year`, in order.

    Raises:
        NotATimescale: where `when` cannot be read, or is a repeat without any occurrence.

    """
    if milestone.cumulative is not None:
        return tuple(_quarters(milestone.cumulative, year))
    return _expand(parse(milestone.when or "").when, year)


def _expand(when: When, year: FinancialYear) -> tuple[Occurrence, ...]:  # noqa: PLR0911 - one return a form
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


def _repeat(repeat: Repeat, year: FinancialYear) -> tuple[Occurrence, ...]:
    first, last = (repeat.first or year).first, (repeat.last or year).last
    units = [] if last < first else list(_units(repeat.unit, first, last))
    between = f"between {first.isoformat()} and {last.isoformat()}"
    if not units:
        raise NotATimescale(f"no {repeat.unit} ends {between}: write other dates after 'from' or 'to'.")
    if len(units) > MOST_OCCURRENCES:
        raise NotATimescale(f"more than {MOST_OCCURRENCES} occurrences lie {between}: write a shorter time.")
    return tuple(
        Occurrence(kind="repeat", label=unit.label, opens=unit.first, due=unit.last, repeat_unit=repeat.unit)
        for unit in units
    )


def _units(unit: Unit, first: date, last: date) -> Iterator[Period]:
    """Return the units whose last day lies from `first` to `last`, in order."""
    traits = UNITS[unit]
    if traits.months:
        return _whole_months(traits.months, first, last)
    return _whole_weeks(traits.weeks, first, last)


def _whole_weeks(length: int, first: date, last: date) -> Iterator[Period]:
    sunday = first + timedelta(days=6 - first.weekday())
    while sunday <= last:
        yield periods.week(sunday)
        sunday += timedelta(weeks=length)


def _whole_months(length: int, first: date, last: date) -> Iterator[Period]:
    year, month = first.year, first.month
    while (end := periods.month_end(year, month)) <= last:
        if months_since_start(end) % length == 0:
            yield unit_ending(end, length)
        year, month = year + month // 12, month % 12 + 1


def _quarters(cumulative: dict[str, float], year: FinancialYear) -> Iterator[Occurrence]:
    for number, name in enumerate(QUARTERS, start=1):
        if name in cumulative:
            quarter = year.quarter(number)
            yield Occurrence(
                kind="figure", label=quarter.label, opens=quarter.first, due=quarter.last, target=cumulative[name]
            )
