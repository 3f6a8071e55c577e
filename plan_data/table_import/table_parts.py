"""Split the rows of a file into its tables: each has headings of its own, or continues the last."""

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from plan_data.table_import.column_headings import count_certain_roles, heads_history
from plan_data.table_import.column_reading import Columns, columns_below, is_plan
from plan_data.table_import.heading_words import ROLE_OF_PHRASE, ColumnRole, plain_heading
from plan_data.table_import.table_cells import Row, flatten
from plan_data.table_import.table_ends import TableStart, find_table_starts

_FEWEST_HEADINGS = 2
_LONGEST_HEADING = 60  # characters
_MOST_LINES_NAMED = 12  # above a table; of more, the first and the last are named
_LONGEST_LIST = 100  # characters of the headings that a message repeats


_DAY = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b\d{4}-\d\d-\d\d\b")  # in no heading


class TablePart(Struct, frozen=True):
    """A table in a file: its columns, None if it is not a plan's, and the rows below its headings.

    `left` says what is left out of a table that is not read.
    """

    columns: Columns | None
    rows: Sequence[Row]
    left: str = ""


def split_tables(
    rows: Sequence[Row], main: Columns, chosen: Mapping[str, ColumnRole]
) -> list[TablePart]:
    """Return the tables of a file in order; `main` are the columns of the one that is best known."""
    starts = find_table_starts(rows, main, lambda index: _starts_table(rows[index], index, main))
    ends = [start.index for start in starts[1:]]
    parts: list[TablePart] = []
    for start, end in zip(starts, [*ends, len(rows)], strict=True):
        part = _part_from(start, rows[:end], main, chosen)
        if parts and not parts[-1].columns:
            part = replace(part, rows=[*_headings_at_end(parts[-1].rows), *part.rows])
        parts.append(part)
    return parts


def _headings_at_end(rows: Sequence[Row]) -> list[Row]:
    """Return the headings below the last row of a table that is not read: they are the next one's."""
    below: list[Row] = []
    for row in rows:
        if not row.outside:
            below = []
        elif row.cells[0].startswith("#") or row.cells[0].isupper():
            below.append(row)
    return below


def _part_from(
    start: TableStart, rows: Sequence[Row], main: Columns, chosen: Mapping[str, ColumnRole]
) -> TablePart:
    """Return the table that begins at a place and ends with the rows."""
    begin = start.index
    if start.kind == "rows":
        return TablePart(main, rows[begin:])
    if begin == main.header:
        return TablePart(main, rows[begin + 1 :])
    columns = columns_below(begin, rows, chosen)
    if start.kind == "headings" and is_plan(columns) and not heads_history(rows, begin):
        return TablePart(columns, rows[begin + 1 :])
    return TablePart(None, rows[begin + 1 :], _not_read(rows[begin], rows[begin + 1 :]))


def title_before(rows: Sequence[Row], parts: Sequence[TablePart]) -> str:
    """Return the line above the first of several tables or groups, "" if there is only one."""
    read = [part.columns for part in parts if part.columns]
    if not read:
        return ""
    header = read[0].header
    if header and not rows[header - 1].outside:
        return _group_above(rows, read[0])
    above = list(_marked(rows[:header]))
    if not above:
        return ""
    is_of_fields = bool(above[-1].left_out)
    if len(read) == 1 and not is_of_fields and not list(_marked(rows[header:])):
        return ""
    return flatten(above[-1].cells[0])


def _group_above(rows: Sequence[Row], main: Columns) -> str:
    """Return the name of the first group of a table that repeats its headings below each name."""
    groups = []
    for index, row in enumerate(rows[1:], start=1):
        above = rows[index - 1]
        if main.is_header(row) and not above.outside and len(above.filled()) == 1:
            groups.append(flatten(" ".join(filter(None, above.cells))))
    if len(groups) < _FEWEST_HEADINGS:
        return ""
    return f"# {groups[0]}"


def lines_above(rows: Sequence[Row]) -> Iterator[str]:
    """Yield what is to be reported of rows above the first table's headings."""
    filled = [row for row in rows if row.filled()]
    if len(filled) > _MOST_LINES_NAMED:
        first, last = filled[0].line, filled[-1].line
        yield f"lines {first} to {last} are above the table and are not read"
        return
    for row in filled:
        words = flatten(" ".join(filter(None, row.cells)))
        yield f"line {row.line} is above the table: {words[:_LONGEST_LIST]}"


def _marked(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the lines outside tables that are marked as headings."""
    for row in rows:
        if row.outside and row.cells[0].startswith("#"):
            yield row


def _starts_table(row: Row, index: int, main: Columns) -> bool:
    if index == main.header:
        return True
    if row.outside or main.is_header(row) or any(map(_DAY.search, row.cells)):
        return False
    has_headings = _has_headings_alone([row.cells[column] for column in row.filled()])
    if has_headings and count_certain_roles(row) >= _FEWEST_HEADINGS:
        return True
    return row.heads and len(row.cells) != len(main.headings)


def _has_headings_alone(cells: Sequence[str]) -> bool:
    """Return whether most of some cells, each counted once, are short, and known as headings."""
    cells = list(dict.fromkeys(cells))
    if len(cells) < _FEWEST_HEADINGS or max(map(len, cells)) > _LONGEST_HEADING:
        return False
    known = sum(plain_heading(cell) in ROLE_OF_PHRASE for cell in cells)
    return 2 * known > len(cells)


def _not_read(row: Row, below: Sequence[Row]) -> str:
    named = next((each for each in [row, *below] if each.filled()), row)
    headings = ", ".join(flatten(named.cells[column]) for column in named.filled())
    lines = [each.line for each in below if each.filled() and not each.outside]
    where = f"line {row.line}"
    if lines:
        where = f"lines {row.line} to {lines[-1]}"
    return f"the table in {where} ({headings[:_LONGEST_LIST]}) is not read"
