"""What is said of an item's leads and pathways, in the words of its plan.

Of a plan that states no pathway at all nothing is said of pathways, and likewise of leads.
"""

from collections.abc import Iterable, Sequence

from plan_data.items import PlanItem
from plan_data.load import LoadedPlan
from plan_data.vocabulary import Noun
from tui.wording.counts import codes_text
from tui.wording.item_text import pathways_label

_LEAD_FACTS = frozenset({"lead", "partners", "printed lead"})


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


def stated_nouns(loaded: LoadedPlan) -> list[Noun]:
    """Return which of leads and pathways a plan states, leads first."""
    nouns: list[Noun] = []
    if loaded.has_leads:
        nouns.append("lead")
    if loaded.has_pathways:
        nouns.append("pathway")
    return nouns


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


def codes_of_item(item: PlanItem, loaded: LoadedPlan) -> list[str]:
    """Return an item's leads and its pathways as texts, as far as the plan states any."""
    texts = leads_if_any(item.leads, loaded)
    if loaded.has_pathways:
        texts.append(pathways_label(item))
    return texts


def leads_if_any(leads: Sequence[str], loaded: LoadedPlan) -> list[str]:
    """Return leads as one text, or nothing if the plan states none at all."""
    if not loaded.has_leads:
        return []
    return [codes_text(tuple(leads))]
