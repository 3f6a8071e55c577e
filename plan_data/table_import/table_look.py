"""Look at a table before it is imported: its columns, its year, and why it is no plan yet."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from plan_data.errors import Unusable
from plan_data.table_import.column_assignment import ColumnReading
from plan_data.table_import.column_headings import find_header
from plan_data.table_import.column_reading import (
    Columns,
    columns_below,
    find_columns,
    parse_choices,
)
from plan_data.table_import.heading_words import ColumnRole
from plan_data.table_import.importer import cells_with_years, guess_year
from plan_data.table_import.own_list import is_own_list, when_cells
from plan_data.table_import.table_cells import Row
from plan_data.text import path_text

_FEWEST_HEADINGS = 2


class TableLook(Struct, frozen=True):
    """The columns of a table, none if it is Milepost's own list, and its year, "" if it has none.

    `year_source` is where the year was found. `problem` is why no plan can be made of the table
    yet, "" if one can: a role that a person gives to a column may mend it.
    """

    columns: tuple[ColumnReading, ...]
    year: str
    year_source: str
    problem: str


def look_at_table(path: Path, rows: Sequence[Row], choices: Sequence[str]) -> TableLook:
    """Return what is seen of a table; `choices` are roles of columns, as `--column` takes them.

    Raises:
        Unusable: if no row can be the headings of a table.
        Refused: if a heading that a role is given for is not there.

    """
    if is_own_list(rows):
        year, source = guess_year(path, when_cells(rows))
        return TableLook((), year, source, "")
    name = path_text(path.name)
    chosen = parse_choices(choices)
    problem = ""
    try:
        columns = find_columns(rows, name, chosen)
    except Unusable as error:
        problem = error.sentence
        found = _columns_without_plan(rows, chosen)
        if found is None:
            raise
        columns = found
    year, source = guess_year(path, cells_with_years(rows, columns))
    return TableLook(columns.readings, year, source, problem)


def _columns_without_plan(rows: Sequence[Row], chosen: Mapping[str, ColumnRole]) -> Columns | None:
    """Return the columns of a table that is no plan as it is, None if it has no headings."""
    header = find_header(rows)
    if header is None:
        header = _first_row_of_several(rows)
    if header is None:
        return None
    return columns_below(header, rows, chosen)


def _first_row_of_several(rows: Sequence[Row]) -> int | None:
    """Return the index of the first row that has several cells with a text."""
    for index, row in enumerate(rows):
        if not row.outside and len(row.filled()) >= _FEWEST_HEADINGS:
            return index
    return None
