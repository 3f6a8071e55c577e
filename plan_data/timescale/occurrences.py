"""The occurrences of a milestone: each date of a repeat, each quarter of a figure."""

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from plan_data.items import ItemKind
from plan_data.model import Milestone
from plan_data.timescale import periods
from plan_data.timescale.financial_year import Calendar, FinancialYear
from plan_data.timescale.parser import (
    Ongoing,
    Point,
    Points,
    Repeat,
    Start,
    Throughout,
    Undated,
    Window,
    parse,
)
from plan_data.timescale.period_parser import NotATimescale
from plan_data.timescale.periods import Period
from plan_data.timescale.units import UNITS, Unit

MOST_OCCURRENCES = 1000  # three quarters of a century of months; more is a typing mistake
_LONGEST_MONTH = 31  # days
_DAYS_OF_WEEK = 7


class Occurrence(Struct, frozen=True, kw_only=True):
    """One thing to tick. `label` is empty if it is the milestone's only one."""

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
        NotATimescale: if `when` cannot be read, or is a repeat without any occurrence.

    """
    if milestone.cumulative is not None:
        return tuple(_figures(milestone.cumulative, year))
    when = parse(milestone.when or "", year.calendar).when
    if isinstance(when, Repeat):
        return tuple(_repeats(when, year))
    if isinstance(when, Points):
        return tuple(_points(when))
    return (_single_occurrence(when, year),)


def _single_occurrence(
    when: Point | Window | Start | Throughout | Ongoing | Undated, year: FinancialYear
) -> Occurrence:
    match when:
        case Point(period):
            return Occurrence(kind="point", due=period.last)
        case Window(opening, closing):
            return Occurrence(
                kind="window", opens=opening.first, start_by=opening.last, due=closing.last
            )
        case Start(period):
            return Occurrence(
                kind="start", opens=period.first, start_by=period.last, due=period.last
            )
        case Throughout(period):
            return Occurrence(kind="continuing", opens=period.first, due=period.last)
        case Ongoing(period):
            return Occurrence(kind="continuing", opens=(period or year).first)
        case Undated():
            return Occurrence(kind="undated")


def _points(points: Points) -> Iterator[Occurrence]:
    for period in points.periods:
        yield Occurrence(kind="point", label=period.label, due=period.last)


def _repeats(repeat: Repeat, year: FinancialYear) -> Iterator[Occurrence]:
    for period in repeat_periods(repeat, year):
        yield Occurrence(
            kind="repeat",
            label=period.label,
            opens=period.first,
            due=period.last,
            repeat_unit=repeat.unit,
        )


def repeat_periods(repeat: Repeat, year: FinancialYear) -> list[Period]:
    """Return the periods of a repeat in a plan of a financial year, in order.

    Raises:
        NotATimescale: if there is none, or there are too many.

    """
    first = (repeat.first or year).first
    last = (repeat.last or year).last
    found: list[Period] = []
    is_far_too_long = _fewest_between(first, last, repeat.unit) > MOST_OCCURRENCES
    if not is_far_too_long:
        found = list(_periods_ending_between(first, last, repeat.unit, year.calendar))
    between = f"between {first.isoformat()} and {last.isoformat()}"
    if not found and not is_far_too_long:
        raise NotATimescale(
            f"no {repeat.unit} ends {between}: write other dates after 'from' or 'to'."
        )
    if is_far_too_long or len(found) > MOST_OCCURRENCES:
        raise NotATimescale(
            f"more than {MOST_OCCURRENCES} occurrences lie {between}: write a shorter time."
        )
    return found


def _fewest_between(first: date, last: date, unit: Unit) -> int:
    """Return the least number of periods of a unit that there can be: to make them all takes long."""
    traits = UNITS[unit]
    longest = traits.months * _LONGEST_MONTH or traits.weeks * _DAYS_OF_WEEK
    return (last - first).days // longest - 1


def _periods_ending_between(
    first: date, last: date, unit: Unit, calendar: Calendar
) -> Iterator[Period]:
    """Return the periods of a unit whose last day is from `first` to `last`, in order."""
    traits = UNITS[unit]
    if traits.months:
        return _months_ending_between(first, last, traits.months, calendar)
    return _weeks_ending_between(first, last, traits.weeks)


def _weeks_ending_between(first: date, last: date, length: int) -> Iterator[Period]:
    sunday = first + timedelta(days=6 - first.weekday())
    while sunday <= last:
        yield periods.weeks(sunday, length)
        sunday += timedelta(weeks=length)


def _months_ending_between(
    first: date, last: date, length: int, calendar: Calendar
) -> Iterator[Period]:
    year, month = first.year, first.month
    while (end := periods.month_end(year, month)) <= last:
        if calendar.is_unit_end(end, length):
            yield calendar.unit_ending(end, length)
        year, month = year + month // 12, month % 12 + 1


def _figures(cumulative: dict[str, float], year: FinancialYear) -> Iterator[Occurrence]:
    for key, quarter in year.quarters_by_key().items():
        if key not in cumulative:
            continue
        yield Occurrence(
            kind="figure",
            label=quarter.label,
            opens=quarter.first,
            due=quarter.last,
            target=cumulative[key],
        )
