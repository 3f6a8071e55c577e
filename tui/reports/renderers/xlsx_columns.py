"""How wide the columns of a sheet are, in letters, by what is in them."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import zip_longest

from tui.reports.document import Cell, Column

FILTER_ARROW = 3  # letters of a heading that the arrow of the filter covers
PAGE_LETTERS = 206  # letters side by side that can still be read on a landscape A4 page
_LEAST, _LONG_REF, _MOST = 7, 20, 100
_LONGEST_DAY = 13  # "30 Sep 2009" and its margins
_MARGINS = 2


def sheet_column_widths(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> list[int]:
    """Return a width for each column: its longest word, and a share of the room that is left."""
    least, more = [], []
    columns_of_cells = list(zip(*rows, strict=True)) or [()] * len(columns)
    for column, cells in zip(columns, columns_of_cells, strict=True):
        needed, wanted = _column_needs(column, cells)
        least.append(needed)
        more.append(max(wanted - needed, 0))
    room = max(0, PAGE_LETTERS - sum(least))
    share = min(1, room / (sum(more) or 1))
    return [width + int(share * extra) for width, extra in zip(least, more, strict=True)]


def widest_columns(widths: Sequence[Sequence[int]]) -> list[int]:
    """Return the widths of columns that tables under each other share, as wide as a page at most.

    If that is too wide, the wider columns give way, since their texts are wrapped.
    """
    widest = [max(column) for column in zip_longest(*widths, fillvalue=0)]
    while sum(widest) > PAGE_LETTERS and max(widest) > _LONG_REF:
        widest[widest.index(max(widest))] -= 1
    return widest


def _column_needs(column: Column, cells: Iterable[Cell]) -> tuple[int, int]:
    """Return the widths for a column's longest word and for its longest line, within limits."""
    heading = _longest(column.title.split()) + FILTER_ARROW
    least = most = max(_LEAST, min(heading, _LONG_REF))
    longest_word = _LONG_REF
    if column.kind == "text":
        longest_word = 2 * _LEAST
    for cell in cells:
        if not isinstance(cell, str):
            least = max(least, _value_width(cell))
        elif len(cell) > least - _MARGINS:
            most = max(most, min(_longest(cell.split("\n")), _MOST))
            least = max(least, min(_longest(cell.split()), longest_word))
    return least, most


def _longest(texts: Sequence[str]) -> int:
    """Return the width for the longest of some lines or words."""
    return max(map(len, texts), default=0) + _MARGINS


def _value_width(value: date | float | None) -> int:
    if isinstance(value, date):
        return _LONGEST_DAY
    return len(str(value or "")) + _MARGINS
