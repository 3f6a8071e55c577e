"""A paper as one HTML file that needs no network: for a browser, its printer, and Word."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from plan_data.text import clean
from store.checklist.status import Colour
from store.dates import format_day
from tui.reports.document import Cell, Column, ReportDocument, ReportTable, TrajectoryChart
from tui.reports.renderers.svg_charts import PAINTS, bars_svg, trajectory_svg
from tui.wording.counts import format_number

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

_BREAKS = re.compile(
    r"(?<=[@/_;])(?=[^\W\d])|(?<=\w{24})(?=\w)"
)  # where a word too long for its column may be broken
UPRIGHT = 9  # so many columns can be read side by side on A4
_REF = re.compile(r"[\w.-]{1,20}(@[\w/-]{1,20})?")


def render(paper: ReportDocument) -> str:
    """Return `paper` as a whole HTML page."""
    return clean(_template().render(paper=paper))


@cache
def _template() -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    env = Environment(
        loader=PackageLoader(__package__, ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters |= {"laid": _laid, "svg": trajectory_svg, "bars_svg": bars_svg}
    env.globals |= {
        "paints": PAINTS,
        "spoken": format_day,
        "upright": UPRIGHT,
        "width": _width,
        "cells": _cells,
        "drawn": _drawn,
        "said": _said,
    }
    return env.get_template("report.html.jinja")


def _width(table: ReportTable) -> int:
    """Return how many columns stand side by side; of a wide table, the texts at its end stand under each row."""
    across = len(table.columns)
    while len(table.columns) > UPRIGHT and across > 2 and table.columns[across - 1].kind == "text":  # noqa: PLR2004
        across -= 1
    return across


def _said(columns: Sequence[Column], cells: Sequence[Cell]) -> list[tuple[str, Cell]]:
    """Return the cells that say something, each with its column's title."""
    return [
        (column.title, cell)
        for column, cell in zip(columns, cells, strict=True)
        if cell is not None
    ]


def _cells(table: ReportTable, number: int, across: int, more: object) -> "Markup":
    """Return the cells that stand side by side in a row; the template takes twice as long over thousands."""
    from markupsafe import Markup

    row = table.rows[number]
    head = _head(row)
    colour = table.colours[number] if table.colours else None
    marked = _marked(row, colour) if colour else -1
    lines = []
    for place, column in enumerate(table.columns[:across]):
        tag, scope = ("th", " scope=row") if place == head else ("td", "")
        look, mark = str(column.kind), ""
        if place == marked:
            look, mark = f"{look} marked", f'<span class="mark {colour}" aria-hidden="true"></span>'
        deep = " rowspan=2" if more and place == head == 0 else ""
        text = (_ref if column.kind == "ref" else _laid)(row[place])
        lines.append(f'<{tag}{scope} class="{look}"{deep}>{mark}{text}</{tag}>')
    return Markup("\n".join(lines))  # noqa: S704 - all that is foreign in it was escaped above


def _laid(cell: Cell) -> "Markup":
    """Return a cell's text, escaped, with its line breaks and places where a long word may break."""
    from markupsafe import Markup, escape

    if cell is None:
        return Markup()
    if isinstance(cell, date):
        return Markup('<time datetime="{}">{}</time>').format(cell.isoformat(), format_day(cell))
    text = cell if isinstance(cell, str) else format_number(cell)
    if "\n" not in text and not _BREAKS.search(text):
        return escape(text)
    lines = (Markup("<wbr>").join(map(escape, _BREAKS.split(line))) for line in text.split("\n"))
    return Markup("<br>").join(lines)


def _ref(cell: Cell) -> "Markup":
    """Return a ref, which may be broken at its @ but not at its hyphens."""
    from markupsafe import Markup

    if not isinstance(cell, str) or not _REF.fullmatch(cell):
        return _laid(cell)
    return Markup("<wbr>").join(
        Markup("<span>{}</span>").format(part) for part in re.split("(?<=@)", cell)
    )


def _drawn(trajectories: Sequence[TrajectoryChart]) -> list[TrajectoryChart]:
    """Return what is worth a picture: one quarter makes no line, and stands in the table."""
    return [trajectory for trajectory in trajectories if len(trajectory.points) > 1]


def _head(row: Sequence[Cell]) -> int:
    """Return which cell heads a row: the first that says anything."""
    return next((place for place, cell in enumerate(row) if cell is not None), 0)


def _marked(row: Sequence[Cell], colour: Colour) -> int:
    """Return which cell of a row gets the mark of its colour: the one that begins with its word, -1 if none does."""
    word = PAINTS[colour].word
    return next(
        (
            n
            for n, cell in enumerate(row)
            if isinstance(cell, str) and cell.casefold().startswith(word)
        ),
        -1,
    )
