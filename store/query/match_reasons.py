"""Why a search found an item: for each word, which of the item's texts has it."""

from msgspec import Struct

from plan_data.text import fold, one_line
from store.checklist.checklist import ChecklistItem
from store.query.conditions import Condition, HasCode, HasText
from store.query.search import Search
from store.query.text_index import Fact, TextIndex, number_pattern

_MOST_REASONS = 3
_AROUND = 30  # characters before and after a match


class MatchReason(Struct, frozen=True):
    """A word that was asked for, what has it, and the text: `before`, `match` and `after`."""

    typed: str
    where: str
    before: str
    match: str
    after: str


def match_reasons(search: Search, item: ChecklistItem, index: TextIndex) -> list[MatchReason]:
    """Return for each word that was asked for which text of the item has it."""
    reasons: list[MatchReason] = []
    for condition in search.condition.positive():
        reason = _reason(condition, item, index)
        if reason is not None:
            reasons.append(reason)
    return reasons[:_MOST_REASONS]


def _reason(condition: Condition, item: ChecklistItem, index: TextIndex) -> MatchReason | None:
    if isinstance(condition, HasText):
        return _text_reason(condition, index.facts_of(item))
    if isinstance(condition, HasCode) and condition.kind == "lead":
        return _family_reason(condition, item, index)
    return None


def _text_reason(condition: HasText, facts: list[Fact]) -> MatchReason | None:
    for where, text in facts:
        if not text:
            continue
        shown = one_line(text)
        folded = fold(shown)
        at = _find(condition, folded)
        if at is None:
            continue
        if len(folded) != len(shown):  # the places differ, as where ß became ss
            shown = folded
        end = at + len(condition.text)
        before, after = shown[:at], shown[end:]
        return MatchReason(
            typed=condition.typed,
            where=where,
            before=_cut_start(before),
            match=shown[at:end],
            after=_cut_end(after),
        )
    return None


def _find(condition: HasText, folded: str) -> int | None:
    """Return where a text has what is asked for, None if it does not."""
    if condition.is_number:
        found = number_pattern(condition.text).search(folded)
        if found is None:
            return None
        return found.start()
    if condition.text not in folded:
        return None
    return folded.index(condition.text)


def _cut_start(text: str) -> str:
    if len(text) <= _AROUND:
        return text
    return f"…{text[-_AROUND:]}"


def _cut_end(text: str) -> str:
    if len(text) <= _AROUND:
        return text
    return f"{text[:_AROUND]}…"


def _family_reason(condition: HasCode, item: ChecklistItem, index: TextIndex) -> MatchReason | None:
    """Return which lead it is, if the search asked for several, such as those of a family."""
    leads = [code for code in item.planned.leads if code in condition.codes]
    if len(condition.codes) == 1 or not leads or fold(leads[0]) == fold(condition.typed):
        return None
    noun = index.checklist.loaded.vocabulary.singular("lead")
    return MatchReason(condition.typed, noun, "", leads[0], "")
