"""Build the measures of a plan, with the periods of each."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct

from plan_data.area_measures import measures_outside
from plan_data.inheritance import joined, own_or_inherited
from plan_data.measures import MeasurePeriod, PlanMeasure
from plan_data.model import Measure, Milestone, Objective, Plan, Priority
from plan_data.timescale.financial_year import QUARTERS, Calendar, FinancialYear
from plan_data.timescale.occurrences import repeat_periods
from plan_data.timescale.parser import Repeat, parse, split_query
from plan_data.timescale.period_parser import NotATimescale, parse_period
from plan_data.timescale.periods import Period


class _Above(Struct, frozen=True):
    """What a measure takes from the parts of the plan above it."""

    section: str = ""
    priority: Priority | None = None
    objective: Objective | None = None

    @property
    def serves(self) -> tuple[str, ...]:
        codes: tuple[str, ...] = ()
        if self.objective is not None:
            codes += self.objective.serves
        if self.priority is not None:
            codes += self.priority.serves
        return codes


def measures_of_plan(plan: Plan, year: FinancialYear) -> tuple[PlanMeasure, ...]:
    """Return the plan's measures, cumulative milestones included, each id once, in plan order.

    Those outside the table come last. What cannot be read of one is left out.
    """
    found: dict[str, PlanMeasure] = {}
    for measure in _measures(plan, year):
        if measure.id:
            found.setdefault(measure.id, measure)
    return tuple(found.values())


def _measures(plan: Plan, year: FinancialYear) -> Iterator[PlanMeasure]:
    for section in plan.sections:
        for priority in section.priorities:
            for objective in priority.objectives:
                above = _Above(section.number, priority, objective)
                yield from _measures_of_objective(objective, above, year)
    for measure in measures_outside(plan):
        yield _plan_measure(measure, _Above(), year)


def _measures_of_objective(
    objective: Objective, above: _Above, year: FinancialYear
) -> Iterator[PlanMeasure]:
    for milestone in objective.milestones:
        if milestone.cumulative is not None and not milestone.same_as:
            yield _milestone_measure(milestone, objective, above, year)
    for measure in objective.measures:
        yield _plan_measure(measure, above, year)


def _plan_measure(measure: Measure, above: _Above, year: FinancialYear) -> PlanMeasure:
    objective = above.objective or Objective("", "")
    return PlanMeasure(
        id=measure.id,
        title=measure.title,
        printed=measure.printed,
        unit=measure.unit,
        shape=measure.shape,
        better=measure.better,
        baseline=_without_queries(measure.baseline),
        objective=objective.number,
        priority=above.priority.number if above.priority else "",
        section=above.section,
        serves=measure.serves,
        serves_above=above.serves,
        area=measure.area,
        leads=own_or_inherited(measure.leads, objective.leads),
        pathways=own_or_inherited(measure.pathways, objective.pathways),
        tags=joined(objective.tags, measure.tags),
        sum_of=measure.sum_of,
        periods=_periods(measure, year),
        returns=split_query(measure.returns)[0] if measure.returns else None,
        reading=measure.reading,
        is_doubtful=has_query(measure),
    )


def has_query(measure: Measure) -> bool:
    """Return whether a `?` after a period or after `returns` asks a lead to confirm the reading."""
    for text in (*measure.targets, *measure.baseline, measure.returns or ""):
        _, is_doubtful = split_query(text)
        if is_doubtful:
            return True
    return False


def _without_queries(figures: Mapping[str, float]) -> dict[str, float]:
    """Return numbers by period, each without the `?` that asks a lead to confirm it."""
    return {split_query(text)[0]: number for text, number in figures.items()}


def _milestone_measure(
    milestone: Milestone, objective: Objective, above: _Above, year: FinancialYear
) -> PlanMeasure:
    return PlanMeasure(
        id=milestone.id,
        title=milestone.title,
        printed=milestone.printed,
        unit=milestone.unit,
        shape="cumulative",
        better="higher",
        baseline={},
        objective=objective.number,
        priority=above.priority.number if above.priority else "",
        section=above.section,
        serves=milestone.serves,
        serves_above=above.serves,
        area=None,
        leads=own_or_inherited(milestone.leads, objective.leads),
        pathways=own_or_inherited(milestone.pathways, objective.pathways),
        tags=joined(objective.tags, milestone.tags),
        sum_of=(),
        periods=_periods_of_milestone(milestone, year),
        is_milestone=True,
    )


def _periods_of_milestone(milestone: Milestone, year: FinancialYear) -> tuple[MeasurePeriod, ...]:
    """Return the quarters of a figure, and the further periods for which a return is due."""
    by_label: dict[str, MeasurePeriod] = {}
    for key, quarter in year.quarters_by_key().items():
        target = (milestone.cumulative or {}).get(key)
        if target is not None:
            by_label[quarter.label] = _period(milestone.id, quarter, target, is_due=True)
    for period in _return_periods(milestone.returns, year):
        by_label.setdefault(period.label, _period(milestone.id, period, is_due=True))
    return _in_order(by_label.values())


def _periods(measure: Measure, year: FinancialYear) -> tuple[MeasurePeriod, ...]:
    """Return the periods that have a target or for which a return is due.

    The year's target of a cumulative measure is that of its last return in the year.
    """
    by_label: dict[str, MeasurePeriod] = {}
    returns = _return_periods(measure.returns, year)
    for period in returns:
        by_label[period.label] = _period(measure.id, period, is_due=True)
    for text, target in _without_queries(measure.targets).items():
        named = _read_period(text, year.calendar)
        if named is None:
            continue
        period = named
        if measure.shape == "cumulative":
            period = _last_return(returns, named.last) or named
        by_label[period.label] = _period(measure.id, period, target, is_due=True)
    return _in_order(by_label.values())


def _last_return(returns: Iterable[Period], last: date) -> Period | None:
    for period in returns:
        if period.last == last:
            return period
    return None


def _return_periods(returns: str | None, year: FinancialYear) -> list[Period]:
    if returns is None:
        return []
    try:
        when = parse(returns, year.calendar).when
        return repeat_periods(when, year) if isinstance(when, Repeat) else []
    except NotATimescale:
        return []


def _read_period(text: str, calendar: Calendar) -> Period | None:
    try:
        return parse_period(text, calendar)
    except NotATimescale:
        return None


def _period(
    measure_id: str, period: Period, target: float | None = None, *, is_due: bool = False
) -> MeasurePeriod:
    ref = f"{measure_id}@{period.label}"
    return MeasurePeriod(ref, period.label, period.first, period.last, target, is_due)


def _in_order(periods: Iterable[MeasurePeriod]) -> tuple[MeasurePeriod, ...]:
    """Return periods by their last days; of two with the same, the shorter one first."""
    return tuple(sorted(periods, key=lambda period: (period.due, -period.first.toordinal())))


def quarter_of_ref(measure: PlanMeasure, label: str, year: FinancialYear) -> MeasurePeriod | None:
    """Return the period of a label: one of the measure's own, or any quarter of its years.

    Its years are the plan's and those of its targets. One without periods of its own, such as a
    cell of a table, takes the plan's year too. None if the label names no such period.
    """
    for period in measure.periods:
        if period.label == label:
            return period
    for each in year.years():
        if not measure.periods and label == each.label:
            return _period(measure.id, each.period)
    quarter = _read_period(label.replace("-", " ", 1), year.calendar)
    if quarter is None or not label.startswith(QUARTERS):
        return None
    years = set(year.years())
    for period in measure.periods:
        years.add(year.calendar.year_containing(period.due))
    if year.calendar.year_containing(quarter.last) not in years:
        return None
    return _period(measure.id, quarter)
