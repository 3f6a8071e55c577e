"""Markdown for pasting into papers: headings, lists, and tables that no text can break."""

import re
from collections.abc import Iterable, Iterator

from plan_data.text import clean
from tui.formats.cells import cell_text
from tui.formats.checklist_markdown import escape_markdown, markdown_row
from tui.reports.document import Block, Column, ReportDocument, ReportTable
from tui.reports.renderers.tables import table_heading

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
    for table in block.tables:
        yield ""
        heading = table_heading(block, table)
        if heading:
            yield f"### {_escape(heading)}"
            yield ""
        yield from _table(table)


def _table(table: ReportTable) -> Iterator[str]:
    if not table.rows:
        yield _escape(table.nothing)
        return
    yield _row(column.title for column in table.columns)
    yield markdown_row(map(_rule, table.columns))
    for row in table.rows:
        yield _row(map(cell_text, row))


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
