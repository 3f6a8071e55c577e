"""What changed between two plan files, milestone by milestone and measure by measure."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from plan_data.area_measures import written_of_cells
from plan_data.items import PlanItem
from plan_data.load import LoadedPlan
from plan_data.measures import PlanMeasure

ChangeKind = Literal[
    "added", "dropped", "re-dated", "re-led", "retitled",
    "measure added", "measure dropped", "re-targeted",
]  # fmt: skip
CHANGE_KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)


class PlanChange(Struct, frozen=True):
    """One change of a milestone or measure; `was` and `now` are empty if there was or is nothing.

    `milestone` is its id.
    """

    what: ChangeKind
    milestone: str
    title: str
    was: str
    now: str


def diff_plans(old: LoadedPlan, new: LoadedPlan) -> tuple[PlanChange, ...]:
    """Return the changes, matched by id: by kind of change, each in plan order."""
    changes = list(_changes(_items_by_milestone(old), _items_by_milestone(new)))
    changes += _measure_changes(_measures(old), _measures(new))
    return tuple(sorted(changes, key=lambda change: CHANGE_KINDS.index(change.what)))


ItemsByMilestone = dict[str, list[PlanItem]]


def _items_by_milestone(loaded: LoadedPlan) -> ItemsByMilestone:
    items: ItemsByMilestone = defaultdict(list)
    for item in loaded.items:
        items[item.milestone].append(item)
    return items


def _changes(old: ItemsByMilestone, new: ItemsByMilestone) -> Iterator[PlanChange]:
    for milestone, items in old.items():
        if milestone not in new:
            yield PlanChange("dropped", milestone, items[0].title, _when_text(items), "")
    for milestone, items in new.items():
        if milestone in old:
            yield from _changes_of_milestone(old[milestone], items)
        else:
            yield PlanChange("added", milestone, items[0].title, "", _when_text(items))


def _changes_of_milestone(old: list[PlanItem], new: list[PlanItem]) -> Iterator[PlanChange]:
    before, after = old[0], new[0]
    milestone, title = after.milestone, after.title
    if _timing(old) != _timing(new):
        yield PlanChange("re-dated", milestone, title, _when_text(old), _when_text(new))
    if sorted(before.leads) != sorted(after.leads):
        yield PlanChange("re-led", milestone, title, _leads_text(before), _leads_text(after))
    if before.title != title:
        yield PlanChange("retitled", milestone, title, before.title, title)


def _timing(items: list[PlanItem]) -> tuple[object, ...]:
    """Return what has to differ for a milestone to count as re-dated; its `?` does not count."""
    dates = [(item.kind, item.opens, item.start_by, item.due, item.target) for item in items]
    return items[0].when_without_query.casefold(), dates


def _leads_text(item: PlanItem) -> str:
    return ", ".join(item.leads) or "not stated"


def _when_text(items: list[PlanItem]) -> str:
    """Return the timescale as the plan writes it, and the days that it comes to."""
    first = items[0]
    if first.kind == "figure":
        return ", ".join([f"{item.target:.15g} by {item.due}" for item in items])
    days = _days_text(items)
    if days:
        return f"{first.when} ({days})"
    return f"{first.when}"


def _days_text(items: list[PlanItem]) -> str:
    due = [item.due for item in items if item.due]
    if len(due) == 1:
        return f"{due[0]}"
    if due:
        return f"{len(due)} times, {due[0]} to {due[-1]}"
    if items[0].opens:
        return f"from {items[0].opens}"
    return ""


Measures = dict[str, PlanMeasure]


def _measures(loaded: LoadedPlan) -> Measures:
    """Return the measures by id; a cumulative milestone is compared as a milestone.

    A measure of each area is compared once, as the file has it.
    """
    written_once = written_of_cells(loaded.about)
    found: Measures = {}
    for each in loaded.measures:
        written = written_once.get(each.id)
        if written is not None:
            found.setdefault(written.id, replace(each, title=f"{written.title}, in each area"))
        elif not each.is_milestone:
            found[each.id] = each
    return found


def _measure_changes(old: Measures, new: Measures) -> Iterator[PlanChange]:
    for measure_id, before in old.items():
        if measure_id not in new:
            yield PlanChange("measure dropped", measure_id, before.title, _targets_text(before), "")
    for measure_id, measure in new.items():
        now = _targets_text(measure)
        if measure_id not in old:
            yield PlanChange("measure added", measure_id, measure.title, "", now)
        elif (was := _targets_text(old[measure_id])) != now:
            yield PlanChange("re-targeted", measure_id, measure.title, was, now)


def _targets_text(measure: PlanMeasure) -> str:
    """Return the targets of a measure: 65.5 % in 2009/10."""
    targets = []
    for period in measure.periods:
        if period.target is None:
            continue
        number = f"{period.target:.15g}"
        if measure.unit:
            number += f" {measure.unit}"
        targets.append(f"{number} in {period.label}")
    return ", ".join(targets) or "no target"
