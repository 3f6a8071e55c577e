"""Sheets that came back, while somebody decides which of their lines are recorded."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from plan_data.errors import Unusable
from plan_data.load import LoadedPlan
from plan_data.text import clean
from store.journal.entry import Entry
from store.returns.filled_sheet import CellName, FilledCell, FilledRow, FilledSheet, split_by_lead
from store.returns.return_recorder import can_be_accepted
from store.returns.sheet_reader import ReaderOptions, SheetLine, read_sheets
from tui.returns.sheet_files import find_sheet_files, read_sheet_file


class LineKey(NamedTuple):
    """What a line keeps when its sheet is read again: its sheet, its row, and what it records."""

    at: int
    row: int
    kind: str


def key_of_line(line: SheetLine) -> LineKey:
    """Return the key of a line."""
    return LineKey(line.at, line.row, line.kind)


class ReturnedSheets:
    """Sheets with their lines, and which of these were accepted or refused; nothing is recorded.

    `failures` are sentences about files that could not be read.
    """

    def __init__(self, sheets: Sequence[FilledSheet], failures: Sequence[str] = ()) -> None:
        self.sheets = list(sheets)
        self.failures = tuple(failures)
        self.lines: tuple[SheetLine, ...] = ()
        self.accepted: set[LineKey] = set()
        self.left_out: set[LineKey] = set()

    def read(self, loaded: LoadedPlan, entries: Sequence[Entry], options: ReaderOptions) -> None:
        """Find what the lines would record now; a line that can no longer be accepted is not."""
        self.lines = tuple(read_sheets(loaded, entries, self.sheets, options))
        possible = {key_of_line(line) for line in self.lines if can_be_accepted(line)}
        self.accepted &= possible
        self.left_out &= possible

    def accept(self, lines: Iterable[SheetLine]) -> None:
        """Accept those of the lines that would record anything."""
        for line in lines:
            if can_be_accepted(line):
                self.accepted.add(key_of_line(line))
                self.left_out.discard(key_of_line(line))

    def leave_out(self, lines: Iterable[SheetLine]) -> None:
        """Refuse lines: they are not recorded."""
        for line in lines:
            if can_be_accepted(line):
                self.left_out.add(key_of_line(line))
                self.accepted.discard(key_of_line(line))

    def reset(self, line: SheetLine) -> None:
        """Leave a line undecided."""
        self.accepted.discard(key_of_line(line))
        self.left_out.discard(key_of_line(line))

    def is_accepted(self, line: SheetLine) -> bool:
        """Return whether a line was accepted."""
        return key_of_line(line) in self.accepted

    def texts_of(self, line: SheetLine) -> dict[CellName, str]:
        """Return what is written in the cells of a line."""
        row = self._row_of(line)
        if row is None:
            return {}
        return {name: row.cells[name].text for name in line.cells if name in row.cells}

    def mended(self, line: SheetLine, texts: Mapping[str, str]) -> FilledSheet:
        """Return a line's sheet with other texts in its cells; an empty text empties its cell."""
        sheet = self.sheets[line.at]
        rows = []
        for row in sheet.rows:
            if row.number == line.row:
                row = _with_texts(row, texts)  # noqa: PLW2901 - the row as it is now
            if row.cells:
                rows.append(row)
        return msgspec.structs.replace(sheet, rows=tuple(rows))

    def replace(self, line: SheetLine, sheet: FilledSheet) -> None:
        """Put a mended sheet in the place of the one that a line is on."""
        self.sheets[line.at] = sheet

    def _row_of(self, line: SheetLine) -> FilledRow | None:
        for row in self.sheets[line.at].rows:
            if row.number == line.row:
                return row
        return None


def _with_texts(row: FilledRow, texts: Mapping[str, str]) -> FilledRow:
    cells: dict[CellName, FilledCell] = {}
    for name, cell in row.cells.items():
        typed = clean(texts.get(name, cell.text)).strip()
        if name not in texts or typed == cell.text:
            cells[name] = cell
        elif typed:
            cells[name] = FilledCell(typed)
    return msgspec.structs.replace(row, cells=cells)


def read_sheets_in_file(path: Path, codes: Sequence[str]) -> list[FilledSheet]:
    """Return the sheet in a file; one that an import made is a sheet for each of its leads.

    Raises:
        Unusable: as `read_sheet_file`.

    """
    return split_by_lead(read_sheet_file(path, codes))


def read_returned(paths: Iterable[Path], codes: Sequence[str]) -> ReturnedSheets:
    """Read the sheets in files and folders; a file that cannot be read costs only itself.

    Raises:
        Unusable: if a file or folder is not there.

    """
    sheets: list[FilledSheet] = []
    failures: list[str] = []
    for path in find_sheet_files(paths):
        try:
            sheets += read_sheets_in_file(path, codes)
        except Unusable as failure:
            failures.append(str(failure))
    return ReturnedSheets(sheets, failures)
