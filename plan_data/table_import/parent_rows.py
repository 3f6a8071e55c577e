"""Find rows that stand for finer ones, as exports of trackers have them: summary tasks and epics.

Their dates are those of the rows below, so these are ticked and not the parent.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from plan_data.table_import.column_reading import Columns
from plan_data.table_import.heading_words import ColumnRole, plain_words
from plan_data.table_import.row_fields import read_text
from plan_data.table_import.table_cells import Row, flatten

_LEVELS = frozenset({"outline level"})
_PARENTS = frozenset({"parent summary", "parent name", "parent title"})
_SUBITEMS = frozenset({"subitems"})
_DATED_ROLES: tuple[ColumnRole, ...] = ("start", "timescale")


class RowParents(Struct, frozen=True):
    """The titles of parents, by their own lines and by the lines of the rows below them."""

    titles: Mapping[int, str] = {}
    of_rows: Mapping[int, str] = {}


def find_parents(rows: Sequence[Row], columns: Columns) -> RowParents:
    """Return the rows of a table that stand for others."""
    levels = _column_headed(columns, _LEVELS)
    if levels is not None:
        return _parents_by_level(rows, columns, levels)
    named = _column_headed(columns, _PARENTS)
    if named is not None:
        return _parents_by_name(rows, columns, named)
    subitems = _column_headed(columns, _SUBITEMS)
    if subitems is None or subitems == 0:
        return RowParents()
    titles = {}
    for row in rows:
        if _cell(row, subitems):
            titles[row.line] = _title(row, columns)
    return RowParents(titles)


def repeats_dates_alone(row: Row, rows: Sequence[Row], columns: Columns) -> bool:
    """Return whether a row of a table has no letter, and only dates of rows above: it adds them up."""
    if any(any(map(str.isalpha, cell)) for cell in row.cells) or len(row.filled()) == 1:
        return False
    dated = []
    for role in _DATED_ROLES:
        dated += [column for column in columns.with_role(role) if _cell(row, column)]
    for column in dated:
        above = [_cell(each, column) for each in rows if each.line < row.line]
        if _cell(row, column) not in above:
            return False
    return len(dated) == len(_DATED_ROLES)


def _column_headed(columns: Columns, words: frozenset[str]) -> int | None:
    for column, heading in enumerate(columns.headings):
        if plain_words(heading) in words:
            return column
    return None


def _parents_by_level(rows: Sequence[Row], columns: Columns, column: int) -> RowParents:
    """Return the parents by the level of each row: a row above one of a deeper level."""
    titles: dict[int, str] = {}
    of_rows: dict[int, str] = {}
    above: list[tuple[int, Row]] = []
    for row in rows:
        printed = _cell(row, column)
        if not printed.isdigit():
            continue
        level = int(printed)
        while above and above[-1][0] >= level:
            above.pop()
        if above:
            parent = above[-1][1]
            titles[parent.line] = of_rows[row.line] = _title(parent, columns)
        above.append((level, row))
    return RowParents(titles, of_rows)


def _parents_by_name(rows: Sequence[Row], columns: Columns, column: int) -> RowParents:
    """Return the parents that rows name in a column of their own."""
    of_rows = {row.line: flatten(_cell(row, column)) for row in rows if _cell(row, column)}
    names = set(of_rows.values())
    titles = {}
    for row in rows:
        title = _title(row, columns)
        if title in names:
            titles[row.line] = title
    return RowParents(titles, of_rows)


def _title(row: Row, columns: Columns) -> str:
    words = read_text(row, columns, "milestone") or read_text(row, columns, "objective")
    return flatten(words)


def _cell(row: Row, column: int) -> str:
    if row.outside or column >= len(row.cells):
        return ""
    return row.cells[column]
