"""Read a list of dates in a text file as a table: `- 1.0 beta 1: Tuesday, 2024-05-07`."""

import re
from collections.abc import Sequence

from plan_data.table_import.table_limits import RawRow, raw_line, raw_row

_FEWEST_ITEMS = 3
_DATE = (
    r"(?:(?:19|20)\d\d|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep"
    r"|oct|nov|dec)[a-z]*\b)"
)
_WORDS_THEN_DATE = re.compile(
    rf"\s{{0,8}}(?:[-*+•]|\d{{1,3}}[.)])?\s{{0,8}}(?P<words>[^|]{{2,300}}?)\s?(?::|\s[-\u2013\u2014])\s"
    rf"(?P<date>[^|]{{0,40}}?{_DATE}[^|]*)",
    re.IGNORECASE,
)
_DATE_THEN_WORDS = re.compile(
    rf"\s{{0,8}}(?:[-*+•]|\d{{1,3}}[.)])?\s{{0,8}}(?P<date>[^|:]{{0,20}}?{_DATE}[^|:]{{0,20}}?)\s?"
    r"(?::|\s[-\u2013\u2014])\s(?P<words>[^|]{2,})",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\s*\((?P<note>[^()]*[^()\d\s][^()]*)\)\s*$")
_HEADINGS = ("Item", "Date", "Notes")
_CHECKED = re.compile(r"\s{0,8}[-*+]\s\[(?P<mark>[ xX])\]\s+(?P<words>[^|]{2,})")
_CHECKED_HEADINGS = ("Item", "Date", "Status")
_HEADING_WITH_DATE = re.compile(
    rf"#{{1,6}}\s*(?P<date>[^|]{{0,30}}?{_DATE}[^|]{{0,20}})", re.IGNORECASE
)
_DONE, _TO_DO = "Done", "To do"
_LONGEST_LINE = 1_000  # characters


def list_rows(text: str) -> Sequence[RawRow]:
    """Return the rows of a list of dates, [] if a text has none.

    Other lines are outside the table; words in brackets after a date are notes.
    """
    rows: list[RawRow] = []
    items = 0
    for number, line in enumerate(text.split("\n"), start=1):
        cells = _cells_of(line)
        if not cells:
            if line.strip():
                rows.append(raw_line(line, number))
            continue
        if not items:
            rows.append(raw_row(_HEADINGS, number, heads=True))
        items += 1
        rows.append(raw_row(cells, number))
    if items < _FEWEST_ITEMS:
        return []
    return rows


def _cells_of(line: str) -> list[str]:
    """Return the words, the date and the note of an item, [] if a line is none."""
    if line.startswith("#") or len(line) > _LONGEST_LINE:
        return []
    match = _DATE_THEN_WORDS.fullmatch(line) or _WORDS_THEN_DATE.fullmatch(line)
    if match is None:
        return []
    date, note = match["date"], ""
    bracket = _IN_BRACKETS.search(date)
    if bracket:
        date, note = date[: bracket.start()], bracket["note"]
    return [match["words"].strip(), date.strip(), note]


def checklist_rows(text: str) -> Sequence[RawRow]:
    """Return the rows of a checklist, [] if a text has none; a heading with a date is its date."""
    rows: list[RawRow] = []
    items = 0
    date = ""
    for number, line in enumerate(text.split("\n"), start=1):
        match = _CHECKED.fullmatch(line)
        if match is None or len(line) > _LONGEST_LINE:
            if line.strip():
                rows.append(raw_line(line, number))
            if line.startswith("#"):
                date = _date_of_heading(line)
            continue
        if not items:
            rows.append(raw_row(_CHECKED_HEADINGS, number, heads=True))
        items += 1
        status = _DONE if match["mark"] in "xX" else _TO_DO
        rows.append(raw_row([match["words"].strip(), date, status], number))
    if items < _FEWEST_ITEMS:
        return []
    return rows


def _date_of_heading(line: str) -> str:
    """Return the words of a heading that has a date, but not those of the title."""
    match = _HEADING_WITH_DATE.fullmatch(line)
    if match is None or line.startswith("# "):
        return ""
    return match["date"]
