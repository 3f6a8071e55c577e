"""Rows of tables: which items share a row, and the cells that all such rows have."""

from collections.abc import Callable, Iterable, Sequence

from store.checklist.checklist import ChecklistItem
from store.checklist.status import Colour, Status
from tui.reports.context import ReportContext
from tui.reports.document import Cell
from tui.wording.report_text import fold_summary_text, position_text

RowItems = Sequence[ChecklistItem]  # the items of one milestone that share a row


def group_into_rows(
    items: Iterable[ChecklistItem], value_of: Callable[[ChecklistItem], object] | None = None
) -> list[RowItems]:
    """Return the items of each row, rows in the order of their first items.

    Items share a row if they belong to one milestone and have the same value.
    """
    rows: dict[tuple[str, object], list[ChecklistItem]] = {}
    for item in items:
        value = None
        if value_of:
            value = value_of(item)
        rows.setdefault((item.planned.milestone, value), []).append(item)
    return list(rows.values())


def status_of(item: ChecklistItem) -> Status:
    """Return the status of an item, for items that share a row by it."""
    return item.state.status


def colour_of(item: ChecklistItem) -> Colour:
    """Return the rule's colour of an item, for items that share a row by it."""
    return item.state.colour


def row_ref(items: RowItems) -> str:
    """Return the ref of an item; of several, the id of their milestone."""
    if len(items) == 1:
        return items[0].ref
    return items[0].planned.milestone


def row_title(items: RowItems, otherwise: str = "due, first") -> str:
    """Return the title of a milestone; of several occurrences, with their summary.

    `otherwise` is as in `fold_summary_text`.
    """
    title = items[0].planned.title
    if len(items) == 1:
        return title
    return f"{title}: {fold_summary_text(items, otherwise)}"


def row_leads(context: ReportContext, items: RowItems) -> str:
    """Return the leads of a milestone, as the plan prints them."""
    return context.printed_leads_text(items[0].planned.leads)


def milestone_row(context: ReportContext, items: RowItems, *more: Cell) -> tuple[Cell, ...]:
    """Return a row of ref, milestone and leads, and of more cells."""
    return table_row(row_ref(items), row_title(items), row_leads(context, items), *more)


def due_row(context: ReportContext, items: RowItems) -> tuple[Cell, ...]:
    """Return a row of ref, milestone, leads, due date and position."""
    first = items[0]
    return milestone_row(context, items, first.state.due, position_text(first))


def table_row(*cells: Cell) -> tuple[Cell, ...]:
    """Return the cells as a row, with None for an empty text."""
    return tuple([None if cell == "" else cell for cell in cells])
