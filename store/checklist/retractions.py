"""Which entries stand: recorded in time, for this plan, and not taken back."""

from collections.abc import Iterable
from datetime import UTC, date
from operator import attrgetter

import msgspec

from store.journal.entry import Entry

KINDS_ABOUT_ENTRIES = frozenset({"retracted", "moved"})  # kinds that say something of other entries


def recorded_by(entries: Iterable[Entry], known_on: date | None) -> tuple[Entry, ...]:
    """Return the entries recorded by the end of `known_on` (a day in UTC), or all of them."""
    if known_on is None:
        return tuple(entries)
    return tuple(entry for entry in entries if entry.at.astimezone(UTC).date() <= known_on)


def retracted_by(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Return the standing retraction of each id that is taken back.

    A retraction can itself be retracted. It names only an id older than its own, so that going
    from the newest to the oldest settles each before it is asked for.
    """
    retractions = [
        entry for entry in entries if entry.kind == "retracted" and entry.names < entry.id
    ]
    gone: dict[str, Entry] = {}
    for entry in sorted(retractions, key=lambda entry: entry.id, reverse=True):
        if entry.id not in gone:
            gone[entry.names] = entry
    return gone


def newest_to_undo(entries: Iterable[Entry], author: str) -> Entry | None:
    """Return the author's newest entry that stands, retractions left out."""
    known = tuple(entries)
    gone = retracted_by(known)
    own = (e for e in known if e.by == author and e.kind != "retracted" and e.id not in gone)
    return max(own, key=lambda entry: entry.id, default=None)


def effective(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries that are not taken back, retractions left out, each at the ref it was moved to."""
    known = tuple(entries)
    if KINDS_ABOUT_ENTRIES.isdisjoint([entry.kind for entry in known]):
        return known
    gone = retracted_by(known)
    kept = tuple(entry for entry in known if entry.kind != "retracted" and entry.id not in gone)
    homes = _homes(entry for entry in kept if entry.kind == "moved")
    return tuple(_at_home(entry, homes) if entry.ref in homes else entry for entry in kept)


def happened_order(entry: Entry) -> tuple[date, str]:
    """Sort key: the day it happened, then the time it was recorded."""
    return entry.on, entry.id


def by_day(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries as `happened_order` sorts them; of many, which come by id, in a third of the time."""
    return sorted(sorted(entries, key=attrgetter("id")), key=attrgetter("on"))


def _homes(moves: Iterable[Entry]) -> dict[str, str]:
    """Return where each moved ref's entries are after all moves, in the order they were recorded.

    From the newest to the oldest, so that where a move leads to is settled before it is asked
    for: of two moves of one ref the later stands, and a move there and back ends where it began.
    """
    homes: dict[str, str] = {}
    for move in sorted(moves, key=lambda entry: entry.id, reverse=True):
        homes.setdefault(move.ref, homes.get(move.to, move.to))
    return homes


def _at_home(entry: Entry, homes: dict[str, str]) -> Entry:
    if entry.kind == "moved":
        return entry
    return msgspec.structs.replace(entry, ref=homes[entry.ref])
