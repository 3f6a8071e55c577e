"""Groups by period as SVG: in each cell the count and the word of its worst colour."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from tui.reports.document import Matrix, MatrixCell, MatrixRow
from tui.reports.renderers.svg_elements import (
    MATRIX_WIDTH,
    PAINTS,
    RULE,
    SMALL_LETTER_WIDTH,
    SMALL_SIZE,
    SOFT_INK,
    Position,
    add_element,
    add_lines,
    set_attributes,
    wrap_label,
)

_LABEL_WIDTH, _GAP = 152, 2
_HEADING_HEIGHT, _ROW_HEIGHT, _CELL_HEIGHT = 16, 13, 11.5
_STRIPE_WIDTH = 4  # in the colour itself; the rest of the cell is a tint, to be read easily


def draw_matrix(svg: Element, matrix: Matrix, _key: str) -> float:
    """Draw a matrix, and return its height."""
    column_width = (MATRIX_WIDTH - _LABEL_WIDTH) / max(1, len(matrix.columns))
    _add_headings(svg, matrix, column_width)
    y = _HEADING_HEIGHT
    for row in matrix.rows:
        _add_row(svg, row, y, column_width)
        y += _ROW_HEIGHT
    return y


def _add_headings(svg: Element, matrix: Matrix, column_width: float) -> None:
    corner = wrap_label(matrix.corner, _LABEL_WIDTH - _GAP, 1)
    for line in corner:
        add_element(svg, "text", line, x=0, y=12, fill=SOFT_INK)
    x: float = _LABEL_WIDTH
    for column in matrix.columns:
        for line in wrap_label(column, column_width - _GAP, 1):
            add_element(svg, "text", line, x=x, y=12, fill=SOFT_INK)
        x += column_width


def _add_row(svg: Element, row: MatrixRow, y: float, column_width: float) -> None:
    label = wrap_label(row.label, _LABEL_WIDTH - _GAP, 1, SMALL_LETTER_WIDTH)
    add_lines(svg, label, (0, y + _CELL_HEIGHT / 2 + 1), size=SMALL_SIZE)
    x: float = _LABEL_WIDTH
    for cell in row.cells:
        _add_cell(svg, cell, (x, y), column_width - _GAP)
        x += column_width


def _add_cell(svg: Element, cell: MatrixCell, position: Position, width: float) -> None:
    x, y = position
    paint = PAINTS[cell.colour]
    fill = PAINTS["white"].fill
    if cell.text:
        fill = paint.tint
    _add_box(svg, position, width, {"fill": fill, "stroke": RULE})
    if not cell.text:
        return
    _add_box(svg, position, _STRIPE_WIDTH, {"fill": paint.fill, "stroke": SOFT_INK})
    text_x = x + _STRIPE_WIDTH + 3
    lines = wrap_label(cell.text, width - _STRIPE_WIDTH - 3, 1, SMALL_LETTER_WIDTH)
    add_lines(svg, lines, (text_x, y + _CELL_HEIGHT / 2 + 1), size=SMALL_SIZE)


def _add_box(svg: Element, position: Position, width: float, look: Mapping[str, str]) -> None:
    x, y = position
    box = add_element(svg, "rect", x=x, y=y, width=width, height=_CELL_HEIGHT)
    set_attributes(box, look)
