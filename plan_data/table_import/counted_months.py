"""Write bare numbers of months as months of the work: 18 below "Due date (in months)" as Month 18.

Numbers with "/" between them are read as a list, with a question mark.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from plan_data.table_import.column_headings import count_certain_roles
from plan_data.table_import.heading_words import YEAR_HEADINGS, plain_words
from plan_data.table_import.table_cells import Row

_MONTH = frozenset({"month", "months"})
_DUE = frozenset(
    ["date", "due", "delivery", "deadline", "start", "end", "finish", "completion", "submission"]
)
_NUMBERS = re.compile(r"\d{1,3}(?:\s*(?:[,;&/\u2013-]|\band\b|\bto\b)\s*\d{1,3})*")
_NUMBER = re.compile(r"\d+")
_SLASH = re.compile(r"\s*/\s*")
_FEWEST_HEADINGS = 2
_LAST_MONTH_OF_YEAR = 12


def write_counted_months(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with each bare number below such a heading as a month of the work.

    If none is above 12, they may be months of the calendar, and each gets a question mark.
    """
    written: list[Row] = []
    columns: dict[int, str] = {}
    for index, row in enumerate(rows):
        if not row.outside and (row.heads or count_certain_roles(row) >= _FEWEST_HEADINGS):
            columns = dict(_columns_of_months(row, rows[index + 1 :]))
        written.append(_with_months(row, columns))
    return written


def _columns_of_months(heading_row: Row, below: Sequence[Row]) -> Iterator[tuple[int, str]]:
    """Yield each column of bare months, and the mark that they get."""
    headings = list(map(plain_words, heading_row.cells))
    if not YEAR_HEADINGS.isdisjoint(headings):
        return
    for column, heading in enumerate(headings):
        words = set(heading.split())
        if words.isdisjoint(_MONTH) or words.isdisjoint(_DUE):
            continue
        yield column, _mark_of_column(column, below)


def _mark_of_column(column: int, rows: Sequence[Row]) -> str:
    for row in rows:
        cell = _cell(row, column)
        if _NUMBERS.fullmatch(cell) and max(map(int, _NUMBER.findall(cell))) > _LAST_MONTH_OF_YEAR:
            return ""
    return "?"


def _with_months(row: Row, columns: dict[int, str]) -> Row:
    cells = list(row.cells)
    for column, mark in columns.items():
        cell = _cell(row, column)
        if not row.outside and _NUMBERS.fullmatch(cell):
            cells[column] = _written_out(cell, mark)
    return replace(row, cells=tuple(cells))


def _written_out(numbers: str, mark: str) -> str:
    listed = _SLASH.sub(", ", numbers)
    if listed != numbers:
        mark = "?"
    return f"Month {listed}{mark}"


def _cell(row: Row, column: int) -> str:
    if row.outside or column >= len(row.cells):
        return ""
    return row.cells[column].strip()
