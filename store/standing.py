"""Which entries stand: recorded in time, for this plan, and not taken back."""

from collections.abc import Iterable
from datetime import UTC, date

import msgspec

from store.entry import Entry


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
    retractions = [entry for entry in entries if entry.kind == "retracted" and entry.names < entry.id]
    gone: dict[str, Entry] = {}
    for entry in sorted(retractions, key=lambda entry: entry.id, reverse=True):
        if entry.id not in gone:
            gone[entry.names] = entry
    return gone


def standing(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries that are not taken back, retractions left out, each at the ref it was moved to."""
    known = tuple(entries)
    gone = retracted_by(known)
    kept = tuple(entry for entry in known if entry.kind != "retracted" and entry.id not in gone)
    moves = {entry.ref: entry.to for entry in sorted(kept, key=in_order) if entry.kind == "moved"}
    if not moves:
        return kept
    return tuple(entry if entry.kind == "moved" else _at_home(entry, moves) for entry in kept)


def in_order(entry: Entry) -> tuple[date, str]:
    """Sort key: the day it happened, then the time it was recorded."""
    return entry.on, entry.id


def _at_home(entry: Entry, moves: dict[str, str]) -> Entry:
    """Return the entry with the ref it has moved to, step by step; a ring of moves ends where it began."""
    ref, seen = entry.ref, {entry.ref}
    while (onward := moves.get(ref)) and onward not in seen:
        seen.add(onward)
        ref = onward
    return entry if ref == entry.ref else msgspec.structs.replace(entry, ref=ref)
