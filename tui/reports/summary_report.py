"""The summary: one page, with the asks, the headline, progress and the worst exceptions."""

import msgspec

from tui.reports.blocks.asked import asks_sentence
from tui.reports.blocks.before_publication import before_publication_block, later_items
from tui.reports.blocks.due_next import due_sentence
from tui.reports.blocks.exception_tables import brief_table, exceptions_summary
from tui.reports.blocks.exceptions import find_exceptions
from tui.reports.blocks.headline import headline_block
from tui.reports.blocks.open_actions import actions_sentence, actions_to_report
from tui.reports.blocks.over_time import late_line
from tui.reports.blocks.progress_by_group import progress_block
from tui.reports.context import ReportContext
from tui.reports.document import Block

_MOST_EXCEPTIONS = 5


def summary_report_blocks(context: ReportContext) -> tuple[Block, ...]:
    """Return the asks, the headline, progress by group, the worst exceptions and what is next."""
    return (
        Block("asked", "For the Board", (asks_sentence(context),)),
        headline_block(context, short=True),
        _progress_table(context),
        _worst_exceptions(context),
        *before_publication_block(context),
        _next_block(context),
    )


def _progress_table(context: ReportContext) -> Block:
    """Return progress by group as a table alone."""
    return msgspec.structs.replace(progress_block(context), pictures=(), paragraphs=())


def _worst_exceptions(context: ReportContext) -> Block:
    """Return the worst exceptions, with the columns that fit on one page."""
    exceptions = find_exceptions(later_items(context))
    worst = exceptions.worst
    shown = worst[:_MOST_EXCEPTIONS]
    summary = exceptions_summary(context, exceptions)
    if more := len(worst) - len(shown):
        summary += f" The {len(shown)} worst are shown, and {more} more, see the exception report."
    table = brief_table("exceptions", "Exceptions", shown)
    return Block("exceptions", "Exceptions", (summary,), tables=(table,))


def _next_block(context: ReportContext) -> Block:
    """Return when the next Board is, how much is due by then, and the actions, a line each."""
    actions = actions_sentence(actions_to_report(context), context)
    paragraphs = [due_sentence(context), f"Actions from earlier meetings: {actions}."]
    if context.has_comparison:
        paragraphs += [line.words for line in late_line(context)]
    return Block("due", "Due before the next Board", tuple(paragraphs))
