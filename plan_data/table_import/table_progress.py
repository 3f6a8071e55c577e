"""Read the progress of a table: its date, and the progress of each item."""

from collections.abc import Sequence
from pathlib import Path

from plan_data.item_builder import TooManyItems, items_of_plan
from plan_data.model import Plan
from plan_data.table_import.column_reading import Columns
from plan_data.table_import.import_options import ImportOptions
from plan_data.table_import.import_report import ImportReport
from plan_data.table_import.numbered_records import ObjectiveRecord
from plan_data.table_import.plan_progress import PrintedProgress, ProgressDate, read_progress
from plan_data.table_import.progress_days import find_as_of
from plan_data.table_import.table_cells import Row
from plan_data.timescale.financial_year import FinancialYear


def progress_date(
    path: Path,
    rows: Sequence[Row],
    columns: Columns,
    options: ImportOptions,
    year: FinancialYear,
) -> ProgressDate:
    """Return the date of a table's progress: as given, as printed, or else today."""
    if options.as_of is not None:
        return ProgressDate(options.as_of, "option")
    texts = [cell for row in rows if row.outside for cell in row.cells]
    for row in rows[: columns.header + 1]:
        texts += row.cells
    texts.append(path.stem.replace("_", " "))
    printed = find_as_of(texts, year, options.today)
    if printed is not None:
        return ProgressDate(printed, "print")
    return ProgressDate(options.today)


def progress_of_table(
    records: Sequence[ObjectiveRecord],
    plan: Plan,
    year: FinancialYear,
    as_of: ProgressDate,
    report: ImportReport,
) -> tuple[PrintedProgress, ...]:
    """Return a table's progress for the items of its plan; report what a person has to decide."""
    try:
        items = items_of_plan(plan, year)
    except TooManyItems:
        report.left.append("the plan has too many dates for a return: its progress is not read")
        return ()
    return read_progress(records, items, year, as_of, report)
