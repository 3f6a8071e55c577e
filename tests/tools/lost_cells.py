"""Find cells of a table that its import loses in silence.

python -m tests.tools.lost_cells

A cell is kept if its words are in the plan's file or in the report, or if the report names its
column as one that is not read. Prints each cell of the layouts and published tables that is not.
"""

import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from plan_data.errors import MilepostError
from plan_data.table_import.column_headings import count_certain_roles
from plan_data.table_import.column_reading import find_columns
from plan_data.table_import.import_options import ImportOptions
from plan_data.table_import.importer import ImportResult, import_table
from plan_data.table_import.table_cells import Row
from plan_data.table_import.table_reader import pick_table, read_table_file
from tests.tools.import_scores import read_layouts
from tests.tools.published_scores import DEFAULT_YEAR, PublishedTable, read_published, write_table

_WORD = re.compile(r"[^\W_]+")
_PIECE = re.compile(r"[\n;:,/()]+|\.(?!\d)|\s(?:and|or|to|by)\s|\s[-\u2013\u2014]\s|\s&\s|\u2192")
_COLUMN_NAMED = re.compile(r"the column '(?P<heading>.*?)' is (?:not read|progress)")
_SAYS_NOTHING = frozenset({"x", "y", "yes", "no", "n", "a", "na", "none", ""})
# Words that lead to a date or to the one it replaced, days of the week, times of day.
_AROUND_DATES = re.compile(
    r"\b(?:revised|now|was|were|from|delayed|extended|moved|original|in|of|the|at|on|for|end|due"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|am|pm)\b"
    r"|(?<=\d)(?:st|nd|rd|th)\b|\b\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]m)?\b|t\d\d:\d\d:\d\d\S*",
    re.IGNORECASE,
)
# A number before a title, which the plan keeps apart, or the kind of thing that it numbers.
_NUMBER = re.compile(
    r"^(?:\d+(?:\.\d+)*[.)]?\s|(?:objective|action|priority|commitment)\s\d+|commitment title$)",
    re.IGNORECASE,
)
_LINES_NAMED = re.compile(r".*?lines (?P<first>\d+) to (?P<last>\d+) (?:stand (?:above|below)|\()")
_HEADINGS_OF_FIELDS = frozenset({"field", "details"})
_FEWEST_HEADINGS = 2
_LONG = 30  # characters of a text that a report may cut


def lost_cells(path: Path, year: str) -> Iterator[str]:
    """Yield the words of each cell that is neither in the plan nor named in the report.

    Raises:
        MilepostError: if the table is refused.

    """
    result = import_table(path, ImportOptions(plan="x", title="X", year=year))
    texts = [result.text.replace("\n", " "), *_sentences(result)]
    texts += [str(progress) for progress in result.progress]
    kept = f" {' '.join(map(_words, map(_without_dates, texts)))} "
    named = set(_named_columns(result))
    rows = pick_table(read_table_file(path)).rows
    headings = _headings(rows, path)
    for row in rows:
        if count_certain_roles(row) >= _FEWEST_HEADINGS:
            continue
        if any(first <= row.line <= last for first, last in _named_lines(result)):
            continue
        if row.cells and _words(row.cells[0].rstrip(" :")) in {*named, *_HEADINGS_OF_FIELDS}:
            continue
        for column, cell in enumerate(row.cells):
            heading = headings[column] if column < len(headings) else ""
            if _words(heading) not in named or row.outside:
                yield from _lost_pieces(row, cell, kept)


def _headings(rows: Sequence[Row], path: Path) -> tuple[str, ...]:
    """Return the headings of the table, none if it has fields in place of them."""
    try:
        return find_columns(rows, path.name).headings
    except MilepostError:
        return ()


def _sentences(result: ImportResult) -> Iterator[str]:
    report = result.report
    yield from [*report.sure, *report.guessed, *report.left]
    for reading in result.columns:
        yield reading.heading


def _named_columns(result: ImportResult) -> Iterator[str]:
    for sentence in result.report.left:
        match = _COLUMN_NAMED.match(sentence)
        if match:
            yield _words(match["heading"])


def _named_lines(result: ImportResult) -> Iterator[tuple[int, int]]:
    for sentence in result.report.left:
        match = _LINES_NAMED.match(sentence)
        if match:
            yield int(match["first"]), int(match["last"])


def _lost_pieces(row: Row, cell: str, kept: str) -> Iterator[str]:
    if len(cell) > _LONG and f" {_words(cell[:_LONG].rpartition(' ')[0])} " in kept:
        return
    for piece in _PIECE.split(_AROUND_DATES.sub("\n", _NUMBER.sub("\n", cell))):
        words = _words(piece)
        if words in _SAYS_NOTHING or f" {words} " in kept:
            continue
        is_dated = any(map(str.isdigit, words))
        if not is_dated or not all(f" {word} " in kept for word in words.split()):
            yield f"line {row.line}: {piece.strip()}"


def _without_dates(text: str) -> str:
    return f"{text} {_AROUND_DATES.sub(' ', text)}"


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def tables() -> Iterator[PublishedTable]:
    """Yield the layouts and the published tables."""
    for layout in read_layouts():
        yield PublishedTable(layout.name, layout.suffix, "", layout.table, ())
    yield from read_published()


def lost_of_table(table: PublishedTable, folder: Path) -> list[str]:
    """Return what is lost of a table in the tests' data."""
    path = folder / f"table.{table.suffix}"
    write_table(table, path)
    return list(lost_cells(path, DEFAULT_YEAR))


def main() -> int:
    """Print what is lost and return 0 if nothing is."""
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        for table in tables():
            try:
                lost = lost_of_table(table, Path(folder))
            except MilepostError as refusal:
                lost = [f"refused: {refusal}"]
            for words in lost:
                count += 1
                sys.stdout.write(f"{table.name}: {words}\n")
    return int(count > 0)


if __name__ == "__main__":
    sys.exit(main())
