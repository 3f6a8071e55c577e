"""A year of made-up acts on a plan, the same each time, to try how long papers become."""

from datetime import date, timedelta
from random import Random
from typing import Any

from plan_data.items import PlanItem
from plan_data.load import LoadedPlan
from store.journal.entry import Entry
from tests.store.factories import entry

_FIRST, _DAYS = date(2009, 4, 5), 355
_WORDS = [
    "the",
    "partners",
    "wait",
    "for",
    "national",
    "guidance",
    "and",
    "for",
    "funds",
    "before",
    "the",
    "tender",
]
_KINDS = (
    "done", "note", "note", "note", "note", "forecast", "forecast", "judged", "decision",
    "rescheduled",
)  # fmt: skip
_WITH_DATES = frozenset({"done", "forecast", "rescheduled"})


def made_up_year(plan: LoadedPlan, acts: int, words: int) -> tuple[Entry, ...]:
    """Return so many entries, spread over the year 2009/10, with texts of so many words."""
    chance = Random(acts)  # noqa: S311 - the same acts each time
    entries = []
    for number in range(acts):
        day = _FIRST + timedelta(days=number * _DAYS // acts)
        item = chance.choice(plan.items)
        kind = chance.choice(_KINDS)
        if item.kind in {"figure", "continuing"} and kind in _WITH_DATES:
            kind = "note"
        text = " ".join(chance.choices(_WORDS, k=words))
        entries.append(_entry(plan, item, kind, day, _fields(chance, kind, text)))
    return tuple(entries)


def _entry(plan: LoadedPlan, item: PlanItem, kind: str, day: date, fields: dict[str, Any]) -> Entry:
    return entry(kind, day.isoformat(), item.ref, plan=plan.full_plan.plan, **fields)


def _fields(chance: Random, kind: str, text: str) -> dict[str, Any]:
    when = chance.choice(["Jan 2010", "Mar 2010", "Jun 2010", "Dec 2010"])
    by_kind: dict[str, dict[str, Any]] = {
        "forecast": {"when": when},
        "rescheduled": {"when": "Feb 2010", "approved_by": "Board"},
        "judged": {"colour": chance.choice(["green", "amber", "red"])},
        "decision": {"action": text, "owner": "Lead", "when": "Jan 2010"},
    }
    fields = {"text": text, **by_kind.get(kind, {})}
    if kind == "note" and chance.random() < 0.4:
        fields |= {"cause": text, "action": text}
    if kind == "note" and chance.random() < 0.3:
        fields["ask"] = text
    return fields
