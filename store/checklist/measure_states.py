"""The state of each measure on a date: its periods against their targets (docs/measures.md)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from plan_data.load import LoadedPlan
from plan_data.measure_builder import quarter_of_ref
from plan_data.measures import MeasurePeriod, PlanMeasure
from store.checklist.checklist import Checklist
from store.checklist.status import AHEAD, SOON, Colour, judge_missing_return
from store.journal.entry import Entry

MeasureStatus = Literal[
    "due soon",
    "not due",
    "met",
    "short",
    "returned",
    "awaiting return",
    "return overdue",
    "withdrawn",
]
NEARLY = 0.1  # of the target's size: a return that is no farther from it is amber
_ROUNDING = 9  # decimals: 0.99 is within a tenth of 1.1, although not in binary fractions


class PeriodState(Struct, frozen=True):
    """One period of a measure at the end of a day.

    `actual` is the latest return, and `entry` what recorded it: None if nobody did, or if the
    measure is a sum of others. `days_late` is 0 unless a return is overdue.
    """

    period: MeasurePeriod
    status: MeasureStatus
    colour: Colour
    actual: float | None = None
    entry: Entry | None = None
    days_late: int = 0


class MeasureState(Struct, frozen=True):
    """A measure with the states of its periods, by their last days.

    `entries` are all that are about it, by the day they happened; `forecast` is the latest number
    that a lead expects, with its entry.
    """

    measure: PlanMeasure
    periods: tuple[PeriodState, ...]
    entries: tuple[Entry, ...] = ()
    forecast: Entry | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing can be said of it yet: it has no target, return due or entry."""
        return not (self.periods or self.entries)

    @property
    def latest(self) -> PeriodState | None:
        """The latest period that has a return, None if there is none."""
        returned = [state for state in self.periods if state.actual is not None]
        if returned:
            return returned[-1]
        return None

    @property
    def deciding(self) -> PeriodState | None:
        """The period whose status is the measure's: the latest returned or overdue, else the next.

        A withdrawn period is passed over, unless all are.
        """
        kept = [state for state in self.periods if state.status != "withdrawn"]
        known = [state for state in kept if _is_returned_or_overdue(state)]
        if known:
            return known[-1]
        periods = kept or self.periods
        if periods:
            return periods[0]
        return None


def _is_returned_or_overdue(state: PeriodState) -> bool:
    return state.actual is not None or state.status == "return overdue"


def measure_states(checklist: Checklist) -> tuple[MeasureState, ...]:
    """Return the state of every measure on the checklist's date, in plan order."""
    loaded = checklist.loaded
    if not loaded.measures:
        return ()
    by_measure = _entries_by_measure(checklist.entries, loaded)
    withdrawn = _withdrawn_quarters(checklist)
    known: dict[str, MeasureState] = {}
    sums = [measure for measure in loaded.measures if measure.sum_of]
    for measure in loaded.measures:
        if not measure.sum_of:
            entries = by_measure.get(measure.id, ())
            known[measure.id] = _measure_state(measure, entries, checklist, withdrawn)
    for measure in sums:
        known[measure.id] = _sum_state(measure, known, by_measure.get(measure.id, ()), checklist)
    return tuple([known[measure.id] for measure in loaded.measures])


def _withdrawn_quarters(checklist: Checklist) -> frozenset[str]:
    """Return the refs of the quarters of figures that were withdrawn; no other period can be."""
    return frozenset([item.ref for item in checklist.items if item.state.status == "withdrawn"])


def _entries_by_measure(entries: Iterable[Entry], loaded: LoadedPlan) -> dict[str, list[Entry]]:
    by_measure: dict[str, list[Entry]] = {}
    for entry in entries:
        measure_id = entry.ref.partition("@")[0]
        if measure_id in loaded.measures_by_id:
            by_measure.setdefault(measure_id, []).append(entry)
    return by_measure


def _measure_state(
    measure: PlanMeasure, entries: Sequence[Entry], checklist: Checklist, withdrawn: frozenset[str]
) -> MeasureState:
    returns = _latest_returns(entries)
    actuals = {ref: entry.number for ref, entry in returns.items() if entry.number is not None}
    states = []
    for period in _periods_with_returns(measure, actuals, checklist.loaded):
        actual, entry = actuals.get(period.ref), returns.get(period.ref)
        if period.ref in withdrawn:
            states.append(PeriodState(period, "withdrawn", "none", actual, entry))
        else:
            states.append(_judge(measure, period, actual, entry, checklist.as_of))
    return MeasureState(
        measure, _with_green_ahead(measure, states), tuple(entries), _forecast(entries)
    )


def _latest_returns(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Return the latest actual of each ref."""
    returns = {}
    for entry in entries:
        if entry.kind == "actual" and entry.number is not None:
            returns[entry.ref] = entry
    return returns


def _forecast(entries: Sequence[Entry]) -> Entry | None:
    for entry in reversed(entries):
        if entry.kind == "forecast" and entry.number is not None:
            return entry
    return None


def _periods_with_returns(
    measure: PlanMeasure, actuals: Iterable[str], loaded: LoadedPlan
) -> list[MeasurePeriod]:
    """Return the measure's periods, and the further quarters that have an actual, in order."""
    periods = {period.ref: period for period in measure.periods}
    for ref in actuals:
        if ref not in periods:
            quarter = quarter_of_ref(measure, ref.partition("@")[2], loaded.year)
            if quarter is not None:
                periods[ref] = quarter
    return sorted(periods.values(), key=lambda period: (period.due, -period.first.toordinal()))


def _judge(
    measure: PlanMeasure,
    period: MeasurePeriod,
    actual: float | None,
    entry: Entry | None,
    on: date,
) -> PeriodState:
    """Return the state of a period at the end of a day; what is to come is white."""
    status, colour, days_late = _verdict(measure, period, actual, on)
    return PeriodState(period, status, colour, actual, entry, days_late)


def _verdict(
    measure: PlanMeasure, period: MeasurePeriod, actual: float | None, on: date
) -> tuple[MeasureStatus, Colour, int]:
    if actual is not None and period.target is None:
        return "returned", "white", 0
    if on <= period.due:
        return ("due soon" if period.due - on <= SOON else "not due"), "white", 0
    if actual is None:
        return judge_missing_return(period.due, on)
    return _against_target(measure, actual, period.target or 0)


def _against_target(
    measure: PlanMeasure, actual: float, target: float
) -> tuple[MeasureStatus, Colour, int]:
    shortfall = shortfall_of(measure, actual, target)
    if shortfall <= 0:
        return "met", "blue", 0
    if round(shortfall - NEARLY * abs(target), _ROUNDING) <= 0:
        return "short", "amber", 0
    return "short", "red", 0


def shortfall_of(measure: PlanMeasure, actual: float, target: float) -> float:
    """Return how far an actual is from its target, 0 or less if it meets it."""
    difference = target - actual if measure.better == "higher" else actual - target
    return round(difference, _ROUNDING)


def _with_green_ahead(
    measure: PlanMeasure, states: Sequence[PeriodState]
) -> tuple[PeriodState, ...]:
    """Return the states; what is to come is green if the latest return met its target.

    No news is never green: nor is anything while a return is overdue.
    """
    if not _is_on_target(measure, states):
        return tuple(states)
    green = []
    for state in states:
        if state.status in AHEAD:
            green.append(
                PeriodState(state.period, state.status, "green", state.actual, state.entry)
            )
        else:
            green.append(state)
    return tuple(green)


def _is_on_target(measure: PlanMeasure, states: Iterable[PeriodState]) -> bool:
    is_on_target = False
    for state in states:
        if state.status == "return overdue":
            return False
        if state.actual is not None and state.period.target is not None:
            is_on_target = shortfall_of(measure, state.actual, state.period.target) <= 0
    return is_on_target


def _sum_state(
    measure: PlanMeasure,
    known: Mapping[str, MeasureState],
    entries: Sequence[Entry],
    checklist: Checklist,
) -> MeasureState:
    """Return the state of a measure that is the sum of others."""
    parts = [known[name] for name in measure.sum_of if name in known]
    periods = _summed_periods(measure, parts)
    states = []
    for period in periods:
        actual = _sum_of_actuals(period.due, parts)
        states.append(_judge(measure, period, actual, None, checklist.as_of))
    return MeasureState(
        measure, _with_green_ahead(measure, states), tuple(entries), _forecast(entries)
    )


def _summed_periods(measure: PlanMeasure, parts: Sequence[MeasureState]) -> list[MeasurePeriod]:
    """Return the periods of a sum: those that end on one day in all parts, with their targets' sum.

    A target that print gives for the sum itself comes first.
    """
    by_day = {period.due: period for period in measure.periods}
    for state in parts[0].periods if parts else ():
        period = state.period
        if period.due in by_day or not _all_end_on(period.due, parts):
            continue
        by_day[period.due] = MeasurePeriod(
            ref=f"{measure.id}@{period.label}",
            label=period.label,
            first=period.first,
            due=period.due,
            target=_sum_of_targets(period.due, parts),
            is_due=period.is_due,
        )
    return sorted(by_day.values(), key=lambda period: (period.due, -period.first.toordinal()))


def _all_end_on(day: date, parts: Iterable[MeasureState]) -> bool:
    """Return whether every part has a period that ends on a day."""
    return all(_ending(day, part) is not None for part in parts)


def _sum_of_targets(day: date, parts: Iterable[MeasureState]) -> float | None:
    """Return the sum of the targets of the periods that end on a day, None unless all have one."""
    total = 0.0
    for part in parts:
        state = _ending(day, part)
        if state is None or state.period.target is None:
            return None
        total += state.period.target
    return total


def _ending(day: date, part: MeasureState) -> PeriodState | None:
    """Return the state of a part's period that ends on a day; the first one if two do."""
    for state in part.periods:
        if state.period.due == day:
            return state
    return None


def _sum_of_actuals(day: date, parts: Iterable[MeasureState]) -> float | None:
    """Return the sum of the actuals of the periods that end on a day, None unless all have one."""
    total = 0.0
    for part in parts:
        state = _ending(day, part)
        if state is None or state.actual is None:
            return None
        total += state.actual
    return total
