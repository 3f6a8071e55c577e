"""A block's tables as pages show them, in Word and in PDF: what is side by side, and how wide."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from plan_data.text import one_line
from store.checklist.status import Colour
from tui.formats.cells import cell_text
from tui.reports.document import Block, Cell, Column, ReportTable
from tui.reports.renderers.page_columns import LETTER_SIZE, PAGE_WIDTH, column_widths
from tui.reports.renderers.svg_elements import PAINTS
from tui.reports.renderers.tables import (
    cell_texts,
    column_titles,
    columns_side_by_side,
    find_colour_cell,
    heading_indexes,
    in_halves,
    row_colours,
    table_heading,
)


class PageRow(Struct, frozen=True):
    """A row: `below` are the named texts that have no room beside the others.

    `colour_cell` has the word of the row's colour, if there is one; `heading_cells` name the row,
    or each half of it.
    """

    texts: tuple[str, ...]
    below: tuple[tuple[str, str], ...]
    colour: Colour
    colour_cell: int | None
    heading_cells: tuple[int, ...]


class PageTable(Struct, frozen=True):
    """A table; the `widths` of its columns are in twentieths of a point."""

    table: ReportTable
    heading: str
    columns: tuple[Column, ...]
    widths: tuple[int, ...]
    rows: tuple[PageRow, ...]

    @property
    def titles(self) -> list[str]:
        """The titles of the columns, each on one line."""
        return [one_line(column.title) for column in self.columns]


def page_tables(block: Block, letter_size: float) -> list[PageTable]:
    """Return the tables of a block, in letters of so many points.

    Tables of the same columns are equally wide.
    """
    scale = letter_size / LETTER_SIZE
    page_width = int(PAGE_WIDTH / scale)
    widths: dict[tuple[Column, ...], tuple[int, ...]] = {}
    shown = list(map(in_halves, block.tables))
    for columns, texts in _rows_by_columns(shown).items():
        columns_widths = column_widths(columns, texts, page_width)
        widths[columns] = tuple([int(width * scale) for width in columns_widths])
    tables = []
    for table in shown:
        columns = table.columns[: columns_side_by_side(table)]
        rows = []
        for row, colour in zip(table.rows, row_colours(table), strict=True):
            rows.append(_page_row(table, row, colour, len(columns)))
        heading = table_heading(block, table)
        tables.append(PageTable(table, heading, columns, widths[columns], tuple(rows)))
    return tables


def _rows_by_columns(
    tables: Iterable[ReportTable],
) -> Mapping[tuple[Column, ...], list[list[str]]]:
    """Return the headings and the rows of all tables that have the same columns side by side."""
    rows_by_columns: dict[tuple[Column, ...], list[list[str]]] = {}
    for table in tables:
        count = columns_side_by_side(table)
        columns = table.columns[:count]
        rows = rows_by_columns.setdefault(columns, [column_titles(table)[:count]])
        rows += [texts[:count] for texts in cell_texts(table)]
    return rows_by_columns


def _page_row(table: ReportTable, row: Sequence[Cell], colour: Colour, count: int) -> PageRow:
    texts = list(map(cell_text, row))
    below = []
    for column, text in zip(table.columns[count:], texts[count:], strict=True):
        if text:
            below.append((one_line(column.title), text))
    colour_cell = None
    if table.colours:
        colour_cell = find_colour_cell(texts[:count], PAINTS[colour].word)
    headings = heading_indexes(table, row[:count])
    return PageRow(tuple(texts[:count]), tuple(below), colour, colour_cell, headings)
