"""What several formats ask of a report's tables and charts."""

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from types import MappingProxyType

import msgspec

from plan_data.text import one_line
from store.checklist.status import Colour
from tui.formats.cells import cell_text
from tui.reports.document import (
    Block,
    Cell,
    ChartBar,
    ReportDocument,
    ReportTable,
    TableStyle,
)

MOST_COLUMNS = 9  # that can be read side by side on upright A4
_MOST_SUMMARY_ROWS = 26
_SMALL_PRINT = "key"  # key of a block
# How many columns stay side by side at least; all of them in other tables.
_LEAST_SIDE_BY_SIDE: Mapping[TableStyle, int] = MappingProxyType(
    {"table": MOST_COLUMNS, "records": 2, "asks": 2}
)


def table_heading(block: Block, table: ReportTable) -> str:
    """Return a table's title, or nothing if it repeats the title of its block."""
    if table.title == block.title:
        return ""
    return one_line(table.title)


def columns_side_by_side(table: ReportTable) -> int:
    """Return how many columns of a table are side by side on a page.

    The columns of text at the end of `records` and `asks` are not: their cells are below each
    row. So are those for which a wide table has no room.
    """
    count = len(table.columns)
    least = table.beside or _LEAST_SIDE_BY_SIDE.get(table.style, count)
    while count > least and table.columns[count - 1].kind == "text":
        count -= 1
    return count


def column_titles(table: ReportTable) -> list[str]:
    """Return the titles of a table's columns, each on one line."""
    return [one_line(column.title) for column in table.columns]


def cell_texts(table: ReportTable) -> list[list[str]]:
    """Return the rows of a table as people read them."""
    return [list(map(cell_text, row)) for row in table.rows]


def row_colours(table: ReportTable) -> Sequence[Colour]:
    """Return the colour of each row: `none` for all if the table has no colours."""
    if table.colours:
        return table.colours
    plain: Colour = "none"
    return (plain,) * len(table.rows)


def find_colour_cell(cells: Sequence[Cell], word: str) -> int | None:
    """Return the index of the first cell that starts with a colour's word, None if none does."""
    for index, cell in enumerate(cells):
        if isinstance(cell, str) and cell.casefold().startswith(word):
            return index
    return None


def count_items(bar: ChartBar) -> int:
    """Return how many items a bar counts."""
    return sum(bar.counts.values())


def heading_indexes(table: ReportTable, row: Sequence[Cell]) -> tuple[int, ...]:
    """Return which cells are headings of a row: the first that is not empty, in each half."""
    starts = [0]
    if table.style == "halves":
        starts.append(len(table.columns) // 2)
    headings = []
    for start in starts:
        filled = [index for index in range(start, len(row)) if row[index] is not None]
        headings += filled[:1]
    return tuple(headings)


def in_halves(table: ReportTable) -> ReportTable:
    """Return a table of the style `halves` with the second half of its rows beside the first."""
    if table.style != "halves":
        return table
    length = (len(table.rows) + 1) // 2
    empty = (None,) * len(table.columns)
    rows = []
    for left, right in zip_longest(table.rows[:length], table.rows[length:], fillvalue=empty):
        rows.append((*left, *right))
    return msgspec.structs.replace(table, columns=table.columns * 2, rows=tuple(rows))


def facts_beside_title(document: ReportDocument) -> list[tuple[str, str]]:
    """Return the lines of the header without the plan's title, which the report's has already."""
    facts = []
    for name, value in document.facts:
        if name != "Plan" or value not in document.title:
            facts.append((name, value))
    return facts


def is_small_print(block: Block) -> bool:
    """Return whether a block explains the paper, and is looked up rather than read."""
    return block.key == _SMALL_PRINT


def is_dense(document: ReportDocument) -> bool:
    """Return whether a summary has so many rows that one page needs small letters."""
    rows = 0
    for block in document.blocks:
        rows += sum(len(table.rows) for table in block.tables)
    return document.kind == "summary" and rows > _MOST_SUMMARY_ROWS


def document_fact(document: ReportDocument, name: str) -> str:
    """Return the value of the first fact of that name, in small letters, on one line, or nothing."""
    for fact, value in document.facts:
        if fact.casefold() == name:
            return one_line(value)
    return ""
