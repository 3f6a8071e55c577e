"""Find where the tables of a document begin and end: prose, glossaries and lists are no part of them."""

from collections.abc import Callable, Sequence
from typing import Literal

from msgspec import Struct

from plan_data.table_import.column_reading import Columns
from plan_data.table_import.heading_words import plain_words
from plan_data.table_import.table_cells import Row
from plan_data.table_import.timescale_words import find_timescale_words
from plan_data.timescale.financial_year import APRIL

StartKind = Literal["headings", "rows", "other"]

_LONGEST_OTHER_HEADING = 40  # characters
_FEWEST_HEADINGS = 2
_ANY_YEAR = APRIL.year(2000)  # of a text in which only words are searched


class TableStart(Struct, frozen=True):
    """Where a table begins: with headings, with more rows of the main one, or another table."""

    index: int
    kind: StartKind


def find_table_starts(
    rows: Sequence[Row], main: Columns, has_headings: Callable[[int], bool]
) -> list[TableStart]:
    """Return where tables begin in a file, in order.

    `main` are the columns of the table that is best known, and `has_headings` says of an index
    whether its row has the headings of a table. After a line outside the tables, rows
    that are all wider or narrower than the main table, or that begin with headings of another kind,
    are another table.
    """
    starts: list[TableStart] = []
    follows_line = False
    for index, row in enumerate(rows):
        if row.outside:
            follows_line = True
            continue
        kind = _start_at(index, rows, main, has_headings, follows_line=follows_line)
        if kind is None and _ends_subitems(row, rows, starts):
            kind = "rows"
        elif kind == "rows" and not _returns_to_main(row, starts, main):
            kind = None
        if kind:
            starts.append(TableStart(index, kind))
        follows_line = False
    return starts


def _ends_subitems(row: Row, rows: Sequence[Row], starts: Sequence[TableStart]) -> bool:
    """Return whether a row follows the subitems of an item, below which the first cell is blank."""
    if not starts or starts[-1].kind != "headings" or not row.cells:
        return False
    heading = rows[starts[-1].index].cells[0]
    return plain_words(heading) == "subitems" and bool(row.cells[0])


def _returns_to_main(row: Row, starts: Sequence[TableStart], main: Columns) -> bool:
    """Return whether a row of the main table follows another table."""
    if not starts or starts[-1].kind == "rows" or starts[-1].index == main.header:
        return False
    return starts[-1].kind == "other" or main.is_header(row)


def _start_at(
    index: int,
    rows: Sequence[Row],
    main: Columns,
    has_headings: Callable[[int], bool],
    *,
    follows_line: bool,
) -> StartKind | None:
    """Return what begins with a row, None if it belongs to the table before it."""
    if has_headings(index):
        return "headings"
    if index < main.header:
        return None
    if main.is_header(rows[index]):
        return "rows"
    if not follows_line and not rows[index].heads:
        return None
    if _has_other_headings(rows[index]) or _has_other_width(index, rows, main, has_headings):
        return "other"
    return "rows"


def _has_other_headings(row: Row) -> bool:
    """Return whether all cells of a row are short words without a number or a time."""
    if len(row.filled()) < max(len(row.cells), _FEWEST_HEADINGS):
        return False
    if max(map(len, row.cells)) > _LONGEST_OTHER_HEADING:
        return False
    for cell in row.cells:
        has_digit = any(map(str.isdigit, cell))
        if has_digit or next(find_timescale_words(cell, _ANY_YEAR), None):
            return False
    return True


def _has_other_width(
    index: int, rows: Sequence[Row], main: Columns, has_headings: Callable[[int], bool]
) -> bool:
    """Return whether no row, up to the next line or headings, is as wide as the main table."""
    for place in range(index, len(rows)):
        row = rows[place]
        if row.outside or main.is_header(row) or (place > index and has_headings(place)):
            break
        if len(row.cells) == len(main.headings):
            return False
    return True
