"""An entry: one dated, signed, immutable line of a journal."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Literal, get_args

import msgspec
from msgspec import Struct

from store.journal.kinds import EntryKind


class Erasure(Struct, frozen=True, gc=False):
    """Who erased an entry's texts, when (UTC) and why: see `store.journal.erase`."""

    by: str
    at: Annotated[datetime, msgspec.Meta(tz=True)]
    why: str


AskKind = Literal["new date", "first date", "request"]
Answer = Literal["approve", "refuse", "defer"]
ANSWERS: tuple[Answer, ...] = get_args(Answer)


class TabledAsk(Struct, frozen=True, omit_defaults=True, gc=False):
    """One numbered ask of a paper that was tabled.

    `entry` is the id of the forecast or the note that asks. `due` and `to` are ISO days: the date
    in force and the one that is asked for, empty if there is none. `text` is why, or what a note
    asks for; it is read from that entry and not written, so that it goes if that is erased.
    """

    number: int
    kind: AskKind
    ref: str
    entry: str
    due: str = ""
    to: str = ""
    text: str = ""


class TabledPaper(Struct, frozen=True, omit_defaults=True, gc=False):
    """The paper that was put to a meeting.

    `counted` has the name of each journal file and the id of the last entry in it, by name: with
    it, the position as tabled can be built again. `fingerprint` is that of the plan and the entries.
    """

    as_of: date
    counted: tuple[tuple[str, str], ...] = ()
    asks: tuple[TabledAsk, ...] = ()
    fingerprint: str = ""


class ReturnRound(Struct, frozen=True, omit_defaults=True, gc=False):
    """What a return round asks of whom: a sheet for each of the `codes` of leads or pathways.

    `period` is in the timescale language, `answer_by` an ISO day. `source` is the table whose
    progress an import made a return of; nobody is asked then, and `key` is the round's id: it is the
    same on every machine that accepts that return.
    """

    period: str
    answer_by: str
    codes: tuple[str, ...] = ()
    of_pathways: bool = False
    source: str = ""
    key: str = ""


class Via(Struct, frozen=True, omit_defaults=True, gc=False):
    """The sheet that an entry came in by.

    `round` is the id of the entry that opened the round, `file` the sheet's name, `row` its row, and
    `filled_in` the ISO day that is written on it. Entries with one `key` are copies of each other:
    they count once.
    """

    round: str
    file: str = ""
    row: str = ""
    accepted_by: str = ""
    key: str = ""
    filled_in: str = ""


class Entry(Struct, frozen=True, omit_defaults=True, kw_only=True, gc=False):
    """One line of a journal.

    `on` is the day it happened, `at` when it was recorded (UTC), `by` who recorded it. The other
    fields belong to some kinds only: `number` to an actual; `when` to a forecast, a new date, a
    confirmed reading, a decision's action or a meeting; `approved_by` to a new date or a
    withdrawal; `names`, the id that is taken back, to a retraction; `to`, the ref that a move leads
    to; `colour` (green, amber or red) to a judgement; `cause` and `action` to a note about a delay;
    `action` and `owner` to a Board's decision; `board` to a meeting, a decision or a tabled paper.
    `ask` is what a note asks the Board for. `meeting` is the ISO day of the meeting that decided, or
    that a paper was tabled at, which `tabled` describes. A decision's `answer` (approve, refuse or
    defer) is to the ask of the entry `answers`. `names` of a completed action is the id of its
    decision. `opened` describes a return round, and `via` the sheet that an entry came in by; `by` is
    then the lead whose sheet it was. `corrects` is the id of the entry that this one replaces, which
    a retraction recorded with it takes back.
    `erased` is set if the entry's texts and author had to go; what its status needs is kept.
    `kind` may be any word: entries of a later version's kinds are kept.
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
    ask: str = ""
    meeting: str = ""
    answer: str = ""
    answers: str = ""
    tabled: TabledPaper | None = None
    opened: ReturnRound | None = None
    via: Via | None = None
    corrects: str = ""
    erased: Erasure | None = None

    def __getitem__(self, name: str) -> object:
        """Return the value of a field, as TinyDB's queries look it up.

        Raises:
            KeyError: if the entry has no such field, or it is empty.

        """
        if name not in _FIELDS:
            raise KeyError(name)
        value = getattr(self, name)
        if value is None or value == "":
            raise KeyError(name)
        return value

    def __contains__(self, name: str) -> bool:
        """Return whether a field is set. Fields that are not are left out of the journal too."""
        return name in _FIELDS and getattr(self, name) not in {None, ""}

    @property
    def all_text(self) -> str:
        """All text that a person wrote into the entry, each part on lines of its own."""
        parts = []
        if self.text:
            parts.append(self.text)
        if self.cause:
            parts.append(f"Cause: {self.cause}")
        if self.action:
            parts.append(f"Action: {self.action}")
        if self.ask:
            parts.append(f"Ask: {self.ask}")
        if self.evidence:
            parts.append(f"Evidence: {self.evidence}")
        return "\n".join(parts)


_FIELDS = frozenset(Entry.__struct_fields__)


class EntryDraft(Struct, frozen=True, kw_only=True):
    """What a person wants to record; the journal adds id, plan, time and author.

    `by` is set if the entry is another's: what came in by a sheet is its lead's.
    """

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
    ask: str = ""
    meeting: str = ""
    answer: str = ""
    answers: str = ""
    tabled: TabledPaper | None = None
    opened: ReturnRound | None = None
    via: Via | None = None
    corrects: str = ""
    by: str = ""


class Decision(Struct, frozen=True):
    """What is to be written, decided under the file's lock; ids of entries follow the id `after`."""

    drafts: Sequence[EntryDraft]
    after: str = ""


Decide = Callable[[], Decision]


def entry_from(draft: EntryDraft, *, entry_id: str, plan: str, at: datetime, by: str) -> Entry:
    """Return `draft` as an entry of `plan`, by its own author or else `by`."""
    fields = msgspec.structs.asdict(draft)
    fields["by"] = draft.by or by
    return Entry(id=entry_id, plan=plan, at=at.astimezone(UTC), **fields)
