"""The list of pathways or leads beside the items, with the progress of each."""

from rich.cells import cell_len

from tui.app.views.rows import Row
from tui.app.widgets.drawing import fit_text
from tui.app.widgets.row_cells import MARGIN, Cell, RowLine
from tui.app.widgets.row_list import RowList

_LATE_WIDTH = 8
_NARROW_LATE_WIDTH = 3
_LEAST_DONE_WIDTH = 6
_LEAST_LIST_WIDTH = 24
_MOST_CODE_WIDTH = 18
_LETTER_WIDTH = 2


class SideList(RowList):
    """Rows of letter, code, done of total, and how many are late.

    If that does not fit, they are of letter, code and late.
    """

    def wanted_width(self) -> int:
        """Return the cells that the rows need to show everything, with the border."""
        done_width = max((_done_width(row) for row in self.lines), default=0)
        cells = MARGIN + _LETTER_WIDTH + self._code_width() + done_width + _LATE_WIDTH
        return max(_LEAST_LIST_WIDTH, cells) + self.gutter.width + self.scrollbar_size_vertical

    def _code_width(self) -> int:
        longest = max((cell_len(row.text) for row in self.lines), default=0)
        return min(_MOST_CODE_WIDTH, longest)

    def build_lines(self, row: Row) -> list[RowLine]:
        """Return the one line of a group, or of a heading over some of them."""
        width = self.row_layout.width - MARGIN
        margin: Cell = (" " * MARGIN, "")
        if row.kind == "heading":
            return [[margin, (fit_text(row.text, width), "rows--heading")]]
        if not any(each.status for each in self.lines):
            return [[margin, *_counted_cells(row, width)]]
        return [[margin, *_group_cells(row, width, self._code_width())]]


def _group_cells(row: Row, width: int, code_width: int) -> list[Cell]:
    """Return a row's texts with their styles; `code_width` is that of the longest code."""
    done_width = _done_width(row)
    if width < _LETTER_WIDTH + code_width + done_width + _LATE_WIDTH:
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


def _done_width(row: Row) -> int:
    """Return the cells of done of total, with a blank before it."""
    return max(_LEAST_DONE_WIDTH, len(row.when) + 1)


def _narrow_group_cells(row: Row, width: int) -> list[Cell]:
    room = width - _LETTER_WIDTH - _NARROW_LATE_WIDTH
    number, _, _ = row.status.partition(" ")
    late = " " * _NARROW_LATE_WIDTH
    if number:
        late = f"{number:>{_NARROW_LATE_WIDTH - 1}}!"
    return [_letter_cell(row), (fit_text(row.text, room), ""), (late, f"rows--{row.colour}")]


def _letter_cell(row: Row) -> Cell:
    return f"{row.mark} ", "rows--dim"
