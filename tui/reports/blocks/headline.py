"""The headline: one sentence, and the counts of the last report beside those of this one."""

from collections.abc import Sequence

from store.checklist.checklist import ChecklistItem, count_statuses
from store.checklist.milestones import deciding_items
from store.checklist.status import Colour
from store.dates import format_day
from store.query.filters import STATUSES
from tui.reports.blocks.due_next import due_sentence
from tui.reports.blocks.headline_counts import (
    ALWAYS_SHOWN,
    HeadlineCount,
    due_by,
    has_no_word_yet,
    headline_counts,
)
from tui.reports.blocks.recent_changes import changes_sentence
from tui.reports.blocks.report_groups import colour_counts
from tui.reports.blocks.table_columns import STATUS
from tui.reports.blocks.table_rows import table_row
from tui.reports.context import ReportContext
from tui.reports.document import Block, Cell, Column, ReportTable
from tui.wording.report_text import NO_WORD_YET, REPORTED_ON

_CHANGE = Column("change", "Change", "number")
_NOW = Column("this_period", "Now", "number")
_RESTATED = Column("restated", "Restated")
_MEASURE = Column("measure", "Milestones")
_DATES = Column("dates", "Dates", "number")
_COLOUR_PHRASES: dict[Colour, str] = {
    "blue": "done or met",
    "red": "Red",
    "amber": "Amber",
    "green": f"Green ({REPORTED_ON})",
    "none": "withdrawn",
    "white": "White",
}


def headline_block(context: ReportContext, *, short: bool = False) -> Block:
    """Return the block; the `short` one does not say what is due next, and what changed."""
    paragraphs = [headline_sentence(context)]
    if not short:
        if not context.has_comparison:
            paragraphs.append(NO_COMPARISON)
        paragraphs.append(f"{due_sentence(context)} {changes_sentence(context)}")
    return Block("headline", "Headline", tuple(paragraphs), tables=(headline_table(context),))


def counting_notes(context: ReportContext) -> list[str]:
    """Return how the headline counts, and what it compares with."""
    text = (
        "A milestone counts once, by what needs attention first; dates are each date of a"
        " repeating one and each quarter of a figure."
    )
    notes = [context.vocabulary.reword(text)]
    if context.has_comparison:
        notes += [_comparison_text(context), "What was late at a month's end is as known now."]
    return notes


NO_COMPARISON = (
    "Nothing is compared: what was chosen by its status now says nothing of what there was before."
)


def _comparison_text(context: ReportContext) -> str:
    text = f"The last figures are those of {format_day(context.since)}, as known then"
    if context.comparison.tabled:
        text = "The last figures are those that were tabled"
    return f"{text}; one is restated where entries recorded since change it."


def headline_sentence(context: ReportContext) -> str:
    """Return how many milestones have each colour, and how many dates were due."""
    if not context.counted:
        where = "in the plan" if context.covers_plan else "that the filter lets through"
        return f"There is no {context.vocabulary.singular('milestone')} {where}."
    where = "in the plan" if context.covers_plan else "in this paper"
    milestones = context.milestones
    colours = _colours_text(milestones)
    due = _due_text(len(due_by(context.counted, context.as_of)), context)
    return (
        f"Of {context.vocabulary.count(len(milestones), 'milestone')} {where}: {colours}."
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
    if silent := sum(map(has_no_word_yet, milestones)):
        text += f" ({silent} of them {NO_WORD_YET})"
    return text


def headline_table(context: ReportContext) -> ReportTable:
    """Return the counts as reported last, now, the change, and what is restated.

    States that nothing was or is in are left out, apart from those that Boards ask for; so is the
    column of what is restated if nothing is.
    """
    now = headline_counts(context.counted, context.as_of)
    if not context.has_comparison:
        rows = [
            table_row(each.name, each.milestones, each.dates) for each in now if _is_shown(each)
        ]
        alone = (_MEASURE, _NOW, _DATES)
        return ReportTable("headline", "Headline", alone, tuple(rows), style="halves")
    before = headline_counts(context.previous, context.since)
    restated = headline_counts(context.restated, context.since)
    rows = []
    for count, last, known_now in zip(now, before, restated, strict=True):
        if _is_shown(count, last, known_now):
            rows.append(_compared_row(count, last, known_now))
    columns: tuple[Column, ...]
    columns = (_MEASURE, _last_column(context), _NOW, _CHANGE, _DATES, _RESTATED)
    if not any(row[-1] for row in rows):
        columns, rows = columns[:-1], [row[:-1] for row in rows]
    return ReportTable("headline", "Headline", columns, tuple(rows), style="halves")


def _is_shown(*counts: HeadlineCount) -> bool:
    if counts[0].name in ALWAYS_SHOWN:
        return True
    return any(count.dates for count in counts)


def _compared_row(
    now: HeadlineCount, last: HeadlineCount, known_now: HeadlineCount
) -> tuple[Cell, ...]:
    compared = _count_row(now.name, now.milestones, last.milestones)
    return table_row(*compared, now.dates, restated_text(last.milestones, known_now.milestones))


def restated_text(reported: int, known_now: int) -> str:
    """Return the mark of a figure that later entries change; empty if it is as it was reported."""
    if reported == known_now:
        return ""
    return f"restated: {known_now}"


def _last_column(context: ReportContext) -> Column:
    title = "Tabled" if context.comparison.tabled else format_day(context.since)
    return Column("last_period", title, "number")


def _compared_columns(context: ReportContext) -> tuple[Column, ...]:
    return Column("last_period", last_title(context), "number"), _now_column(context), _CHANGE


def _now_column(context: ReportContext) -> Column:
    return Column("this_period", format_day(context.as_of), "number")


def last_title(context: ReportContext) -> str:
    """Return the title of a column with the figures that the report compares with."""
    day = format_day(context.since)
    if context.comparison.tabled:
        return f"Tabled {day}"
    return day


def status_table(context: ReportContext) -> ReportTable:
    """Return the table that counts every milestone once, by status, with their dates."""
    title = context.vocabulary.reword("Every milestone once, by status")
    now, dates = count_statuses(context.milestones), count_statuses(context.counted)
    total, all_dates = len(context.milestones), len(context.counted)
    rows: list[tuple[Cell, ...]] = []
    if not context.has_comparison:
        rows += [(status, now[status], dates[status]) for status in STATUSES if dates[status]]
        rows.append(("total", total, all_dates))
        alone = (STATUS, _now_column(context), _DATES)
        return ReportTable("by_status", title, alone, tuple(rows))
    before = count_statuses(deciding_items(context.previous))
    used = [status for status in STATUSES if now[status] or before[status] or dates[status]]
    rows += [(*_count_row(status, now[status], before[status]), dates[status]) for status in used]
    rows.append((*_count_row("total", total, total), all_dates))
    columns = (STATUS, *_compared_columns(context), _DATES)
    return ReportTable("by_status", title, columns, tuple(rows))


def _count_row(name: str, now: int, before: int) -> tuple[Cell, ...]:
    return name, before, now, now - before
