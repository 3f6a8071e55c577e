"""A table's file to rows of cells, whatever its format."""

from pathlib import Path

from plan_data.errors import Refused, Unusable
from plan_data.table_import.column_headings import fits
from plan_data.table_import.office_files import MOST_ROWS, OfficeTable, is_office, read_office
from plan_data.table_import.table_cells import Row
from plan_data.table_import.text_files import read_text

MOST_MEGABYTES = 16
LONGEST_CELL = 10_000  # characters; more in one is a slip with quotes or separators
_ENOUGH_HEADINGS = 3


def read_rows(path: Path, number: int | None = None) -> list[Row]:
    """Return the rows of the table in a file; `number` picks a sheet or a table where there are several.

    Raises:
        Unusable: where no table can be read from the file.
        Refused: where `number` names none.

    """
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_MEGABYTES * 1024 * 1024 + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Unusable(f"the table '{path}' cannot be read: {reason.lower()}.") from error
    name = path.name
    if not data:
        raise Unusable(f"'{name}' is empty: give the file of a delivery table.")
    if len(data) > MOST_MEGABYTES * 1024 * 1024:
        raise Unusable(f"'{name}' is larger than {MOST_MEGABYTES} MB: a delivery table is far smaller.")
    if data.startswith(b"%PDF"):
        raise Unusable(f"'{name}' is a PDF: copy its table into a document or a spreadsheet first.")
    if is_office(data):
        rows = list(_chosen(*read_office(data, name), name, number).rows)
    elif number in {None, 1}:
        rows = read_text(data, name, path.suffix.lower(), fits)
    else:
        raise Refused(f"'{name}' is a text file, which has one table: leave --table out.")
    _refuse_what_is_no_plan(rows, name)
    return rows


def _refuse_what_is_no_plan(rows: list[Row], name: str) -> None:
    if len(rows) > MOST_ROWS:
        raise Unusable(f"'{name}' has more than {MOST_ROWS} rows: a delivery table has far fewer.")
    for row in rows:
        if not row.outside and any(len(cell) > LONGEST_CELL for cell in row.cells):
            raise Unusable(
                f"'{name}' has a cell of more than {LONGEST_CELL} characters in line {row.line}: shorten it."
            )


def _chosen(kind: str, tables: list[OfficeTable], name: str, number: int | None) -> OfficeTable:
    if not tables or not any(row.filled() for table in tables for row in table.rows):
        raise Unusable(f"'{name}' holds no table.")
    if number is not None:
        if not 1 <= number <= len(tables):
            raise Refused(f"'{name}' has no {kind} {number}: it has {len(tables)}.")
        return _usable(tables[number - 1], name)
    if kind == "sheet":
        filled = [table for table in tables if any(row.filled() for row in table.rows)]
        tables = [table for table in filled if fits(table.rows) >= _ENOUGH_HEADINGS] or filled
    if len(tables) > 1:
        raise Unusable(f"'{name}' has {len(tables)} {kind}s: say which is the plan with --table 1, 2, ...")
    return _usable(tables[0], name)


def _usable(table: OfficeTable, name: str) -> OfficeTable:
    if table.flaw:
        raise Unusable(f"'{table.name}' in '{name}' {table.flaw}")
    return table
