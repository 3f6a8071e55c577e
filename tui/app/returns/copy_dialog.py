"""A text to read and to copy."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from tui.app.dialogs.text_dialog import TextDialog


class CopyDialog(TextDialog):
    """A text that one key copies as a whole."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("y", "copy", "copy", id="text.copy")]

    def __init__(self, title: str, text: str) -> None:
        super().__init__(title, Content(text), " y: copy all   Esc: close ")
        self._plain = text

    def action_copy(self) -> None:
        """Copy the text to the clipboard."""
        self.app.copy_to_clipboard(self._plain)
        self.notify("Copied. Where the terminal does not allow that, take it from here.")
