"""Cut columns that hold a lead and a date in one cell: Responsible officer and date."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from plan_data.table_import.column_headings import count_certain_roles
from plan_data.table_import.date_rewrites import rewrite_dates
from plan_data.table_import.heading_words import plain_words
from plan_data.table_import.printed_dates import find_printed_dates
from plan_data.table_import.table_cells import Row
from plan_data.timescale.financial_year import APRIL

_LEAD = (
    r"(?:who|whom|owner|lead|lead officer|officer|responsible|responsible officer|responsibility|action"
    r" owner|by whom|responsible person|manager|responsible manager|accountable officer|accountability)"
)
_DATE = (
    r"(?:when|date|dates|timescale|timescales|target date|due date|deadline|timeframe|by when|timing"
    r"|completion date|implementation date|target)"
)
_LEAD_AND_DATE = re.compile(rf"(?P<lead>{_LEAD}) (?:and )?(?P<date>{_DATE})")
_LINES = re.compile(r"\n|;\s*|\s[-\u2013\u2014]\s|,\s+(?=\d|by |end )|\s+(?=by \w+ 20\d\d)|[()]")
_ANY_YEAR = APRIL.year(2000)  # of a text in which dates are only searched


def cut_shared_columns(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with each column of leads and dates as two, the dates at the end."""
    cut: list[Row] = []
    column: int | None = None
    width = 0
    for row in rows:
        if not row.outside and (row.heads or count_certain_roles(row)):
            heading = _shared_column(row)
            if heading is not None or row.heads:
                column, width = heading, len(row.cells)
        if column is None or row.outside or column >= len(row.cells):
            cut.append(row)
            continue
        cells = [*row.cells[:width], *[""] * (width - len(row.cells))]
        cells[column], date = _lead_and_date(row.cells[column])
        cut.append(replace(row, cells=(*cells, date, *row.cells[width:])))
    return cut


def _shared_column(row: Row) -> int | None:
    """Return the only column that a heading gives to leads and dates."""
    found = []
    for column, heading in enumerate(row.cells):
        if _LEAD_AND_DATE.fullmatch(plain_words(heading)):
            found.append(column)
    return found[0] if len(found) == 1 else None


def _lead_and_date(cell: str) -> tuple[str, str]:
    """Return the parts of a cell, or of a heading, without a date and those with one."""
    heading = _LEAD_AND_DATE.fullmatch(plain_words(cell))
    if heading:
        return heading["lead"].capitalize(), heading["date"].capitalize()
    leads, dates = [], []
    for part in filter(None, map(str.strip, _LINES.split(cell))):
        has_date = find_printed_dates(rewrite_dates(part, _ANY_YEAR).text, _ANY_YEAR)
        if has_date or plain_words(part) in {"ongoing", "tbc", "immediate", "complete"}:
            dates.append(part)
        else:
            leads.append(part)
    return "\n".join(leads), "\n".join(dates)
