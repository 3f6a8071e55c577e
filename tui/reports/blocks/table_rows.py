"""The columns that the papers' tables share, and the cells under them."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import msgspec

from store.checklist.checklist import Checklist, ChecklistItem
from store.checklist.status import Colour
from store.query import groups
from store.query.filters import NOT_STATED
from store.query.groups import by_lead, by_pathway
from tui.reports.context import GroupBy, ReportContext
from tui.reports.document import Cell, Column
from tui.wording.counts import codes_text
from tui.wording.report_text import COLOURS, fold_summary_text

REF = Column("ref", "Ref", "ref")
MILESTONE = Column("milestone", "Milestone")
LEAD = Column("lead", "Lead")
PATHWAY = Column("pathway", "Pathway")
PRINTED = Column("printed", "Timescale")
DUE = Column("due", "Due", "date")
FORECAST = Column("forecast", "Forecast", "date")
STANDS = Column("stands", "Position")
COLOUR = Column("colour", "Colour")
ON = Column("on", "On", "date")
APPROVED_BY = Column("approved_by", "Approved by")
WHY = Column("why", "Why")

FoldedRow = Sequence[ChecklistItem]
NamedItems = tuple[str, str, tuple[ChecklistItem, ...]]
GROUP_TITLES: dict[GroupBy, str] = {"priority": "Priority", "pathway": "Pathway", "lead": "Lead"}


def fold_rows_by(
    items: Iterable[ChecklistItem], alike_by: Callable[[ChecklistItem], object] = lambda _item: None
) -> list[FoldedRow]:
    """Return the items of one milestone that are alike together, where the first of them stood."""
    folds: dict[tuple[str, object], list[ChecklistItem]] = {}
    for item in items:
        folds.setdefault((item.planned.milestone, alike_by(item)), []).append(item)
    return list(folds.values())


def item_status(item: ChecklistItem) -> str:
    """Fold what has the same status."""
    return item.state.status


def fold_ref(fold: FoldedRow) -> str:
    """Return the ref of an item, of several their milestone's id."""
    return fold[0].ref if len(fold) == 1 else fold[0].planned.milestone


def fold_title(fold: FoldedRow, otherwise: str = "due, first") -> str:
    """Return a milestone's title; of several occurrences, also how many."""
    title = fold[0].planned.title
    return title if len(fold) == 1 else f"{title}: {fold_summary_text(fold, otherwise)}"


def fold_lead(fold: FoldedRow) -> str:
    """Return who answers for it."""
    return codes_text(fold[0].planned.leads)


def colour_counts(items: Iterable[ChecklistItem]) -> dict[Colour, int]:
    """Return how many items have each colour, also none."""
    counts = Counter(item.state.colour for item in items)
    return {colour: counts[colour] for colour in COLOURS}


def group_items(
    context: ReportContext, by: GroupBy, items: tuple[ChecklistItem, ...]
) -> list[NamedItems]:
    """Return code, name and items of each group that has any; an item of two pathways or leads is in both.

    Where the filter asks for some pathways or leads, others that share an item with them are no groups.
    """
    scope = msgspec.structs.replace(context.checklist, items=items)
    if by == "priority":
        return _by_priority(scope)
    filters = (context.request.filter, context.search.filter)
    asked = [
        code for each in filters for code in (each.pathways if by == "pathway" else each.leads)
    ]
    groups = by_pathway(scope) if by == "pathway" else by_lead(scope)
    return [_group(group) for group in groups if group.items and (not asked or group.code in asked)]


def _group(group: groups.ItemGroup) -> NamedItems:
    if group.code == NOT_STATED:
        return "", NOT_STATED.capitalize(), group.items
    return group.code, group.name, group.items


def _by_priority(scope: Checklist) -> list[NamedItems]:
    titles = {
        p.number: p.title for section in scope.loaded.full_plan.sections for p in section.priorities
    }
    gathered: dict[str, list[ChecklistItem]] = {number: [] for number in titles}
    for item in scope.items:
        gathered[item.planned.priority].append(item)
    return [(number, titles[number], tuple(items)) for number, items in gathered.items() if items]


def table_row(*cells: Cell) -> tuple[Cell, ...]:
    """Return a table's row; an empty text is no text."""
    return tuple(cell if cell != "" else None for cell in cells)
