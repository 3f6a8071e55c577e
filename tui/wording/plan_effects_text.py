"""What a change of the plan file does to entries, in sentences."""

from collections.abc import Sequence

from plan_data.load import LoadedPlan
from plan_data.text import agree, plural
from plan_data.vocabulary import Vocabulary
from store.checklist.checklist import ChecklistItem
from store.checklist.entry_moves import EntryMove, ReusedRef
from store.checklist.plan_effects import ChangedWithEntries, LostConfirmation, PlanEffects
from store.dates import format_day

_MOST_REFS = 12  # that a line names


def move_line(move: EntryMove) -> str:
    """Return how many entries lose their item, and the command that moves them."""
    count = plural(move.count, "entry")
    if move.new:
        return f"{count} of {move.old}, which is {move.renumbered} now: `milepost move {move.old} {move.new}`"
    if move.renumbered:
        return (
            f"{count} of {move.old}, which is {move.renumbered} now: they cannot be moved there,"
            f" so give it back the id {move.old.partition('@')[0]}"
        )
    verb = agree(move.count, "has", "have")
    return f"{count} of {move.old} {verb} no item now: `milepost move {move.old} REF`"


def reused_line(reused: ReusedRef) -> str:
    """Return how many entries count for another item, and what to do."""
    verb = agree(reused.count, "counts", "count")
    what = (
        f"{plural(reused.count, 'entry')} of {reused.ref} {verb} for another item, which has this id"
        " now"
    )
    if not reused.now:
        return f"{what}, and what was {reused.ref} is gone. Give what is new an id that was never used."
    return (
        f"{what}: what the entries are about is {reused.now}. Give each back its own id, and what is"
        " new an id that was never used."
    )


def effects_lines(effects: PlanEffects, old: LoadedPlan, new: LoadedPlan) -> list[str]:
    """Return what a change of the plan does to entries, readings and what is late."""
    if old.about.id != new.about.id:
        return [_other_id_line(effects.left_behind, old.about.id, new.about.id)]
    lines = [*map(move_line, effects.moves), *map(reused_line, effects.reused)]
    lines += [_changed_line(changed, new.vocabulary) for changed in effects.changed]
    lines += [_confirmation_line(lost, new.vocabulary) for lost in effects.unconfirmed]
    lines += _late_line("late now", effects.became_late)
    lines += _late_line("no longer late", effects.no_longer_late)
    return lines or ["no entry lost its item, and nothing became late or ceased to be"]


def _other_id_line(count: int, old_id: str, new_id: str) -> str:
    change = f"the plan's id was '{old_id}' and is '{new_id}'"
    if not count:
        return f"{change}; it has no entries"
    verb = agree(count, "counts", "count")
    return f"{change}: {plural(count, 'entry')} of '{old_id}' no longer {verb} for this file"


def _changed_line(changed: ChangedWithEntries, vocabulary: Vocabulary) -> str:
    change = changed.change
    subject = {
        "re-dated": "its timescale",
        "re-led": f"its {vocabulary.singular('lead')}",
        "re-targeted": "its targets",
        "retitled": "its title",
    }[change.what]
    count = plural(changed.count, "entry")
    return f"{change.milestone} has {count}: {subject} was {change.was}, is now {change.now}"


def _confirmation_line(lost: LostConfirmation, vocabulary: Vocabulary) -> str:
    reading, entry = lost.reading, lost.reading.confirmed
    by = ""
    if entry is not None:
        by = f" by {entry.by} on {format_day(entry.on)}"
    confirmed = f"{reading.id}: the reading '{reading.when_text}' was confirmed{by}"
    if not lost.now:
        return f"{confirmed}, and is gone"
    return vocabulary.reword("{}, and is '{}' now: `milepost confirm {}` if a lead agrees").format(
        confirmed, lost.now, reading.id
    )


def _late_line(words: str, items: Sequence[ChecklistItem]) -> list[str]:
    """Return a line with the refs of items, or none if there are no items."""
    if not items:
        return []
    refs = [f"{item.ref} ({item.state.status})" for item in items[:_MOST_REFS]]
    if len(items) > _MOST_REFS:
        refs.append(f"and {len(items) - _MOST_REFS} more")
    return [f"{words}: {', '.join(refs)}"]
