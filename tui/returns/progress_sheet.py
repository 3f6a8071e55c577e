"""The return that an import writes beside its plan: the progress that the table prints."""

from datetime import date
from pathlib import Path

from plan_data.errors import Refused
from plan_data.table_import.importer import ImportResult
from plan_data.table_import.plan_progress import PrintedProgress
from plan_data.text import one_line
from store.dates import format_day
from store.returns.filled_sheet import CellName
from store.returns.rounds import round_of_import
from tui.returns.round_files import SHEET_FORMATS
from tui.returns.sheet_layout import IMPORT_COLUMNS, LeadSheet

_INSTRUCTIONS = (
    "This is what the table says of progress. Nothing of it is recorded before it is accepted.",
    "Correct what is wrong. A day with a question mark is a guess: write the day alone, or nothing.",
    "Recorded by is whose a row is recorded as; without a code, it is recorded as yours.",
    "Rows and cells may be deleted. Leave the refs in the first column.",
)


def progress_path(plan: Path) -> Path:
    """Return where the return of a plan file goes: PLAN-progress.csv beside PLAN.yaml."""
    return plan.with_name(f"{plan.stem}-progress.csv")


def import_contents(
    table: str, imported: ImportResult, plan: Path, progress: Path
) -> dict[Path, bytes]:
    """Return what an import writes, by path: the plan, and the return of its progress if it has any.

    `table` is the name of the table's file.

    Raises:
        Refused: if the ending of `progress` names no format of a return.
        Unusable: if it is XLSX, and its library is not installed.

    """
    contents: dict[Path, bytes] = {}
    if imported.progress:
        sheet = _progress_sheet(table, imported)
        contents[progress] = _progress_bytes(sheet, progress, imported.as_of)
    contents[plan] = imported.text.encode()
    return contents


def _progress_sheet(table: str, imported: ImportResult) -> LeadSheet:
    """Return the sheet of a table's progress, with its cells filled in."""
    plan, progress = imported.plan, imported.progress
    opened = round_of_import(one_line(table), imported.as_of)
    return LeadSheet(
        code="",
        name="",
        title=f"{plan.title}: progress in {one_line(table)}",
        instructions=_INSTRUCTIONS,
        rows=tuple(map(_row_texts, progress)),
        facts=(("plan", plan.plan), ("round", opened.key), ("source", opened.source)),
        columns=IMPORT_COLUMNS,
        filled=tuple(map(_filled_cells, progress)),
        filled_in=format_day(imported.as_of),
    )


def _row_texts(row: PrintedProgress) -> tuple[str, ...]:
    item = row.item
    due = ""
    if item.due:
        due = format_day(item.due)
    texts = (item.ref, item.title, row.lead, item.printed or "", due, row.words)
    return tuple(map(one_line, texts))


def _filled_cells(row: PrintedProgress) -> dict[CellName, str]:
    return {
        "done_on": row.done_on,
        "started_on": row.started_on,
        "expected": row.expected,
        "view": row.view,
        "action": row.action,
        "note": row.note,
    }


def _progress_bytes(sheet: LeadSheet, path: Path, made: date) -> bytes:
    """Return the sheet in the format that the ending of its file names.

    Raises:
        Refused: if it is another format.
        Unusable: if it is XLSX, and its library is not installed.

    """
    file_format = path.suffix.lower().removeprefix(".")
    if file_format == "csv":
        from tui.returns.sheet_csv import sheet_csv

        return sheet_csv(sheet)
    if file_format == "xlsx":
        from tui.returns.sheet_xlsx import sheet_xlsx

        return sheet_xlsx(sheet, made)
    endings = " or ".join(f".{each}" for each in SHEET_FORMATS)
    raise Refused(f"the return of an import ends in {endings}, not '{path.name}'.")
