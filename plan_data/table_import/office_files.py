"""Tables in XLSX and DOCX files; their libraries are imported only when such a file is read."""

from collections.abc import Callable, Sequence
from typing import Literal

from msgspec import Struct

from plan_data.errors import Unusable
from plan_data.table_import.document_tables import document_parts
from plan_data.table_import.office_limits import checked_parts
from plan_data.table_import.sheet_tables import workbook_sheets
from plan_data.table_import.table_cells import Row
from plan_data.table_import.table_limits import RawRow, clean_rows
from plan_data.text import agree

_MOST_NAMED = 20  # rows that a note names
_ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
_OLD_OFFICE_MARK = b"\xd0\xcf\x11\xe0"


class OfficeTable(Struct, frozen=True):
    """A sheet or a table of a document; `flaw` says why it cannot be read as it is.

    `notes` are sentences about how it is read, `left` those about what is not.
    """

    name: str
    rows: tuple[Row, ...]
    flaw: str = ""
    is_hidden: bool = False
    notes: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def is_office(data: bytes) -> bool:
    """Return whether the bytes are those of an office file, whatever its name."""
    return data.startswith((*_ZIP_MARKS, _OLD_OFFICE_MARK))


def read_office_tables(
    data: bytes, name: str
) -> tuple[Literal["sheet", "table"], list[OfficeTable]]:
    """Return "sheet" or "table", and the sheets or tables of an XLSX or DOCX file.

    Raises:
        Unusable: if the file is neither, is locked or broken, or its library is not installed.

    """
    if data.startswith(_OLD_OFFICE_MARK):
        raise Unusable(
            f"'{name}' is locked with a password or in an old format: save it as XLSX or DOCX without one."
        )
    parts = checked_parts(data, name)
    if "xl/workbook.xml" in parts.names:
        return "sheet", _read_tables(_workbook_sheets, parts.data, name)
    if "word/document.xml" in parts.names:
        return "table", _read_tables(_document_tables, parts.data, name)
    raise Unusable(f"'{name}' is neither XLSX nor DOCX: save the table as one of them, or as CSV.")


def _read_tables(
    read: Callable[[bytes], list[OfficeTable]], data: bytes, name: str
) -> list[OfficeTable]:
    try:
        return read(data)
    except ImportError:
        raise Unusable(
            "XLSX and DOCX need two more libraries: install milepost[office], or save as CSV."
        ) from None
    except Exception as error:  # noqa: BLE001 - the libraries raise whatever a damaged file leads them to
        raise Unusable(
            f"'{name}' is damaged and cannot be read ({type(error).__name__})."
        ) from None


def _workbook_sheets(data: bytes) -> list[OfficeTable]:
    tables = []
    for name, raw, is_hidden in workbook_sheets(data):
        rows, flaw = clean_rows(raw)
        tables.append(OfficeTable(name, tuple(rows), flaw, is_hidden=is_hidden))
    return tables


def _document_tables(data: bytes) -> list[OfficeTable]:
    """Return the tables of a document, each with the headings above it as lines outside it."""
    tables: list[OfficeTable] = []
    headings: list[RawRow] = []
    for part in document_parts(data):
        if not part.is_table:
            headings += part.rows
            continue
        rows, flaw = clean_rows([*headings, *part.rows])
        name = f"table {len(tables) + 1}"
        notes = _tracked_note(name, part.tracked)
        tables.append(OfficeTable(name, tuple(rows), flaw, notes=notes))
        headings = []
    return tables


def _tracked_note(name: str, rows: Sequence[int]) -> tuple[str, ...]:
    """Return a sentence that names the rows with tracked changes, if there are any."""
    if not rows:
        return ()
    numbers = ", ".join(map(str, rows[:_MOST_NAMED]))
    if len(rows) > _MOST_NAMED:
        numbers += " and more"
    where = f"its {agree(len(rows), 'row', 'rows')} {numbers}"
    return (f"{name} has tracked changes, which are read as accepted, in {where}",)
