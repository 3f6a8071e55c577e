"""What is due before the next Board."""

from datetime import date, timedelta

from msgspec import Struct

from store.checklist.checklist import ChecklistItem
from store.checklist.meetings import next_meeting
from store.dates import format_day
from tui.reports.blocks.open_items import is_open
from tui.reports.blocks.table_columns import DUE, MILESTONE, POSITION, REF, lead_column
from tui.reports.blocks.table_rows import RowItems, colour_of, due_row, group_into_rows
from tui.reports.context import ReportContext
from tui.reports.document import Block, ReportTable
from tui.wording.counts import milestones_text
from tui.wording.report_text import due_or_never

_WITHOUT_MEETING = timedelta(days=31)
_BEHIND = frozenset({"amber", "red"})
_KEY = "due"
_TITLE = "Due before the next Board"


class _DueNext(Struct, frozen=True):
    """When the next Board is, in words, and the items that are due by the day `until`."""

    meeting_text: str
    until: date
    items: list[ChecklistItem]


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
    meeting = next_meeting(context.board_calendar, context.as_of + timedelta(days=1))
    if meeting is None:
        until = context.as_of + _WITHOUT_MEETING
        text = (
            f"No date is set for the next Board: the 31 days up to {format_day(until)} are"
            " looked at instead."
        )
    else:
        until = meeting.on
        text = f"The next meeting is that of the {meeting.board} on {format_day(until)}."
    return _DueNext(text, until, _due_between(context, until))


def _due_between(context: ReportContext, until: date) -> list[ChecklistItem]:
    """Return the open items that are due from the as-of date to `until`."""
    items = []
    for item in context.counted:
        due = item.state.due
        if due is not None and context.as_of <= due <= until and is_open(item):
            items.append(item)
    return items
