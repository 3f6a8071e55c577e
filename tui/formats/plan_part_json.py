"""JSON of one item with all that the plan file says of it, and of a part of the plan."""

from collections.abc import Callable, Iterable, Sequence
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
    Milestone,
    Objective,
    Priority,
    Section,
    Source,
    Table,
)
from store.checklist.checklist import Checklist, ChecklistItem
from store.checklist.measure_states import MeasureState
from store.query.dependencies import Dependency, holds_up, waits_for
from store.query.plan_parts import (
    NamedPart,
    Psa,
    codes_served,
    items_of_part,
)
from store.query.related_parts import (
    board_days,
    boards_below,
    measures_of,
    measures_of_area,
    measures_that_serve,
    parts_of_agency,
    state_of_measure,
)
from store.query.served import parts_that_serve
from tui.formats.checklist_json import dump_json, entry_object, item_object, render_objects
from tui.formats.measure_output import measure_object
from tui.wording.level_facts import printed_leads


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
        "measures": _measures(measures_of(objective, checklist)),
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
    return list(map(_dependency_object, dependencies))


def _dependency_object(dependency: Dependency) -> dict[str, Any]:
    return {
        "id": dependency.milestone or None,
        "title": dependency.title,
        "done": dependency.is_done,
    }


def part_json(named: NamedPart, checklist: Checklist) -> str:
    """Return a part of the plan with the keys of its file, its kind, and the items below it."""
    own = {"kind": named.kind, **part_object(named, checklist)}
    items = [item_object(item) for item in items_of_part(checklist, named)]
    return render_objects(checklist, items, own)


def part_object(named: NamedPart, checklist: Checklist) -> dict[str, Any]:
    """Return what the plan file says of a part; of what it holds, numbers and titles."""
    part = named.part
    if isinstance(part, About):
        return _plan_object(part)
    fields = keys_of(part)
    more_fields = _MORE_FIELDS.get(type(part))
    if more_fields is not None:
        fields |= more_fields(part, checklist)
    return fields


def _section_fields(section: Section, _checklist: Checklist) -> dict[str, Any]:
    return {"priorities": _numbered(section.priorities)}


def _priority_fields(priority: Priority, _checklist: Checklist) -> dict[str, Any]:
    return {"objectives": _numbered(priority.objectives)}


def _objective_fields(objective: Objective, checklist: Checklist) -> dict[str, Any]:
    return {
        "milestones": _titled(objective.milestones),
        "measures": _measures(measures_of(objective, checklist)),
    }


def _measure_fields(measure: Measure, checklist: Checklist) -> dict[str, Any]:
    """Return what `measures` says of a measure, and its entries."""
    state = state_of_measure(measure, checklist)
    if state is None:
        return {}
    return measure_object(state) | {"entries": list(map(entry_object, state.entries))}


def _served_fields(part: Indicator | Psa, checklist: Checklist) -> dict[str, Any]:
    """Return which parts of the plan serve an indicator or PSA."""
    served = parts_that_serve(checklist.loaded, codes_served(part, checklist.loaded.about))
    return {
        "priorities": _numbered(served.priorities),
        "objectives": _numbered(served.objectives),
        "milestones": _titled(served.milestones),
        "measures": _measures(measures_that_serve(served, checklist)),
    }


def _area_fields(area: Area, checklist: Checklist) -> dict[str, Any]:
    return {"measures": _measures(measures_of_area(area, checklist))}


def _board_fields(board: Board, checklist: Checklist) -> dict[str, Any]:
    about = checklist.loaded.about
    return {
        "meetings": board_days(board, checklist),
        "reports_here": boards_below(board, about),
        "pathways": about.pathways_of_board(board.name),
    }


def _agency_fields(agency: Agency, checklist: Checklist) -> dict[str, Any]:
    return {"parts": parts_of_agency(agency, checklist.loaded.about)}


# What a class of part has beside its keys; mypy does not know that each gets its own class.
_MORE_FIELDS: dict[type, Callable[[Any, Checklist], dict[str, Any]]] = {
    Section: _section_fields,
    Priority: _priority_fields,
    Objective: _objective_fields,
    Measure: _measure_fields,
    Indicator: _served_fields,
    Psa: _served_fields,
    Area: _area_fields,
    Board: _board_fields,
    Agency: _agency_fields,
}


def _numbered(parts: Iterable[Priority | Objective]) -> list[dict[str, str]]:
    return [{"number": part.number, "title": part.title} for part in parts]


def _titled(milestones: Iterable[Milestone]) -> list[dict[str, str]]:
    return [{"id": milestone.id, "title": milestone.title} for milestone in milestones]


def _measures(states: Iterable[MeasureState]) -> list[dict[str, Any]]:
    return list(map(measure_object, states))


def _plan_object(about: About) -> dict[str, Any]:
    """Return what a plan says of itself; leads, pathways and the glossary have commands of their own."""
    return {
        "years": about.years,
        "year_starts": about.year_starts,
        "quarters": about.quarters,
        "start": about.start,
        "vocabulary": msgspec.structs.asdict(about.vocabulary),
        "published": about.published,
        "publisher": about.publisher,
        "note": about.note,
        "boards": _rows(about.boards),
        "tags": _rows(about.tags),
        "tables": [table.title for table in about.tables],
        "commitments": [commitment.id for commitment in about.commitments],
        "indicators": [indicator.code for indicator in about.indicators],
        "areas": [area.code for area in about.areas],
        "measures": [measure.id for measure in about.measures],
        "footnotes": _rows(about.footnotes),
    }


def _rows(parts: Iterable[msgspec.Struct]) -> list[dict[str, Any]]:
    return list(map(keys_of, parts))


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
    return dump_json({"plan": plan_object(about), "tables": _rows(tables)})


def commitments_json(about: About, commitments: Sequence[Commitment]) -> str:
    """Return promises of the plan's text."""
    return dump_json({"plan": plan_object(about), "commitments": _rows(commitments)})


def plan_object(about: About) -> dict[str, str]:
    """Return the plan's id, title and year, as every answer about a plan has them."""
    return {"id": about.id, "title": about.title, "year": about.year_text}
