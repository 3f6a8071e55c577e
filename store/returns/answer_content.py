"""What an answer of a sheet says: whether others say the same, and the key that copies share."""

import hashlib
from collections.abc import Iterable, Sequence

import msgspec

from store.dates import format_day
from store.journal.entry import Entry, EntryDraft
from store.journal.kinds import passive
from store.returns.known_answers import AnswerSubject

_CONTENT = ("on", "text", "number", "when", "colour", "cause", "action", "ask", "names")
# The day of these is that of the sheet, which a second copy may have another of.
_KINDS_WITH_OWN_DAY = frozenset({"done", "started", "completed"})


def has_same_content(entry: Entry, draft: EntryDraft) -> bool:
    """Return whether an entry says what a draft does; a day that was not written makes no odds."""
    names = [name for name in _CONTENT if name != "on" or draft.kind in _KINDS_WITH_OWN_DAY]
    return all(getattr(entry, name) == getattr(draft, name) for name in names)


def same_as_rival(draft: EntryDraft, rivals: Iterable[Entry]) -> Entry | None:
    """Return an entry of somebody else that says what a draft does, None if there is none.

    Their words may differ: a day, a date or a number is what counts.
    """
    names = ("on", "when", "number", "colour", "names")
    for entry in rivals:
        if entry.kind != draft.kind:
            continue
        compared = names if draft.kind in _KINDS_WITH_OWN_DAY else names[1:]
        if all(getattr(entry, name) == getattr(draft, name) for name in compared):
            return entry
    return None


def fate_of_answer(entry: Entry, in_effect: Entry | None) -> str:
    """Return what became of an answer that a sheet gave before, "" if it is in effect."""
    if in_effect is None:
        return "it was recorded and taken back since: record it by hand if it is right."
    if in_effect.id != entry.id:
        return "a sheet that was read later says otherwise."
    return ""


def rival_text(rivals: Sequence[Entry]) -> str:
    """Return what others recorded last: what, on which day, and who."""
    latest = rivals[-1]
    what = latest.when or latest.colour
    if latest.number is not None:
        what = f"{latest.number:.15g}"
    value = f" ({what})" if what else ""
    return f"{passive(latest.kind)}{value} on {format_day(latest.on)} by {latest.by}"


def key_of_answer(answered: AnswerSubject, draft: EntryDraft, replaced: str) -> str:
    """Return what copies of one answer have in common, wherever the sheet is read."""
    content = [getattr(draft, name) for name in _CONTENT if name != "on"]
    if draft.kind in _KINDS_WITH_OWN_DAY:
        content.append(draft.on)
    parts = [answered.round_id, answered.code, *answered.about, content, replaced]
    return hashlib.blake2b(msgspec.json.encode(parts), digest_size=12).hexdigest()
