"""Build the items of a plan from its milestones and their timescales."""

from collections.abc import Iterator

from plan_data.inheritance import joined, own_or_inherited
from plan_data.items import Place, PlanItem, walk_places
from plan_data.model import Milestone, Objective, Plan
from plan_data.plan_file.decode import Located
from plan_data.plan_file.walk import walk_milestones
from plan_data.problem import Problem
from plan_data.timescale.financial_year import Calendar, FinancialYear
from plan_data.timescale.occurrences import Occurrence, expand_occurrences
from plan_data.timescale.parser import Undated, parse, split_query
from plan_data.timescale.period_parser import NotATimescale

NOT_UNDERSTOOD = "timescale not understood"


MOST_ITEMS = 100_000  # ten times the largest plan that the app is made for


class TooManyItems(Exception):  # noqa: N818 - as it reads in `raise TooManyItems(...)`
    """A plan has more than `MOST_ITEMS`; `milestone` is the one that is too many."""

    def __init__(self, milestone: Milestone) -> None:
        super().__init__(milestone)
        self.milestone = milestone

    def problem(self, plan: Plan, located: Located) -> Problem:
        """Return the problem at the milestone."""
        sentence = f"up to here the plan has more than {MOST_ITEMS} items: shorten the repeats, or split the plan."
        for path, milestone, _ in walk_milestones(plan):
            if milestone is self.milestone:
                return located.problem(path, sentence)
        return located.problem((), sentence)


def items_of_plan(plan: Plan, year: FinancialYear) -> tuple[PlanItem, ...]:
    """Return the plan's items, each ref once.

    A milestone whose timescale cannot be read is kept as undated: nothing leaves the totals.

    Raises:
        TooManyItems: if there are more than `MOST_ITEMS`.

    """
    by_id = _first_place_by_id(plan)
    items: list[PlanItem] = []
    for place in by_id.values():
        items.extend(_items_of_milestone(place, by_id, year))
        if len(items) > MOST_ITEMS:
            *_, milestone = place
            raise TooManyItems(milestone)
    return tuple(items)


def _first_place_by_id(plan: Plan) -> dict[str, Place]:
    places: dict[str, Place] = {}
    for place in walk_places(plan):
        *_, milestone = place
        if milestone.id:
            places.setdefault(milestone.id, place)
    return places


def _items_of_milestone(
    place: Place, by_id: dict[str, Place], year: FinancialYear
) -> Iterator[PlanItem]:
    *_, milestone = place
    twin = _twin(milestone, by_id)
    for occurrence in _occurrences_or_undated(twin or milestone, year):
        suffix = ""
        if occurrence.label:
            suffix = f"@{occurrence.label}"
        same_as = None
        if twin:
            same_as = twin.id + suffix
        yield _build_item(place, occurrence, milestone.id + suffix, same_as, year.calendar)


def _twin(milestone: Milestone, by_id: dict[str, Place]) -> Milestone | None:
    """Return the other milestone that this one repeats, None if there is none."""
    place = by_id.get(milestone.same_as or "")
    if place is None:
        return None
    *_, twin = place
    if twin is milestone:
        return None
    return twin


def _occurrences_or_undated(milestone: Milestone, year: FinancialYear) -> tuple[Occurrence, ...]:
    undated = (Occurrence(kind="undated"),)
    try:
        return expand_occurrences(milestone, year) or undated
    except NotATimescale:
        return undated


def _build_item(
    place: Place, occurrence: Occurrence, ref: str, same_as: str | None, calendar: Calendar
) -> PlanItem:
    section, priority, objective, milestone = place
    _, confirm = split_query(milestone.when or "")
    undated_reason = ""
    if occurrence.kind == "undated":
        undated_reason = _undated_reason(milestone.when or "", calendar)
    return PlanItem(
        ref=ref,
        milestone=milestone.id,
        objective=objective.number,
        priority=priority.number,
        section=section.number,
        title=milestone.title,
        printed=milestone.printed,
        when=milestone.when,
        reading=milestone.reading or objective.reading,
        confirm=confirm,
        kind=occurrence.kind,
        opens=occurrence.opens,
        start_by=occurrence.start_by,
        due=occurrence.due,
        target=occurrence.target,
        unit=milestone.unit,
        leads=own_or_inherited(milestone.leads, objective.leads),
        pathways=own_or_inherited(milestone.pathways, objective.pathways),
        pathways_inferred=objective.pathways_inferred and milestone.pathways is None,
        same_as=same_as,
        source=milestone.source or objective.source,
        tags=joined(objective.tags, milestone.tags),
        serves=joined(milestone.serves, objective.serves, priority.serves),
        areas=_areas(objective),
        first_leads=_has_first_lead(milestone, objective),
        label=occurrence.label,
        repeat_unit=occurrence.repeat_unit,
        undated_reason=undated_reason,
    )


def _areas(objective: Objective) -> tuple[str, ...]:
    areas = dict.fromkeys([measure.area for measure in objective.measures])
    return tuple(filter(None, areas))


def _has_first_lead(milestone: Milestone, objective: Objective) -> bool:
    if milestone.leads is None:
        return objective.first_leads
    return milestone.first_leads


def _undated_reason(when: str, calendar: Calendar) -> str:
    """Return the reason that `when` gives for having no date; empty if it gives none."""
    try:
        parsed = parse(when, calendar).when
    except NotATimescale:
        return NOT_UNDERSTOOD
    if isinstance(parsed, Undated):
        return parsed.reason
    return ""
