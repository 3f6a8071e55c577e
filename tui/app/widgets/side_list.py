"""The list of pathways or leads beside the items, with the progress of each."""

from rich.cells import cell_len
from textual.strip import Strip

from tui.app.views.rows import Row
from tui.app.widgets.drawing import fit_text
from tui.app.widgets.row_cells import Cell
from tui.app.widgets.row_list import RowList

_LATE_WIDTH = 8
_NARROW_LATE_WIDTH = 3
_LEAST_DONE_WIDTH = 6
_LEAST_CODE_WIDTH = 4
_MOST_CODE_WIDTH = 18
_LETTER_WIDTH = 2


class SideList(RowList):
    """Rows of letter, code, done of total, and how many are late.

    If that does not fit, they are of letter, code and late.
    """

    def render_line(self, y: int) -> Strip:
        """Draw one line of the list."""
        at = y + self.scroll_offset.y
        if at >= len(self.lines):
            return super().render_line(y)
        width = self.scrollable_content_region.width
        if self.lines[at].kind == "heading":
            return self._strip([(fit_text(self.lines[at].text, width), "rows--heading")], width)
        if not any(row.status for row in self.lines):
            return self._strip(
                _counted_cells(self.lines[at], width), width, under_cursor=at == self.cursor
            )
        code_width = min(_MOST_CODE_WIDTH, max(cell_len(row.text) for row in self.lines))
        cells = _group_cells(self.lines[at], width, code_width)
        return self._strip(cells, width, under_cursor=at == self.cursor)


def _group_cells(row: Row, width: int, code_width: int) -> list[Cell]:
    """Return a row's texts with their styles; `code_width` is that of the longest code."""
    done_width = max(_LEAST_DONE_WIDTH, len(row.when))
    least_code_width = min(code_width, _LEAST_CODE_WIDTH)
    if width < _LETTER_WIDTH + least_code_width + 1 + done_width + _LATE_WIDTH:
        return _narrow_group_cells(row, width)
    room = width - _LETTER_WIDTH - done_width - _LATE_WIDTH
    return [
        _letter_cell(row),
        (fit_text(row.text, room), ""),
        (f"{row.when:>{done_width}}", ""),
        (f"{row.status:>{_LATE_WIDTH}}", f"rows--{row.colour}"),
    ]


def _counted_cells(row: Row, width: int) -> list[Cell]:
    """Return the texts of a row of a list in which nothing can be late."""
    count = f" {row.when}"
    room = width - _LETTER_WIDTH - len(count)
    return [_letter_cell(row), (fit_text(row.text, room), ""), (count, "rows--dim")]


def _narrow_group_cells(row: Row, width: int) -> list[Cell]:
    room = width - _LETTER_WIDTH - _NARROW_LATE_WIDTH
    number, _, _ = row.status.partition(" ")
    late = " " * _NARROW_LATE_WIDTH
    if number:
        late = f"{number:>{_NARROW_LATE_WIDTH - 1}}!"
    return [_letter_cell(row), (fit_text(row.text, room), ""), (late, f"rows--{row.colour}")]


def _letter_cell(row: Row) -> Cell:
    return f"{row.mark} ", "rows--dim"
