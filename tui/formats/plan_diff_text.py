"""What changed between two plan files, as text and as JSON."""

from collections.abc import Iterable, Sequence

import msgspec

from plan_data.plan_diff import CHANGE_KINDS, ChangeKind, PlanChange
from plan_data.vocabulary import Noun, Vocabulary
from store.journal.entry import Entry
from tui.formats.checklist_json import dump_json, entry_object
from tui.formats.checklist_text import orphan_line
from tui.wording.counts import plural

_HEADINGS: dict[ChangeKind, tuple[Noun, str]] = {
    "measure added": ("measure", "added"),
    "measure dropped": ("measure", "dropped"),
    "re-targeted": ("measure", "with other targets"),
}


def diff_text(
    changes: Sequence[PlanChange], orphans: Sequence[Entry], vocabulary: Vocabulary
) -> str:
    """Return the changes by their kind, and the entries that would lose their item."""
    return "\n".join([*_change_lines(changes, vocabulary), *_orphan_lines(orphans), ""])


def _change_lines(changes: Sequence[PlanChange], vocabulary: Vocabulary) -> list[str]:
    if not changes:
        nothing = "No milestone was added, dropped, re-dated, re-led or retitled."
        return [vocabulary.reword(nothing), ""]
    lines = []
    for kind in CHANGE_KINDS:
        of_kind = [change for change in changes if change.what == kind]
        if of_kind:
            noun, verb = _HEADINGS.get(kind, ("milestone", kind))
            lines.append(f"{vocabulary.count(len(of_kind), noun)} {verb}:")
            lines += map(_change_line, of_kind)
            lines.append("")
    return lines


def _change_line(change: PlanChange) -> str:
    name = f"  {change.milestone}  {change.title}"
    match change.what:
        case "added" | "measure added":
            return f"{name}: {change.now}"
        case "dropped" | "measure dropped":
            return f"{name}: was {change.was}"
        case "retitled":
            return f"  {change.milestone}  was '{change.was}', is now '{change.now}'"
    return f"{name}: was {change.was}, is now {change.now}"


def _orphan_lines(orphans: Sequence[Entry]) -> list[str]:
    if not orphans:
        return ["No journal entry would lose its item."]
    count = plural(len(orphans), "journal entry")
    title = f"{count} would lose the item (`milepost move` re-homes them):"
    return [title, *map(orphan_line, orphans)]


def diff_json(changes: Iterable[PlanChange], orphans: Iterable[Entry]) -> str:
    """Return the changes and orphans as JSON."""
    return dump_json(
        {
            "changes": list(map(msgspec.structs.asdict, changes)),
            "orphans": list(map(entry_object, orphans)),
        }
    )
