"""Which measures the words of a search find, by the same conditions as items."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from plan_data.load import LoadedPlan
from plan_data.text import fold
from store.checklist.checklist import Checklist
from store.checklist.measure_states import MeasureState, PeriodState
from store.query.conditions import (
    NOTHING_LEFT,
    AllOf,
    AnyOf,
    AtLevel,
    CodeKind,
    Condition,
    DueBetween,
    DueInMonth,
    HasCode,
    HasForecast,
    HasStatus,
    HasText,
    LacksLeadOrPathway,
    Not,
    WrittenBy,
)
from store.query.filters import NOT_STATED


class MeasureSearch:
    """The measures of a checklist with the texts in which words are searched."""

    def __init__(self, checklist: Checklist) -> None:
        self._states = checklist.measure_states
        self._loaded = checklist.loaded
        self._names = _names_by_code(checklist.loaded)
        self._texts: dict[str, str] = {}

    def select(self, condition: Condition) -> tuple[MeasureState, ...]:
        """Return the measures that fulfil a condition, in plan order.

        A status or a day is that of any of their periods.
        """
        return self.among(self._states, condition)

    def among(
        self, states: Iterable[MeasureState], condition: Condition
    ) -> tuple[MeasureState, ...]:
        """Return those of some measures that fulfil a condition, in their order."""
        return tuple([state for state in states if self._passes(condition, state)])

    def _passes(self, condition: Condition, state: MeasureState) -> bool:
        match condition:
            case AllOf():
                return all(self._passes(part, state) for part in condition.parts)
            case AnyOf():
                return any(self._passes(part, state) for part in condition.parts)
            case Not():
                return not self._passes(condition.part, state)
            case HasText():
                return self._has_text(state, condition)
            case DueInMonth() | DueBetween() | HasStatus():
                return any(_fits_period(condition, each) for each in state.periods)
            case _:
                return _fits_measure(condition, state)

    def _has_text(self, state: MeasureState, condition: HasText) -> bool:
        text = self._text_of(state)
        if condition.is_number:
            number = rf"(?<![\d.]){re.escape(condition.text)}(?!\.?\d)"
            return re.search(number, text) is not None
        return condition.text in text

    def _text_of(self, state: MeasureState) -> str:
        """Return the folded text of a measure, which is put together when it is first searched."""
        known = self._texts.get(state.measure.id)
        if known is None:
            known = fold("\n".join(filter(None, self._texts_of(state))))
            self._texts[state.measure.id] = known
        return known

    def _texts_of(self, state: MeasureState) -> Iterable[str | None]:
        measure = state.measure
        yield from (measure.id, measure.title, measure.printed, measure.unit)
        if measure.objective:
            yield f"{measure.objective} {self._loaded.objectives[measure.objective].title}"
        codes = (*measure.all_serves(), *measure.leads, *measure.pathways, *measure.tags)
        for code in (*codes, measure.area or ""):
            yield from self._names.get(code, (code,))
        for entry in state.entries:
            yield from (entry.all_text, entry.by)


def _names_by_code(loaded: LoadedPlan) -> dict[str, tuple[str, ...]]:
    """Return what else is searched for the codes of leads, pathways, indicators, tags and areas."""
    about = loaded.about
    names: dict[str, tuple[str, ...]] = {}
    rows = [(each.code, each.name, *each.printed) for each in about.agencies]
    rows += [(each.code, each.name, *each.printed) for each in about.pathways]
    rows += [(each.code, each.name, *each.printed) for each in about.areas]
    rows += [(each.code, each.name) for each in about.indicators]
    rows += [(each.code, each.name) for each in about.tags]
    for code, *others in rows:
        names[code] = (*names.get(code, (code,)), *others)
    return names


def _codes_of(state: MeasureState, kind: CodeKind) -> Sequence[str]:
    measure = state.measure
    match kind:
        case "lead":
            return measure.leads or (NOT_STATED,)
        case "pathway":
            return measure.pathways or (NOT_STATED,)
        case "tag":
            return measure.tags
        case "priority":
            return (measure.priority,)
        case "serves":
            return measure.all_serves()
        case "area":
            return (measure.area or "",)


def _is_at_level(state: MeasureState, number: str) -> bool:
    measure = state.measure
    name = fold(measure.id)
    if number in {fold(measure.objective), fold(measure.priority), name}:
        return True
    return name.startswith((f"{number}.", f"{number}-"))


def _fits_period(condition: DueInMonth | DueBetween | HasStatus, each: PeriodState) -> bool:
    match condition:
        case HasStatus():
            return each.status in condition.statuses
        case DueInMonth():
            return each.period.due.month in condition.months
        case DueBetween():
            if condition.is_open and each.status in NOTHING_LEFT:
                return False
            return _is_between(each.period.due, condition)


def _fits_measure(condition: Condition, state: MeasureState) -> bool:
    """Return whether a condition fits; what only items can be, such as rescheduled, never does."""
    match condition:
        case HasCode():
            return not condition.codes.isdisjoint(_codes_of(state, condition.kind))
        case HasForecast():
            return state.forecast is not None
        case LacksLeadOrPathway():
            return condition.lacks(state.measure)
        case AtLevel():
            return _is_at_level(state, condition.number)
        case WrittenBy():
            return any(condition.author in fold(entry.by) for entry in state.entries)
        case _:
            return False


def _is_between(due: date, condition: DueBetween) -> bool:
    if condition.first is not None and due < condition.first:
        return False
    return condition.last is None or due <= condition.last
