"""The summary: one page for whoever reads one page."""

import msgspec

from tui.reports.events import events
from tui.reports.header import facts, title
from tui.reports.headline import headline
from tui.reports.off_target import exceptions, exceptions_block
from tui.reports.overview import due_next_in_short, progress
from tui.reports.paper import Block, Column, Paper, Table
from tui.reports.position import Position

_WORST = 5
_COLUMNS = frozenset({"ref", "colour", "milestone", "lead", "due", "slip"})


def summary_paper(position: Position) -> Paper:
    """Return headline, pathways, the worst exceptions, and when the next Board is."""
    worst = exceptions_block(exceptions(position.counted), _WORST, "see the exception report")
    return Paper(
        kind="summary",
        title=title(position, "Summary"),
        as_of=position.as_of,
        facts=facts(position),
        blocks=(
            headline(position, short=True),
            msgspec.structs.replace(progress(position), bars=None, paragraphs=()),
            _narrow(worst),
            due_next_in_short(position),
        ),
        events=events(position),
    )


def _narrow(block: Block) -> Block:
    """Return a block with the columns that one page has room for."""
    return msgspec.structs.replace(block, tables=tuple(map(_narrow_table, block.tables)))


def _narrow_table(table: Table) -> Table:
    kept = [number for number, column in enumerate(table.columns) if column.key in _COLUMNS]
    columns: tuple[Column, ...] = tuple(table.columns[number] for number in kept)
    rows = tuple(tuple(row[number] for number in kept) for row in table.rows)
    return msgspec.structs.replace(table, columns=columns, rows=rows)
