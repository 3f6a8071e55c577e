"""The exception report, as a Board tables it each quarter: two pages to decide on, and annexes."""

from tui.reports.blocks.asked import asked_block, asks_in_full
from tui.reports.blocks.before_publication import (
    before_publication_block,
    before_publication_tables,
    later_items,
)
from tui.reports.blocks.colour_key import colour_key_block, short_key_block
from tui.reports.blocks.due_next import due_table
from tui.reports.blocks.exception_tables import all_exceptions, exceptions_block
from tui.reports.blocks.exceptions import Exceptions, find_exceptions
from tui.reports.blocks.headline import headline_block, status_table
from tui.reports.blocks.listing import listing_tables
from tui.reports.blocks.measures_by_quarter import (
    all_measures_table,
    measure_charts,
    measures_block,
)
from tui.reports.blocks.not_assessed import not_assessed_block, not_assessed_tables
from tui.reports.blocks.open_actions import actions_block
from tui.reports.blocks.over_time import moved_dates
from tui.reports.blocks.pathway_quarters import pathway_quarters_block
from tui.reports.blocks.progress_by_group import progress_table
from tui.reports.blocks.recent_changes import recent_changes_tables
from tui.reports.context import ReportContext
from tui.reports.document import Block
from tui.wording.counts import milestones_text


def exception_report_blocks(context: ReportContext) -> tuple[Block, ...]:
    """Return the blocks of the exception report, in the Board's order, then its annexes."""
    exceptions = find_exceptions(later_items(context))
    body = (
        asked_block(context),
        headline_block(context),
        exceptions_block(context, exceptions),
        pathway_quarters_block(context),
        measures_block(context),
        actions_block(context),
        not_assessed_block(context),
        *before_publication_block(context),
    )
    return (*body, short_key_block(context, body), *_annexes(context, exceptions))


def _annexes(context: ReportContext, exceptions: Exceptions) -> tuple[Block, ...]:
    """Return what is behind the body, the full checklist last."""
    return (
        _exceptions_annex(context, exceptions),
        _details_annex(context),
        _measures_annex(context),
        _checklist_annex(context),
    )


def _exceptions_annex(context: ReportContext, exceptions: Exceptions) -> Block:
    title = "Annex A: exceptions in full"
    table = all_exceptions(context, exceptions)
    tables = (*asks_in_full(context), table)
    return Block("annex_exceptions", title, tables=tables, is_annex=True)


def _details_annex(context: ReportContext) -> Block:
    tables = (
        due_table(context),
        *before_publication_tables(context),
        *not_assessed_tables(context),
        *recent_changes_tables(context),
    )
    title = "Annex B: what is due, not reported on, and changed"
    pictures = tuple(moved_dates(context))
    return Block("annex_details", title, tables=tables, pictures=pictures, is_annex=True)


def _measures_annex(context: ReportContext) -> Block:
    return Block(
        "annex_measures",
        f"Annex C: all {context.vocabulary.plural('measure')}",
        tables=(all_measures_table(context),),
        pictures=measure_charts(context),
        is_annex=True,
    )


def _checklist_annex(context: ReportContext) -> Block:
    by = context.vocabulary.singular(context.listing_group)
    total = milestones_text(context.counted, context.vocabulary)
    key = colour_key_block(context)
    tables = (status_table(context), progress_table(context), *listing_tables(context))
    return Block(
        "annex",
        f"Annex D: full checklist by {by}",
        paragraphs=(f"All {total}, each date and each quarter on its own line.",),
        points=key.points,
        tables=tables,
        is_annex=True,
    )
