"""The pathways or leads beside their items, with how each stands as far as there is room."""

from rich.cells import cell_len
from textual.strip import Strip

from tui.app.views.rows import Row
from tui.app.widgets.drawing import fit_text
from tui.app.widgets.row_list import RowList

_LATE, _NARROW_LATE, _WIDEST_CODE = 8, 3, 18


class SideList(RowList):
    """Letter, code, done of total, and how many are late; in a narrow window letter, code and late."""

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        at, width = y + self.scroll_offset.y, self.scrollable_content_region.width
        if at >= len(self.lines):
            return super().render_line(y)
        code = min(_WIDEST_CODE, max(cell_len(row.text) for row in self.lines))
        return self._strip(_cells(self.lines[at], width, code), width, under_cursor=at == self.cursor)


def _cells(row: Row, width: int, code: int) -> list[tuple[str, str]]:
    colour = f"rows--{row.colour}"
    letter = (f"{row.mark} ", "rows--dim")
    done = max(6, len(row.when))
    if width < 2 + min(code, 4) + 1 + done + _LATE:
        late = row.status.partition(" ")[0]
        marked = f"{late:>{_NARROW_LATE - 1}}!" if late else " " * _NARROW_LATE
        return [letter, (fit_text(row.text, width - 2 - _NARROW_LATE), ""), (marked, colour)]
    name = width - 2 - done - _LATE
    return [letter, (fit_text(row.text, name), ""), (f"{row.when:>{done}}", ""), (f"{row.status:>{_LATE}}", colour)]
