"""Entries that are dated after today, and a clock that cannot be right."""

import re
from collections.abc import Iterable, Sequence
from datetime import timedelta

from store.checklist.retractions import retracted_by
from store.dates import format_day
from store.journal.entry import Entry
from tui.config.settings import Clock

# Milepost did not exist before: a clock that says so lost its battery, or was never set.
_EARLIEST_YEAR = 2000
_MAX_LEAD = timedelta(hours=1)  # by which the clocks of two machines may differ
_MAX_IDS = 10  # named in one message
_YEAR = re.compile(r"\b\d{4}\b")


def future_entries(entries: Sequence[Entry], clock: Clock) -> tuple[Entry, ...]:
    """Return the entries that happened after today or were recorded after now, by id.

    Those that were taken back are left out, and what takes others back, which counts on any date.
    """
    today = clock.today
    latest = clock.now + _MAX_LEAD
    ahead = [entry for entry in entries if entry.on > today or entry.at > latest]
    if not ahead:
        return ()
    retractions = retracted_by(entries)
    in_effect = [entry for entry in ahead if entry.id not in retractions]
    return tuple([entry for entry in in_effect if entry.kind != "retracted"])


def future_entries_text(
    entries: Sequence[Entry], clock: Clock, published: str | None = None, *, name_plan: bool = False
) -> str:
    """Return a sentence that names entries dated after today and how to take one back, or "".

    If the clock cannot be right, it says so instead: the entries may well be. With `name_plan` the
    command names the entry's plan, for entries of several plans.
    """
    if not entries:
        return ""
    verb, which = "entries are", "the first"
    if len(entries) == 1:
        verb, which = "entry is", "it"
    today = format_day(clock.today)
    sentence = f"{len(entries)} {verb} dated after today, {today}: {_ids_text(entries)}."
    problem = clock_problem(clock, published)
    if problem:
        return f"{sentence} But {problem}"
    return f"{sentence} {_undo_command(entries[0], name_plan=name_plan)} takes {which} back."


def _ids_text(entries: Sequence[Entry]) -> str:
    ids = ", ".join([entry.id for entry in entries[:_MAX_IDS]])
    rest = len(entries) - _MAX_IDS
    if rest > 0:
        ids += f" and {rest} more (`milepost log` lists them)"
    return ids


def future_entry_text(entry: Entry) -> str:
    """Return a sentence for a refusal that an entry dated after today brought about."""
    return f"That entry is dated after today: {_undo_command(entry)} takes it back."


def _undo_command(entry: Entry, *, name_plan: bool = False) -> str:
    if name_plan:
        return f"`milepost undo {entry.id} --plan {entry.plan}`"
    return f"`milepost undo {entry.id}`"


def entry_met(refusal: str, entries: Iterable[Entry]) -> Entry | None:
    """Return the newest entry that a refusal is about, None if it is about none of them.

    A refusal names the item and the day of the entry that is in the way; that of an actual names
    the item alone.
    """
    met = None
    for entry in entries:
        names_item = entry.ref.split("@")[0] in refusal
        names_day = format_day(entry.on) in refusal or entry.kind == "actual"
        if entry.ref and names_item and names_day:
            met = entry
    return met


def clock_problem(clock: Clock, published: str | None) -> str:
    """Return why the clock cannot be right, empty if it can.

    `published` says when the plan was published, in the plan's own words, such as July 2009.
    """
    today = clock.today
    match = _YEAR.search(published or "")
    if match and today.year < int(match.group()):
        return (
            f"the clock says {format_day(today)}, and the plan was published in"
            f" {published}: set the clock right."
        )
    if today.year < _EARLIEST_YEAR:
        return f"the clock says {format_day(today)}: set it right."
    return ""
