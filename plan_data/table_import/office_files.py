"""Tables in XLSX and DOCX files; their two libraries are imported only when such a file is read."""

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from msgspec import Struct

from plan_data.errors import Unusable
from plan_data.table_import.table_cells import Row, row_of

MOST_UNPACKED = 100 * 1024 * 1024
MOST_ROWS = 20_000
_OLE = b"\xd0\xcf\x11\xe0"
_DATE_WORDS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


class OfficeTable(Struct, frozen=True):
    """A sheet or a table of a document; `flaw` says why it cannot be read as it is."""

    name: str
    rows: tuple[Row, ...]
    flaw: str = ""


def is_office(data: bytes) -> bool:
    """Return whether the bytes are those of an office file, whatever its name."""
    return data[:4] in {b"PK\x03\x04", b"PK\x05\x06", _OLE}


def read_office(data: bytes, name: str) -> tuple[str, list[OfficeTable]]:
    """Return "sheet" or "table", and the sheets or tables of an XLSX or DOCX file.

    Raises:
        Unusable: where the file is none, is locked or broken, or its library is not installed.

    """
    if data[:4] == _OLE:
        raise Unusable(f"'{name}' is locked with a password or in an old format: save it as XLSX or DOCX without one.")
    parts = _parts(data, name)
    if "xl/workbook.xml" in parts:
        return "sheet", _opened(_sheets, data, name)
    if "word/document.xml" in parts:
        return "table", _opened(_document, data, name)
    raise Unusable(f"'{name}' is neither XLSX nor DOCX: save the table as one of them, or as CSV.")


def _parts(data: bytes, name: str) -> set[str]:
    """Return the names of the file's parts, once nothing in them can grow without end."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise Unusable(f"'{name}' is far too large once unpacked: give the sheet or table alone.")
            if any(part.flag_bits & 1 for part in parts):
                raise Unusable(f"'{name}' is locked with a password: save it without one.")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(part):
                    raise Unusable(f"'{name}' has declarations that no office program writes: save it again.")
            return {part.filename for part in parts}
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, zipfile.zlib.error) as error:  # type: ignore[attr-defined] # zipfile's own reference to zlib
        raise Unusable(f"'{name}' is damaged and cannot be read ({error}).") from None


def _opened(read: Any, data: bytes, name: str) -> list[OfficeTable]:  # noqa: ANN401 - one of the two readers below
    try:
        tables: list[OfficeTable] = read(data)
    except ImportError:
        raise Unusable("XLSX and DOCX need two more libraries: install milepost[office], or save as CSV.") from None
    except Exception as error:  # noqa: BLE001 - the libraries raise whatever a damaged file leads them to
        raise Unusable(f"'{name}' is damaged and cannot be read ({type(error).__name__}).") from None
    if any(len(table.rows) > MOST_ROWS for table in tables):
        raise Unusable(f"'{name}' has more than {MOST_ROWS} rows: a delivery table has far fewer.")
    return tables


def _sheets(data: bytes) -> list[OfficeTable]:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data))
    tables = []
    for sheet in book.worksheets:
        merged = sorted(str(each) for each in sheet.merged_cells.ranges)
        flaw = f"has merged cells ({merged[0]}): unmerge them and fill each cell that needs a value." if merged else ""
        tables.append(OfficeTable(sheet.title, tuple(_rows_of(sheet)), flaw))
    return tables


def _rows_of(sheet: Any) -> Iterable[Row]:  # noqa: ANN401 - openpyxl's sheet
    for number, cells in enumerate(sheet.iter_rows(max_row=min(sheet.max_row, MOST_ROWS + 1)), start=1):
        yield row_of([_shown(cell.value, cell.number_format) for cell in cells], number)


def _shown(value: object, number_format: str) -> str:
    """Return a value as its sheet shows it: a date typed as a month stays a month, 9.10 stays 9.10."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        form = _DATE_WORDS.sub("", number_format.lower())
        return f"{value:%Y-%m-%d}" if "d" in form or "m" not in form else f"{value:%b %Y}"
    if isinstance(value, float | int) and not isinstance(value, bool):
        decimals = re.fullmatch(r"0\.(0+)", number_format)
        if decimals:
            return f"{value:.{len(decimals[1])}f}"
        return f"{value:.0%}" if number_format == "0%" else f"{value:.15g}"
    return str(value)


def _document(data: bytes) -> list[OfficeTable]:
    import docx

    tables = docx.Document(io.BytesIO(data)).tables
    return [OfficeTable(f"table {n}", tuple(_table_rows(table))) for n, table in enumerate(tables, start=1)]


def _table_rows(table: Any) -> Iterable[Row]:  # noqa: ANN401 - python-docx's table
    seen: set[Any] = set()  # a merged cell is given again for each place it covers
    for number, row in enumerate(table.rows, start=1):
        if number > MOST_ROWS + 1:
            return
        cells = []
        for cell in row.cells:
            text = "" if cell._tc in seen else "\n".join(each.text for each in cell.paragraphs)  # noqa: SLF001 - the cell's only identity
            seen.add(cell._tc)  # noqa: SLF001
            cells.append(text)
        yield row_of(cells, number)
