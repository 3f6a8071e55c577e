"""Cut columns that hold a lead and a date in one cell: Responsible officer and date."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from plan_data.table_import.column_headings import count_certain_roles
from plan_data.table_import.date_rewrites import rewrite_dates
from plan_data.table_import.heading_words import plain_words
from plan_data.table_import.printed_dates import find_printed_dates
from plan_data.table_import.table_cells import Row
from plan_data.table_import.timescale_phrases import find_timescales
from plan_data.timescale.financial_year import APRIL

_LEAD = (
    r"(?:who|whom|owner|lead|lead officer|officer|responsible|responsible officer|responsibility|action"
    r" owner|by whom|responsible person|manager|responsible manager|accountable officer|accountability|ownership)"
)
_DATE = (
    r"(?:when|date|dates|timescale|timescales|target date|due date|deadline|timeframe|by when|timing"
    r"|completion date|implementation date|target)"
)
_LEAD_AND_DATE = re.compile(
    rf"(?P<lead>{_LEAD}) (?:and )?(?P<date>{_DATE})|(?P<first>{_DATE}) (?:and )?(?P<last>{_LEAD})"
)
_MONTH = r"(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_DASH = rf"(?<!\d)\s[-\u2013\u2014]\s|\s[-\u2013\u2014]\s(?!\d|{_MONTH})"  # between no dates
_LINES = re.compile(rf"\n|;\s*|{_DASH}|,\s+(?=\d|by |end )|\s+(?=by \w+ 20\d\d)|[()]")
_ANY_YEAR = APRIL.year(2000)  # of a text in which dates are only searched


def cut_shared_columns(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with each column of leads and dates as two, the dates at the end."""
    cut: list[Row] = []
    column: int | None = None
    width = 0
    date_first = False
    for row in rows:
        if not row.outside and (row.heads or count_certain_roles(row)):
            heading = _shared_column(row)
            if heading is not None or row.heads:
                column, width = heading, len(row.cells)
                date_first = any(map(_has_date_first, row.cells))
        if column is None or row.outside or column >= len(row.cells):
            cut.append(row)
        else:
            cut.append(_cut_row(row, column, width, date_first=date_first))
    return cut


def _cut_row(row: Row, column: int, width: int, *, date_first: bool) -> Row:
    cells = [*row.cells[:width], *[""] * (width - len(row.cells))]
    cells[column], date = _lead_and_date(row.cells[column], date_first=date_first)
    return replace(row, cells=(*cells, date, *row.cells[width:]))


def _shared_column(row: Row) -> int | None:
    """Return the only column that a heading gives to leads and dates."""
    found = []
    for column, heading in enumerate(row.cells):
        if _LEAD_AND_DATE.fullmatch(plain_words(heading)):
            found.append(column)
    return found[0] if len(found) == 1 else None


def _has_date_first(heading: str) -> bool:
    match = _LEAD_AND_DATE.fullmatch(plain_words(heading))
    return match is not None and bool(match["first"])


def _lead_and_date(cell: str, *, date_first: bool) -> tuple[str, str]:
    """Return the parts of a cell, or of a heading, that are no time and those that are one.

    If none is and dates come first, the first of several parts is.
    """
    heading = _LEAD_AND_DATE.fullmatch(plain_words(cell))
    if heading:
        lead, date = heading["lead"] or heading["last"], heading["date"] or heading["first"]
        return lead.capitalize(), date.capitalize()
    leads, dates = [], []
    for part in _parts_of(cell, date_first=date_first):
        if _is_time(part):
            dates.append(part)
        else:
            leads.append(part)
    if date_first and not dates and len(leads) > 1:
        dates.append(leads.pop(0))
    return "\n".join(leads), "\n".join(dates)


def _parts_of(cell: str, *, date_first: bool) -> list[str]:
    """Return the parts of a cell: if dates come first, its lines."""
    parts = cell.split("\n")
    if not date_first or len(parts) == 1:
        parts = _LINES.split(cell)
    return list(filter(None, map(str.strip, parts)))


def _is_time(part: str) -> bool:
    """Return whether a part has a date, or begins with a time such as Quarterly."""
    text = rewrite_dates(part, _ANY_YEAR).text
    if find_printed_dates(text, _ANY_YEAR) or plain_words(part) == "complete":
        return True
    return any(phrase.start == 0 for phrase in find_timescales(text, _ANY_YEAR))
