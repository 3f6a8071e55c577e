"""The filter bar: a line to type the filter's words into, shown only for that."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from store.query.completions import Completion
from store.query.filters import EXAMPLE_WORDS
from tui.app.widgets.suggestion_list import Suggestions
from tui.app.widgets.text_line import WordsLine


class FilterBar(Horizontal):
    """Owns the input of the filter. Opens with the words in force, and reports what is typed.

    `suggestions` is the panel below it: whoever composes the bar composes it too.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "take", "take what is offered", key_display="Tab", id="filter.take"),
        Binding("down", "choose(1)", "next completion", show=False, id="filter.next"),
        Binding("up", "choose(-1)", "previous completion", show=False, id="filter.previous"),
        Binding("escape", "screen.back", "all again", key_display="Esc", id="filter.leave"),
    ]

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
        self.suggestions = Suggestions(id="suggestions")
        self.display = False

    def compose(self) -> ComposeResult:
        """Build the sign and the input."""
        yield Static("/", id="filter-sign")
        yield self._input

    @property
    def is_open(self) -> bool:
        """Whether the words are being typed."""
        return self.display

    def open(self, words: str) -> None:
        """Show the bar with `words` and focus it."""
        self.display = True
        self.suggestions.display = True
        self._input.value = words
        self._input.focus()

    def close(self) -> None:
        """Hide the bar."""
        self.display = False
        self.suggestions.display = False

    def show_suggestions(self, counts: str, completions: Sequence[Completion]) -> None:
        """Show how many are found, and what the words may go on with."""
        self.suggestions.show_suggestions(counts, completions)

    def take(self, completion: Completion) -> None:
        """Put a completion into the words."""
        self._input.value = completion.words
        self._input.cursor_position = len(completion.words)
        self._input.focus()

    def action_choose(self, by: int) -> None:
        """Choose the next or the previous completion."""
        self.suggestions.move(by)

    async def action_take(self) -> None:
        """Take the completion that is chosen, else the first; without any go to the other list."""
        panel = self.suggestions
        if panel.completions:
            self.take(panel.taken or panel.completions[0])
        else:
            await self.run_action("screen.other_list")

    @on(Input.Changed)
    def _report_change(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(event.value))

    @on(Input.Submitted)
    def _report_submit(self, event: Input.Submitted) -> None:
        event.stop()
        taken = self.suggestions.taken
        if taken:
            self.take(taken)
        else:
            self.post_message(self.Submitted())
