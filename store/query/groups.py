"""Counts and folds of a checklist, for whoever shows it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from msgspec import Struct

from store.checklist.checklist import Checklist, ChecklistItem, count_statuses
from store.checklist.status import LATE
from store.query.filters import NOT_STATED

DONE = frozenset({"done", "done late", "met"})
CLOSED = DONE | {"withdrawn"}  # nothing is left to do
_WORST_FIRST = ("red", "amber", "white")
ATTENTION = (
    "overdue",
    "late start",
    "short",
    "return overdue",
    "forecast late",
    "no update",
    "undated",
)


class Tally(Struct, frozen=True):
    """How a group of items stands: `late` is whatever is past its day; `counts` is by status."""

    total: int
    done: int
    late: int
    counts: dict[str, int]


class ItemGroup(Struct, frozen=True):
    """The items of one pathway, lead or other group, with the code that a filter takes."""

    code: str
    name: str
    printed: tuple[str, ...]
    items: tuple[ChecklistItem, ...]
    tally: Tally


class FoldedItems(Struct, frozen=True):
    """Items of one milestone that stand alike, shown as one line; `first` is the oldest."""

    first: ChecklistItem
    items: tuple[ChecklistItem, ...]


def tally_items(items: Iterable[ChecklistItem]) -> Tally:
    """Count items; what is printed twice counts once."""
    counted = [item for item in items if item.planned.same_as is None]
    counts = count_statuses(counted)
    done, late = (sum(counts[status] for status in statuses) for statuses in (DONE, LATE))
    return Tally(len(counted), done, late, dict(counts))


def by_pathway(checklist: Checklist) -> list[ItemGroup]:
    """Return a group for each pathway, and one for items without any."""
    named = [
        (pathway.code, pathway.name, pathway.printed) for pathway in checklist.loaded.about.pathways
    ]
    return _groups(named, checklist.items, lambda item: item.planned.pathways)


def by_lead(checklist: Checklist) -> list[ItemGroup]:
    """Return a group for each agency, and one for items without any."""
    named = [
        (agency.code, agency.name, agency.printed) for agency in checklist.loaded.about.agencies
    ]
    return _groups(named, checklist.items, lambda item: item.planned.leads)


def _groups(
    named: Iterable[tuple[str, str, tuple[str, ...]]],
    items: Iterable[ChecklistItem],
    codes_of: Callable[[ChecklistItem], Sequence[str]],
) -> list[ItemGroup]:
    gathered: dict[str, list[ChecklistItem]] = {}
    for item in items:
        for code in dict.fromkeys(codes_of(item)) or (NOT_STATED,):
            gathered.setdefault(code, []).append(item)
    rows = list(named)
    known = {code for code, _, _ in rows}
    rows += [
        (code, code, ()) for code in gathered if code not in known
    ]  # codes that the plan does not explain
    return [
        ItemGroup(
            code, name, printed, tuple(gathered.get(code, ())), tally_items(gathered.get(code, ()))
        )
        for code, name, printed in rows
    ]


def needing_attention(items: Iterable[ChecklistItem]) -> list[ChecklistItem]:
    """Return the items that need attention, worst first: red, then by how late, then by kind of trouble."""
    troubled = [
        item for item in items if item.state.status in ATTENTION and item.planned.same_as is None
    ]
    return sorted(troubled, key=_badness)


def _badness(item: ChecklistItem) -> tuple[int, int, int]:
    state = item.state
    return _WORST_FIRST.index(state.colour), -state.days_late, ATTENTION.index(state.status)


def fold_items(items: Iterable[ChecklistItem]) -> list[FoldedItems]:
    """Return one fold for the items of one milestone that have the same status, where its first one stood."""
    return [make_fold(alike) for alike in group_foldable(items)]


def group_foldable(items: Iterable[ChecklistItem]) -> list[Sequence[ChecklistItem]]:
    """Return the items of each fold, in their order."""
    found: list[Sequence[ChecklistItem]] = []
    several: dict[tuple[str, str], list[ChecklistItem]] = {}
    for item in items:
        plan = item.planned
        if plan.ref == plan.milestone:  # the only one of its milestone, as most are
            found.append((item,))
            continue
        key = plan.milestone, item.state.status
        if key not in several:
            several[key] = []
            found.append(several[key])
        several[key].append(item)
    return found


def make_fold(alike: Sequence[ChecklistItem]) -> FoldedItems:
    """Return items that stand alike as a fold."""
    return FoldedItems(min(alike, key=_oldest), tuple(alike))


def _oldest(item: ChecklistItem) -> date:
    return item.state.due or item.planned.opens or date.max
