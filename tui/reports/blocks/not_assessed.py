"""What cannot be assessed: without a date, without an update or a return, and who sent in nothing at all."""

from store.journal.entry import Entry
from store.query.reporting_period import is_after
from tui.reports.blocks.columns import (
    DUE,
    FORECAST,
    GROUP_TITLES,
    LEAD,
    MILESTONE,
    PRINTED,
    REF,
    STANDS,
    FoldedRow,
    fold_lead,
    fold_ref,
    fold_rows_by,
    fold_title,
    group_items,
    table_row,
)
from tui.reports.blocks.progress_blocks import is_open
from tui.reports.context import GroupBy, ReportContext, count_once
from tui.reports.document import Block, Cell, Column, ReportTable
from tui.wording.counts import plural
from tui.wording.report_text import last_update, position_text

_NO_RETURN = frozenset({"decision"})  # the Board's own word is no news from a lead
_BOTH: tuple[GroupBy, ...] = ("lead", "pathway")


def not_assessed_block(position: ReportContext) -> Block:
    """Return the block of what is not known."""
    items = position.counted
    undated = [item for item in items if item.state.status == "undated"]
    silent = [item for item in items if item.state.status == "no update"]
    awaited = [item for item in items if item.state.status == "awaiting return"]
    known = sum(item.state.status == "continuing" for item in items)
    return Block(
        "not_assessed",
        "Not assessed",
        paragraphs=(
            (
                f"{len(undated)} undated, {len(silent)} continuing without an update in the last three months,"
                f" {plural(len(awaited), 'figure')} awaiting a return."
            ),
            *([_heard_of(known)] if known else []),
        ),
        tables=(
            ReportTable(
                "undated",
                "Undated: date to be agreed",
                (REF, MILESTONE, LEAD, PRINTED, Column("reason", "Reason"), FORECAST),
                tuple(
                    _row(fold, fold[0].planned.printed, fold[0].planned.undated_reason, fold[0].state.forecast)
                    for fold in fold_rows_by(undated)
                ),
            ),
            ReportTable(
                "no_update",
                "Continuing without an update",
                (REF, MILESTONE, LEAD, Column("last_update", "Last update", "date"), STANDS),
                tuple(_row(fold, last_update(fold[0]), position_text(fold[0])) for fold in fold_rows_by(silent)),
            ),
            ReportTable(
                "awaiting_return",
                "Awaiting a return",
                (REF, MILESTONE, LEAD, DUE, STANDS),
                tuple(_row(fold, fold[0].state.due, position_text(fold[0])) for fold in fold_rows_by(awaited)),
            ),
            _nil_returns(position),
        ),
    )


def _heard_of(count: int) -> str:
    more = "1 more is" if count == 1 else f"{count} more are"
    return f"{more} continuing, heard of or opened in the last three months, and White as well."


def _row(fold: FoldedRow, *more: Cell) -> tuple[Cell, ...]:
    return table_row(fold_ref(fold), fold_title(fold), fold_lead(fold), *more)


def _nil_returns(position: ReportContext) -> ReportTable:
    """Return the leads and pathways with no entry on any of their items in the period."""
    heard_of = {item.ref for item in position.items if any(_is_return(entry, position) for entry in item.entries)}
    rows = [
        table_row(name, GROUP_TITLES[by], code, len(once), sum(map(is_open, once)))
        for by in _BOTH
        for code, name, items in group_items(position, by, position.items)
        if not any(item.ref in heard_of for item in items)
        for once in [count_once(items)]
    ]
    columns = (
        Column("name", "Name"),
        Column("kind", "Lead or pathway"),
        Column("code", "Code", "ref"),
        Column("milestones", "Milestones", "number"),
        Column("open", "Still open", "number"),
    )
    title = "Nil returns: nothing recorded in the period on any of their milestones"
    return ReportTable(
        "nil_returns", title, columns, tuple(rows), nothing="None: every lead and pathway has been heard of."
    )


def _is_return(entry: Entry, position: ReportContext) -> bool:
    return entry.kind not in _NO_RETURN and is_after(entry, position.since)
