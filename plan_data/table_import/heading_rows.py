"""Join the headings of a table that stand in two rows: Q1 below 2024, Start below Timing."""

from collections.abc import Sequence

from msgspec.structs import replace

from plan_data.table_import.column_headings import (
    count_certain_roles,
    is_period_heading,
    role_of_heading,
)
from plan_data.table_import.table_cells import Row, flatten
from plan_data.timescale.periods import MONTHS

_INITIALS = "".join(month[0] for month in MONTHS)
_FEWEST_BELOW = 2
_LONGEST_HEADING = 40  # characters


def join_heading_rows(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with each second row of headings joined to the first."""
    joined: list[Row] = []
    for row in map(_with_month_names, rows):
        if joined and _continues_headings(joined[-1], row):
            joined[-1] = _joined(joined[-1], row)
        else:
            joined.append(row)
    return joined


def _with_month_names(row: Row) -> Row:
    """Return a row of headings with its initials of months, J to D, as their names."""
    letters = [column for column in row.filled() if len(row.cells[column]) == 1]
    if row.outside or len(letters) < len(MONTHS):
        return row
    initials = "".join(row.cells[column] for column in letters).upper()
    first = (_INITIALS * (len(initials) // len(MONTHS) + 2)).find(initials)
    if first < 0:
        return row
    cells = list(row.cells)
    for place, column in enumerate(letters, start=first):
        cells[column] = MONTHS[place % len(MONTHS)]
    return replace(row, cells=tuple(cells))


def _continues_headings(above: Row, below: Row) -> bool:
    """Return whether a row has headings of columns that the row above heads as a group."""
    if above.outside or below.outside or not count_certain_roles(above):
        return False
    filled = [column for column in below.filled() if below.cells[column] != _cell(above, column)]
    if len(filled) < _FEWEST_BELOW:
        return False
    return len(filled) < len(above.cells) and all(
        _may_be_below(above, column, below.cells[column]) for column in filled
    )


def _may_be_below(above: Row, column: int, heading: str) -> bool:
    if len(heading) > _LONGEST_HEADING or not _is_below_group(above, column):
        return False
    return is_period_heading(heading) or role_of_heading(heading)[1]


def _is_below_group(above: Row, column: int) -> bool:
    """Return whether a column is headed by a blank cell after a group's, or by a period."""
    heading = _cell(above, column)
    return not heading or is_period_heading(heading) or not _cell(above, column + 1)


def _cell(row: Row, column: int) -> str:
    if column >= len(row.cells):
        return ""
    return row.cells[column]


def _joined(above: Row, below: Row) -> Row:
    cells = []
    period = ""
    for column in range(max(len(above.cells), len(below.cells))):
        group, heading = _cell(above, column), _cell(below, column)
        if group:
            period = group if is_period_heading(group) else ""
        if not heading or heading == group:
            cells.append(group)
        elif period and is_period_heading(heading):
            cells.append(f"{flatten(heading)} {flatten(period)}")
        else:
            cells.append(heading)
    return replace(above, cells=tuple(cells))
