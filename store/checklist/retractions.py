"""Which entries are in effect: recorded in time, for this plan, and not taken back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from operator import attrgetter

import msgspec

from store.journal.entry import Entry
from store.journal.kinds import kinds_that

KINDS_ABOUT_ENTRIES = kinds_that(lambda traits: traits.scope == "entries")


def recorded_by(entries: Iterable[Entry], known_on: date | None) -> tuple[Entry, ...]:
    """Return the entries recorded by the end of `known_on` (a day in UTC), or all of them."""
    if known_on is None:
        return tuple(entries)
    return tuple([entry for entry in entries if entry.at.astimezone(UTC).date() <= known_on])


def retracted_by(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Return the retraction in effect of each id that is taken back.

    A retraction can itself be retracted. It names only an id older than its own, so that going
    from the newest to the oldest settles each before it is looked up. If one of several copies is
    taken back, all are.
    """
    known = tuple(entries)
    retraction_of: dict[str, Entry] = {}
    for entry in _newest_first(_of_kind("retracted", known)):
        if entry.names < entry.id and entry.id not in retraction_of:
            retraction_of[entry.names] = entry
    if retraction_of:
        for copies in _groups_of_copies(known):
            _take_back_all(copies, retraction_of)
    return retraction_of


def _groups_of_copies(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Yield the entries with one key, for each key: one sheet, read on several machines."""
    by_key: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.via is not None and entry.via.key:
            by_key.setdefault(entry.via.key, []).append(entry)
    yield from by_key.values()


def _take_back_all(copies: Sequence[Entry], retraction_of: dict[str, Entry]) -> None:
    """Add the retraction of one copy to all of them."""
    retractions = [retraction_of[copy.id] for copy in copies if copy.id in retraction_of]
    if retractions:
        newest = max(retractions, key=attrgetter("id"))
        for copy in copies:
            retraction_of.setdefault(copy.id, newest)


def _later_copies(entries: Iterable[Entry]) -> frozenset[str]:
    """Return the ids of all copies but the oldest of each, which alone counts."""
    ids: set[str] = set()
    for copies in _groups_of_copies(entries):
        oldest = min(copies, key=attrgetter("id"))
        ids.update([copy.id for copy in copies if copy.id != oldest.id])
    return frozenset(ids)


def _of_kind(kind: str, entries: Iterable[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.kind == kind]


def _newest_first(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=attrgetter("id"), reverse=True)


def corrected_by(entries: Iterable[Entry], retraction_of: Mapping[str, Entry]) -> dict[str, Entry]:
    """Return the entry in effect that corrects each entry which was taken back for one.

    `retraction_of` has the retraction in effect of each id that is taken back.
    """
    correction_of: dict[str, Entry] = {}
    for entry in entries:
        if not entry.corrects:
            continue
        if entry.corrects in retraction_of and entry.id not in retraction_of:
            correction_of[entry.corrects] = entry
    return correction_of


def moved_refs(entries: Iterable[Entry]) -> dict[str, str]:
    """Return where the entries of each moved ref count now."""
    known = tuple(entries)
    if not _of_kind("moved", known):
        return {}
    return _current_refs(_without_retracted(known))


def effective_retractions(entries: Iterable[Entry], entry_id: str) -> list[Entry]:
    """Return the retractions in effect of one entry, oldest first; any of them takes it back."""
    known = tuple(entries)
    retraction_of = retracted_by(known)
    copies = _copies_of(known, entry_id)
    of_entry = [each for each in _of_kind("retracted", known) if each.names in copies]
    in_effect = [each for each in of_entry if each.names < each.id not in retraction_of]
    return sorted(in_effect, key=attrgetter("id"))


def _copies_of(entries: Iterable[Entry], entry_id: str) -> frozenset[str]:
    """Return the ids of an entry and of its copies."""
    for copies in _groups_of_copies(entries):
        ids = frozenset([copy.id for copy in copies])
        if entry_id in ids:
            return ids
    return frozenset([entry_id])


def newest_to_undo(entries: Iterable[Entry], author: str, next_entry_id: str) -> Entry | None:
    """Return the author's newest entry in effect that is no retraction, None if there is none.

    Entries are left out whose ids the next one does not follow: it could not take them back.
    """
    own = _own_apart_from_retractions(entries, author)
    candidates = [entry for entry in own if entry.id < next_entry_id]
    return max(candidates, key=attrgetter("id"), default=None)


def recorded_together(entries: Iterable[Entry], entry: Entry) -> list[Entry]:
    """Return the others in effect that were recorded in one act with an entry, newest first.

    One act has one moment, to the microsecond. With a Board's answer that is the rest of its answers.
    """
    own = _own_apart_from_retractions(entries, recorder_of(entry))
    together = [other for other in own if _act_of(other) == _act_of(entry)]
    return _newest_first([other for other in together if other.id != entry.id])


def taken_back_together(entries: Iterable[Entry], entry_id: str) -> list[str]:
    """Return the ids of the others that were taken back in one act with an entry, oldest first.

    Only those are returned that are not in effect.
    """
    known = tuple(entries)
    kinds = {entry.id: entry.kind for entry in known}
    acts = {_act_of(retraction) for retraction in effective_retractions(known, entry_id)}
    named = set()
    for retraction in _of_kind("retracted", known):
        is_of_entry = kinds.get(retraction.names) not in {None, "retracted"}
        if is_of_entry and _act_of(retraction) in acts:
            named.add(retraction.names)
    taken_back = retracted_by(known)
    return sorted([name for name in named - {entry_id} if name in taken_back])


def _act_of(entry: Entry) -> tuple[str, datetime, str, bool, str]:
    """Return what entries have in common that were recorded in one act."""
    return entry.plan, entry.at, recorder_of(entry), bool(entry.answers), entry.meeting


def is_same_answer(entry: Entry, other: Entry) -> bool:
    """Return whether an entry is the other part of a Board's answer: its decision, or its new date."""
    if not entry.answers or entry.id == other.id or entry.kind == other.kind:
        return False
    return (entry.answers, entry.meeting, entry.ref, entry.by) == (
        other.answers,
        other.meeting,
        other.ref,
        other.by,
    )


def newest_to_redo(entries: Iterable[Entry], author: str, next_entry_id: str) -> Entry | None:
    """Return the author's newest retraction in effect, None if there is none.

    Retractions of other retractions, by which something was redone, are left out, and so are those
    whose ids the next one does not follow.
    """
    known = tuple(entries)
    kinds = {entry.id: entry.kind for entry in known}
    newest = None
    for entry in _own_in_effect(known, author):
        if entry.kind != "retracted" or kinds.get(entry.names) == "retracted":
            continue
        if not entry.names < entry.id < next_entry_id:  # it takes nothing back, or stays
            continue
        if newest is None or entry.id > newest.id:
            newest = entry
    return newest


def _own_in_effect(entries: Iterable[Entry], author: str) -> Iterator[Entry]:
    """Yield the author's entries that are not taken back, retractions included."""
    known = tuple(entries)
    retraction_of = retracted_by(known)
    own_names = spellings_of(known, author)
    for entry in known:
        if recorder_of(entry) in own_names and entry.id not in retraction_of:
            yield entry


def recorder_of(entry: Entry) -> str:
    """Return who recorded an entry: of one that came in by a sheet, who accepted it."""
    if entry.via is not None and entry.via.accepted_by:
        return entry.via.accepted_by
    return entry.by


def _own_apart_from_retractions(entries: Iterable[Entry], author: str) -> list[Entry]:
    own = _own_in_effect(entries, author)
    return [entry for entry in own if entry.kind != "retracted"]


def spellings_of(entries: Iterable[Entry], author: str) -> set[str]:
    """Return the names among the authors of `entries` that are one author's."""
    from store.journal.author_files import author_key  # what is only shown does without it

    key = author_key(author)
    names = {recorder_of(entry) for entry in entries}
    return {name for name in names if author_key(name) == key}


def effective(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries that are not taken back, each at the ref it was moved to.

    Retractions themselves are left out, and of several copies all but the oldest.
    """
    known = _without_later_copies(tuple(entries))
    if KINDS_ABOUT_ENTRIES.isdisjoint([entry.kind for entry in known]):
        return tuple(_without_former_answers(known))
    kept = _without_former_answers(_without_retracted(known))
    current_refs = _current_refs(kept)
    if not current_refs:
        return tuple(kept)
    at_current_refs = []
    for entry in kept:
        if entry.ref in current_refs:
            at_current_refs.append(_moved(entry, current_refs))
        else:
            at_current_refs.append(entry)
    return tuple(at_current_refs)


def _without_later_copies(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    later = _later_copies(entries)
    if not later:
        return entries
    return tuple([entry for entry in entries if entry.id not in later])


def _without_former_answers(entries: Sequence[Entry]) -> Sequence[Entry]:
    """Leave out the answers of sheets that a later one replaces.

    Whoever accepts a corrected sheet takes back the answers before. Two machines that read two
    sheets of one lead know nothing of each other: of what a lead answered in a round about one
    thing, the answer of the sheet that was filled in last counts, else the one recorded last.
    """
    latest: dict[tuple[str, ...], Entry] = {}
    for entry in entries:
        if entry.via is not None and entry.via.round:
            subject = _subject_of_answer(entry)
            latest[subject] = max(latest.get(subject, entry), entry, key=_filled_in_order)
    if not latest:
        return entries
    kept = {entry.id for entry in latest.values()}
    return [
        entry for entry in entries if entry.via is None or not entry.via.round or entry.id in kept
    ]


def _subject_of_answer(entry: Entry) -> tuple[str, ...]:
    """Return what an answer of a sheet is about: the round, the lead, the kind and the ref."""
    round_id = entry.via.round if entry.via else ""
    return round_id, entry.by, entry.kind, entry.names or entry.ref


def _filled_in_order(entry: Entry) -> tuple[str, str]:
    """Sort key of answers: the day on their sheets, then the time they were recorded."""
    return entry.via.filled_in if entry.via else "", entry.id


def _without_retracted(entries: Sequence[Entry]) -> list[Entry]:
    retraction_of = retracted_by(entries)
    return [
        entry for entry in entries if entry.kind != "retracted" and entry.id not in retraction_of
    ]


def happened_order(entry: Entry) -> tuple[date, str]:
    """Sort key: the day it happened, then the time it was recorded."""
    return entry.on, entry.id


def by_day(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries as `happened_order` sorts them; two sorts take a third of the time of one."""
    return sorted(sorted(entries, key=attrgetter("id")), key=attrgetter("on"))


def _current_refs(entries: Iterable[Entry]) -> dict[str, str]:
    """Return where each moved ref's entries are after all moves, in the order they were recorded.

    From the newest to the oldest, so that the target of a move is settled before it is looked up:
    of two moves of one ref the later counts, and a move there and back ends where it began.
    """
    current_refs: dict[str, str] = {}
    for move in _newest_first(_of_kind("moved", entries)):
        current_refs.setdefault(move.ref, current_refs.get(move.to, move.to))
    return current_refs


def _moved(entry: Entry, current_refs: dict[str, str]) -> Entry:
    """Return an entry of a moved ref at its current ref; the moves themselves stay."""
    if entry.kind == "moved":
        return entry
    return msgspec.structs.replace(entry, ref=current_refs[entry.ref])
