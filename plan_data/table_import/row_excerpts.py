"""Texts of rows as sections are called by them and messages repeat them."""

import re

from plan_data.table_import.table_numbering import LONGEST_SECTION_TITLE

_MARKDOWN_HEADING = re.compile(r"#{1,6}\s*(?P<text>.+)")
_LONGEST_EXCERPT = 60  # characters of a row that a message repeats


def marked_section_title(text: str) -> str:
    """Return the title of a section that stands outside the table, "" if the text is none."""
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
