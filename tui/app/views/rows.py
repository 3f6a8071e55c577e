"""Rows of the list widget: what they show, and how items of one milestone fold into one row."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import ClassVar, Literal

from msgspec import Struct

from plan_data.timescale.periods import MONTHS
from store.checklist.checklist import ChecklistItem
from store.checklist.status import AHEAD, Colour
from store.dates import format_day
from store.query.groups import CLOSED, FoldedItems, group_foldable, make_fold
from tui.app.views.action_rows import ActionRow
from tui.app.views.journal_rows import EntryRow, SilenceRow
from tui.app.views.measure_rows import MeasureHeading, MeasureRow
from tui.wording.counts import format_number
from tui.wording.entry_text import signed_text
from tui.wording.item_text import due_text, status_mark, status_text
from tui.wording.report_text import fold_summary_text

PinnedItems = Mapping[str, ChecklistItem]
"""Items by ref whose rows keep their places, as the items were when they were pinned."""


class TextRow(Struct, frozen=True, gc=False):
    """A row of fixed texts. `key` stays the same when they change, so that the cursor can follow.

    `items` are those that an action on the row is about, the oldest first; a heading has none.
    """

    key: str
    kind: Literal["heading", "item", "fold", "group", "node"]
    text: str
    mark: str = ""
    ref: str = ""
    when: str = ""
    status: str = ""
    colour: Colour = "none"
    level: int = 0
    items: tuple[ChecklistItem, ...] = ()

    @property
    def item(self) -> ChecklistItem | None:
        """The item that an action on the row is about."""
        return self.items[0] if self.items else None

    @property
    def is_closed(self) -> bool:
        """Whether the row is dimmed because nothing is left to do."""
        return bool(self.items) and all(_is_closed(item) for item in self.items)

    @property
    def lead(self) -> str:
        """Who leads what is folded; nothing for other rows."""
        return _lead_label(self.items[0]) if self.kind == "fold" else ""

    forecast: ClassVar[str] = ""
    note_count: ClassVar[str] = ""
    more: ClassVar[str] = ""


class ItemRow(Struct, frozen=True, gc=False):
    """The row of one item. Its texts are built when drawn: most rows of a long list never are."""

    item: ChecklistItem
    level: int = 0
    kind: ClassVar[Literal["item"]] = "item"

    @property
    def key(self) -> str:
        """The item's ref."""
        return self.item.planned.ref

    @property
    def text(self) -> str:
        """The title, preceded by which of its milestone's dates this is."""
        return f"{_date_label(self.item)}{self.item.planned.title}"

    @property
    def mark(self) -> str:
        """The tick box."""
        return status_mark(self.item)

    @property
    def ref(self) -> str:
        """The milestone's ref."""
        return self.item.planned.milestone

    @property
    def when(self) -> str:
        """When it is or was due, or a figure's target."""
        if self.item.planned.kind == "figure":
            return _figure_text(self.item)
        return due_text(self.item)

    @property
    def status(self) -> str:
        """The status in words."""
        return status_text(self.item)

    @property
    def colour(self) -> Colour:
        """The status's colour."""
        return self.item.state.colour

    @property
    def items(self) -> tuple[ChecklistItem, ...]:
        """The one item that an action on the row is about."""
        return (self.item,)

    @property
    def is_closed(self) -> bool:
        """Whether the row is dimmed because nothing is left to do."""
        return _is_closed(self.item)

    @property
    def lead(self) -> str:
        """Who leads, and how many others do."""
        return _lead_label(self.item)

    @property
    def forecast(self) -> str:
        """When it is now expected."""
        forecast = self.item.state.forecast
        return format_day(forecast) if forecast else ""

    @property
    def note_count(self) -> str:
        """How many entries carry text."""
        count = len(self.item.notes)
        return str(count) if count else ""

    @property
    def more(self) -> str:
        """The last word: the latest entry with text, its day and its author."""
        notes = self.item.notes
        return signed_text(notes[-1]) if notes else ""


Row = TextRow | ItemRow | EntryRow | SilenceRow | MeasureRow | MeasureHeading | ActionRow


def _lead_label(item: ChecklistItem) -> str:
    leads = item.planned.leads
    if len(leads) > 1:
        return f"{leads[0]} +{len(leads) - 1}"
    return leads[0] if leads else ""


def _is_closed(item: ChecklistItem) -> bool:
    return item.state.status in CLOSED


def _date_label(item: ChecklistItem) -> str:
    """Return which of its milestone's dates an item is, to begin its row with: `Aug 2009: `."""
    label = item.ref.partition("@")[2]
    if not label:
        return ""
    is_day = label[:4].isdigit() and label.count("-") == 2  # noqa: PLR2004 - year, month and day
    if is_day:
        return f"{format_day(date.fromisoformat(label))}: "
    return f"{label.replace('-', ' ')}: "


def _figure_text(item: ChecklistItem) -> str:
    """Return a figure's actual and target, or its target and month, short enough for a row."""
    actual, due = item.state.actual, item.state.due
    target = format_number(item.planned.target)
    if actual is not None:
        return f"{format_number(actual)} of {target}"
    if due is None:
        return target
    return f"{target} by {MONTHS[due.month - 1]} {due.year}"


def fold_rows(
    items: Iterable[ChecklistItem], opened: frozenset[str], current: PinnedItems
) -> Iterator[Row]:
    """Yield a row for each item or fold of items, and the items of a fold that is `opened`.

    Pinned items are shown as they are in `current`.
    """
    for members in group_foldable(items):
        if len(members) == 1:
            item = members[0]
            yield ItemRow(current.get(item.planned.ref, item) if current else item)
            continue
        row = _fold_row(make_fold(members), opened)
        yield row
        if row.key in opened:
            for item in members:
                yield ItemRow(current.get(item.ref, item), level=1)


def _fold_row(fold: FoldedItems, opened: frozenset[str]) -> Row:
    first = fold.first
    key = f"{first.planned.milestone} {first.state.status}"
    sign = "-" if key in opened else "+"
    count, _, oldest = fold_summary(fold.items).partition(", ")
    return TextRow(
        key=key,
        kind="fold",
        text=f"{sign} {count}: {first.planned.title}",
        mark=status_mark(first),
        ref=first.planned.milestone,
        when=oldest,
        status=status_text(first),
        colour=first.state.colour,
        items=tuple(sorted(fold.items, key=lambda item: item.ref != first.ref)),
    )


def fold_summary(items: Sequence[ChecklistItem]) -> str:
    """Return a summary of a milestone's items: 34 weeks without a tick, oldest 5 Apr 2009."""
    status = items[0].state.status
    first_or_next = "next" if status in AHEAD else "first"
    return fold_summary_text(items, f"{status}, {first_or_next}")


def row_of_item(ref: str, rows: Iterable[Row]) -> Row | None:
    """Return the row that holds an item: its own, else the first fold with it."""
    fold: Row | None = None
    for row in rows:
        if any(item.ref == ref for item in row.items):
            if row.kind == "item":
                return row
            fold = fold or row
    return fold
