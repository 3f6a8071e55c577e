"""What changed between two plan files, milestone by milestone."""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from plan_data.items import PlanItem
from plan_data.load import LoadedPlan

ChangeKind = Literal["added", "dropped", "re-dated", "re-led", "retitled"]
CHANGE_KINDS: tuple[ChangeKind, ...] = ("added", "dropped", "re-dated", "re-led", "retitled")


class PlanChange(Struct, frozen=True):
    """One change of a milestone; `was` and `now` are words, empty where there was or is nothing."""

    what: ChangeKind
    milestone: str
    title: str
    was: str
    now: str


def diff_plans(old: LoadedPlan, new: LoadedPlan) -> tuple[PlanChange, ...]:
    """Return what became of each milestone, matched by its id: by kind of change, each in plan order."""
    found = [*_changes(_by_milestone(old), _by_milestone(new))]
    return tuple(change for what in CHANGE_KINDS for change in found if change.what == what)


ItemsByMilestone = dict[str, list[PlanItem]]


def _by_milestone(plan: LoadedPlan) -> ItemsByMilestone:
    items: ItemsByMilestone = {}
    for item in plan.items:
        items.setdefault(item.milestone, []).append(item)
    return items


def _changes(old: ItemsByMilestone, new: ItemsByMilestone) -> Iterator[PlanChange]:
    for name, items in old.items():
        if name not in new:
            yield PlanChange("dropped", name, items[0].title, _when(items), "")
    for name, items in new.items():
        if name not in old:
            yield PlanChange("added", name, items[0].title, "", _when(items))
        else:
            yield from _compared(old[name], items)


def _compared(old: list[PlanItem], new: list[PlanItem]) -> Iterator[PlanChange]:
    before, after = old[0], new[0]
    if _dates(old) != _dates(new) or _unqueried(before.when) != _unqueried(after.when):
        yield PlanChange("re-dated", after.milestone, after.title, _when(old), _when(new))
    if sorted(before.leads) != sorted(after.leads):
        yield PlanChange("re-led", after.milestone, after.title, _led(before), _led(after))
    if before.title != after.title:
        yield PlanChange("retitled", after.milestone, after.title, before.title, after.title)


def _dates(items: list[PlanItem]) -> list[tuple[object, ...]]:
    return [(item.kind, item.opens, item.start_by, item.due, item.target) for item in items]


def _unqueried(when: str | None) -> str:
    """Return a timescale without the `?` that only asks for its confirmation."""
    return (when or "").rstrip("? ").casefold()


def _led(item: PlanItem) -> str:
    return ", ".join(item.leads) or "not stated"


def _when(items: list[PlanItem]) -> str:
    """Return the timescale in its own words, and the days that it comes to."""
    if items[0].kind == "figure":
        return ", ".join(f"{item.target:.15g} by {item.due}" for item in items)
    ends = [f"{item.due}" for item in items if item.due]
    if not ends:
        return f"{items[0].when}" + (f" (from {items[0].opens})" if items[0].opens else "")
    days = ends[0] if len(ends) == 1 else f"{len(ends)} times, {ends[0]} to {ends[-1]}"
    return f"{items[0].when} ({days})"
