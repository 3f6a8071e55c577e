"""Rows of table cells, cleaned once as they are read from any kind of file."""

import html
import re
from collections.abc import Sequence

from msgspec import Struct

from plan_data.plan_file.odd_characters import without_invisible
from plan_data.text import one_line

LONGEST_CELL = 10_000  # characters; a longer cell comes from a wrong quote or separator

# A footnote mark is dropped with its number; other markup is dropped and its text stays.
# Only known tags count as markup: "<12 months" stays.
_FOOTNOTE_MARK = re.compile(r"<sup>\W{0,3}\d{1,3}\W{0,3}</sup>", re.IGNORECASE)
_STRUCK = re.compile(
    r"<(?P<tag>s|del|strike)\b[^<>]{0,200}>(?P<tagged>[^<]*)</(?P=tag)>|~~(?P<marked>[^~]+)~~",
    re.IGNORECASE,
)
_LINK = re.compile(r"!?\[(?P<text>[^\[\]]*)\]\((?P<url>[^()\s]{1,500})(?:\s+\"[^\"]*\")?\)")
_PARAGRAPH_TAG = re.compile(r"</?(?:p|br|ul|ol|li|div)\b[^<>]{0,200}>", re.IGNORECASE)
_INLINE_MARKUP = re.compile(
    r"</?(?:b|i|u|em|strong|span|font|a|sup|sub)\b[^<>]{0,200}>|\*\*|__", re.IGNORECASE
)
_BULLET = re.compile(
    r"(?:^|(?<=\s))(?:[•▪●■◦○‣·\uf0a7\uf0b7]\s*|o\s(?=\s*[A-Z])|[-\u2013]\s(?=[A-Z])(?<=\n..))"
    r"|\A[-\u2013*]\s+(?=[A-Z])"
)
_MARKS_ALONE = re.compile(r"[•▪●■◦○‣·\s]+")
_PARAGRAPH_BREAK = re.compile(r"\n| {2,}|\u2028|\u2029|\v|\r")


_TOTAL = re.compile(
    r"(?:(?:sub|grand|overall)[ -]?)?totals?(?: (?:cost|budget|programme|spend|expenditure|capital programme))?\s?:?|summe|gesamt|somme",
    re.IGNORECASE,
)


class Row(Struct, frozen=True):
    """A row of cleaned cells; newlines separate the paragraphs of a cell.

    `line` is the row's number in its file or sheet, from 1. `outside` marks a line of the file
    that is not a row of its table, such as a heading between two pages, `heads` the first row of a table. `left_out` has the texts of
    the row that are not read, such as those that are struck out.
    """

    cells: tuple[str, ...]
    line: int
    outside: bool = False
    heads: bool = False
    left_out: tuple[str, ...] = ()

    def filled(self) -> list[int]:
        """Return the indexes of the cells that are not blank."""
        return [index for index, cell in enumerate(self.cells) if cell]


def clean_cell(raw: str) -> str:
    """Return a cell's text without markup and control characters, one line per paragraph."""
    if not raw:
        return ""
    text = raw.replace("\r\n", "\n")
    text = _FOOTNOTE_MARK.sub(" ", text)
    text = _PARAGRAPH_TAG.sub("\n", text)
    text = _INLINE_MARKUP.sub("", text)
    text = without_invisible(html.unescape(text))
    if not _MARKS_ALONE.fullmatch(text):
        text = _BULLET.sub("\n", text)
    paragraphs = map(one_line, _PARAGRAPH_BREAK.split(text))
    return "\n".join(filter(None, paragraphs))


def clean_row(raw: Sequence[str], line: int) -> Row:
    """Return a row with its cells cleaned."""
    struck = []
    kept = []
    for cell in raw:
        struck += _find_struck(cell)
        struck += [f"the link {link['url']}" for link in _LINK.finditer(cell)]
        kept.append(clean_cell(_LINK.sub(r"\g<text>", _STRUCK.sub(" ", cell))))
    return Row(tuple(kept), line, left_out=tuple(struck))


def _find_struck(raw: str) -> list[str]:
    """Return the texts of a cell that are struck out."""
    texts = []
    for match in _STRUCK.finditer(raw):
        text = clean_cell(match["tagged"] or match["marked"] or "")
        if text:
            texts.append(flatten(text))
    return texts


def outside_row(raw: str, line: int) -> Row:
    """Return a line of the file that is not a row of its table."""
    return Row((clean_cell(raw),), line, outside=True)


def flatten(cell: str) -> str:
    """Return a cell's paragraphs on one line."""
    return cell.replace("\n", " ")


def is_total(row: Row) -> bool:
    """Return whether the first words of a row say that it adds up the rows above."""
    words = [cell for cell in row.cells if cell]
    return bool(words) and bool(_TOTAL.fullmatch(words[0]))
