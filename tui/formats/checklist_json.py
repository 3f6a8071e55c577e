"""JSON, the contract for other programs: docs/json.md."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from plan_data.items import PlanItem
from plan_data.model import About, Agency
from plan_data.problem import Problem, listed_problems
from store.checklist.checklist import Checklist, ChecklistItem
from store.checklist.readings import Reading
from store.checklist.status import RULES_VERSION
from store.journal.entry import Entry
from store.query.filters import STATUSES
from store.query.groups import ItemGroup, Tally, tally_items
from store.query.publication import due_before_publication
from tui.wording.counts import plain_number

_NOTHING: Mapping[str, Any] = {}
_NO_AGENCY = Agency("", "")


def dump_json(value: object) -> str:
    """Return `value` as indented JSON that ends in a newline."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"


def render_list_json(checklist: Checklist, items: Iterable[ChecklistItem]) -> str:
    """Return `items` in the shape that `milepost list -f json` promises."""
    return render_objects(checklist, list(map(item_object, items)))


def render_objects(
    checklist: Checklist, items: Sequence[dict[str, Any]], more: Mapping[str, Any] = _NOTHING
) -> str:
    """Return the objects of items in the shape of `list`, after the keys of `more`."""
    return dump_json({**_heading(checklist), **more, "items": items, **_leftovers(checklist)})


def status_json(checklist: Checklist, items: Sequence[ChecklistItem]) -> str:
    """Return the counts of `items`; what is printed twice counts once."""
    loaded = checklist.loaded
    rescheduled = without_lead = without_pathway = 0
    for item in items:
        if item.planned.same_as:
            continue
        rescheduled += item.state.rescheduled
        without_lead += loaded.has_leads and not item.planned.leads
        without_pathway += loaded.has_pathways and not item.planned.pathways
    tally = tally_items(items)
    early = due_before_publication(checklist, items)
    return dump_json(
        {
            **_heading(checklist),
            **_counts(tally),
            "reported_on": tally.reported_on,
            "no_word_yet": tally.no_word_yet,
            "due_before_publication": [item.ref for item in early],
            "rescheduled": rescheduled,
            "not_stated": {"leads": without_lead, "pathways": without_pathway},
            **_leftovers(checklist),
        }
    )


def _heading(checklist: Checklist) -> dict[str, Any]:
    about = checklist.loaded.about
    return {
        "plan": {"id": about.id, "title": about.title, "year": about.year_text},
        "as_of": checklist.as_of,
        "known_on": checklist.known_on,
        "fingerprint": checklist.fingerprint,
        "rules": RULES_VERSION,
    }


def _leftovers(checklist: Checklist) -> dict[str, Any]:
    """Return the orphans and the problems; warnings are for `milepost check`."""
    problems = [problem for problem in checklist.problems if problem.severity == "problem"]
    return {
        "orphans": list(map(entry_object, checklist.orphans)),
        "problems": problem_objects(problems),
    }


def _counts(tally: Tally) -> dict[str, dict[str, int]]:
    """Return how many items there are, and how many milestones, each in all and by status."""
    return {
        "counts": _by_status(tally.dates, tally.dates_by_status),
        "milestones": _by_status(tally.total, tally.milestones_by_status),
    }


def _by_status(total: int, by_status: Mapping[str, int]) -> dict[str, int]:
    counts = {"total": total}
    for status in STATUSES:
        counts[status] = by_status.get(status, 0)
    return counts


def item_object(item: ChecklistItem) -> dict[str, Any]:
    """Return one item with the contract's keys."""
    planned, state = item.planned, item.state
    return {
        "ref": planned.ref,
        "milestone": planned.milestone,
        "objective": planned.objective,
        "priority": planned.priority,
        "section": planned.section,
        "title": planned.title,
        "printed": planned.printed,
        "when": planned.when,
        "reading": planned.reading,
        "kind": planned.kind,
        "opens": planned.opens,
        "due": state.due,
        "original_due": planned.due,
        "leads": planned.leads,
        "first_leads": planned.first_leads,
        "pathways": planned.pathways,
        "tags": planned.tags,
        "pathways_inferred": planned.pathways_inferred,
        "status": state.status,
        "days_late": state.days_late,
        "colour": state.colour,
        "started_on": state.started_on,
        "done_on": state.done_on,
        "forecast": state.forecast,
        "rescheduled": state.rescheduled,
        "same_as": planned.same_as,
        "target": _number(planned.target),
        "actual": _number(state.actual),
        "unit": planned.unit,
        "notes": list(map(note_object, item.notes)),
        "source": _source_object(planned),
    }


def _number(value: float | None) -> float | None:
    if value is None:
        return None
    return plain_number(value)


def _source_object(planned: PlanItem) -> dict[str, Any] | None:
    if planned.source is None:
        return None
    return {"page": planned.source.page, "row": planned.source.row}


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
        "ask": entry.ask,
    }


def entry_object(
    entry: Entry, retraction: Entry | None = None, correction: Entry | None = None
) -> dict[str, Any]:
    """Return all of an entry; `retraction` is what takes it back, `correction` what corrects it."""
    plain: dict[str, Any] = msgspec.to_builtins(entry)
    plain["retracted"] = None
    if retraction is not None:
        plain["retracted"] = {
            "id": retraction.id,
            "by": retraction.by,
            "at": retraction.at,
            "corrected_by": None,
        }
        if correction is not None:
            plain["retracted"]["corrected_by"] = correction.id
    return plain


def problem_objects(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    """Return at most `MAX_LISTED` problems; if there are more, the last one counts the others."""
    return list(map(_problem_object, listed_problems(problems)))


def _problem_object(problem: Problem) -> dict[str, Any]:
    fields = msgspec.structs.asdict(problem)
    del fields["count"]  # its sentence has the number
    return fields


def reading_object(reading: Reading) -> dict[str, Any]:
    """Return a reading that can be confirmed; `confirmed` is null until it is."""
    confirmed = None
    if reading.confirmed is not None:
        confirmed = note_object(reading.confirmed)
    return {
        "milestone": reading.id,
        "title": reading.title,
        "printed": reading.printed,
        "when": reading.when,
        "reading": reading.reason,
        "leads": reading.leads,
        "doubtful": reading.is_doubtful,
        "confirmed": confirmed,
    }


def pathways_json(about: About, groups: Iterable[ItemGroup]) -> str:
    """Return the pathways with who leads or champions each, its board, and their counts."""
    roles = _pathway_roles(about)
    no_roles = {"lead": None, "champion": None, "board": None, "board_meets": None}
    objects = []
    for group in groups:
        roles_of_group = roles.get(group.code, no_roles)
        objects.append(_group_object(group) | roles_of_group)
    return dump_json(objects)


def _pathway_roles(about: About) -> Mapping[str, dict[str, str | None]]:
    """Return lead, champion and board of each pathway, by the pathway's code."""
    meets = {board.name: board.meets for board in about.boards}
    roles: dict[str, dict[str, str | None]] = {}
    for pathway in about.pathways:
        roles[pathway.code] = {
            "lead": pathway.lead,
            "champion": pathway.champion,
            "board": pathway.board,
            "board_meets": meets.get(pathway.board or ""),
        }
    return roles


def leads_json(about: About, groups: Iterable[ItemGroup]) -> str:
    """Return the lead agencies with every spelling in print, what each is a part of, and counts."""
    agencies = {agency.code: agency for agency in about.agencies}
    objects = []
    for group in groups:
        plain = _group_object(group)
        agency = agencies.get(group.code, _NO_AGENCY)
        plain["part_of"] = agency.part_of
        plain["note"] = agency.note
        objects.append(plain)
    return dump_json(objects)


def groups_json(groups: Iterable[ItemGroup]) -> str:
    """Return groups with their codes, names and counts."""
    return dump_json(list(map(_group_object, groups)))


def _group_object(group: ItemGroup) -> dict[str, Any]:
    return {
        "code": group.code,
        "name": group.name,
        "printed": group.printed,
        **_counts(group.tally),
    }


RENDERER = render_list_json
