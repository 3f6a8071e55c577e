"""Tables of an XLSX file as its program shows them: stored values, merged cells, nothing hidden."""

import io
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from plan_data.table_import.table_limits import MOST_ROWS, RawRow, raw_row
from plan_data.text import plural

NO_STORED_VALUE = "(a formula without a stored value: save the sheet once)"
# Quoted words, escaped letters and bracketed locales of a number format: none is a part of a date.
_LITERAL_IN_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_FIXED_DECIMALS = re.compile(r"0\.(0{1,30})")


def workbook_sheets(data: bytes) -> Iterator[tuple[str, list[RawRow], bool]]:
    """Yield the name of each sheet, its rows, and whether it is hidden."""
    import openpyxl

    workbook = openpyxl.load_workbook(io.BytesIO(data), rich_text=True)
    values = None
    if any(map(_has_formula, workbook.worksheets)):
        values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    for sheet in workbook.worksheets:
        stored = {}
        if values is not None:
            stored = values[sheet.title]._cells  # noqa: SLF001 - as below
        yield sheet.title, _SheetReader(sheet, stored).rows(), sheet.sheet_state != "visible"


def _has_formula(sheet: Any) -> bool:  # noqa: ANN401 - openpyxl's sheet
    return any(cell.data_type == "f" for cell in sheet._cells.values())  # noqa: SLF001 - as below


class _SheetReader:
    """Reads the cells that a sheet has: a blank one far to the right would make each row long."""

    def __init__(self, sheet: Any, stored: Any) -> None:  # noqa: ANN401 - of openpyxl
        self._sheet = sheet
        self._stored = stored
        self._texts: dict[int, dict[int, str]] = {}
        self._left_out: dict[int, list[str]] = {}
        self._coloured = 0
        self._hidden_columns = list(_hidden_columns(sheet))

    def rows(self) -> list[RawRow]:
        """Return the rows down to the last filled one, no more than one too many."""
        for (row, column), cell in self._sheet._cells.items():  # noqa: SLF001 - others are made when read
            self._take(row, column, cell)
        self._fill_merged()
        self._leave_out_hidden_rows()
        width = max((max(texts) for texts in self._texts.values() if texts), default=0)
        last_row = min(max([*self._texts, *self._left_out], default=0), MOST_ROWS + 1)
        return [self._row(number, width) for number in range(1, last_row + 1)]

    def _take(self, row: int, column: int, cell: Any) -> None:  # noqa: ANN401 - openpyxl's cell
        text = self._text_of(row, column, cell)
        for struck in _struck_runs(cell.value):
            self._left_out.setdefault(row, []).append(f"struck out: {struck}")
        if not text.strip():
            self._coloured += row > 1 and cell.fill.fill_type == "solid"
        elif cell.font is not None and cell.font.strike:
            self._left_out.setdefault(row, []).append(f"struck out: {text}")
        elif any(first <= column <= last for first, last in self._hidden_columns):
            self._left_out.setdefault(row, []).append(f"hidden: {text}")
        else:
            self._texts.setdefault(row, {})[column] = text

    def _text_of(self, row: int, column: int, cell: Any) -> str:  # noqa: ANN401 - openpyxl's cell
        value = cell.value
        if cell.data_type == "f":
            stored = self._stored.get((row, column))
            value = NO_STORED_VALUE
            if stored is not None and stored.value is not None:
                value = stored.value
        return _displayed(value, cell.number_format)

    def _fill_merged(self) -> None:
        """Give each row that a merged cell covers its text, in the first column of the cell."""
        for merged in self._sheet.merged_cells.ranges:
            text = self._texts.get(merged.min_row, {}).get(merged.min_col, "")
            last = min(merged.max_row, MOST_ROWS + 1)
            for row in range(merged.min_row + 1, last + 1):
                if text and row in self._texts:
                    self._texts[row].setdefault(merged.min_col, text)

    def _leave_out_hidden_rows(self) -> None:
        for row, texts in self._texts.items():
            dimension = self._sheet.row_dimensions.get(row)
            if texts and dimension is not None and dimension.hidden:
                shown = " ".join(texts[column] for column in sorted(texts))
                self._left_out.setdefault(row, []).append(f"hidden: {shown}")
                texts.clear()

    def _row(self, number: int, width: int) -> RawRow:
        texts = self._texts.get(number, {})
        last = max(texts, default=0)
        cells = [texts.get(column, "") for column in range(1, last + 1)]
        left_out = self._left_out.get(number, [])
        if self._coloured and texts and number == max(self._texts):
            left_out = [*left_out, f"the colours of {plural(self._coloured, 'cell')} without text"]
        row = raw_row(cells, number, left_out=left_out)
        return RawRow(row.cells, width, number, left_out=row.left_out)


def _hidden_columns(sheet: Any) -> Iterator[tuple[int, int]]:  # noqa: ANN401 - openpyxl's sheet
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden and dimension.min and dimension.max:
            yield dimension.min, dimension.max


def _struck_runs(value: object) -> Iterator[str]:
    """Yield the struck texts of a cell that has runs of text with settings of their own."""
    if not isinstance(value, list):
        return
    for run in value:
        if _is_struck(run) and str(run).strip():
            yield str(run).strip()


def _is_struck(run: object) -> bool:
    """Return whether a run of a cell is struck out; one without settings is a plain text."""
    font = getattr(run, "font", None)
    return bool(getattr(font, "strike", False))


def _displayed(value: object, number_format: str) -> str:
    """Return a value as its sheet shows it: a date typed as a month stays a month, 9.10 9.10."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "".join([str(run) for run in value if not _is_struck(run)])
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
