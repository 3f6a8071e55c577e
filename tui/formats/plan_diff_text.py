"""What changed between two plan files, in words and as JSON."""

from collections.abc import Iterable, Sequence

import msgspec

from plan_data.plan_diff import CHANGE_KINDS, PlanChange
from store.journal.entry import Entry
from tui.formats.checklist_json import dump_json, entry_object
from tui.wording.counts import plural
from tui.wording.entry_text import entry_text


def diff_text(changes: Sequence[PlanChange], orphans: Sequence[Entry]) -> str:
    """Return the changes by their kind, and the entries that would lose their item."""
    lines = []
    for what in CHANGE_KINDS:
        own = [change for change in changes if change.what == what]
        if own:
            lines += [f"{plural(len(own), 'milestone')} {what}:", *map(_line, own), ""]
    if not changes:
        lines += ["No milestone was added, dropped, re-dated, re-led or retitled.", ""]
    if orphans:
        lines.append(f"{plural(len(orphans), 'journal entry')} would lose the item (`milepost move` re-homes them):")
        lines += [f"  {entry.ref}  {entry_text(entry)}" for entry in orphans]
    else:
        lines.append("No journal entry would lose its item.")
    return "\n".join([*lines, ""])


def _line(change: PlanChange) -> str:
    name = f"  {change.milestone}  {change.title}"
    match change.what:
        case "added":
            return f"{name}: {change.now}"
        case "dropped":
            return f"{name}: was {change.was}"
        case "retitled":
            return f"  {change.milestone}  was '{change.was}', is now '{change.now}'"
    return f"{name}: was {change.was}, is now {change.now}"


def diff_json(changes: Iterable[PlanChange], orphans: Iterable[Entry]) -> str:
    """Return the changes and orphans as JSON."""
    found = [msgspec.structs.asdict(change) for change in changes]
    return dump_json({"changes": found, "orphans": [entry_object(entry) for entry in orphans]})
