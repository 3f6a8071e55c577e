"""The checklist report: every milestone, grouped by priority, pathway or lead."""

from tui.reports.blocks.colour_key import colour_key_block
from tui.reports.blocks.headline import headline_block, status_table
from tui.reports.blocks.listing import listing_tables
from tui.reports.blocks.report_groups import count_repeated, group_items
from tui.reports.context import ReportContext
from tui.reports.document import Block
from tui.wording.counts import milestones_text


def checklist_report_blocks(context: ReportContext) -> tuple[Block, ...]:
    """Return the headline, every milestone in its group, and the key."""
    return headline_block(context), _listing_block(context), colour_key_block(context)


def _listing_block(context: ReportContext) -> Block:
    by = context.vocabulary.singular(context.listing_group)
    tables = (status_table(context), *listing_tables(context))
    return Block("checklist", f"Checklist by {by}", (_size_text(context, by),), tables=tables)


def _size_text(context: ReportContext, by: str) -> str:
    text = f"{milestones_text(context.counted, context.vocabulary)}, each date of a repeating one and each quarter on its own line."
    groups = group_items(context, context.listing_group, context.counted)
    repeated = count_repeated(groups, context.counted)
    if not repeated:
        return text
    return f"{text} {repeated} of the lines repeat one that stands under another {by} as well."
