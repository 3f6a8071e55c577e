"""The keys of plan files, and what people write in place of them."""

from collections.abc import Collection
from functools import cache

import msgspec

from plan_data import model


@cache
def all_keys() -> frozenset[str]:
    """Return the keys that any part of a plan file may have."""
    keys: set[str] = set()
    for kind in vars(model).values():
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            keys.update(kind.__struct_fields__)
    return frozenset(keys)


@cache
def _keys_of_parts() -> tuple[frozenset[str], ...]:
    """Return the keys of each kind of part of a plan file."""
    kinds = [kind for kind in vars(model).values() if isinstance(kind, type)]
    return tuple(
        [frozenset(kind.__struct_fields__) for kind in kinds if issubclass(kind, msgspec.Struct)]
    )


def may_join(key: str, others: Collection[str]) -> bool:
    """Return whether a part of a plan file may have a key beside some others that it has."""
    if key in others:
        return False
    return any(key in keys and keys.issuperset(others) for keys in _keys_of_parts())


# What other plans and trackers call a key, by the key; a word may be a key itself elsewhere.
_OTHER_NAMES = {
    "when": (
        *("by", "by_when", "complete_by", "completion_date", "date", "deadline", "delivery_date"),
        *("due", "due_by", "due_date", "due_on", "end", "end_date", "finish", "period", "schedule"),
        *("target", "target_date", "time", "timeline", "timescale", "timing"),
    ),
    "leads": (
        *("accountable", "agencies", "agency", "assigned", "assigned_to", "assignee", "assignees"),
        *("lead_agencies", "lead_agency", "lead_officer", "owner", "owners", "partner", "partners"),
        *("responsibility", "responsible", "responsible_party", "who"),
    ),
    "pathways": ("programme", "strand", "strands", "theme", "themes", "workstream", "workstreams"),
    "title": (
        *(
            "action",
            "activity",
            "deliverable",
            "desc",
            "description",
            "heading",
            "label",
            "milestone",
        ),
        *("name", "objective", "summary", "task", "text", "what"),
    ),
    "id": ("code", "identifier", "key", "no", "number", "ref", "reference"),
    "number": ("code", "id", "no", "ref", "reference"),
    "code": ("abbreviation", "id", "key", "short", "short_name"),
    "name": ("full_name", "label", "title"),
    "note": ("comment", "comments", "notes", "remark", "remarks"),
    "tags": ("keywords", "label", "labels"),
    "cumulative": ("figure", "figures", "numbers", "quarters", "targets", "trajectory"),
    "success": ("outcome", "outcomes", "success_criteria", "success_measure", "success_measures"),
    "after": ("blocked_by", "dependencies", "dependency", "depends", "depends_on", "waits_for"),
    "milestones": ("actions", "deliverables", "steps", "tasks"),
    "meets": ("frequency", "meeting"),
    "dates": ("meeting_dates", "meetings"),
    "year": ("financial_year", "fy", "period"),
    "plan": ("id", "plan_id"),
    "means": ("definition", "meaning"),
    "term": ("abbreviation", "acronym", "word"),
}
# Keys that say what happened, which a plan file does not hold.
_PROGRESS = frozenset(
    (
        *("achieved", "actual", "actual_date", "actuals", "closed", "complete", "completed"),
        *("completed_on", "date_completed", "delivered", "done", "finished", "outturn", "percent"),
        *("percent_complete", "percent_done", "percentage", "progress", "rag", "rag_rating"),
        *("rag_status", "started", "state", "status", "update", "updates"),
    )
)


def plain_key(key: str) -> str:
    """Return a key in lower case, its words joined by underscores and % written out."""
    words = key.lower().replace("%", " percent ").replace("_", " ").replace("-", " ").split()
    return "_".join(words)


def is_progress(key: str) -> bool:
    """Return whether a key says what happened; `key` is plain."""
    return key in _PROGRESS


def usual_key(key: str, fields: Collection[str]) -> str:
    """Return which of `fields` a plain key means in other plans, "" if it is not known."""
    for name in (key, f"{key}s", f"{key.removesuffix('y')}ies", key.removesuffix("s")):
        if name in fields:
            return name
    for field, names in _OTHER_NAMES.items():
        if field in fields and key in names:
            return field
    return ""
