"""Cut the leads out of a column of stakeholders whose cells begin with a line "Lead: ..."."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from plan_data.table_import.heading_words import plain_words
from plan_data.table_import.table_cells import Row

_STAKEHOLDERS = frozenset({"stakeholders", "stakeholders involved", "actors", "partners"})
_LEAD_LINE = re.compile(r"lead:[ \t]*(?P<lead>[^\n]+)(?:\n|\Z)", re.IGNORECASE)


def cut_lead_lines(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with the leads of such a column in a column of their own, at the end."""
    cut: list[Row] = []
    column: int | None = None
    width = 0
    for place, row in enumerate(rows):
        heading = _stakeholders_of(row)
        if heading is not None and _have_lead_lines(rows[place + 1 :], heading):
            column, width = heading, len(row.cells)
            cut.append(_with_cell(row, width, "Lead"))
        elif row.heads:
            column = None
            cut.append(row)
        elif column is None or row.outside or column >= len(row.cells):
            cut.append(row)
        else:
            cut.append(_cut_row(row, column, width))
    return cut


def _stakeholders_of(row: Row) -> int | None:
    """Return the column that a row heads as stakeholders, None if it heads none."""
    if row.outside:
        return None
    for column, heading in enumerate(row.cells):
        if plain_words(heading) in _STAKEHOLDERS:
            return column
    return None


def _have_lead_lines(following: Sequence[Row], column: int) -> bool:
    """Return whether each filled cell of the column, up to the next headings, begins with a lead."""
    found = False
    for row in following:
        if row.heads or _stakeholders_of(row) is not None:
            break
        if row.outside or column >= len(row.cells) or not row.cells[column]:
            continue
        if not _LEAD_LINE.match(row.cells[column]):
            return False
        found = True
    return found


def _cut_row(row: Row, column: int, width: int) -> Row:
    match = _LEAD_LINE.match(row.cells[column])
    if match is None:
        return _with_cell(row, width, "")
    cells = list(row.cells)
    cells[column] = row.cells[column][match.end() :].strip()
    return _with_cell(replace(row, cells=tuple(cells)), width, match["lead"].strip())


def _with_cell(row: Row, width: int, text: str) -> Row:
    """Return a row with one more cell after the first `width`."""
    blank = [""] * (width - len(row.cells))
    return replace(row, cells=(*row.cells[:width], *blank, text, *row.cells[width:]))
