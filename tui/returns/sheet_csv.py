"""A lead's sheet as CSV: the headings first, what identifies it at the end."""

import csv
import io

from tui.formats.cells import csv_value
from tui.returns.sheet_layout import (
    FILLED_BY_LABEL,
    FILLED_IN_LABEL,
    NOTHING_LABEL,
    LeadSheet,
)


def sheet_csv(sheet: LeadSheet) -> bytes:
    """Return the sheet as CSV that spreadsheets open: UTF-8 with a byte order mark."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([column.title for column in sheet.columns])
    for number, row in enumerate(sheet.rows):
        writer.writerow([*map(csv_value, row), *map(csv_value, sheet.cells_of(number))])
    writer.writerow([])
    for label in (NOTHING_LABEL, FILLED_BY_LABEL):
        writer.writerow([label, ""])
    writer.writerow([FILLED_IN_LABEL, csv_value(sheet.filled_in)])
    writer.writerow([])
    writer.writerow(["How to fill it in", csv_value(sheet.title)])
    for line in sheet.instructions:
        writer.writerow(["", csv_value(line)])
    writer.writerow([])
    for name, value in sheet.facts:
        writer.writerow([f"milepost {name}", csv_value(value)])
    return stream.getvalue().encode("utf-8-sig")
