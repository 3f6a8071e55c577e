"""What a change of the plan file does to what was recorded, and to what is late."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from plan_data.load import LoadedPlan
from plan_data.plan_diff import PlanChange, diff_plans, dropped_ids, renumbered_ids
from store.checklist.checklist import Checklist, ChecklistItem, build_checklist
from store.checklist.entry_moves import EntryMove, ReusedRef, entry_moves, reused_refs
from store.checklist.readings import Reading, readings
from store.checklist.retractions import effective
from store.checklist.status import LATE
from store.journal.entry import Entry

_CHANGES_TO_REPORT = frozenset({"re-dated", "re-led", "retitled", "re-targeted"})


class ChangedWithEntries(Struct, frozen=True):
    """A milestone with `count` entries whose timescale, leads or title are others now."""

    change: PlanChange
    count: int


class LostConfirmation(Struct, frozen=True):
    """A reading that was confirmed; `now` is how it is read instead, empty if it is gone."""

    reading: Reading
    now: str


class PlanEffects(Struct, frozen=True):
    """What a new text of a plan file does.

    `left_behind` is the number of entries that count for the plan's old id only. `became_late` and
    `no_longer_late` are items of the new and of the old plan.
    """

    moves: tuple[EntryMove, ...]
    reused: tuple[ReusedRef, ...]
    changed: tuple[ChangedWithEntries, ...]
    unconfirmed: tuple[LostConfirmation, ...]
    became_late: tuple[ChecklistItem, ...]
    no_longer_late: tuple[ChecklistItem, ...]
    left_behind: int


def plan_effects(
    old: LoadedPlan, new: LoadedPlan, entries: Iterable[Entry], as_of: date
) -> PlanEffects:
    """Return what replacing `old` by `new` does to entries and lateness, as of a day."""
    known = tuple(entries)
    before = build_checklist(old, known, as_of)
    after = build_checklist(new, known, as_of)
    in_effect = _entries_of(old.about.id, known)
    if old.about.id != new.about.id:
        return PlanEffects((), (), (), (), (), (), len(in_effect))
    changes = diff_plans(old, new)
    renumbered = renumbered_ids(changes)
    new_ids = {**dict.fromkeys(dropped_ids(changes), ""), **renumbered}
    about_items = [entry for entry in in_effect if entry.ref and entry.kind != "moved"]
    lost = {entry.id for entry in after.orphans} - {entry.id for entry in before.orphans}
    orphans = [entry for entry in after.orphans if entry.id in lost]
    return PlanEffects(
        moves=tuple(entry_moves(orphans, renumbered, new)),
        reused=tuple(reused_refs(about_items, new_ids, new)),
        changed=_changed_with_entries(changes, about_items, renumbered),
        unconfirmed=_lost_confirmations(old, new, in_effect),
        became_late=_late_only_in(after, before, _reversed(renumbered)),
        no_longer_late=_late_only_in(before, after, renumbered),
        left_behind=0,
    )


def _entries_of(plan_id: str, entries: Sequence[Entry]) -> list[Entry]:
    return list(effective([entry for entry in entries if entry.plan == plan_id]))


def _changed_with_entries(
    changes: Iterable[PlanChange], entries: Iterable[Entry], renumbered: Mapping[str, str]
) -> tuple[ChangedWithEntries, ...]:
    counts = Counter([entry.ref.partition("@")[0] for entry in entries])
    old_ids = _reversed(renumbered)
    found = []
    for change in changes:
        count = counts[old_ids.get(change.milestone, change.milestone)]
        if count and change.what in _CHANGES_TO_REPORT:
            found.append(ChangedWithEntries(change, count))
    return tuple(found)


def _lost_confirmations(
    old: LoadedPlan, new: LoadedPlan, entries: Sequence[Entry]
) -> tuple[LostConfirmation, ...]:
    """Return the readings that were confirmed and are read in another way, or are gone.

    One that merely lost its `?` or its reason is read as before.
    """
    in_new = {each.id: each for each in readings(new.items, new.measures, entries)}
    still_there = {item.milestone for item in new.items} | new.measures_by_id.keys()
    lost = []
    for reading in readings(old.items, old.measures, entries):
        if reading.confirmed is None:
            continue
        now = in_new.get(reading.id)
        if now is None and reading.id in still_there:
            now_text = _timescale(new, reading.id) or reading.when_text
        else:
            now_text = now.when_text if now else ""
        if now_text.casefold() != reading.when_text.casefold():
            lost.append(LostConfirmation(reading, now_text))
    return tuple(lost)


def _timescale(loaded: LoadedPlan, milestone: str) -> str:
    """Return a milestone's timescale without a `?`, empty if it is not a text."""
    positions = loaded.milestone_positions.get(milestone)
    if not positions:
        return ""
    return loaded.items[positions[0]].when_without_query


def _reversed(ids: Mapping[str, str]) -> dict[str, str]:
    return {new_id: old_id for old_id, new_id in ids.items()}


def _late_only_in(
    these: Checklist, others: Checklist, other_ids: Mapping[str, str]
) -> tuple[ChecklistItem, ...]:
    """Return the late items of a checklist that are not late in another one.

    `other_ids` has the ids of milestones that have another id there.
    """
    late_elsewhere = {item.ref for item in others.items if item.state.status in LATE}
    found = []
    for item in these.counted:
        milestone = item.planned.milestone
        label = item.ref.removeprefix(milestone)
        other_ref = f"{other_ids.get(milestone, milestone)}{label}"
        if item.state.status in LATE and other_ref not in late_elsewhere:
            found.append(item)
    return tuple(found)
