"""Texts of rows: as titles of sections, shortened for messages, struck out, or too long."""

import re

from plan_data.errors import Unusable
from plan_data.table_import.column_contents import is_date
from plan_data.table_import.table_cells import LONGEST_CELL, Row
from plan_data.table_import.table_numbering import LONGEST_SECTION_TITLE

_MARKDOWN_HEADING = re.compile(r"#{1,6}\s*(?P<text>.+)")
_LONGEST_EXCERPT = 60  # characters of a row that a message repeats


def marked_section_title(text: str) -> str:
    """Return the title of a section that is outside the table, "" if the text is none."""
    title = ""
    heading = _MARKDOWN_HEADING.fullmatch(text)
    if heading:
        title = heading["text"]
    elif text.isupper():
        title = text
    if len(title) >= LONGEST_SECTION_TITLE:
        return ""
    return title


def is_long_sentence(text: str) -> bool:
    """Return whether a text is too long for a title, or ends as a sentence does."""
    return len(text) >= LONGEST_SECTION_TITLE or text.endswith(".")


def row_excerpt(text: str) -> str:
    """Return a text, cut if it is longer than a message repeats."""
    if len(text) <= _LONGEST_EXCERPT:
        return text
    beginning = text[: _LONGEST_EXCERPT - 1].rstrip()
    return f"{beginning}\N{HORIZONTAL ELLIPSIS}"


def is_struck(row: Row) -> bool:
    """Return whether a row has words that are struck out; a date is replaced by another."""
    for text in row.left_out:
        kind, colon, rest = text.partition(": ")
        is_other = bool(colon) and kind in {"hidden", "moved away"}
        words = rest if colon and kind.startswith("struck") else text
        if not is_other and not text.startswith("the colours of") and not is_date(words):
            return True
    return False


def refuse_long(text: str, line: int) -> None:
    """Refuse a text that continues over several rows and becomes too long.

    Raises:
        Unusable: if it is too long.

    """
    if len(text) > LONGEST_CELL:
        raise Unusable(
            f"line {line} continues a cell of the rows above to more than {LONGEST_CELL} characters: shorten it."
        )
