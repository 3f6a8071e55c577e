"""A table of the plan as plain text: in aligned columns, or row by row if it is too wide."""

from collections.abc import Iterable, Sequence
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
    rows = filled_rows(table)
    if not rows:
        return []
    columns = list(zip_longest(*rows, fillvalue=""))
    padded = list(zip(*columns, strict=True))
    longest_words = list(map(_longest_word, columns))
    if table.columns and sum(longest_words) > _room(len(columns), width):
        return _lines_by_row(padded[0], padded[1:])
    widths = _fitted(list(map(_widest, columns)), longest_words, width)
    lines = _row_lines(padded[0], widths)
    if table.columns:
        lines.append(_GAP.join(["-" * column for column in widths]))
    for row in padded[1:]:
        lines += _row_lines(row, widths)
    return lines


def filled_rows(table: Table) -> list[Sequence[str]]:
    """Return the columns' names and the rows of a table, without those that have no cells."""
    return list(filter(None, (table.columns, *table.rows)))


def _columns(text: str) -> int:
    return max(0, wcswidth(text))


def _widest(texts: Iterable[str]) -> int:
    return max(map(_columns, texts), default=0)


def _longest_word(cells: Sequence[str]) -> int:
    return _widest(" ".join(cells).split())


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
        for name, cell in zip(names[1:], others, strict=True):
            if cell:
                lines.append(f"  {name}: {cell}")
    return lines


def _row_lines(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    cells = map(wrap_line, row, widths)
    lines = []
    for parts in zip_longest(*cells, fillvalue=""):
        line = _GAP.join(map(_padded, parts, widths))
        lines.append(line.rstrip())
    return lines


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _columns(text))
