"""Find the plan's title in the lines above its table."""

import re
from collections.abc import Sequence

from msgspec import Struct

from plan_data.table_import.numbered_records import ObjectiveRecord
from plan_data.table_import.objective_numbers import split_number
from plan_data.table_import.table_cells import Row, flatten
from plan_data.table_import.table_reader import FileKind
from plan_data.text import one_line

_LONGEST_TITLE = 150  # characters
_HEADING = re.compile(r"(?P<marks>#{1,6})\s*(?P<text>.+)")
_WORD = re.compile(r"[^\W\d_]{2}")
_NO_TITLE = re.compile(
    r"(?:stand|(?:last )?updated?|version|draft|status|as (?:at|of)|dated?|source|notes?|page|table"
    r"|sheet|prepared|approved|printed|exported|generated|confidential|official)\b|.*(?:://|[.:;]$)",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"(?:section|theme|priority|goal|aim|objective|pillar|strand|part|chapter|annex|appendix"
    r"|attachment|work ?stream|work package|focus area|outcome|output|commitment|action|strategy"
    r"|phase|year|quarter)\s+(?:\d{1,2}(?!\d)|(?-i:[A-Z]|[IVX]+)\b)",
    re.IGNORECASE,
)


class TitleLine(Struct, frozen=True):
    """A line above a table that has the plan's title."""

    title: str
    row: Row


def find_title(
    above: Sequence[Row], kind: FileKind, group: str, records: Sequence[ObjectiveRecord]
) -> TitleLine | None:
    """Return the first line above a table if it is the plan's title, None if it is not.

    `above` are the rows above the headings, `group` is the line that names the first of several
    tables or groups, "" if there is none. A title has one cell or is a heading of the first level,
    and is no heading of a section.
    """
    filled = [row for row in above if row.filled()]
    if not filled or len(filled[0].filled()) > 1 or _begins_group(records):
        return None
    row = filled[0]
    text = flatten("".join(row.cells))
    if text == group:
        return None
    if row.outside:
        text = _outside_title(text, kind)
    title = one_line(text)
    if not _is_title(title):
        return None
    return TitleLine(title, row)


def _outside_title(text: str, kind: FileKind) -> str:
    """Return the title in a line outside the table, "" if it is none: a sheet's name, a section."""
    heading = _HEADING.fullmatch(text)
    if heading is None:
        return text
    is_section = kind == "text" and heading["marks"] != "#"
    if kind == "sheet" or is_section:
        return ""
    return heading["text"]


def _is_title(text: str) -> bool:
    if not _WORD.search(text) or len(text) > _LONGEST_TITLE:
        return False
    if _NO_TITLE.match(text) or _GROUP.match(text):
        return False
    return not split_number(text)[0]


def _begins_group(records: Sequence[ObjectiveRecord]) -> bool:
    """Return whether later objectives are in sections and the first is in none.

    Then the line above the table can name the section of the first.
    """
    if records[0].section:
        return False
    return any(record.section for record in records)
