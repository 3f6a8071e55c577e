"""The pane below the list, with the details of the item under the cursor."""

from collections.abc import Sequence

from textual.content import Content
from textual.strip import Strip
from textual.visual import Visual

from tui.app.views.paragraphs import Paragraph, hang
from tui.app.widgets.virtual_lines import VirtualLines


class DetailPane(VirtualLines, can_focus=False):
    """A styled text that is wrapped to the width of the pane and can be scrolled."""

    DEFAULT_CSS = """
    DetailPane { overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.content = Content("")
        self._paragraphs: Sequence[Paragraph] = ()
        self._strips: list[Strip] = []
        self._width = 0
        self._is_outdated = False

    def show(self, paragraphs: Sequence[Paragraph]) -> None:
        """Replace the text, and scroll to its beginning."""
        self._paragraphs = paragraphs
        self.content = Content("\n").join(each.line for each in paragraphs)
        self.scroll_to(y=0, animate=False, immediate=True)
        self._wrap()

    def page(self, by: int) -> None:
        """Scroll by what is in sight, less one line, down or up."""
        lines = max(1, self.size.height - 1)
        self.scroll_relative(y=by * lines, animate=False)

    def on_resize(self) -> None:
        """Wrap the text to the new width."""
        self._wrap()

    def notify_style_update(self) -> None:
        """Draw the text in the new theme's colours, once for all changes before the next frame."""
        super().notify_style_update()
        self._is_outdated = True
        self.refresh()

    def _wrap(self) -> None:
        width = self.scrollable_content_region.width
        self._width = width
        self._is_outdated = False
        self._strips = []
        if width:
            content = hang(self._paragraphs, width)
            self._strips = Visual.to_strips(self, content, width, None, self.visual_style)
        self.set_lines(len(self._strips), width)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the pane."""
        width = self.scrollable_content_region.width
        if width != self._width or self._is_outdated:
            # The first lines are drawn before the first resize event arrives.
            self._wrap()
        at = y + self.scroll_offset.y
        if at < len(self._strips):
            return self._strips[at].adjust_cell_length(width, self.style_of())
        return Strip.blank(width, self.style_of())
