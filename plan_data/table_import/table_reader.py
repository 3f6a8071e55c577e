"""Read the rows of a table from a file of any supported format."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from plan_data.errors import Unusable
from plan_data.table_import.column_headings import count_roles
from plan_data.table_import.office_files import (
    OfficeTable,
    is_office,
    read_office_tables,
)
from plan_data.table_import.option_refusal import OptionRefused
from plan_data.table_import.sideways_tables import has_fields
from plan_data.table_import.table_cells import Row
from plan_data.table_import.text_files import read_text_table
from plan_data.text import path_text

FileKind = Literal["text", "sheet", "table"]

_MOST_MEGABYTES = 16
_PICTURE_MARKS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")
_OFFICE_ENDINGS = (".xlsx", ".docx")
_LONGEST_LEFT = 80  # characters of the headings of a table that is not read
_FEWEST_ROLES = 3  # columns by which a sheet is known as a delivery table


class TableFile(Struct, frozen=True):
    """A file as it was read: its sheets, its tables, or the one table of a text file."""

    path: Path
    kind: FileKind
    tables: tuple[OfficeTable, ...]

    @property
    def name(self) -> str:
        """The file's name for a sentence."""
        return path_text(self.path.name)


def read_table_file(path: Path) -> TableFile:
    """Read the tables of a file.

    Raises:
        Unusable: if no table can be read from it.

    """
    data = _read_bytes(path)
    name = path_text(path.name)
    _refuse_foreign(data, name)
    if not is_office(data):
        rows = read_text_table(data, name, path.suffix.lower(), count_roles)
        return TableFile(path, "text", (OfficeTable(name, tuple(rows)),))
    kind, tables = read_office_tables(data, name)
    if not any(map(is_filled, tables)):
        raise Unusable(f"'{name}' holds no table.")
    return TableFile(path, kind, tuple(tables))


def pick_table(file: TableFile, number: int | None = None) -> OfficeTable:
    """Return the table of a file, or those that belong together as one.

    `number` picks a sheet or a table, from 1, if the file has several.

    Raises:
        Unusable: if the file has several and it is not clear which is the plan, or it is too large.
        OptionRefused: if the file has no table of this `number`.

    """
    if file.kind == "text" and number not in {None, 1}:
        raise OptionRefused(
            f"'{file.name}' is a text file, which has one table: leave --table out.", "table"
        )
    if number is not None:
        table = _numbered_table(file, number)
    else:
        table = _only_table(file, _joined(file))
    if table.flaw:
        raise Unusable(f"'{table.name}' in '{file.name}' {table.flaw}")
    return table


def _joined(file: TableFile) -> Sequence[OfficeTable]:
    if file.kind == "table":
        return _joined_tables(file.tables)
    if file.kind == "sheet":
        return _joined_sheets(file.tables)
    return file.tables


def _read_bytes(path: Path) -> bytes:
    """Return the bytes of a file, one more than the most that is read."""
    try:
        with path.open("rb") as stream:
            return stream.read(_MOST_MEGABYTES * 1024 * 1024 + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Unusable(
            f"the table '{path_text(path)}' cannot be read: {reason.lower()}."
        ) from error


def _refuse_foreign(data: bytes, name: str) -> None:
    if not data:
        raise Unusable(f"'{name}' is empty: give the file of a delivery table.")
    if len(data) > _MOST_MEGABYTES * 1024 * 1024:
        raise Unusable(
            f"'{name}' is larger than {_MOST_MEGABYTES} MB: a delivery table is far smaller."
        )
    if data.startswith(b"%PDF"):
        raise Unusable(f"'{name}' is a PDF: copy its table into a document or a spreadsheet first.")
    if data.startswith(_PICTURE_MARKS):
        raise Unusable(f"'{name}' is a picture: type its table into a document or a spreadsheet.")
    if name.lower().endswith(_OFFICE_ENDINGS) and b"\0" in data and not is_office(data):
        raise Unusable(
            f"'{name}' is neither XLSX nor DOCX, whatever its name: save the table as one of them,"
            " or as CSV."
        )


def _joined_tables(tables: Sequence[OfficeTable]) -> Sequence[OfficeTable]:
    """Return the plan's tables of a document as one, or else all tables as they are.

    A table without headings of its own continues the one before it if it is as wide and no heading
    is between the two.
    """
    joined: list[Row] = []
    notes: list[str] = []
    width = 0
    for table in tables:
        rows = [row for row in table.rows if not row.outside]
        if not rows:
            continue
        is_plan = count_roles(rows) >= _FEWEST_ROLES or has_fields(rows)
        if not is_plan and not _continues(table, rows, width):
            joined.append(_left_table(rows[0], len(joined) + 1))
            continue
        if table.flaw:
            return [table]
        width = len(rows[0].cells)
        notes += table.notes
        joined += _numbered_on(table.rows, len(joined))
    if not width:
        return tables
    return [OfficeTable("table", tuple(joined), notes=tuple(notes))]


def _continues(table: OfficeTable, rows: Sequence[Row], width: int) -> bool:
    return len(rows[0].cells) == width and not table.rows[0].outside


def _numbered_on(rows: Sequence[Row], before: int) -> list[Row]:
    """Return rows with the numbers that follow those of the rows before them."""
    numbered = []
    for number, row in enumerate(rows, start=before + 1):
        numbered.append(replace(row, line=number))
    return numbered


def _left_table(headings: Row, line: int) -> Row:
    """Return a line outside the tables that names one that is not read."""
    filled = ", ".join(headings.cells[column] for column in headings.filled())
    return Row(("",), line, outside=True, left_out=(f"the table of {filled[:_LONGEST_LEFT]}",))


def _joined_sheets(sheets: Sequence[OfficeTable]) -> Sequence[OfficeTable]:
    """Return the sheets of a workbook that have headings of a plan as one, or else as they are.

    Each begins a section that has its name.
    """
    likely = _likely_sheets(sheets)
    matching = [sheet for sheet in likely if count_roles(sheet.rows) >= _FEWEST_ROLES]
    if len(matching) < 2:  # noqa: PLR2004 - several
        return [replace(sheet, left=tuple(_sheets_left(sheets, likely))) for sheet in likely]
    joined: list[Row] = []
    for sheet in matching:
        if sheet.flaw:
            return [sheet]
        heading = Row((f"### {sheet.name}",), 0, outside=True)
        joined += _numbered_on([heading, *sheet.rows], len(joined))
    names = ", ".join(f"{sheets.index(sheet) + 1} '{sheet.name}'" for sheet in matching)
    note = f"{len(matching)} sheets have headings of a plan and are read as one: {names} (--table N reads one)"
    left = tuple(_sheets_left(sheets, matching))
    return [OfficeTable("sheet", tuple(joined), notes=(note,), left=left)]


def _sheets_left(sheets: Sequence[OfficeTable], read: Sequence[OfficeTable]) -> Iterator[str]:
    """Yield a sentence for each filled sheet that is not read."""
    for number, sheet in enumerate(sheets, start=1):
        if sheet not in read and is_filled(sheet):
            kind = "hidden sheet" if sheet.is_hidden else "sheet"
            yield f"the {kind} '{sheet.name}' is not read (--table {number} reads it)"


def is_filled(table: OfficeTable) -> bool:
    """Return whether a table has a cell that is not blank."""
    return any(row.filled() for row in table.rows)


def _numbered_table(file: TableFile, number: int) -> OfficeTable:
    tables = file.tables
    if not 1 <= number <= len(tables):
        raise OptionRefused(
            f"'{file.name}' has no {file.kind} {number}: it has {len(tables)}.", "table"
        )
    return tables[number - 1]


def _only_table(file: TableFile, tables: Sequence[OfficeTable]) -> OfficeTable:
    if len(tables) > 1:
        raise Unusable(
            f"'{file.name}' has {len(tables)} {file.kind}s: say which is the plan with"
            " --table 1, 2, ..."
        )
    return tables[0]


def _likely_sheets(sheets: Sequence[OfficeTable]) -> list[OfficeTable]:
    """Return the sheets with the headings of a delivery table, or else all that are filled."""
    filled = [sheet for sheet in sheets if is_filled(sheet) and not sheet.is_hidden]
    filled = filled or list(filter(is_filled, sheets))
    matching = [sheet for sheet in filled if count_roles(sheet.rows) >= _FEWEST_ROLES]
    return matching or filled
