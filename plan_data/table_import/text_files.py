"""Tables that are text: comma-separated, tab-separated, Markdown."""

import csv
import io
import re
from collections.abc import Callable

from plan_data.errors import Unusable
from plan_data.table_import.table_cells import Row, cell_text, row_of

_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_PIPE = re.compile(r"(?<!\\)\|")
_OPEN_QUOTE = re.compile(r'(?:^|\t)"(?:[^"\t\n]|"")*\n', re.MULTILINE)
_DELIMITERS = ",;\t|"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read_text(data: bytes, name: str, suffix: str, fits: Callable[[list[Row]], int]) -> list[Row]:
    """Return the rows of a table in text; `fits` says how well rows look like a delivery table.

    Raises:
        Unusable: where the file is not text, or no table.

    """
    text = _decoded(data, name)
    if suffix != ".csv" and any("|" in line and _RULE.fullmatch(line) for line in text.splitlines()):
        return _markdown(text)
    if suffix != ".csv" and "\t" in text and not _OPEN_QUOTE.search(text):
        return _lines(text)
    tried = [_separated(text, mark, name) for mark in _DELIMITERS if mark in text]
    if not tried:
        raise Unusable(f"'{name}' holds no table: its lines have no commas, tabs or bars between cells.")
    return max(tried, key=fits)


def _decoded(data: bytes, name: str) -> str:
    if data[:2] in _UTF_16:
        raise Unusable(f"'{name}' is UTF-16: save it again as UTF-8.")
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise Unusable(f"'{name}' is not text (there is a NUL in line {line}): save the table as CSV, XLSX or DOCX.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unusable(f"'{name}' is not UTF-8 text (see line {line}): save it again as UTF-8.") from None
    if not text.strip():
        raise Unusable(f"'{name}' is empty: give the file of a delivery table.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _separated(text: str, mark: str, name: str) -> list[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        return [row_of(cells, reader.line_num) for cells in reader]
    except csv.Error as error:
        raise Unusable(f"'{name}' is not CSV that can be read, in line {reader.line_num} ({error}).") from None


def _lines(text: str) -> list[Row]:
    """Read tab-separated lines; a line without a tab stands outside the table."""
    rows = []
    for number, line in enumerate(text.split("\n"), start=1):
        if "\t" in line:
            rows.append(row_of([_unquoted(cell) for cell in line.split("\t")], number))
        elif line.strip():
            rows.append(Row((cell_text(line),), number, outside=True))
    return rows


def _unquoted(cell: str) -> str:
    quoted = len(cell) > 1 and cell.startswith('"') and cell.endswith('"') and '"' not in cell[1:-1].replace('""', "")
    return cell[1:-1].replace('""', '"') if quoted else cell


def _markdown(text: str) -> list[Row]:
    rows = []
    for number, line in enumerate(text.split("\n"), start=1):
        if _RULE.fullmatch(line):
            continue
        if "|" in line:
            inner = line.strip().removeprefix("|")
            inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
            rows.append(row_of([cell.replace("\\|", "|").strip() for cell in _PIPE.split(inner)], number))
        elif line.strip():
            rows.append(Row((cell_text(line),), number, outside=True))
    return rows
