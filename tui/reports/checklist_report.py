"""The checklist as a paper: every milestone, grouped by priority, pathway or lead."""

from tui.reports.blocks.colour_key import colour_key_block
from tui.reports.blocks.headline import headline_block, status_table
from tui.reports.blocks.listing import listing_tables
from tui.reports.blocks.table_rows import group_items
from tui.reports.context import GroupBy, ReportContext
from tui.reports.document import Block
from tui.wording.counts import plural


def checklist_report_blocks(context: ReportContext) -> tuple[Block, ...]:
    """Return the headline, every milestone in its group, and the key."""
    by: GroupBy = context.request.group_by or "priority"
    return (headline_block(context), _all(context, by), colour_key_block(context))


def _all(context: ReportContext, by: GroupBy) -> Block:
    groups = group_items(context, by, context.counted)
    total = len(context.counted)
    again = sum(len(items) for _, _, items in groups) - total
    also = (
        f" {again} of the lines repeat one that stands under another {by} as well." if again else ""
    )
    paragraph = f"{plural(total, 'milestone')}, each date of a repeating one and each quarter on its own line.{also}"
    return Block(
        "checklist",
        f"Checklist by {by}",
        (paragraph,),
        tables=(status_table(context), *listing_tables(context, by)),
    )
