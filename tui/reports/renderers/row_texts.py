"""A row of a table in words, for formats that have no room for many columns."""

from collections.abc import Container, Sequence

from plan_data.text import one_line
from tui.formats.cells import cell_text
from tui.reports.document import (
    BarChart,
    Block,
    Cell,
    Column,
    Matrix,
    MatrixRow,
    Picture,
    ReportTable,
    TrajectoryChart,
)
from tui.reports.renderers.tables import column_titles

_GAP = "  "
_HEAD_KEYS = frozenset({"milestone", "measure", "title", "name"})  # columns that name a row


def row_in_words(table: ReportTable, row: Sequence[Cell]) -> tuple[str, list[str]]:
    """Return what a row is about, and its other cells that are not empty, with their titles.

    An ask is about its number, its title and, in brackets, its ref.
    """
    texts = list(map(cell_text, row))
    heads = _head_columns(table)
    if table.style == "asks":
        heads = _ask_columns(table)
        name = _ask_name(table, texts)
    else:
        names = [one_line(texts[head]) for head in heads if texts[head]]
        name = _GAP.join(names)
    return name or "no name", _fields(column_titles(table), texts, heads)


def matrix_table(matrix: Matrix) -> ReportTable:
    """Return a matrix as a table, for formats that do not draw it."""
    columns = [Column("group", matrix.corner)]
    for number, title in enumerate(matrix.columns, 1):
        columns.append(Column(f"column_{number}", title))
    rows = tuple(map(_matrix_row, matrix.rows))
    return ReportTable("matrix", matrix.title, tuple(columns), rows)


def _matrix_row(row: MatrixRow) -> tuple[Cell, ...]:
    return (row.label, *[cell.text or None for cell in row.cells])


def is_in_tables(picture: Picture, block: Block) -> bool:
    """Return whether the tables of a picture's block have its numbers too."""
    return bool(block.tables) and isinstance(picture, BarChart | TrajectoryChart)


def _head_columns(table: ReportTable) -> list[int]:
    """Return the indexes of the columns that name what a row is about."""
    heads = []
    for index, column in enumerate(table.columns):
        if index == 0 or column.key in _HEAD_KEYS:
            heads.append(index)
    return heads


def _ask_columns(table: ReportTable) -> list[int]:
    refs = [index for index, column in enumerate(table.columns) if column.kind == "ref"]
    return [*_head_columns(table), *refs]


def _ask_name(table: ReportTable, texts: Sequence[str]) -> str:
    number, *heads = [one_line(texts[head]) for head in _head_columns(table)]
    words = [f"{number}.", *heads]
    for column, text in zip(table.columns, texts, strict=True):
        if column.kind == "ref" and text:
            words.append(f"({one_line(text)})")
    return " ".join(words)


def _fields(titles: Sequence[str], texts: Sequence[str], heads: Container[int]) -> list[str]:
    fields = []
    for index, text in enumerate(texts):
        if text and index not in heads:
            fields.append(f"{titles[index]}: {text}")
    return fields
