"""What is off target: Red, then Amber, and where a lead's judgement differs from the rule's colour."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from msgspec import Struct

from store.checklist.checklist import ChecklistItem
from store.checklist.status import Colour
from store.journal.entry import Entry
from tui.reports.blocks.table_rows import (
    COLOUR,
    DUE,
    FORECAST,
    LEAD,
    MILESTONE,
    PRINTED,
    REF,
    FoldedRow,
    fold_lead,
    fold_ref,
    fold_rows_by,
    item_status,
    table_row,
)
from tui.reports.document import Block, Cell, Column, ReportTable
from tui.wording.counts import plural
from tui.wording.report_text import (
    NO_EXPLANATION,
    colour_word,
    days_behind,
    fold_summary_text,
    judgement_text,
    position_text,
    signed,
)

SHOWN = 8
_RANKS: dict[Colour, int] = {"red": 0, "amber": 1}
_ASK = re.compile(r"\bboard\b", re.IGNORECASE)
_DECIDED = frozenset({"decision", "rescheduled", "withdrawn"})
_NO_ACCOUNT_OF_A_LEAD = frozenset({"judged", "decision", "confirmed"})
EXCEPTION_COLUMNS = (
    REF,
    COLOUR,
    MILESTONE,
    LEAD,
    PRINTED,
    DUE,
    Column("slip_days", "Days", "number"),
    Column("slip", "Slip"),
    FORECAST,
    Column("judgement", "Lead's judgement"),
    Column("cause", "Cause"),
    Column("action", "Action or ask"),
    Column("note", "Last note"),
)


class OffTarget(Struct, frozen=True):
    """One line: an item, or the occurrences of one milestone that have the same status."""

    items: FoldedRow
    colour: Colour
    days_behind: int

    @property
    def ref(self) -> str:
        """The ref, of several occurrences their milestone's id."""
        return fold_ref(self.items)

    @property
    def entries(self) -> list[Entry]:
        """Everything recorded for its items, oldest first."""
        found = chain.from_iterable(item.entries for item in self.items)
        return sorted(found, key=lambda entry: (entry.on, entry.id))

    @property
    def action(self) -> Entry | None:
        """The latest note that says what is done about it, or asked."""
        return next(
            (entry for entry in reversed(self.entries) if entry.kind == "note" and entry.action),
            None,
        )

    @property
    def ask(self) -> Entry | None:
        """The action, where it names the Board and the Board has decided nothing about the item since."""
        action = self.action
        if action is None or not _ASK.search(action.action):
            return None
        entries = self.entries
        later = entries[entries.index(action) :]
        return None if any(entry.kind in _DECIDED for entry in later) else action


def is_exception(item: ChecklistItem) -> bool:
    """Return whether a Board hears of an item one by one."""
    return item.state.colour in _RANKS or item.is_disputed


def find_exceptions(items: Iterable[ChecklistItem]) -> list[OffTarget]:
    """Return the exceptions, worst first; what is disputed stands alone."""
    found = [item for item in items if is_exception(item)]
    folds: list[FoldedRow] = fold_rows_by(
        (item for item in found if not item.is_disputed), item_status
    )
    folds += [(item,) for item in found if item.is_disputed]
    return sorted(
        map(_exception, folds), key=lambda each: (_RANKS.get(each.colour, 2), -each.days_behind)
    )


def _exception(items: FoldedRow) -> OffTarget:
    colours = [item.state.colour for item in items]
    return OffTarget(
        items, min(colours, key=lambda colour: _RANKS.get(colour, 2)), max(map(days_behind, items))
    )


def exceptions_block(found: Sequence[OffTarget], shown: int, elsewhere: str) -> Block:
    """Return the block of the worst, and how many more stand `elsewhere`."""
    more = len(found) - shown
    paragraphs = (
        _sentence(found),
        *([f"The {shown} worst are shown, and {more} more, {elsewhere}."] if more > 0 else []),
    )
    table = exceptions_table("exceptions", "Exceptions", found[:shown])
    return Block("exceptions", "Exceptions", paragraphs=(" ".join(paragraphs),), tables=(table,))


def _sentence(found: Sequence[OffTarget]) -> str:
    items = [item for each in found for item in each.items]
    counts = [
        (sum(item.state.colour == "red" for item in items), "{} Red"),
        (sum(item.state.colour == "amber" for item in items), "{} Amber"),
        (
            sum(item.is_disputed for item in items),
            "{} where a lead's judgement and the rule's colour differ",
        ),
    ]
    said = ", ".join(words.format(count) for count, words in counts if count)
    if not said:
        return "Nothing is Red or Amber, and no judgement of a lead differs from the rule's colour."
    return f"{said}; on {plural(len(found), 'line')}, Red first, then the longest slip."


def exceptions_table(key: str, title: str, found: Sequence[OffTarget]) -> ReportTable:
    """Return exceptions with what is known of their cause."""
    return ReportTable(
        key,
        title,
        EXCEPTION_COLUMNS,
        tuple(map(_row, found)),
        tuple(each.colour for each in found),
        "No exceptions.",
    )


def _row(each: OffTarget) -> tuple[Cell, ...]:
    first, state = each.items[0], each.items[0].state
    entries = each.entries
    last = next(
        (e for e in reversed(entries) if e.kind not in _NO_ACCOUNT_OF_A_LEAD and _said(e)), None
    )
    cause = next((entry for entry in reversed(entries) if entry.cause), None)
    return table_row(
        each.ref,
        colour_word(each.colour),
        first.planned.title,
        fold_lead(each.items),
        first.planned.printed,
        state.due,
        each.days_behind or None,
        _slip(each.items),
        max((item.state.forecast for item in each.items if item.state.forecast), default=None),
        next(filter(None, map(judgement_text, reversed(each.items))), None),
        signed(cause.cause, cause) if cause else _none_recorded(each),
        signed(each.action.action, each.action) if each.action else None,
        signed(_said(last), last) if last else None,
    )


def _slip(items: FoldedRow) -> str:
    """Return how far behind a line is; figures run on, and their latest quarter says where they are now."""
    latest = items[-1]
    if len(items) == 1:
        return position_text(latest)
    return (
        f"{fold_summary_text(items)}; latest {position_text(latest)}"
        if latest.state.status == "short"
        else fold_summary_text(items)
    )


def _none_recorded(each: OffTarget) -> str | None:
    """Return that there is no explanation; what is only disputed is explained by the judgement."""
    return NO_EXPLANATION if each.colour in _RANKS else None


def _said(entry: Entry) -> str:
    """Return the words of an entry that stand in no column of their own."""
    evidence = f"Evidence: {entry.evidence}" if entry.evidence else ""
    return "\n".join(filter(None, (entry.text, evidence)))
