"""Tables and promises of the plan, as text and CSV."""

import csv
from collections.abc import Sequence
from io import StringIO

from plan_data.model import About, Commitment, Table
from tui.formats.cells import spreadsheet_text
from tui.formats.plan_part_text import indented_facts
from tui.formats.table_text import filled_rows, table_lines
from tui.wording.tables_and_promises import (
    commitment_line,
    commitments_by_group,
    table_facts,
    table_line,
)


def tables_text(tables: Sequence[Table]) -> str:
    """Return a line for each table."""
    return "".join([f"{table_line(table)}\n" for table in tables])


def table_text(table: Table, width: int) -> str:
    """Return a table with its title, its note and its cells in aligned columns."""
    facts = indented_facts(table_facts(table))
    lines = [table.title, *facts, "", *table_lines(table, width), ""]
    return "\n".join(lines)


def tables_csv(tables: Sequence[Table]) -> bytes:
    """Return a row for each table: its title, indicator, page and number of rows."""
    rows: list[list[str | int]] = [["title", "indicator", "page", "rows"]]
    for table in tables:
        title, indicator = spreadsheet_text(table.title), spreadsheet_text(table.indicator or "")
        rows.append([title, indicator, _page(table), len(table.rows)])
    return _csv(rows)


def _page(table: Table) -> int | str:
    """Return the page that a table is printed on, "" if that is not known."""
    if table.source is None:
        return ""
    return table.source.page or ""


def table_csv(table: Table) -> bytes:
    """Return the columns and rows of one table, its cells as text."""
    return _csv([list(map(spreadsheet_text, row)) for row in filled_rows(table)])


def _csv(rows: Sequence[Sequence[str | int]]) -> bytes:
    """Return rows as CSV with the mark by which Excel knows the encoding."""
    text = StringIO()
    csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def commitments_text(commitments: Sequence[Commitment], about: About) -> str:
    """Return promises under their headings in the plan."""
    lines: list[str] = []
    for group, members in commitments_by_group(commitments).items():
        if lines:
            lines.append("")
        if group:
            lines.append(group)
        lines += [f"  {commitment_line(commitment, about)}" for commitment in members]
    lines.append("")
    return "\n".join(lines)
