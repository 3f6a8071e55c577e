"""Tables in text files: comma-separated, tab-separated, Markdown."""

import csv
import io
import re
from collections.abc import Callable, Sequence
from itertools import islice

from plan_data.errors import Unusable
from plan_data.table_import.dated_lists import checklist_rows, list_rows
from plan_data.table_import.reference_links import without_reference_links
from plan_data.table_import.table_cells import Row, clean_row
from plan_data.table_import.table_limits import (
    MOST_COLUMNS,
    MOST_ROWS,
    RawRow,
    clean_rows,
    raw_line,
    raw_row,
)
from plan_data.table_import.wrapped_lines import join_wrapped_lines

_MARKDOWN_RULE = re.compile(r"\s*+(?:\|\s*+)?:?-{2,}+:?\s*+(?:\|\s*+:?-{2,}+:?\s*+)*+(?:\|\s*+)?")
_UNESCAPED_BAR = re.compile(r"(?<!\\)\|")
_QUOTED_CELL_WITH_LINES = re.compile(r'(?:^|\t)"(?:[^"\t\n]|"")*\n', re.MULTILINE)
_MOST_MEGABYTES = 4  # of text; a sheet or a document has pictures too, and may be larger
_LONGEST_RAW_HEADING = 500  # characters of a cell before it is cleaned
_FEWEST_HEADINGS = 2
_DELIMITERS = ",;\t|"
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_text_table(
    data: bytes, name: str, suffix: str, count_roles: Callable[[list[Row]], int]
) -> list[Row]:
    """Return the rows of a table in a text file.

    `count_roles` says how many columns of a delivery table some rows have: the delimiter that
    gives the most is used.

    Raises:
        Unusable: if the file is not text, or has no table.

    """
    if len(data) > _MOST_MEGABYTES * 1024 * 1024:
        raise Unusable(
            f"'{name}' has more than {_MOST_MEGABYTES} MB of text: a delivery table has far less."
        )
    text = _decode(data, name)
    rows, flaw = clean_rows(_raw_rows(text, name, suffix, count_roles))
    if flaw:
        raise Unusable(f"'{name}' {flaw}")
    return rows


def _raw_rows(
    text: str, name: str, suffix: str, count_roles: Callable[[list[Row]], int]
) -> Sequence[RawRow]:
    if suffix != ".csv":
        if _is_markdown(text):
            return _markdown_rows(text)
        if _is_tab_separated(text):
            return _tab_separated_rows(text)
        listed = _listed_rows(text, name, count_roles)
        if listed:
            return listed
    candidates = [_delimited_rows(text, mark, name) for mark in _DELIMITERS if mark in text]
    if not candidates:
        raise Unusable(
            f"'{name}' holds no table: its lines have no commas, tabs or bars between cells."
        )
    return max(candidates, key=lambda rows: count_roles(_possible_headings(rows)))


def _listed_rows(text: str, name: str, count_roles: Callable[[list[Row]], int]) -> Sequence[RawRow]:
    """Return the rows of a list of dates or a checklist, [] if there is none, or a table."""
    listed = checklist_rows(text) or list_rows(text)
    if listed and _has_headings(text, name, count_roles):
        return []
    return listed


def _has_headings(text: str, name: str, count_roles: Callable[[list[Row]], int]) -> bool:
    """Return whether a line has two headings of a delivery table, whatever separates them."""
    for mark in _DELIMITERS:
        if mark in text:
            rows = _delimited_rows(text, mark, name)
            if count_roles(_possible_headings(rows)) >= _FEWEST_HEADINGS:
                return True
    return False


def _possible_headings(rows: Sequence[RawRow]) -> list[Row]:
    """Return the rows without long cells and with few enough of them, cleaned."""
    return [clean_row(row.cells, row.line) for row in rows if _may_be_heading(row)]


def _may_be_heading(row: RawRow) -> bool:
    if len(row.cells) > MOST_COLUMNS:
        return False
    return max(map(len, row.cells), default=0) <= _LONGEST_RAW_HEADING


def _decode(data: bytes, name: str) -> str:
    """Return the text of the bytes, with a newline at the end of each line, not "CR LF"."""
    if data.startswith(_UTF_16_MARKS):
        raise Unusable(f"'{name}' is UTF-16: save it again as UTF-8.")
    nul = data.find(b"\0")
    if nul >= 0:
        line = _line_number(data, nul)
        raise Unusable(
            f"'{name}' is not text (there is a NUL in line {line}): save the table as CSV, XLSX or DOCX."
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = _line_number(data, error.start)
        raise Unusable(
            f"'{name}' is not UTF-8 text (see line {line}): save it again as UTF-8."
        ) from None
    if not text.strip():
        raise Unusable(f"'{name}' is empty: give the file of a delivery table.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _line_number(data: bytes, position: int) -> int:
    return data.count(b"\n", 0, position) + 1


def _is_markdown(text: str) -> bool:
    return any("|" in line and _MARKDOWN_RULE.fullmatch(line) for line in text.splitlines())


def _is_tab_separated(text: str) -> bool:
    """Return whether tabs separate the cells and no quoted cell spans several lines."""
    return "\t" in text and not _QUOTED_CELL_WITH_LINES.search(text)


def _delimited_rows(text: str, delimiter: str, name: str) -> list[RawRow]:
    """Return the rows between the marks of a delimiter, no more than one too many."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return [raw_row(cells, reader.line_num) for cells in islice(reader, MOST_ROWS + 1)]
    except csv.Error as error:
        raise Unusable(
            f"'{name}' is not CSV that can be read, in line {reader.line_num} ({error})."
        ) from None


def _tab_separated_rows(text: str) -> list[RawRow]:
    """Return the rows of tab-separated lines; a line without a tab is outside the table."""
    rows = []
    for line in join_wrapped_lines(text.split("\n")):
        if "\t" in line.text:
            cells = list(map(_unquote, line.text.split("\t")))
            rows.append(raw_row(cells, line.number))
        else:
            rows.append(raw_line(line.text, line.number))
    return rows


def _unquote(cell: str) -> str:
    """Return a cell without the quotes around it, unless they are part of its text."""
    if len(cell) < 2 or cell[0] != '"' or cell[-1] != '"':  # noqa: PLR2004 - an opening and a closing quote
        return cell
    inner = cell[1:-1]
    if '"' in inner.replace('""', ""):
        return cell
    return inner.replace('""', '"')


def _markdown_rows(text: str) -> list[RawRow]:
    """Return the rows of a Markdown table; a line without a bar is outside the table."""
    rows = []
    lines = without_reference_links(text.split("\n"))
    for number, line in enumerate(lines, start=1):
        if _MARKDOWN_RULE.fullmatch(line):
            continue
        if "|" in line:
            heads = number < len(lines) and bool(_MARKDOWN_RULE.fullmatch(lines[number]))
            rows.append(raw_row(_markdown_cells(line), number, heads=heads))
        elif line.strip():
            rows.append(raw_line(line, number))
    return rows


def _markdown_cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    if not inner.endswith("\\|"):
        inner = inner.removesuffix("|")
    return [cell.replace("\\|", "|").strip() for cell in _UNESCAPED_BAR.split(inner)]
