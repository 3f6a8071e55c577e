"""What fell due before the plan was published, and nobody has recorded anything of since."""

from store.checklist.checklist import ChecklistItem
from store.query.publication import due_before_publication
from tui.reports.blocks.table_columns import DUE, MILESTONE, POSITION, REF, lead_column
from tui.reports.blocks.table_rows import due_row, group_into_rows
from tui.reports.context import ReportContext
from tui.reports.document import Block, ReportTable
from tui.wording.counts import count_text
from tui.wording.report_text import BEFORE_PUBLICATION

_EXPLANATION = (
    "These are late by the rule, but nobody could have reported on them in time."
    " Each needs an opening position: the day on which it was done, or a note."
)


def early_items(context: ReportContext) -> tuple[ChecklistItem, ...]:
    """Return the counted items that fell due before publication and have no entry."""
    return due_before_publication(context.checklist, context.counted)


def later_items(context: ReportContext) -> list[ChecklistItem]:
    """Return the counted items without `early_items`."""
    early = {item.ref for item in early_items(context)}
    return [item for item in context.counted if item.ref not in early]


def before_publication_block(context: ReportContext) -> tuple[Block, ...]:
    """Return the block, which says how much it is; none if nothing fell due."""
    if not early_items(context):
        return ()
    return (Block("before_publication", _title(context), (_EXPLANATION,)),)


def before_publication_tables(context: ReportContext) -> list[ReportTable]:
    """Return the table of what fell due, none if nothing did."""
    early = early_items(context)
    if not early:
        return []
    columns = (REF, MILESTONE, lead_column(context.vocabulary), DUE, POSITION)
    rows = [due_row(context, items) for items in group_into_rows(early)]
    return [ReportTable("before_publication", _title(context), columns, tuple(rows))]


def _title(context: ReportContext) -> str:
    return f"{BEFORE_PUBLICATION}: {count_text(early_items(context))}"
