"""Make a row of each item of a list, in a table whose only column of actions holds lists."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from plan_data.table_import.column_contents import is_list
from plan_data.table_import.column_reading import Columns
from plan_data.table_import.heading_words import ColumnRole
from plan_data.table_import.table_cells import Row

_ONE_DATE = "one date is beside several actions; read as the date of each"
_ROLES_OF_DATES: tuple[ColumnRole, ...] = ("timescale", "start", "revised", "original")
_PART = re.compile(r"\(?(?P<label>[a-h]|i{1,3}|iv|vi{0,3})[).:]\s+", re.IGNORECASE)
_COARSER_OR_FINER: tuple[ColumnRole, ...] = ("milestone", "priority", "ref")


def rows_of_lists(rows: Sequence[Row], columns: Columns) -> Iterator[tuple[Row, str]]:
    """Yield the rows, those with lists as several, and why the dates of each are in doubt.

    A cell with as many lines as the list has items gives each row its own line.
    """
    lists = _column_of_lists(rows, columns)
    for row in rows:
        column = lists
        if column is None or row.outside or not is_list(_cell(row, column)):
            column = _column_of_parts(row, columns)
        if column is None:
            yield row, ""
        else:
            yield from _rows_of_items(row, columns, column)


def _rows_of_items(row: Row, columns: Columns, column: int) -> Iterator[tuple[Row, str]]:
    items = _cell(row, column).split("\n")
    doubt = _doubt(row, columns, column, len(items))
    for place, item in enumerate(items):
        cells = [_line_of(cell, place, len(items)) for cell in row.cells]
        cells[column] = item
        left_out = row.left_out if not place else ()
        yield replace(row, cells=tuple(cells), left_out=left_out), doubt


def _column_of_parts(row: Row, columns: Columns) -> int | None:
    """Return the column of actions whose cell has the parts a), b) that the cell of dates has too."""
    if row.outside:
        return None
    dates = [_labels(_cell(row, column)) for column in columns.with_role("timescale")]
    for column in columns.with_role("milestone") or columns.with_role("objective"):
        labels = _labels(_cell(row, column))
        if labels and labels in dates:
            return column
    return None


def _labels(cell: str) -> list[str]:
    """Return the labels of the lines of a cell: a, b for a) ... and b) ..., [] if one has none."""
    matches = list(map(_PART.match, cell.split("\n")))
    labels = [match["label"].lower() for match in matches if match]
    if len(labels) < len(matches) or len(labels) < 2 or len(set(labels)) < len(labels):  # noqa: PLR2004 - parts
        return []
    return labels


def _column_of_lists(rows: Sequence[Row], columns: Columns) -> int | None:
    """Return the only column of actions if most of its filled cells are lists.

    In a calendar, whose dates lead the rows, one is enough: it has what is due on the same day.
    """
    actions = columns.with_role("objective")
    if len(actions) != 1 or any(map(columns.with_role, _COARSER_OR_FINER)):
        return None
    cells = [_cell(row, actions[0]) for row in rows if not row.outside]
    filled = list(filter(None, cells))
    lists = sum(map(is_list, filled))
    is_calendar = bool(lists) and all(
        dated < actions[0] for dated in columns.with_role("timescale")
    )
    if is_calendar and columns.with_role("timescale"):
        return actions[0]
    if lists < 2 or 2 * lists < len(filled):  # noqa: PLR2004 - one list may be a long title
        return None
    return actions[0]


def _doubt(row: Row, columns: Columns, column: int, count: int) -> str:
    """Return why the row's dates may not be those of each item: not if they lead the row."""
    for role in _ROLES_OF_DATES:
        for dated in columns.with_role(role):
            lines = _cell(row, dated).count("\n") + 1
            if dated > column and lines != count:
                return _ONE_DATE
    return ""


def _line_of(cell: str, place: int, count: int) -> str:
    lines = cell.split("\n")
    if len(lines) != count:
        return cell
    if _labels(cell):
        return _PART.sub("", lines[place])
    return lines[place]


def _cell(row: Row, column: int) -> str:
    if column >= len(row.cells):
        return ""
    return row.cells[column]
