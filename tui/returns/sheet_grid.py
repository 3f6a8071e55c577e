"""The cells of a sheet that came back, from XLSX or CSV, as their program shows them."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from msgspec import Struct

from plan_data.errors import Unusable, os_reason
from plan_data.table_import.office_files import is_office
from plan_data.table_import.office_limits import checked_parts
from plan_data.table_import.table_limits import MOST_COLUMNS, MOST_ROWS
from plan_data.text import clean, fold, one_line
from tui.returns.sheet_layout import HIDDEN_SHEET

_MOST_BYTES = 16 * 1024 * 1024
_LONGEST_CELL = 20_000
_FORMULA = "a formula is not taken: write the value itself."
_NO_BREAK_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2007": " "})
_FIRST_SERIAL, _LAST_SERIAL = 32_874, 73_050  # 1990 to 2099, as spreadsheets count days


class GridCell(Struct, frozen=True):
    """A cell's text as its program shows it; `flaw` says why it cannot be taken.

    `day` is the ISO day that a number without a format counts, if it is one.
    """

    text: str
    flaw: str = ""
    day: str = ""


Grid = Sequence[Sequence[GridCell]]  # rows of cells, from the first row of the sheet
_EMPTY = GridCell("")


def read_grid(path: Path) -> tuple[Grid, dict[str, str]]:
    """Return the cells of the sheet in a file, and the facts on its hidden sheet or first lines.

    Raises:
        Unusable: if the file cannot be read.

    """
    data = _read_bytes(path)
    if is_office(data):
        return _read_workbook(data, path.name)
    return _read_csv(data, path.name)


def _read_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise Unusable(f"'{path}' cannot be read: {os_reason(error)}.") from error
    if len(data) > _MOST_BYTES:
        raise Unusable(f"'{path.name}' is larger than 16 MB: a sheet of a return is far smaller.")
    return data


def _read_workbook(data: bytes, name: str) -> tuple[Grid, dict[str, str]]:
    """Return the first visible sheet, and what the hidden one says."""
    try:
        import openpyxl
    except ImportError:
        raise Unusable("sheets as XLSX need one more library: install milepost[office].") from None
    parts = checked_parts(data, name)
    if "xl/workbook.xml" not in parts.names:
        raise Unusable(f"'{name}' is no workbook: save the sheet as XLSX or CSV.")
    try:
        workbook = openpyxl.load_workbook(io.BytesIO(parts.data))
    except Exception as error:  # noqa: BLE001 - the library raises whatever a damaged file leads it to
        raise Unusable(
            f"'{name}' is damaged and cannot be read ({type(error).__name__})."
        ) from None
    visible = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    if not visible:
        raise Unusable(f"'{name}' has no visible sheet.")
    return _sheet_grid(visible[0], name), _hidden_facts(workbook)


def _hidden_facts(workbook: Any) -> dict[str, str]:  # noqa: ANN401 - openpyxl's workbook
    facts: dict[str, str] = {}
    if HIDDEN_SHEET not in workbook.sheetnames:
        return facts
    for name, value in workbook[HIDDEN_SHEET].iter_rows(max_col=2, max_row=20, values_only=True):
        if isinstance(name, str) and isinstance(value, str):
            facts[name] = one_line(value)
    return facts


def _sheet_grid(sheet: Any, name: str) -> Grid:  # noqa: ANN401 - openpyxl's sheet
    """Return the cells that a sheet has down to its last filled row.

    Raises:
        Unusable: if there are more rows or columns than a return can have.

    """
    filled: dict[int, dict[int, GridCell]] = {}
    for (row, column), cell in sheet._cells.items():  # noqa: SLF001 - all others are made when they are read
        grid_cell = _grid_cell(cell)
        if grid_cell != _EMPTY:
            filled.setdefault(row, {})[column] = grid_cell
    for flawed in _merged_over_rows(sheet):
        row, column, text = flawed
        if column in filled.get(row, {}):
            filled[row][column] = GridCell(filled[row][column].text, text)
    if max(filled, default=0) > MOST_ROWS:
        raise Unusable(f"'{name}' has more than {MOST_ROWS} rows: a return has far fewer.")
    grid = []
    for number in range(1, max(filled, default=0) + 1):
        row_cells = filled.get(number, {})
        last = min(max(row_cells, default=0), MOST_COLUMNS)
        grid.append([row_cells.get(column, _EMPTY) for column in range(1, last + 1)])
    return grid


def _merged_over_rows(sheet: Any) -> Iterator[tuple[int, int, str]]:  # noqa: ANN401
    """Yield the first cell of each merged range of several rows, and what is wrong with it."""
    for merged in sheet.merged_cells.ranges:
        if merged.max_row > merged.min_row:
            rows = f"{merged.min_row} to {merged.max_row}"
            text = f"the cell is merged over the rows {rows}: write it into each of them."
            yield merged.min_row, merged.min_col, text


def _grid_cell(cell: Any) -> GridCell:  # noqa: ANN401 - openpyxl's cell
    value = cell.value
    if value is None:
        return _EMPTY
    if getattr(cell, "data_type", "") == "f":
        return GridCell(one_line(str(value))[:_LONGEST_CELL], _FORMULA)
    if getattr(cell, "data_type", "") == "e":
        return GridCell(str(value), "it has an error of the spreadsheet: write the value itself.")
    grid_cell = _text_cell(_displayed(value, cell.number_format))
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and _FIRST_SERIAL <= value <= _LAST_SERIAL:
        return GridCell(grid_cell.text, grid_cell.flaw, _serial_day(value, cell))
    return grid_cell


def _serial_day(value: float, cell: Any) -> str:  # noqa: ANN401 - openpyxl's cell
    """Return the day that a number stands for, in the workbook's way of counting days."""
    from openpyxl.utils.datetime import from_excel

    return f"{from_excel(value, cell.parent.parent.epoch):%Y-%m-%d}"


def _displayed(value: object, number_format: str) -> str:
    """Return a value as its program shows it; a date of a month alone stays a month."""
    if isinstance(value, datetime | date):
        codes = number_format.lower()
        if "m" in codes and "d" not in codes:
            return f"{value:%b %Y}"
        return f"{value:%Y-%m-%d}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        if "%" in number_format:
            return f"{value * 100:.10g}"
        return f"{value:.15g}"
    return str(value)


def _text_cell(text: str) -> GridCell:
    cleaned = clean(text.translate(_NO_BREAK_SPACES)).strip()
    if len(cleaned) > _LONGEST_CELL:
        return GridCell(cleaned[:60], f"it has more than {_LONGEST_CELL} letters.")
    if cleaned.startswith("="):
        return GridCell(cleaned, _FORMULA)
    return GridCell(cleaned)


def _read_csv(data: bytes, name: str) -> tuple[Grid, dict[str, str]]:
    text = _decode(data, name)
    grid: list[list[GridCell]] = []
    facts: dict[str, str] = {}
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)):
            if len(grid) > MOST_ROWS:
                raise Unusable(f"'{name}' has more than {MOST_ROWS} rows: a return has far fewer.")
            grid.append([_text_cell(unquoted(cell)) for cell in row[:MOST_COLUMNS]])
            if len(row) > 1 and row[0].startswith("milepost "):
                facts[row[0].removeprefix("milepost ")] = one_line(unquoted(row[1]))
    except csv.Error as error:
        raise Unusable(f"'{name}' is no CSV that can be read ({error}).") from None
    return grid, facts


def unquoted(text: str) -> str:
    """Return a cell without the apostrophe that keeps text from being taken for a formula."""
    if text.startswith("'"):
        return text[1:]
    return text


def _decode(data: bytes, name: str) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unusable(f"'{name}' is no text: save the sheet as XLSX or CSV.")


def _delimiter(text: str) -> str:
    """Return what separates the cells of the first line that has a heading."""
    for line in text.splitlines():
        if fold(line).lstrip('"').startswith("ref"):
            return max(",;\t", key=line.count)
    return ","
