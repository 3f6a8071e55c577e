"""Which items are still open."""

from store.checklist.checklist import ChecklistItem
from store.query.groups import DONE

_SETTLED = DONE | {"withdrawn", "short"}  # nothing more is to be done for these


def is_open(item: ChecklistItem) -> bool:
    """Return whether an item's due date is still to be met."""
    if item.planned.kind == "start" and item.state.started_on is not None:
        return False
    return item.state.status not in _SETTLED
