"""A report as a workbook: a sheet of its text, then one for each block with tables."""

import io
import math
from collections.abc import Sequence
from datetime import UTC, date, datetime, time

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from store.checklist.status import Colour
from store.dates import format_day
from tui.reports.document import Cell, ReportDocument
from tui.reports.renderers.joined_tables import JoinedTable
from tui.reports.renderers.picture_words import can_be_drawn
from tui.reports.renderers.tables import find_colour_cell
from tui.reports.renderers.xlsx_charts import (
    LAST_CHART_COLUMN,
    PICTURE_WIDTHS,
    add_chart,
    chart_rows,
    picture_table,
)
from tui.reports.renderers.xlsx_columns import (
    FILTER_ARROW,
    PAGE_LETTERS,
    sheet_column_widths,
    widest_columns,
)
from tui.reports.renderers.xlsx_sheets import (
    FIRST_SHEET,
    PICTURES_SHEET,
    Sheet,
    first_sheet_lines,
    plan_sheets,
)
from tui.reports.renderers.xlsx_text import (
    looks_like_formula,
    property_text,
    row_height,
    sheet_line,
    sheet_text,
)

_WORKBOOK_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# A font that every office has, or one as wide: columns are as wide everywhere.
_FONT = {"font_name": "Arial", "font_size": 10, "font_scheme": "none"}
_A4 = 9
_ROWS_ON_PAGE = 45
_PRINT_SCALE = 62  # per cent: a page of A4 has room for `PAGE_LETTERS`
_TEXT_WIDTHS = (26, 95)  # of the columns of the first sheet, in letters
_TITLE_WIDTHS = (20, 70)  # the same in letters of its title
_FILLS: dict[Colour, str] = {
    "blue": "#BDD7EE",
    "green": "#C6E0B4",
    "amber": "#FFE699",
    "red": "#F4B6B6",
}
_CELL_LOOK = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF"}
_KIND_LOOKS: dict[str, dict[str, object]] = {
    "date": {"num_format": "d mmm yyyy", "align": "left"},
    "ref": {"num_format": "@"},
    "number": {"align": "right", "indent": 1},
    "text": {},
    "group": {"text_wrap": False},  # the same text in row after row: one line is enough
}
_HEADING_LOOK = {
    "bold": True,
    "bg_color": "#D9D9D9",
    "valign": "vcenter",
    "text_wrap": True,
    "border": 1,
    "border_color": "#808080",
}
_NUMBER = (int, float)
_FIRST_DAY = date(1900, 3, 1)  # before it, spreadsheets disagree on which number a day is


def render_xlsx(document: ReportDocument) -> bytes:
    """Return a report as a workbook without any formula."""
    stream = io.BytesIO()
    # A copy, since xlsxwriter adds to it.
    options = {**_WORKBOOK_OPTIONS, "default_format_properties": dict(_FONT)}
    with xlsxwriter.Workbook(stream, options) as workbook:
        created = datetime.combine(document.as_of, time(), UTC)
        title = property_text(document.title, 200)
        workbook.set_properties({"title": title, "created": created})
        writer = _SheetWriter(workbook, document)
        sheets = plan_sheets(document)
        writer.write_first_sheet(first_sheet_lines(document, sheets))
        for sheet in sheets:
            writer.write_sheet(sheet)
        writer.write_pictures(document)
    return stream.getvalue()


class _SheetWriter:
    """Writes sheets into a workbook; each cell format is added once, since a workbook holds few."""

    def __init__(self, workbook: Workbook, document: ReportDocument) -> None:
        self._workbook = workbook
        title = property_text(document.title, 80)
        footer = f"{title}, position as of {format_day(document.as_of)}"
        self._footer = "&L" + footer.replace("&", "&&") + "&RPage &P of &N"
        marking = property_text(document.marking, 100).replace("&", "&&")
        self._header = f"&C{marking}" if marking else ""
        self._formats: dict[tuple[str, Colour, bool], Format] = {}
        wrapped = {"text_wrap": True, "valign": "top"}
        self._title = workbook.add_format({"bold": True, "font_size": 14})
        self._subtitle = workbook.add_format({"bold": True, "font_size": 12})
        self._nothing = workbook.add_format({"italic": True})
        self._heading = workbook.add_format(_HEADING_LOOK)
        self._name = workbook.add_format({"bold": True, **wrapped})
        self._text = workbook.add_format(wrapped)
        self._report_title = workbook.add_format({"bold": True, "font_size": 14, **wrapped})

    def write_first_sheet(self, lines: Sequence[tuple[str, str]]) -> None:
        """Write the report's header and text, the title in large letters."""
        sheet = self._add_sheet(FIRST_SHEET)
        _set_column_widths(sheet, _TEXT_WIDTHS)
        text_format, widths = self._report_title, _TITLE_WIDTHS
        for row, line in enumerate(lines):
            name, text = map(sheet_text, line)
            sheet.write_string(row, 0, name, self._name)
            sheet.write_string(row, 1, text, text_format)
            _set_height(sheet, row, (name, text), widths)
            text_format, widths = self._text, _TEXT_WIDTHS
        sheet.print_area(0, 0, len(lines) - 1, 1)

    def write_sheet(self, planned: Sheet) -> None:
        """Write the tables of a sheet, one under the other.

        What is above the rows of a single table stays in sight, and is on every page of paper.
        """
        sheet = self._add_sheet(planned.name)
        widths = widest_columns([_widths(table) for table in planned.tables])
        sheet.write_string(0, 0, sheet_line(planned.block.title), self._title)
        row = 1
        for table in planned.tables:
            if table.title != planned.block.title:
                sheet.write_string(row, 0, sheet_line(table.title), self._subtitle)
                row += 1
            heading_row = row
            row = self._write_table(sheet, heading_row, table, widths)
            row += 2
        last_row = row - 2
        if len(planned.tables) == 1:
            if planned.tables[0].has_rows:
                last_column = len(planned.tables[0].sheet_columns) - 1
                sheet.autofilter(heading_row, 0, last_row, last_column)
            sheet.freeze_panes(heading_row + 1, 0)
            sheet.repeat_rows(0, heading_row)
        sheet.print_area(0, 0, last_row, len(widths) - 1)
        if sum(widths) > PAGE_LETTERS:
            sheet.fit_to_pages(1, 0)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last_row + 1}"})
        _set_column_widths(sheet, widths)

    def _write_table(
        self, sheet: Worksheet, row: int, table: JoinedTable, widths: Sequence[int]
    ) -> int:
        """Write a table from its headings on; return the number of its last row."""
        own_widths = widths[: len(table.sheet_columns)]
        self._write_headings(sheet, row, table, own_widths)
        return self._write_rows(sheet, row + 1, table, own_widths)

    def write_pictures(self, document: ReportDocument) -> None:
        """Write the numbers of all pictures on one sheet, with a chart beside those of each."""
        pictures = []
        for block in document.blocks:
            pictures += [picture for picture in block.pictures if can_be_drawn(picture)]
        if not pictures:
            return
        sheet = self._add_sheet(PICTURES_SHEET)
        _set_column_widths(sheet, PICTURE_WIDTHS)
        row = first_row = 0
        breaks = []
        for picture in pictures:
            table = picture_table(picture)
            height = max(table.row_count, chart_rows(picture)) + 3
            if row + height - first_row > _ROWS_ON_PAGE:
                breaks.append(row)
                first_row = row
            sheet.write_string(row, 0, sheet_line(picture.title), self._subtitle)
            self._write_table(sheet, row + 1, table, PICTURE_WIDTHS)
            add_chart(self._workbook, sheet, picture, row + 1)
            row += height
        sheet.set_h_pagebreaks(breaks)
        sheet.print_area(0, 0, row - 2, LAST_CHART_COLUMN)

    def _add_sheet(self, name: str) -> Worksheet:
        sheet = self._workbook.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_print_scale(_PRINT_SCALE)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.set_header(self._header)
        sheet.set_footer(self._footer)
        return sheet

    def _write_headings(
        self, sheet: Worksheet, row: int, table: JoinedTable, widths: Sequence[int]
    ) -> None:
        titles = [sheet_text(column.title) for column in table.sheet_columns]
        for column, title in enumerate(titles):
            sheet.write_string(row, column, title, self._heading)
        _set_height(sheet, row, titles, [width - FILTER_ARROW for width in widths])

    def _write_rows(
        self, sheet: Worksheet, first_row: int, table: JoinedTable, widths: Sequence[int]
    ) -> int:
        """Write a table's rows, or the sentence for none; return the number of the last."""
        if not table.is_grouped and not table.has_rows:
            nothing = sheet_line(table.tables[0].nothing)
            sheet.write_string(first_row, 0, nothing, self._nothing)
            return first_row
        first_own = int(table.is_grouped)  # a group's title does not make a row higher
        kinds = _column_kinds(table)
        row = first_row - 1
        for cells, colour in table.sheet_rows():
            row += 1
            self._write_row(sheet, row, cells, kinds, colour)
            _set_height(sheet, row, cells[first_own:], widths[first_own:])
        return row

    def _write_row(
        self,
        sheet: Worksheet,
        row: int,
        cells: Sequence[Cell],
        kinds: Sequence[str],
        colour: Colour,
    ) -> None:
        colour_column = find_colour_cell(cells, colour) or 0
        for column, cell in enumerate(cells):
            kind, cell_colour = kinds[column], colour
            if isinstance(cell, _NUMBER):
                kind = "number"
            if column != colour_column:
                cell_colour = "none"
            look = self._cell_format(kind, cell_colour, is_quoted=looks_like_formula(cell))
            _write_cell(sheet, (row, column), cell, look)

    def _cell_format(self, kind: str, colour: Colour, *, is_quoted: bool) -> Format:
        """Return a cell's format; a quoted text stays text if somebody edits the cell."""
        key = (kind, colour, is_quoted)
        if key not in self._formats:
            look: dict[str, object] = {**_CELL_LOOK, **_KIND_LOOKS[kind]}
            if colour in _FILLS:
                look["bg_color"] = _FILLS[colour]
            if is_quoted:
                look["quote_prefix"] = True
            self._formats[key] = self._workbook.add_format(look)
        return self._formats[key]


def _widths(table: JoinedTable) -> list[int]:
    return sheet_column_widths(table.sheet_columns, [cells for cells, _ in table.sheet_rows()])


def _column_kinds(table: JoinedTable) -> list[str]:
    kinds: list[str] = [column.kind for column in table.sheet_columns]
    if table.is_grouped:
        kinds[0] = "group"
    return kinds


def _write_cell(sheet: Worksheet, position: tuple[int, int], cell: Cell, look: Format) -> None:
    row, column = position
    if cell is None or cell == "":
        sheet.write_blank(row, column, None, look)
    elif isinstance(cell, date) and cell >= _FIRST_DAY:
        sheet.write_datetime(row, column, datetime.combine(cell, time()), look)
    elif isinstance(cell, _NUMBER) and math.isfinite(cell):
        sheet.write_number(row, column, cell, look)
    else:
        sheet.write_string(row, column, sheet_text(str(cell)), look)


def _set_column_widths(sheet: Worksheet, widths: Sequence[int]) -> None:
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)


def _set_height(sheet: Worksheet, row: int, cells: Sequence[Cell], widths: Sequence[int]) -> None:
    height = row_height(cells, widths)
    if height is not None:
        sheet.set_row(row, height)


RENDERER = render_xlsx
