"""JSON, the contract for other programs: docs/json.md."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from plan_data.model import About
from plan_data.problem import Problem
from store.checklist.checklist import Checklist, ChecklistItem
from store.checklist.readings import Reading
from store.journal.entry import Entry
from store.query.filters import STATUSES
from store.query.groups import ItemGroup, tally_items
from tui.wording.counts import plain_number


def dump_json(value: object) -> str:
    """Return `value` as indented JSON with a newline at its end."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"


def list_json(checklist: Checklist, items: Iterable[ChecklistItem]) -> str:
    """Return `items` in the shape that `milepost list -f json` promises."""
    return dump_json(
        {
            **_heading(checklist),
            "items": [item_object(item) for item in items],
            "orphans": [entry_object(entry) for entry in checklist.orphans],
            "problems": _problems(checklist),
        }
    )


def status_json(checklist: Checklist, items: Sequence[ChecklistItem]) -> str:
    """Return the counts of `items`."""
    counted = tally_items(items)
    return dump_json(
        {
            **_heading(checklist),
            "counts": {"total": counted.total, **{status: counted.counts.get(status, 0) for status in STATUSES}},
            "rescheduled": sum(item.state.rescheduled for item in items if not item.planned.same_as),
            "not_stated": {
                "leads": sum(not item.planned.leads for item in items if not item.planned.same_as),
                "pathways": sum(not item.planned.pathways for item in items if not item.planned.same_as),
            },
            "orphans": [entry_object(entry) for entry in checklist.orphans],
            "problems": _problems(checklist),
        }
    )


def _problems(checklist: Checklist) -> list[dict[str, Any]]:
    """Return what is wrong; warnings are for `milepost check` to say."""
    return [problem_object(problem) for problem in checklist.problems if problem.severity == "problem"]


def _heading(checklist: Checklist) -> dict[str, Any]:
    plan = checklist.loaded.about
    return {
        "plan": {"id": plan.id, "title": plan.title, "year": plan.year},
        "as_of": checklist.as_of,
        "known_on": checklist.known_on,
        "fingerprint": checklist.fingerprint,
    }


def item_object(item: ChecklistItem) -> dict[str, Any]:
    """Return one item with the contract's keys."""
    plan, state = item.planned, item.state
    return {
        "ref": plan.ref,
        "milestone": plan.milestone,
        "objective": plan.objective,
        "priority": plan.priority,
        "section": plan.section,
        "title": plan.title,
        "printed": plan.printed,
        "when": plan.when,
        "reading": plan.reading,
        "kind": plan.kind,
        "opens": plan.opens,
        "due": state.due,
        "original_due": plan.due,
        "leads": plan.leads,
        "pathways": plan.pathways,
        "pathways_inferred": plan.pathways_inferred,
        "status": state.status,
        "days_late": state.days_late,
        "colour": state.colour,
        "started_on": state.started_on,
        "done_on": state.done_on,
        "forecast": state.forecast,
        "rescheduled": state.rescheduled,
        "same_as": plan.same_as,
        "target": None if plan.target is None else plain_number(plan.target),
        "actual": None if state.actual is None else plain_number(state.actual),
        "unit": plan.unit,
        "notes": [note_object(entry) for entry in item.notes],
        "source": {"page": plan.source.page, "row": plan.source.row} if plan.source else None,
    }


def note_object(entry: Entry) -> dict[str, Any]:
    """Return an entry that carries text as a dated note."""
    return {
        "id": entry.id,
        "on": entry.on,
        "at": entry.at,
        "by": entry.by,
        "kind": entry.kind,
        "text": entry.text,
        "evidence": entry.evidence,
        "cause": entry.cause,
        "action": entry.action,
    }


def entry_object(entry: Entry, retraction: Entry | None = None) -> dict[str, Any]:
    """Return a whole entry; `retraction` is what took it back."""
    plain: dict[str, Any] = msgspec.to_builtins(entry)
    taken_back = {"id": retraction.id, "by": retraction.by, "at": retraction.at} if retraction else None
    return {**plain, "retracted": taken_back}


def problem_object(problem: Problem) -> dict[str, Any]:
    """Return a problem."""
    return msgspec.structs.asdict(problem)


def reading_object(reading: Reading) -> dict[str, Any]:
    """Return a reading that asks for confirmation; `confirmed` is null while it waits."""
    item = reading.item
    return {
        "milestone": item.milestone,
        "title": item.title,
        "printed": item.printed,
        "when": item.when,
        "reading": item.reading,
        "leads": item.leads,
        "confirmed": note_object(reading.confirmed) if reading.confirmed else None,
    }


def pathways_json(plan: About, groups: Iterable[ItemGroup]) -> str:
    """Return the pathways with who leads or champions each, its board, and their counts."""
    pathways = {pathway.code: pathway for pathway in plan.pathways}
    meets = {board.name: board.meets for board in plan.boards}
    rows = []
    for group in groups:
        known = pathways.get(group.code)
        board = known.board if known else None
        rows.append(
            {
                **_group_object(group),
                "lead": known.lead if known else None,
                "champion": known.champion if known else None,
                "board": board,
                "board_meets": meets.get(board or ""),
            }
        )
    return dump_json(rows)


def leads_json(groups: Iterable[ItemGroup]) -> str:
    """Return the lead agencies with every spelling in print and their counts."""
    return dump_json([_group_object(group) for group in groups])


def _group_object(group: ItemGroup) -> dict[str, Any]:
    counts = {status: group.tally.counts.get(status, 0) for status in STATUSES}
    return {
        "code": group.code,
        "name": group.name,
        "printed": group.printed,
        "counts": {"total": group.tally.total, **counts},
    }
