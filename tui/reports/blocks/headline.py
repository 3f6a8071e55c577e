"""The headline: one sentence, and the counts of this period and the last."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from store.checklist.checklist import ChecklistItem, count_statuses
from store.dates import format_day
from store.query.filters import STATUSES
from tui.reports.blocks.table_rows import colour_counts
from tui.reports.context import ReportContext
from tui.reports.document import Block, Cell, Column, ReportTable
from tui.wording.counts import plural

_THIS = Column("this_period", "This period", "number")
_LAST = Column("last_period", "Last period", "number")
_CHANGE = Column("change", "Change", "number")
_CONTINUING = frozenset({"continuing", "no update"})


def headline_block(context: ReportContext, *, short: bool = False) -> Block:
    """Return the block; the `short` one does not tell how it counts."""
    since, as_of = format_day(context.since), format_day(context.as_of)
    how = (
        "Each date of a repeating milestone, and each quarter of a figure, counts."
        f" This period is the position on {as_of}; last period is that on {since}, as it is known now."
        " Only what is due in a period is counted for the period alone."
    )
    paragraphs = (headline_sentence(context), *([] if short else [how]))
    return Block("headline", "Headline", paragraphs, tables=(_table(context),))


def headline_sentence(context: ReportContext) -> str:
    """Return how many were due, and how these stand."""
    if not context.counted:
        return f"There is no milestone {'in the plan' if context.covers_plan else 'that the filter lets through'}."
    due = _due_by(context.counted, context.as_of)
    words = [
        ("blue", "done or met"), ("red", "Red"), ("amber", "Amber"), ("green", "on target"), ("white", "not assessed")
    ]  # fmt: skip
    counts = Counter[str](colour_counts(due))
    stand = ", ".join(f"{counts[colour]} {said}" for colour, said in words if counts[colour])
    were = "was" if len(due) == 1 else "were"
    of_these = f" Of these, {stand}." if stand else ""
    where = "in the plan" if context.covers_plan else "in this paper"
    return (
        f"Of {plural(len(context.counted), 'milestone')} {where},"
        f" {len(due)} {were} due by {format_day(context.as_of)}.{of_these}"
    )


def _due_by(items: Iterable[ChecklistItem], day: date) -> list[ChecklistItem]:
    return [
        item
        for item in items
        if item.state.due and item.state.due <= day and item.state.status != "withdrawn"
    ]


def _table(context: ReportContext) -> ReportTable:
    now = _measures(context.counted, context.since, context.as_of)
    then = _measures(context.previous, context.previous_since, context.since)
    rows = tuple(
        (name, count, before, count - before, _out_of(of, of_before, context))
        for (name, count, of), (_, before, of_before) in zip(now, then, strict=True)
    )
    columns = (Column("measure", "Measure"), _THIS, _LAST, _CHANGE, Column("out_of", "Out of"))
    return ReportTable("headline", "Headline", columns, rows)


Denominator = tuple[int, str]


def _out_of(now: Denominator, then: Denominator, context: ReportContext) -> str:
    if now[0] == then[0]:
        return f"{now[0]} {now[1]}"
    return f"{now[0]} {now[1]} ({then[0]} on {format_day(context.since)})"


def _measures(
    items: Sequence[ChecklistItem], since: date, until: date
) -> list[tuple[str, int, Denominator]]:
    """Return what a Board counts on the day `until`, each with how many it could be."""
    counts = count_statuses(items)
    due = _due_by(items, until)
    in_period = sum(item.state.due > since for item in due if item.state.due)
    month = sum(item.state.status == "overdue" and item.state.colour == "amber" for item in items)
    of_all = (len(items), "milestones")
    of_due = (len(due), "due by then")
    of_continuing = (sum(counts[status] for status in _CONTINUING), "continuing")
    return [
        ("due this period", in_period, of_all),
        ("done on time", counts["done"], of_all),
        ("done late", counts["done late"], of_all),
        ("overdue, up to one month", month, of_due),
        ("overdue, more than one month", counts["overdue"] - month, of_due),
        ("rescheduled with approval", sum(item.state.rescheduled for item in items), of_all),
        ("continuing without update", counts["no update"], of_continuing),
        ("undated", counts["undated"], of_all),
    ]


def status_table(context: ReportContext) -> ReportTable:
    """Return the table in which every milestone is counted once."""
    now, then = count_statuses(context.counted), count_statuses(context.previous)
    rows: list[tuple[Cell, ...]] = [
        (status, now[status], then[status], now[status] - then[status])
        for status in STATUSES
        if now[status] or then[status]
    ]
    total = len(context.counted)
    rows.append(("total", total, total, 0))
    columns = (Column("status", "Status"), _THIS, _LAST, _CHANGE)
    return ReportTable("by_status", "Every milestone once, by status", columns, tuple(rows))
