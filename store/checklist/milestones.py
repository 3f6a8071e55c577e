"""The status of a milestone, from those of its items: docs/status.md describes the rules.

People read totals of milestones; a repeating milestone counts once, not once for each date.
"""

from collections.abc import Iterable, Sequence
from itertools import product

from store.checklist.checklist import ChecklistItem
from store.checklist.status import Colour, Status

OPEN_WORST_FIRST: tuple[Status, ...] = (
    "overdue", "return overdue", "late start", "short", "forecast late", "no update", "undated",
    "awaiting return", "continuing", "due soon", "not due",
)  # fmt: skip
CLOSED_WORST_FIRST: tuple[Status, ...] = ("done late", "done", "met", "withdrawn")
_COLOURS_WORST_FIRST: tuple[Colour, ...] = ("red", "amber", "white", "green")
_OPEN_RANKS = {
    pair: rank for rank, pair in enumerate(product(_COLOURS_WORST_FIRST, OPEN_WORST_FIRST))
}
_CLOSED_RANKS = {
    status: rank for rank, status in enumerate(CLOSED_WORST_FIRST, start=len(_OPEN_RANKS))
}


def deciding_items(items: Iterable[ChecklistItem]) -> tuple[ChecklistItem, ...]:
    """Return for each milestone the one of its `items` whose status is the milestone's.

    Milestones are in the order of `items`, which have no item twice.
    """
    return tuple([_deciding_item(members) for members in group_by_milestone(items)])


def group_by_milestone(items: Iterable[ChecklistItem]) -> list[list[ChecklistItem]]:
    """Return the items of each milestone, in the order of `items`."""
    by_milestone: dict[str, list[ChecklistItem]] = {}
    for item in items:
        by_milestone.setdefault(item.planned.milestone, []).append(item)
    return list(by_milestone.values())


def _deciding_item(items: Sequence[ChecklistItem]) -> ChecklistItem:
    if len(items) == 1:
        return items[0]
    if items[0].planned.kind == "figure":
        return _deciding_quarter(items)
    return min(items, key=_attention)


def _attention(item: ChecklistItem) -> int:
    """Sort key: what needs attention first; closed items come last."""
    status = item.state.status
    if status in _CLOSED_RANKS:
        return _CLOSED_RANKS[status]
    return _OPEN_RANKS[item.state.colour, status]


def _deciding_quarter(quarters: Sequence[ChecklistItem]) -> ChecklistItem:
    """Return the latest quarter that was returned or whose return is overdue, else the next."""
    kept = [item for item in quarters if item.state.status != "withdrawn"]
    if not kept:
        return quarters[0]
    known = [item for item in kept if _is_returned_or_overdue(item)]
    if known:
        return known[-1]
    return kept[0]


def _is_returned_or_overdue(item: ChecklistItem) -> bool:
    return item.state.actual is not None or item.state.status == "return overdue"


def count_once(items: Iterable[ChecklistItem]) -> tuple[ChecklistItem, ...]:
    """Return the items without repeated prints, in their order.

    Of an item that is printed twice, the original is kept, or the first print if the original is
    not among `items`.
    """
    candidates = tuple(items)
    kept: dict[str, ChecklistItem] = {}
    for item in candidates:
        original = item.planned.same_as
        if original is None:
            kept[item.ref] = item
        else:
            kept.setdefault(original, item)
    return tuple([item for item in candidates if kept[item.planned.same_as or item.ref] is item])
