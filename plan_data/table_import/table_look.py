"""Look at a file before it is imported: its tables, and the columns of one that is no plan yet."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from plan_data.errors import Unusable
from plan_data.table_import.column_assignment import ColumnReading
from plan_data.table_import.column_headings import count_roles, find_header
from plan_data.table_import.column_reading import columns_below, parse_choices
from plan_data.table_import.heading_words import ColumnRole, plain_words
from plan_data.table_import.office_files import OfficeTable
from plan_data.table_import.prepared_rows import PreparedTable, find_prepared_columns
from plan_data.table_import.table_cells import Row, flatten
from plan_data.table_import.table_reader import TableFile, is_filled
from plan_data.text import path_text

_FEWEST_ROLES = 3  # columns by which a table is known as a delivery table
_FEWEST_HEADINGS = 2
_SEVERAL = 2


class TableChoice(Struct, frozen=True):
    """A table that can be imported; `number` is None for all whose headings match."""

    number: int | None
    name: str
    row_count: int
    headings: str
    is_likely: bool = True


def table_choices(file: TableFile) -> list[TableChoice]:
    """Return the sheets or tables of an office file, none if it is another file or has one alone."""
    choices = []
    for number, table in enumerate(file.tables, start=1):
        if is_filled(table):
            choices.append(_table_choice(number, table))
    if len(choices) < _SEVERAL:
        return []
    likely = [choice for choice in choices if choice.is_likely]
    if file.kind == "table" or len(likely) >= _SEVERAL:
        choices.insert(0, _all_that_match(likely))
    return choices


def _all_that_match(choices: Sequence[TableChoice]) -> TableChoice:
    rows = sum(choice.row_count for choice in choices)
    return TableChoice(None, "all whose headings match", rows, "")


def _table_choice(number: int, table: OfficeTable) -> TableChoice:
    rows = [row for row in table.rows if not row.outside]
    headings = [flatten(cell) for cell in _headings_of(rows) if cell]
    is_likely = count_roles(table.rows) >= _FEWEST_ROLES and not table.is_hidden
    return TableChoice(number, table.name, len(rows), ", ".join(headings), is_likely)


def _headings_of(rows: Sequence[Row]) -> Sequence[str]:
    """Return the cells of the row of headings, or else of the first row."""
    if not rows:
        return ()
    return rows[find_header(rows) or 0].cells


def columns_of_table(table: PreparedTable, choices: Sequence[str]) -> tuple[ColumnReading, ...]:
    """Return the columns of a table, also if no plan can be made of it.

    `choices` are roles of columns, as `--column` takes them.

    Raises:
        Unusable: if no row can be the headings of a table.
        OptionRefused: if a role is given for a heading that is not there.

    """
    chosen = parse_choices(choices)
    try:
        return find_prepared_columns(table.rows, path_text(table.path.name), chosen)[1].readings
    except Unusable:
        header = _any_header(table.rows)
        if header is None:
            raise
    return columns_below(header, table.rows, chosen).readings


def _any_header(rows: Sequence[Row]) -> int | None:
    """Return the index of the row of headings, else of the first row that has several cells."""
    header = find_header(rows)
    if header is not None:
        return header
    for index, row in enumerate(rows):
        if not row.outside and len(row.filled()) >= _FEWEST_HEADINGS:
            return index
    return None


def fitting_choices(
    choices: Mapping[str, ColumnRole], columns: Sequence[ColumnReading]
) -> dict[str, ColumnRole]:
    """Return the choices for headings that are there."""
    headings = {plain_words(column.heading) for column in columns}
    return {heading: role for heading, role in choices.items() if plain_words(heading) in headings}
