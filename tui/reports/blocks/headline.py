"""The headline: one sentence, and the counts of this period and the previous one."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from msgspec import Struct

from store.checklist.checklist import ChecklistItem, count_statuses
from store.checklist.milestones import deciding_items
from store.checklist.status import AHEAD, Colour, Status
from store.dates import format_day
from store.query.filters import STATUSES
from tui.reports.blocks.report_groups import colour_counts
from tui.reports.blocks.table_columns import STATUS
from tui.reports.context import ReportContext
from tui.reports.document import Block, Cell, Column, ReportTable
from tui.wording.counts import plural
from tui.wording.report_text import NO_WORD_YET, REPORTED_ON

_THIS = Column("this_period", "This period", "number")
_LAST = Column("last_period", "Last period", "number")
_CHANGE = Column("change", "Change", "number")
_MEASURE = Column("measure", "Milestones")
_OUT_OF = Column("out_of", "Out of", "number")
_DATES = Column("dates", "Dates", "number")
_COLOUR_PHRASES: dict[Colour, str] = {
    "blue": "done or met",
    "red": "Red",
    "amber": "Amber",
    "green": f"Green ({REPORTED_ON})",
    "none": "withdrawn",
    "white": "White",
}


class Measure(Struct, frozen=True):
    """A count of milestones out of `total`, and of their dates that are in the same state."""

    name: str
    count: int
    total: int
    dates: int


def headline_block(context: ReportContext, *, short: bool = False) -> Block:
    """Return the block; the `short` one does not explain how it counts."""
    paragraphs = [headline_sentence(context)]
    if not short:
        since, as_of = format_day(context.since), format_day(context.as_of)
        paragraphs.append(
            "A milestone counts once, by what needs attention first. Dates are the second figure:"
            " each date of a repeating milestone, and each quarter of a figure."
            f" This period is the position on {as_of};"
            f" last period is that on {since}, as it is known now."
            " Only what is due in a period is counted for the period alone."
        )
    tables = (_measures_table(context),)
    return Block("headline", "Headline", tuple(paragraphs), tables=tables)


def headline_sentence(context: ReportContext) -> str:
    """Return how many milestones have each colour, and how many dates were due."""
    if not context.counted:
        where = "in the plan" if context.covers_plan else "that the filter lets through"
        return f"There is no milestone {where}."
    where = "in the plan" if context.covers_plan else "in this paper"
    milestones = context.milestones
    colours = _colours_text(milestones)
    due = _due_text(len(_due_by(context.counted, context.as_of)), context)
    return (
        f"Of {plural(len(milestones), 'milestone')} {where}: {colours}."
        f" {due} due by {format_day(context.as_of)}."
    )


def _due_text(due: int, context: ReportContext) -> str:
    """Return how many dates were due, out of all if milestones have several."""
    verb = "was" if due == 1 else "were"
    dates = len(context.counted)
    if dates == len(context.milestones):
        return f"{due} {verb}"
    return f"{due} of their {dates} dates {verb}"


def _colours_text(milestones: Sequence[ChecklistItem]) -> str:
    counts = colour_counts(milestones)
    parts = [
        f"{counts[colour]} {phrase}" for colour, phrase in _COLOUR_PHRASES.items() if counts[colour]
    ]
    text = ", ".join(parts)
    if silent := sum(map(_has_no_word_yet, milestones)):
        text += f" ({silent} of them {NO_WORD_YET})"
    return text


def _has_no_word_yet(item: ChecklistItem) -> bool:
    return item.state.status in AHEAD and item.state.colour == "white"


def _is_reported_on(item: ChecklistItem) -> bool:
    return item.state.status in AHEAD and item.state.colour == "green"


def _due_by(items: Iterable[ChecklistItem], day: date) -> list[ChecklistItem]:
    """Return the items that are due by a day, without withdrawn ones."""
    found = []
    for item in items:
        due = item.state.due
        if due and due <= day and item.state.status != "withdrawn":
            found.append(item)
    return found


def _measures_table(context: ReportContext) -> ReportTable:
    this_period = _measures(context.counted, context.since, context.as_of)
    last_period = _measures(context.previous, context.since, context.since)
    rows: list[tuple[Cell, ...]] = []
    for now, before in zip(this_period, last_period, strict=True):
        counts = _count_row(now.name, now.count, before.count)
        rows.append((*counts, now.total, now.dates))
    columns = (_MEASURE, _THIS, _LAST, _CHANGE, _OUT_OF, _DATES)
    return ReportTable("headline", "Headline", columns, tuple(rows))


_Test = Callable[[ChecklistItem], bool]


def _has_status(status: Status) -> _Test:
    return lambda item: item.state.status == status


_TESTS: dict[str, _Test] = {
    "done on time": _has_status("done"),
    "done late": _has_status("done late"),
    "overdue, up to one month": lambda item: _is_overdue(item, "amber"),
    "overdue, more than one month": lambda item: _is_overdue(item, "red"),
    "continuing without update": _has_status("no update"),
    "undated": _has_status("undated"),
    REPORTED_ON: _is_reported_on,
    NO_WORD_YET: _has_no_word_yet,
}


def _measures(items: Sequence[ChecklistItem], since: date, until: date) -> list[Measure]:
    """Return the headline's measures on the day `until`, of a period that starts after `since`."""
    milestones = deciding_items(items)
    total = len(milestones)
    due = [item for item in _due_by(items, until) if item.state.due and item.state.due > since]
    rescheduled = [item for item in items if item.state.rescheduled]
    measures = [_measure_of_dates("due this period", due, total)]
    for name, test in _TESTS.items():
        count = sum(map(test, milestones))
        measures.append(Measure(name, count, total, sum(map(test, items))))
    measures.append(_measure_of_dates("rescheduled with approval", rescheduled, total))
    return measures


def _measure_of_dates(name: str, dates: Sequence[ChecklistItem], total: int) -> Measure:
    """Return the measure of some dates and of the milestones that have any of them."""
    milestones = {item.planned.milestone for item in dates}
    return Measure(name, len(milestones), total, len(dates))


def _is_overdue(item: ChecklistItem, colour: Colour) -> bool:
    return item.state.status == "overdue" and item.state.colour == colour


def status_table(context: ReportContext) -> ReportTable:
    """Return the table that counts every milestone once, by status, with their dates."""
    now, before = count_statuses(context.milestones), count_statuses(_milestones_before(context))
    dates = count_statuses(context.counted)
    shown = [status for status in STATUSES if now[status] or before[status] or dates[status]]
    rows = [(*_count_row(status, now[status], before[status]), dates[status]) for status in shown]
    total = len(context.milestones)
    rows.append((*_count_row("total", total, total), len(context.counted)))
    columns = (STATUS, _THIS, _LAST, _CHANGE, _DATES)
    return ReportTable("by_status", "Every milestone once, by status", columns, tuple(rows))


def _milestones_before(context: ReportContext) -> tuple[ChecklistItem, ...]:
    return deciding_items(context.previous)


def _count_row(name: str, now: int, before: int) -> tuple[Cell, ...]:
    return name, now, before, now - before
