"""The texts of a measure's row: its title, the trend of its returns, and a cell for each period."""

from collections.abc import Sequence
from typing import TypeVar

from rich.cells import cell_len

from store.checklist.measure_states import MeasureStatus, PeriodState
from tui.app.views.measure_rows import MeasureHeading, MeasureRow
from tui.app.widgets.drawing import fit_text, wrap_text
from tui.wording.counts import format_number

T = TypeVar("T")
Cell = tuple[str, str]
_COLUMNS = 5  # the four quarters and the year
RAMP = "▁▂▃▄▅▆▇█"
_DIM, _HEADING = "rows--dim", "rows--heading"
PLAIN_RAMP = "_.-~=+*#"
_REF, _CELL, _WORDED_CELL, _TREND, _STATUS = 9, 11, 16, 5, 15  # cells
_LEAST_TITLE = 32  # cells of a title beside the periods, if it takes several lines
_LEAST_WIDTH, _TREND_WIDTH, _STATUS_WIDTH, _WORDS_WIDTH = 74, 90, 120, 140  # of the list
_MARKS: dict[MeasureStatus, str] = {
    "met": "✓", "short": "!", "return overdue": "!", "awaiting return": "?",
}  # fmt: skip
_SHORT_WORDS: dict[MeasureStatus, str] = {
    "return overdue": "overdue", "awaiting return": "awaited", "due soon": "soon", "not due": "",
}  # fmt: skip


def measure_row_lines(
    row: MeasureRow | MeasureHeading, width: int, ramp: str = RAMP
) -> list[list[Cell]]:
    """Return a row's lines, each of texts from left to right. No title and no ref is cut.

    A title is beside the periods if that leaves it enough room, else on lines of its own above
    them. A narrow list has the status of the deciding period alone.
    """
    if width < _LEAST_WIDTH:
        return _narrow_lines(row, width)
    if isinstance(row, MeasureHeading):
        return _heading_lines(row, width)
    periods = _in_columns(row.cells, width, None)
    ref, room = _padded_ref(row), _title_room(width, len(periods))
    cells = _row_cells(row, periods, width, ramp)
    if cell_len(ref) == _REF and cell_len(row.text) <= room:
        return [[(ref, _DIM), (fit_text(row.text, room), ""), *cells]]
    if room >= _LEAST_TITLE + cell_len(ref) - _REF:
        return _wrapped_beside(ref, row.text, room + _REF, cells)
    titles = wrap_text(row.text, max(1, width - cell_len(ref)))
    rest = ""
    if len(titles) > 1 and cell_len(titles[-1]) <= room:
        rest = titles.pop()
    lines = _title_lines(ref, titles)
    lines.append([(" " * _REF, ""), (fit_text(rest, room), ""), *cells])
    return lines


def _wrapped_beside(ref: str, title: str, width: int, cells: list[Cell]) -> list[list[Cell]]:
    """Return a title over several lines, of `width` cells with its ref, beside the cells."""
    room = width - cell_len(ref)
    first, *rest = wrap_text(title, room)
    lines: list[list[Cell]] = [[(ref, _DIM), (fit_text(first, room), ""), *cells]]
    below = " " * cell_len(ref)
    return lines + [[(below, ""), (line, "")] for line in rest]


def _row_cells(
    row: MeasureRow, periods: Sequence[PeriodState | None], width: int, ramp: str
) -> list[Cell]:
    """Return the cells to the right of the title: the trend, the periods, the status."""
    cells = []
    if width >= _TREND_WIDTH:
        cells.append((f" {trend_text(row.returns, ramp):<{_TREND}}", f"rows--{row.colour}"))
    cells += [_period_cell(each, _cell_width(width)) for each in periods]
    if _has_status(width):
        cells.append((" " + fit_text(row.word, _STATUS - 1), f"rows--{row.colour}"))
    return cells


def _in_columns(cells: Sequence[T], width: int, blank: T) -> Sequence[T]:
    """Return cells with the year's in the last column, so that all parts have the same columns."""
    missing = _COLUMNS - len(cells)
    if width < _TREND_WIDTH or missing <= 0:
        return cells
    return [*cells[:-1], *[blank] * missing, cells[-1]]


def _padded_ref(row: MeasureRow) -> str:
    return row.ref + " " * max(1, _REF - cell_len(row.ref))


def _title_lines(ref: str, titles: Sequence[str]) -> list[list[Cell]]:
    """Return the lines of a title, the first after the ref and the others below the first."""
    below = " " * cell_len(ref)
    first: list[Cell] = [(ref, _DIM), (titles[0], "")]
    return [first, *[[(below, ""), (title, "")] for title in titles[1:]]]


def _narrow_lines(row: MeasureRow | MeasureHeading, width: int) -> list[list[Cell]]:
    """Return the title over as many lines as it needs, and the status after it or below it."""
    if isinstance(row, MeasureHeading):
        return [[(line, _HEADING)] for line in wrap_text(row.title, max(1, width))]
    ref = _padded_ref(row)
    room = max(1, width - cell_len(ref))
    titles = wrap_text(row.text, room)
    lines = _title_lines(ref, titles)
    status = (row.word, f"rows--{row.colour}")
    free = room - cell_len(titles[-1]) - cell_len(row.word)
    if free > 0:
        lines[-1] += [(" " * free, ""), status]
    else:
        lines.append([(" " * max(0, width - cell_len(row.word)), ""), status])
    return lines


def _heading_lines(row: MeasureHeading, width: int) -> list[list[Cell]]:
    """Return the title and the titles of the columns, each over its cells."""
    trend = _TREND + 1 if width >= _TREND_WIDTH else 0
    heads = _in_columns(row.columns, width, "")
    room, cell = _REF + _title_room(width, len(heads)) + trend, _cell_width(width)
    columns = "".join(f" {fit_text(column, cell - 1)}" for column in heads)
    if cell_len(row.title) <= room:
        return [[(fit_text(row.title, room) + columns, _HEADING)]]
    titles = wrap_text(row.title, width)
    return [[(title, _HEADING)] for title in (*titles, " " * room + columns)]


def _title_room(width: int, columns: int) -> int:
    trend = _TREND + 1 if width >= _TREND_WIDTH else 0
    status = _STATUS if _has_status(width) else 0
    return width - _REF - trend - columns * _cell_width(width) - status


def _has_status(width: int) -> bool:
    """Return whether there is a column for the status, which the cells have with their words."""
    return _STATUS_WIDTH <= width < _WORDS_WIDTH


def _cell_width(width: int) -> int:
    return _WORDED_CELL if width >= _WORDS_WIDTH else _CELL


def _period_cell(each: PeriodState | None, width: int) -> Cell:
    """Return actual and target with the status; without room the target or the word is left out."""
    if each is None:
        return " " * width, ""
    numbers = _numbers(each)
    texts = [f"{numbers[0]}{_MARKS.get(each.status, '')}", numbers[1] + _MARKS.get(each.status, "")]
    if width == _WORDED_CELL:
        word = _SHORT_WORDS.get(each.status, each.status)
        texts = [f"{number} {word}" for number in numbers] + texts
    fitting = [text for text in texts if cell_len(text) < width]
    return " " + fit_text((fitting or texts)[0], width - 1), f"rows--{each.colour}"


def _numbers(each: PeriodState) -> tuple[str, str]:
    """Return actual and target as one text, and the shorter form: the actual or else the target."""
    target = format_number(each.period.target)
    if each.actual is None:
        text = f"-/{target}" if target else "-"
        return text, text
    actual = format_number(each.actual)
    return (f"{actual}/{target}" if target else actual), actual


def trend_text(returns: Sequence[float], ramp: str = RAMP) -> str:
    """Return the last returns as columns of different heights, none if there are fewer than two."""
    shown = returns[-_TREND:]
    if len(shown) < 2:  # noqa: PLR2004 - one return is no trend
        return ""
    low, high = min(shown), max(shown)
    steps = len(ramp) - 1
    if low == high:
        return ramp[steps // 2] * len(shown)
    return "".join(ramp[round((value - low) / (high - low) * steps)] for value in shown)
