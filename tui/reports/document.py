"""A report as data: blocks of text, tables and charts, which every format renders in full.

All text in it is plain text from plans, notes and the reports; each renderer escapes it.
"""

from datetime import date
from typing import Literal

from msgspec import Struct

from store.checklist.status import Colour
from tui.reports.context import ReportKind

Cell = str | date | int | float | None


class Column(Struct, frozen=True):
    """A column of a table; `key` is its name for programs, the same in every report.

    `kind` is the type of its cells: a `ref` is text even if it looks like a number.
    """

    key: str
    title: str
    kind: Literal["text", "ref", "date", "number"] = "text"


class ReportTable(Struct, frozen=True):
    """Rows under named columns. `colours` has the rule's colour of each row, or is empty.

    The colour's word is in a cell too. `nothing` is shown if there are no rows.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()
    colours: tuple[Colour, ...] = ()
    nothing: str = "None."


class ChartBar(Struct, frozen=True):
    """How many items of one group have each colour; `none` is withdrawn."""

    label: str
    counts: dict[Colour, int]


class BarChart(Struct, frozen=True):
    """Progress by group, as stacked bars. A table of the same block has the same numbers."""

    title: str
    bars: tuple[ChartBar, ...]


class ChartPoint(Struct, frozen=True):
    """A quarter's target and actual; the actual is None if there is no return."""

    label: str
    target: float
    actual: float | None


class TrajectoryChart(Struct, frozen=True):
    """A measure's cumulative actuals against its targets, as two lines."""

    title: str
    unit: str
    points: tuple[ChartPoint, ...]


class Block(Struct, frozen=True):
    """A part of a report: paragraphs, a list, charts and tables in this order; any may be empty."""

    key: str
    title: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    tables: tuple[ReportTable, ...] = ()
    bars: BarChart | None = None
    trajectories: tuple[TrajectoryChart, ...] = ()


class CalendarEvent(Struct, frozen=True):
    """An all-day event for a calendar; the same item has the same `uid` in each export."""

    uid: str
    on: date
    title: str
    description: str


class ReportDocument(Struct, frozen=True):
    """A report. `facts` are the lines of its header, as names and values."""

    kind: ReportKind
    title: str
    as_of: date
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    events: tuple[CalendarEvent, ...] = ()
