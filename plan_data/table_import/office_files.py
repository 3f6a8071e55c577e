"""Tables in XLSX and DOCX files; their libraries are imported only when such a file is read."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from msgspec import Struct

from plan_data.errors import Unusable
from plan_data.table_import.table_cells import Row, clean_row

MOST_UNPACKED = 100 * 1024 * 1024  # bytes
MOST_ROWS = 20_000
_ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
_OLD_OFFICE_MARK = b"\xd0\xcf\x11\xe0"
_ENCRYPTED_FLAG = 1
# Quoted words, escaped letters and bracketed locales of a number format: none is a part of a date.
_LITERAL_IN_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_FIXED_DECIMALS = re.compile(r"0\.(0+)")


class OfficeTable(Struct, frozen=True):
    """A sheet or a table of a document; `flaw` says why it cannot be read as it is."""

    name: str
    rows: tuple[Row, ...]
    flaw: str = ""


def is_office(data: bytes) -> bool:
    """Return whether the bytes are those of an office file, whatever its name."""
    return data.startswith((*_ZIP_MARKS, _OLD_OFFICE_MARK))


def read_office_tables(data: bytes, name: str) -> tuple[str, list[OfficeTable]]:
    """Return "sheet" or "table", and the sheets or tables of an XLSX or DOCX file.

    Raises:
        Unusable: if the file is neither, is locked or broken, or its library is not installed.

    """
    if data.startswith(_OLD_OFFICE_MARK):
        raise Unusable(
            f"'{name}' is locked with a password or in an old format: save it as XLSX or DOCX without one."
        )
    parts = _part_names(data, name)
    if "xl/workbook.xml" in parts:
        return "sheet", _read_tables(_workbook_sheets, data, name)
    if "word/document.xml" in parts:
        return "table", _read_tables(_document_tables, data, name)
    raise Unusable(f"'{name}' is neither XLSX nor DOCX: save the table as one of them, or as CSV.")


def _part_names(data: bytes, name: str) -> set[str]:
    """Return the names of the file's parts, after checking that none can grow without limit."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_unsafe(archive, name)
            return set(archive.namelist())
    except (
        zipfile.BadZipFile,
        OSError,
        ValueError,
        EOFError,
        NotImplementedError,
        zipfile.zlib.error,  # type: ignore[attr-defined] # zipfile's own reference to zlib
    ) as error:
        raise Unusable(f"'{name}' is damaged and cannot be read ({error}).") from None


def _refuse_unsafe(archive: zipfile.ZipFile, name: str) -> None:
    parts = archive.infolist()
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Unusable(f"'{name}' is far too large once unpacked: give the sheet or table alone.")
    if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts):
        raise Unusable(f"'{name}' is locked with a password: save it without one.")
    if any(_has_declarations(archive, part) for part in parts):
        raise Unusable(f"'{name}' has declarations that no office program writes: save it again.")


def _has_declarations(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    is_xml = part.filename.endswith((".xml", ".rels"))
    return is_xml and b"<!DOCTYPE" in archive.read(part)


def _read_tables(
    read: Callable[[bytes], list[OfficeTable]], data: bytes, name: str
) -> list[OfficeTable]:
    try:
        tables = read(data)
    except ImportError:
        raise Unusable(
            "XLSX and DOCX need two more libraries: install milepost[office], or save as CSV."
        ) from None
    except Exception as error:  # noqa: BLE001 - the libraries raise whatever a damaged file leads them to
        raise Unusable(
            f"'{name}' is damaged and cannot be read ({type(error).__name__})."
        ) from None
    if any(len(table.rows) > MOST_ROWS for table in tables):
        raise Unusable(f"'{name}' has more than {MOST_ROWS} rows: a delivery table has far fewer.")
    return tables


def _workbook_sheets(data: bytes) -> list[OfficeTable]:
    import openpyxl

    workbook = openpyxl.load_workbook(io.BytesIO(data))
    tables = []
    for sheet in workbook.worksheets:
        rows = tuple(_sheet_rows(sheet))
        tables.append(OfficeTable(sheet.title, rows, _sheet_flaw(sheet)))
    return tables


def _sheet_flaw(sheet: Any) -> str:  # noqa: ANN401 - openpyxl's sheet
    merged = sorted(map(str, sheet.merged_cells.ranges))
    if not merged:
        return ""
    return f"has merged cells ({merged[0]}): unmerge them and fill each cell that needs a value."


def _sheet_rows(sheet: Any) -> Iterator[Row]:  # noqa: ANN401 - openpyxl's sheet
    last_row = min(sheet.max_row, MOST_ROWS + 1)
    for number, cells in enumerate(sheet.iter_rows(max_row=last_row), start=1):
        texts = [_displayed(cell.value, cell.number_format) for cell in cells]
        yield clean_row(texts, number)


def _displayed(value: object, number_format: str) -> str:
    """Return a value as its sheet shows it: a date typed as a month stays a month, 9.10 9.10."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return _displayed_date(value, number_format)
    if isinstance(value, float | int) and not isinstance(value, bool):
        return _displayed_number(value, number_format)
    return str(value)


def _displayed_date(value: date, number_format: str) -> str:
    codes = _LITERAL_IN_FORMAT.sub("", number_format.lower())
    if "m" in codes and "d" not in codes:
        return f"{value:%b %Y}"
    return f"{value:%Y-%m-%d}"


def _displayed_number(value: float, number_format: str) -> str:
    decimals = _FIXED_DECIMALS.fullmatch(number_format)
    if decimals:
        places = len(decimals[1])
        return f"{value:.{places}f}"
    if number_format == "0%":
        return f"{value:.0%}"
    return f"{value:.15g}"


def _document_tables(data: bytes) -> list[OfficeTable]:
    import docx

    tables = []
    for number, table in enumerate(docx.Document(io.BytesIO(data)).tables, start=1):
        rows = tuple(_document_rows(table))
        tables.append(OfficeTable(f"table {number}", rows))
    return tables


def _document_rows(table: Any) -> Iterator[Row]:  # noqa: ANN401 - python-docx's table
    seen: set[Any] = set()
    for number, row in enumerate(table.rows, start=1):
        if number > MOST_ROWS + 1:
            return
        cells = [_document_cell(cell, seen) for cell in row.cells]
        yield clean_row(cells, number)


def _document_cell(cell: Any, seen: set[Any]) -> str:  # noqa: ANN401 - python-docx's cell
    """Return a cell's text once: python-docx repeats a merged cell for each place it covers."""
    element = cell._tc  # noqa: SLF001 - the cell's only identity
    if element in seen:
        return ""
    seen.add(element)
    return "\n".join(paragraph.text for paragraph in cell.paragraphs)
