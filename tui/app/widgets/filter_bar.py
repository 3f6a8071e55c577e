"""The filter bar: a line to type the filter's words into, shown only for that."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input

from store.query.filters import EXAMPLE_WORDS
from tui.app.widgets.text_line import WordsLine


class FilterBar(Horizontal):
    """Owns the input of the filter. Opens with the words in force, and reports what is typed."""

    class Changed(Message):
        """Other words are in the bar."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    class Submitted(Message):
        """Enter was pressed."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._input = WordsLine(placeholder=f"filter: {EXAMPLE_WORDS}", id="search", compact=True)
        self.display = False

    def compose(self) -> ComposeResult:
        """Build the input."""
        yield self._input

    @property
    def is_open(self) -> bool:
        """Whether the words are being typed."""
        return self.display

    def open(self, words: str) -> None:
        """Show the bar with `words` and focus it."""
        self.display = True
        self._input.value = words
        self._input.focus()

    def close(self) -> None:
        """Hide the bar."""
        self.display = False

    @on(Input.Changed)
    def _report_change(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(event.value))

    @on(Input.Submitted)
    def _report_submit(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Submitted())
