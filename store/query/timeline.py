"""A plan over its year: counts by state and month, and each measure against its targets."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from plan_data.timescale.financial_year import FinancialYear
from store.checklist.checklist import ChecklistItem, without_repeats
from store.checklist.status import LATE, Colour

ProgressState = Literal["done", "Red", "Amber", "Green", "White", "withdrawn"]
_STATE_OF_COLOUR: dict[Colour, ProgressState] = {
    "blue": "done",
    "red": "Red",
    "amber": "Amber",
    "green": "Green",
    "white": "White",
    "none": "withdrawn",
}


class StateCounts(Struct, frozen=True):
    """How many items of a group are in each of six states, which papers call by the same words.

    Each item is in exactly one. Done is what is done or met. `late` counts those of Red and Amber
    that are overdue, or whose start or return is.
    """

    done: int = 0
    red: int = 0
    amber: int = 0
    green: int = 0
    white: int = 0
    withdrawn: int = 0
    late: int = 0

    @property
    def total(self) -> int:
        """All items of the group."""
        return sum(self.parts.values())

    @property
    def parts(self) -> dict[ProgressState, int]:
        """The counts by state, in the order in which they are shown."""
        return {
            "done": self.done,
            "Red": self.red,
            "Amber": self.amber,
            "Green": self.green,
            "White": self.white,
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
    """Return which of the six states an item is in, by its colour."""
    return _STATE_OF_COLOUR[item.state.colour]


def count_states(items: Iterable[ChecklistItem]) -> StateCounts:
    """Return how many items are in each state; one that is printed twice counts once."""
    counted = without_repeats(items)
    counts = Counter(map(progress_state, counted))
    return StateCounts(
        done=counts["done"],
        red=counts["Red"],
        amber=counts["Amber"],
        green=counts["Green"],
        white=counts["White"],
        withdrawn=counts["withdrawn"],
        late=sum(item.state.status in LATE for item in counted),
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
