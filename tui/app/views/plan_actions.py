"""The actions that a plan has, in its own words."""

from msgspec.structs import replace

from plan_data.load import LoadedPlan
from tui.actions import ACTIONS, Action

_OF_PATHWAYS = frozenset({"view_pathways", "pathway"})
_OF_LEADS = frozenset({"view_leads", "lead"})


def actions_of_plan(loaded: LoadedPlan) -> list[Action]:
    """Return the actions without those about what the plan never states."""
    reword = loaded.vocabulary.reword
    actions = []
    for action in ACTIONS:
        if action.name in _OF_PATHWAYS and not loaded.has_pathways:
            continue
        if action.name in _OF_LEADS and not loaded.has_leads:
            continue
        actions.append(replace(action, label=reword(action.label), help=reword(action.help)))
    return actions
