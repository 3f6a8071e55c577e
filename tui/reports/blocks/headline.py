"""The headline: one sentence, and the counts of this period and the previous one."""

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from store.checklist.checklist import ChecklistItem, count_statuses
from store.checklist.status import Colour
from store.dates import format_day
from store.query.filters import STATUSES
from tui.reports.blocks.report_groups import colour_counts
from tui.reports.blocks.table_columns import STATUS
from tui.reports.context import ReportContext
from tui.reports.document import Block, Cell, Column, ReportTable
from tui.wording.counts import plural

_THIS = Column("this_period", "This period", "number")
_LAST = Column("last_period", "Last period", "number")
_CHANGE = Column("change", "Change", "number")
_MEASURE = Column("measure", "Measure")
_OUT_OF = Column("out_of", "Out of")
_COLOUR_PHRASES: dict[Colour, str] = {
    "blue": "done or met",
    "red": "Red",
    "amber": "Amber",
    "green": "on target",
    "white": "not assessed",
}


class Measure(Struct, frozen=True):
    """A count of items out of `total`; `total_noun` says what these are."""

    name: str
    count: int
    total: int
    total_noun: str


def headline_block(context: ReportContext, *, short: bool = False) -> Block:
    """Return the block; the `short` one does not explain how it counts."""
    paragraphs = [headline_sentence(context)]
    if not short:
        since, as_of = format_day(context.since), format_day(context.as_of)
        paragraphs.append(
            "Each date of a repeating milestone, and each quarter of a figure, counts."
            f" This period is the position on {as_of};"
            f" last period is that on {since}, as it is known now."
            " Only what is due in a period is counted for the period alone."
        )
    tables = (_measures_table(context),)
    return Block("headline", "Headline", tuple(paragraphs), tables=tables)


def headline_sentence(context: ReportContext) -> str:
    """Return how many items were due by the as-of date, and how many of these have each colour."""
    total = len(context.counted)
    if not total:
        where = "in the plan" if context.covers_plan else "that the filter lets through"
        return f"There is no milestone {where}."
    where = "in the plan" if context.covers_plan else "in this paper"
    due = _due_by(context.counted, context.as_of)
    verb = "was" if len(due) == 1 else "were"
    sentence = (
        f"Of {plural(total, 'milestone')} {where}, {len(due)} {verb} due by"
        f" {format_day(context.as_of)}."
    )
    if not due:
        return sentence
    return f"{sentence} Of these, {_colours_text(due)}."


def _colours_text(items: Iterable[ChecklistItem]) -> str:
    counts = colour_counts(items)
    parts = []
    for colour, phrase in _COLOUR_PHRASES.items():
        if counts[colour]:
            parts.append(f"{counts[colour]} {phrase}")
    return ", ".join(parts)


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
    last_period = _measures(context.previous, context.previous_since, context.since)
    rows: list[tuple[Cell, ...]] = []
    for now, before in zip(this_period, last_period, strict=True):
        counts = _count_row(now.name, now.count, before.count)
        rows.append((*counts, _out_of(now, before, context)))
    columns = (_MEASURE, _THIS, _LAST, _CHANGE, _OUT_OF)
    return ReportTable("headline", "Headline", columns, tuple(rows))


def _out_of(now: Measure, before: Measure, context: ReportContext) -> str:
    text = f"{now.total} {now.total_noun}"
    if now.total == before.total:
        return text
    return f"{text} ({before.total} on {format_day(context.since)})"


def _measures(items: Sequence[ChecklistItem], since: date, until: date) -> list[Measure]:
    """Return the headline's measures on the day `until`, of a period that starts after `since`."""
    counts = count_statuses(items)
    due = _due_by(items, until)
    in_period = len(due) - len(_due_by(due, since))
    up_to_a_month = sum(map(_is_overdue_up_to_a_month, items))
    rescheduled = sum(item.state.rescheduled for item in items)
    continuing = counts["continuing"] + counts["no update"]
    return [
        Measure("due this period", in_period, len(items), "milestones"),
        Measure("done on time", counts["done"], len(items), "milestones"),
        Measure("done late", counts["done late"], len(items), "milestones"),
        Measure("overdue, up to one month", up_to_a_month, len(due), "due by then"),
        Measure(
            "overdue, more than one month",
            counts["overdue"] - up_to_a_month,
            len(due),
            "due by then",
        ),
        Measure("rescheduled with approval", rescheduled, len(items), "milestones"),
        Measure("continuing without update", counts["no update"], continuing, "continuing"),
        Measure("undated", counts["undated"], len(items), "milestones"),
    ]


def _is_overdue_up_to_a_month(item: ChecklistItem) -> bool:
    return item.state.status == "overdue" and item.state.colour == "amber"


def status_table(context: ReportContext) -> ReportTable:
    """Return the table that counts every milestone once, by status."""
    now, before = count_statuses(context.counted), count_statuses(context.previous)
    shown = [status for status in STATUSES if now[status] or before[status]]
    rows = [_count_row(status, now[status], before[status]) for status in shown]
    total = len(context.counted)
    rows.append(_count_row("total", total, total))
    columns = (STATUS, _THIS, _LAST, _CHANGE)
    return ReportTable("by_status", "Every milestone once, by status", columns, tuple(rows))


def _count_row(name: str, now: int, before: int) -> tuple[Cell, ...]:
    return name, now, before, now - before
