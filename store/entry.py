"""An entry: one dated, signed, immutable line of a journal."""

import secrets
from datetime import UTC, date, datetime
from typing import Annotated, Literal, get_args

import msgspec
from msgspec import Struct

Kind = Literal[
    "done", "reopened", "started", "note", "actual", "forecast", "rescheduled", "withdrawn", "retracted", "moved"
]
KINDS: frozenset[str] = frozenset(get_args(Kind))


class Entry(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One line of a journal.

    `on` is the day it happened, `at` when it was recorded (UTC), `by` who recorded it. The other
    fields are what some kinds need: `number` an actual, `when` a forecast or a new date,
    `approved_by` a new date or a withdrawal, `names` the id that a retraction takes back,
    `to` the ref that a move leads to. `kind` is any word: a later version's kinds are kept.
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

    def __getitem__(self, name: str) -> object:
        """Return a field by its name, which is how TinyDB's queries look at a document."""
        if name in self.__struct_fields__:
            return getattr(self, name)
        raise KeyError(name)

    @property
    def words(self) -> str:
        """All text that a person wrote into the entry."""
        evidence = f"Evidence: {self.evidence}" if self.evidence else ""
        return "\n".join(part for part in (self.text, evidence) if part)


class Draft(Struct, frozen=True, kw_only=True):
    """What a person wants to record; the journal adds id, time and author."""

    ref: str
    kind: Kind
    on: date
    text: str = ""
    evidence: str = ""
    number: float | None = None
    when: str = ""
    approved_by: str = ""
    names: str = ""
    to: str = ""


def entry_from(draft: Draft, *, entry_id: str, plan: str, at: datetime, by: str) -> Entry:
    """Return `draft` as an entry of `plan`."""
    return Entry(id=entry_id, plan=plan, at=at.astimezone(UTC), by=by, **msgspec.structs.asdict(draft))


# An id is a ULID (github.com/ulid/spec): 48 bits of milliseconds, 80 of chance, in 26 letters that sort by time.
# Made here in a few lines, since the libraries for it take longer to import than a tick may take in all.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 26
_CHANCE_BITS = 80


def next_id(at: datetime, *after: str) -> str:
    """Return an id for the time `at` that sorts after the ids `after`, also where a clock stepped back."""
    fresh = (int(at.timestamp() * 1000) << _CHANCE_BITS) | secrets.randbits(_CHANCE_BITS)
    return _letters(max(fresh, *(_number(entry_id) + 1 for entry_id in after)))


def _letters(number: int) -> str:
    return "".join(_LETTERS[number >> shift & 31] for shift in range(5 * _LENGTH - 5, -1, -5))


def _number(entry_id: str) -> int:
    """Return the number of an id; an id that is no ULID (and so not from here) counts as the oldest."""
    number = 0
    for letter in entry_id:
        if letter not in _LETTERS:
            return 0
        number = number << 5 | _LETTERS.index(letter)
    return number if len(entry_id) == _LENGTH else 0
