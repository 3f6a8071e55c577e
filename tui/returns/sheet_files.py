"""Reading sheets that came back, as any spreadsheet program saves them."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from plan_data.errors import Unusable, os_reason
from plan_data.text import fold, one_line
from store.returns.cell_acts import CELL_LABELS
from store.returns.filled_sheet import CellName, FilledCell, FilledRow, FilledSheet
from store.returns.rounds import round_with_key
from tui.returns.file_pair import refuse_unfinished
from tui.returns.sheet_days import unshortened
from tui.returns.sheet_grid import Grid, GridCell, read_grid, unquoted
from tui.returns.sheet_layout import (
    COLUMNS,
    FILLED_BY_LABEL,
    FILLED_IN_LABEL,
    IMPORT_COLUMNS,
    LEAD_HEADING,
    NOTHING_LABEL,
    TITLE_ENDING,
    code_in_name,
)

# What is no XLSX or CSV is read too, so that a sheet saved as another format is not passed over.
_ENDINGS = (".xlsx", ".csv", ".xlsm", ".xls", ".xlsb", ".ods", ".tsv", ".numbers")
_BELOW_TABLE = frozenset({NOTHING_LABEL, FILLED_BY_LABEL, FILLED_IN_LABEL, "How to fill it in"})
_NO = frozenset({"", "no", "n", "-", "0", "false"})
_HEADINGS: dict[str, CellName] = {fold(label): name for name, label in CELL_LABELS.items()}
_PRINTED = frozenset([fold(column.title) for column in COLUMNS if column.cell is None])
_TITLE_ENDING = fold(TITLE_ENDING)
_PRINTED_OF_IMPORT = frozenset(
    [fold(column.title) for column in IMPORT_COLUMNS if column.cell is None]
)
_LEAD = fold(LEAD_HEADING)
_DAY_CELLS = frozenset({"done_on", "started_on", "expected"})


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
    grid, facts = read_grid(path)
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
    return one_line(unquoted(row[place].text))
