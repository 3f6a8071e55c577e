"""What several formats ask of a report's tables and charts."""

from collections.abc import Sequence

from plan_data.text import one_line
from store.checklist.status import Colour
from tui.formats.cells import cell_text
from tui.reports.document import Block, Cell, ChartBar, ReportTable


def table_heading(block: Block, table: ReportTable) -> str:
    """Return a table's title, or nothing if it repeats the title of its block."""
    if table.title == block.title:
        return ""
    return one_line(table.title)


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
