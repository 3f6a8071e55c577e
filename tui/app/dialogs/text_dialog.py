"""A text to read, in a dialog that scrolls."""

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.app.dialogs.dialog import Dialog
from tui.app.links import Link
from tui.app.widgets.key_help import key_line

_TYPICAL_WIDTH = 70  # columns of the text in a window of 80


class TextDialog(Dialog[Link | None]):
    """A text to read. The arrow keys scroll it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,question_mark", "leave", "close", id="text.close"),
    ]
    DEFAULT_CSS = """
    TextDialog { align: center middle; }
    TextDialog > VerticalScroll {
        width: 100; max-width: 95%; height: auto; max-height: 95%; padding: 0 1;
        border: round $primary; background: $surface;
    }
    TextDialog #title { text-style: bold; }
    """

    def __init__(
        self, title: str, text: Content | Callable[[int], Content], keys: str = "Esc: close"
    ) -> None:
        """Show a text, or the text that a function returns for the width in columns.

        `keys` is the line of keys below it.
        """
        super().__init__()
        self._title = title
        self._text = text
        self._key_help = keys

    def compose(self) -> ComposeResult:
        """Create the title and the text, with the key help in the frame."""
        with VerticalScroll() as scroll:
            scroll.border_subtitle = key_line(self._key_help)  # in sight however long the text is
            yield Static(Content(self._title), id="title")
            if isinstance(self._text, Content):
                yield Static(self._text)
            else:
                yield _FittedText(self._text)

    def action_leave(self) -> None:
        """Close the dialog."""
        self.close()


class _FittedText(Static):
    """A text that is built again for each width."""

    def __init__(self, build_text: Callable[[int], Content]) -> None:
        super().__init__(build_text(_TYPICAL_WIDTH))
        self._build_text = build_text

    def on_resize(self, event: events.Resize) -> None:
        """Build the text for the new width."""
        self.update(self._build_text(event.size.width))
