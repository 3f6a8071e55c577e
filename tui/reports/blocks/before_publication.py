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


def before_publication_block(context: ReportContext, *, short: bool = False) -> tuple[Block, ...]:
    """Return the block, without its table if it is to be `short`; none if nothing fell due."""
    early = early_items(context)
    if not early:
        return ()
    title = f"{BEFORE_PUBLICATION}: {count_text(early)}"
    tables: tuple[ReportTable, ...] = ()
    if not short:
        columns = (REF, MILESTONE, lead_column(context.vocabulary), DUE, POSITION)
        rows = tuple(map(due_row, group_into_rows(early)))
        tables = (ReportTable("before_publication", title, columns, rows),)
    return (Block("before_publication", title, (_EXPLANATION,), tables=tables),)
