"""Plain lines for terminal, minutes and screen reader: no boxes, narrow tables in columns, wide ones in words."""

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date

from wcwidth import ljust, rjust, width, wrap

from plan_data.text import clean, one_line
from store.dates import format_day
from tui.reports.document import BarChart, Block, Cell, ReportDocument, ReportTable
from tui.wording.counts import format_number

_ROOM = 100
_GAP = "  "
_INDENT = "    "
_LONGEST_BAR = 40
_NAMES = frozenset({"milestone", "measure", "title", "name"})  # columns that say what a row is about


def render_text(paper: ReportDocument) -> str:
    """Return the paper as text, no line longer than 100 columns."""
    lines = [*_heading(paper.title, "="), "", *_facts(paper.facts)]
    for block in paper.blocks:
        lines += ["", "", *_heading(block.title, "-"), *_block(block)]
    return "\n".join([*lines, ""])


def format_cell(cell: Cell) -> str:
    """Return what a cell says to people; foreign text is clean, and may be of several lines."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return clean(cell).strip()
    return format_day(cell) if isinstance(cell, date) else format_number(cell)


def table_heading(block: Block, table: ReportTable) -> str:
    """Return the title of a table, or nothing where the block has just said it."""
    return "" if table.title == block.title else one_line(table.title)


def _heading(title: str, line: str) -> list[str]:
    lines = _wrapped(one_line(title))
    return [*lines, line * max((width(each) for each in lines), default=0)]


def _facts(facts: Sequence[tuple[str, str]]) -> Iterator[str]:
    names = [f"{one_line(name)}:" for name, _ in facts]
    room = min(max(map(width, names), default=0), 24) + 1
    for name, (_, value) in zip(names, facts, strict=True):
        yield from _wrapped(f"{ljust(name, room)}{one_line(value)}", " " * room)


def _block(block: Block) -> Iterator[str]:
    for paragraph in block.paragraphs:
        yield from ("", *_lines(paragraph))
    if block.points:
        yield ""
    for point in block.points:
        yield from _wrapped(f"- {one_line(point)}", "  ")
    if block.bars:
        yield from _bars(block.bars)
    for table in block.tables:
        title = table_heading(block, table)
        yield from ("", *(_heading(title, ".") if title else ()))
        yield from _table(table)


def _bars(bars: BarChart) -> Iterator[str]:
    """Draw how much of each bar is blue; the table has the other colours."""
    totals = [sum(bar.counts.values()) for bar in bars.bars]
    scale = min(1.0, _LONGEST_BAR / max([1, *totals]))
    yield from ("", *_wrapped(f"{one_line(bars.title)} (# is blue, . the rest):"))
    labels = [one_line(bar.label) or "no name" for bar in bars.bars]
    room = min(max(map(width, labels), default=0), _LONGEST_BAR)
    for bar, label, total in zip(bars.bars, labels, totals, strict=True):
        blue = bar.counts.get("blue", 0)
        filled = round(blue * scale)
        drawn = "#" * filled + "." * (round(total * scale) - filled)
        yield from _wrapped(f"{_INDENT}{ljust(label, room)} {blue:>4} of {total:<4} {drawn}".rstrip(), _INDENT * 2)


def _table(table: ReportTable) -> Iterator[str]:
    if not table.rows:
        yield from _lines(table.nothing)
        return
    rows = [[format_cell(cell) for cell in row] for row in table.rows]
    widths = [max(map(width, cells)) for cells in zip(_titles(table), *rows, strict=True)]
    one_line_each = not any("\n" in cell or "\t" in cell for row in rows for cell in row)
    if one_line_each and sum(widths) + len(_GAP) * (len(widths) - 1) <= _ROOM:
        yield from _aligned(table, rows, widths)
    else:
        yield from _stanzas(table, rows)


def _titles(table: ReportTable) -> list[str]:
    return [one_line(column.title) for column in table.columns]


def _aligned(table: ReportTable, rows: Sequence[Sequence[str]], widths: Sequence[int]) -> Iterator[str]:
    sides = [rjust if column.kind == "number" else ljust for column in table.columns]
    for row in (_titles(table), ["-" * each for each in widths], *rows):
        cells = (side(cell, room) for side, cell, room in zip(sides, row, widths, strict=True))
        yield _GAP.join(cells).rstrip()


def _stanzas(table: ReportTable, rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Say each row in words: what it is about, and under that whatever is not empty."""
    heads = [place for place, column in enumerate(table.columns) if place == 0 or column.key in _NAMES]
    titles = _titles(table)
    rest = [
        [f"{titles[place]}: {cell}" for place, cell in enumerate(row) if cell and place not in heads] for row in rows
    ]
    short = all("\n" not in field for fields in rest for field in fields)
    short = short and max(width("; ".join(fields)) for fields in rest) <= 2 * (_ROOM - len(_INDENT))
    for place, (row, fields) in enumerate(zip(rows, rest, strict=True)):
        if place and not short:
            yield ""
        yield from _wrapped(_GAP.join(one_line(row[head]) for head in heads if row[head]) or "no name", _INDENT)
        if short:
            yield from _packed(fields)
        else:
            for field in fields:
                yield from _lines(field, _INDENT)


def _packed(fields: Sequence[str]) -> Iterator[str]:
    """Put as many fields on a line as it has room for."""
    line = ""
    for field in fields:
        longer = f"{line}; {field}" if line else f"{_INDENT}{field}"
        if line and width(longer) >= _ROOM:
            yield f"{line};"
            longer = f"{_INDENT}{field}"
        line = longer
    if line:
        yield from _wrapped(line, _INDENT + _GAP)


def _lines(text: str, indent: str = "") -> Iterator[str]:
    """Wrap each line of a text by itself; under an indented one, what follows is indented further."""
    after = f"{indent}{_GAP}" if indent else ""
    for line in clean(text).split("\n"):
        if line.strip():
            yield from _wrapped(f"{indent}{one_line(line)}", after)
            indent = after


def _wrapped(text: str, after: str = "") -> list[str]:
    if width(text) <= _ROOM:
        return [text]
    start = text[: len(text) - len(text.lstrip())]
    fit = textwrap.wrap if text.isascii() else wrap  # the one for all scripts takes eight times as long
    return fit(text.lstrip(), _ROOM, initial_indent=start, subsequent_indent=after, break_on_hyphens=False)
