"""A drawing that fits the width there is, to be scrolled."""

from collections.abc import Callable, Iterable
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.widgets import Static

from tui.app.links import Link, LinkStyle, next_link
from tui.app.widgets.drawing import (
    COLOURLESS_GLYPHS,
    GLYPHS,
    PLAIN_GLYPHS,
    TWO_COLUMNS,
    Glyphs,
    Line,
)
from tui.app.widgets.link_keys import link_bindings

Part = tuple[str, str]
Draw = Callable[[int, Glyphs], Iterable[Line]]


class DrawingPane(VerticalScroll, can_focus=True):
    """Shows the lines that a function draws for the pane's width, again at each resize."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *link_bindings("board"),
        Binding("left", "across(-1)", "left column", show=False, id="board.left"),
        Binding("right", "across(1)", "right column", show=False, id="board.right"),
        Binding(
            "left_square_bracket,ctrl+up",
            "by_part(-1)",
            "part before",
            show=False,
            id="board.part_up",
        ),
        Binding(
            "right_square_bracket,ctrl+down",
            "by_part(1)",
            "next part",
            show=False,
            id="board.part_down",
        ),
    ]

    DEFAULT_CSS = """
    DrawingPane {
        width: 1fr; height: 1fr; padding: 0 1; overflow-x: hidden;
        scrollbar-size-vertical: 1; scrollbar-gutter: stable;
        & > #drawing-text { text-wrap: nowrap; height: auto; }
    }
    """

    class Opened(Message):
        """Enter was pressed on what leads somewhere, or it was clicked."""

        def __init__(self, link: Link) -> None:
            super().__init__()
            self.link = link

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._text = Static(id="drawing-text")
        self._draw: Draw | None = None
        self._subject: object = None
        self._lines: list[Line] = []
        self._links: list[_Placed] = []
        self._current: int | None = None  # the link under the cursor, by its index

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
        self._lines = list(self._draw(width, glyphs))
        before = self.links
        self._links = _placed_links(self._lines)
        if before != self.links:
            self._current = None
        self._show_lines()

    def _show_lines(self) -> None:
        current = self._links[self._current].part if self._current is not None else None
        lines = [_line_content(line, current) for line in self._lines]
        self._text.update(Content("\n").join(lines))

    @property
    def links(self) -> list[Link]:
        """What the drawing leads to, from top to bottom."""
        return [placed.link for placed in self._links]

    @property
    def link(self) -> Link | None:
        """The link under the cursor."""
        return None if self._current is None else self._links[self._current].link

    def _go_to(self, index: int) -> None:
        self._current = index
        self._show_lines()
        region = Region(0, self._links[index].line, 1, 1)
        self.scroll_to_region(region, animate=False, force=True)

    def action_by_line(self, by: int) -> None:
        """Go to the next link of the column in sight, or scroll by a line."""
        column = self._column_of_cursor()
        places = [self._links[index].line for index in column]
        current = column.index(self._current) if self._current in column else None
        window = range(self.scroll_offset.y, self.scroll_offset.y + self.size.height)
        found = next_link(places, current, by, window)
        if found is None:
            self.scroll_relative(y=by, animate=False)
        else:
            self._go_to(column[found])

    def _column_of_cursor(self) -> list[int]:
        """Return the links of the column that the cursor is in, else the first with any in sight."""
        if self._current is not None:
            return self._column(is_right=self._is_right(self._current))
        left, right = self._column(is_right=False), self._column(is_right=True)
        window = range(self.scroll_offset.y, self.scroll_offset.y + self.size.height)
        has_left = any(self._links[index].line in window for index in left)
        return left if has_left or not right else right

    def _column(self, *, is_right: bool) -> list[int]:
        return [index for index in range(len(self._links)) if self._is_right(index) is is_right]

    def _is_right(self, index: int) -> bool:
        """Return whether a link is in the right column."""
        width = self.scrollable_content_region.width
        return width >= TWO_COLUMNS and self._links[index].start >= width // 2

    def action_across(self, by: int) -> None:
        """Go to the nearest link of the other column; in a single column, to the next or previous."""
        if self.scrollable_content_region.width < TWO_COLUMNS:
            self.action_by_line(by)
            return
        line = self.scroll_offset.y
        if self._current is not None:
            line = self._links[self._current].line
        if others := self._column(is_right=by > 0):
            self._go_to(min(others, key=lambda index: abs(self._links[index].line - line)))

    def action_open_link(self) -> None:
        """Open what is under the cursor."""
        if self.link:
            self.post_message(self.Opened(self.link))

    def on_click(self, event: events.Click) -> None:
        """Open the link that was clicked."""
        x = event.screen_x - self.content_region.x
        y = event.screen_y - self.content_region.y + self.scroll_offset.y
        for placed in self._links:
            end = placed.start + cell_len(placed.part[0])
            if placed.line == y and placed.start <= x < end:
                self.post_message(self.Opened(placed.link))
                return

    def action_by_page(self, by: int) -> None:
        """Scroll by a screen less one line."""
        self.scroll_relative(y=by * max(1, self.size.height - 1), animate=False)

    def action_by_part(self, by: int) -> None:
        """Put the next heading on top, or the one before."""
        tops = [number for number, line in enumerate(self._lines) if _is_heading(line)]
        here = self.scroll_offset.y
        ahead = [top for top in tops if (top - here) * by > 0]
        if ahead:
            self._current = None
            self._show_lines()
            self.scroll_to(y=min(ahead) if by > 0 else max(ahead), animate=False)

    def action_to_end(self, by: int) -> None:
        """Scroll to the top or the end."""
        self.scroll_to(y=0 if by < 0 else self.max_scroll_y, animate=False)


class _Placed(NamedTuple):
    """A part of the drawing that leads somewhere; it begins at a cell of a line."""

    line: int
    start: int
    part: Part
    link: Link


def _placed_links(lines: Iterable[Line]) -> list[_Placed]:
    """Return the parts that lead somewhere; of a text over several lines the first alone."""
    placed: list[_Placed] = []
    last_lines: dict[tuple[int, Link], int] = {}  # by the cell that a part begins at, and its link
    for number, line in enumerate(lines):
        start = 0
        for part in line:
            text, style = part
            if isinstance(style, LinkStyle):
                if last_lines.get((start, style.link)) != number - 1:
                    placed.append(_Placed(number, start, part, style.link))
                last_lines[start, style.link] = number
            start += cell_len(text)
    return placed


def _is_heading(line: Line) -> bool:
    """Return whether a line begins with the rule of a heading."""
    rules = {GLYPHS.rule, PLAIN_GLYPHS.rule}
    return bool(line) and line[0][0].strip() in {rule * 2 for rule in rules}


def _line_content(line: Line, current: Part | None) -> Content:
    """Return a line; the part under the cursor is highlighted."""
    parts = []
    for part in line:
        text, style = part
        shown = f"{style} reverse" if part is current else str(style)
        parts.append(Content.styled(text, shown.strip()))
    return Content("").join(parts)
