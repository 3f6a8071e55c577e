"""Every milestone, under its priority, pathway or lead; here nothing is folded."""

from store.checklist.checklist import ChecklistItem
from tui.reports.blocks.table_rows import (
    COLOUR,
    DUE,
    FORECAST,
    LEAD,
    MILESTONE,
    PATHWAY,
    PRINTED,
    REF,
    STANDS,
    group_items,
    table_row,
)
from tui.reports.context import GroupBy, ReportContext
from tui.reports.document import Cell, Column, ReportTable
from tui.wording.counts import codes_text, plural
from tui.wording.report_text import colour_word, judgement_text, position_text, signed

LISTING_COLUMNS = (
    REF,
    MILESTONE,
    LEAD,
    PATHWAY,
    PRINTED,
    DUE,
    COLOUR,
    STANDS,
    Column("done", "Done", "date"),
    FORECAST,
    Column("judgement", "Lead's judgement"),
    Column("note", "Last note"),
)


def listing_tables(context: ReportContext, by: GroupBy) -> tuple[ReportTable, ...]:
    """Return a table for each group."""
    counted = {item.ref for item in context.counted}
    return tuple(
        ReportTable(
            f"{by}_{number}",
            f"{' '.join(filter(None, (code, name)))}: {_size(items, counted)}",
            LISTING_COLUMNS,
            tuple(_row(item, item.ref in counted) for item in items),
            tuple(item.state.colour if item.ref in counted else "none" for item in items),
        )
        for number, (code, name, items) in enumerate(
            group_items(context, by, context.items), start=1
        )
    )


def _size(items: tuple[ChecklistItem, ...], counted: set[str]) -> str:
    once = sum(item.ref in counted for item in items)
    twice = len(items) - once
    return plural(once, "milestone") + (f", and {twice} counted elsewhere" if twice else "")


def _row(item: ChecklistItem, is_counted: bool) -> tuple[Cell, ...]:  # noqa: FBT001 - private
    plan, state = item.planned, item.state
    last = next((entry for entry in reversed(item.notes) if entry.kind != "judged"), None)
    return table_row(
        item.ref,
        plan.title,
        codes_text(plan.leads),
        codes_text(plan.pathways)
        + (" (inferred)" if plan.pathways_inferred and plan.pathways else ""),
        plan.printed,
        state.due,
        colour_word(state.colour) if is_counted else None,
        position_text(item) if is_counted else f"the same as {plan.same_as}, and counted there",
        state.done_on,
        state.forecast,
        judgement_text(item),
        signed(last.all_text, last) if last else None,
    )
