"""Rows of the Journal view: an entry, and the last word of a lead or pathway.

Their texts are built when drawn: most rows of a long list never are.
"""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

from msgspec import Struct

from store.checklist.checklist import Checklist, ChecklistItem
from store.checklist.status import Colour
from store.dates import format_day
from store.journal.entry import Entry
from store.query.silence import Silence
from tui.wording.entry_text import fate_text, kind_text
from tui.wording.silence_text import last_word_text, silence_length


class EntryContext(Struct, frozen=True):
    """What a row says of its entry besides what is in it: its item, and what became of it.

    `moved` is where the entries of a moved ref count, `retractions` and `corrections` are by the id
    of the entry they are about, `marked` the folded words to be marked. `names_author` is false
    among the entries of one author.
    """

    checklist: Checklist
    moved: Mapping[str, str]
    by_id: Mapping[str, Entry]
    retractions: Mapping[str, Entry]
    corrections: Mapping[str, Entry]
    marked: tuple[str, ...] = ()
    names_author: bool = True

    def item_of(self, entry: Entry) -> ChecklistItem | None:
        """Return the item that an entry is about, None if it is about the plan, or left it."""
        ref = self.moved.get(entry.ref, entry.ref)
        position = self.checklist.loaded.positions.get(ref)
        return None if position is None else self.checklist.items[position]


class EntryRow(Struct, frozen=True, gc=False):
    """The row of one entry; an action on it is about its item."""

    entry: Entry
    context: EntryContext
    kind: ClassVar[Literal["entry"]] = "entry"
    level: ClassVar[int] = 0
    mark: ClassVar[str] = ""
    colour: ClassVar[Colour] = "none"

    @property
    def key(self) -> str:
        """The entry's id."""
        return self.entry.id

    @property
    def ref(self) -> str:
        """What the entry is about."""
        return self.entry.ref

    @property
    def text(self) -> str:
        """The words of the entry on one line; of a retraction what it takes back."""
        return entry_line(self.entry, self.context)

    @property
    def line(self) -> str:
        """Who recorded it and what: Health lead: Jan 2010: Staff left.

        What became of an entry that does not count comes first.
        """
        fate = f"[{self.status}] " if self.is_closed else ""
        parts = filter(None, [self.author, self._detail_and_text])
        return f"{fate}{': '.join(parts)}"

    @property
    def author(self) -> str:
        """Who recorded it, "" if that is the same for all rows."""
        return self.entry.by if self.context.names_author else ""

    @property
    def _detail_and_text(self) -> str:
        """The details of the kind, and the words."""
        details = kind_text(self.entry).removeprefix(self.entry.kind).strip(" ,")
        if self.entry.names:  # the id of an entry, whose words follow
            details = ""
        return ": ".join(filter(None, [details, self.text]))

    @property
    def when(self) -> str:
        """The day it happened."""
        return format_day(self.entry.on)

    @property
    def status(self) -> str:
        """What became of the entry, "" if it counts."""
        fate = self.fate
        return fate.partition(",")[0] if fate else ""

    @property
    def fate(self) -> str:
        """Who took the entry back and when, or which one corrects it."""
        entry_id = self.entry.id
        context = self.context
        return fate_text(context.retractions.get(entry_id), context.corrections.get(entry_id))

    @property
    def items(self) -> tuple[ChecklistItem, ...]:
        """The item that an action on the row is about, if there is one."""
        item = self.item
        return () if item is None else (item,)

    @property
    def item(self) -> ChecklistItem | None:
        """The item that the entry is about."""
        return self.context.item_of(self.entry)

    @property
    def title(self) -> str:
        """The title of the entry's item, "" if there is none."""
        item = self.item
        return item.planned.title if item else ""

    @property
    def is_closed(self) -> bool:
        """Whether the row is dimmed because the entry does not count any more."""
        return self.entry.id in self.context.retractions


def entry_line(entry: Entry, context: EntryContext) -> str:
    """Return what an entry says, on one line."""
    words = " / ".join(entry.all_text.splitlines())
    named = context.by_id.get(entry.names) if entry.names else None
    if named is not None and entry.kind == "completed":
        action = " / ".join(named.action.splitlines())
        return f"{action}: {words}".rstrip(": ")
    if named is not None:
        words = f"{kind_text(named)} by {named.by}, {format_day(named.on)}"
        return f"{words}: {' / '.join(named.all_text.splitlines())}".rstrip(": ")
    return words


class SilenceRow(Struct, frozen=True, gc=False):
    """The row of a lead or a pathway with its last word.

    `code_width` is how many cells the longest code of the list needs.
    """

    silence: Silence
    code_width: int
    kind: ClassVar[Literal["silence"]] = "silence"
    level: ClassVar[int] = 0
    mark: ClassVar[str] = ""
    colour: ClassVar[Colour] = "none"
    items: ClassVar[Sequence[ChecklistItem]] = ()
    item: ClassVar[None] = None
    is_closed: ClassVar[bool] = False

    @property
    def key(self) -> str:
        """The kind and the code."""
        return f"{self.silence.kind} {self.silence.code}"

    @property
    def ref(self) -> str:
        """The code."""
        return self.silence.code

    @property
    def text(self) -> str:
        """The last word."""
        return last_word_text(self.silence)

    @property
    def when(self) -> str:
        """How long ago that was."""
        return silence_length(self.silence)

    @property
    def status(self) -> str:
        """How many milestones are open."""
        return f"{self.silence.open_milestones} open"
