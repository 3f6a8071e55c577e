"""The keys of a meeting: those that an action has everywhere, and those of its own."""

from collections.abc import Iterator, Mapping

from msgspec import Struct
from textual.binding import Binding, BindingType
from textual.content import Content

from tui.actions import ACTIONS, Action
from tui.app.screen.action_bindings import textual_action


class MeetingKey(Struct, frozen=True):
    """A key that only a meeting has; `id` is the binding's, `shown_as` what help calls the key."""

    id: str
    keys: str
    action: str
    label: str
    help: str
    shown_as: str


OWN_KEYS = (
    MeetingKey("meeting.next", "down,j", "go(1)", "next", "the next item", "Down"),
    MeetingKey("meeting.before", "up,k", "go(-1)", "before", "the item before", "Up"),
    MeetingKey(
        "meeting.next_part",
        "right_square_bracket,ctrl+down",
        "go_by_part(1)",
        "next part",
        "the next part of the meeting",
        "]",
    ),
    MeetingKey(
        "meeting.part_before",
        "left_square_bracket,ctrl+up",
        "go_by_part(-1)",
        "part before",
        "the part before",
        "[",
    ),
    MeetingKey(
        "meeting.read_on",
        "pagedown",
        "scroll_page(1)",
        "read on",
        "the rest of a long page",
        "PgDn",
    ),
    MeetingKey(
        "meeting.read_back", "pageup", "scroll_page(-1)", "read back", "back on a long page", "PgUp"
    ),
    MeetingKey("meeting.first", "home", "go_to_end(-1)", "first", "the first item", "Home"),
    MeetingKey("meeting.last", "end", "go_to_end(1)", "last", "the last item", "End"),
    MeetingKey(
        "meeting.decide",
        "D",
        "record('decide')",
        "decision",
        "what the Board decides: text, action, who does it, by when",
        "D",
    ),
    MeetingKey(
        "meeting.action_done",
        "A",
        "complete_action",
        "action done",
        "which action of the Board is done",
        "A",
    ),
    MeetingKey(
        "meeting.taken_down",
        "v",
        "show_taken_down",
        "taken down",
        "what was taken down in this meeting",
        "v",
    ),
    MeetingKey(
        "meeting.take_back",
        "ctrl+d,delete",
        "take_back",
        "take back",
        "in the list of what was taken down: take the entry back",
        "ctrl+d",
    ),
    MeetingKey("meeting.leave", "escape,q", "leave", "leave", "back to the list", "Esc"),
)
# The actions that work in a meeting.
_SHARED = (
    "tick", "note", "explain", "ask", "judge", "forecast", "reschedule", "start", "actual", "withdraw",
    "undo", "redo", "export", "copy", "terms", "show_item", "show_help", "meeting",
    "asks", "choose_board",
)  # fmt: skip
# The bindings in the footer, from left to right; as many as fit are shown.
_FOOTER = (
    "tick", "note", "explain", "meeting.decide", "asks", "meeting.taken_down", "reschedule",
    "forecast",
    "show_help", "export", "judge", "undo",
)  # fmt: skip
_HELP_OF_SHARED = {
    "choose_board": "which meeting of the Board this is: decisions and minutes are its",
    "copy": "copy the ref and the title; in the list of what was taken down, the minutes",
    "export": "write the exception report of this, or the minutes, to a file",
    "show_item": "all about the item; open the list of what is done",
    "meeting": "leave the meeting",
}


def shared_actions() -> list[Action]:
    """Return the actions that work in a meeting."""
    by_name = {action.name: action for action in ACTIONS}
    return [by_name[name] for name in _SHARED]


def meeting_bindings() -> list[BindingType]:
    """Return the bindings of the screen; an action has the key that the user gave it."""
    shared = [_shared_binding(action) for action in shared_actions()]
    bindings = [*shared, *map(_own_binding, OWN_KEYS)]
    return [*sorted(bindings, key=_place_in_footer)]


def _place_in_footer(binding: Binding) -> int:
    if binding.id in _FOOTER:
        return _FOOTER.index(binding.id)
    return len(_FOOTER)


def _shared_binding(action: Action) -> Binding:
    return Binding(
        action.key,
        textual_action(action),
        action.label,
        show=action.name in _FOOTER,
        tooltip=action.help,
        id=action.name,
    )


def _own_binding(key: MeetingKey) -> Binding:
    return Binding(
        key.keys, key.action, key.label, show=key.id in _FOOTER, tooltip=key.help, id=key.id
    )


def palette_rows(keys: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield label, help and Textual's action of everything that a meeting can do.

    `keys` has the label of each action's key by the action's name.
    """
    for action in shared_actions():
        description = f"{_help_of(action)} ({keys[action.name]})"
        yield action.label.capitalize(), description, textual_action(action)
    for key in OWN_KEYS:
        yield key.label.capitalize(), f"{key.help} ({key.shown_as})", key.action


def _help_of(action: Action) -> str:
    return _HELP_OF_SHARED.get(action.name, action.help)


def meeting_help(keys: Mapping[str, str], width: int) -> Content:
    """Return the keys of a meeting with what they do, wrapped beside them."""
    own = [(key.shown_as, key.help) for key in OWN_KEYS]
    rows = [*own, *((keys[action.name], _help_of(action)) for action in shared_actions())]
    key_width = max(len(key) for key, _ in rows) + 2
    lines: list[Content] = []
    for key, text in rows:
        first, *rest = Content(text).wrap(max(1, width - key_width))
        lines.append(Content.styled(f"{key:<{key_width}}", "bold") + first)
        lines += [Content(" " * key_width) + line for line in rest]
    return Content("\n").join(lines)
