"""The lines of a row for the width of the list, each of texts with the component class of its style.

Nothing is cut to fit: a long title takes more lines, and a column that would leave the title too
little room is left out.
"""

import re
from collections.abc import Sequence

from msgspec import Struct
from rich.cells import cell_len, set_cell_size

from store.checklist.status import AHEAD
from tui.app.views.action_rows import ActionRow
from tui.app.views.measure_rows import MeasureHeading, MeasureRow
from tui.app.views.rows import ItemRow, Row, TextRow
from tui.app.widgets.drawing import NO_BREAK, wrap_text
from tui.app.widgets.entry_cells import entry_lines, silence_lines
from tui.app.widgets.measure_cells import RAMP, measure_row_lines

Cell = tuple[str, str]
RowLine = list[Cell]

MARGIN = 1  # cells before each row, for the sign of the cursor
_MARK_WIDTH = 4
_REF_WIDTH = 9
_STATUS_WIDTH = 20  # RETURN OVERDUE 108d, start by 31 Oct 2009
_USUAL_STATUS_WIDTH = 12  # OVERDUE 122d
_BESIDE_WIDTH = 25  # 31 Oct 2009  OVERDUE 122d
_STACKED = 2  # lines of a status with a date below it
_GAP = "  "  # before each column
_LEAST_TITLE_WIDTH = 30
_LEAST_TITLE_BESIDE = 36  # in a list with more columns than date and status, or tight ones
_LEAST_WIDTH_BESIDE = 66  # cells of a list, from which date and status are beside the title
_MOST_TITLE_LINES = 8  # no plan has such titles
_MOST_MORE_LINES = 6
_EXPLAINED = 2  # columns that need no headings: date and status
_MOST_ENTRY_LINES = 12
_DAY = re.compile(r"\d{1,2} [A-Z][a-z]{2} \d{4}")


class RowColumn(Struct, frozen=True):
    """A column of a wide list: its heading, the attribute of a row that it shows, its width."""

    heading: str
    name: str
    width: int


_DUE = RowColumn("Due", "when", 20)
_STATUS = RowColumn("Status", "status", _STATUS_WIDTH)
_TIGHT_DUE = RowColumn("Due", "when", 16)  # done 31 Oct 2009
_TIGHT_STATUS = RowColumn("Status", "status", 14)  # LATE START 30d
_FORECAST = RowColumn("Forecast", "forecast", 11)
_NOTES = RowColumn("Notes", "note_count", 5)


class RowLayout(Struct, frozen=True):
    """How the rows of a list of some width are laid out.

    `noun` is the heading of the titles. Without `columns` the date and the status share the right edge, or with `is_slim` a line below
    the title. With `has_more` a row shows its last word below its title.
    """

    width: int
    columns: tuple[RowColumn, ...] = ()
    noun: str = "Milestone"
    is_slim: bool = False
    has_more: bool = False

    @property
    def is_headed(self) -> bool:
        """Whether there are more columns than explain themselves."""
        return len(self.columns) > _EXPLAINED


class RowNouns(Struct, frozen=True):
    """The headings of milestones and of their leads, which are empty if the plan states none."""

    milestone: str = "Milestone"
    lead: str = "Lead"


_USUAL_NOUNS = RowNouns()


def layout_for(width: int, *, is_roomy: bool, nouns: RowNouns = _USUAL_NOUNS) -> RowLayout:
    """Return the layout for a width; a roomy window has the last words, and columns if they fit."""
    wanted = [_DUE, _STATUS]
    if is_roomy and nouns.lead:
        wanted.append(RowColumn(nouns.lead, "lead", 17))
    if is_roomy:
        wanted += [_FORECAST, _NOTES]
    room = width - MARGIN - _MARK_WIDTH - _REF_WIDTH
    columns: list[RowColumn] = []
    for column in wanted:
        room -= column.width + len(_GAP)
        least = _LEAST_TITLE_BESIDE if len(columns) >= _EXPLAINED else _LEAST_TITLE_WIDTH
        if room < least:
            break
        columns.append(column)
    if len(columns) < _EXPLAINED:
        columns = _tight_columns(width)
    is_slim = width < _LEAST_WIDTH_BESIDE
    return RowLayout(width, tuple(columns), nouns.milestone, is_slim, is_roomy)


def _tight_columns(width: int) -> list[RowColumn]:
    """Return narrower columns for date and status, none if they leave the titles too little."""
    columns = [_TIGHT_DUE, _TIGHT_STATUS]
    taken = sum(column.width + len(_GAP) for column in columns)
    room = width - MARGIN - _MARK_WIDTH - _REF_WIDTH - taken
    return columns if room >= _LEAST_TITLE_BESIDE else []


def list_heading_cells(layout: RowLayout) -> RowLine:
    """Return the headings of the columns."""
    title_width = _title_width(layout, MARGIN + _MARK_WIDTH + _REF_WIDTH)
    cells = [
        (" " * (MARGIN + _MARK_WIDTH), ""),
        (set_cell_size("Ref", _REF_WIDTH), "rows--dim"),
        (set_cell_size(layout.noun, title_width), "rows--dim"),
    ]
    headings = [_GAP + set_cell_size(column.heading, column.width) for column in layout.columns]
    return cells + [(heading, "rows--dim") for heading in headings]


def row_lines(
    row: Row, layout: RowLayout, marked: frozenset[str], ramp: str = RAMP
) -> list[RowLine]:
    """Return a row's lines from top to bottom; `marked` are the refs of the marked items.

    `ramp` are the characters that a trend is drawn with, the lowest first.
    """
    if isinstance(row, MeasureRow | MeasureHeading):
        lines = measure_row_lines(row, layout.width - MARGIN, ramp)
        return [[(" " * MARGIN, ""), *line] for line in lines]
    if row.kind == "heading":
        return _heading_lines(row, layout)
    if row.kind == "node":
        return _beside(_indent(row), row.text, "", [row.status], f"rows--{row.colour}", layout)
    if row.kind == "entry":
        width = layout.width - MARGIN
        lines = entry_lines(row, width, _mark_sign(row, marked), _MOST_ENTRY_LINES)
        return [[(" " * MARGIN, ""), *line] for line in lines]
    if row.kind == "silence":
        lines = silence_lines(row, layout.width - MARGIN, _MOST_ENTRY_LINES)
        return [[(" " * MARGIN, ""), *line] for line in lines]
    return _item_lines(row, layout, _mark_sign(row, marked))


def _heading_lines(row: Row, layout: RowLayout) -> list[RowLine]:
    """Return a heading with a rule up to the right edge, or up to its status."""
    lines = _beside("", row.text, "rows--heading", [row.status], f"rows--{row.colour}", layout)
    if not row.status:
        used = sum(cell_len(text) for text, _ in lines[-1])
        lines[-1].append((f" {'─' * max(0, layout.width - used - 1)}", "rows--rule"))
    return lines


def _beside(  # noqa: PLR0913, PLR0917 - two texts, with their styles and their place
    indent: str, text: str, style: str, right: Sequence[str], right_style: str, layout: RowLayout
) -> list[RowLine]:
    """Return a title over as many lines as it needs, with texts at the right edge of the first."""
    right_width = max(map(cell_len, right))
    room = layout.width - MARGIN - len(indent)
    width = room - right_width - 1 if right_width else room
    if right_width and width < _LEAST_TITLE_WIDTH:
        lines = _title_lines(indent, text, style, room)
        return [*lines, [(f" {indent}  {right[0]}", right_style)]]
    lines = _title_lines(indent, text, style, width)
    for line, each in zip(lines, right, strict=False):
        if each:
            used = sum(cell_len(part) for part, _ in line)
            line.append((" " * max(1, layout.width - used - right_width), ""))
            line.append((f"{each:>{right_width}}", right_style))
    return lines


def _title_lines(indent: str, text: str, style: str, width: int) -> list[RowLine]:
    """Return a title wrapped to `width`; what follows a sign that it is open or closed hangs."""
    sign = text[:2] if text[:2] in {"+ ", "- "} else ""
    first, *rest = wrap_text(text[len(sign) :], max(1, width - len(sign)), _MOST_TITLE_LINES)
    hanging = " " * len(sign)
    return [
        [(f" {indent}{sign}{first}", style)],
        *([(f" {indent}{hanging}{line}", style)] for line in rest),
    ]


# Items


def _item_lines(row: TextRow | ItemRow | ActionRow, layout: RowLayout, sign: str) -> list[RowLine]:
    style = "rows--dim" if row.is_closed else ""
    lead = _lead_cells(row, sign)
    lead_width = sum(cell_len(text) for text, _ in lead)
    if layout.columns:
        lines = _column_lines(row, layout, lead, lead_width, style)
    elif layout.is_slim:
        lines = _slim_lines(row, layout, lead, lead_width, style)
    else:
        lines = _narrow_lines(row, layout, lead, lead_width, style)
    if layout.has_more and row.more:
        blank = " " * lead_width
        for text in wrap_text(row.more, max(1, layout.width - lead_width), _MOST_MORE_LINES):
            lines.append([(blank, ""), (text, "rows--dim")])
    return lines


def _column_lines(
    row: TextRow | ItemRow | ActionRow,
    layout: RowLayout,
    lead: RowLine,
    lead_width: int,
    style: str,
) -> list[RowLine]:
    """Return the title beside its columns, each wrapped in its own width."""
    width = _title_width(layout, lead_width)
    titles = wrap_text(row.text, width, _MOST_TITLE_LINES)
    columns = [(titles, width, style, "")]
    for column in layout.columns:
        texts = _column_texts(getattr(row, column.name), column)
        is_status = column.name == _STATUS.name
        column_style = f"rows--{row.colour}" if is_status else style
        columns.append((texts, column.width, column_style, _GAP))
    return _zip_columns(lead, lead_width, columns)


def _column_texts(text: str, column: RowColumn) -> list[str]:
    """Return the text of a column over as many lines as it needs; a day stays on one line.

    In a tight column there is no room for print's own words, which the details have.
    """
    if not text or (column is _TIGHT_DUE and cell_len(text) > _STATUS_WIDTH):
        return []
    glued = _DAY.sub(lambda found: found[0].replace(" ", NO_BREAK), text)
    return [line.replace(NO_BREAK, " ") for line in wrap_text(glued, column.width)]


def _title_width(layout: RowLayout, lead_width: int) -> int:
    used = sum(column.width + len(_GAP) for column in layout.columns)
    return max(1, layout.width - lead_width - used)


def _zip_columns(
    lead: RowLine, lead_width: int, columns: Sequence[tuple[list[str], int, str, str]]
) -> list[RowLine]:
    """Return the lines of columns side by side; each is of texts, a width, a style and a gap."""
    height = max(len(texts) for texts, *_ in columns)
    lines: list[RowLine] = []
    for n in range(height):
        line = [*lead] if n == 0 else [(" " * lead_width, "")]
        for texts, width, style, gap in columns:
            text = texts[n] if n < len(texts) else ""
            line.append((f"{gap}{set_cell_size(text, width)}", style))
        lines.append(line)
    return lines


def _narrow_lines(
    row: TextRow | ItemRow | ActionRow,
    layout: RowLayout,
    lead: RowLine,
    lead_width: int,
    style: str,
) -> list[RowLine]:
    """Return the title with date and status at the right edge.

    They are side by side if that makes the row no higher than with the status beside the title's
    first line and the date below it.
    """
    room = layout.width - lead_width - len(_GAP)
    titles = wrap_text(row.text, max(1, room - _BESIDE_WIDTH), _MOST_TITLE_LINES)
    if len(titles) > _STACKED:
        wider = wrap_text(row.text, max(1, room - _STATUS_WIDTH), _MOST_TITLE_LINES)
        titles = min(titles, wider, key=len)
    right = _right_lines(row, style, room - cell_len(titles[0]))
    lines: list[RowLine] = []
    for n in range(max(len(titles), len(right))):
        line = [*lead] if n == 0 else [(" " * lead_width, "")]
        title = titles[n] if n < len(titles) else ""
        cells = right[n] if n < len(right) else []
        gap = layout.width - lead_width - cell_len(title) - _cells_width(cells)
        lines.append([*line, (f"{title}{' ' * gap}", style), *cells])
    return lines


def _right_lines(row: TextRow | ItemRow | ActionRow, style: str, room: int) -> list[RowLine]:
    """Return date and status in one line if they fit into `room`, else in two.

    A row under an open fold begins with its date, by which it differs from the others.
    """
    when, status, colour = _fitting_when(row), row.status, f"rows--{row.colour}"
    if not when or when.startswith(f"{status} "):  # done 28 Aug 2009 says that it is done
        return [[(when or status, colour)]]
    if not status:
        return [[(when, style)]]
    date = when.removeprefix("due ")
    if status.startswith("LATE START"):
        date = when.removeprefix("start by ")
    beside = [(f"{date}{_GAP}", style), (f"{status:>{_USUAL_STATUS_WIDTH}}", colour)]
    if _cells_width(beside) <= room:
        return [beside]
    lines = [[(status, colour)], [(when, style)]]
    is_in_fold = row.kind == "item" and row.level == 1
    return lines[::-1] if is_in_fold else lines


def _cells_width(cells: RowLine) -> int:
    return sum(cell_len(text) for text, _ in cells)


def _slim_lines(
    row: TextRow | ItemRow | ActionRow,
    layout: RowLayout,
    lead: RowLine,
    lead_width: int,
    style: str,
) -> list[RowLine]:
    """Return the title, and below it the date and the status."""
    titles = wrap_text(row.text, max(1, layout.width - lead_width), _MOST_TITLE_LINES)
    lines: list[RowLine] = []
    for n, title in enumerate(titles):
        line = [*lead] if n == 0 else [(" " * lead_width, "")]
        lines.append([*line, (title, style)])
    last: RowLine = [(" " * lead_width, "")]
    for text in _date_and_status(row):
        last.append((f"{text}  ", f"rows--{row.colour}" if text == row.status else style))
    return [*lines, last]


def _date_and_status(row: TextRow | ItemRow | ActionRow) -> list[str]:
    """Return what there is of date and status, the more urgent first.

    A row under an open fold begins with its date, by which it differs from the others.
    """
    when = _fitting_when(row)
    is_in_time = row.colour == "blue" or _is_ahead(row)
    is_in_fold = row.kind == "item" and row.level == 1
    texts = [when, row.status] if is_in_time or is_in_fold else [row.status, when]
    return [text for text in texts if text]


def _fitting_when(row: TextRow | ItemRow | ActionRow) -> str:
    """Return a row's date, empty if it is print's own words at length, which the details have."""
    return row.when if cell_len(row.when) <= _STATUS_WIDTH else ""


def _is_ahead(row: TextRow | ItemRow | ActionRow) -> bool:
    if row.kind == "action":
        return row.colour == "white"
    return bool(row.items) and all(item.state.status in AHEAD for item in row.items)


def _lead_cells(row: TextRow | ItemRow | ActionRow, sign: str) -> RowLine:
    """Return the box and the ref, highlighted if the row is marked."""
    ref = _pad_ref(row.ref)
    if sign:
        return [(f" {_indent(row)}", ""), (f"{row.mark}{sign}{ref}", "rows--marked")]
    return [(f" {_indent(row)}{row.mark} ", f"rows--{row.colour}"), (ref, "rows--dim")]


def _indent(row: TextRow | ItemRow | ActionRow) -> str:
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
