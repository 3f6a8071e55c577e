"""The main screen's key bindings, built from the table in `tui/actions.py`."""

from textual.binding import Binding, BindingType

from tui.actions import ACTIONS, JUMP_LETTERS, Action
from tui.app.screen.date_steps import Step
from tui.app.views.registry import VIEWS

_DATE_STEPS: dict[str, tuple[Step, int]] = {
    "day_back": ("day", -1),
    "day_forward": ("day", 1),
    "month_back": ("month", -1),
    "month_forward": ("month", 1),
    "last_board": ("board", -1),
    "next_board": ("board", 1),
}


# The actions with a form in `tui/app/dialogs/form_table.py`, which the first frame does not need.
_WITH_FORM = frozenset(
    {
        "tick",
        "note",
        "opening",
        "start",
        "actual",
        "forecast",
        "reschedule",
        "withdraw",
        "explain",
        "ask",
        "judge",
    }
)


def textual_action(action: Action) -> str:
    """Return the text Textual runs for an action: its name, or `record('note')` and the like."""
    for view in VIEWS:
        if view.action_name == action.name:
            return f"show_view('{view.id}')"
    if action.name in _WITH_FORM:
        return f"record('{action.name}')"
    if action.name in _DATE_STEPS:
        step, by = _DATE_STEPS[action.name]
        return f"step_date('{step}', {by})"
    return action.name


def screen_bindings() -> list[BindingType]:
    """Return a binding for each action, and those that are not actions of their own."""
    return [
        *(_action_binding(action) for action in ACTIONS),
        Binding("escape", "back", "clear marks or filter", show=False, id="back"),
        Binding("tab", "other_list", "other list", show=False, id="other_list"),
        Binding("shift+up", "extend(-1)", "mark upwards", show=False, id="mark.up"),
        Binding("shift+down", "extend(1)", "mark downwards", show=False, id="mark.down"),
        Binding("delete", "take_back", "take back", show=False, id="take_back.delete"),
        Binding(
            "left_curly_bracket,shift+pageup",
            "page_details(-1)",
            "details up",
            show=False,
            id="details.up",
        ),
        Binding(
            "right_curly_bracket,shift+pagedown",
            "page_details(1)",
            "details down",
            show=False,
            id="details.down",
        ),
        Binding("q", "app.quit", "quit", show=False, id="quit"),
        *(_jump_binding(letter) for letter in JUMP_LETTERS),
    ]


def _action_binding(action: Action) -> Binding:
    return Binding(
        action.key,
        textual_action(action),
        action.label,
        show=action.in_footer,
        tooltip=action.help,
        id=action.name,
    )


def _jump_binding(letter: str) -> Binding:
    name = f"jump.{letter}"
    return Binding(letter, f"jump('{letter}')", f"to {letter}", show=False, id=name)
