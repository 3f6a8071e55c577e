"""What changed between two plan files, as text and as JSON."""

from collections.abc import Iterable, Sequence

import msgspec

from plan_data.file_parts import PartNoun
from plan_data.plan_diff import ChangeKind, PlanChange
from plan_data.text import one_line, plural
from plan_data.vocabulary import PLURALS, Vocabulary
from store.checklist.entry_moves import EntryMove, ReusedRef
from store.journal.entry import Entry
from tui.formats.checklist_json import dump_json, entry_object
from tui.formats.checklist_text import orphan_line
from tui.wording.plan_effects_text import move_line, reused_line

_LONGEST_VALUE = 120  # characters of a value that are shown as they are
_KEPT_ON_EACH_SIDE = 30  # of what is the same in two longer values
_NOT_STATED = "not stated"

_VERBS: dict[ChangeKind, str] = {
    "measure added": "added",
    "measure dropped": "dropped",
    "re-targeted": "with other targets",
    "part added": "added",
    "part dropped": "dropped",
}
_NOUN_TEXTS: dict[PartNoun, tuple[str, str]] = {
    "agency": ("agency", "agencies"),
    "term": ("term of the glossary", "terms of the glossary"),
}


def diff_text(
    changes: Sequence[PlanChange],
    orphans: Sequence[Entry],
    vocabulary: Vocabulary,
    moves: Sequence[EntryMove],
    reused: Sequence[ReusedRef],
) -> str:
    """Return the changes by their kind, and what happens to the entries.

    Those are the entries that would lose their item, how to move them, and entries of a ref that
    names another item now.
    """
    lines = _change_lines(changes, vocabulary)
    lines += _orphan_lines(orphans)
    lines += [move_line(move) for move in moves if move.renumbered]
    lines += map(reused_line, reused)
    return "\n".join([*lines, ""])


def _change_lines(changes: Sequence[PlanChange], vocabulary: Vocabulary) -> list[str]:
    """Return the changes by their kind, each kind below a heading and followed by a blank line."""
    if not changes:
        return ["Nothing was added, dropped or changed.", ""]
    groups: dict[tuple[ChangeKind, PartNoun], list[PlanChange]] = {}
    for change in changes:
        groups.setdefault((change.what, change.part), []).append(change)
    lines = []
    for (kind, part), group in groups.items():
        lines.append(_heading(kind, part, group, vocabulary))
        lines += map(_change_line, group)
        lines.append("")
    return lines


def _heading(
    kind: ChangeKind, part: PartNoun, changes: Sequence[PlanChange], vocabulary: Vocabulary
) -> str:
    if part == "plan":
        return "The plan itself changed:"
    count = len({change.milestone for change in changes})
    return f"{_count_text(count, part, vocabulary)} {_VERBS.get(kind, kind)}:"


def _count_text(count: int, part: PartNoun, vocabulary: Vocabulary) -> str:
    if part in PLURALS:
        return vocabulary.count(count, part)
    singular, several = _NOUN_TEXTS.get(part, (part, f"{part}s"))
    if count == 1:
        return f"1 {singular}"
    return f"{count} {several}"


def _change_line(change: PlanChange) -> str:
    name = f"  {change.milestone}  {change.title}".rstrip()
    match change.what:
        case "added" | "measure added" | "part added":
            return _with_fact(name, change.now)
        case "dropped" | "measure dropped":
            return f"{name}: was {change.was}"
        case "part dropped":
            return name
        case "changed":
            return f"{_key_of_part(change, name)}: {_was_and_is(change.was, change.now)}"
    return _main_change_line(change, name)


def _main_change_line(change: PlanChange, name: str) -> str:
    """Return the line of a change that has a heading of its own."""
    if change.what == "renumbered":
        return f"  {change.was} is now {change.now}  {change.title}"
    if change.what == "retitled":
        return f"  {change.milestone}  was '{change.was}', is now '{change.now}'"
    return f"{name}: was {change.was}, is now {change.now}"


def _with_fact(name: str, fact: str) -> str:
    if fact:
        return f"{name}: {fact}"
    return name


def _key_of_part(change: PlanChange, name: str) -> str:
    if change.part == "plan":
        return f"  {change.key}"
    return f"{name}: {change.key}"


def _was_and_is(was: str, now: str) -> str:
    """Return what a value was and is; of long texts, the part that differs."""
    was, now = one_line(was), one_line(now)
    if max(len(was), len(now)) > _LONGEST_VALUE and was and now:
        was, now = _differing_parts(was, now)
    return f"was {was or _NOT_STATED}, is now {now or _NOT_STATED}"


def _differing_parts(was: str, now: str) -> tuple[str, str]:
    """Return two texts without most of what they have in common at the beginning and the end."""
    shortest = min(len(was), len(now))
    start = 0
    while start < shortest and was[start] == now[start]:
        start += 1
    end = 0
    while end < shortest - start and was[-end - 1] == now[-end - 1]:
        end += 1
    start, end = max(start - _KEPT_ON_EACH_SIDE, 0), max(end - _KEPT_ON_EACH_SIDE, 0)
    return _middle(was, start, end), _middle(now, start, end)


def _middle(text: str, start: int, end: int) -> str:
    middle = text[start : len(text) - end]
    if start:
        middle = f"[...]{middle}"
    if end:
        middle = f"{middle}[...]"
    return middle


def _orphan_lines(orphans: Sequence[Entry]) -> list[str]:
    if not orphans:
        return ["No journal entry would lose its item."]
    count = plural(len(orphans), "journal entry")
    title = f"{count} would lose the item (`milepost move` re-homes them):"
    return [title, *map(orphan_line, orphans)]


def diff_json(
    changes: Iterable[PlanChange],
    orphans: Iterable[Entry],
    moves: Iterable[EntryMove],
    reused: Iterable[ReusedRef],
) -> str:
    """Return the changes, the orphans and what to do about entries as JSON."""
    as_object = msgspec.structs.asdict
    return dump_json(
        {
            "changes": list(map(as_object, changes)),
            "orphans": list(map(entry_object, orphans)),
            "moves": list(map(as_object, moves)),
            "reused": list(map(as_object, reused)),
        }
    )
