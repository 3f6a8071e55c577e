"""What every section of the Board view is drawn from."""

from msgspec import Struct

from store.checklist.checklist import Checklist
from tui.app.links import Link
from tui.app.widgets.drawing import Glyphs, Line, text_line, wrap_cells

MUTED = "$foreground-muted"
EMPTY_LINE = text_line("")


class BoardPage(Struct, frozen=True):
    """The checklist, the width of a column in cells, and the characters to draw with.

    `words` are those of the filter. With `is_single` the drawing has this one column.
    """

    checklist: Checklist
    width: int
    glyphs: Glyphs
    words: str = ""
    is_single: bool = False

    def link_to_words(self, words: str) -> Link:
        """Return a link to the items that fit these words and those of the filter."""
        return Link("words", f"({self.words}) {words}" if self.words else words)

    def heading(self, title: str) -> Line:
        """Return a section's heading, with a rule before and after it."""
        before = self.glyphs.rule * 2
        after = self.glyphs.rule * max(0, self.width - len(title) - 4)
        return ((f"{before} ", MUTED), (title, "bold"), (f" {after}", MUTED))

    def wrap(self, text: str, style: str = "") -> list[Line]:
        """Return a text wrapped to the width."""
        return wrap_cells(text, self.width, style)
