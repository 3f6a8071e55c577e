"""A text of which some lines lead to an item: the arrow keys go to these, Enter opens one."""

from collections.abc import Sequence
from itertools import accumulate
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.widgets import Static

from tui.app.dialogs.text_dialog import TextDialog
from tui.app.links import LinkedLine, next_link
from tui.app.views.paragraphs import hang_line
from tui.app.widgets.key_help import key_line
from tui.app.widgets.link_keys import link_bindings

_HINT = " Down, Enter: go to what a line names   Esc: close "


_TYPICAL_WIDTH = 70  # columns of the text in a window of 80


class LineOpened(Message):
    """A line was chosen by its index, None if the text was only read."""

    def __init__(self, at: int | None) -> None:
        super().__init__()
        self.at = at


class LinkedTextDialog(TextDialog):
    """A text to read, whose result is the link that was opened, None if it was only read."""

    def __init__(self, title: str, lines: Sequence[LinkedLine], start: int | None = None) -> None:
        """Show `lines`, with the cursor on the line of index `start`, else on none."""
        super().__init__(title, Content(""))
        self._lines = lines
        self._start = start

    def compose(self) -> ComposeResult:
        """Create the title, the text and the key help."""
        text = _LinkedText(self._lines, self._start)
        with _LinkScroll(text):
            yield Static(Content(self._title), id="title")
            yield text

    def on_mount(self) -> None:
        """Let the arrow keys go to the links."""
        scroll = self.query_one(_LinkScroll)
        scroll.border_subtitle = key_line(_HINT)
        scroll.focus()
        scroll.call_after_refresh(scroll.show_current)

    @on(LineOpened)
    def _open_line(self, event: LineOpened) -> None:
        self.close(None if event.at is None else self._lines[event.at].link)


class _LinkedText(Static):
    """The lines, of which the one under the cursor is highlighted; a click opens a line."""

    def __init__(self, lines: Sequence[LinkedLine], current: int | None) -> None:
        super().__init__(_wrapped(lines, _TYPICAL_WIDTH))
        self.lines = lines
        self.current = current
        self.linked = [at for at, line in enumerate(lines) if line.link]

    def go_to(self, at: int) -> None:
        """Put the cursor on a line by its index."""
        self.current = at
        self.update(self._highlighted(), layout=False)

    @property
    def _width(self) -> int:
        return max(1, self.content_region.width)

    def on_resize(self) -> None:
        """Wrap the lines for the new width."""
        self.update(self._highlighted())

    def _highlighted(self) -> Content:
        """Return the lines, the one under the cursor as in a list."""
        cursor = "bold on $primary-muted"
        if self.app.no_color or self.app.current_theme.ansi:
            cursor = "reverse"
        return _wrapped(self.lines, self._width, self.current, cursor)

    def tops(self) -> list[int]:
        """Return where each line begins when it is wrapped, and where the last one ends."""
        width = self._width
        heights = [max(1, hang_line(line, width).get_height({}, width)) for line in self.lines]
        return [0, *accumulate(heights)]

    def on_click(self, event: events.Click) -> None:
        """Open the clicked line, if it leads anywhere."""
        tops = self.tops()
        for at in self.linked:
            if tops[at] <= event.y < tops[at + 1]:
                self.post_message(LineOpened(at))


def _wrapped(
    lines: Sequence[LinkedLine], width: int, current: int | None = None, cursor: str = ""
) -> Content:
    """Return lines wrapped to a width, the one with the index `current` in the style `cursor`."""
    texts = [hang_line(line, width) for line in lines]
    if current is not None:
        texts[current] = texts[current].stylize(cursor)
    return Content("\n").join(texts)


class _LinkScroll(VerticalScroll, inherit_bindings=False):
    """Scrolls the text; the arrow keys go from link to link, and by lines where none is in sight."""

    BINDINGS: ClassVar[list[BindingType]] = link_bindings("links")

    def __init__(self, text: _LinkedText) -> None:
        super().__init__()
        self._text = text

    def show_current(self) -> None:
        """Scroll to the line under the cursor, if there is one."""
        text = self._text
        if text.current is not None:
            tops = text.tops()
            height = tops[text.current + 1] - tops[text.current]
            self._bring_into_view(text.virtual_region.y + tops[text.current], height)

    def _bring_into_view(self, top: int, height: int) -> None:
        self.scroll_to_region(Region(0, top, 1, height), animate=False, force=True)

    def action_by_line(self, by: int) -> None:
        """Go to the next link in sight, or scroll by a line."""
        text, tops = self._text, self._text.tops()
        above = self._text.virtual_region.y
        places = [above + tops[at] for at in text.linked]
        current = text.linked.index(text.current) if text.current in text.linked else None
        window = range(self.scroll_offset.y, self.scroll_offset.y + self.size.height)
        found = next_link(places, current, by, window)
        if found is None:
            self.scroll_relative(y=by, animate=False)
            return
        at = text.linked[found]
        text.go_to(at)
        self._bring_into_view(places[found], tops[at + 1] - tops[at])

    def action_open_link(self) -> None:
        """Open the line under the cursor, or close the text."""
        self.post_message(LineOpened(self._text.current))

    def action_by_page(self, by: int) -> None:
        """Scroll by a screen less one line."""
        self.scroll_relative(y=by * max(1, self.size.height - 1), animate=False)

    def action_to_end(self, by: int) -> None:
        """Scroll to the top or the end."""
        self.scroll_to(y=0 if by < 0 else self.max_scroll_y, animate=False)
