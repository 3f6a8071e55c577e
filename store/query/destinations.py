"""Find the items and parts of a plan that match what a person types in "go to"."""

from collections.abc import Sequence

from plan_data.errors import Refused
from plan_data.items import PlanItem
from plan_data.load import LoadedPlan
from plan_data.suggest import join_with_or
from plan_data.text import fold
from store.query.lookup import find_items, items_named
from store.query.measure_refs import MeasureRefs
from store.query.plan_parts import (
    NamedPart,
    has_words,
    matching_parts,
    named_parts,
    nearest_parts,
)

Destination = tuple[PlanItem, ...] | NamedPart
"""The dates of one milestone, or any other part of the plan."""


def find_destinations(loaded: LoadedPlan, typed: str) -> list[Destination]:
    """Return what can be meant: by a ref, a name or number, the beginning of a ref, or a title.

    Raises:
        Refused: if it is nothing in this plan; it names the nearest.

    """
    wanted = fold(typed.strip())
    for find in (_by_exact_ref, _by_name, _by_beginning, _by_period, _by_words):
        found = find(loaded, wanted)
        if found:
            return found
    raise Refused(_why_not_found(loaded, typed))


def _by_exact_ref(loaded: LoadedPlan, wanted: str) -> list[Destination]:
    items = items_named(loaded.items, wanted)
    if not items:
        return []
    return [items]


def _by_name(loaded: LoadedPlan, wanted: str) -> list[Destination]:
    if wanted.endswith(("-", "@")):  # a ref that is begun
        return []
    return list(matching_parts(loaded.full_plan, wanted))


def _by_beginning(loaded: LoadedPlan, wanted: str) -> list[Destination]:
    """Return the items whose refs begin so; a milestone is one of them unless a date is begun."""
    if not any(map(str.isdigit, wanted)):
        return []
    items = [item for item in loaded.items if fold(item.ref).startswith(wanted)]
    if "@" in wanted:
        return [(item,) for item in items]
    return _by_milestone(items)


def _by_period(loaded: LoadedPlan, wanted: str) -> list[Destination]:
    """Return the measure of a ref of one of its periods."""
    if "@" not in wanted:
        return []
    measure = MeasureRefs(loaded).find(wanted)
    if measure is None:
        return []
    named = f"measure {measure.id}"
    return [part for part in named_parts(loaded.full_plan) if part.with_kind == named]


def _by_milestone(items: Sequence[PlanItem]) -> list[Destination]:
    milestones: dict[str, tuple[PlanItem, ...]] = {}
    for item in items:
        milestones[item.milestone] = (*milestones.get(item.milestone, ()), item)
    return list(milestones.values())


def _by_words(loaded: LoadedPlan, wanted: str) -> list[Destination]:
    """Return the parts and milestones that have the words in their names or titles."""
    if not wanted:
        return []
    parts = [part for part in named_parts(loaded.full_plan) if _is_named_with(part, wanted)]
    items = [item for item in loaded.items if wanted in fold(item.title)]
    return [*parts, *_by_milestone(items)]


def _is_named_with(part: NamedPart, wanted: str) -> bool:
    return any(has_words(name, wanted) for name in (part.name, *part.names))


def _why_not_found(loaded: LoadedPlan, typed: str) -> str:
    try:
        find_items(loaded.items, typed)
    except Refused as refusal:
        if "did you mean" in refusal.sentence:
            return refusal.sentence
    nearest = nearest_parts(loaded.full_plan, typed)
    sentence = f"nothing in this plan is called '{typed}'"
    if not nearest:
        return f"{sentence}."
    return f"{sentence}; did you mean {join_with_or(nearest)}?"
