"""What is shown below the filter bar while words are typed: how many are found, and completions."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from store.query.completions import Completion
from tui.app.widgets.drawing import fit_text

_MOST_TEXT_WIDTH = 24


class Suggestions(Widget):
    """A line of counts and the completions below it. It has a fixed height, so nothing moves."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "suggestions--counts",
        "suggestions--text",
        "suggestions--chosen",
    }
    DEFAULT_CSS = """
    Suggestions {
        height: 6; display: none; background: $panel; color: $foreground-muted;
        padding: 0 1 0 3; /* below the words */
        & > .suggestions--counts { color: $foreground; text-style: bold; }
        & > .suggestions--text { color: $text-primary; text-style: bold; }
        & > .suggestions--chosen { color: $foreground; text-style: reverse; }
    }
    """

    chosen: reactive[int | None] = reactive(None)

    class Clicked(Message):
        """A completion was clicked."""

        def __init__(self, completion: Completion) -> None:
            super().__init__()
            self.completion = completion

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.counts = ""
        self.completions: Sequence[Completion] = ()

    def show_suggestions(self, counts: str, completions: Sequence[Completion]) -> None:
        """Show how many are found, and what the words may go on with; none of it is chosen."""
        self.counts = counts
        self.completions = completions
        self.chosen = None
        self.refresh()

    @property
    def taken(self) -> Completion | None:
        """The completion that is chosen."""
        if self.chosen is None:
            return None
        return self.completions[self.chosen]

    def move(self, by: int) -> None:
        """Choose the next completion; before the first and after the last none is chosen."""
        shown = min(len(self.completions), max(0, self.size.height - 1))
        places = [None, *range(shown)]
        at = places.index(self.chosen) if self.chosen in places else 0
        self.chosen = places[(at + by) % len(places)]

    def on_click(self, event: events.Click) -> None:
        """Report the completion that was clicked."""
        at = event.y - 1
        if 0 <= at < len(self.completions):
            self.post_message(self.Clicked(self.completions[at]))

    def render_line(self, y: int) -> Strip:
        """Draw the counts, or a completion with its meaning."""
        width = self.size.width
        if y == 0:
            return self._strip((fit_text(self.counts, width), "suggestions--counts"))
        if y > len(self.completions):
            return self._strip((" " * width, ""))
        completion = self.completions[y - 1]
        text = fit_text(completion.text, min(self._text_width(), width))
        meaning = fit_text(f" {completion.meaning}", width - cell_len(text))
        if y - 1 == self.chosen:
            return self._strip((text + meaning, "suggestions--chosen"))
        return self._strip((text, "suggestions--text"), (meaning, ""))

    def _text_width(self) -> int:
        """Return the cells of the column of texts, which leaves the meanings as much as it can."""
        longest = max(cell_len(each.text) for each in self.completions)
        return min(_MOST_TEXT_WIDTH, longest + 1)

    def _strip(self, *parts: tuple[str, str]) -> Strip:
        segments = []
        for text, name in parts:
            style = self.rich_style
            if name:
                style += self.get_component_rich_style(name, partial=True)
            segments.append(Segment(text, style))
        return Strip(segments)
