"""Words longer than a line in a form: a place that grows, with Enter to go on and another key to break a line.

Only forms that need it import this, since Textual's text area is the slowest of its widgets to import.
"""

from typing import ClassVar, Final

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import TextArea

from plan_data.text import clean

NEW_LINE: Final = frozenset({"ctrl+j", "shift+enter", "alt+enter"})


class LongText(TextArea, inherit_css=False):
    """One line that grows to five as it is typed into."""

    COMPONENT_CLASSES: ClassVar[set[str]] = TextArea.COMPONENT_CLASSES
    DEFAULT_CSS = """
    LongText {
        width: 1fr; height: auto; min-height: 1; max-height: 5; color: $foreground; background: $boost;
        overflow-x: hidden; overflow-y: auto; scrollbar-size: 1 1;
    }
    LongText:focus { background: $primary-muted; background-tint: $foreground 5%; }
    LongText .text-area--cursor {
        background: $input-cursor-background; color: $input-cursor-foreground; text-style: $input-cursor-text-style;
    }
    LongText .text-area--selection { background: $input-selection-background; color: $input-selection-foreground; }
    LongText .text-area--placeholder { color: $text-disabled; }
    LongText:ansi .text-area--cursor { background: ansi_white; color: ansi_black; }
    LongText:ansi .text-area--placeholder { color: ansi_default; text-style: dim; }
    """

    class Submitted(Message):
        """Posted by Enter."""

    def __init__(self, value: str, placeholder: str, *, id: str) -> None:  # noqa: A002 - Textual's word
        super().__init__(clean(value), placeholder=Content(placeholder), id=id, highlight_cursor_line=False)
        self.match_cursor_bracket = False
        self.move_cursor(self.document.end)

    @property
    def value(self) -> str:
        """The text, under the name that a line of one's own has it by."""
        return self.text

    @value.setter
    def value(self, text: str) -> None:
        self.load_text(clean(text))
        self.move_cursor(self.document.end)

    def on_key(self, event: events.Key) -> None:
        """Go on by Enter; break the line by one of its own keys, in the order that they were typed."""
        if event.key == "enter":
            self.post_message(self.Submitted())
        elif event.key in NEW_LINE:
            self._put("\n")
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Take all lines, and nothing that would steer the terminal."""
        event.stop()
        event.prevent_default()
        self._put(clean("\n".join(event.text.splitlines())))

    def on_resize(self) -> None:
        """Stay on the screen while growing."""
        if self.has_focus:
            self.call_after_refresh(self.scroll_visible, animate=False)

    def _put(self, text: str) -> None:
        self.replace(text, *self.selection, maintain_selection_offset=False)
