"""Facts in the words of their plan.

Of a plan that states no pathway at all nothing is said of pathways, and likewise of leads.
"""

from collections.abc import Iterable

from plan_data.load import LoadedPlan

_LEAD_FACTS = frozenset({"lead", "partners", "printed lead"})
# What sentences say of leads and of pathways, and what they say of a plan that has none.
_WITHOUT_LEADS = (
    ("the lead's latest", "the latest"),
    ("A lead's own", "A"),
    ("a lead's own", "a"),
    ("a lead's ", "a "),
    (" by a lead", ""),
    (" of a lead", ""),
    ("a lead with all its parts, or ", ""),
    (" or without a lead", ""),
    ("without a lead or ", ""),
    ("a lead, ", ""),
    ("leads, ", ""),
)
_WITHOUT_PATHWAYS = (
    ("a pathway or a ", "a "),
    (" or without a pathway", ""),
    ("a pathway, ", ""),
    ("pathways, ", ""),
)


def states_noun(loaded: LoadedPlan, noun: str) -> bool:
    """Return whether a plan has any of what a noun names: of leads and pathways it may have none."""
    if noun in {"lead", "leads"}:
        return loaded.has_leads
    if noun in {"pathway", "pathways"}:
        return loaded.has_pathways
    return True


def nothing_stated_text(loaded: LoadedPlan, view: str) -> str:
    """Return that a plan has none of what the view of pathways or leads shows."""
    return loaded.vocabulary.reword(f"This plan names no {view}.")


def sentence_in_own_words(text: str, loaded: LoadedPlan) -> str:
    """Return a sentence of Milepost's own in the plan's words.

    It says nothing of leads, or of pathways, if the plan names none. The text must hold no words
    of the plan or of an entry.
    """
    if not loaded.has_leads:
        text = _replaced(text, _WITHOUT_LEADS)
    if not loaded.has_pathways:
        text = _replaced(text, _WITHOUT_PATHWAYS)
    return loaded.vocabulary.reword(text)


def _replaced(text: str, pairs: Iterable[tuple[str, str]]) -> str:
    for old, new in pairs:
        text = text.replace(old, new)
    return text


def facts_in_own_words(
    facts: Iterable[tuple[str, str]], loaded: LoadedPlan
) -> list[tuple[str, str]]:
    """Return facts under the plan's own nouns, without those about what the plan never states."""
    kept = []
    for name, value in facts:
        if name in _LEAD_FACTS and not loaded.has_leads:
            continue
        if states_noun(loaded, name):
            kept.append((loaded.vocabulary.reword(name), value))
    return kept
