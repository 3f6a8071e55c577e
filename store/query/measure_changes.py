"""What changed in measures: returns that are new, corrected or taken back, and other states."""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from plan_data.measures import PlanMeasure
from store.checklist.measure_states import MeasureState, PeriodState
from store.checklist.status import AHEAD
from store.journal.entry import Entry

ReturnChangeKind = Literal["new return", "corrected return", "return taken back"]


class ReturnChange(Struct, frozen=True):
    """The return of one period then and now; the period is None on a day that did not have it."""

    kind: ReturnChangeKind
    ref: str
    then: PeriodState | None
    now: PeriodState | None


class MeasureChange(Struct, frozen=True):
    """One measure then and now.

    `returns` are the periods whose actual is another. `new` entries count now and did not then;
    those that are `gone` counted only then.
    """

    then: MeasureState
    now: MeasureState
    returns: tuple[ReturnChange, ...]
    new: tuple[Entry, ...]
    gone: tuple[Entry, ...]

    @property
    def measure(self) -> PlanMeasure:
        """The measure."""
        return self.now.measure

    @property
    def is_another_state(self) -> bool:
        """Whether the measure's status is another, apart from what is still to come."""
        then, now = _status(self.then), _status(self.now)
        return then != now and not {then, now} <= AHEAD

    @property
    def is_by_calendar(self) -> bool:
        """Whether its state is another although none of its returns is."""
        return self.is_another_state and not self.returns

    @property
    def is_empty(self) -> bool:
        """Whether neither a return nor the state is another, and nothing was recorded."""
        return not (self.returns or self.is_another_state or self.new or self.gone)


def _status(state: MeasureState) -> str:
    if state.deciding:
        return state.deciding.status
    return "not due"


def measure_changes(
    then: Iterable[MeasureState], now: Iterable[MeasureState]
) -> tuple[MeasureChange, ...]:
    """Return the change of each measure that has one, in the order of `now`.

    `then` has at least the measures of `now`, in any order.
    """
    earlier = {state.measure.id: state for state in then}
    changes = [_change(earlier[state.measure.id], state) for state in now]
    return tuple([change for change in changes if not change.is_empty])


def _change(then: MeasureState, now: MeasureState) -> MeasureChange:
    return MeasureChange(
        then,
        now,
        _return_changes(then, now),
        new=_entries_without(now, then),
        gone=_entries_without(then, now),
    )


def _return_changes(then: MeasureState, now: MeasureState) -> tuple[ReturnChange, ...]:
    earlier = {state.period.ref: state for state in then.periods}
    later = {state.period.ref: state for state in now.periods}
    changes = []
    for ref in dict.fromkeys((*later, *earlier)):
        before, after = earlier.get(ref), later.get(ref)
        kind = _kind(_actual(before), _actual(after))
        if kind is not None:
            changes.append(ReturnChange(kind, ref, before, after))
    return tuple(changes)


def _actual(state: PeriodState | None) -> float | None:
    if state:
        return state.actual
    return None


def _kind(then: float | None, now: float | None) -> ReturnChangeKind | None:
    if then == now:
        return None
    if then is None:
        return "new return"
    if now is None:
        return "return taken back"
    return "corrected return"


def _entries_without(state: MeasureState, other: MeasureState) -> tuple[Entry, ...]:
    """Return the entries of a state that the other one does not have."""
    other_ids = {entry.id for entry in other.entries}
    return tuple([entry for entry in state.entries if entry.id not in other_ids])
