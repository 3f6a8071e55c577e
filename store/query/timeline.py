"""How a plan stands over its year: by month, by pathway, and each measure against its targets."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from plan_data.timescale.financial_year import FinancialYear
from plan_data.timescale.periods import Period
from store.checklist.checklist import ChecklistItem
from store.checklist.status import LATE
from store.query.groups import ATTENTION, DONE

ProgressState = Literal["done", "late", "to watch", "to come", "withdrawn"]


class StateCounts(Struct, frozen=True):
    """How many items of a group are in each of five states, of which each item has exactly one.

    To watch is what needs attention before it is late: short of its target, forecast late, no update
    or no date.
    """

    done: int = 0
    late: int = 0
    watch: int = 0
    ahead: int = 0
    withdrawn: int = 0

    @property
    def total(self) -> int:
        """All items of the group."""
        return self.done + self.late + self.watch + self.ahead + self.withdrawn

    @property
    def parts(self) -> dict[ProgressState, int]:
        """The counts by their words, in the order in which they are told."""
        return {
            "done": self.done,
            "late": self.late,
            "to watch": self.watch,
            "to come": self.ahead,
            "withdrawn": self.withdrawn,
        }


class Span(Struct, frozen=True):
    """What is due in one stretch of days; without `first` before it, without `last` after it, without both undated."""

    first: date | None
    last: date | None
    counts: StateCounts


class Trajectory(Struct, frozen=True):
    """One measure: its quarters in order, each with target and actual."""

    first: ChecklistItem
    quarters: tuple[ChecklistItem, ...]


def progress_state(item: ChecklistItem) -> ProgressState:
    """Return which of the five states an item is in."""
    status = item.state.status
    if status in DONE:
        return "done"
    if status in LATE:
        return "late"
    if status == "withdrawn":
        return "withdrawn"
    return "to watch" if status in ATTENTION else "to come"


def count_states(items: Iterable[ChecklistItem]) -> StateCounts:
    """Return how items stand; what is printed twice counts once."""
    counts = Counter(progress_state(item) for item in items if item.planned.same_as is None)
    return StateCounts(
        counts["done"], counts["late"], counts["to watch"], counts["to come"], counts["withdrawn"]
    )


def months_of_year(items: Sequence[ChecklistItem], year: FinancialYear) -> tuple[Span, ...]:
    """Return what is due in each month of `year`, then before it, after it and undated; each item is in one."""
    months = year.months()
    gathered: dict[Period | str, list[ChecklistItem]] = {}
    by_month = {(month.first.year, month.first.month): month for month in months}
    for item in items:
        gathered.setdefault(_place(item.state.due, by_month, year), []).append(item)
    outside: list[tuple[str, date | None, date | None]] = [
        ("before", None, year.first - timedelta(days=1)),
        ("after", year.last + timedelta(days=1), None),
        ("undated", None, None),
    ]
    return (
        *(Span(month.first, month.last, count_states(gathered.get(month, ()))) for month in months),
        *(Span(first, last, count_states(gathered.get(name, ()))) for name, first, last in outside),
    )


def _place(
    due: date | None, by_month: dict[tuple[int, int], Period], year: FinancialYear
) -> Period | str:
    if due is None:
        return "undated"
    return by_month.get((due.year, due.month)) or ("before" if due < year.first else "after")


def figure_trajectories(items: Iterable[ChecklistItem]) -> tuple[Trajectory, ...]:
    """Return each measure of `items` with its quarters, in plan order; what is printed twice appears once."""
    measures: dict[str, list[ChecklistItem]] = {}
    for item in items:
        if item.planned.kind == "figure" and item.planned.same_as is None:
            measures.setdefault(item.planned.milestone, []).append(item)
    return tuple(Trajectory(quarters[0], tuple(quarters)) for quarters in measures.values())
