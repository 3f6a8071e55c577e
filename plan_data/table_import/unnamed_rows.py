"""Find the rows that have a date and nothing that says of what: a blank week of a calendar.

A date of such a row may be a second one of the row above, whose cells are merged, or that of
something that is not printed, so it is never sure.
"""

from collections.abc import Sequence

from plan_data.table_import.column_reading import Columns
from plan_data.table_import.row_fields import ObjectivePart
from plan_data.table_import.table_cells import Row

_NO_WORDS = "no words are beside the date; it is read as one of the row above"


def doubt_of_unnamed(part: ObjectivePart) -> str:
    """Return why the dates of a row without a title are a guess, "" if they are not.

    They are not if the row has words of its own, such as a measure, a lead or a milestone.
    """
    if part.milestone or part.measure or part.target or part.lead or part.pathway:
        return ""
    ticks = [cell for _, cell in part.ticks if cell]
    if part.timescale or part.start or part.stages or ticks:
        return _NO_WORDS
    return ""


def has_number_before(row: Row, columns: Columns) -> bool:
    """Return whether a row has a number before its blank title, as of its own week: 2, May 9."""
    title = columns.with_role("objective")[0]
    return any(map(str.isdigit, _unread_cells(row.cells[:title], columns)))


def _unread_cells(cells: Sequence[str], columns: Columns) -> list[str]:
    unread = []
    for column, cell in enumerate(cells):
        if columns.roles[column] in {None, "other"}:
            unread.append(cell.strip())
    return unread
