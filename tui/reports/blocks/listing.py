"""The full checklist: every item on a row of its own, in a table for each group."""

from plan_data.vocabulary import Vocabulary
from store.checklist.checklist import ChecklistItem
from store.checklist.status import Colour
from tui.reports.blocks.report_groups import ReportGroup, group_items
from tui.reports.blocks.table_columns import (
    COLOUR,
    DUE,
    FORECAST,
    LAST_NOTE,
    MILESTONE,
    POSITION,
    PRINTED,
    REF,
    judgement_column,
    lead_column,
    pathway_column,
)
from tui.reports.blocks.table_rows import table_row
from tui.reports.context import ReportContext
from tui.reports.document import Cell, Column, ReportTable
from tui.wording.counts import milestones_text
from tui.wording.item_text import pathways_label
from tui.wording.report_text import colour_word, judgement_text, position_text, signed

_DONE = Column("done", "Done", "date")


def listing_columns(vocabulary: Vocabulary) -> tuple[Column, ...]:
    """Return the columns of each table of the full checklist."""
    return (
        REF,
        MILESTONE,
        lead_column(vocabulary),
        pathway_column(vocabulary),
        PRINTED,
        DUE,
        COLOUR,
        POSITION,
        _DONE,
        FORECAST,
        judgement_column(vocabulary),
        LAST_NOTE,
    )


def listing_tables(context: ReportContext) -> list[ReportTable]:
    """Return a table for each group."""
    by = context.listing_group
    counted = {item.ref for item in context.counted}
    tables = []
    for number, group in enumerate(group_items(context, by, context.items), start=1):
        tables.append(_group_table(context, f"{by}_{number}", group, counted))
    return tables


def _group_table(
    context: ReportContext, key: str, group: ReportGroup, counted: set[str]
) -> ReportTable:
    """Return the table of a group; items that are counted elsewhere have no colour."""
    rows: list[tuple[Cell, ...]] = []
    colours: list[Colour] = []
    for item in group.items:
        if item.ref in counted:
            colour = colour_word(item.state.colour)
            rows.append(_row(context, item, colour, position_text(item)))
            colours.append(item.state.colour)
        else:
            position = f"the same as {item.planned.same_as}, and counted there"
            rows.append(_row(context, item, None, position))
            colours.append("none")
    title = f"{group.label}: {_size_text(context, group, counted)}"
    columns = listing_columns(context.vocabulary)
    return ReportTable(key, title, columns, tuple(rows), tuple(colours))


def _size_text(context: ReportContext, group: ReportGroup, counted: set[str]) -> str:
    once = [item for item in group.items if item.ref in counted]
    repeated = len(group.items) - len(once)
    size = milestones_text(once, context.vocabulary)
    if not repeated:
        return size
    return f"{size}, and {repeated} counted elsewhere"


def _row(
    context: ReportContext, item: ChecklistItem, colour: str | None, position: str
) -> tuple[Cell, ...]:
    planned, state = item.planned, item.state
    return table_row(
        item.ref,
        planned.title,
        context.printed_leads_text(planned.leads),
        pathways_label(planned),
        planned.printed,
        state.due,
        colour,
        position,
        state.done_on,
        state.forecast,
        judgement_text(item),
        _last_note(item),
    )


def _last_note(item: ChecklistItem) -> str | None:
    """Return the latest text of an item; judgements have a column of their own."""
    for entry in reversed(item.entries):
        if entry.kind != "judged" and (text := entry.all_text):
            return signed(text, entry)
    return None
