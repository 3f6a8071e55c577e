"""The headings of a table's columns, with the years of the row above them."""

from collections.abc import Sequence

from plan_data.table_import.column_headings import is_period_heading
from plan_data.table_import.table_cells import Row


def full_headings(header: int, rows: Sequence[Row]) -> tuple[str, ...]:
    """Return the headings, those of months and quarters with the year in the row above them."""
    headings = list(rows[header].cells)
    if header == 0 or rows[header - 1].outside:
        return tuple(headings)
    above = rows[header - 1].cells
    year = ""
    for column, heading in enumerate(headings[: len(above)]):
        if is_period_heading(above[column]) and any(map(str.isdigit, above[column])):
            year = above[column]
        if year and is_period_heading(heading) and not heading.isdigit():
            headings[column] = f"{heading} {year}"
    return tuple(headings)
