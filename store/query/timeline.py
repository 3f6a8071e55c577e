"""A plan over its year: counts by state and month, and each measure against its targets."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from plan_data.timescale.financial_year import FinancialYear
from store.checklist.checklist import ChecklistItem, without_repeats
from store.checklist.status import AHEAD, LATE, Colour
from store.query.groups import ATTENTION, DONE

ProgressState = Literal[
    "done", "late", "to watch", "reported on", "no word yet", "under way", "withdrawn"
]


class StateCounts(Struct, frozen=True):
    """How many items of a group are in each of seven states; each item is in exactly one.

    To watch is what needs attention before it is late: short of its target, forecast late, without
    an update or without a date. What is due soon or not due is reported on if it is green, else
    there is no word yet. Under way is what is continuing or awaits a return.
    """

    done: int = 0
    late: int = 0
    watch: int = 0
    reported: int = 0
    no_word: int = 0
    under_way: int = 0
    withdrawn: int = 0

    @property
    def total(self) -> int:
        """All items of the group."""
        return sum(self.parts.values())

    @property
    def parts(self) -> dict[ProgressState, int]:
        """The counts by state, in the order in which they are shown."""
        return {
            "done": self.done,
            "late": self.late,
            "to watch": self.watch,
            "reported on": self.reported,
            "no word yet": self.no_word,
            "under way": self.under_way,
            "withdrawn": self.withdrawn,
        }


class Span(Struct, frozen=True):
    """The counts of what is due from `first` to `last`.

    Without `first` it is all that is due before, without `last` all after, and without both what
    is undated.
    """

    first: date | None
    last: date | None
    counts: StateCounts


class Trajectory(Struct, frozen=True):
    """One measure: its quarters in order, each with target and actual."""

    first: ChecklistItem
    quarters: tuple[ChecklistItem, ...]


def progress_state(item: ChecklistItem) -> ProgressState:
    """Return which of the seven states an item is in."""
    status = item.state.status
    if status in DONE:
        return "done"
    if status in LATE:
        return "late"
    if status == "withdrawn":
        return "withdrawn"
    if status in ATTENTION:
        return "to watch"
    if status in AHEAD:
        return _progress_ahead(item.state.colour)
    return "under way"


def _progress_ahead(colour: Colour) -> ProgressState:
    if colour == "green":
        return "reported on"
    return "no word yet"


def count_states(items: Iterable[ChecklistItem]) -> StateCounts:
    """Return how many items are in each state; one that is printed twice counts once."""
    counts = Counter(map(progress_state, without_repeats(items)))
    return StateCounts(
        done=counts["done"],
        late=counts["late"],
        watch=counts["to watch"],
        reported=counts["reported on"],
        no_word=counts["no word yet"],
        under_way=counts["under way"],
        withdrawn=counts["withdrawn"],
    )


def months_of_year(items: Sequence[ChecklistItem], year: FinancialYear) -> tuple[Span, ...]:
    """Return what is due in each month of one `year`, then before it, after it and undated.

    Each item is in one of these.
    """
    by_place: dict[_Place, list[ChecklistItem]] = {}
    for item in items:
        by_place.setdefault(_place(item.state.due, year), []).append(item)
    spans = []
    for month in year.months():
        place = month.first.year, month.first.month
        spans.append(Span(month.first, month.last, count_states(by_place.get(place, ()))))
    before = count_states(by_place.get("before", ()))
    after = count_states(by_place.get("after", ()))
    undated = count_states(by_place.get("undated", ()))
    one_day = timedelta(days=1)
    return (
        *spans,
        Span(None, year.first - one_day, before),
        Span(year.last + one_day, None, after),
        Span(None, None, undated),
    )


_Place = tuple[int, int] | Literal["before", "after", "undated"]  # a year and month, or outside


def _place(due: date | None, year: FinancialYear) -> _Place:
    if due is None:
        return "undated"
    if due < year.first:
        return "before"
    if due > year.last:
        return "after"
    return due.year, due.month


def figure_trajectories(items: Iterable[ChecklistItem]) -> tuple[Trajectory, ...]:
    """Return each measure of `items` with its quarters, in plan order.

    One that is printed twice appears once.
    """
    measures: dict[str, list[ChecklistItem]] = {}
    for item in without_repeats(items):
        if item.planned.kind == "figure":
            measures.setdefault(item.planned.milestone, []).append(item)
    return tuple([Trajectory(quarters[0], tuple(quarters)) for quarters in measures.values()])
