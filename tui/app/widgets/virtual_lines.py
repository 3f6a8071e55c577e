"""A scrolled view of lines that renders only the visible ones."""

from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.widget import Widget


class VirtualLines(ScrollView):
    """Virtualised lines: the cost of drawing does not depend on how many there are.

    The number of lines can change without a new layout of the screen.
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._style_cache: dict[tuple[str, ...], Style] = {}

    def notify_style_update(self) -> None:
        """Clear the cached styles after a change of theme or state."""
        super().notify_style_update()
        self._style_cache = {}

    def style_of(self, *names: str) -> Style:
        """Return the widget's style combined with those of component classes; cached by names."""
        style = self._style_cache.get(names)
        if style is None:
            style = self._combine_styles(names)
            self._style_cache[names] = style
        return style

    def _combine_styles(self, names: tuple[str, ...]) -> Style:
        style = self.rich_style
        for name in names:
            if name:
                style += self.get_component_rich_style(name, partial=True)
        return style

    def set_lines(self, count: int, width: int = 0) -> None:
        """Set the number of lines and the width of the widest, and draw the view again."""
        size = Size(width, count)
        # Assigning `virtual_size` would start a layout of the screen.
        self.set_reactive(Widget.virtual_size, size)
        self._scroll_update(size)
        self.refresh()
