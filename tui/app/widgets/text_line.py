"""Lines to type into, which never cut a paste: they refuse several lines, or join them."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input


class TextLine(Input):
    """Textual's input line, except that a paste is taken whole or not at all."""

    class TooManyLines(Message):
        """Posted instead of a paste that has several lines."""

        def __init__(self, count: int) -> None:
            super().__init__()
            self.count = count

    def _on_paste(self, event: events.Paste) -> None:
        """Take one line; an empty line before or after it does not count."""
        event.stop()
        event.prevent_default()  # Textual's own handler would run too
        lines = event.text.strip("\r\n").splitlines()
        if len(lines) > 1:
            self._take_lines(lines)
        elif lines:
            self._insert(lines[0])

    def _take_lines(self, lines: list[str]) -> None:
        self.post_message(self.TooManyLines(len(lines)))

    def _insert(self, text: str) -> None:
        if self.selection.is_empty:
            self.insert_text_at_cursor(text)
        else:
            self.replace(text, *self.selection)


class WordsLine(TextLine):
    """A line for words to look for, which joins the lines of a paste by spaces."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "show", key_display="Enter", id="words.submit"),
    ]

    def _take_lines(self, lines: list[str]) -> None:
        self._insert(" ".join(lines))
