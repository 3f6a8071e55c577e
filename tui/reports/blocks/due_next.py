"""What is due before the next Board."""

from datetime import date
from functools import partial

from plan_data.vocabulary import Vocabulary
from store.dates import format_day
from store.query.due_before_board import DueBeforeBoard, due_before_board
from tui.reports.blocks.table_columns import DUE, MILESTONE, POSITION, REF, lead_column
from tui.reports.blocks.table_rows import RowItems, colour_of, due_row, group_into_rows
from tui.reports.context import ReportContext
from tui.reports.document import ReportTable
from tui.wording.counts import milestone_count, milestones_text
from tui.wording.report_text import due_or_never

_BEHIND = frozenset({"amber", "red"})
_KEY = "due"
_TITLE = "Due before the next Board"


def due_table(context: ReportContext) -> ReportTable:
    """Return what is due from the as-of date to the next Board; without a meeting, for 31 days."""
    rows = group_into_rows(_find_due(context).items, colour_of)
    rows.sort(key=_first_due)
    return ReportTable(
        _KEY,
        _TITLE,
        (REF, MILESTONE, lead_column(context.vocabulary), DUE, POSITION),
        rows=tuple(map(partial(due_row, context), rows)),
        colours=tuple([colour_of(items[0]) for items in rows]),
        nothing="Nothing is due.",
    )


def due_sentence(context: ReportContext) -> str:
    """Return when the next Board is, and how much is due up to then."""
    due = _find_due(context)
    return f"{_meeting_text(due)} {_count_text(due, context.vocabulary)}"


def _find_due(context: ReportContext) -> DueBeforeBoard:
    return due_before_board(context.checklist, context.counted, context.scope.board)


def _meeting_text(due: DueBeforeBoard) -> str:
    until = format_day(due.until)
    if due.meeting:
        return f"Due before the next Board ({due.meeting.board}, {until}):"
    text = "No date is set for the next Board"
    if due.expected:
        text = f"{text}; by its rhythm it is expected by {format_day(due.expected)}"
    return f"{text}. Due in the 31 days up to {until}:"


def _count_text(due: DueBeforeBoard, vocabulary: Vocabulary) -> str:
    if not due.items:
        return "nothing."
    count = milestones_text(due.items, vocabulary)
    behind = milestone_count(item for item in due.items if item.state.colour in _BEHIND)
    return f"{count}, {behind} of them Amber or Red already."


def _first_due(items: RowItems) -> date:
    return due_or_never(items[0])
