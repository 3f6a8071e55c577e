"""A matrix of each pathway's milestones by quarter: the worst colour of each, with its count."""

from collections import Counter
from collections.abc import Iterable, Sequence

from plan_data.timescale.financial_year import FinancialYear
from store.checklist.checklist import ChecklistItem
from store.checklist.milestones import deciding_items
from store.checklist.status import Colour
from tui.reports.blocks.over_time import late_line
from tui.reports.blocks.progress_by_group import default_grouping, shared_text
from tui.reports.blocks.report_groups import ReportGroup, group_items
from tui.reports.context import ReportContext
from tui.reports.document import Block, Matrix, MatrixCell, MatrixRow, Picture
from tui.wording.report_text import colour_word

_WORST_FIRST: tuple[Colour, ...] = ("red", "amber", "white", "green", "blue", "none")
_MOST_ROWS = 20
_OTHER = "Other, none"  # another year's quarter, or no date


def pathway_quarters_block(context: ReportContext) -> Block:
    """Return the block of the matrix, by what the report is grouped by, and of the line beside it.

    There is no line if the items were chosen by their status.
    """
    by = context.request.group_by or default_grouping(context)
    year = context.checklist.loaded.year.year_at(context.as_of)
    groups = group_items(context, by, context.counted)
    columns = _columns(context.counted, year)
    noun = context.vocabulary.singular(by)
    milestones = context.vocabulary.plural_title("milestone")
    matrix = Matrix(
        title=f"{milestones} by {noun} and quarter: how many have the worst colour",
        corner=context.vocabulary.title(by),
        columns=columns,
        rows=tuple([_row(group, columns, year) for group in groups[:_MOST_ROWS]]),
    )
    paragraphs = []
    if more := len(groups[_MOST_ROWS:]):
        paragraphs.append(f"The first {_MOST_ROWS} are shown, and {more} are not.")
    pictures: list[Picture] = []
    if groups:
        pictures = [matrix]
    if context.has_comparison:
        pictures += late_line(context)
    title = f"By {noun} and quarter, and over time"
    return Block("progress", title, tuple(paragraphs), pictures=tuple(pictures))


def shared_notes(context: ReportContext) -> tuple[str, ...]:
    """Return how milestones of several groups are counted, nothing if none is in several."""
    by = context.request.group_by or default_grouping(context)
    return shared_text(context, by, group_items(context, by, context.milestones))


def _columns(items: Iterable[ChecklistItem], year: FinancialYear) -> tuple[str, ...]:
    """Return the quarters of the plan's year, then the rest if any of the items is in it."""
    quarters = tuple(year.quarters_by_key())
    if all(_column_of(item, year) in quarters for item in items):
        return quarters
    return (*quarters, _OTHER)


def _column_of(item: ChecklistItem, year: FinancialYear) -> str:
    due = item.state.due
    if due is None:
        return _OTHER
    for name, quarter in year.quarters_by_key().items():
        if quarter.first <= due <= quarter.last:
            return name
    return _OTHER


def _row(group: ReportGroup, columns: Sequence[str], year: FinancialYear) -> MatrixRow:
    by_column: dict[str, list[ChecklistItem]] = {}
    for item in group.items:
        by_column.setdefault(_column_of(item, year), []).append(item)
    cells = [_cell(by_column.get(column, ())) for column in columns]
    return MatrixRow(group.label, tuple(cells))


def _cell(items: Sequence[ChecklistItem]) -> MatrixCell:
    """Return how many milestones have the worst colour of some items, which are of one quarter."""
    if not items:
        return MatrixCell()
    milestones = deciding_items(items)
    counts = Counter(item.state.colour for item in milestones)
    for colour in _WORST_FIRST:
        if counts[colour]:
            text = _cell_text(counts[colour], colour, len(milestones))
            return MatrixCell(len(milestones), colour, text)
    return MatrixCell()


def _cell_text(count: int, colour: Colour, total: int) -> str:
    text = f"{count} {colour_word(colour)}"
    if count == total:
        return text
    return f"{text} of {total}"
