"""A report as one HTML file that needs no network: for a browser, its printer, and Word."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache
from string import ascii_letters, digits

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup, escape
from msgspec import Struct

from plan_data.text import clean, one_line
from store.dates import format_day
from tui.formats.wrap import truncate
from tui.reports.document import Block, Cell, Column, ReportDocument, ReportTable
from tui.reports.renderers.picture_words import can_be_drawn
from tui.reports.renderers.svg_elements import (
    FULL_WIDTH,
    LINE_WIDTH,
    MATRIX_WIDTH,
    PAINTS,
    THIRD_WIDTH,
)
from tui.reports.renderers.svg_pictures import picture_svg, picture_width
from tui.reports.renderers.tables import (
    MOST_COLUMNS,
    columns_side_by_side,
    facts_beside_title,
    find_colour_cell,
    heading_indexes,
    in_halves,
    is_dense,
    is_small_print,
)
from tui.wording.counts import format_number

# Where a word that is too long for its column may be broken.
_BREAKS = re.compile(r"(?<=[@/_;])(?=[^\W\d])|(?<=\w{24})(?=\w)")
_LONGEST_FOOTER = 90
_WIDTHS = {FULL_WIDTH: "full", MATRIX_WIDTH: "broad", THIRD_WIDTH: "third", LINE_WIDTH: "slim"}
_SHORT_TEXT, _MOST_SHORT_TEXT = 24, 100  # letters of a cell, and of all such cells of a row
_PLAIN_IN_CSS = frozenset(f"{ascii_letters}{digits} ,.:-")
_REF = re.compile(r"[\w.-]{1,20}(@[\w/-]{1,20})?")


class Figure(Struct, frozen=True):
    """A picture to put into the page, and the name of its width."""

    svg: Markup
    width: str


def render_html(document: ReportDocument) -> str:
    """Return a report as a complete HTML page."""
    title = truncate(one_line(document.title), _LONGEST_FOOTER)
    footer = f"{title}, position as of {format_day(document.as_of)}"
    marking = ""
    if document.marking:
        marking = truncate(one_line(document.marking), _LONGEST_FOOTER)
    return clean(
        _template().render(
            document=document,
            facts=facts_beside_title(document),
            footer=footer,
            marking=marking,
            dense=is_dense(document),
        )
    )


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
        "as_css": _css_string,
        "in_halves": in_halves,
    }
    environment.globals |= {
        "paints": PAINTS,
        "most_columns": MOST_COLUMNS,
        "format_day": format_day,
        "count_columns": columns_side_by_side,
        "row_html": _row_html,
        "filled_cells": _filled_cells,
        "figures": _figures,
        "is_small_print": is_small_print,
    }
    return environment.get_template("report.html.jinja")


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
    row, short = table.rows[row_index], _short_columns(table)
    headings = heading_indexes(table, row[:column_count])
    colour_index, mark = _colour_mark(table, row_index)
    heading_span = ""
    if cells_below and 0 in headings:
        heading_span = " rowspan=2"
    cells = []
    for index, column in enumerate(table.columns[:column_count]):
        style: str = column.kind
        if index in short:
            style = f"{style} short"
        content: str = _column_html(column, row[index])
        if index == colour_index:
            style = f"{style} marked"
            content = f"{mark}{content}"
        if index in headings:
            cells.append(f'<th scope=row class="{style}"{heading_span}>{content}</th>')
        else:
            cells.append(f'<td class="{style}">{content}</td>')
    return Markup("\n".join(cells))  # noqa: S704 - the text in it is escaped above


@lru_cache(maxsize=4)
def _short_columns(table: ReportTable) -> frozenset[int]:
    """Return the columns whose texts are kept on one line, if that leaves room for the others."""
    lengths = {}
    for index, column in enumerate(table.columns[: columns_side_by_side(table)]):
        longest = max([len(str(row[index] or "")) for row in table.rows], default=0)
        if column.kind in {"text", "ref"} and longest <= _SHORT_TEXT:
            lengths[index] = longest
    if sum(lengths.values()) <= _MOST_SHORT_TEXT:
        return frozenset(lengths)
    return frozenset()


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


def _figures(block: Block) -> list[Figure]:
    """Return the pictures of a block that there is anything to see of."""
    figures = []
    for number, picture in enumerate(block.pictures, 1):
        if can_be_drawn(picture):
            width = _WIDTHS[picture_width(picture)]
            svg = picture_svg(picture, f"{block.key}-{number}")
            figures.append(Figure(Markup(svg), width))  # noqa: S704 - its text is escaped
    return figures


def _css_string(text: str) -> Markup:
    """Return a text as a string of a style sheet, with all but plain letters escaped."""
    escaped = []
    for letter in one_line(text):
        if letter in _PLAIN_IN_CSS:
            escaped.append(letter)
        else:
            escaped.append(f"\\{ord(letter):x} ")
    return Markup(f'"{"".join(escaped)}"')  # noqa: S704 - nothing in it ends the string


RENDERER = render_html
