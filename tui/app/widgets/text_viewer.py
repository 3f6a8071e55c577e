"""A long text to scroll through, of which only the lines on screen are drawn."""

import asyncio
from collections.abc import Callable

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from tui.app.widgets.virtual_lines import VirtualLines

_LEAST_WIDTH = 20

RenderText = Callable[[int], str]


class TextViewer(VirtualLines, can_focus=True):
    """Plain text, rendered for the width that the widget has; what is wider scrolls sideways."""

    DEFAULT_CSS = "TextViewer { scrollbar-size: 1 1; overflow-y: scroll; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.text = ""
        self._lines: list[str] = []
        self._render_text: RenderText | None = None
        self._rendered_width = 0
        self._is_rendering = False

    def show_text(self, text: str) -> None:
        """Show a text as it is, from its beginning."""
        self._render_text = None
        self._set_text(text)
        self.scroll_home(animate=False)

    def show_rendered(self, render_text: RenderText) -> None:
        """Show the text that `render_text` returns for a width in columns, once it is rendered.

        It is called in a thread, and again whenever the width has changed.
        """
        self._render_text = render_text
        self._rendered_width = 0
        self._start_rendering()

    def on_resize(self) -> None:
        """Render the text for the new width."""
        self._start_rendering()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        left, top = self.scroll_offset
        width, style = self.scrollable_content_region.width, self.style_of()
        line = ""
        if top + y < len(self._lines):
            line = self._lines[top + y]
        return Strip([Segment(line, style)]).crop_extend(left, left + width, style)

    def _text_width(self) -> int:
        """Return the width to render for, 0 before the widget has a size."""
        width = self.scrollable_content_region.width
        if width <= 0:
            return 0
        return max(_LEAST_WIDTH, width)

    def _start_rendering(self) -> None:
        """Render in the background; what is rendered already sees to a later width or text too."""
        if not self._is_rendering:
            self._is_rendering = True
            self.run_worker(self._render_until_it_fits())

    async def _render_until_it_fits(self) -> None:
        try:
            while self._render_text and self._rendered_width != self._text_width():
                await self._render_for(self._render_text, self._text_width())
        finally:
            self._is_rendering = False

    async def _render_for(self, render_text: RenderText, width: int) -> None:
        text = await asyncio.to_thread(render_text, width)
        if render_text is self._render_text:  # no other text is to be shown meanwhile
            self._rendered_width = width
            self._set_text(text)

    def _set_text(self, text: str) -> None:
        self.text = text
        self._lines = text.split("\n")
        self.set_lines(len(self._lines), max(map(cell_len, self._lines)))
