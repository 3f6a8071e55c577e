"""An entry: one dated, signed, immutable line of a journal."""

import os
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Annotated, Literal, get_args

import msgspec
from msgspec import Struct

EntryKind = Literal[
    "done", "reopened", "started", "note", "actual", "forecast", "rescheduled", "withdrawn", "retracted", "moved",
    "confirmed", "judged", "decision", "meeting",
]  # fmt: skip
ENTRY_KINDS: frozenset[str] = frozenset(get_args(EntryKind))


class Entry(Struct, frozen=True, omit_defaults=True, kw_only=True, gc=False):
    """One line of a journal.

    `on` is the day it happened, `at` when it was recorded (UTC), `by` who recorded it. The other
    fields are what some kinds need: `number` an actual, `when` a forecast, a new date or a confirmed reading,
    `approved_by` a new date or a withdrawal, `names` the id that a retraction takes back,
    `to` the ref that a move leads to, `colour` a judgement (green, amber or red), `cause` and `action` what a note
    says of a delay, `action` and `owner` what a Board's decision asks of whom, `board` whose meeting on the day `when`.
    `kind` is any word: a later version's kinds are kept.
    """

    id: str
    plan: str
    ref: str
    kind: str
    on: date
    at: Annotated[datetime, msgspec.Meta(tz=True)]
    by: str
    text: str = ""
    evidence: str = ""
    number: float | None = None
    when: str = ""
    approved_by: str = ""
    names: str = ""
    to: str = ""
    colour: str = ""
    cause: str = ""
    action: str = ""
    owner: str = ""
    board: str = ""

    def __getitem__(self, name: str) -> object:
        """Return a field by its name, which is how TinyDB's queries look at a document."""
        if name in self:
            return getattr(self, name)
        raise KeyError(name)

    def __contains__(self, name: str) -> bool:
        """Return whether the entry has a field: what its kind does not need stands in no line either."""
        return name in self.__struct_fields__ and getattr(self, name) not in {None, ""}

    @property
    def all_text(self) -> str:
        """All text that a person wrote into the entry."""
        named = [("Cause", self.cause), ("Action", self.action), ("Evidence", self.evidence)]
        return "\n".join([self.text] * bool(self.text) + [f"{name}: {text}" for name, text in named if text])


class EntryDraft(Struct, frozen=True, kw_only=True):
    """What a person wants to record; the journal adds id, time and author."""

    ref: str
    kind: EntryKind
    on: date
    text: str = ""
    evidence: str = ""
    number: float | None = None
    when: str = ""
    approved_by: str = ""
    names: str = ""
    to: str = ""
    colour: str = ""
    cause: str = ""
    action: str = ""
    owner: str = ""
    board: str = ""


def entry_from(draft: EntryDraft, *, entry_id: str, plan: str, at: datetime, by: str) -> Entry:
    """Return `draft` as an entry of `plan`."""
    return Entry(id=entry_id, plan=plan, at=at.astimezone(UTC), by=by, **msgspec.structs.asdict(draft))


# An id is a ULID (github.com/ulid/spec): 48 bits of milliseconds, 80 of chance, in 26 letters that sort by time.
# Made here in a few lines, since the libraries for it take longer to import than a tick may take in all.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 26
_TIME_LENGTH = 10
_CHANCE_BITS = 80
_ULID = re.compile(f"[{_LETTERS}]{{{_LENGTH}}}")
_CENTURY = 100 * 366 * 24 * 60 * 60 * 1000  # milliseconds: no clock is so far ahead, and what says so is not followed


def next_id(at: datetime, *after: str) -> str:
    """Return an id for the time `at` that sorts after the ids `after`, also where a clock stepped back.

    It then takes the millisecond after theirs, and chance anew: two machines that follow the same id differ.
    """
    now = max(0, int(at.timestamp() * 1000))
    known = (_moment(entry_id) for entry_id in after)
    moment = max([now, *(moment + 1 for moment in known if moment < now + _CENTURY)])
    return _letters(moment << _CHANCE_BITS | int.from_bytes(os.urandom(_CHANCE_BITS // 8)))


def newest_id(at: datetime, ids: Iterable[str]) -> str:
    """Return the first of `ids`, newest first, that an id made at `at` can follow, or nothing."""
    far = _letters((max(0, int(at.timestamp() * 1000)) + _CENTURY) << _CHANCE_BITS)
    return next((each for each in ids if each < far and _ULID.fullmatch(each)), "")


def _letters(number: int) -> str:
    return "".join(_LETTERS[number >> shift & 31] for shift in range(5 * _LENGTH - 5, -1, -5))


def _moment(entry_id: str) -> int:
    """Return the milliseconds of an id; one that is no ULID (and so not from here) counts as the oldest."""
    if not _ULID.fullmatch(entry_id):
        return -1
    moment = 0
    for letter in entry_id[:_TIME_LENGTH]:
        moment = moment << 5 | _LETTERS.index(letter)
    return moment
