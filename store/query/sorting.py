"""Orders in which a list can be shown: `sort:due` in a search, `--sort due` in the shell."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from plan_data.errors import Refused
from plan_data.suggest import did_you_mean
from plan_data.text import fold
from store.checklist.checklist import ChecklistItem
from store.query.filters import SORT_NAMES, STATUSES, SortName

_DIGITS = re.compile(r"(\d+)")


def _by_ref(item: ChecklistItem) -> list[tuple[int, str]]:
    """Return the parts of a ref, so that 9.10 comes after 9.9."""
    return list(map(_part_order, _DIGITS.split(fold(item.planned.ref))))


def _part_order(part: str) -> tuple[int, str]:
    if part.isdecimal():
        return int(part), ""
    return 0, part


def _by_due(item: ChecklistItem) -> date:
    return item.state.due or date.max


def _by_late(item: ChecklistItem) -> int:
    return -item.state.days_late


def _by_status(item: ChecklistItem) -> int:
    return STATUSES.index(item.state.status)


def _by_lead(item: ChecklistItem) -> tuple[bool, str]:
    return not item.planned.leads, fold(" ".join(item.planned.leads))


def _by_pathway(item: ChecklistItem) -> tuple[bool, str]:
    return not item.planned.pathways, fold(" ".join(item.planned.pathways))


def _by_title(item: ChecklistItem) -> str:
    return fold(item.planned.title)


_SORT_KEYS: Mapping[SortName, Callable[[ChecklistItem], Any]] = {
    "due": _by_due,
    "late": _by_late,
    "lead": _by_lead,
    "pathway": _by_pathway,
    "ref": _by_ref,
    "status": _by_status,
    "title": _by_title,
}


def find_sort(typed: str) -> SortName:
    """Return the name of the order meant.

    Raises:
        Refused: if there is none; it names the nearest.

    """
    for name in SORT_NAMES:
        if fold(typed.strip()) == name:
            return name
    raise Refused(f"nothing is sorted by '{typed}'; {did_you_mean(typed, SORT_NAMES)}")


def sort_items(items: Iterable[ChecklistItem], name: SortName | None) -> tuple[ChecklistItem, ...]:
    """Return items in the order of a name, equal ones as they were; without one as they were."""
    if name is None:
        return tuple(items)
    return tuple(sorted(items, key=_SORT_KEYS[name]))
