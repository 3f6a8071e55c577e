"""How large a table may be: far more than any delivery table, and read in a second or two."""

from collections.abc import Sequence
from itertools import repeat

from msgspec import Struct
from msgspec.structs import replace

from plan_data.table_import.table_cells import LONGEST_CELL, Row, clean_cell, clean_row, outside_row

MOST_ROWS = 5_000
MOST_COLUMNS = 200
MOST_CHARACTERS = 2_000_000
_ROWS_OF_TOO_LARGE = 50  # enough to find the headings
_FEWER = "a delivery table has far fewer."


class RawRow(Struct, frozen=True):
    """A row as a file has it, without the blank cells at its end; `width` counts these too.

    `outside` marks a line that is not a row of the table, `heads` the first row of a table, and
    `left_out` has the texts that are not read.
    """

    cells: Sequence[str]
    width: int
    line: int
    outside: bool = False
    heads: bool = False
    left_out: tuple[str, ...] = ()


def raw_row(
    cells: Sequence[str], line: int, *, heads: bool = False, left_out: Sequence[str] = ()
) -> RawRow:
    """Return a row of a file without the blank cells at its end."""
    filled = len(cells)
    while filled and not cells[filled - 1].strip():
        filled -= 1
    return RawRow(cells[:filled], len(cells), line, heads=heads, left_out=tuple(left_out))


def raw_line(text: str, line: int) -> RawRow:
    """Return a line of a file that is not a row of its table."""
    return RawRow((text,), 1, line, outside=True)


def clean_rows(raw: Sequence[RawRow]) -> tuple[list[Row], str]:
    """Return the rows cleaned, and what is wrong with the table if it is too large, else "".

    The blank cells at the ends of rows stay as far as any row of the table has a filled one. Of a
    table that is too large only the first rows are returned.
    """
    flaw = _size_flaw(raw)
    if flaw:
        raw = raw[:_ROWS_OF_TOO_LARGE]
    width = max((len(row.cells) for row in raw if not row.outside), default=0)
    rows = [_clean(row, width) for row in raw]
    return rows, flaw or _long_cell_flaw(rows)


def _clean(raw: RawRow, width: int) -> Row:
    if raw.outside:
        return outside_row(raw.cells[0], raw.line)
    blank = min(width, raw.width) - len(raw.cells)
    row = clean_row([*raw.cells, *repeat("", blank)], raw.line)
    if not raw.heads and not raw.left_out:
        return row
    left_out = (*row.left_out, *map(clean_cell, raw.left_out))
    return replace(row, heads=raw.heads, left_out=left_out)


def _size_flaw(rows: Sequence[RawRow]) -> str:
    """Return the end of a sentence about a table that is too large, else ""."""
    if len(rows) > MOST_ROWS:
        return f"has more than {MOST_ROWS} rows: {_FEWER}"
    characters = 0
    for row in rows:
        if len(row.cells) > MOST_COLUMNS:
            return f"has more than {MOST_COLUMNS} columns in line {row.line}: {_FEWER}"
        characters += sum(map(len, row.cells))
    if characters > MOST_CHARACTERS:
        return f"has more than {MOST_CHARACTERS} characters: {_FEWER}"
    return ""


def _long_cell_flaw(rows: Sequence[Row]) -> str:
    for row in rows:
        if not row.outside and max(map(len, row.cells), default=0) > LONGEST_CELL:
            return (
                f"has a cell of more than {LONGEST_CELL} characters in line {row.line}: shorten it."
            )
    return ""
