"""A list that draws the lines on screen and nothing else, however many there are."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive, var
from textual.strip import Strip

from tui.app.views.rows import Row
from tui.app.widgets.drawing import fit_text
from tui.app.widgets.virtual_lines import VirtualLines

WIDE = 100
_REF, _COMPACT, _WHEN, _STATUS = 9, 19, 19, 20


class RowList(VirtualLines, can_focus=True):
    """Lines with a cursor. The cursor stays on its line's key when the lines change.

    Who watches `row` is told of the line under the cursor before anything is drawn, so that both are drawn at once.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--cursor", "rows--heading", "rows--dim", "rows--marked",
        "rows--blue", "rows--green", "rows--amber", "rows--red", "rows--white", "rows--none",
    }  # fmt: skip

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "up", show=False, id="list.up"),
        Binding("down,j", "move(1)", "down", show=False, id="list.down"),
        Binding("pageup", "page(-1)", "page up", show=False, id="list.page_up"),
        Binding("pagedown", "page(1)", "page down", show=False, id="list.page_down"),
        Binding("home", "to_end(-1)", "first", show=False, id="list.first"),
        Binding("end", "to_end(1)", "last", show=False, id="list.last"),
        Binding("left_square_bracket,ctrl+up", "part(-1)", "previous part", show=False, id="list.part_up"),
        Binding("right_square_bracket,ctrl+down", "part(1)", "next part", show=False, id="list.part_down"),
    ]

    DEFAULT_CSS = "RowList > .rows--marked { text-style: reverse bold; }"

    cursor: var[int] = var(0)
    row: var[Row | None] = var(None, always_update=True)
    marked: reactive[frozenset[str]] = reactive(frozenset())

    class Opened(Message):
        """A line was clicked a second time."""

    def __init__(self, empty: str, *, side: bool = False, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.empty = empty
        self._side = side
        self._rows: list[Row] = []
        self._refs: frozenset[str] | None = None

    @property
    def refs(self) -> frozenset[str]:
        """The refs of all items in the lines, gathered once for them."""
        if self._refs is None:
            self._refs = frozenset(item.ref for row in self._rows for item in row.items)
        return self._refs

    @property
    def lines(self) -> tuple[Row, ...]:
        """All lines, on screen or not."""
        return tuple(self._rows)

    def show_rows(self, rows: Sequence[Row], empty: str | None = None, *, reset: bool = False) -> None:
        """Show other lines; the cursor follows its line or its item, else stays near, or returns to the first if `reset`."""
        followed = _followed(self.row, rows, self.cursor)
        self._take(rows, empty, 0 if reset and followed is None else self.cursor if followed is None else followed)

    def show_rows_at(self, rows: Sequence[Row], key: str) -> None:
        """Show other lines with the cursor on the line of `key`, or where there is none at the first."""
        self._take(rows, None, next((at for at, row in enumerate(rows) if row.key == key), 0))

    def put_cursor(self, key: str) -> None:
        """Put the cursor on the line of `key`; without it, on the nearest line that can be acted on."""
        self._go(next((at for at, row in enumerate(self._rows) if row.key == key), self.cursor), 1)

    def _take(self, rows: Sequence[Row], empty: str | None, at: int) -> None:
        self._rows, self._refs = list(rows), None
        self.empty = self.empty if empty is None else empty
        self.set_lines(len(self._rows))
        self._go(at, 1)

    def watch_cursor(self, before: int, now: int) -> None:
        """Draw the line that the cursor is on now, and the one it left."""
        self.refresh_lines(before)
        self.refresh_lines(now)

    def action_move(self, by: int) -> None:
        """Move to the next or previous line, past headings."""
        self._go(self.cursor + by, by)

    def action_page(self, by: int) -> None:
        """Move by a screen."""
        self._go(self.cursor + by * max(1, self.size.height - 1), by)

    def action_to_end(self, by: int) -> None:
        """Move to the first or the last line."""
        self._go(len(self._rows) if by > 0 else 0, by)

    def action_part(self, by: int) -> None:
        """Go to the first line under the next heading, or under the last one above where the cursor stands."""
        kinds = [row.kind for row in self._rows]
        firsts = [n for n in range(1, len(kinds)) if kinds[n - 1] == "heading" != kinds[n]]
        beyond = [n for n in firsts if n > self.cursor][:1] if by > 0 else [n for n in firsts if n < self.cursor][-1:]
        if beyond:
            self._go(beyond[0], by)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the clicked line, or open it where it was there already."""
        at = event.y + self.scroll_offset.y
        if at < len(self._rows) and self._rows[at].kind != "heading":
            if at == self.cursor and not self._side:
                self.post_message(self.Opened())
            self._go(at, 1)

    def _go(self, at: int, by: int) -> None:
        """Put the cursor on a line, or on the next one in the direction of `by` that can be acted on."""
        self.cursor = self._next_stop(max(0, min(at, len(self._rows) - 1)), by)
        self.row = self._rows[self.cursor] if self._rows else None
        self._show_cursor()

    def _next_stop(self, at: int, by: int) -> int:
        """Return the nearest line from `at` that is no heading, first in the direction of `by`."""
        if not self._rows:
            return 0
        onward = range(at, len(self._rows)) if by > 0 else range(at, -1, -1)
        back = range(at, -1, -1) if by > 0 else range(at, len(self._rows))
        stops = (n for way in (onward, back) for n in way if self._rows[n].kind != "heading")
        return next(stops, 0)

    def _show_cursor(self) -> None:
        # A heading right above stays in sight with the first line under it.
        is_first = 0 < self.cursor < len(self._rows) and self._rows[self.cursor - 1].kind == "heading"
        above = 1 if is_first and self.size.height > 1 else 0
        region = Region(0, self.cursor - above, 1, 1 + above)
        self.scroll_to_region(region, animate=False, force=True, immediate=True)

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._show_cursor()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        width = self.scrollable_content_region.width
        at = y + self.scroll_offset.y
        if not self._rows and y == 0:
            return self._strip([(self.empty, "rows--dim")], width)
        if at >= len(self._rows):
            return Strip.blank(width, self.style_of())
        row = self._rows[at]
        cells = _cells(row, width, _sign(row, self.marked))
        return self._strip(cells, width, under_cursor=at == self.cursor)

    def _strip(self, cells: Sequence[tuple[str, str]], width: int, *, under_cursor: bool = False) -> Strip:
        over = "rows--cursor" if under_cursor else ""
        segments = [Segment(text, self.style_of(name, over)) for text, name in cells]
        return Strip(segments).adjust_cell_length(width, self.style_of(over))


def _followed(row: Row | None, rows: Sequence[Row], near: int) -> int | None:
    """Return where the line that the cursor was on is now, else the one that now has its item.

    Of a fold that is no more, the items after the first count: an act on it was about the first.
    """
    if row is None:
        return None
    if near < len(rows) and rows[near].key == row.key:  # the most frequent case, of which a tick must not wait
        return near
    key, refs = row.key, [] if row.kind == "group" else [item.ref for item in (*row.items[1:2], *row.items[:1])]
    holding: dict[str, int] = {}
    for at, each in enumerate(rows):
        if each.key == key:
            return at
        holding |= {item.ref: at for item in each.items if item.ref in refs}
    return next((holding[ref] for ref in refs if ref in holding), None)


def _sign(row: Row, marked: frozenset[str]) -> str:
    """Return what a marked line shows beside its box: * for all of its items, + for some."""
    found = sum(item.ref in marked for item in row.items) if marked else 0
    return ("*" if found == len(row.items) else "+") if found else ""


def _cells(row: Row, width: int, sign: str) -> list[tuple[str, str]]:
    """Return the line's texts from left to right, each with the component class of its style."""
    colour = f"rows--{row.colour}"
    if row.kind in {"heading", "node"}:
        name = "rows--heading" if row.kind == "heading" else ""
        return _spread("  " * row.level + row.text, name, row.status, width, cell_len(row.status), colour)
    text = "rows--dim" if row.is_closed else ""
    indent = "  " * row.level
    left = [(f"{indent}{row.mark} ", colour), (_ref(row), "rows--dim")]
    if sign:
        left = [(indent, ""), (f"{row.mark}{sign}{_ref(row)}", "rows--marked")]
    used = sum(cell_len(part) for part, _ in left)
    if width < WIDE:
        return [*left, *_spread(row.text, text, _compact(row), width - used, _COMPACT, colour)]
    title = f"{fit_text(row.text, width - used - _WHEN - _STATUS - 2)} "
    return [
        *left,
        (title, text),
        (f"{fit_text(row.when, _WHEN - 1)} ", text),
        (f" {row.status}", colour),
    ]


def _ref(row: Row) -> str:
    return set_cell_size(row.ref, max(_REF, cell_len(row.ref) + 1))


def _compact(row: Row) -> str:
    """Return the one thing to say of a line where there is room for one; dates of one milestone differ in the date."""
    in_time = row.colour in {"green", "blue"}
    of_fold = row.kind == "item" and row.level == 1
    return row.when if row.when and (in_time or of_fold) else row.status


def _spread(  # noqa: PLR0913, PLR0917 - two texts, their styles and their room
    text: str, name: str, right: str, width: int, room: int, colour: str
) -> list[tuple[str, str]]:
    """Return a text that is cut to leave `room` for another at the right edge."""
    room = min(room, max(0, width - 6))
    left = max(0, width - room - 1)
    return [(fit_text(text, left), name), (" ", ""), (fit_text(right, room).rstrip(), colour)]
