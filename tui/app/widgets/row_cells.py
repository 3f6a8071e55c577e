"""The texts of a row, cut to the width of the list, each with the component class of its style."""

from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from store.checklist.status import AHEAD
from tui.app.views.measure_rows import MeasureHeading, MeasureRow
from tui.app.views.rows import Row
from tui.app.widgets.drawing import fit_text
from tui.app.widgets.entry_cells import entry_lines, silence_cells
from tui.app.widgets.measure_cells import RAMP, measure_cells

Cell = tuple[str, str]
WIDE = 100  # columns, from which a row shows its date and its status
_REF_WIDTH = 9
_NARROW_STATUS_WIDTH = 19
_WHEN_WIDTH = 19
_STATUS_WIDTH = 20


class _Status(NamedTuple):
    """The text at the right edge of a row, and the most cells that it takes."""

    text: str
    style: str
    room: int


def row_cells(row: Row, width: int, marked: frozenset[str], ramp: str = RAMP) -> list[Cell]:
    """Return a row's texts from left to right; `marked` are the refs of the marked items.

    `ramp` are the characters that a trend is drawn with, the lowest first.
    """
    if isinstance(row, MeasureRow | MeasureHeading):
        return measure_cells(row, width, ramp)
    if row.kind == "heading":
        return _title_cells(row, width, "rows--heading")
    if row.kind == "node":
        return _title_cells(row, width, "")
    if row.kind == "entry":
        return entry_lines(row, width, _mark_sign(row, marked))[0]
    if row.kind == "silence":
        return silence_cells(row, width)
    return _item_cells(row, width, _mark_sign(row, marked))


def _title_cells(row: Row, width: int, style: str) -> list[Cell]:
    """Return the texts of a heading or a node: its title, and its status at the right edge."""
    status = _Status(row.status, f"rows--{row.colour}", cell_len(row.status))
    return _spread((_indent(row) + row.text, style), status, width)


def _item_cells(row: Row, width: int, sign: str) -> list[Cell]:
    colour = f"rows--{row.colour}"
    style = "rows--dim" if row.is_closed else ""
    cells = _lead_cells(row, colour, sign)
    room = width - sum(cell_len(text) for text, _ in cells)
    if width < WIDE:
        status = _Status(_date_or_status(row), colour, _NARROW_STATUS_WIDTH)
        return cells + _spread((row.text, style), status, room)
    title = fit_text(row.text, room - _WHEN_WIDTH - _STATUS_WIDTH - 2)
    when = fit_text(row.when, _WHEN_WIDTH - 1)
    return [*cells, (f"{title} ", style), (f"{when} ", style), (f" {row.status}", colour)]


def _lead_cells(row: Row, colour: str, sign: str) -> list[Cell]:
    """Return the box and the ref, highlighted if the row is marked."""
    ref = _pad_ref(row.ref)
    if sign:
        return [(_indent(row), ""), (f"{row.mark}{sign}{ref}", "rows--marked")]
    return [(f"{_indent(row)}{row.mark} ", colour), (ref, "rows--dim")]


def _indent(row: Row) -> str:
    return "  " * row.level


def _pad_ref(ref: str) -> str:
    return set_cell_size(ref, max(_REF_WIDTH, cell_len(ref) + 1))


def _mark_sign(row: Row, marked: frozenset[str]) -> str:
    """Return the sign beside a row's box: * if all of its items are marked, + if some are."""
    if not marked:
        return ""
    count = sum(item.ref in marked for item in row.items)
    if count == 0:
        return ""
    return "*" if count == len(row.items) else "+"


def _date_or_status(row: Row) -> str:
    """Return the date, or the status if that is more urgent; a narrow window has room for one.

    A row under an open fold shows its date, by which it differs from the others.
    """
    when = row.when
    is_in_time = row.colour == "blue" or _is_ahead(row)
    is_in_fold = row.kind == "item" and row.level == 1
    if when and (is_in_time or is_in_fold):
        return when
    return row.status


def _is_ahead(row: Row) -> bool:
    return bool(row.items) and all(item.state.status in AHEAD for item in row.items)


def _spread(title: Cell, status: _Status, width: int) -> list[Cell]:
    """Return a title and, at the right edge of `width` cells, a status; the title is cut for it."""
    status_width = min(status.room, max(0, width - 6))
    title_width = max(0, width - status_width - 1)
    text, style = title
    return [
        (fit_text(text, title_width), style),
        (" ", ""),
        (fit_text(status.text, status_width).rstrip(), status.style),
    ]
