"""What changed between two plan files, part by part and key by key."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from plan_data.area_measures import written_of_cells
from plan_data.file_parts import PART_NOUNS, FilePart, PartNoun, file_parts, key_value_text
from plan_data.items import PlanItem
from plan_data.load import LoadedPlan
from plan_data.measures import PlanMeasure
from plan_data.part_matching import match_parts

ChangeKind = Literal[
    "added", "dropped", "renumbered", "re-dated", "re-led", "retitled",
    "measure added", "measure dropped", "re-targeted",
    "part added", "part dropped", "changed",
]  # fmt: skip
CHANGE_KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)

# The key of the plan file that a change of a kind covers.
_KEYS_OF_KINDS: dict[ChangeKind, tuple[str, ...]] = {
    "re-dated": ("when", "cumulative"),
    "re-led": ("leads",),
    "retitled": ("title",),
    "re-targeted": ("targets",),
}


class PlanChange(Struct, frozen=True):
    """One change of a part of the plan; `was` and `now` are empty if there was or is nothing.

    `milestone` is the part's id in the new plan, else in the old: a milestone's or a measure's id,
    a number, code or name, empty for the plan itself. `part` says what sort of part it is. `key` is
    the key of the plan file whose value is another one, if the change is "changed"; "under" means
    that the part is listed under another one.
    """

    what: ChangeKind
    milestone: str
    title: str
    was: str
    now: str
    part: PartNoun = "milestone"
    key: str = ""


def diff_plans(old: LoadedPlan, new: LoadedPlan) -> tuple[PlanChange, ...]:
    """Return every difference between two plans: by kind of change, each in plan order.

    A part with another number is compared with what it was. docs/plan-format.md lists what is not
    compared, such as comments.
    """
    changes = _PlanComparison(old, new).changes()
    return tuple(sorted(changes, key=_order))


def _order(change: PlanChange) -> tuple[int, int]:
    return CHANGE_KINDS.index(change.what), PART_NOUNS.index(change.part)


def renumbered_ids(changes: Iterable[PlanChange]) -> dict[str, str]:
    """Return the new id of each milestone and measure that has another one, by its old id."""
    ids = {}
    for change in changes:
        if change.what == "renumbered" and change.part in ("milestone", "measure"):
            ids[change.was] = change.now
    return ids


def dropped_ids(changes: Iterable[PlanChange]) -> list[str]:
    """Return the ids of the milestones and measures that are gone."""
    return [change.milestone for change in changes if change.what in ("dropped", "measure dropped")]


class _PlanComparison:
    """Compares two plans part by part."""

    def __init__(self, old: LoadedPlan, new: LoadedPlan) -> None:
        self._old = file_parts(old.full_plan)
        self._new = file_parts(new.full_plan)
        self._pairs = match_parts(self._old, self._new)
        self._renumbered = set()
        for old_index, new_index in self._pairs.items():
            before, after = self._old[old_index], self._new[new_index]
            self._renumbered.add((before.noun, before.id, after.id))
        self._old_items = _items_by_milestone(old)
        self._new_items = _items_by_milestone(new)
        self._old_measures = _measures(old)
        self._new_measures = _measures(new)

    def changes(self) -> Iterator[PlanChange]:
        yield from self._dropped()
        old_indexes = {new_index: index for index, new_index in self._pairs.items()}
        for new_index, part in enumerate(self._new):
            if new_index in old_indexes:
                yield from self._changes_of_part(self._old[old_indexes[new_index]], part)
            else:
                yield self._added(part)
        yield from self._renumberings()
        yield from self._reordered_boards()

    def _dropped(self) -> Iterator[PlanChange]:
        for index, part in enumerate(self._old):
            if index not in self._pairs:
                was = self._facts(part, self._old_items, self._old_measures)
                title = _title_text(part)
                yield PlanChange(_dropped_kind(part), part.id, title, was, "", part.noun)

    def _added(self, part: FilePart) -> PlanChange:
        now = self._facts(part, self._new_items, self._new_measures)
        return PlanChange(_added_kind(part), part.id, _title_text(part), "", now, part.noun)

    def _facts(self, part: FilePart, items: "ItemsByMilestone", measures: "Measures") -> str:
        """Return when a milestone is due or the targets of a measure; "" for other parts."""
        if part.noun == "milestone" and part.id in items:
            return _when_text(items[part.id])
        if part.noun == "measure" and part.id in measures:
            return _targets_text(measures[part.id])
        return ""

    def _renumberings(self) -> Iterator[PlanChange]:
        for old_index, new_index in sorted(self._pairs.items(), key=lambda pair: pair[1]):
            before, after = self._old[old_index], self._new[new_index]
            if before.id != after.id:
                yield PlanChange(
                    "renumbered", after.id, after.title, before.id, after.id, after.noun
                )

    def _changes_of_part(self, before: FilePart, after: FilePart) -> Iterator[PlanChange]:
        covered: set[str] = set()
        for change in self._main_changes(before, after):
            covered.update(_KEYS_OF_KINDS[change.what])
            yield change
        for key, value in after.values.items():
            if before.values[key] != value and key not in covered:
                yield _changed_key(after, key, before.values[key], value)
        if not self._is_under_same(before, after):
            was, now = before.above, after.above
            yield PlanChange("changed", after.id, after.title, was, now, after.noun, "under")

    def _main_changes(self, before: FilePart, after: FilePart) -> Iterator[PlanChange]:
        if after.noun == "milestone":
            old_items, new_items = self._old_items[before.id], self._new_items[after.id]
            if old_items and new_items:
                yield from _changes_of_milestone(old_items, new_items)
        if after.noun == "measure":
            old, new = self._old_measures.get(before.id), self._new_measures.get(after.id)
            if old and new:
                yield from _changes_of_measure(old, new)

    def _is_under_same(self, before: FilePart, after: FilePart) -> bool:
        """Return whether two parts are under the same part, which may have another number."""
        for noun in PART_NOUNS[: PART_NOUNS.index(after.noun)]:
            if (noun, before.above, after.above) in self._renumbered:
                return True
        return before.above == after.above

    def _reordered_boards(self) -> Iterator[PlanChange]:
        """Yield a change if boards are in another order: the first is the plan's main one."""
        old, new = _board_names(self._old), _board_names(self._new)
        was, now = _only(old, new), _only(new, old)
        if was != now:
            yield PlanChange(
                "changed", "", "", key_value_text(was), key_value_text(now), "plan", "boards"
            )


def _board_names(parts: Iterable[FilePart]) -> tuple[str, ...]:
    return tuple([part.id for part in parts if part.noun == "board"])


def _only(names: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    return tuple([name for name in names if name in others])


def _title_text(part: FilePart) -> str:
    if part.values.get("each_area"):
        return f"{part.title}, in each area"
    return part.title


def _added_kind(part: FilePart) -> ChangeKind:
    if part.noun == "milestone":
        return "added"
    if part.noun == "measure":
        return "measure added"
    return "part added"


def _dropped_kind(part: FilePart) -> ChangeKind:
    if part.noun == "milestone":
        return "dropped"
    if part.noun == "measure":
        return "measure dropped"
    return "part dropped"


def _changed_key(part: FilePart, key: str, was: Any, now: Any) -> PlanChange:  # noqa: ANN401 - of any type
    was_text, now_text = key_value_text(was), key_value_text(now)
    if (
        was_text == now_text
    ):  # such as no `pathways`, which are then the objective's, and an empty list
        was_text, now_text = _empty_list_text(was), _empty_list_text(now)
    return PlanChange("changed", part.id, part.title, was_text, now_text, part.noun, key)


def _empty_list_text(value: Any) -> str:  # noqa: ANN401 - of any type
    if value == ():
        return "[]"
    return key_value_text(value)


ItemsByMilestone = defaultdict[str, list[PlanItem]]


def _items_by_milestone(loaded: LoadedPlan) -> ItemsByMilestone:
    items: ItemsByMilestone = defaultdict(list)
    for item in loaded.items:
        items[item.milestone].append(item)
    return items


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


def _changes_of_measure(old: PlanMeasure, new: PlanMeasure) -> Iterator[PlanChange]:
    was, now = _targets_text(old), _targets_text(new)
    if was != now:
        yield PlanChange("re-targeted", new.id, new.title, was, now, "measure")


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
