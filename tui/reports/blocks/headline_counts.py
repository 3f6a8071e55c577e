"""The counts of the headline: every milestone in one state, as reported last and now."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from msgspec import Struct

from store.checklist.checklist import ChecklistItem
from store.checklist.milestones import deciding_items
from store.checklist.status import AHEAD, Colour, Status
from tui.wording.report_text import NO_WORD_YET, REPORTED_ON

DUE_SO_FAR = "due so far"
RESCHEDULED = "rescheduled with approval"
_StateTest = Callable[[ChecklistItem], bool]


class HeadlineCount(Struct, frozen=True):
    """How many milestones are in a state, and how many of their dates are."""

    name: str
    milestones: int
    dates: int


def due_by(items: Iterable[ChecklistItem], day: date) -> list[ChecklistItem]:
    """Return the items that are due by a day, without withdrawn ones."""
    found = []
    for item in items:
        due = item.state.due
        if due and due <= day and item.state.status != "withdrawn":
            found.append(item)
    return found


def has_no_word_yet(item: ChecklistItem) -> bool:
    """Return whether an item is still to come, and nobody has reported on it."""
    return item.state.status in AHEAD and item.state.colour == "white"


def _is_reported_on(item: ChecklistItem) -> bool:
    return item.state.status in AHEAD and item.state.colour == "green"


def _has_status(*statuses: Status) -> _StateTest:
    """Return a test for statuses."""
    return lambda item: item.state.status in statuses


def _is_overdue(colour: Colour) -> _StateTest:
    """Return a test for what is overdue, and of a colour."""
    return lambda item: item.state.status == "overdue" and item.state.colour == colour


# Each milestone is in exactly one of these states, so that they add up to all milestones.
_STATES: dict[str, _StateTest] = {
    "done on time": _has_status("done"),
    "done late": _has_status("done late"),
    "target met": _has_status("met"),
    "overdue, up to one month": _is_overdue("amber"),
    "overdue, more than one month": _is_overdue("red"),
    "short of target": _has_status("short"),
    "start, return or forecast late": _has_status("late start", "return overdue", "forecast late"),
    "continuing without update": _has_status("no update"),
    "undated": _has_status("undated"),
    "continuing, or awaiting a return": _has_status("continuing", "awaiting return"),
    REPORTED_ON: _is_reported_on,
    NO_WORD_YET: has_no_word_yet,
    "withdrawn": _has_status("withdrawn"),
}
ALWAYS_SHOWN = frozenset(
    {
        "done on time", "done late", "overdue, up to one month", "overdue, more than one month",
        "continuing without update", "undated", REPORTED_ON, NO_WORD_YET, "withdrawn",
        RESCHEDULED, DUE_SO_FAR,
    }
)  # fmt: skip


def headline_counts(items: Sequence[ChecklistItem], day: date) -> list[HeadlineCount]:
    """Return the counts of items on a day: each state, then what cuts across states."""
    milestones = deciding_items(items)
    counts = []
    for name, is_in_state in _STATES.items():
        dates = sum(map(is_in_state, items))
        counts.append(HeadlineCount(name, sum(map(is_in_state, milestones)), dates))
    rescheduled = [item for item in items if item.state.rescheduled]
    counts.append(_count_of_dates(RESCHEDULED, rescheduled))
    counts.append(_count_of_dates(DUE_SO_FAR, due_by(items, day)))
    return counts


def _count_of_dates(name: str, dates: Sequence[ChecklistItem]) -> HeadlineCount:
    """Return the count of the milestones that have any of some dates."""
    return HeadlineCount(name, len({item.planned.milestone for item in dates}), len(dates))
