"""Rows of cells: what every kind of table file is read into, cleaned once where it enters."""

import html
import re

from msgspec import Struct

from plan_data.text import one_line

# Marks of a footnote go with their number; other markup goes and leaves its text. "<12 months" is no markup.
_FOOTNOTE = re.compile(r"<sup>\W{0,3}\d{1,3}\W{0,3}</sup>", re.IGNORECASE)
_BREAK = re.compile(r"</?(?:p|br|ul|ol|li|div)\b[^<>]{0,200}>", re.IGNORECASE)
_MARKUP = re.compile(r"</?(?:b|i|u|em|strong|span|font|a|sup|sub)\b[^<>]{0,200}>|\*\*|__", re.IGNORECASE)
_BULLET = re.compile(r"(?:^|(?<=\s))(?:[•▪●■◦○‣·\uf0a7\uf0b7]\s*|o\s(?=\s*[A-Z])|[-\u2013]\s(?=[A-Z])(?<=\n..))")
_PARAGRAPHS = re.compile(r"\n| {2,}|\u2028|\u2029|\v|\r")


class Row(Struct, frozen=True):
    """A row, its cells' paragraphs set off by newlines.

    `outside` marks a line of the file that is no row of its table, such as a heading between two pages.
    """

    cells: tuple[str, ...]
    line: int
    outside: bool = False

    def filled(self) -> list[int]:
        """Return the places of the cells that are not blank."""
        return [place for place, cell in enumerate(self.cells) if cell]


def cell_text(raw: str) -> str:
    """Return a cell's text without markup and control characters, a line for each paragraph."""
    text = _FOOTNOTE.sub(" ", raw.replace("\r\n", "\n"))
    text = html.unescape(_MARKUP.sub("", _BREAK.sub("\n", text)))
    text = _BULLET.sub("\n", text)
    return "\n".join(line for part in _PARAGRAPHS.split(text) if (line := one_line(part)))


def flat(text: str) -> str:
    """Return a cell's paragraphs on one line."""
    return " ".join(text.split("\n"))


def row_of(raw: list[str], line: int) -> Row:
    """Return a cleaned row."""
    return Row(tuple(cell_text(cell) for cell in raw), line)
