"""Virtualised list with a cursor: renders only the visible rows."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive, var
from textual.strip import Strip

from tui.app.views.rows import Row
from tui.app.widgets.measure_cells import PLAIN_RAMP, RAMP
from tui.app.widgets.row_cells import (
    MARGIN,
    Cell,
    RowLayout,
    RowLine,
    RowNouns,
    layout_for,
    row_lines,
)
from tui.app.widgets.row_places import find_row, index_of_key
from tui.app.widgets.virtual_lines import VirtualLines

_DOUBLE = 2  # clicks at one place, one soon after the other
ROOMY = 140  # columns of the window, from which rows say more
_CURSOR_SIGN = "▌"
_AIRY_HEIGHT = 24  # lines of a list, from which there is a blank line above a heading


class RowList(VirtualLines, can_focus=True):
    """A list of rows. The cursor stays on its row, by the row's key, when the rows change.

    A row takes as many lines as its texts need. Only the rows in sight are laid out: the list
    scrolls by rows, not by lines, so that nothing depends on how many lines are above.

    A watcher of `row` is called before anything is drawn, so that the details are drawn together
    with the list.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--cursor", "rows--sign", "rows--heading", "rows--rule", "rows--dim", "rows--marked",
        "rows--blue", "rows--green", "rows--amber", "rows--red", "rows--white", "rows--none",
        "rows--kind", "rows--author", "rows--match", "rows--retracted",
    }  # fmt: skip

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "up", show=False, id="list.up"),
        Binding("down,j", "move(1)", "down", show=False, id="list.down"),
        Binding("pageup", "page(-1)", "page up", show=False, id="list.page_up"),
        Binding("pagedown", "page(1)", "page down", show=False, id="list.page_down"),
        Binding("home", "to_end(-1)", "first", show=False, id="list.first"),
        Binding("end", "to_end(1)", "last", show=False, id="list.last"),
        Binding(
            "left_square_bracket,ctrl+up",
            "part(-1)",
            "previous part",
            show=False,
            id="list.part_up",
        ),
        Binding(
            "right_square_bracket,ctrl+down",
            "part(1)",
            "next part",
            show=False,
            id="list.part_down",
        ),
    ]

    DEFAULT_CSS = """
    RowList {
        scrollbar-size-vertical: 1; scrollbar-gutter: stable;
        background: $surface;
        & > .rows--cursor { background: $block-cursor-blurred-background; }
        &:focus > .rows--cursor { background: $primary-muted; text-style: bold; }
        & > .rows--sign { color: $foreground-muted; }
        &:focus > .rows--sign { color: $accent; }
        & > .rows--marked { text-style: reverse bold; }
        & > .rows--heading { color: $accent; text-style: bold; }
        & > .rows--rule { color: $border-blurred; }
        & > .rows--kind, & > .rows--author { text-style: bold; }
        & > .rows--match { text-style: reverse; }
        & > .rows--retracted { color: $foreground-muted; text-style: strike; }
        & > .rows--dim { color: $foreground-muted; }
        & > .rows--red { color: $text-error; text-style: bold; }
        & > .rows--amber { color: $text-warning; }
        & > .rows--green { color: $text-success; }
        & > .rows--blue { color: $text-primary; }
        & > .rows--white, & > .rows--none { color: $foreground; }
        &:nocolor > .rows--cursor, &:ansi > .rows--cursor { text-style: reverse; }
    }
    """

    cursor: var[int] = var(0)
    row: var[Row | None] = var(None, always_update=True)
    marked: reactive[frozenset[str]] = reactive(frozenset())
    row_layout: var[RowLayout] = var(RowLayout(0))

    class Opened(Message):
        """Posted by a double click on a row."""

    def __init__(
        self,
        empty: str,
        *,
        side: bool = False,
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        """Make a list that shows `empty` without rows; in a `side` list a click opens nothing."""
        super().__init__(id=id)
        self.empty = empty
        self.nouns = RowNouns()
        self._side = side
        self._rows: list[Row] = []
        self._refs: frozenset[str] | None = None
        self._lines_by_index: dict[int, list[RowLine]] = {}
        self._page_at: tuple[int, list[tuple[int, int]]] | None = None
        self._fitted = Size(0, 0)

    @property
    def refs(self) -> frozenset[str]:
        """The refs of the items of all rows, cached until the rows change."""
        if self._refs is None:
            self._refs = frozenset(item.ref for row in self._rows for item in row.items)
        return self._refs

    @property
    def lines(self) -> tuple[Row, ...]:
        """All rows, visible or not."""
        return tuple(self._rows)

    @property
    def line_count(self) -> int:
        """How many lines all rows have, or the text of an empty list."""
        return sum(len(self._lines_of(at)) for at in range(len(self._rows))) or 1

    def show_rows(
        self, rows: Sequence[Row], empty: str | None = None, *, reset: bool = False
    ) -> None:
        """Replace the rows, and the text for an empty list if one is given.

        The cursor follows its row, or its item into another row. If neither exists any more, it
        keeps its position, or with `reset` goes to the first row.
        """
        at = find_row(rows, self.row, self.cursor)
        if at is None:
            at = 0 if reset else self.cursor
        if empty is not None:
            self.empty = empty
        self._replace_rows(rows, at)

    def show_rows_at(self, rows: Sequence[Row], key: str) -> None:
        """Replace the rows, and put the cursor on the row of `key`, else on the first row."""
        self._replace_rows(rows, index_of_key(rows, key) or 0)

    def put_cursor(self, key: str) -> None:
        """Put the cursor on the row of `key`, if there is one."""
        at = index_of_key(self._rows, key)
        if at is None:
            at = self.cursor
        self._go(at, 1)

    def restore(self, row: Row | None, top: int) -> None:
        """Put the cursor on a row, or the row that has its item.

        Line `top` is at the top, if the cursor is in sight then. The list may be laid out again for
        the view that it shows, so the cursor is scrolled to after the next refresh.
        """
        at = find_row(self._rows, row, self.cursor)
        self._go(self.cursor if at is None else at, 1)
        self.scroll_to(y=top, animate=False, immediate=True)
        self.call_after_refresh(self._scroll_to_cursor)

    def _replace_rows(self, rows: Sequence[Row], at: int) -> None:
        self._rows = list(rows)
        self._refs = None
        self._fit()
        self._go(at, 1)

    def watch_marked(self) -> None:
        """Lay out the rows with their marks."""
        self._forget_lines()

    def watch_cursor(self, before: int, now: int) -> None:
        """Draw the row that the cursor left, and the one it is on."""
        for y, (at, _) in enumerate(self.page):
            if at in {before, now}:
                self.refresh(Region(0, y, self.size.width, 1))

    # The lines of rows

    def build_layout(self, width: int) -> RowLayout:
        """Return how rows are laid out in a width."""
        return layout_for(width, is_roomy=self.app.size.width >= ROOMY, nouns=self.nouns)

    def build_lines(self, row: Row) -> list[RowLine]:
        """Return the lines of a row in the present layout."""
        ramp = PLAIN_RAMP if getattr(self.app, "ascii", False) else RAMP
        return row_lines(row, self.row_layout, self.marked, ramp)

    def _fit(self) -> None:
        """Lay the rows out for the present size, and find how far they scroll."""
        size = self.scrollable_content_region.size
        self._fitted = size
        self.row_layout = self.build_layout(size.width)
        self._forget_lines()
        last_top = self._least_top(len(self._rows) - 1) if self._rows else 0
        self.set_lines(last_top + size.height if self._rows else 0)

    def _forget_lines(self) -> None:
        self._lines_by_index = {}
        self._page_at = None

    def _lines_of(self, at: int) -> list[RowLine]:
        lines = self._lines_by_index.get(at)
        if lines is None:
            lines = self.build_lines(self._rows[at])
            self._lines_by_index[at] = lines
        return lines

    def _gap_above(self, at: int) -> int:
        """Return how many blank lines are above a row that is not the first in sight."""
        return int(self._rows[at].kind == "heading" and self._fitted.height >= _AIRY_HEIGHT)

    def _least_top(self, at: int) -> int:
        """Return the first row in sight if the row `at` is the last that is whole in sight."""
        top = at
        used = len(self._lines_of(at))
        while top > 0:
            used += self._gap_above(top) + len(self._lines_of(top - 1))
            if used > self._fitted.height:
                break
            top -= 1
        return top

    @property
    def page(self) -> list[tuple[int, int]]:
        """Return the row and its line for each line in sight; a blank line above a row is -1."""
        top = self.scroll_offset.y
        if self._page_at is None or self._page_at[0] != top:
            self._page_at = (top, self._build_page(top))
        return self._page_at[1]

    def _build_page(self, top: int) -> list[tuple[int, int]]:
        at, height = top, self._fitted.height
        page: list[tuple[int, int]] = []
        while at < len(self._rows) and len(page) < height:
            if page and self._gap_above(at):
                page.append((at, -1))
            page += [(at, n) for n in range(len(self._lines_of(at)))]
            at += 1
        return page[:height]

    def action_move(self, by: int) -> None:
        """Go to the next or the previous row, skipping headings."""
        self._go(self.cursor + by, by)

    def action_page(self, by: int) -> None:
        """Go one page down or up: what was the last row in sight is the first, or the reverse."""
        if not self._rows:
            return
        top = self.scroll_offset.y
        is_at_end = top == 0 if by < 0 else top >= self.max_scroll_y
        if is_at_end:
            self.action_to_end(by)
            return
        first = max(top + 1, self.page[-1][0]) if by > 0 else self._least_top(top)
        self._go(first, 1)
        self._scroll_to_row(first)

    def action_to_end(self, by: int) -> None:
        """Go to the last or the first row."""
        self._go(len(self._rows) if by > 0 else 0, by)

    def action_part(self, by: int) -> None:
        """Go to the next first row under a heading, down or up, and put the heading on top."""
        starts = self._part_starts()
        if by < 0:
            starts.reverse()
        for at in starts:
            is_beyond = at > self.cursor if by > 0 else at < self.cursor
            if is_beyond:
                self._go(at, by)
                self._scroll_to_row(at - 1)
                return

    def _part_starts(self) -> list[int]:
        """Return the indexes of the rows that follow a heading."""
        return [at for at in range(1, len(self._rows)) if self._is_part_start(at)]

    def _is_part_start(self, at: int) -> bool:
        return self._follows_heading(at) and self._rows[at].kind != "heading"

    def _follows_heading(self, at: int) -> bool:
        return 0 < at < len(self._rows) and self._rows[at - 1].kind == "heading"

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the clicked row; open it at the second click of a double click."""
        page = self.page
        if event.y >= len(page):
            return
        at, _ = page[event.y]
        if self._rows[at].kind == "heading":
            return
        is_double = event.chain == _DOUBLE and at == self.cursor
        self._go(at, 1)
        if is_double and not self._side:
            self.post_message(self.Opened())

    def _go(self, at: int, by: int) -> None:
        """Put the cursor on a row by its index, or on the nearest row that is no heading."""
        last = len(self._rows) - 1
        self.cursor = self._nearest_stop(max(0, min(at, last)), by)
        self.row = self._rows[self.cursor] if self._rows else None
        self._scroll_to_cursor()

    def _nearest_stop(self, at: int, by: int) -> int:
        """Return the nearest row that is no heading, in the direction of `by` first."""
        step = 1 if by > 0 else -1
        for direction in (step, -step):
            stop = self._next_stop(at, direction)
            if stop is not None:
                return stop
        return 0

    def _next_stop(self, at: int, step: int) -> int | None:
        while 0 <= at < len(self._rows):
            if self._rows[at].kind != "heading":
                return at
            at += step
        return None

    def _scroll_to_cursor(self) -> None:
        """Scroll until the cursor is visible, and with it a heading directly above."""
        if not self._rows:
            return
        first = self.cursor - 1 if self._follows_heading(self.cursor) else self.cursor
        least = self._least_top(self.cursor)
        top = max(self.scroll_offset.y, least)
        self._scroll_to_row(min(top, max(first, least)))

    def _scroll_to_row(self, top: int) -> None:
        self.scroll_to(y=top, animate=False, force=True, immediate=True)

    def on_resize(self) -> None:
        """Lay the rows out for the new size, and keep the cursor visible."""
        self._fit()
        self._scroll_to_cursor()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the list."""
        if self.scrollable_content_region.size != self._fitted:
            # The first lines are drawn before the first resize event arrives.
            self._fit()
        width = self._fitted.width
        if not self._rows and y == 0:
            return self._strip([(f" {self.empty}", "rows--dim")], width)
        page = self.page
        if y >= len(page):
            return Strip.blank(width, self.style_of())
        at, n = page[y]
        if n < 0:
            return Strip.blank(width, self.style_of())
        return self._strip(self._lines_of(at)[n], width, under_cursor=at == self.cursor)

    def _strip(self, cells: Sequence[Cell], width: int, *, under_cursor: bool = False) -> Strip:
        cursor_class = "rows--cursor" if under_cursor else ""
        # Without colours the cursor is reversed: greys of different texts would break it up.
        is_plain = under_cursor and self.app.no_color
        segments = []
        for text, name in cells:
            style = self.style_of(cursor_class, "" if is_plain else name)
            segments.append(Segment(text, style))
        strip = Strip(segments).adjust_cell_length(width, self.style_of(cursor_class))
        if not under_cursor:
            return strip
        sign = Segment(_CURSOR_SIGN, self.style_of(cursor_class, "rows--sign"))
        return Strip([sign, *strip.crop(MARGIN)], width)
