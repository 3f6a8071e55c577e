"""Read the rows of a table from a file of any supported format."""

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from plan_data.errors import Refused, Unusable
from plan_data.table_import.column_headings import count_roles
from plan_data.table_import.office_files import (
    OfficeTable,
    is_office,
    read_office_tables,
)
from plan_data.table_import.sideways_tables import has_fields
from plan_data.table_import.table_cells import Row
from plan_data.table_import.text_files import read_text_table
from plan_data.text import path_text

MOST_MEGABYTES = 16
_LONGEST_LEFT = 80  # characters of the headings of a table that is not read
_FEWEST_ROLES = 3  # columns by which a sheet is known as a delivery table


def read_rows(path: Path, number: int | None = None) -> list[Row]:
    """Return the rows of the table in a file.

    `number` picks a sheet or a table, from 1, if the file has several.

    Raises:
        Unusable: if no table can be read from the file.
        Refused: if the file has no table of this `number`.

    """
    data = _read_bytes(path)
    _refuse_foreign(data, path_text(path.name))
    return _rows_of_any_format(data, path, number)


def _read_bytes(path: Path) -> bytes:
    """Return the bytes of a file, one more than the most that is read."""
    try:
        with path.open("rb") as stream:
            return stream.read(MOST_MEGABYTES * 1024 * 1024 + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Unusable(
            f"the table '{path_text(path)}' cannot be read: {reason.lower()}."
        ) from error


def _refuse_foreign(data: bytes, name: str) -> None:
    if not data:
        raise Unusable(f"'{name}' is empty: give the file of a delivery table.")
    if len(data) > MOST_MEGABYTES * 1024 * 1024:
        raise Unusable(
            f"'{name}' is larger than {MOST_MEGABYTES} MB: a delivery table is far smaller."
        )
    if data.startswith(b"%PDF"):
        raise Unusable(f"'{name}' is a PDF: copy its table into a document or a spreadsheet first.")


def _rows_of_any_format(data: bytes, path: Path, number: int | None) -> list[Row]:
    if is_office(data):
        return _office_rows(data, path_text(path.name), number)
    return _text_rows(data, path, number)


def _text_rows(data: bytes, path: Path, number: int | None) -> list[Row]:
    if number not in {None, 1}:
        raise Refused(
            f"'{path_text(path.name)}' is a text file, which has one table: leave --table out."
        )
    return read_text_table(data, path_text(path.name), path.suffix.lower(), count_roles)


def _office_rows(data: bytes, name: str, number: int | None) -> list[Row]:
    kind, found = read_office_tables(data, name)
    tables: Sequence[OfficeTable] = found
    if not any(map(_is_filled, tables)):
        raise Unusable(f"'{name}' holds no table.")
    if kind == "table" and number is None:
        tables = _joined_tables(tables)
    table = _pick_table(kind, tables, name, number)
    if table.flaw:
        raise Unusable(f"'{table.name}' in '{name}' {table.flaw}")
    return list(table.rows)


def _joined_tables(tables: Sequence[OfficeTable]) -> Sequence[OfficeTable]:
    """Return the plan's tables of a document as one, or else all tables as they are.

    A table without headings of its own continues the one before it if it is as wide.
    """
    joined: list[Row] = []
    width = 0
    for table in tables:
        rows = [row for row in table.rows if not row.outside]
        if not rows:
            continue
        is_plan = count_roles(rows) >= _FEWEST_ROLES or has_fields(rows)
        if not is_plan and len(rows[0].cells) != width:
            joined.append(_left_table(rows[0], len(joined) + 1))
            continue
        if table.flaw:
            return [table]
        width = len(rows[0].cells)
        for row in table.rows:
            joined.append(replace(row, line=len(joined) + 1))
    if not width:
        return tables
    return [OfficeTable("table", tuple(joined))]


def _left_table(headings: Row, line: int) -> Row:
    """Return a line outside the tables that names one that is not read."""
    filled = ", ".join(headings.cells[column] for column in headings.filled())
    return Row(("",), line, outside=True, left_out=(f"the table of {filled[:_LONGEST_LEFT]}",))


def _is_filled(table: OfficeTable) -> bool:
    return any(row.filled() for row in table.rows)


def _pick_table(
    kind: str, tables: Sequence[OfficeTable], name: str, number: int | None
) -> OfficeTable:
    if number is None:
        return _only_table(kind, tables, name)
    return _numbered_table(kind, tables, name, number)


def _numbered_table(
    kind: str, tables: Sequence[OfficeTable], name: str, number: int
) -> OfficeTable:
    if not 1 <= number <= len(tables):
        raise Refused(f"'{name}' has no {kind} {number}: it has {len(tables)}.")
    return tables[number - 1]


def _only_table(kind: str, tables: Sequence[OfficeTable], name: str) -> OfficeTable:
    candidates = tables
    if kind == "sheet":
        candidates = _likely_sheets(tables)
    if len(candidates) > 1:
        raise Unusable(
            f"'{name}' has {len(candidates)} {kind}s: say which is the plan with --table 1, 2, ..."
        )
    return candidates[0]


def _likely_sheets(sheets: Sequence[OfficeTable]) -> list[OfficeTable]:
    """Return the sheets with the headings of a delivery table, or else all that are filled."""
    filled = [sheet for sheet in sheets if _is_filled(sheet) and not sheet.is_hidden]
    filled = filled or list(filter(_is_filled, sheets))
    matching = [sheet for sheet in filled if count_roles(sheet.rows) >= _FEWEST_ROLES]
    return matching or filled
