"""A table of the plan as aligned plain text, its cells wrapped if it is wider than the page."""

from collections.abc import Sequence
from itertools import zip_longest

from wcwidth import wcswidth

from plan_data.model import Table
from tui.formats.wrap import wrap_line

_GAP = "  "


def table_lines(table: Table, width: int) -> list[str]:
    """Return the columns' names and the rows of a table in lines of about `width` columns."""
    rows = [row for row in (table.columns, *table.rows) if row]
    if not rows:
        return []
    count = max(map(len, rows))
    padded = [(*row, *[""] * (count - len(row))) for row in rows]
    columns = list(zip(*padded, strict=True))
    longest_words = [_longest_word(column) for column in columns]
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
    room = width - len(_GAP) * (len(widths) - 1)
    fitted = list(widths)
    while sum(fitted) > room:
        spare = [n for n in range(len(fitted)) if fitted[n] > least[n]]
        if not spare:
            break
        fitted[max(spare, key=lambda n: fitted[n])] -= 1
    return fitted


def _row_lines(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    cells = [wrap_line(cell, width) for cell, width in zip(row, widths, strict=True)]
    lines = []
    for parts in zip_longest(*cells, fillvalue=""):
        padded = [
            part + " " * (width - _columns(part)) for part, width in zip(parts, widths, strict=True)
        ]
        lines.append(_GAP.join(padded).rstrip())
    return lines
