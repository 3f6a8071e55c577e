"""Markdown for pasting into papers: headings, lists, and tables that no text can break."""

import re
from collections.abc import Iterable, Iterator

from plan_data.text import clean
from tui.formats.checklist_markdown import escape_markdown
from tui.reports.document import Block, Column, ReportDocument, ReportTable
from tui.reports.renderers.report_plain_text import format_cell, table_heading

_OPENING = re.compile(r"^(\d{1,9})?([-+.)])(?=[\s-]|$)")  # at the start of a line it would make a list or a rule


def render_markdown(paper: ReportDocument) -> str:
    """Return the paper as GitHub's Markdown."""
    lines = [f"# {_said(paper.title)}", "", *(f"- **{_said(name)}:** {_said(value)}" for name, value in paper.facts)]
    for block in paper.blocks:
        lines += ["", f"## {_said(block.title)}", *_block(block)]
    return "\n".join([*lines, ""])


def _block(block: Block) -> Iterator[str]:
    for paragraph in block.paragraphs:
        yield from ("", _said(paragraph))
    if block.points:
        yield from ("", *(f"- {_said(point)}" for point in block.points))
    for table in block.tables:
        title = table_heading(block, table)
        yield from ("", *((f"### {_said(title)}", "") if title else ()))
        yield from _table(table)


def _table(table: ReportTable) -> Iterator[str]:
    if not table.rows:
        yield _said(table.nothing)
        return
    yield _row(_said(column.title) for column in table.columns)
    yield _row(_rule(column) for column in table.columns)
    for row in table.rows:
        yield _row(_said(format_cell(cell)) for cell in row)


def _rule(column: Column) -> str:
    return "---:" if column.kind == "number" else "---"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _said(text: str) -> str:
    """Return `text` on one line, so that it is shown as it is wherever in a line it stands."""
    return _OPENING.sub(r"\1\\\2", escape_markdown(clean(text).strip()))
