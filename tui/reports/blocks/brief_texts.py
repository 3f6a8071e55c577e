"""Texts of entries for the body of a paper, cut where they are long: the annexes have all of them."""

from store.journal.entry import Entry
from tui.formats.wrap import truncate
from tui.wording.report_text import dated

_MOST_LETTERS = 200


def brief(text: str) -> str:
    """Return a text on one line, cut where it is too long for the body of a paper."""
    return truncate(" / ".join(text.splitlines()), _MOST_LETTERS)


def briefly_dated(text: str, entry: Entry) -> str:
    """Return a text on one line, cut where it is long, and its entry's day in brackets."""
    return dated(brief(text), entry)
