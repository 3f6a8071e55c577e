"""What nobody has reported on: no date, no update, no return, and leads with nothing recorded."""

from collections.abc import Sequence
from functools import partial

from plan_data.text import plural
from store.checklist.checklist import ChecklistItem
from store.checklist.status import Status
from tui.reports.blocks.nil_returns import nil_return_points, nil_returns_table
from tui.reports.blocks.table_columns import (
    DUE,
    FORECAST,
    MILESTONE,
    POSITION,
    PRINTED,
    REF,
    lead_column,
)
from tui.reports.blocks.table_rows import (
    RowItems,
    due_row,
    group_into_rows,
    milestone_row,
    row_ref,
)
from tui.reports.context import ReportContext
from tui.reports.document import Block, Cell, Column, ReportTable
from tui.wording.counts import milestone_count
from tui.wording.report_text import last_update, position_text

_MOST_REFS = 24
_REASON = Column("reason", "Reason")
_LAST_UPDATE = Column("last_update", "Last update", "date")


def not_assessed_block(context: ReportContext) -> Block:
    """Return the block of what nobody has reported on, in a few lines."""
    return Block(
        "not_assessed",
        "What nobody has reported on",
        (_summary(context),),
        points=tuple(nil_return_points(context)),
    )


def not_assessed_tables(context: ReportContext) -> tuple[ReportTable, ...]:
    """Return the tables of what cannot be assessed."""
    return (
        _undated_table(context, _with_status(context, "undated")),
        _no_update_table(context, _with_status(context, "no update")),
        _awaiting_return_table(context, _with_status(context, "awaiting return")),
        nil_returns_table(context),
    )


def _summary(context: ReportContext) -> str:
    counts = [
        f"{_count(context, 'undated')} undated",
        _no_update_text(context),
    ]
    if continuing := _count(context, "continuing"):
        counts.append(f"{continuing} more continuing")
    text = ", ".join(counts)
    if awaiting := _count(context, "awaiting return"):
        text = f"{text}; {plural(awaiting, 'figure')} awaiting a return"
    return f"{text}."


def _count(context: ReportContext, status: Status) -> int:
    return milestone_count(_with_status(context, status))


def _with_status(context: ReportContext, status: Status) -> list[ChecklistItem]:
    return [item for item in context.counted if item.state.status == status]


def _undated_table(context: ReportContext, items: Sequence[ChecklistItem]) -> ReportTable:
    columns = (REF, MILESTONE, lead_column(context.vocabulary), PRINTED, _REASON, FORECAST)
    rows = tuple(map(partial(_undated_row, context), group_into_rows(items)))
    return ReportTable("undated", "Undated: date to be agreed", columns, rows)


def _undated_row(context: ReportContext, items: RowItems) -> tuple[Cell, ...]:
    planned, forecast = items[0].planned, items[0].state.forecast
    return milestone_row(context, items, planned.printed, planned.undated_reason, forecast)


def _no_update_table(context: ReportContext, items: Sequence[ChecklistItem]) -> ReportTable:
    columns = (REF, MILESTONE, lead_column(context.vocabulary), _LAST_UPDATE, POSITION)
    rows = tuple(map(partial(_no_update_row, context), group_into_rows(items)))
    return ReportTable("no_update", "Continuing without an update", columns, rows)


def _no_update_row(context: ReportContext, items: RowItems) -> tuple[Cell, ...]:
    return milestone_row(context, items, last_update(items[0]), position_text(items[0]))


def _awaiting_return_table(context: ReportContext, items: Sequence[ChecklistItem]) -> ReportTable:
    columns = (REF, MILESTONE, lead_column(context.vocabulary), DUE, POSITION)
    rows = tuple(map(partial(due_row, context), group_into_rows(items)))
    return ReportTable("awaiting_return", "Awaiting a return", columns, rows)


def _no_update_text(context: ReportContext) -> str:
    """Return how much is continuing without an update, with its refs."""
    count = _count(context, "no update")
    text = f"{count} continuing without an update in the last three months"
    refs = [row_ref(items) for items in group_into_rows(_with_status(context, "no update"))]
    if not refs:
        return text
    shown = refs[:_MOST_REFS]
    if more := len(refs) - len(shown):
        shown.append(f"and {more} more")
    return f"{text} (Amber: {', '.join(shown)})"
