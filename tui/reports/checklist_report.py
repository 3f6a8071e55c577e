"""The checklist as a paper: every milestone, grouped by priority, pathway or lead."""

from tui.reports.blocks.calendar import calendar_events
from tui.reports.blocks.columns import group_items
from tui.reports.blocks.header import header_facts, report_title
from tui.reports.blocks.headline import headline_block, status_table
from tui.reports.blocks.key_notes import key_block
from tui.reports.blocks.listing import listing_tables
from tui.reports.context import GroupBy, ReportContext
from tui.reports.document import Block, ReportDocument
from tui.wording.counts import plural


def checklist_report(position: ReportContext) -> ReportDocument:
    """Return every milestone in its group."""
    by: GroupBy = position.request.group_by or "priority"
    return ReportDocument(
        kind="checklist",
        title=report_title(position, "Checklist"),
        as_of=position.as_of,
        facts=header_facts(position),
        blocks=(headline_block(position), _all(position, by), key_block(position)),
        events=calendar_events(position),
    )


def _all(position: ReportContext, by: GroupBy) -> Block:
    groups = group_items(position, by, position.counted)
    total = len(position.counted)
    again = sum(len(items) for _, _, items in groups) - total
    also = f" {again} of the lines repeat one that stands under another {by} as well." if again else ""
    paragraph = f"{plural(total, 'milestone')}, each date of a repeating one and each quarter on its own line.{also}"
    return Block(
        "checklist", f"Checklist by {by}", (paragraph,), tables=(status_table(position), *listing_tables(position, by))
    )
