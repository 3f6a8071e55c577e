"""A lead's sheet as a workbook: locked but for the cells to fill in, with lists and checks."""

import io
import textwrap
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from plan_data.errors import Unusable
from tui.reports.renderers.xlsx_text import sheet_line, sheet_text
from tui.returns.sheet_layout import (
    FILLED_BY_LABEL,
    FILLED_IN_LABEL,
    HIDDEN_SHEET,
    NOTHING_LABEL,
    SHEET_NAME,
    VIEWS,
    LeadSheet,
    SheetColumn,
)

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_MARK_COLUMN, _LABEL_COLUMN = 1, 0
_PREFACE = 10  # rows above the headings
_EARLIEST = date(1990, 1, 1)
_A4 = 9
_LINE_HEIGHT = 15


def sheet_xlsx(sheet: LeadSheet, made: date) -> bytes:
    """Return the sheet as a workbook, the same bytes for the same sheet and day.

    Raises:
        Unusable: if the library for workbooks is not installed.

    """
    try:
        import xlsxwriter
    except ImportError:
        raise Unusable(
            "sheets as XLSX need one more library: install milepost[office], or use -f csv."
        ) from None
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_urls": False})
    created = datetime.combine(made, time(), tzinfo=UTC).replace(tzinfo=None)
    workbook.set_properties({"title": sheet_line(sheet.title), "created": created})
    page = workbook.add_worksheet(SHEET_NAME)
    _Page(workbook, page, sheet).write()
    _write_facts(workbook, sheet)
    workbook.close()
    return stream.getvalue()


def _write_facts(workbook: "Workbook", sheet: LeadSheet) -> None:
    """Write what identifies the sheet, and the refs of its rows, on a hidden page."""
    facts = workbook.add_worksheet(HIDDEN_SHEET)
    facts.very_hidden()
    for place, (name, value) in enumerate(sheet.facts):
        facts.write_string(place, 0, name)
        facts.write_string(place, 1, value)
    for place, row in enumerate(sheet.rows):
        facts.write_string(place, 3, sheet_line(row[0]))
    facts.protect()


class _Page:
    """The visible page of a workbook."""

    def __init__(self, workbook: "Workbook", page: "Worksheet", sheet: LeadSheet) -> None:
        self._page = page
        self._sheet = sheet
        plain: dict[str, Any] = {"valign": "top", "text_wrap": True, "border": 1}
        shaded = {**plain, "bg_color": "#EEF1F4", "num_format": "@"}
        open_cell = {**plain, "locked": False}
        self._title = workbook.add_format({"bold": True, "font_size": 14})
        self._text = workbook.add_format({"valign": "top"})
        self._heading = workbook.add_format(
            {**plain, "bold": True, "bg_color": "#1F3A4D", "font_color": "#FFFFFF"}
        )
        self._fixed = workbook.add_format(shaded)
        # Any other format becomes 11/20/2009 or 20/11/2009 when the sheet is saved as CSV.
        self._day = workbook.add_format({**open_cell, "num_format": "yyyy-mm-dd"})
        self._number = workbook.add_format(open_cell)
        self._words = workbook.add_format({**open_cell, "num_format": "@"})

    def write(self) -> None:
        """Write the instructions, the cells about the sheet itself, and the rows."""
        sheet = self._sheet
        self._write_preface()
        for place, column in enumerate(sheet.columns):
            self._page.set_column(place, place, column.width)
            self._page.write_string(_PREFACE, place, column.title, self._heading)
        self._page.set_row(_PREFACE, 2 * _LINE_HEIGHT)
        for place, row in enumerate(sheet.rows):
            self._write_row(_PREFACE + 1 + place, row, sheet.cells_of(place))
        last = _PREFACE + len(sheet.rows)
        if sheet.rows:
            self._add_checks(_PREFACE + 1, last)
        self._page.autofilter(_PREFACE, 0, last, len(sheet.columns) - 1)
        self._set_up_page()

    def _write_preface(self) -> None:
        sheet = self._sheet
        self._page.write_string(0, 0, sheet_line(sheet.title), self._title)
        for number, line in enumerate(sheet.instructions, start=1):
            self._page.write_string(number, 0, sheet_line(line), self._text)
        labels = (NOTHING_LABEL, FILLED_BY_LABEL, FILLED_IN_LABEL)
        formats = (self._words, self._words, self._day)
        rows = range(_PREFACE - len(labels) - 1, _PREFACE)
        for number, label, cell_format in zip(rows, labels, formats, strict=False):
            self._page.write_string(number, _LABEL_COLUMN, label, self._text)
            self._page.write_blank(number, _MARK_COLUMN, None, cell_format)
        day_row = _PREFACE - 2
        if sheet.filled_in:
            self._page.write_string(day_row, _MARK_COLUMN, sheet.filled_in, self._words)
        self._page.data_validation(day_row, _MARK_COLUMN, day_row, _MARK_COLUMN, _day_check())

    def _write_row(self, number: int, row: tuple[str, ...], cells: Sequence[str]) -> None:
        for place, text in enumerate(row):
            self._page.write_string(number, place, sheet_text(text), self._fixed)
        for place, text in enumerate(cells, start=self._sheet.first_cell):
            cell_format = self._format_of(place)
            if text:
                self._page.write_string(number, place, sheet_text(text), cell_format)
            else:
                self._page.write_blank(number, place, None, cell_format)
        self._page.set_row(number, _row_height((*row, *cells), self._sheet.columns))

    def _format_of(self, place: int) -> Any:  # noqa: ANN401 - xlsxwriter's format
        match self._sheet.columns[place].cell:
            case "done_on" | "started_on":
                return self._day
            case "actual":
                return self._number
        return self._words

    def _add_checks(self, first: int, last: int) -> None:
        """Add the list and the checks that a spreadsheet program makes while one types."""
        for place, column in enumerate(self._sheet.columns):
            match column.cell:
                case "done_on" | "started_on":
                    self._page.data_validation(first, place, last, place, _day_check())
                case "actual":
                    self._page.data_validation(first, place, last, place, _number_check())
                case "view":
                    self._page.data_validation(first, place, last, place, _view_list())

    def _set_up_page(self) -> None:
        self._page.freeze_panes(_PREFACE + 1, 2)
        self._page.set_landscape()
        self._page.set_paper(_A4)
        self._page.set_margins(left=0.3, right=0.3, top=0.4, bottom=0.6)
        self._page.fit_to_pages(1, 0)
        self._page.repeat_rows(_PREFACE)
        self._page.set_footer("&L&F&RPage &P of &N")
        allowed = {"sort": True, "autofilter": True, "format_rows": True, "format_columns": True}
        self._page.protect("", allowed)


def _row_height(row: tuple[str, ...], columns: Sequence[SheetColumn]) -> int:
    """Return the height of a row in points, for the longest of its texts."""
    lines = 1
    for text, column in zip(row, columns, strict=False):
        lines = max(lines, len(textwrap.wrap(text, column.width)))
    return lines * _LINE_HEIGHT


def _day_check() -> dict[str, Any]:
    return {
        "validate": "date",
        "criteria": ">=",
        "value": _EARLIEST,
        "ignore_blank": True,
        "error_type": "warning",
        "error_title": "A day, please",
        "error_message": "Write the day on which it happened, such as 28 Aug 2009.",
    }


def _number_check() -> dict[str, Any]:
    return {
        "validate": "decimal",
        "criteria": ">=",
        "value": -1e12,
        "ignore_blank": True,
        "error_type": "warning",
        "error_title": "A number, please",
        "error_message": "Write the figure alone, such as 61.2.",
    }


def _view_list() -> dict[str, Any]:
    return {"validate": "list", "source": list(VIEWS), "ignore_blank": True}
