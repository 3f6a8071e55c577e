"""The pictures of a report in its workbook: their numbers, and charts of the spreadsheet's own."""

from collections.abc import Callable
from typing import Any, cast

from xlsxwriter.chart import Chart
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from store.checklist.status import Colour
from tui.reports.document import (
    BarChart,
    Cell,
    ChartBar,
    Column,
    LineChart,
    Matrix,
    Picture,
    ReportTable,
    Timeline,
    TrajectoryChart,
)
from tui.reports.renderers.joined_tables import JoinedTable
from tui.reports.renderers.picture_words import picture_words
from tui.reports.renderers.row_texts import matrix_table
from tui.reports.renderers.svg_elements import PAINTS, SOFT_INK
from tui.reports.renderers.xlsx_sheets import PICTURES_SHEET
from tui.reports.renderers.xlsx_text import property_text

PICTURE_WIDTHS = (40, 14, 14, 14, 14, 14, 14, 14)  # of the columns, in letters
_COLUMN_OF_LINES, _COLUMN_OF_BARS, LAST_CHART_COLUMN = 4, 8, 14
_CHART_WIDTH, _ROW_HEIGHT = 440, 20  # pixels
_LEAST_ROWS, _MOST_ROWS = 11, 24
_LONGEST_WORDS = 2000
_DAYS = (
    Column("planned", "Planned", "date"),
    Column("approved", "Approved", "date"),
    Column("forecast", "Forecast", "date"),
)
_TARGET, _ACTUAL = Column("target", "Target", "number"), Column("actual", "Actual", "number")
_COLOURS: tuple[Colour, ...] = tuple(PAINTS)


def picture_table(picture: Picture) -> JoinedTable:
    """Return the numbers of a picture as a table."""
    table = _TABLES[type(picture)](picture)
    return JoinedTable(table.key, table.title, table.columns, (table,))


def chart_rows(picture: Picture) -> int:
    """Return how many rows high the chart of a picture is, 0 if it has none.

    A matrix and a timeline are read in their cells.
    """
    if isinstance(picture, BarChart):
        return min(max(_LEAST_ROWS, len(picture.bars) + 5), _MOST_ROWS)
    if isinstance(picture, LineChart | TrajectoryChart):
        return _LEAST_ROWS
    return 0


def add_chart(workbook: Workbook, sheet: Worksheet, picture: Picture, heading_row: int) -> None:
    """Add the chart of a picture, if it has one, beside its numbers under a row of headings."""
    column = _COLUMN_OF_LINES
    if isinstance(picture, BarChart):
        chart = _stacked_bars(workbook, picture, heading_row)
        column = _COLUMN_OF_BARS
    elif isinstance(picture, LineChart | TrajectoryChart):
        chart = _lines(workbook, picture, heading_row)
    else:
        return
    chart.set_title({"name": property_text(picture.title, 255), "name_font": {"size": 10}})
    chart.set_size({"width": _CHART_WIDTH, "height": chart_rows(picture) * _ROW_HEIGHT})
    words = property_text(picture_words(picture), _LONGEST_WORDS)
    sheet.insert_chart(heading_row, column, chart, {"description": words})


def _stacked_bars(workbook: Workbook, picture: BarChart, heading_row: int) -> Chart:
    chart = cast("Chart", workbook.add_chart({"type": "bar", "subtype": "stacked"}))
    for index, colour in enumerate(_COLOURS, 1):
        if any(bar.counts.get(colour) for bar in picture.bars):
            paint = PAINTS[colour]
            look = {"fill": {"color": paint.fill}, "border": {"color": SOFT_INK}, "gap": 40}
            chart.add_series(_series(heading_row, len(picture.bars), index) | look)
    chart.set_y_axis({"reverse": True})  # the first bar above the others
    chart.set_x_axis({"major_gridlines": {"visible": False}})
    chart.set_legend({"position": "bottom"})
    return chart


def _lines(workbook: Workbook, picture: LineChart | TrajectoryChart, heading_row: int) -> Chart:
    chart = cast("Chart", workbook.add_chart({"type": "line"}))
    actual_look = {
        "line": {"color": PAINTS["blue"].fill, "width": 2},
        "marker": {"type": "circle", "size": 6},
        "data_labels": {"value": True, "position": "above"},
    }
    count = len(picture.points)
    if isinstance(picture, LineChart):
        chart.add_series(_series(heading_row, count, 1) | actual_look)
        chart.set_legend({"none": True})
    else:
        target_look = {
            "line": {"color": SOFT_INK, "dash_type": "dash", "width": 1.5},
            "marker": {"type": "diamond", "size": 6},
        }
        chart.add_series(_series(heading_row, count, 1) | target_look)
        chart.add_series(_series(heading_row, count, 2) | actual_look)
        chart.set_legend({"position": "bottom"})
    chart.set_y_axis({"min": 0, "major_gridlines": {"visible": False}})
    return chart


def _series(heading_row: int, count: int, column: int) -> dict[str, Any]:
    """Return a column of numbers under its heading as a series of a chart."""
    first, last = heading_row + 1, heading_row + count
    return {
        "name": [PICTURES_SHEET, heading_row, column],
        "categories": [PICTURES_SHEET, first, 0, last, 0],
        "values": [PICTURES_SHEET, first, column, last, column],
    }


def _bars_table(chart: BarChart) -> ReportTable:
    counted = [Column(colour, PAINTS[colour].word.capitalize(), "number") for colour in _COLOURS]
    columns = (Column("label", "Group"), *counted)
    return ReportTable("bars", chart.title, columns, tuple(map(_bar_row, chart.bars)))


def _bar_row(bar: ChartBar) -> tuple[Cell, ...]:
    return (bar.label, *[bar.counts.get(colour, 0) for colour in _COLOURS])


def _line_table(chart: LineChart) -> ReportTable:
    columns = (Column("label", "When"), Column("value", chart.noun, "number"))
    rows = tuple([(point.label, point.value) for point in chart.points])
    return ReportTable("line", chart.title, columns, rows)


def _timeline_table(timeline: Timeline) -> ReportTable:
    rows = [(row.label, row.planned, row.approved, row.forecast) for row in timeline.rows]
    columns = (Column("label", timeline.noun), *_DAYS)
    return ReportTable("timeline", timeline.title, columns, tuple(rows))


def _trajectory_table(chart: TrajectoryChart) -> ReportTable:
    rows = tuple([(point.label, point.target, point.actual) for point in chart.points])
    columns = (Column("label", chart.unit or "Quarter"), _TARGET, _ACTUAL)
    return ReportTable("trajectory", chart.title, columns, rows)


_TABLES: dict[type[Picture], Callable[[Any], ReportTable]] = {
    BarChart: _bars_table,
    Matrix: matrix_table,
    LineChart: _line_table,
    Timeline: _timeline_table,
    TrajectoryChart: _trajectory_table,
}
