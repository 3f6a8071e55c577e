"""What makes the measures, indicators and areas of a plan file wrong."""

import math
import re
from collections.abc import Iterable, Iterator
from datetime import date

from plan_data.area_measures import measures_outside
from plan_data.model import Measure, Milestone, Objective, Plan
from plan_data.plan_file.decode import Finding, KeyPath
from plan_data.plan_file.nearest_timescale import period_sentence
from plan_data.plan_file.walk import walk_measures, walk_milestones, walk_served
from plan_data.suggest import Hints
from plan_data.timescale.financial_year import APRIL, Calendar, FinancialYear
from plan_data.timescale.parser import Repeat, parse, split_query
from plan_data.timescale.period_parser import NotATimescale, parse_period
from plan_data.vocabulary import Vocabulary

SHAPES = ("level", "cumulative")
DIRECTIONS = ("higher", "lower")
_MEASURE_NUMBER = re.compile(r"m[1-9][0-9]*")
_MEASURE_CODE = re.compile(r"[A-Z0-9][A-Z0-9&/+-]*", re.IGNORECASE)

Part = Measure | Milestone  # of a sum: a milestone with figures is a measure as well
Days = tuple[date | None, date] | None


def find_measure_mistakes(plan: Plan, year: FinancialYear | None) -> Iterator[Finding]:
    """Yield what is wrong with the measures, and with the codes that parts of the plan serve."""
    areas = Hints([area.code for area in plan.areas])
    by_id: dict[str, Part] = {}
    for _, measure, _ in walk_measures(plan):
        by_id.setdefault(measure.id, measure)
    for measure in measures_outside(plan):
        by_id.setdefault(measure.id, measure)
    for _, milestone, _ in walk_milestones(plan):
        if milestone.cumulative is not None:
            by_id.setdefault(milestone.id, milestone)
    ids = Hints(by_id, everything=0)
    for path, measure, objective in walk_measures(plan):
        yield from _id(path, measure, objective, plan.vocabulary)
        yield from _words(path, measure)
        yield from _periods(path, measure, year)
        yield from _returns((*path, "returns"), measure.returns, year)
        yield from _area(path, measure, plan, areas)
        yield from _each_area((*path, "each_area"), measure, plan, objective)
        yield from _sum(path, measure, year, by_id, ids)
    for path, milestone, _ in walk_milestones(plan):
        yield from _returns((*path, "returns"), milestone.returns, year)
        if milestone.returns and milestone.cumulative is None:
            sentence = "'returns' is of figures: it needs 'cumulative' beside it."
            yield (*path, "returns"), sentence
    yield from _unknown_served(plan)


def _calendar_of(year: FinancialYear | None) -> Calendar:
    return year.calendar if year else APRIL


def _id(
    path: KeyPath, measure: Measure, objective: Objective | None, vocabulary: Vocabulary
) -> Iterator[Finding]:
    if not measure.id:
        return
    if objective is None:
        if not _MEASURE_CODE.fullmatch(measure.id):
            noun = vocabulary.singular("measure")
            sentence = (
                f"'{measure.id}' cannot be a {noun}'s id: write its indicator and area, NI18-DERBY."
            )
            yield (*path, "id"), sentence
        return
    number, _, ending = measure.id.rpartition("-")
    if objective.number and (number != objective.number or not _MEASURE_NUMBER.fullmatch(ending)):
        level = vocabulary.singular("objective")
        sentence = f"'{measure.id}' does not belong to its {level}: write its number, -m and a number, {objective.number}-m1."
        yield (*path, "id"), sentence


def _words(path: KeyPath, measure: Measure) -> Iterator[Finding]:
    for key, value, allowed in (
        ("shape", measure.shape, SHAPES),
        ("better", measure.better, DIRECTIONS),
    ):
        if value not in allowed:
            yield (*path, key), f"'{value}' is not a {key}: write {' or '.join(allowed)}."


def _periods(path: KeyPath, measure: Measure, year: FinancialYear | None) -> Iterator[Finding]:
    calendar = _calendar_of(year)
    for key, figures in (("targets", measure.targets), ("baseline", measure.baseline)):
        for text in figures:
            try:
                parse_period(split_query(text)[0], calendar)
            except NotATimescale as refusal:
                yield (*path, key, text), period_sentence(refusal, text, year)


def _returns(path: KeyPath, returns: str | None, year: FinancialYear | None) -> Iterator[Finding]:
    if returns is None:
        return
    try:
        when = parse(returns, _calendar_of(year)).when
    except NotATimescale as refusal:
        yield path, period_sentence(refusal, returns, year)
        return
    if not isinstance(when, Repeat):
        yield path, f"'{returns}' is no repeat: write when an actual is due, such as every quarter."


def _area(path: KeyPath, measure: Measure, plan: Plan, hints: Hints) -> Iterator[Finding]:
    if measure.area and measure.area not in {area.code for area in plan.areas}:
        hint = hints.about(measure.area) or "add it there."
        yield (*path, "area"), f"area '{measure.area}' is not under 'areas': {hint}"


def _each_area(
    path: KeyPath, measure: Measure, plan: Plan, objective: Objective | None
) -> Iterator[Finding]:
    if not measure.each_area:
        return
    if objective is not None:
        yield path, "'each_area' is for what stands outside the table: write 'area' here."
    if measure.area or measure.sum_of:
        yield path, "'each_area' makes one for each area: take 'area' and 'sum_of' out."
    if not plan.areas:
        yield path, "'each_area' makes one for each area: add them under 'areas'."


def _sum(
    path: KeyPath,
    measure: Measure,
    year: FinancialYear | None,
    by_id: dict[str, Part],
    hints: Hints,
) -> Iterator[Finding]:
    parts = []
    for n, name in enumerate(measure.sum_of):
        part = by_id.get(name)
        if part is None or part is measure or (isinstance(part, Measure) and part.sum_of):
            hint = hints.about(name) or "write one that is no sum itself."
            yield (*path, "sum_of", n), f"'{name}' is not another id that can be added up; {hint}"
        else:
            parts.append(part)
    if year and parts and len(parts) == len(measure.sum_of):
        yield from _totals(path, measure, year, parts)


def _totals(
    path: KeyPath, measure: Measure, year: FinancialYear, parts: Iterable[Part]
) -> Iterator[Finding]:
    """Find printed totals that are not the sum of their parts."""
    targets_of_parts = [_targets(part, year) for part in parts]
    for text, total in measure.targets.items():
        days = _days(text, measure.shape, year.calendar)
        if days is None:
            continue
        known = [targets[days] for targets in targets_of_parts if days in targets]
        if len(known) < len(targets_of_parts) or math.isclose(sum(known), total, abs_tol=1e-9):
            continue
        sentence = f"the total for {text} is {total:g}, but its parts add up to {sum(known):g}: check them, or take the target out."
        yield (*path, "targets", text), sentence


def _targets(part: Part, year: FinancialYear) -> dict[Days, float]:
    """Return the targets of a part of a sum by the days that they are of."""
    if isinstance(part, Measure):
        return {
            _days(text, part.shape, year.calendar): target for text, target in part.targets.items()
        }
    targets: dict[Days, float] = {}
    for key, quarter in year.quarters_by_key().items():
        figure = (part.cumulative or {}).get(key)
        if figure is not None:
            targets[None, quarter.last] = figure
    return targets


def _days(text: str, shape: str, calendar: Calendar) -> Days:
    """Return a period's first and last day; of what is cumulative the last one says all.

    None is for a period that cannot be read, which a problem of its own names.
    """
    try:
        period = parse_period(split_query(text)[0], calendar)
    except NotATimescale:
        return None
    return (None if shape == "cumulative" else period.first), period.last


def _unknown_served(plan: Plan) -> Iterator[Finding]:
    known = {indicator.code for indicator in plan.indicators}
    for indicator in plan.indicators:
        known.update(indicator.psa)
    hints = Hints(sorted(known))
    for path, code in walk_served(plan):
        if code not in known:
            hint = hints.about(code) or "add it there."
            yield path, f"'{code}' is neither an indicator nor a PSA of 'indicators': {hint}"
