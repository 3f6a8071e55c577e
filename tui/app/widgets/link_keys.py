"""The keys of a text that is scrolled, and of which some parts lead somewhere."""

from textual.binding import Binding, BindingType

# What follows the prefix of a binding's id, its keys, its action and its label.
_KEYS = (
    ("up", "up,k", "by_line(-1)", "up"),
    ("down", "down,j", "by_line(1)", "down"),
    ("page_up", "pageup", "by_page(-1)", "page up"),
    ("page_down", "pagedown", "by_page(1)", "page down"),
    ("top", "home", "to_end(-1)", "top"),
    ("end", "end", "to_end(1)", "end"),
    ("open", "enter", "open_link", "open"),
)


def link_bindings(prefix: str) -> list[BindingType]:
    """Return the bindings; their ids begin with `prefix` and a full stop.

    The widget has the actions `by_line`, `by_page`, `to_end` and `open_link`.
    """
    bindings: list[BindingType] = []
    for name, keys, action, label in _KEYS:
        bindings.append(Binding(keys, action, label, show=False, id=f"{prefix}.{name}"))
    return bindings
