"""How the pathways stand, what is due before the next Board, and how the figures run against their targets."""

from datetime import date, timedelta

from store.checklist.checklist import ChecklistItem
from store.checklist.meetings import next_meeting
from store.dates import format_day
from store.query.groups import DONE
from tui.reports.blocks.columns import (
    DUE,
    GROUP_TITLES,
    LEAD,
    MILESTONE,
    REF,
    STANDS,
    colour_counts,
    fold_lead,
    fold_ref,
    fold_rows_by,
    fold_title,
    group_items,
    table_row,
)
from tui.reports.context import GroupBy, ReportContext
from tui.reports.document import BarChart, Block, Cell, ChartBar, ChartPoint, Column, ReportTable, TrajectoryChart
from tui.wording.counts import plain_number, plural
from tui.wording.report_text import COLOUR_WORDS, colour_word, position_text

_AHEAD = timedelta(days=31)
_DUE, _DUE_TITLE = "due", "Due before the next Board"
SETTLED = DONE | {"withdrawn", "short"}  # of these nothing is to be done any more
TRAJECTORY_COLUMNS = (
    REF,
    Column("measure", "Measure"),
    Column("quarter", "Quarter"),
    Column("target", "Target", "number"),
    Column("actual", "Actual", "number"),
    Column("variance", "Variance", "number"),
    Column("percent", "% of target", "number"),
    Column("state", "State"),
)


def is_open(item: ChecklistItem) -> bool:
    """Return whether an item's due date is still to be met."""
    started = item.planned.kind == "start" and item.state.started_on is not None
    return item.state.status not in SETTLED and not started


def trajectories_block(position: ReportContext) -> Block:
    """Return each measure's quarters against their targets."""
    figures = [item for item in position.counted if item.planned.kind == "figure"]
    table = ReportTable(
        "trajectories",
        "Trajectories",
        TRAJECTORY_COLUMNS,
        tuple(map(_quarter, figures)),
        tuple(item.state.colour for item in figures),
        "None of these milestones is a figure.",
    )
    charts = tuple(
        TrajectoryChart(
            f"{fold[0].planned.milestone} {fold[0].planned.title}",
            fold[0].planned.unit or "",
            tuple(ChartPoint(_label(item), item.planned.target or 0, item.state.actual) for item in fold),
        )
        for fold in fold_rows_by(figures)
    )
    return Block("trajectories", "Trajectories", tables=(table,), trajectories=charts)


def _label(item: ChecklistItem) -> str:
    return item.planned.label.replace("-", " ", 1)


def _quarter(item: ChecklistItem) -> tuple[Cell, ...]:
    target, actual = item.planned.target or 0, item.state.actual
    told = actual is not None and item.state.status != "withdrawn"
    return table_row(
        item.ref,
        item.planned.title,
        _label(item),
        plain_number(target),
        plain_number(actual) if actual is not None else None,
        plain_number(round(actual - target, 9)) if told and actual is not None else None,
        plain_number(round(100 * actual / target, 1)) if told and actual is not None and target else None,
        f"{colour_word(item.state.colour)}: {item.state.status if told else position_text(item)}",
    )


def default_grouping(position: ReportContext) -> GroupBy:
    """Return pathway; priority where the plan prints no pathway."""
    printed = any(item.planned.pathways and not item.planned.pathways_inferred for item in position.checklist.items)
    return "pathway" if printed else "priority"


def progress_block(position: ReportContext) -> Block:
    """Return how many milestones of each pathway have each colour; the last row counts each once."""
    by = position.request.group_by or default_grouping(position)
    groups = group_items(position, by, position.counted)
    title = GROUP_TITLES[by]
    named = [(f"{code} {name}".strip(), items) for code, name, items in groups]
    rows = [_counts(name, items) for name, items in [*named, ("Total, each once", position.counted)]]
    twice = sum(len(items) for _, _, items in groups) - len(position.counted)
    also = f"A milestone of several {title.lower()}s is counted under each; the total counts it once."
    columns = (
        Column(by, title),
        *(Column(colour.replace("none", "withdrawn"), word, "number") for colour, word in COLOUR_WORDS.items()),
        Column("total", "Total", "number"),
    )
    return Block(
        "progress",
        f"By {title.lower()}",
        paragraphs=(also,) if twice else (),
        tables=(ReportTable("progress", f"By {title.lower()}", columns, tuple(rows)),),
        bars=BarChart(
            f"Milestones by {title.lower()} and colour",
            tuple(ChartBar(name, colour_counts(items)) for name, items in named),
        )
        if named
        else None,
    )


def _counts(name: str, items: tuple[ChecklistItem, ...]) -> tuple[Cell, ...]:
    return table_row(name, *colour_counts(items).values(), len(items))


def due_next_block(position: ReportContext) -> Block:
    """Return what is due from the as-of date to the next Board; without one, in the next 31 days."""
    told, until, items = _next(position)
    found = fold_rows_by(items, lambda item: item.state.colour)
    found.sort(key=lambda fold: fold[0].state.due or until)
    rows = tuple(
        table_row(fold_ref(fold), fold_title(fold), fold_lead(fold), fold[0].state.due, position_text(fold[0]))
        for fold in found
    )
    colours = tuple(fold[0].state.colour for fold in found)
    columns = (REF, MILESTONE, LEAD, DUE, STANDS)
    return Block(
        _DUE, _DUE_TITLE, (told,), tables=(ReportTable(_DUE, _DUE_TITLE, columns, rows, colours, "Nothing is due."),)
    )


def due_next_summary(position: ReportContext) -> Block:
    """Return how much is due before the next Board, and when that is."""
    told, until, items = _next(position)
    behind = sum(item.state.colour in {"amber", "red"} for item in items)
    said = (
        f"{plural(len(items), 'milestone')} to be done by {format_day(until)}, {behind} of them Amber or Red already."
    )
    return Block(_DUE, _DUE_TITLE, (f"{told} {said if items else 'Nothing is due by then.'}",))


def _next(position: ReportContext) -> tuple[str, date, list[ChecklistItem]]:
    """Return when the next Board is, in words and as a day, and what is due until then."""
    meeting = next_meeting(position.checklist.meetings, position.as_of + timedelta(days=1))
    until = meeting.on if meeting else position.as_of + _AHEAD
    told = (
        f"The next meeting is that of the {meeting.board} on {format_day(meeting.on)}."
        if meeting
        else f"No date is set for the next Board: the 31 days up to {format_day(until)} are looked at instead."
    )
    return told, until, [item for item in position.counted if _is_due(item, position.as_of, until)]


def _is_due(item: ChecklistItem, first: date, last: date) -> bool:
    return item.state.due is not None and first <= item.state.due <= last and is_open(item)
