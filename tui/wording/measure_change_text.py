"""What changed in measures, in words: a return then and now, a state then and now."""

from collections import Counter
from collections.abc import Sequence

from plan_data.measures import PlanMeasure
from plan_data.vocabulary import Vocabulary
from store.checklist.measure_states import PeriodState
from store.query.measure_changes import MeasureChange, ReturnChange
from tui.wording.measure_text import deciding_text, return_text


def return_change_texts(change: ReturnChange, measure: PlanMeasure) -> tuple[str, str]:
    """Return the period then and now: awaiting return, target 454; short, 431 of 454, short by 23."""
    return _period_text(change.then, measure), _period_text(change.now, measure)


def _period_text(state: PeriodState | None, measure: PlanMeasure) -> str:
    if state is None:
        return "no return"
    return f"{state.status}, {return_text(measure, state)}"


def state_change_texts(change: MeasureChange) -> tuple[str, str]:
    """Return the period that decided then, and the one that does now."""
    return deciding_text(change.then), deciding_text(change.now)


def changes_summary(changes: Sequence[MeasureChange], vocabulary: Vocabulary) -> str:
    """Return how many returns are another and how many states: 2 new returns, 1 other state."""
    counts = Counter[str]()
    for change in changes:
        counts.update(each.kind for each in change.returns)
    parts = []
    for kind, count in counts.items():
        noun = kind if count == 1 else kind.replace("return", "returns", 1)
        parts.append(f"{count} {noun}")
    states = sum(change.is_another_state for change in changes)
    if states:
        parts.append(f"{vocabulary.count(states, 'measure')} with another state")
    return ", ".join(parts) or "no return and no state is another"
