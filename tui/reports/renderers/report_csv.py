"""CSV of a report for trackers and pivot tables: one table a file, with one header row.

Each row has the plan, the as-of date and the group that it is from, so that files of several
papers can be put together.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from tui.formats.cells import csv_value
from tui.reports.context import ReportKind
from tui.reports.document import Cell, ReportDocument
from tui.reports.renderers.joined_tables import JoinedTable, join_tables
from tui.reports.renderers.tables import document_fact

# The table that a report is read for: the first of these that it has.
_MAIN_TABLES: Mapping[ReportKind, tuple[str, ...]] = MappingProxyType(
    {
        "exception": ("all_exceptions", "exceptions"),
        "summary": ("headline",),
        "checklist": ("checklist",),
        "changes": ("statuses",),
    }
)
_FIRST_COLUMNS = ("plan", "as_of", "group")


def render_csv(document: ReportDocument) -> bytes:
    """Return the main table of a report: the exceptions, or the checklist."""
    tables = _named_tables(document)
    for name in _MAIN_TABLES[document.kind]:
        if name in tables:
            return _table_csv(document, tables[name])
    if not tables:
        return _csv_bytes([[*_FIRST_COLUMNS]])
    longest = max(tables.values(), key=lambda table: table.row_count)
    return _table_csv(document, longest)


def render_csv_files(document: ReportDocument) -> dict[str, bytes]:
    """Return each table that has rows, by the name of its file."""
    files = {}
    for name, table in _named_tables(document).items():
        if table.has_rows:
            files[f"{name}.csv"] = _table_csv(document, table)
    return files


def _named_tables(document: ReportDocument) -> dict[str, JoinedTable]:
    """Return the tables of a report, each with a name of its own."""
    named: dict[str, JoinedTable] = {}
    for block in document.blocks:
        for table in join_tables(block):
            name = table.key
            if name in named:
                name = f"{block.key}_{table.key}"
            number = 1
            while name in named:
                number += 1
                name = f"{block.key}_{table.key}_{number}"
            named[name] = table
    return named


def _table_csv(document: ReportDocument, table: JoinedTable) -> bytes:
    keys = [column.key for column in table.columns]
    rows: list[list[Cell]] = [[*_FIRST_COLUMNS, *keys]]
    plan = document_fact(document, "plan")
    for group, row, _ in table.grouped_rows():
        rows.append([plan, document.as_of, group, *row])
    return _csv_bytes(rows)


def _csv_bytes(rows: list[list[Cell]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerows(map(_values, rows))
    return text.getvalue().encode("utf-8-sig")


def _values(row: list[Cell]) -> Iterator[str | float]:
    return map(csv_value, row)


RENDERER = render_csv
FILES_RENDERER = render_csv_files
