"""What fell due before the plan was published, and nobody has recorded anything of since."""

from collections.abc import Iterable
from datetime import date

from plan_data.load import LoadedPlan
from plan_data.timescale.period_parser import NotATimescale, parse_period
from store.checklist.checklist import Checklist, ChecklistItem
from store.checklist.status import Status

_PAST_ITS_DAY: frozenset[Status] = frozenset({"overdue", "late start"})


def publication_day(loaded: LoadedPlan) -> date | None:
    """Return the first day of the period in which a plan was published, None if it names none."""
    if loaded.about.published is None:
        return None
    try:
        return parse_period(loaded.about.published, loaded.year.calendar).first
    except NotATimescale:
        return None


def due_before_publication(
    checklist: Checklist, items: Iterable[ChecklistItem]
) -> tuple[ChecklistItem, ...]:
    """Return those of `items` that fell due before publication and have no entry, in plan order.

    They are late by the rule, but nobody could have reported on them. One that is printed twice
    counts once.
    """
    published = publication_day(checklist.loaded)
    if published is None:
        return ()
    return tuple([item for item in items if _is_unrecorded(item, published)])


def _is_unrecorded(item: ChecklistItem, published: date) -> bool:
    if item.entries or item.planned.same_as is not None:
        return False
    due = item.state.due
    return due is not None and due < published and item.state.status in _PAST_ITS_DAY
