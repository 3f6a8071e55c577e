"""How the conditions of a search are joined: all of them, any of them, and bare words of a kind."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from store.query.conditions import (
    EVERYTHING,
    AllOf,
    AnyOf,
    Condition,
    DueInMonth,
    HasCode,
    HasStatus,
)


class SearchTerm(Struct, frozen=True):
    """One term; bare ones of the same kind side by side are alternatives, "" never is one."""

    condition: Condition
    kind: str = ""


def kind_of_condition(condition: Condition) -> str:
    """Return what a bare word names: two statuses side by side ask for either."""
    match condition:
        case HasCode():
            return condition.kind
        case HasStatus():
            return "status"
        case DueInMonth():
            return "month"
        case _:
            return ""


def join_alternatives(terms: Iterable[SearchTerm]) -> list[Condition]:
    """Return the terms' conditions, those of one kind as alternatives in the place of the first."""
    groups: dict[object, list[Condition]] = {}
    for place, term in enumerate(terms):
        groups.setdefault(term.kind or place, []).append(term.condition)
    return [_one_of(conditions) for conditions in groups.values()]


def _one_of(conditions: list[Condition]) -> Condition:
    """Return the conditions as one; several codes of a kind are one condition with all of them."""
    if len(conditions) == 1:
        return conditions[0]
    by_code = [condition for condition in conditions if isinstance(condition, HasCode)]
    if not by_code:
        return AnyOf(parts=tuple(conditions))
    codes: frozenset[str] = frozenset()
    for condition in by_code:
        codes |= condition.codes
    typed = " ".join([condition.typed for condition in by_code])
    return HasCode(typed=typed, kind=by_code[0].kind, codes=codes)


def any_of(parts: Sequence[Condition]) -> Condition:
    """Return the parts as alternatives, those left out that every item fulfils."""
    kept = _without_everything(parts)
    if len(kept) > 1:
        return AnyOf(parts=kept)
    return all_of(kept)


def all_of(parts: Sequence[Condition]) -> Condition:
    """Return the parts as one condition, those left out that every item fulfils."""
    kept = _without_everything(parts)
    if len(kept) == 1:
        return kept[0]
    return AllOf(parts=kept)


def _without_everything(parts: Iterable[Condition]) -> tuple[Condition, ...]:
    return tuple([part for part in parts if part != EVERYTHING])
