"""Everything of a plan that can be ticked, noted or exported, flat and in plan order."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from plan_data.model import Milestone, Objective, Plan, Priority, Section, Source
from plan_data.timescale.financial_year import FinancialYear
from plan_data.timescale.occurrences import ItemKind, Occurrence, expand_occurrences
from plan_data.timescale.parser import NotATimescale, Undated, parse
from plan_data.timescale.units import Unit

NOT_UNDERSTOOD = "timescale not understood"


class PlanItem(Struct, frozen=True, kw_only=True, gc=False, array_like=True):
    """One line of the checklist as the plan alone gives it.

    `ref` is the milestone's id, with `@` and a label where the milestone has several items.
    `start_by` and `due` are whole days that are still in time. `same_as` is another item's ref.
    `label` names the item among those of its milestone, and is empty if it is the only one;
    `repeat_unit` is that of a repeat; `undated_reason` says why an undated item has no date.
    """

    ref: str
    milestone: str
    objective: str
    priority: str
    section: str
    title: str
    printed: str | None
    when: str | None
    reading: str | None
    confirm: bool
    kind: ItemKind
    opens: date | None
    start_by: date | None
    due: date | None
    target: float | None
    unit: str | None
    leads: tuple[str, ...]
    pathways: tuple[str, ...]
    pathways_inferred: bool
    same_as: str | None
    source: Source | None
    label: str = ""
    repeat_unit: Unit | None = None
    undated_reason: str = ""


Place = tuple[Section, Priority, Objective, Milestone]


def walk_places(plan: Plan) -> Iterator[Place]:
    """Yield each milestone of the plan with all that it stands under."""
    for section in plan.sections:
        for priority in section.priorities:
            for objective in priority.objectives:
                for milestone in objective.milestones:
                    yield section, priority, objective, milestone


def items_of_plan(plan: Plan, year: FinancialYear) -> tuple[PlanItem, ...]:
    """Return the plan's items, each ref once.

    A milestone whose timescale cannot be read is kept as undated: nothing leaves the totals.
    """
    by_id: dict[str, Place] = {}
    for place in walk_places(plan):
        if place[3].id:
            by_id.setdefault(place[3].id, place)
    return tuple(item for place in by_id.values() for item in _items_of(place, by_id, year))


def _items_of(place: Place, by_id: dict[str, Place], year: FinancialYear) -> Iterator[PlanItem]:
    _, _, _, milestone = place
    twin = by_id.get(milestone.same_as or "")
    told_by = twin[3] if twin and twin is not place else milestone
    for occurrence in _occurrences_or_undated(told_by, year):
        suffix = f"@{occurrence.label}" if occurrence.label else ""
        same_as = None if told_by is milestone else told_by.id + suffix
        yield _item(place, occurrence, milestone.id + suffix, same_as)


def _occurrences_or_undated(milestone: Milestone, year: FinancialYear) -> tuple[Occurrence, ...]:
    try:
        found = expand_occurrences(milestone, year)
    except NotATimescale:
        found = ()
    return found or (Occurrence(kind="undated"),)


def _item(place: Place, occurrence: Occurrence, ref: str, same_as: str | None) -> PlanItem:
    section, priority, objective, milestone = place
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
        confirm=bool(milestone.when and milestone.when.rstrip().endswith("?")),
        kind=occurrence.kind,
        opens=occurrence.opens,
        start_by=occurrence.start_by,
        due=occurrence.due,
        target=occurrence.target,
        unit=milestone.unit,
        leads=objective.leads if milestone.leads is None else milestone.leads,
        pathways=objective.pathways if milestone.pathways is None else milestone.pathways,
        pathways_inferred=objective.pathways_inferred and milestone.pathways is None,
        same_as=same_as,
        source=milestone.source or objective.source,
        label=occurrence.label,
        repeat_unit=occurrence.repeat_unit,
        undated_reason=_undated_reason(milestone.when) if occurrence.kind == "undated" else "",
    )


def _undated_reason(when: str | None) -> str:
    """Return why a milestone has no date, as its `when` says it."""
    try:
        parsed = parse(when or "").when
    except NotATimescale:
        return NOT_UNDERSTOOD
    return parsed.reason if isinstance(parsed, Undated) else ""
