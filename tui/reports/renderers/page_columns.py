"""How wide the columns of a table are on a page, by what is in them.

All widths are in twentieths of a point, as in WordprocessingML.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence

from tui.reports.document import Column

LETTER_SIZE = 8  # points; the widths are for letters of this size
PAGE_WIDTH = 10130  # between the margins of a page
_LETTER, _CELL_MARGINS = 88, 150
_BOLD_LETTER = 1.15  # letters of a heading, in letters of the text
_EXTRA_CAPITAL = 0.35  # capitals are wider
_LONGEST_WORD, _WIDEST_COLUMN = 22, 44  # letters
_HALF_HEADING = 7  # letters: short headings have two lines at most
_NEARLY_FULL = 0.6  # of the page: a table that asks for more is made as wide as the page
_CROWDED = 0.82  # of the page: beyond it, refs and dates may break
_SPACES = re.compile(r"\s+")
_NOWHERE = re.compile("$")
# Where a cell of each kind may continue on its next line; all others at spaces.
_BREAKS: Mapping[str, re.Pattern[str]] = {"date": _NOWHERE, "ref": _NOWHERE}
_TIGHT_BREAKS: Mapping[str, re.Pattern[str]] = {
    "text": re.compile(r"\s+|(?<=-)"),
    "ref": re.compile("(?<=.{10}-)"),
    "date": re.compile(r" (?=\d{4}$)"),
}

Cells = Sequence[str]  # those of a column, its heading first


def width_for(letters: float) -> int:
    """Return the width of a column with room for so many letters."""
    return round(letters * _LETTER) + _CELL_MARGINS


def column_widths(columns: Sequence[Column], rows: Sequence[Cells], page_width: int) -> list[int]:
    """Return a width for each column: what it needs, and a share of what is left over.

    `rows` are the headings and then the rows of the table. The longer the texts of a column are,
    the larger is its share.
    """
    texts = list(zip(*rows, strict=True))
    preferred = list(map(_preferred_width, texts))
    if sum(preferred) < page_width * _NEARLY_FULL:
        return preferred
    shares = _shares(columns, texts)
    if sum(preferred) <= page_width:
        return _distribute(page_width - sum(preferred), preferred, shares)
    least = _least_widths(columns, texts, _BREAKS)
    if sum(least) > page_width * _CROWDED:
        least = _least_widths(columns, texts, _TIGHT_BREAKS)
    needed = sum(least)
    if needed >= page_width:
        return [width * page_width // needed for width in least]
    return _distribute(page_width - needed, least, shares)


def _preferred_width(cells: Cells) -> int:
    text = min(_longest(cells), _WIDEST_COLUMN)
    unbroken = _least_letters(cells, _NOWHERE)
    return width_for(max(text, unbroken))


def _least_widths(
    columns: Sequence[Column], texts: Iterable[Cells], breaks: Mapping[str, re.Pattern[str]]
) -> list[int]:
    widths = []
    for column, cells in zip(columns, texts, strict=True):
        letters = _least_letters(cells, breaks.get(column.kind, _SPACES))
        widths.append(width_for(letters))
    return widths


def _least_letters(cells: Cells, breaks: re.Pattern[str]) -> float:
    """Return the letters of a column's longest part that is not to be broken, up to a limit."""
    parts = set()
    for cell in set(cells[1:]):
        parts.update(breaks.split(cell))
    longest = max(map(_letters, parts), default=0)
    heading = max(map(_letters, cells[0].split()), default=0)
    heading = max(heading, min(_letters(cells[0]) / 2, _HALF_HEADING))
    return min(max(_BOLD_LETTER * heading, longest), _LONGEST_WORD)


def _letters(word: str) -> float:
    capitals = sum(map(str.isupper, word))
    return len(word) + _EXTRA_CAPITAL * capitals


def _longest(cells: Cells) -> int:
    return max(map(len, cells))


def _shares(columns: Sequence[Column], texts: Iterable[Cells]) -> list[float]:
    """Return how much text there is in each column; only columns of text get a share."""
    shares = []
    for column, cells in zip(columns, texts, strict=True):
        share = 0.0
        if column.kind == "text":
            share = _volume(cells)
        shares.append(share)
    return shares


def _volume(cells: Cells) -> float:
    """Return how much text there is; long cells count for more, since they make rows high."""
    squares = sum(len(cell) ** 2 for cell in cells[1:])
    return math.sqrt(squares / len(cells))


def _distribute(spare: int, least: Sequence[int], shares: Sequence[float]) -> list[int]:
    if not any(shares):
        return list(least)
    total = sum(shares)
    widths = []
    for width, share in zip(least, shares, strict=True):
        widths.append(width + round(spare * share / total))
    return widths
