"""Which measures a filter selects."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from plan_data.model import About
from plan_data.text import fold
from store.checklist.measure_states import MeasureState
from store.query.conditions import AllOf, AnyOf, Condition, HasCode
from store.query.filters import NOT_STATED, Filter


def select_measures(
    states: Iterable[MeasureState], applied: Filter, about: About
) -> tuple[MeasureState, ...]:
    """Return the measures that match every field of a filter, in their order.

    A status or a day matches a measure if it matches one of its periods. A measure outside the
    table has no lead, pathway or priority: only a filter without these selects it.
    """
    names = {area.code: area.name for area in about.areas}
    return tuple(state for state in states if _passes(state, applied, names))


def without_blank(
    states: Iterable[MeasureState],
    applied: Filter | None = None,
    condition: Condition | None = None,
) -> tuple[MeasureState, ...]:
    """Leave out the measures without a target or a return, unless their area or indicator is named.

    A cell of a table of areas by indicators has neither target nor return until somebody
    records one. `condition` is that of the words of a search.
    """
    if applied is not None and (applied.areas or applied.serves):
        return tuple(states)
    if condition is not None and names_cells(condition):
        return tuple(states)
    return tuple([state for state in states if not state.is_blank])


def names_cells(condition: Condition) -> bool:
    """Return whether a condition names an area or an indicator: `area:` or `serves:`."""
    match condition:
        case AllOf() | AnyOf():
            return any(names_cells(part) for part in condition.parts)
        case HasCode():
            return condition.kind in {"area", "serves"}
        case _:
            return False


def _passes(state: MeasureState, applied: Filter, areas: dict[str, str]) -> bool:
    for wanted, values in _codes(state, applied):
        if wanted and set(wanted).isdisjoint(values):
            return False
    return _is_due(state, applied.due_before) and _has_text(state, applied.text, areas)


def _codes(state: MeasureState, applied: Filter) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Yield what each field of a filter wants, and what a measure has there."""
    measure = state.measure
    yield applied.pathways, measure.pathways or (NOT_STATED,)
    yield applied.leads, measure.leads or (NOT_STATED,)
    yield applied.tags, measure.tags
    yield applied.serves, measure.all_serves()
    yield applied.areas, (measure.area or "",)
    yield applied.priorities, (measure.priority,)
    yield applied.statuses, [period.status for period in state.periods]


def _is_due(state: MeasureState, last: date | None) -> bool:
    return last is None or any(each.period.due <= last for each in state.periods)


def _has_text(state: MeasureState, text: str, areas: dict[str, str]) -> bool:
    if not text:
        return True
    measure = state.measure
    texts = [
        measure.id, measure.title, measure.printed or "", measure.unit or "",
        areas.get(measure.area or "", ""), *measure.all_serves(),
        *[entry.all_text for entry in state.entries],
    ]  # fmt: skip
    return fold(text) in fold("\n".join(texts))
