"""Progress by group: how many milestones of each pathway, lead or priority have each colour."""

from collections.abc import Iterator, Sequence

from plan_data.text import with_article
from plan_data.vocabulary import capitalized
from store.checklist.checklist import ChecklistItem
from tui.reports.blocks.report_groups import (
    ReportGroup,
    colour_counts,
    count_repeated,
    group_items,
)
from tui.reports.blocks.table_rows import table_row
from tui.reports.context import GroupBy, ReportContext
from tui.reports.document import BarChart, Block, Cell, ChartBar, Column, ReportTable
from tui.wording.report_text import COLOUR_WORDS


def progress_block(context: ReportContext) -> Block:
    """Return the block of progress by group; the last row of its table counts each milestone once."""
    by = context.request.group_by or default_grouping(context)
    milestones = context.milestones
    groups = group_items(context, by, milestones)
    paragraphs = shared_text(context, by, groups)
    table = progress_table(context)
    pictures = tuple(_bar_charts(context, by, groups))
    return Block("progress", table.title, paragraphs, tables=(table,), pictures=pictures)


def progress_table(context: ReportContext) -> ReportTable:
    """Return the counts of each group by colour; the last row counts each milestone once."""
    by = context.request.group_by or default_grouping(context)
    groups = group_items(context, by, context.milestones)
    title = f"By {context.vocabulary.singular(by)}"
    return ReportTable("progress", title, _columns(context, by), rows=_rows(context, groups))


def shared_text(
    context: ReportContext, by: GroupBy, groups: Sequence[ReportGroup]
) -> tuple[str, ...]:
    """Return the paragraph about milestones that are in several groups, none if none is."""
    if not count_repeated(groups, context.milestones):
        return ()
    several = context.vocabulary.plural(by)
    milestone = with_article(context.vocabulary.singular("milestone"))
    sentence = f"{milestone} of several {several} is counted under each; the total counts it once."
    return (capitalized(sentence),)


def default_grouping(context: ReportContext) -> GroupBy:
    """Return pathway; if the plan prints no pathway, priority."""
    for item in context.checklist.items:
        if item.planned.pathways and not item.planned.pathways_inferred:
            return "pathway"
    return "priority"


def _columns(context: ReportContext, by: GroupBy) -> tuple[Column, ...]:
    columns = [Column(by, context.vocabulary.title(by))]
    for colour, word in COLOUR_WORDS.items():
        key = "withdrawn" if colour == "none" else colour
        columns.append(Column(key, word, "number"))
    columns.append(Column("total", "Total", "number"))
    return tuple(columns)


def _rows(context: ReportContext, groups: Sequence[ReportGroup]) -> tuple[tuple[Cell, ...], ...]:
    rows = [_row(group.label, group.items) for group in groups]
    rows.append(_row("Total, each once", context.milestones))
    return tuple(rows)


def _row(label: str, items: tuple[ChecklistItem, ...]) -> tuple[Cell, ...]:
    return table_row(label, *colour_counts(items).values(), len(items))


def _bar_charts(
    context: ReportContext, by: GroupBy, groups: Sequence[ReportGroup]
) -> Iterator[BarChart]:
    if not groups:
        return
    bars = [ChartBar(group.label, colour_counts(group.items)) for group in groups]
    noun = context.vocabulary.singular(by)
    milestones = context.vocabulary.plural_title("milestone")
    yield BarChart(f"{milestones} by {noun} and colour", tuple(bars))
