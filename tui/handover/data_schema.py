"""The tables of a hand-over: one row a table, from which files and docs/data.md are made.

To change a table, change its row here and what fills it in `tui.handover.data_rows`;
tests/tui/handover/test_data_schema.py holds both, and the docs, together.
"""

from typing import Literal

from msgspec import Struct

SCHEMA_VERSION = 1

ColumnType = Literal["TEXT", "DATE", "INTEGER", "REAL"]
_MONTH_END = "the day of the position: a month's end, or the as-of date, which comes last"


class DataColumn(Struct, frozen=True):
    """A column; days are ISO text in SQLite, and true or false is 1 or 0."""

    name: str
    type: ColumnType
    description: str


class DataTable(Struct, frozen=True):
    """A table, its key, and its columns in order."""

    name: str
    description: str
    key: tuple[str, ...]
    columns: tuple[DataColumn, ...]


def _text(name: str, description: str) -> DataColumn:
    return DataColumn(name, "TEXT", description)


def _day(name: str, description: str) -> DataColumn:
    return DataColumn(name, "DATE", description)


def _whole(name: str, description: str) -> DataColumn:
    return DataColumn(name, "INTEGER", description)


def _number(name: str, description: str) -> DataColumn:
    return DataColumn(name, "REAL", description)


_PLAN = _text("plan", "the plan's id")
_AS_OF = _day("as_of", _MONTH_END)
_REF = _text("ref", "the item")

TABLES: tuple[DataTable, ...] = (
    DataTable(
        "plans",
        "one row for each plan",
        ("plan",),
        (
            _PLAN,
            _text("title", "the plan's title"),
            _text("year", "the year as the plan writes it"),
            _text("published", "when it was published, as the plan writes it"),
            _day("as_of", "the as-of date of this file"),
            _day("known_on", "what was recorded later is left out; empty if nothing is"),
            _text("rules", "the version of the rules that the states were made by"),
        ),
    ),
    DataTable(
        "items",
        "every item at each month's end and on the as-of date",
        ("plan", "as_of", "ref"),
        (
            _PLAN,
            _AS_OF,
            _REF,
            _text("milestone", "the milestone that the item is of"),
            _text("objective", "the objective's number"),
            _text("priority", "the priority's number"),
            _text("section", "the section's number"),
            _text("title", "the milestone's title"),
            _text("printed", "the timescale as printed"),
            _text("timescale", "how it is read, in the timescale language"),
            _text("kind", "point, window, start, repeat, continuing, undated or figure"),
            _day("opens", "when it opens"),
            _day("due", "the due date in force"),
            _day("original_due", "the due date of the plan"),
            _text("status", "the status by the rules"),
            _text("colour", "blue, green, amber, red, white or none"),
            _whole("days_late", "days late, 0 if it is not"),
            _day("started_on", "when it was started"),
            _day("done_on", "when it was done"),
            _day("forecast", "when it is expected"),
            _whole("rescheduled", "1 if a new date was approved"),
            _number("target", "of a figure: its target"),
            _number("actual", "of a figure: its latest return"),
            _text("same_as", "the item that this one repeats; totals leave it out"),
            _whole("decides", "1 if its milestone's status is that of this item"),
        ),
    ),
    DataTable(
        "item_leads",
        "who answers for an item, a row for each",
        ("plan", "ref", "lead"),
        (_PLAN, _REF, _text("lead", "the code of the lead"), _text("name", "its name")),
    ),
    DataTable(
        "item_pathways",
        "under which pathways an item stands, a row for each",
        ("plan", "ref", "pathway"),
        (_PLAN, _REF, _text("pathway", "the code of the pathway"), _text("name", "its name")),
    ),
    DataTable(
        "entries",
        "every entry of the journal, also those taken back",
        ("plan", "id"),
        (
            _PLAN,
            _text("id", "the entry"),
            _text("ref", "what it is about; empty if it is the plan"),
            _text("kind", "what happened"),
            _day("on_day", "the day on which it happened"),
            _text("recorded_at", "when it was recorded, in UTC"),
            _text("author", "who recorded it, or the lead whose sheet it was on"),
            _text("text", "a note or a reason"),
            _text("cause", "why it is late"),
            _text("action", "what is done about it, or asked for by a Board"),
            _text("ask", "what a Board is asked for"),
            _text("evidence", "where the proof can be seen"),
            _number("number", "a figure"),
            _text("timescale", "a date as it was typed"),
            _text("approved_by", "who approved it"),
            _text("owner", "who is to act"),
            _text("board", "the board"),
            _whole("counts", "1 if it is in effect on the as-of date, 0 if not"),
        ),
    ),
    DataTable(
        "measures",
        "every measure, cumulative milestones included",
        ("plan", "measure"),
        (
            _PLAN,
            _text("measure", "the measure's id"),
            _text("title", "its title"),
            _text("objective", "the objective's number; empty outside the table"),
            _text("unit", "what is counted"),
            _text("shape", "level or cumulative"),
            _text("better", "higher or lower"),
            _text("area", "the code of its area, if it is of one"),
        ),
    ),
    DataTable(
        "measure_periods",
        "every period of a measure at each month's end and on the as-of date",
        ("plan", "as_of", "ref"),
        (
            _PLAN,
            _AS_OF,
            _text("ref", "the period"),
            _text("measure", "the measure's id"),
            _text("period", "the period's label"),
            _day("due", "the last day of the period"),
            _number("target", "the target, if print sets one"),
            _number("actual", "the latest return"),
            _text("status", "the status by the rules"),
            _text("colour", "its colour"),
        ),
    ),
    DataTable(
        "asks",
        "what the first board is asked on the as-of date",
        ("plan", "number"),
        (
            _PLAN,
            _whole("number", "its number in the paper"),
            _text("kind", "new date, first date or request"),
            _REF,
            _text("title", "the title of the item or measure"),
            _day("due", "the date in force"),
            _day("asked_for", "the date that is asked for"),
            _text("why", "the reason, or what a note asks for"),
            _text("entry", "the id of the forecast or note"),
        ),
    ),
    DataTable(
        "actions",
        "what boards want done",
        ("plan", "decision"),
        (
            _PLAN,
            _text("decision", "the id of the decision"),
            _REF,
            _text("action", "what is to be done"),
            _text("owner", "who is to do it"),
            _day("due", "by when"),
            _text("status", "open, overdue, done or done late"),
            _day("done_on", "when it was done"),
        ),
    ),
)
