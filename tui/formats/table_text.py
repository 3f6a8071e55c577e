"""A table of the plan as plain text: in aligned columns, or row by row if it is too wide."""

from collections.abc import Sequence
from itertools import zip_longest

from wcwidth import wcswidth

from plan_data.model import Table
from tui.formats.wrap import wrap_line

_GAP = "  "


def table_lines(table: Table, width: int) -> list[str]:
    """Return the columns' names and the rows of a table in lines of at most `width` columns.

    Cells are wrapped between words. If that is not enough, each cell has a line after its column's
    name, which is never wrapped.
    """
    rows = [row for row in (table.columns, *table.rows) if row]
    if not rows:
        return []
    count = max(map(len, rows))
    padded = [(*row, *[""] * (count - len(row))) for row in rows]
    columns = list(zip(*padded, strict=True))
    longest_words = [_longest_word(column) for column in columns]
    if table.columns and sum(longest_words) > _room(count, width):
        return _lines_by_row(padded[0], padded[1:])
    widths = _fitted([max(map(_columns, column)) for column in columns], longest_words, width)
    lines: list[str] = []
    for row in padded:
        lines += _row_lines(row, widths)
    if table.columns:
        rule = _GAP.join("-" * column for column in widths)
        lines.insert(len(_row_lines(padded[0], widths)), rule)
    return lines


def _columns(text: str) -> int:
    return max(0, wcswidth(text))


def _longest_word(cells: Sequence[str]) -> int:
    words = [word for cell in cells for word in cell.split()]
    return max(map(_columns, words), default=0)


def _fitted(widths: Sequence[int], least: Sequence[int], width: int) -> list[int]:
    """Return the widths of columns, the widest cut until all fit or no word could be kept whole."""
    room = _room(len(widths), width)
    fitted = list(widths)
    while sum(fitted) > room:
        spare = [n for n in range(len(fitted)) if fitted[n] > least[n]]
        if not spare:
            break
        fitted[max(spare, key=lambda n: fitted[n])] -= 1
    return fitted


def _room(count: int, width: int) -> int:
    """Return how many columns of the page `count` cells side by side can have."""
    return width - len(_GAP) * (count - 1)


def _lines_by_row(names: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the first cell of each row, and below it the others with their columns' names."""
    lines: list[str] = []
    for first, *others in rows:
        lines.append(first)
        lines += [f"  {name}: {cell}" for name, cell in zip(names[1:], others, strict=True) if cell]
    return lines


def _row_lines(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    cells = [wrap_line(cell, width) for cell, width in zip(row, widths, strict=True)]
    lines = []
    for parts in zip_longest(*cells, fillvalue=""):
        padded = [
            part + " " * (width - _columns(part)) for part, width in zip(parts, widths, strict=True)
        ]
        lines.append(_GAP.join(padded).rstrip())
    return lines
