"""What nobody has reported on: no date, no update, no return, and leads with nothing recorded."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial

from plan_data.timescale.financial_year import quarter_containing
from plan_data.vocabulary import capitalized
from store.checklist.checklist import ChecklistItem
from store.checklist.milestones import count_once, deciding_items
from store.checklist.status import Status
from store.dates import format_day
from store.journal.entry import Entry
from store.journal.kinds import kinds_that
from store.query.open_items import is_open
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
    row_ref,
    table_row,
)
from tui.reports.context import GroupBy, ReportContext
from tui.reports.document import Block, Cell, Column, ReportTable
from tui.wording.counts import milestone_count, plural
from tui.wording.report_text import last_update, position_text

_NO_RETURN = kinds_that(lambda traits: not traits.is_return)
_GROUPINGS_WITH_RETURNS: tuple[GroupBy, ...] = ("lead", "pathway")
_TO_RETURN = timedelta(days=31)  # after a quarter's end, in which its returns come in
_MOST_NAMES, _MOST_REFS = 12, 24
_NAME = Column("name", "Name")
_CODE = Column("code", "Code", "ref")
_MILESTONES = Column("milestones", "Milestones", "number")
_STILL_OPEN = Column("open", "Still open", "number")
_REASON = Column("reason", "Reason")
_LAST_UPDATE = Column("last_update", "Last update", "date")


class _NilReturn(ReportGroup, frozen=True, kw_only=True):
    """A lead or pathway with something open, and nothing recorded in the period."""

    by: GroupBy
    milestones: int
    still_open: int


def not_assessed_block(context: ReportContext) -> Block:
    """Return the block of what nobody has reported on, in a few lines."""
    return Block(
        "not_assessed",
        "What nobody has reported on",
        (_summary(context),),
        points=(*_no_update_points(context), *_nil_return_points(context)),
    )


def not_assessed_tables(context: ReportContext) -> tuple[ReportTable, ...]:
    """Return the tables of what cannot be assessed."""
    return (
        _undated_table(context, _with_status(context, "undated")),
        _no_update_table(context, _with_status(context, "no update")),
        _awaiting_return_table(context, _with_status(context, "awaiting return")),
        _nil_returns_table(context),
    )


def _summary(context: ReportContext) -> str:
    counts = [
        f"{_count(context, 'undated')} undated",
        f"{_count(context, 'no update')} continuing without an update in the last three months",
    ]
    if continuing := _count(context, "continuing"):
        counts.append(f"{continuing} more continuing")
    figures = plural(_count(context, "awaiting return"), "figure")
    return f"{', '.join(counts)}; {figures} awaiting a return."


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


def _no_update_points(context: ReportContext) -> Iterator[str]:
    """Yield a line with the refs of what is continuing without an update, if anything is."""
    refs = [row_ref(items) for items in group_into_rows(_with_status(context, "no update"))]
    if not refs:
        return
    shown = refs[:_MOST_REFS]
    if more := len(refs) - len(shown):
        shown.append(f"and {more} more")
    yield f"Amber, continuing without an update in the last three months: {', '.join(shown)}."


def _nil_return_points(context: ReportContext) -> Iterator[str]:
    """Yield a line about the leads, and one about the pathways, with nothing recorded."""
    since = format_day(_first_day(context))
    every = list(_nil_returns(context))
    for by in _GROUPINGS_WITH_RETURNS:
        nil_returns = [nil_return for nil_return in every if nil_return.by == by]
        if not nil_returns:
            continue
        shown = nil_returns[:_MOST_NAMES]
        names = "; ".join([_nil_return_text(context, nil_return) for nil_return in shown])
        if more := len(nil_returns) - len(shown):
            names = f"{names}; and {more} more"
        nouns = context.vocabulary.plural_title(by)
        yield f"{nouns} with something open, and nothing recorded since {since}: {names}."


def _nil_return_text(context: ReportContext, nil_return: _NilReturn) -> str:
    name = nil_return.name
    if nil_return.by == "lead" and nil_return.code:
        name = context.printed_leads_text((nil_return.code,))
    return f"{name} ({nil_return.still_open} open)"


def _nil_returns_table(context: ReportContext) -> ReportTable:
    """Return the leads and pathways with no entry on any of their items in the quarter."""
    vocabulary = context.vocabulary
    nouns = [vocabulary.singular(noun) for noun in context.checklist.loaded.stated_nouns]
    kind = Column("kind", capitalized(" or ".join(nouns)) or "Kind")
    columns = (_NAME, kind, _CODE, _MILESTONES, _STILL_OPEN)
    rows = []
    for each in _nil_returns(context):
        title = vocabulary.title(each.by)
        rows.append(table_row(each.name, title, each.code, each.milestones, each.still_open))
    return ReportTable(
        "nil_returns",
        f"Nil returns: something open, and nothing recorded since {format_day(_first_day(context))}",
        columns,
        rows=tuple(rows),
        nothing=f"None: something is recorded for every {' and '.join(nouns) or 'part'}.",
    )


def _first_day(context: ReportContext) -> date:
    """Return the first day of the quarter that is reported on.

    In the month after its end, that is still the quarter before: its returns are coming in.
    """
    return quarter_containing(context.as_of - _TO_RETURN).first


def _nil_returns(context: ReportContext) -> Iterator[_NilReturn]:
    returned = _refs_with_return(context)
    for by in _GROUPINGS_WITH_RETURNS:
        for group in group_items(context, by, context.items):
            refs = {item.ref for item in group.items}
            still_open, milestones = _open_milestones(group)
            if still_open and refs.isdisjoint(returned):
                yield _NilReturn(
                    group.code,
                    group.name,
                    group.items,
                    by=by,
                    milestones=milestones,
                    still_open=still_open,
                )


def _open_milestones(group: ReportGroup) -> tuple[int, int]:
    """Return how many milestones of a group are open, and how many there are."""
    milestones = deciding_items(count_once(group.items))
    return sum(map(is_open, milestones)), len(milestones)


def _refs_with_return(context: ReportContext) -> set[str]:
    day_before = _first_day(context) - timedelta(days=1)
    refs = set()
    for item in context.items:
        if any(_is_return(entry, day_before) for entry in item.entries):
            refs.add(item.ref)
    return refs


def _is_return(entry: Entry, since: date) -> bool:
    return entry.kind not in _NO_RETURN and is_after(entry, since)
