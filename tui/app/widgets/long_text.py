"""A text area for a form: it grows with the text, Enter submits it, and ctrl+j starts a new line.

Only forms that need it import this module, since Textual's `TextArea` is slow to import.
"""

from typing import ClassVar, Final

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import TextArea

from plan_data.text import clean

NEW_LINE: Final = frozenset({"ctrl+j", "shift+enter", "alt+enter"})


class LongText(TextArea, inherit_css=False):
    """A text area of one line that grows up to five."""

    COMPONENT_CLASSES: ClassVar[set[str]] = TextArea.COMPONENT_CLASSES
    DEFAULT_CSS = """
    LongText {
        width: 1fr; height: auto; min-height: 1; max-height: 5;
        color: $foreground; background: $boost;
        overflow-x: hidden; overflow-y: auto; scrollbar-size: 1 1;
    }
    LongText:focus { background: $primary-muted; background-tint: $foreground 5%; }
    LongText .text-area--cursor {
        background: $input-cursor-background; color: $input-cursor-foreground;
        text-style: $input-cursor-text-style;
    }
    LongText .text-area--selection {
        background: $input-selection-background; color: $input-selection-foreground;
    }
    LongText .text-area--placeholder { color: $text-disabled; }
    LongText:ansi .text-area--cursor { background: ansi_white; color: ansi_black; }
    LongText:ansi .text-area--placeholder { color: ansi_default; text-style: dim; }
    """

    class Submitted(Message):
        """Posted when Enter is pressed."""

    def __init__(self, value: str, placeholder: str, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(
            clean(value), placeholder=Content(placeholder), id=id, highlight_cursor_line=False
        )
        self.match_cursor_bracket = False
        self.move_cursor(self.document.end)

    @property
    def value(self) -> str:
        """The text, under the name that `Input` has for it."""
        return self.text

    @value.setter
    def value(self, text: str) -> None:
        self.load_text(clean(text))
        self.move_cursor(self.document.end)

    def on_key(self, event: events.Key) -> None:
        """Submit by Enter, and start a new line by one of `NEW_LINE`."""
        if event.key == "enter":
            self.post_message(self.Submitted())
        elif event.key in NEW_LINE:
            self._insert_text("\n")
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Insert all lines, without control characters."""
        event.stop()
        event.prevent_default()
        self._insert_text(clean("\n".join(event.text.splitlines())))

    def on_resize(self) -> None:
        """Stay visible while growing."""
        if self.has_focus:
            self.call_after_refresh(self.scroll_visible, animate=False)

    def _insert_text(self, text: str) -> None:
        self.replace(text, *self.selection, maintain_selection_offset=False)
