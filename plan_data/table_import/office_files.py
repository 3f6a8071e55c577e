"""Tables in XLSX and DOCX files; their libraries are imported only when such a file is read."""

import io
import re
from collections.abc import Callable
from datetime import date, datetime
from itertools import repeat
from typing import Any

from msgspec import Struct

from plan_data.errors import Unusable
from plan_data.table_import.office_limits import checked_parts
from plan_data.table_import.table_cells import Row
from plan_data.table_import.table_limits import MOST_COLUMNS, MOST_ROWS, RawRow, clean_rows, raw_row

_ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
_OLD_OFFICE_MARK = b"\xd0\xcf\x11\xe0"
# Quoted words, escaped letters and bracketed locales of a number format: none is a part of a date.
_LITERAL_IN_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_FIXED_DECIMALS = re.compile(r"0\.(0{1,30})")


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
    import openpyxl

    workbook = openpyxl.load_workbook(io.BytesIO(data))
    tables = []
    for sheet in workbook.worksheets:
        rows, flaw = clean_rows(_sheet_rows(sheet))
        tables.append(OfficeTable(sheet.title, tuple(rows), _merged_flaw(sheet) or flaw))
    return tables


def _merged_flaw(sheet: Any) -> str:  # noqa: ANN401 - openpyxl's sheet
    merged = sorted(map(str, sheet.merged_cells.ranges))
    if not merged:
        return ""
    return f"has merged cells ({merged[0]}): unmerge them and fill each cell that needs a value."


def _sheet_rows(sheet: Any) -> list[RawRow]:  # noqa: ANN401 - openpyxl's sheet
    """Return the rows of a sheet down to the last filled one, no more than one too many.

    Only cells that the file has are read: a blank one far to the right would make each row long.
    """
    texts_of: dict[int, dict[int, str]] = {}
    for (row, column), cell in sheet._cells.items():  # noqa: SLF001 - all others are made when they are read
        text = _displayed(cell.value, cell.number_format)
        if text.strip():
            texts_of.setdefault(row, {})[column] = text
    width = max((max(texts) for texts in texts_of.values()), default=0)
    last_row = min(max(texts_of, default=0), MOST_ROWS + 1)
    return [_sheet_row(texts_of.get(row, {}), row, width) for row in range(1, last_row + 1)]


def _sheet_row(texts: dict[int, str], number: int, width: int) -> RawRow:
    last = max(texts, default=0)
    cells = [texts.get(column, "") for column in range(1, last + 1)]
    return RawRow(cells, width, number)


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
        rows, flaw = clean_rows(_document_rows(table))
        tables.append(OfficeTable(f"table {number}", tuple(rows), flaw))
    return tables


def _document_rows(table: Any) -> list[RawRow]:  # noqa: ANN401 - python-docx's table
    """Return the rows of a table, no more than one too many.

    Its elements are read, since python-docx looks up the first row of each merged cell every time.
    """
    elements = table._tbl.tr_lst[: MOST_ROWS + 1]  # noqa: SLF001 - the table's only element
    rows = []
    for number, element in enumerate(elements, start=1):
        rows.append(raw_row(_document_cells(element), number))
    return rows


def _document_cells(row: Any) -> list[str]:  # noqa: ANN401 - python-docx's element of a row
    """Return the texts of a row's cells; a merged cell has its text in the first place it covers."""
    texts: list[str] = []
    for cell in row.tc_lst:
        text = ""
        if cell.vMerge != "continue":
            text = "\n".join(paragraph.text for paragraph in cell.p_lst)
        texts.append(text)
        room = MOST_COLUMNS + 1 - len(texts)  # with more, the table is refused
        texts += repeat("", min(cell.grid_span - 1, room))
    return texts
