"""CSV of a report's tables for trackers and pivot tables: one header row for them all."""

import csv
import io
from collections.abc import Iterator, Mapping

from tui.formats.cells import csv_value
from tui.reports.document import ReportDocument, ReportTable


def render_csv(document: ReportDocument) -> bytes:
    """Return every row of every table; `block` and `table` name where it is from."""
    tables = _tables(document)
    positions = _column_positions(table for _, table in tables)
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow(["block", "table", *map(csv_value, positions)])
    for block_key, table in tables:
        start = [csv_value(block_key), csv_value(table.key)]
        for values in _rows(table, positions):
            writer.writerow(start + values)
    return text.getvalue().encode("utf-8-sig")


def _tables(document: ReportDocument) -> list[tuple[str, ReportTable]]:
    """Return each table with the key of its block."""
    return [(block.key, table) for block in document.blocks for table in block.tables]


def _column_positions(tables: Iterator[ReportTable]) -> dict[str, int]:
    """Return the keys of the columns of all tables, each once, with its position in a row."""
    positions: dict[str, int] = {}
    for table in tables:
        for column in table.columns:
            positions.setdefault(column.key, len(positions))
    return positions


def _rows(table: ReportTable, positions: Mapping[str, int]) -> Iterator[list[str | float]]:
    """Yield the rows of a table, each cell at the position of its column."""
    own_positions = [positions[column.key] for column in table.columns]
    for cells in table.rows:
        row: list[str | float] = [""] * len(positions)
        for position, cell in zip(own_positions, cells, strict=True):
            row[position] = csv_value(cell)
        yield row


RENDERER = render_csv
