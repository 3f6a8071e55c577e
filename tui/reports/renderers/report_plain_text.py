"""A report as plain text for terminal, minutes and screen readers.

There are no boxes. Narrow tables are in columns; a row of a wide table is written out in words.
"""

from collections.abc import Callable, Sequence

from wcwidth import ljust, rjust
from wcwidth import width as display_width

from plan_data.text import clean, one_line
from tui.formats.wrap import wrap_line
from tui.reports.document import (
    BarChart,
    Block,
    Column,
    Matrix,
    Picture,
    ReportDocument,
    ReportTable,
)
from tui.reports.renderers.picture_words import can_be_drawn, picture_lines
from tui.reports.renderers.registry import PAGE_WIDTH
from tui.reports.renderers.row_texts import is_in_tables, matrix_table, row_in_words
from tui.reports.renderers.tables import cell_texts, column_titles, count_items, table_heading

_GAP = "  "
_INDENT = "    "
_FACT_NAME_WIDTH = 24
_LABEL_WIDTH = 40
_SHORTEST_BAR, _LONGEST_BAR = 10, 40
_BAR_NUMBERS_WIDTH = 18  # the indent, and "  21 of 39  " beside a bar

Rows = Sequence[Sequence[str]]


def render_plain_text(document: ReportDocument, width: int = PAGE_WIDTH) -> str:
    """Return a report as text, with no line of more than `width` columns.

    The exception is a table that fits a page of 100 columns: it stays in columns, so that the
    preview of a narrow window has the same tables as the file.
    """
    page = _TextPage(width)
    page.add_heading(document.title, "=")
    page.add_line()
    page.add_facts(document.facts)
    for block in document.blocks:
        page.add_line()
        page.add_line()
        page.add_heading(block.title, "-")
        page.add_block(block)
    page.add_line()
    return "\n".join(page.lines)


class _TextPage:
    """Collects the lines of a report."""

    def __init__(self, width: int) -> None:
        self._width = width
        self.lines: list[str] = []

    def add_line(self, line: str = "") -> None:
        """Add a line as it is, or an empty one."""
        self.lines.append(line)

    def add_wrapped(self, line: str, indent: str = "") -> None:
        """Add a line, wrapped if it is too wide; `indent` is for the lines after the first."""
        self.lines += wrap_line(line, self._width, indent)

    def add_text(self, text: str, indent: str = "") -> None:
        """Add each line of a text; after an indented first line, all are indented further."""
        next_indent = ""
        if indent:
            next_indent = f"{indent}{_GAP}"
        for line in clean(text).split("\n"):
            if line.strip():
                self.add_wrapped(f"{indent}{one_line(line)}", next_indent)
                indent = next_indent

    def add_heading(self, title: str, underline: str) -> None:
        """Add a title and a line under it."""
        lines = wrap_line(one_line(title), self._width)
        longest = max(map(display_width, lines), default=0)
        self.lines += [*lines, underline * longest]

    def add_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Add the names and values of the report's header, in two columns."""
        names = [f"{one_line(name)}:" for name, _ in facts]
        longest = max(map(display_width, names), default=0)
        name_width = min(longest, _FACT_NAME_WIDTH) + 1
        indent = " " * name_width
        for name, (_, value) in zip(names, facts, strict=True):
            self.add_wrapped(f"{ljust(name, name_width)}{one_line(value)}", indent)

    def add_block(self, block: Block) -> None:
        """Add all of a block that is below its title."""
        for paragraph in block.paragraphs:
            self.add_line()
            self.add_text(paragraph)
        if block.points:
            self.add_line()
        for point in block.points:
            self.add_wrapped(f"- {one_line(point)}", _GAP)
        for picture in block.pictures:
            self._add_picture(picture, block)
        for table in block.tables:
            self.add_line()
            heading = table_heading(block, table)
            if heading:
                self.add_heading(heading, ".")
            self._add_table(table)

    def _add_picture(self, picture: Picture, block: Block) -> None:
        """Add a picture: bars drawn with signs, a matrix as a table, all others in words."""
        if isinstance(picture, BarChart):
            self._add_bars(picture)
            return
        if not can_be_drawn(picture) or is_in_tables(picture, block):
            return
        self.add_line()
        self.add_heading(picture.title, ".")
        if isinstance(picture, Matrix):
            self._add_table(matrix_table(picture))
            return
        for line in picture_lines(picture):
            self.add_wrapped(f"- {one_line(line)}", _GAP)

    def _add_bars(self, chart: BarChart) -> None:
        """Draw how much of each bar is blue; a table of the block has the other colours."""
        labels = [one_line(bar.label) or "no name" for bar in chart.bars]
        totals = list(map(count_items, chart.bars))
        label_width = min(max(map(display_width, labels), default=0), _LABEL_WIDTH)
        longest_bar = self._width - label_width - _BAR_NUMBERS_WIDTH
        longest_bar = min(max(longest_bar, _SHORTEST_BAR), _LONGEST_BAR)
        scale = min(1.0, longest_bar / max([1, *totals]))
        self.add_line()
        self.add_wrapped(f"{one_line(chart.title)} (# is blue, . the rest):")
        for bar, label, total in zip(chart.bars, labels, totals, strict=True):
            blue = bar.counts.get("blue", 0)
            filled = round(blue * scale)
            drawn = "#" * filled + "." * (round(total * scale) - filled)
            line = f"{_INDENT}{ljust(label, label_width)} {blue:>4} of {total:<4} {drawn}"
            self.add_wrapped(line.rstrip(), _INDENT * 2)

    def _add_table(self, table: ReportTable) -> None:
        if not table.rows:
            self.add_text(table.nothing)
            return
        rows = cell_texts(table)
        if table.style == "asks":
            self._add_rows_in_words(table)
            return
        widths = _column_widths(table, rows)
        table_width = sum(widths) + len(_GAP) * (len(widths) - 1)
        if table_width <= max(self._width, PAGE_WIDTH) and not _has_line_breaks(rows):
            self._add_columns(table, rows, widths)
        else:
            self._add_rows_in_words(table)

    def _add_columns(self, table: ReportTable, rows: Rows, widths: Sequence[int]) -> None:
        justify = list(map(_justification, table.columns))
        underlines = ["-" * width for width in widths]
        for row in (column_titles(table), underlines, *rows):
            cells = []
            for side, cell, width in zip(justify, row, widths, strict=True):
                cells.append(side(cell, width))
            self.add_line(_GAP.join(cells).rstrip())

    def _add_rows_in_words(self, table: ReportTable) -> None:
        """Add what each row is about, and under that its other cells that are not empty."""
        rows = [row_in_words(table, row) for row in table.rows]
        are_short = self._are_short([fields for _, fields in rows])
        for index, (name, fields) in enumerate(rows):
            if index and not are_short:
                self.add_line()
            self.add_wrapped(name, _INDENT)
            if are_short:
                self._add_packed(fields)
                continue
            for field in fields:
                self.add_text(field, _INDENT)

    def _are_short(self, fields_by_row: Rows) -> bool:
        """Return whether the fields of each row take no more than two lines."""
        two_lines = 2 * (self._width - len(_INDENT))
        for fields in fields_by_row:
            line = "; ".join(fields)
            if "\n" in line or display_width(line) > two_lines:
                return False
        return True

    def _add_packed(self, fields: Sequence[str]) -> None:
        """Add as many fields to a line as it has room for."""
        line = ""
        for field in fields:
            longer = f"{_INDENT}{field}"
            if line:
                longer = f"{line}; {field}"
            if line and display_width(longer) >= self._width:
                self.add_line(f"{line};")
                longer = f"{_INDENT}{field}"
            line = longer
        if line:
            self.add_wrapped(line, _INDENT + _GAP)


def _column_widths(table: ReportTable, rows: Rows) -> list[int]:
    columns = zip(column_titles(table), *rows, strict=True)
    return [max(map(display_width, cells)) for cells in columns]


def _justification(column: Column) -> Callable[[str, int], str]:
    if column.kind == "number":
        return rjust
    return ljust


def _has_line_breaks(rows: Rows) -> bool:
    for row in rows:
        text = "".join(row)
        if "\n" in text or "\t" in text:
            return True
    return False


RENDERER = render_plain_text
