"""The actions that a plan has, in its own words."""

from msgspec.structs import replace

from plan_data.load import LoadedPlan
from tui.actions import ACTIONS, Action
from tui.wording.plan_words import sentence_in_own_words

_OF_PATHWAYS = frozenset({"view_pathways", "pathway"})
_OF_LEADS = frozenset({"view_leads", "lead"})


def actions_of_plan(loaded: LoadedPlan) -> list[Action]:
    """Return the actions without those about what the plan never states."""
    actions = []
    for action in ACTIONS:
        if action.name in _OF_PATHWAYS and not loaded.has_pathways:
            continue
        if action.name in _OF_LEADS and not loaded.has_leads:
            continue
        label = loaded.vocabulary.reword(action.label)
        actions.append(
            replace(action, label=label, help=sentence_in_own_words(action.help, loaded))
        )
    return actions
