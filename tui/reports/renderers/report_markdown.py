"""Markdown for pasting into papers: headings, lists, short paragraphs and narrow tables.

No text can break a table or become markup.
"""

import re
from collections.abc import Iterable, Iterator

from plan_data.text import clean, one_line
from tui.formats.cells import cell_text
from tui.formats.checklist_markdown import escape_markdown, markdown_row
from tui.reports.document import (
    Block,
    Column,
    Matrix,
    Picture,
    ReportDocument,
    ReportTable,
)
from tui.reports.renderers.picture_words import can_be_drawn, picture_words
from tui.reports.renderers.row_texts import is_in_tables, matrix_table, row_in_words
from tui.reports.renderers.tables import table_heading

_MOST_COLUMNS = 5  # that are not numbers
# What would start a list or a rule at the beginning of a line.
_LIST_START = re.compile(r"^(\d{1,9})?([-+.)])(?=[\s-]|$)")


def render_markdown(document: ReportDocument) -> str:
    """Return a report as GitHub's Markdown."""
    lines = [f"# {_escape(document.title)}", ""]
    for name, value in document.facts:
        lines.append(f"- **{_escape(name)}:** {_escape(value)}")
    for block in document.blocks:
        lines += ["", f"## {_escape(block.title)}"]
        lines += _block(block)
    lines.append("")
    return "\n".join(lines)


def _block(block: Block) -> Iterator[str]:
    for paragraph in block.paragraphs:
        yield ""
        yield _escape(paragraph)
    if block.points:
        yield ""
    for point in block.points:
        yield f"- {_escape(point)}"
    for picture in block.pictures:
        if can_be_drawn(picture) and not is_in_tables(picture, block):
            yield from _picture(picture)
    for table in block.tables:
        yield ""
        heading = table_heading(block, table)
        if heading:
            yield f"### {_escape(heading)}"
            yield ""
        yield from _table(table)


def _picture(picture: Picture) -> Iterator[str]:
    """Yield a matrix as a table, and every other picture in words."""
    yield ""
    if isinstance(picture, Matrix):
        yield f"**{_escape(picture.title)}**"
        yield ""
        yield from _table(matrix_table(picture))
        return
    yield f"**{_escape(picture.title)}:** {_escape(picture_words(picture))}"


def _table(table: ReportTable) -> Iterator[str]:
    if not table.rows:
        yield _escape(table.nothing)
        return
    if not _is_narrow(table):
        yield from _rows_in_words(table)
        return
    yield _row(column.title for column in table.columns)
    yield markdown_row(map(_rule, table.columns))
    for row in table.rows:
        yield _row(map(cell_text, row))


def _is_narrow(table: ReportTable) -> bool:
    """Return whether a table has few columns; numbers need little room."""
    columns = [column for column in table.columns if column.kind != "number"]
    return table.style == "table" and len(columns) <= _MOST_COLUMNS


def _rows_in_words(table: ReportTable) -> Iterator[str]:
    """Yield a short paragraph for each row: what it is about, then its cells with their titles."""
    for index, row in enumerate(table.rows):
        name, fields = row_in_words(table, row)
        if index:
            yield ""
        yield f"**{_escape(one_line(name))}** {_escape('; '.join(fields))}".rstrip()


def _rule(column: Column) -> str:
    if column.kind == "number":
        return "---:"
    return "---"


def _row(texts: Iterable[str]) -> str:
    return markdown_row(map(_escape, texts))


def _escape(text: str) -> str:
    """Return `text` on one line, so that it is shown as it is, also at the start of the line."""
    return _LIST_START.sub(r"\1\\\2", escape_markdown(clean(text).strip()))


RENDERER = render_markdown
