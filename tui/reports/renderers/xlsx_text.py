"""Text as the cells and names of a workbook can hold it, and the room that it takes."""

from collections.abc import Sequence
from functools import lru_cache

from plan_data.text import clean, one_line
from tui.formats.cells import neutralise_formula
from tui.reports.document import Cell

_LONGEST_TEXT = 32_767  # of a cell, in units of UTF-16
_CUT_NOTICE = " [Cut here: a cell holds no more. The other formats have the whole text.]"
_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
_LINE_HEIGHT, _TALLEST_ROW = 13, 409  # points; no row can be taller


@lru_cache(16_384)  # most cells have one of a few texts
def sheet_text(text: str) -> str:
    """Return `text` as a cell can hold it; the workbook takes it for text, not for a formula."""
    safe = clean(text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    if safe.startswith("<r>"):
        safe = f" {safe}"  # xlsxwriter would take it for markup
    if len(safe) < _LONGEST_TEXT // 2:
        return safe
    return limit_length(safe, _LONGEST_TEXT, _CUT_NOTICE)


def looks_like_formula(cell: Cell) -> bool:
    """Return whether a spreadsheet would take a text for a formula if somebody typed it."""
    return isinstance(cell, str) and neutralise_formula(cell) != cell


def sheet_line(text: str) -> str:
    """Return `text` on one line, as a cell can hold it."""
    return sheet_text(one_line(text))


def property_text(text: str, length: int) -> str:
    """Return `text` on one line of at most `length` units, for properties and footers."""
    line = one_line(text).replace("\ufffe", " ").replace("\uffff", " ")
    return limit_length(line, length, _ELLIPSIS)


def limit_length(text: str, length: int, ending: str = "") -> str:
    """Return `text` in at most `length` units of UTF-16, in which Excel counts."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * length:
        return text
    kept = units[: 2 * (length - len(ending))].decode("utf-16-le", "ignore")
    return kept.rstrip(" '") + ending


def row_height(cells: Sequence[Cell], widths: Sequence[int]) -> int | None:
    """Return the height for a row's longest cell in points, None if each cell has one line.

    A height is set since not every program makes rows higher for wrapped text.
    """
    most_lines = 1
    for cell, width in zip(cells, widths, strict=False):
        if isinstance(cell, str) and (len(cell) >= width or "\n" in cell):
            most_lines = max(most_lines, _count_lines(cell, width))
    if most_lines == 1:
        return None
    return min(most_lines * _LINE_HEIGHT, _TALLEST_ROW)


def _count_lines(text: str, width: int) -> int:
    lines = text.split("\n")
    return len(lines) + sum(len(line) // width for line in lines)
