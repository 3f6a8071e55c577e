"""What is scrolled through and drawn line by line: of however many lines, only those on screen cost anything."""

from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.widget import Widget


class VirtualLines(ScrollView):
    """A scrolled view whose number of lines can change without the whole screen being laid out anew."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._styles_of: dict[tuple[str, ...], Style] = {}

    def notify_style_update(self) -> None:
        """Take another theme's styles, or those of another state."""
        super().notify_style_update()
        self._styles_of = {}

    def style_of(self, *names: str) -> Style:
        """Return the widget's own style with those of component classes laid over it; worked out once for each."""
        if names not in self._styles_of:
            over = [self.get_component_rich_style(name, partial=True) for name in names if name]
            self._styles_of[names] = sum(over, start=self.rich_style)
        return self._styles_of[names]

    def set_lines(self, count: int, width: int = 0) -> None:
        """Take other lines, so many and so wide, and draw them."""
        size = Size(width, count)
        self.set_reactive(Widget.virtual_size, size)  # setting it plainly lays the screen out
        self._scroll_update(size)
        self.refresh()
