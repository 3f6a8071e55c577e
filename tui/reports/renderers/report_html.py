"""A report as one HTML file that needs no network: for a browser, its printer, and Word."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from plan_data.text import clean
from store.dates import format_day
from tui.reports.document import (
    BarChart,
    Cell,
    Column,
    Picture,
    ReportDocument,
    ReportTable,
    TrajectoryChart,
)
from tui.reports.renderers.svg_bar_chart import bar_chart_svg
from tui.reports.renderers.svg_elements import PAINTS
from tui.reports.renderers.svg_trajectory import trajectory_svg
from tui.reports.renderers.tables import find_colour_cell
from tui.wording.counts import format_number

MOST_COLUMNS = 9  # that can be read side by side on upright A4
_LEAST_COLUMNS = 2  # that stay side by side in any table
# Where a word that is too long for its column may be broken.
_BREAKS = re.compile(r"(?<=[@/_;])(?=[^\W\d])|(?<=\w{24})(?=\w)")
_REF = re.compile(r"[\w.-]{1,20}(@[\w/-]{1,20})?")


def render_html(document: ReportDocument) -> str:
    """Return a report as a complete HTML page."""
    return clean(_template().render(document=document))


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader(__package__, ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "as_html": _cell_html,
        "bar_chart_svg": bar_chart_svg,
        "trajectory_svg": trajectory_svg,
    }
    environment.globals |= {
        "paints": PAINTS,
        "most_columns": MOST_COLUMNS,
        "format_day": format_day,
        "count_columns": _count_columns,
        "row_html": _row_html,
        "filled_cells": _filled_cells,
        "bar_charts": _bar_charts,
        "with_a_line": _with_a_line,
    }
    return environment.get_template("report.html.jinja")


def _count_columns(table: ReportTable) -> int:
    """Return how many columns are side by side.

    In a wide table the columns of text at its end are not: their cells are below each row.
    """
    count = len(table.columns)
    if count <= MOST_COLUMNS:
        return count
    while count > _LEAST_COLUMNS and table.columns[count - 1].kind == "text":
        count -= 1
    return count


def _filled_cells(columns: Sequence[Column], cells: Sequence[Cell]) -> list[tuple[str, Cell]]:
    """Return the cells that are not empty, each with its column's title."""
    filled: list[tuple[str, Cell]] = []
    for column, cell in zip(columns, cells, strict=True):
        if cell is not None:
            filled.append((column.title, cell))
    return filled


def _row_html(table: ReportTable, row_index: int, column_count: int, cells_below: object) -> Markup:
    """Return the cells of a row that are side by side.

    It is written here since the template takes twice as long for thousands of rows.
    """
    row = table.rows[row_index]
    heading_index = _heading_index(row)
    colour_index, mark = _colour_mark(table, row_index)
    heading_span = ""
    if cells_below and heading_index == 0:
        heading_span = " rowspan=2"
    cells = []
    for index, column in enumerate(table.columns[:column_count]):
        style: str = column.kind
        content: str = _column_html(column, row[index])
        if index == colour_index:
            style = f"{style} marked"
            content = f"{mark}{content}"
        if index == heading_index:
            cells.append(f'<th scope=row class="{style}"{heading_span}>{content}</th>')
        else:
            cells.append(f'<td class="{style}">{content}</td>')
    return Markup("\n".join(cells))  # noqa: S704 - the text in it is escaped above


def _heading_index(row: Sequence[Cell]) -> int:
    """Return which cell is the heading of a row: the first that is not empty."""
    for index, cell in enumerate(row):
        if cell is not None:
            return index
    return 0


def _colour_mark(table: ReportTable, row_index: int) -> tuple[int | None, str]:
    """Return which cell of a row has the word of its colour, and the mark to put before it."""
    if not table.colours:
        return None, ""
    colour = table.colours[row_index]
    index = find_colour_cell(table.rows[row_index], PAINTS[colour].word)
    return index, f'<span class="mark {colour}" aria-hidden="true"></span>'


def _column_html(column: Column, cell: Cell) -> Markup:
    if column.kind == "ref":
        return _ref_html(cell)
    return _cell_html(cell)


def _cell_html(cell: Cell) -> Markup:
    """Return a cell's text, escaped, with its line breaks and where long words may be broken."""
    if cell is None:
        return Markup()
    if isinstance(cell, str):
        return _text_html(cell)
    if isinstance(cell, date):
        day = Markup('<time datetime="{}">{}</time>')
        return day.format(cell.isoformat(), format_day(cell))
    return _text_html(format_number(cell))


def _text_html(text: str) -> Markup:
    if "\n" not in text and not _BREAKS.search(text):
        return escape(text)
    return Markup("<br>").join(map(_breakable_line, text.split("\n")))


def _breakable_line(line: str) -> Markup:
    return Markup("<wbr>").join(map(escape, _BREAKS.split(line)))


def _ref_html(cell: Cell) -> Markup:
    """Return a ref, which may be broken at its @ but not at its hyphens."""
    if not isinstance(cell, str) or not _REF.fullmatch(cell):
        return _cell_html(cell)
    parts = [Markup("<span>{}</span>").format(part) for part in re.split("(?<=@)", cell)]
    return Markup("<wbr>").join(parts)


def _bar_charts(pictures: Sequence[Picture]) -> list[BarChart]:
    """Return the bar charts that have bars."""
    charts = [picture for picture in pictures if isinstance(picture, BarChart)]
    return [chart for chart in charts if chart.bars]


def _with_a_line(pictures: Sequence[Picture]) -> list[TrajectoryChart]:
    """Return the trajectories to draw: one quarter makes no line, and is in the table."""
    charts = [picture for picture in pictures if isinstance(picture, TrajectoryChart)]
    return [chart for chart in charts if len(chart.points) > 1]


RENDERER = render_html
