"""A long text to scroll through, of which only the lines on screen are drawn."""

import re
from collections.abc import Iterator

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.strip import Strip
from wcwidth import wrap

from tui.app.widgets.virtual_lines import VirtualLines

_LEAST = 20
_RULE = re.compile(r"-+(  +-+)+")  # under the titles of a table's columns


class TextViewer(VirtualLines, can_focus=True):
    """Plain text. What is too wide is wrapped; tables are not, and scroll sideways."""

    DEFAULT_CSS = "TextLines { scrollbar-size: 1 1; overflow-y: scroll; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.text = ""
        self._was = 0
        self._lines: list[str] = []

    def show_text(self, text: str, was: int = 0) -> None:
        """Show another text from its beginning; `was` is the width that it was wrapped at, if at any."""
        self.text, self._was = text, was
        self.on_resize()
        self.scroll_home(animate=False)

    def on_resize(self) -> None:
        """Wrap the text for the new width."""
        self._lines = list(wrap_preview(self.text, max(_LEAST, self.scrollable_content_region.width), self._was))
        self.set_lines(len(self._lines), max(map(cell_len, self._lines), default=0))

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        left, top = self.scroll_offset
        width, style = self.scrollable_content_region.width, self.style_of()
        line = self._lines[top + y] if top + y < len(self._lines) else ""
        return Strip([Segment(line, style)]).crop_extend(left, left + width, style)


def wrap_preview(text: str, width: int, was: int = 0) -> Iterator[str]:
    """Yield a text's lines, wrapped under their indent where they are wider than `width`; tables stay whole.

    Where the text was wrapped before, at the width `was`, its paragraphs are put together again first.
    """
    for line, is_prose in _paragraphs(text, was):
        if not is_prose or cell_len(line) <= width:
            yield line
        elif not line.strip("=-."):  # what underlines a title
            yield set_cell_size(line, width)
        else:
            indent = line[: len(line) - len(line.lstrip())][: width // 2]
            under = f"{indent}  " if indent or line.startswith("- ") else ""
            yield from wrap(line.strip(), width, initial_indent=indent, subsequent_indent=under)


def _paragraphs(text: str, was: int) -> list[tuple[str, bool]]:
    """Return each paragraph as one line, and each row of a table; the former are prose."""
    found: list[tuple[str, bool]] = []
    last, in_table = "", False
    lines = text.split("\n")
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        was_in_table, in_table = in_table, bool(line) and (in_table or bool(_RULE.fullmatch(after)))
        if was and not in_table and not was_in_table and _goes_on(last, line, was):
            found[-1] = (f"{found[-1][0]} {line.strip()}", True)
        else:
            found.append((line, not in_table))
        last = line
    return found


def _goes_on(line: str, after: str, was: int) -> bool:
    """Return whether the next line's first word had no room in this one."""
    first = after.split(maxsplit=1)[:1]
    return bool(line and first) and bool(after.strip("=-.")) and first != ["-"] and cell_len(f"{line} {first[0]}") > was
