"""The least that a list can cost with Textual: its Line API, the lines on screen, and nothing else.

python bare_list.py LINES
"""

import sys

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip


class BareList(ScrollView, can_focus=True):
    """So many lines of plain text."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.virtual_size = Size(0, count)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        number = y + self.scroll_offset.y
        text = (
            f"[ ] 1.1.{number}-a  Review of provision, part {number}"
            if number < self.virtual_size.height
            else ""
        )
        return Strip([Segment(text, self.rich_style)]).adjust_cell_length(
            self.size.width, self.rich_style
        )


class BareApp(App[None]):
    """A screen with the list."""

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield BareList(int(sys.argv[1]))


if __name__ == "__main__":
    BareApp().run()
