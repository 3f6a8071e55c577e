"""An entry: one dated, signed, immutable line of a journal."""

from datetime import UTC, date, datetime
from typing import Annotated

import msgspec
from msgspec import Struct

from store.journal.kinds import EntryKind


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
        return "\n".join(
            [self.text] * bool(self.text) + [f"{name}: {text}" for name, text in named if text]
        )


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
    return Entry(
        id=entry_id, plan=plan, at=at.astimezone(UTC), by=by, **msgspec.structs.asdict(draft)
    )
