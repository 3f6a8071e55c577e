"""JSON of one item with all that the plan file says of it, and of a part of the plan."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from plan_data.model import (
    About,
    Agency,
    Area,
    Board,
    Commitment,
    Indicator,
    Measure,
    Objective,
    Priority,
    Section,
    Source,
    Table,
)
from store.checklist.checklist import Checklist, ChecklistItem
from store.query.dependencies import Dependency, holds_up, waits_for
from store.query.plan_parts import NamedPart, Psa, codes_served, items_of_part
from store.query.served import parts_that_serve
from tui.formats.checklist_json import dump_json, entry_object, item_object, render_objects
from tui.formats.measure_output import measure_object
from tui.wording.plan_facts import boards_below, measures_of, printed_leads


def items_json(checklist: Checklist, items: Iterable[ChecklistItem]) -> str:
    """Return `items` in the shape of `list`, each with all that the plan file says of it."""
    return render_objects(checklist, [item_with_plan(item, checklist) for item in items])


def item_with_plan(item: ChecklistItem, checklist: Checklist) -> dict[str, Any]:
    """Return one item with the contract's keys, and those that only `show` has."""
    section, priority, objective, milestone = checklist.loaded.places[item.planned.milestone]
    return {
        **item_object(item),
        "wording": milestone.wording,
        "note": milestone.note,
        "printed_leads": printed_leads(milestone, objective),
        "cumulative": milestone.cumulative,
        "after": _dependencies(waits_for(checklist, milestone.id)),
        "holds_up": _dependencies(holds_up(checklist, milestone.id)),
        "carried_from": milestone.carried_from,
        "returns": milestone.returns,
        "serves": item.planned.serves,
        "areas": item.planned.areas,
        "measures": list(map(measure_object, measures_of(objective, checklist))),
        "objective_title": objective.title,
        "objective_wording": objective.wording,
        "objective_note": objective.note,
        "success": objective.success,
        "priority_title": priority.title,
        "priority_note": priority.note,
        "section_title": section.title,
        "section_note": section.note,
    }


def _dependencies(dependencies: Iterable[Dependency]) -> list[dict[str, Any]]:
    """Return what holds up what; an `id` of null is something outside the plan."""
    return [
        {"id": each.milestone or None, "title": each.title, "done": each.is_done}
        for each in dependencies
    ]


def part_json(named: NamedPart, checklist: Checklist) -> str:
    """Return a part of the plan with the keys of its file, its kind, and the items below it."""
    own = {"kind": named.kind, **part_object(named, checklist)}
    items = [item_object(item) for item in items_of_part(checklist, named)]
    return render_objects(checklist, items, own)


def part_object(named: NamedPart, checklist: Checklist) -> dict[str, Any]:
    """Return what the plan file says of a part; of what it holds, numbers and titles."""
    part, about = named.part, checklist.loaded.about
    fields = keys_of(part)
    if isinstance(part, About):
        return _plan_object(part)
    if isinstance(part, Section):
        fields["priorities"] = _numbered(part.priorities)
    if isinstance(part, Priority):
        fields["objectives"] = _numbered(part.objectives)
    if isinstance(part, Objective):
        fields["milestones"] = [{"id": each.id, "title": each.title} for each in part.milestones]
        fields["measures"] = list(map(measure_object, measures_of(part, checklist)))
    if isinstance(part, Measure):
        return fields | _measure_state(part, checklist)
    if isinstance(part, Indicator | Psa):
        return fields | _served_object(part, checklist)
    if isinstance(part, Area):
        fields["measures"] = [
            measure_object(state)
            for state in checklist.measure_states
            if state.measure.area == part.code
        ]
    if isinstance(part, Board):
        days = [each.on for each in checklist.calendar if each.board == part.name]
        fields["meetings"] = days
        fields["reports_here"] = boards_below(part, about)
        fields["pathways"] = [each.code for each in about.pathways if each.board == part.name]
    if isinstance(part, Agency):
        fields["parts"] = [each.code for each in about.agencies if each.part_of == part.code]
    return fields


def _measure_state(measure: Measure, checklist: Checklist) -> dict[str, Any]:
    """Return what `measures` says of a measure, and its entries."""
    for state in checklist.measure_states:
        if state.measure.id == measure.id:
            return measure_object(state) | {"entries": list(map(entry_object, state.entries))}
    return {}


def _served_object(part: Indicator | Psa, checklist: Checklist) -> dict[str, Any]:
    """Return which parts of the plan serve an indicator or PSA."""
    served = parts_that_serve(checklist.loaded, codes_served(part, checklist.loaded.about))
    ids = {measure.id for measure in served.measures}
    states = [state for state in checklist.measure_states if state.measure.id in ids]
    return {
        "priorities": _numbered(served.priorities),
        "objectives": _numbered(served.objectives),
        "milestones": [{"id": each.id, "title": each.title} for each in served.milestones],
        "measures": list(map(measure_object, states)),
    }


def _numbered(parts: Iterable[Priority | Objective]) -> list[dict[str, str]]:
    return [{"number": part.number, "title": part.title} for part in parts]


def _plan_object(about: About) -> dict[str, Any]:
    """Return what a plan says of itself; leads, pathways and the glossary have commands of their own."""
    return {
        "published": about.published,
        "publisher": about.publisher,
        "note": about.note,
        "boards": [keys_of(board) for board in about.boards],
        "tags": [keys_of(tag) for tag in about.tags],
        "tables": [table.title for table in about.tables],
        "commitments": [commitment.id for commitment in about.commitments],
        "indicators": [indicator.code for indicator in about.indicators],
        "areas": [area.code for area in about.areas],
        "measures": [measure.id for measure in about.measures],
        "footnotes": [keys_of(note) for note in about.footnotes],
    }


def keys_of(part: msgspec.Struct) -> dict[str, Any]:
    """Return the keys of a part as its file has them, those that are left out as null or empty."""
    fields = msgspec.structs.asdict(part)
    if "source" in fields:
        fields["source"] = _source_object(fields["source"])
    return fields


def _source_object(source: Source | None) -> dict[str, Any] | None:
    if source is None:
        return None
    return {"page": source.page, "row": source.row}


def tables_json(about: About, tables: Sequence[Table]) -> str:
    """Return tables of the plan with their cells."""
    return dump_json({"plan": plan_object(about), "tables": [keys_of(table) for table in tables]})


def commitments_json(about: About, commitments: Sequence[Commitment]) -> str:
    """Return promises of the plan's text."""
    objects = [keys_of(commitment) for commitment in commitments]
    return dump_json({"plan": plan_object(about), "commitments": objects})


def plan_object(about: About) -> dict[str, str]:
    """Return the plan's id, title and year, as every answer about a plan has them."""
    return {"id": about.id, "title": about.title, "year": about.year}
