"""What is due before the next Board."""

from datetime import date

from msgspec import Struct

from store.checklist.checklist import ChecklistItem
from store.dates import format_day
from store.query.due_next_board import due_before_next
from tui.reports.blocks.table_columns import DUE, MILESTONE, POSITION, REF, lead_column
from tui.reports.blocks.table_rows import RowItems, colour_of, due_row, group_into_rows
from tui.reports.context import ReportContext
from tui.reports.document import Block, ReportTable
from tui.wording.counts import milestones_text
from tui.wording.report_text import due_or_never

_BEHIND = frozenset({"amber", "red"})
_KEY = "due"
_TITLE = "Due before the next Board"


class _DueNext(Struct, frozen=True):
    """When the next Board is, in words, and the items that are due by the day `until`."""

    meeting_text: str
    until: date
    items: tuple[ChecklistItem, ...]


def due_next_block(context: ReportContext) -> Block:
    """Return what is due from the as-of date to the next Board; without a meeting, for 31 days."""
    due_next = _find_due_next(context)
    rows = group_into_rows(due_next.items, colour_of)
    rows.sort(key=_first_due)
    table = ReportTable(
        _KEY,
        _TITLE,
        (REF, MILESTONE, lead_column(context.vocabulary), DUE, POSITION),
        rows=tuple(map(due_row, rows)),
        colours=tuple([colour_of(items[0]) for items in rows]),
        nothing="Nothing is due.",
    )
    return Block(_KEY, _TITLE, (due_next.meeting_text,), tables=(table,))


def due_next_summary(context: ReportContext) -> Block:
    """Return how many items are due before the next Board, and when that is."""
    due_next = _find_due_next(context)
    return Block(_KEY, _TITLE, (f"{due_next.meeting_text} {_count_text(due_next)}",))


def _count_text(due_next: _DueNext) -> str:
    items = due_next.items
    if not items:
        return "Nothing is due by then."
    count, until = milestones_text(items), format_day(due_next.until)
    behind = sum(item.state.colour in _BEHIND for item in items)
    return f"{count} to be done by {until}, {behind} of them Amber or Red already."


def _first_due(items: RowItems) -> date:
    return due_or_never(items[0])


def _find_due_next(context: ReportContext) -> _DueNext:
    found = due_before_next(context.counted, context.board_calendar, context.as_of)
    if found.meeting is None:
        text = (
            f"No date is set for the next Board: the 31 days up to {format_day(found.until)} are"
            " looked at instead."
        )
    else:
        meeting = found.meeting
        text = f"The next meeting is that of the {meeting.board} on {format_day(meeting.on)}."
    return _DueNext(text, found.until, found.items)
