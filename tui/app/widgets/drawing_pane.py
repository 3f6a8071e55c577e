"""A drawing that fits the width there is, to be scrolled."""

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.app.widgets.drawing import COLOURLESS_GLYPHS, GLYPHS, PLAIN_GLYPHS, Glyphs, Line

Draw = Callable[[int, Glyphs], Iterable[Line]]


class DrawingPane(VerticalScroll, can_focus=True):
    """Shows the lines that a function draws for the pane's width, again at each resize."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "by_line(-1)", "up", show=False, id="board.up"),
        Binding("down,j", "by_line(1)", "down", show=False, id="board.down"),
        Binding("pageup", "by_page(-1)", "page up", show=False, id="board.page_up"),
        Binding("pagedown", "by_page(1)", "page down", show=False, id="board.page_down"),
        Binding("home", "to_end(-1)", "top", show=False, id="board.top"),
        Binding("end", "to_end(1)", "end", show=False, id="board.end"),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._text = Static(id="drawing-text")
        self._draw: Draw | None = None
        self._subject: object = None

    def compose(self) -> ComposeResult:
        """Build the text."""
        yield self._text

    @property
    def text(self) -> str:
        """All text of the drawing, on screen or not."""
        return str(self._text.content)

    def show_drawing(self, draw: Draw, subject: object) -> None:
        """Show a drawing from its top, or at the present place if its `subject` is the same."""
        if subject != self._subject:
            self.scroll_home(animate=False)
        self._draw, self._subject = draw, subject
        self._redraw()

    def on_resize(self) -> None:
        """Draw for the new width."""
        self._redraw()

    def _redraw(self) -> None:
        width = self.scrollable_content_region.width
        if self._draw is None or not width:
            return
        glyphs = GLYPHS
        if getattr(self.app, "ascii", False):
            glyphs = PLAIN_GLYPHS
        elif self.app.no_color:
            glyphs = COLOURLESS_GLYPHS
        lines = [_line_content(line) for line in self._draw(width, glyphs)]
        self._text.update(Content("\n").join(lines))

    def action_by_line(self, by: int) -> None:
        """Scroll by a line."""
        self.scroll_relative(y=by, animate=False)

    def action_by_page(self, by: int) -> None:
        """Scroll by a screen less one line."""
        self.scroll_relative(y=by * max(1, self.size.height - 1), animate=False)

    def action_to_end(self, by: int) -> None:
        """Scroll to the top or the end."""
        self.scroll_to(y=0 if by < 0 else self.max_scroll_y, animate=False)


def _line_content(line: Line) -> Content:
    return Content("").join(Content.styled(text, style) for text, style in line)
