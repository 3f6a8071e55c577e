"""The summary: one page, with the headline, progress and the worst exceptions."""

import msgspec

from tui.reports.blocks.before_publication import before_publication_block, later_items
from tui.reports.blocks.due_next import due_next_summary
from tui.reports.blocks.exceptions import exceptions_block, find_exceptions
from tui.reports.blocks.headline import headline_block
from tui.reports.blocks.progress_by_group import progress_block
from tui.reports.context import ReportContext
from tui.reports.document import Block, Cell, ReportTable

_MOST_EXCEPTIONS = 5
_COLUMNS = frozenset({"ref", "colour", "milestone", "lead", "due", "slip"})


def summary_report_blocks(context: ReportContext) -> tuple[Block, ...]:
    """Return the headline, progress by group, the worst exceptions and when the next Board is."""
    return (
        headline_block(context, short=True),
        _progress_table(context),
        _worst_exceptions(context),
        *before_publication_block(context, short=True),
        due_next_summary(context),
    )


def _progress_table(context: ReportContext) -> Block:
    """Return progress by group as a table alone."""
    return msgspec.structs.replace(progress_block(context), pictures=(), paragraphs=())


def _worst_exceptions(context: ReportContext) -> Block:
    """Return the worst exceptions, with the columns that fit on one page."""
    exceptions = find_exceptions(later_items(context))
    block = exceptions_block(context, exceptions, _MOST_EXCEPTIONS, "see the exception report")
    tables = tuple(map(_narrow_table, block.tables))
    return msgspec.structs.replace(block, tables=tables)


def _narrow_table(table: ReportTable) -> ReportTable:
    kept = [place for place, column in enumerate(table.columns) if column.key in _COLUMNS]
    columns = tuple([table.columns[place] for place in kept])
    rows = tuple([_narrow_row(row, kept) for row in table.rows])
    return msgspec.structs.replace(table, columns=columns, rows=rows)


def _narrow_row(row: tuple[Cell, ...], kept: list[int]) -> tuple[Cell, ...]:
    return tuple([row[place] for place in kept])
