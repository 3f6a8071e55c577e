"""What cannot be assessed: no date, no update, no return, and leads with nothing recorded."""

from collections.abc import Iterator, Sequence

from store.checklist.checklist import ChecklistItem
from store.checklist.milestones import count_once, deciding_items
from store.checklist.status import Status
from store.journal.entry import Entry
from store.journal.kinds import kinds_that
from store.query.groups import is_open
from store.query.reporting_period import is_after
from tui.reports.blocks.report_groups import ReportGroup, group_items
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
    table_row,
)
from tui.reports.context import GroupBy, ReportContext
from tui.reports.document import Block, Cell, Column, ReportTable
from tui.wording.counts import plural
from tui.wording.report_text import last_update, position_text

_NO_RETURN = kinds_that(lambda traits: not traits.is_return)
_GROUPINGS_WITH_RETURNS: tuple[GroupBy, ...] = ("lead", "pathway")
_NAME = Column("name", "Name")
_CODE = Column("code", "Code", "ref")
_MILESTONES = Column("milestones", "Milestones", "number")
_STILL_OPEN = Column("open", "Still open", "number")
_REASON = Column("reason", "Reason")
_LAST_UPDATE = Column("last_update", "Last update", "date")


def not_assessed_block(context: ReportContext) -> Block:
    """Return the block of what cannot be assessed."""
    undated = _with_status(context, "undated")
    without_update = _with_status(context, "no update")
    awaiting_return = _with_status(context, "awaiting return")
    summary = (
        f"{len(undated)} undated,"
        f" {len(without_update)} continuing without an update in the last three months,"
        f" {plural(len(awaiting_return), 'figure')} awaiting a return."
    )
    paragraphs = [summary]
    continuing = len(_with_status(context, "continuing"))
    if continuing:
        paragraphs.append(_continuing_text(continuing))
    tables = (
        _undated_table(context, undated),
        _no_update_table(context, without_update),
        _awaiting_return_table(context, awaiting_return),
        _nil_returns_table(context),
    )
    return Block("not_assessed", "Not assessed", tuple(paragraphs), tables=tables)


def _with_status(context: ReportContext, status: Status) -> list[ChecklistItem]:
    return [item for item in context.counted if item.state.status == status]


def _continuing_text(count: int) -> str:
    more = "1 more is" if count == 1 else f"{count} more are"
    return (
        f"{more} continuing, with an update or opened in the last three months, and White as well."
    )


def _undated_table(context: ReportContext, items: Sequence[ChecklistItem]) -> ReportTable:
    columns = (REF, MILESTONE, lead_column(context.vocabulary), PRINTED, _REASON, FORECAST)
    rows = tuple(map(_undated_row, group_into_rows(items)))
    return ReportTable("undated", "Undated: date to be agreed", columns, rows)


def _undated_row(items: RowItems) -> tuple[Cell, ...]:
    planned = items[0].planned
    return milestone_row(items, planned.printed, planned.undated_reason, items[0].state.forecast)


def _no_update_table(context: ReportContext, items: Sequence[ChecklistItem]) -> ReportTable:
    columns = (REF, MILESTONE, lead_column(context.vocabulary), _LAST_UPDATE, POSITION)
    rows = tuple(map(_no_update_row, group_into_rows(items)))
    return ReportTable("no_update", "Continuing without an update", columns, rows)


def _no_update_row(items: RowItems) -> tuple[Cell, ...]:
    return milestone_row(items, last_update(items[0]), position_text(items[0]))


def _awaiting_return_table(context: ReportContext, items: Sequence[ChecklistItem]) -> ReportTable:
    columns = (REF, MILESTONE, lead_column(context.vocabulary), DUE, POSITION)
    rows = tuple(map(due_row, group_into_rows(items)))
    return ReportTable("awaiting_return", "Awaiting a return", columns, rows)


def _nil_returns_table(context: ReportContext) -> ReportTable:
    """Return the leads and pathways with no entry on any of their items in the period."""
    vocabulary = context.vocabulary
    lead, pathway = vocabulary.singular("lead"), vocabulary.singular("pathway")
    kind = Column("kind", f"{vocabulary.title('lead')} or {pathway}")
    columns = (_NAME, kind, _CODE, _MILESTONES, _STILL_OPEN)
    return ReportTable(
        "nil_returns",
        "Nil returns: nothing recorded in the period on any of their milestones",
        columns,
        rows=tuple(_nil_return_rows(context)),
        nothing=f"None: something is recorded for every {lead} and {pathway}.",
    )


def _nil_return_rows(context: ReportContext) -> Iterator[tuple[Cell, ...]]:
    returned = _refs_with_return(context)
    for by in _GROUPINGS_WITH_RETURNS:
        for group in group_items(context, by, context.items):
            refs = {item.ref for item in group.items}
            if refs.isdisjoint(returned):
                yield _nil_return_row(group, context.vocabulary.title(by))


def _refs_with_return(context: ReportContext) -> set[str]:
    refs = set()
    for item in context.items:
        if any(_is_return(entry, context) for entry in item.entries):
            refs.add(item.ref)
    return refs


def _is_return(entry: Entry, context: ReportContext) -> bool:
    return entry.kind not in _NO_RETURN and is_after(entry, context.since)


def _nil_return_row(group: ReportGroup, grouping: str) -> tuple[Cell, ...]:
    items = count_once(group.items)
    milestones = deciding_items(items)
    open_count = sum(map(is_open, milestones))
    return table_row(group.name, grouping, group.code, len(milestones), open_count)
