"""A paper: blocks of words, tables and charts, which every format lays out and none adds to.

All text in it is plain text from plans, notes and our own sentences; escaping is each format's own business.
"""

from datetime import date
from typing import Literal

from msgspec import Struct

from store.checklist.status import Colour

Cell = str | date | int | float | None


class Column(Struct, frozen=True):
    """A column of a table; `key` is its name for programs, the same in every report.

    `kind` tells a spreadsheet what to make of it: a `ref` is text even where it looks like a number.
    """

    key: str
    title: str
    kind: Literal["text", "ref", "date", "number"] = "text"


class ReportTable(Struct, frozen=True):
    """Rows under named columns. `colours` has the rule's colour of each row, or is empty.

    The colour's word always stands in a cell too. `nothing` is said where there are no rows.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()
    colours: tuple[Colour, ...] = ()
    nothing: str = "None."


class ChartBar(Struct, frozen=True):
    """How many items of one pathway have each colour; `none` is withdrawn."""

    label: str
    counts: dict[Colour, int]


class BarChart(Struct, frozen=True):
    """Progress by pathway, to be drawn as stacked bars. The same numbers stand in a table of the block."""

    title: str
    bars: tuple[ChartBar, ...]


class ChartPoint(Struct, frozen=True):
    """A quarter's target and actual; no actual where there is no return."""

    label: str
    target: float
    actual: float | None


class TrajectoryChart(Struct, frozen=True):
    """A measure's cumulative actuals against its targets, to be drawn as two lines."""

    title: str
    unit: str
    points: tuple[ChartPoint, ...]


class Block(Struct, frozen=True):
    """One part of a paper: paragraphs, then a list, then charts, then tables; any may be empty."""

    key: str
    title: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    tables: tuple[ReportTable, ...] = ()
    bars: BarChart | None = None
    trajectories: tuple[TrajectoryChart, ...] = ()


class CalendarEvent(Struct, frozen=True):
    """An all-day event for a calendar; `uid` is the same whenever the same item is exported."""

    uid: str
    on: date
    title: str
    description: str


class ReportDocument(Struct, frozen=True):
    """A whole report. `facts` are the lines of its header, each a name and what it is."""

    kind: Literal["exception", "summary", "checklist", "changes"]
    title: str
    as_of: date
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    events: tuple[CalendarEvent, ...] = ()
