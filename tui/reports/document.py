"""A report as data: blocks of text, tables and charts, which every format renders in full.

All text in it is plain text from plans, notes and the reports; each renderer escapes it.
"""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from store.checklist.status import Colour
from tui.reports.context import ReportKind

Cell = str | date | int | float | None
TableStyle = Literal["table", "halves", "asks", "records"]


class Column(Struct, frozen=True):
    """A column of a table; `key` is its name for programs, the same in every report.

    `kind` is the type of its cells: a `ref` is text even if it looks like a number, and is kept on one line.
    """

    key: str
    title: str
    kind: Literal["text", "ref", "date", "number"] = "text"


class ReportTable(Struct, frozen=True):
    """Rows under named columns. `colours` has the rule's colour of each row, or is empty.

    The colour's word is in a cell too. `nothing` is shown if there are no rows. `style`
    is how a row is shown: as a row of a table; for `halves` the same, and formats with pages have
    the second half of the rows beside the first; for `records`, the cells up to the last that is no
    text in a row and the texts after them below it; for `asks` the same, and formats without pages
    write a numbered block, with title and ref on one line. `beside` is how many columns are in the
    row at least, 0 if the style decides.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()
    colours: tuple[Colour, ...] = ()
    nothing: str = "None."
    style: TableStyle = "table"
    beside: int = 0


class ChartBar(Struct, frozen=True):
    """How many items of one group have each colour; `none` is withdrawn."""

    label: str
    counts: dict[Colour, int]


class BarChart(Struct, frozen=True):
    """Progress by group, as stacked bars. A table of the same block has the same numbers.

    `words` is the same for those who cannot see it, as in each picture; if it is empty, the
    renderers write the numbers out.
    """

    title: str
    bars: tuple[ChartBar, ...]
    words: str = ""


class MatrixCell(Struct, frozen=True):
    """How many items a row has in a column, and their worst colour; `text` is shown: 3 Red of 7."""

    count: int = 0
    colour: Colour = "none"
    text: str = ""


class MatrixRow(Struct, frozen=True):
    """A group of items, with a cell for each column of its matrix."""

    label: str
    cells: tuple[MatrixCell, ...]


class Matrix(Struct, frozen=True):
    """The worst colour of each group in each period. `corner` is the title of the groups."""

    title: str
    corner: str
    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    words: str = ""


class LinePoint(Struct, frozen=True):
    """A count on a day; None if it is not known."""

    label: str
    value: int | None


class LineChart(Struct, frozen=True):
    """How a count changed over time. `noun` is what is counted: milestones late."""

    title: str
    noun: str
    points: tuple[LinePoint, ...]
    words: str = ""


class TimelineRow(Struct, frozen=True):
    """The dates of one milestone: first planned, approved later, and forecast."""

    label: str
    planned: date | None = None
    approved: date | None = None
    forecast: date | None = None


class Timeline(Struct, frozen=True):
    """Dates of milestones on a line of months, from the month of `first` to that of `last`.

    `noun` is the title of the rows.
    """

    title: str
    first: date
    last: date
    today: date
    rows: tuple[TimelineRow, ...]
    noun: str = "Milestone"
    words: str = ""


class ChartPoint(Struct, frozen=True):
    """A quarter's target and actual; the actual is None if there is no return."""

    label: str
    target: float
    actual: float | None


class TrajectoryChart(Struct, frozen=True):
    """A measure's cumulative actuals against its targets, as two lines.

    `needed` says what the quarters to come have to bring: 736 in two quarters after 366 in two.
    """

    title: str
    unit: str
    points: tuple[ChartPoint, ...]
    needed: str = ""
    words: str = ""


Picture = BarChart | Matrix | LineChart | Timeline | TrajectoryChart


class Block(Struct, frozen=True):
    """A part of a report: paragraphs, a list, pictures and tables in this order; any may be empty.

    An annex starts on a new page.
    """

    key: str
    title: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    tables: tuple[ReportTable, ...] = ()
    pictures: tuple[Picture, ...] = ()
    is_annex: bool = False


class CalendarEvent(Struct, frozen=True):
    """An all-day event for a calendar; the same item has the same `uid` in each export.

    `sequence` grows with each change of the event, and `changed` is when the last one was made:
    calendars replace an event only by a newer one.
    """

    uid: str
    on: date
    title: str
    description: str
    is_cancelled: bool = False
    sequence: int = 0
    changed: datetime | None = None


class ReportDocument(Struct, frozen=True):
    """A report. `facts` are the lines of its header, as names and values.

    `marking` is printed on every page, and is among the facts too.
    """

    kind: ReportKind
    title: str
    as_of: date
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    events: tuple[CalendarEvent, ...] = ()
    marking: str = ""
