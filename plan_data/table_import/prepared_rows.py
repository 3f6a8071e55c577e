"""Bring the rows of a file into the shape in which their columns are read."""

from collections.abc import Mapping, Sequence

from plan_data.table_import.column_reading import Columns, columns_below, find_columns
from plan_data.table_import.counted_months import write_counted_months
from plan_data.table_import.event_columns import join_event_columns
from plan_data.table_import.heading_rows import join_heading_rows
from plan_data.table_import.heading_words import ColumnRole
from plan_data.table_import.shared_columns import cut_shared_columns
from plan_data.table_import.sideways_tables import turn_sideways_tables
from plan_data.table_import.table_cells import Row


def prepare_rows(rows: Sequence[Row]) -> list[Row]:
    """Return rows with headings in one row, and a column for each thing that it says."""
    joined = join_heading_rows(turn_sideways_tables(rows))
    return write_counted_months(cut_shared_columns(joined))


def find_prepared_columns(
    rows: Sequence[Row], name: str, chosen: Mapping[str, ColumnRole]
) -> tuple[Sequence[Row], Columns]:
    """Return prepared rows with their events in one column, and the table's columns.

    Raises:
        Unusable: if no row can be the headings of a delivery table.
        Refused: if a heading that a role is given for is not there.

    """
    columns = find_columns(rows, name, chosen)
    joined = join_event_columns(rows, columns, chosen)
    if joined is rows:
        return rows, columns
    return joined, columns_below(columns.header, joined, chosen)
