"""Find the rows that have a date and nothing that says of what: a blank week of a calendar.

A date of such a row may be a second one of the row above, whose cells are merged, or that of
something that is not printed, so it is never sure.
"""

import re
from collections.abc import Sequence

from plan_data.table_import.column_reading import Columns
from plan_data.table_import.row_fields import ObjectivePart
from plan_data.table_import.table_cells import Row

_WEEK = re.compile(r"(?:w|wk|week)? ?\d{1,3}", re.IGNORECASE)
_DAY = re.compile(r"(?<![\w/])\d{1,2}(?:st|nd|rd|th)?\b")
_NO_WORDS = "no words are beside the date; it is read as one of the row above"


def doubt_of_unnamed(part: ObjectivePart) -> str:
    """Return why the dates of a row without a title are a guess, "" if they are not.

    They are not if the row has words of its own, such as a measure or a milestone.
    """
    words = (part.milestone, part.measure, part.target, part.pathway)
    dates = (part.timescale, part.start, *(cell for _, cell in (*part.stages, *part.ticks)))
    if any(words) or not any(dates):
        return ""
    return _NO_WORDS


def has_number_before(row: Row, columns: Columns) -> bool:
    """Return whether a row has a number before its blank title, as of its own week: 2, May 9."""
    title = columns.with_role("objective")[0]
    return any(map(_WEEK.fullmatch, _unread_cells(row.cells[:title], columns)))


def is_single_day(text: str, columns: Columns) -> bool:
    """Return whether the only cell of a row, in the first column, is a day and no heading."""
    if columns.roles[0] not in {"timescale", "start"}:
        return False
    return bool(_DAY.search(text))


def without_dashes(title: str) -> str:
    """Return a title, "" if it has no letter and no digit, as a dash for nothing."""
    if any(map(str.isalnum, title)):
        return title
    return ""


def _unread_cells(cells: Sequence[str], columns: Columns) -> list[str]:
    unread = []
    for column, cell in enumerate(cells):
        if columns.roles[column] in {None, "other"}:
            unread.append(cell.strip())
    return unread
