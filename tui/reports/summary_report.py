"""The summary: one page for whoever reads one page."""

import msgspec

from tui.reports.blocks.exceptions import exceptions_block, find_exceptions
from tui.reports.blocks.headline import headline_block
from tui.reports.blocks.progress_by_group import due_next_summary, progress_block
from tui.reports.context import ReportContext
from tui.reports.document import Block, Column, ReportTable

_WORST = 5
_COLUMNS = frozenset({"ref", "colour", "milestone", "lead", "due", "slip"})


def summary_report_blocks(context: ReportContext) -> tuple[Block, ...]:
    """Return the headline, the groups, the worst exceptions and when the next Board is."""
    worst = exceptions_block(find_exceptions(context.counted), _WORST, "see the exception report")
    return (
        headline_block(context, short=True),
        msgspec.structs.replace(progress_block(context), bars=None, paragraphs=()),
        _narrow(worst),
        due_next_summary(context),
    )


def _narrow(block: Block) -> Block:
    """Return a block with the columns that one page has room for."""
    return msgspec.structs.replace(block, tables=tuple(map(_narrow_table, block.tables)))


def _narrow_table(table: ReportTable) -> ReportTable:
    kept = [number for number, column in enumerate(table.columns) if column.key in _COLUMNS]
    columns: tuple[Column, ...] = tuple(table.columns[number] for number in kept)
    rows = tuple(tuple(row[number] for number in kept) for row in table.rows)
    return msgspec.structs.replace(table, columns=columns, rows=rows)
