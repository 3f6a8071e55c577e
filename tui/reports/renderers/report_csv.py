"""CSV of a paper's tables: one header row over the columns of them all, for trackers and pivot tables."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date

from plan_data.text import clean
from tui.formats.cells import neutralise_formula
from tui.reports.document import Cell, ReportDocument, ReportTable

# What a spreadsheet makes a number or a day of, quoted or not: 9.10, 2009/10, 1E5.
_LIKE_A_NUMBER = re.compile(r"\s*[\d.,/:\s-]*\d[\d.,/:\s-]*(?:[eE]\d+)?\s*")


def render_csv(paper: ReportDocument) -> bytes:
    """Return every row of every table; `block` and `table` say where it stands in the paper."""
    tables = [(block.key, table) for block in paper.blocks for table in block.tables]
    keys = dict.fromkeys(column.key for _, table in tables for column in table.columns)
    places = {key: place for place, key in enumerate(keys)}
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow(("block", "table", *map(_value, keys)))
    for block, table in tables:
        start = [_value(block), _value(table.key)]
        writer.writerows(start + row for row in _rows(table, places))
    return text.getvalue().encode("utf-8-sig")


def _rows(table: ReportTable, places: dict[str, int]) -> Iterator[list[str | int | float]]:
    """Yield the table's rows, each cell in its column's place among all of the paper's."""
    own = [places[column.key] for column in table.columns]
    for cells in table.rows:
        row: list[str | int | float] = [""] * len(places)
        for place, cell in zip(own, cells, strict=True):
            row[place] = _value(cell)
        yield row


def _value(cell: Cell) -> str | int | float:
    """Return a cell so that a spreadsheet takes it for what it is; an apostrophe keeps a text a text."""
    if isinstance(cell, date):
        return cell.isoformat()
    if not isinstance(cell, str):
        return "" if cell is None else cell
    text = clean(neutralise_formula(cell))
    return f"'{text}" if _LIKE_A_NUMBER.fullmatch(text) else text
