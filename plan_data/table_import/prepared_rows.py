"""Bring the rows of a file into the shape in which their columns are read."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from plan_data.table_import.column_reading import Columns, columns_below, find_columns
from plan_data.table_import.counted_months import write_counted_months
from plan_data.table_import.event_columns import join_event_columns
from plan_data.table_import.heading_rows import join_heading_rows
from plan_data.table_import.heading_words import ColumnRole
from plan_data.table_import.shared_columns import cut_shared_columns
from plan_data.table_import.sideways_tables import turn_sideways_tables
from plan_data.table_import.table_cells import Row
from plan_data.table_import.table_reader import FileKind, TableFile, pick_table

Check = Callable[[], None]  # is called between the steps; an exception that it raises ends them


def go_on() -> None:
    """Let the next step begin: the check of who does not want to end it early."""


class PreparedTable(Struct, frozen=True):
    """A table that can be imported with one set of roles after another; nothing is read again.

    `notes` are sentences about how the file is read, `left` those about what of it is not.
    """

    path: Path
    kind: FileKind
    rows: Sequence[Row]
    notes: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def prepare_table(
    file: TableFile, number: int | None = None, check: Check = go_on
) -> PreparedTable:
    """Return a table of a file; `number` picks a sheet or a table, from 1, if there are several.

    Raises:
        Unusable: if it is not clear which is the plan, or it is too large.
        OptionRefused: if the file has no table of this `number`.

    """
    table = pick_table(file, number)
    rows = prepare_rows(table.rows, check)
    return PreparedTable(file.path, file.kind, rows, table.notes, table.left)


def prepare_rows(rows: Sequence[Row], check: Check = go_on) -> list[Row]:
    """Return rows with headings in one row, and a column for each thing that it says."""
    turned = turn_sideways_tables(rows)
    check()
    joined = join_heading_rows(turned)
    check()
    return write_counted_months(cut_shared_columns(joined))


def find_prepared_columns(
    rows: Sequence[Row], name: str, chosen: Mapping[str, ColumnRole]
) -> tuple[Sequence[Row], Columns]:
    """Return prepared rows with their events in one column, and the table's columns.

    Raises:
        Unusable: if no row can be the headings of a delivery table.
        OptionRefused: if a heading that a role is given for is not there.

    """
    columns = find_columns(rows, name, chosen)
    joined = join_event_columns(rows, columns, chosen)
    if joined is rows:
        return rows, columns
    return joined, columns_below(columns.header, joined, chosen)
