"""Reading sheets that came back, as any spreadsheet program saves them."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from msgspec import Struct

from plan_data.errors import Unusable, os_reason
from plan_data.table_import.office_files import is_office
from plan_data.table_import.office_limits import checked_parts
from plan_data.table_import.table_limits import MOST_COLUMNS, MOST_ROWS
from plan_data.text import clean, fold, one_line
from store.returns.cell_acts import CELL_LABELS
from store.returns.filled_sheet import CellName, FilledCell, FilledRow, FilledSheet
from store.returns.rounds import round_with_key
from tui.returns.file_pair import refuse_unfinished
from tui.returns.sheet_days import unshortened
from tui.returns.sheet_layout import (
    COLUMNS,
    FILLED_BY_LABEL,
    FILLED_IN_LABEL,
    HIDDEN_SHEET,
    IMPORT_COLUMNS,
    LEAD_HEADING,
    NOTHING_LABEL,
    TITLE_ENDING,
    code_in_name,
)

_MOST_BYTES = 16 * 1024 * 1024
# What is no XLSX or CSV is read too, so that a sheet saved as another format is not passed over.
_ENDINGS = (".xlsx", ".csv", ".xlsm", ".xls", ".xlsb", ".ods", ".tsv", ".numbers")
_BELOW_TABLE = frozenset({NOTHING_LABEL, FILLED_BY_LABEL, FILLED_IN_LABEL, "How to fill it in"})
_NO = frozenset({"", "no", "n", "-", "0", "false"})
_LONGEST_CELL = 20_000
_FORMULA = "a formula is not taken: write the value itself."
_HEADINGS: dict[str, CellName] = {fold(label): name for name, label in CELL_LABELS.items()}
_PRINTED = frozenset([fold(column.title) for column in COLUMNS if column.cell is None])
_TITLE_ENDING = fold(TITLE_ENDING)
_PRINTED_OF_IMPORT = frozenset(
    [fold(column.title) for column in IMPORT_COLUMNS if column.cell is None]
)
_LEAD = fold(LEAD_HEADING)
_DAY_CELLS = frozenset({"done_on", "started_on", "expected"})
_NO_BREAK_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2007": " "})
_FIRST_SERIAL, _LAST_SERIAL = 32_874, 73_050  # 1990 to 2099, as spreadsheets count days


class GridCell(Struct, frozen=True):
    """A cell's text as its program shows it; `flaw` says why it cannot be taken.

    `day` is the ISO day that a number without a format counts, if it is one.
    """

    text: str
    flaw: str = ""
    day: str = ""


Grid = Sequence[Sequence[GridCell]]  # rows of cells, from the first row of the sheet
_EMPTY = GridCell("")


def find_sheet_files(paths: Iterable[Path]) -> list[Path]:
    """Return the files that are named, and those of folders that may be sheets, by name.

    Raises:
        Unusable: if one is not there, or cannot be read.

    """
    files: list[Path] = []
    for path in paths:
        try:
            if path.is_dir():
                files += sorted([file for file in path.iterdir() if _may_be_sheet(file)])
            elif path.exists():
                files.append(path)
            else:
                raise Unusable(f"there is no file or folder '{path}'.")
        except OSError as error:
            raise Unusable(f"'{path}' cannot be read: {os_reason(error)}.") from error
    return files


def _may_be_sheet(file: Path) -> bool:
    is_by_product = file.name.startswith((".", "~$"))
    return file.suffix.lower() in _ENDINGS and not is_by_product and file.is_file()


def read_sheet_file(path: Path, codes: Sequence[str]) -> FilledSheet:
    """Return what was filled in on the sheet in a file.

    `codes` are those of the round, of which the file's name has one if nothing in it does.

    Raises:
        Unusable: if the file cannot be read, holds no sheet of a return, or is of an import that
            was ended while it was written.

    """
    refuse_unfinished(path)
    data = _read_bytes(path)
    if is_office(data):
        grid, facts = _read_workbook(data, path.name)
    else:
        grid, facts = _read_csv(data, path.name)
    start = _heading_row(grid, path.name)
    opens = round_with_key(facts.get("round", ""), facts.get("source", ""))
    if not facts.get("round") and any(fold(cell.text) == _LEAD for cell in grid[start]):
        raise Unusable(
            f"'{path.name}' is the return of an import, and what names the import is gone: use the"
            " file that the import wrote, or import the table again."
        )
    labels = _labelled_cells(grid, is_import=opens is not None)
    code = facts.get("code", "")
    if not code and opens is None:
        code = code_in_name(path.stem, codes)
    return FilledSheet(
        file=one_line(path.name),
        code=code,
        rows=tuple(_filled_rows(grid, start)),
        plan=facts.get("plan", ""),
        round=facts.get("round", ""),
        newest=facts.get("newest", ""),
        filled_by=labels.get(fold(FILLED_BY_LABEL), ""),
        filled_in=unshortened(labels.get(fold(FILLED_IN_LABEL), "")),
        has_nothing=fold(labels.get(fold(NOTHING_LABEL), "")) not in _NO,
        unread=tuple(_unread_columns(grid, start, is_import=opens is not None)),
        opens=opens,
    )


def _read_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise Unusable(f"'{path}' cannot be read: {os_reason(error)}.") from error
    if len(data) > _MOST_BYTES:
        raise Unusable(f"'{path.name}' is larger than 16 MB: a sheet of a return is far smaller.")
    return data


def _read_workbook(data: bytes, name: str) -> tuple[Grid, dict[str, str]]:
    """Return the first visible sheet, and what the hidden one says."""
    try:
        import openpyxl
    except ImportError:
        raise Unusable("sheets as XLSX need one more library: install milepost[office].") from None
    parts = checked_parts(data, name)
    if "xl/workbook.xml" not in parts.names:
        raise Unusable(f"'{name}' is no workbook: save the sheet as XLSX or CSV.")
    try:
        workbook = openpyxl.load_workbook(io.BytesIO(parts.data))
    except Exception as error:  # noqa: BLE001 - the library raises whatever a damaged file leads it to
        raise Unusable(
            f"'{name}' is damaged and cannot be read ({type(error).__name__})."
        ) from None
    visible = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    if not visible:
        raise Unusable(f"'{name}' has no visible sheet.")
    return _sheet_grid(visible[0], name), _hidden_facts(workbook)


def _hidden_facts(workbook: Any) -> dict[str, str]:  # noqa: ANN401 - openpyxl's workbook
    facts: dict[str, str] = {}
    if HIDDEN_SHEET not in workbook.sheetnames:
        return facts
    for name, value in workbook[HIDDEN_SHEET].iter_rows(max_col=2, max_row=20, values_only=True):
        if isinstance(name, str) and isinstance(value, str):
            facts[name] = one_line(value)
    return facts


def _sheet_grid(sheet: Any, name: str) -> Grid:  # noqa: ANN401 - openpyxl's sheet
    """Return the cells that a sheet has down to its last filled row.

    Raises:
        Unusable: if there are more rows or columns than a return can have.

    """
    filled: dict[int, dict[int, GridCell]] = {}
    for (row, column), cell in sheet._cells.items():  # noqa: SLF001 - all others are made when they are read
        grid_cell = _grid_cell(cell)
        if grid_cell != _EMPTY:
            filled.setdefault(row, {})[column] = grid_cell
    for flawed in _merged_over_rows(sheet):
        row, column, text = flawed
        if column in filled.get(row, {}):
            filled[row][column] = GridCell(filled[row][column].text, text)
    if max(filled, default=0) > MOST_ROWS:
        raise Unusable(f"'{name}' has more than {MOST_ROWS} rows: a return has far fewer.")
    grid = []
    for number in range(1, max(filled, default=0) + 1):
        row_cells = filled.get(number, {})
        last = min(max(row_cells, default=0), MOST_COLUMNS)
        grid.append([row_cells.get(column, _EMPTY) for column in range(1, last + 1)])
    return grid


def _merged_over_rows(sheet: Any) -> Iterator[tuple[int, int, str]]:  # noqa: ANN401
    """Yield the first cell of each merged range of several rows, and what is wrong with it."""
    for merged in sheet.merged_cells.ranges:
        if merged.max_row > merged.min_row:
            rows = f"{merged.min_row} to {merged.max_row}"
            text = f"the cell is merged over the rows {rows}: write it into each of them."
            yield merged.min_row, merged.min_col, text


def _grid_cell(cell: Any) -> GridCell:  # noqa: ANN401 - openpyxl's cell
    value = cell.value
    if value is None:
        return _EMPTY
    if getattr(cell, "data_type", "") == "f":
        return GridCell(one_line(str(value))[:_LONGEST_CELL], _FORMULA)
    if getattr(cell, "data_type", "") == "e":
        return GridCell(str(value), "it has an error of the spreadsheet: write the value itself.")
    grid_cell = _text_cell(_displayed(value, cell.number_format))
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and _FIRST_SERIAL <= value <= _LAST_SERIAL:
        return GridCell(grid_cell.text, grid_cell.flaw, _serial_day(value, cell))
    return grid_cell


def _serial_day(value: float, cell: Any) -> str:  # noqa: ANN401 - openpyxl's cell
    """Return the day that a number stands for, in the workbook's way of counting days."""
    from openpyxl.utils.datetime import from_excel

    return f"{from_excel(value, cell.parent.parent.epoch):%Y-%m-%d}"


def _displayed(value: object, number_format: str) -> str:
    """Return a value as its program shows it; a date of a month alone stays a month."""
    if isinstance(value, datetime | date):
        codes = number_format.lower()
        if "m" in codes and "d" not in codes:
            return f"{value:%b %Y}"
        return f"{value:%Y-%m-%d}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        if "%" in number_format:
            return f"{value * 100:.10g}"
        return f"{value:.15g}"
    return str(value)


def _text_cell(text: str) -> GridCell:
    cleaned = clean(text.translate(_NO_BREAK_SPACES)).strip()
    if len(cleaned) > _LONGEST_CELL:
        return GridCell(cleaned[:60], f"it has more than {_LONGEST_CELL} letters.")
    if cleaned.startswith("="):
        return GridCell(cleaned, _FORMULA)
    return GridCell(cleaned)


def _read_csv(data: bytes, name: str) -> tuple[Grid, dict[str, str]]:
    text = _decode(data, name)
    grid: list[list[GridCell]] = []
    facts: dict[str, str] = {}
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)):
            if len(grid) > MOST_ROWS:
                raise Unusable(f"'{name}' has more than {MOST_ROWS} rows: a return has far fewer.")
            grid.append([_text_cell(_unquoted(cell)) for cell in row[:MOST_COLUMNS]])
            if len(row) > 1 and row[0].startswith("milepost "):
                facts[row[0].removeprefix("milepost ")] = one_line(_unquoted(row[1]))
    except csv.Error as error:
        raise Unusable(f"'{name}' is no CSV that can be read ({error}).") from None
    return grid, facts


def _unquoted(text: str) -> str:
    """Return a cell without the apostrophe that keeps text from being taken for a formula."""
    if text.startswith("'"):
        return text[1:]
    return text


def _decode(data: bytes, name: str) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unusable(f"'{name}' is no text: save the sheet as XLSX or CSV.")


def _delimiter(text: str) -> str:
    """Return what separates the cells of the first line that has a heading."""
    for line in text.splitlines():
        if fold(line).lstrip('"').startswith("ref"):
            return max(",;\t", key=line.count)
    return ","


def _heading_row(grid: Grid, name: str) -> int:
    """Return the place of the row with the headings.

    Raises:
        Unusable: if there is none.

    """
    for place, row in enumerate(grid):
        titles = {fold(cell.text) for cell in row}
        if "ref" in titles and titles & _HEADINGS.keys():
            return place
    raise Unusable(
        f"'{name}' is no sheet of a return: no row has the headings 'Ref' and 'Done on'."
    )


def _labelled_cells(grid: Grid, *, is_import: bool) -> dict[str, str]:
    """Return the value beside each label about the sheet itself.

    Those of an import are in the first column: its other cells have words of a table.
    """
    wanted = {fold(label) for label in (NOTHING_LABEL, FILLED_BY_LABEL, FILLED_IN_LABEL)}
    found: dict[str, str] = {}
    for row in grid:
        searched = row
        if is_import:
            searched = row[:1]
        for place, cell in enumerate(searched):
            label = fold(cell.text).rstrip(":")
            if label in wanted:
                found.setdefault(label, _first_text(row[place + 1 :]))
    return found


def _first_text(cells: Sequence[GridCell]) -> str:
    for cell in cells:
        if cell.text:
            return cell.day or cell.text
    return ""


def _filled_rows(grid: Grid, start: int) -> Iterator[FilledRow]:
    """Yield the rows below the headings in which anything is filled in, wherever they are."""
    titles = [fold(cell.text) for cell in grid[start]]
    ref_column = titles.index("ref")
    title_column = _place_of_title(titles)
    lead_column = None
    if _LEAD in titles:
        lead_column = titles.index(_LEAD)
    columns = _columns_to_read(titles)
    for number, row in enumerate(grid[start + 1 :], start=start + 2):
        ref, title = _text_at(row, ref_column), _text_at(row, title_column)
        cells = dict(_filled_cells(row, columns))
        if cells and fold(ref) != "ref":  # the headings again, as at the top of each printed page
            yield FilledRow(number, ref, title, cells, _text_at(row, lead_column))


def _columns_to_read(titles: Sequence[str]) -> dict[int, CellName]:
    """Return the cell of each column whose heading is known; of two alike the first."""
    columns: dict[int, CellName] = {}
    for place, title in enumerate(titles):
        if title in _HEADINGS and titles.index(title) == place:
            columns[place] = _HEADINGS[title]
    return columns


def _filled_cells(
    row: Sequence[GridCell], columns: dict[int, CellName]
) -> Iterator[tuple[CellName, FilledCell]]:
    for place, name in columns.items():
        if place < len(row) and row[place].text:
            cell = row[place]
            text = cell.text
            if name in _DAY_CELLS:
                text = cell.day or unshortened(text)
            yield name, FilledCell(text, cell.flaw)


def _unread_columns(grid: Grid, start: int, *, is_import: bool) -> Iterator[str]:
    """Yield a sentence for each column with something in it whose heading says nothing."""
    titles = [fold(cell.text) for cell in grid[start]]
    printed = _PRINTED_OF_IMPORT if is_import else _PRINTED
    known = {*_columns_to_read(titles), *map(titles.index, printed.intersection(titles))}
    if (place_of_title := _place_of_title(titles)) is not None:
        known.add(place_of_title)
    width = max([len(row) for row in grid[start:]], default=0)
    rows = list(_rows_with_ref(grid, start))
    for place in range(width):
        if place not in known and any(_text_at(row, place) for row in rows):
            heading = _text_at(grid[start], place)
            name = "a column"
            if heading:
                name = f"the column '{heading}'"
            why = "its heading is not one of the sheet's, or is there twice"
            yield f"{name} is not read: {why}. Give it the heading that the sheet had."


def _rows_with_ref(grid: Grid, start: int) -> Iterator[Sequence[GridCell]]:
    ref_column = [fold(cell.text) for cell in grid[start]].index("ref")
    for row in grid[start + 1 :]:
        if _text_at(row, ref_column) not in {"", *_BELOW_TABLE}:
            yield row


def _place_of_title(titles: Sequence[str]) -> int | None:
    for place, title in enumerate(titles):
        if title.endswith(_TITLE_ENDING) or title.startswith("milestone"):
            return place
    return None


def _text_at(row: Sequence[GridCell], place: int | None) -> str:
    if place is None or place >= len(row):
        return ""
    return one_line(_unquoted(row[place].text))
