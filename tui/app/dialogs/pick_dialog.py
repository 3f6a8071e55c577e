"""A list of choices, of which one can be picked."""

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.app.dialogs.dialog import Dialog
from tui.app.widgets.key_help import key_line


class PickDialog(Dialog[str | None]):
    """A list to pick from. The result is the key of the choice, or None if nothing was picked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "cancel", id="pick.cancel"),
    ]
    DEFAULT_CSS = """
    PickDialog { align: center middle; }
    PickDialog > Vertical {
        width: 72; max-width: 95%; height: auto; max-height: 95%; padding: 0 1;
        border: round $primary; background: $surface; overflow-y: auto;
    }
    PickDialog OptionList, PickDialog OptionList:focus {
        height: auto; max-height: 14; border: none; padding: 0;
    }
    PickDialog #title { text-style: bold; }
    """

    def __init__(self, title: str, choices: Mapping[str, str], at: str = "") -> None:
        """Make a list of `choices`: their texts by the keys that picking them returns.

        The cursor is on the choice with the key `at` first.
        """
        super().__init__()
        self._title = title
        self._choices = dict(choices)
        self._at = at

    def compose(self) -> ComposeResult:
        """Create the title, the list and the key help."""
        options = [Option(text) for text in self.choice_texts()]
        with Vertical():
            yield Static(Content(self._title), id="title")
            yield OptionList(*options)
            yield Static(key_line("Enter: choose    Esc: cancel"))

    def on_mount(self) -> None:
        """Put the cursor on the choice to begin with."""
        if self._at in self._choices:
            self.query_one(OptionList).highlighted = list(self._choices).index(self._at)

    def choice_texts(self) -> list[Content]:
        """Return the text of each choice."""
        return [Content(text) for text in self._choices.values()]

    @on(OptionList.OptionSelected)
    def picked(self, event: OptionList.OptionSelected) -> None:
        """Close with the key of the picked choice."""
        keys = list(self._choices)
        self.close(keys[event.option_index])

    def action_leave(self) -> None:
        """Close without a result."""
        self.close(None)
