"""Documents for the tests of renderers: small, with every kind of block, and hostile."""

from datetime import date

from store.checklist.status import Colour
from tui.reports.document import (
    BarChart,
    Block,
    CalendarEvent,
    Cell,
    ChartBar,
    ChartPoint,
    Column,
    LineChart,
    LinePoint,
    Matrix,
    MatrixCell,
    MatrixRow,
    Picture,
    ReportDocument,
    ReportTable,
    Timeline,
    TimelineRow,
    TrajectoryChart,
)

AS_OF = date(2009, 11, 30)
HOSTILE = (
    '<script>alert(1)</script> "><img src=x onerror=alert(1)> '
    "</td></table></title> &amp; &lt;b&gt;\n"
    "| a | b | `c` *d* _e_ [f](javascript:g) ${h} {{ i }} {% j %} \\ ; , "
    "\u202eesrever\u202c 進捗 e\u0301 👩\u200d👩\u200d👧"
)
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://example.org","x")')


def small_document() -> ReportDocument:
    """One table of one row, as short as a report can be."""
    table = ReportTable(
        "due",
        "Due before the next Board",
        _LISTED,
        (_row("2.4.2-a", "ELS lead", date(2009, 12, 31)),),
    )
    block = Block(
        "due",
        "Due before the next Board",
        ("One milestone is due by 12 Jan 2010.",),
        tables=(table,),
    )
    return ReportDocument(
        "summary", "Summary for the Board", AS_OF, (("Plan", "East Midlands 2009-10"),), (block,)
    )


def full_document() -> ReportDocument:
    """Every kind of block, tables with and without rows, and events."""
    return ReportDocument(
        "exception",
        "Exception report: East Midlands Reducing Re-offending Delivery Plan 2009-10",
        AS_OF,
        (
            ("Plan", "East Midlands Reducing Re-offending Delivery Plan 2009-10"),
            ("Board", "EMRRP Board, 12 Jan 2010"),
            ("Period", "Q3 2009/10 (Oct-Dec 2009)"),
            ("Position as of", "30 Nov 2009, compared with 30 Sep 2009"),
            ("Prepared by", "Programme office"),
            ("Fingerprint", "plan 5f0c2a9e41d7, journal 9b13c7d2208a"),
            ("Marking", "Not protectively marked"),
        ),
        (
            _asked(),
            _headline(),
            _exceptions(),
            _trajectories(),
            _pathways(),
            _due(),
            _not_assessed(),
            _key(),
            _annex(),
        ),
        (
            CalendarEvent(
                "2.4.2-a@milepost",
                date(2009, 12, 31),
                "2.4.2-a Introduce the scheme",
                "Lead: ELS lead",
            ),
            CalendarEvent(
                "1.3.1-b-q3@milepost",
                date(2009, 12, 31),
                "1.3.1-b@Q3-2009/10 Exception report",
                "Lead: NOMS-DOM",
            ),
        ),
        "Not protectively marked",
    )


ASKS = ReportTable(
    "asks",
    "For decision",
    (
        Column("number", "No", "number"),
        Column("ref", "Ref", "ref"),
        Column("milestone", "Milestone"),
        Column("to", "To", "date"),
        Column("why", "Why"),
    ),
    ((1, "2.4.2-a", "Introduce the scheme", date(2010, 1, 31), "Funding was late"),),
    style="asks",
)
PICTURES: tuple[Picture, ...] = (
    Matrix(
        "Worst colour by pathway and quarter",
        "Pathway",
        ("Q1", "Q2"),
        (MatrixRow("Drugs", (MatrixCell(3, "red", "3 Red of 7"), MatrixCell())),),
    ),
    LineChart(
        "Late at each month's end", "milestones late", (LinePoint("Jun", 0), LinePoint("Jul", 4))
    ),
    Timeline(
        "Dates that moved",
        date(2009, 9, 1),
        date(2010, 1, 31),
        AS_OF,
        (
            TimelineRow("2.4.2-a The scheme", date(2009, 9, 30), None, date(2010, 1, 31)),
            TimelineRow("9.10-b The directory", date(2009, 10, 31), date(2009, 12, 31)),
        ),
    ),
)


def document_with(
    *, asks: ReportTable | None = None, pictures: tuple[Picture, ...] = ()
) -> ReportDocument:
    """A report of one block, with a table of asks or with pictures."""
    tables = (asks,) if asks else ()
    block = Block("block", "A block", tables=tables, pictures=pictures)
    return ReportDocument("exception", "A report", AS_OF, (), (block,), marking="Draft")


def hostile_document() -> ReportDocument:
    """A report whose every text is hostile, and whose cells look like formulas."""
    columns = (
        Column("c0", f"0 {HOSTILE}", "ref"),
        Column("c1", f"1 {HOSTILE}"),
        Column("c2", f"2 {HOSTILE}", "date"),
        Column("c3", f"3 {HOSTILE}", "number"),
    )
    rows: tuple[tuple[Cell, ...], ...] = (
        (HOSTILE, HOSTILE, date(2009, 9, 30), -1.5),
        *((formula, f"{formula} {HOSTILE}", None, None) for formula in FORMULAS),
    )
    red: Colour = "red"
    tables = (
        ReportTable("hostile", HOSTILE, columns, rows, (red,) * len(rows)),
        ReportTable("empty", HOSTILE, columns, nothing=HOSTILE),
    )
    block = Block(
        "hostile",
        HOSTILE,
        (HOSTILE, *FORMULAS),
        (HOSTILE, *FORMULAS),
        tables,
        (
            BarChart(HOSTILE, (ChartBar(HOSTILE, {"red": 1, "none": 2}), ChartBar("", {}))),
            TrajectoryChart(
                HOSTILE, HOSTILE, (ChartPoint(HOSTILE, 2, 1), ChartPoint(HOSTILE, 4, None))
            ),
        ),
    )
    events = (CalendarEvent("hostile@milepost", AS_OF, HOSTILE, HOSTILE),)
    return ReportDocument(
        "exception",
        HOSTILE,
        AS_OF,
        ((HOSTILE, HOSTILE), *((f, f) for f in FORMULAS)),
        (block,),
        events,
        HOSTILE,
    )


_LISTED = (
    Column("ref", "Ref", "ref"),
    Column("milestone", "Milestone"),
    Column("lead", "Lead"),
    Column("due", "Due", "date"),
)


def _row(ref: str, lead: str, due: date | None) -> tuple[Cell, ...]:
    return (ref, "Introduce the scheme across the region", lead, due)


def _asked() -> Block:
    return Block(
        "asked",
        "The Board is asked to",
        points=(
            "approve 2 new dates (2.4.2-a, 9.10-b);",
            "agree dates for 3 undated milestones;",
            "note the rest of this paper.",
        ),
    )


_HEADLINE = (
    "Of 214 milestones in the plan, 81 were due by 30 Nov 2009: 62 are done and 9 are overdue."
)


def _headline() -> Block:
    columns = (
        Column("measure", "Measure"),
        Column("this_period", "This period", "number"),
        Column("last_period", "Last period", "number"),
        Column("change", "Change", "number"),
    )
    rows: tuple[tuple[Cell, ...], ...] = (
        ("due this period", 31, 24, 7),
        ("done on time", 18, 19, -1),
        ("overdue, up to one month", 4, 1, 3),
        ("overdue, more than one month", 5, 2, 3),
        ("rescheduled with approval", 2, 0, 2),
        ("undated", 3, 3, 0),
    )
    return Block(
        "headline",
        "Headline",
        (_HEADLINE,),
        tables=(ReportTable("headline", "Counts this period and last", columns, rows),),
    )


def _exceptions() -> Block:
    columns = (
        Column("ref", "Ref", "ref"),
        Column("colour", "Colour"),
        Column("milestone", "Milestone"),
        Column("lead", "Lead"),
        Column("printed", "Timescale"),
        Column("due", "Due", "date"),
        Column("days_late", "Days late", "number"),
        Column("forecast", "Forecast", "date"),
        Column("cause", "Cause"),
        Column("action", "Action"),
        Column("note", "Last note"),
    )
    rows: tuple[tuple[Cell, ...], ...] = (
        ("2.4.2-a", "Red: 61 days behind", "Introduce the scheme", "ELS lead", "by end Sept 2009",
         date(2009, 9, 30), 61, date(2010, 1, 31), "Funding was agreed late",
         "Board to approve the new date",
         "Tender is out\n3 Nov 2009, TB"),
        ("9.10-b", "Amber: 30 days behind", "Publish the directory", "NOMS-DOM; NOMS-PRISONS",
         "Oct 2009", date(2009, 10, 31), 30, None, "No explanation recorded", None, None),
    )  # fmt: skip
    table = ReportTable(
        "exceptions", "Worst first", columns, rows, ("red", "amber"), style="records"
    )
    disagreements = ReportTable(
        "judgements", "Where a lead's judgement and the rule disagree", columns[:4]
    )
    return Block(
        "exceptions",
        "Exceptions",
        ("2 exceptions; the longest slip first.",),
        tables=(table, disagreements),
    )


def _trajectories() -> Block:
    columns = (
        Column("measure", "Measure"),
        Column("quarter", "Quarter"),
        Column("target", "Target", "number"),
        Column("actual", "Actual", "number"),
        Column("variance", "Variance", "number"),
        Column("percent", "Per cent", "number"),
        Column("state", "State"),
    )
    rows: tuple[tuple[Cell, ...], ...] = (
        ("Community OBP completions", "Q1", 189, 193, 4, 102.1, "Blue: met"),
        ("Community OBP completions", "Q2", 454, 401, -53, 88.3, "Red: short"),
        ("Community OBP completions", "Q3", 827, None, None, None, "Green: not due"),
    )
    points = (
        ChartPoint("Q1", 189, 193),
        ChartPoint("Q2", 454, 401),
        ChartPoint("Q3", 827, None),
        ChartPoint("Q4", 1181, None),
    )
    alcohol = (
        ChartPoint("Q1", 10.5, 12),
        ChartPoint("Q2", 21, 20.25),
        ChartPoint("Q3", 31.5, None),
        ChartPoint("Q4", 42, None),
    )
    return Block(
        "trajectories",
        "Trajectories",
        tables=(
            ReportTable(
                "trajectories", "Targets and returns", columns, rows, ("blue", "red", "green")
            ),
        ),
        pictures=(
            TrajectoryChart("2.7.2-a Community OBP completions", "completions", points),
            TrajectoryChart("8.1.1-a Alcohol treatment requirements started", "starts", alcohol),
        ),
    )


def _pathways() -> Block:
    bars = (
        ChartBar("Accommodation", {"blue": 9, "green": 6, "amber": 2, "red": 1, "white": 3}),
        ChartBar(
            "Employment, Learning and Skills",
            {"blue": 21, "green": 12, "amber": 1, "red": 4, "white": 0, "none": 1},
        ),
        ChartBar("Drugs", {"blue": 0, "green": 4}),
        ChartBar("Not stated", {}),
    )
    columns = (
        Column("pathway", "Pathway"),
        *(
            Column(name.lower(), name, "number")
            for name in ("Blue", "Green", "Amber", "Red", "White", "Withdrawn")
        ),
    )
    rows = (
        ("Accommodation", 9, 6, 2, 1, 3, 0),
        ("Employment, Learning and Skills", 21, 12, 1, 4, 0, 1),
        ("Drugs", 0, 4, 0, 0, 0, 0),
        ("Not stated", 0, 0, 0, 0, 0, 0),
    )
    table = ReportTable("pathways", "Items by pathway and colour", columns, rows)
    pictures = (BarChart("Progress by pathway", bars),)
    return Block("pathways", "By pathway", tables=(table,), pictures=pictures)


def _due() -> Block:
    rows = (
        _row("1.3.1-b@Q3-2009/10", "NOMS-DOM", date(2009, 12, 31)),
        _row("9.1-a", "Not stated", date(2010, 1, 11)),
    )
    return Block(
        "due",
        "Due before the next Board",
        tables=(ReportTable("due", "Due by 12 Jan 2010", _LISTED, rows),),
    )


def _not_assessed() -> Block:
    undated = ReportTable(
        "undated", "Date to be agreed", _LISTED, (_row("2.4.3-b", "ATB lead", None),)
    )
    nil = ReportTable(
        "nil_returns",
        "Nil returns",
        (Column("lead", "Lead or pathway"),),
        nothing="Every lead has reported.",
    )
    return Block(
        "not_assessed",
        "Not assessed",
        ("What is not known is never green.",),
        tables=(undated, nil),
    )


def _key() -> Block:
    return Block(
        "key",
        "Key and notes",
        points=(
            "Blue: done. Green: on target.",
            "Amber: up to one month behind. Red: more than one month behind.",
            "White: not assessed.",
            "12 readings of printed timescales are still to be confirmed.",
        ),
    )


def _annex() -> Block:
    columns = (
        Column("ref", "Ref", "ref"),
        Column("status", "Status"),
        Column("milestone", "Milestone"),
        Column("lead", "Lead"),
        Column("printed", "Timescale"),
        Column("due", "Due", "date"),
        Column("done", "Done", "date"),
    )
    tables = []
    for section in (1, 2):
        rows = tuple(_annex_row(section, number) for number in range(1, 31))
        title = f"Priority {section}"
        tables.append(ReportTable(f"annex_{section}", title, columns, rows, ("amber",) * 30))
    return Block("annex", "Annex A: checklist by priority", tables=tuple(tables))


def _annex_row(section: int, number: int) -> tuple[Cell, ...]:
    return (
        f"{section}.{number}.1-a",
        "Amber: late start",
        f"Milestone {number} of priority {section}, in plain words",
        "ELS lead; NOMS-PROBATION",
        "by end Sept 2009",
        date(2009, 9, 30),
        None,
    )
