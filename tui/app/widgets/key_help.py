"""Lines of keys: each key in the accent colour, followed by what it does."""

import re

from textual.content import Content

from tui.app.widgets.clickable import clickable

_GAP = "   "


def key_label(label: str, action: str = "") -> Content:
    """Return `Esc: close` or `a approve` with its key in the accent; a click runs the action."""
    end = label.find(": ") + 1 or label.find(" ")
    key, does = label[:end], label[end:]
    text = Content.assemble((key, "bold $accent"), (does, "$foreground-muted"))
    return clickable(text, action) if action else text


def key_line(labels: str) -> Content:
    """Return labels that are separated by two blanks or more, each with its key in the accent."""
    return Content(_GAP).join([key_label(label) for label in re.split(r" {2,}", labels.strip())])


def clickable_keys(labels: tuple[tuple[str, str], ...]) -> Content:
    """Return labels, each of which runs an action of the screen when it is clicked."""
    return Content(_GAP).join([key_label(label, action) for label, action in labels])
