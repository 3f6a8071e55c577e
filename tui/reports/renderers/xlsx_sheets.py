"""Which tables of a report are on which sheet of its workbook, and the text of its first sheet.

The short tables of a block are on one sheet. A long one is on a sheet of its own, with one header
row and a filter.
"""

import re
from collections.abc import Container, Sequence

from msgspec import Struct

from plan_data.text import one_line
from tui.reports.document import Block, ReportDocument, ReportTable
from tui.reports.renderers.joined_tables import JoinedTable, join_tables
from tui.reports.renderers.xlsx_text import limit_length

FIRST_SHEET, PICTURES_SHEET = "Paper", "Pictures"
_MOST_SHORT_ROWS = 40
_RESERVED = "history"  # a name that Excel keeps to itself
_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\ufffe\uffff]")


class Sheet(Struct, frozen=True):
    """A sheet's name, the block that it is from, and its tables, one under the other."""

    name: str
    block: Block
    tables: tuple[JoinedTable, ...]


def plan_sheets(document: ReportDocument) -> list[Sheet]:
    """Return the sheets after the first; no two of their names differ in case alone."""
    sheets = []
    taken = {FIRST_SHEET.casefold(), PICTURES_SHEET.casefold(), _RESERVED}
    for block in document.blocks:
        for title, tables in _titled_tables(block):
            name = _sheet_name(title, taken)
            taken.add(name.casefold())
            sheets.append(Sheet(name, block, tables))
    return sheets


def _titled_tables(block: Block) -> list[tuple[str, tuple[JoinedTable, ...]]]:
    """Return the tables of each sheet of a block, with the title for its name.

    Short tables are together on one sheet, which has the block's title. The first table is there
    even if it is empty.
    """
    shown = _shown_tables(block)
    short = tuple([table for table in shown if table.row_count <= _MOST_SHORT_ROWS])
    long = [table for table in shown if table.row_count > _MOST_SHORT_ROWS]
    titled: list[tuple[str, tuple[JoinedTable, ...]]] = []
    titled += [(table.title, (table,)) for table in long]
    if short:
        return [(block.title, short), *titled]
    if titled and block.title not in [title for title, _ in titled]:
        titled[0] = (block.title, titled[0][1])
    return titled


def _shown_tables(block: Block) -> list[JoinedTable]:
    """Return the tables that have rows, and the first of all."""
    joined = join_tables(block)
    return joined[:1] + [table for table in joined[1:] if table.has_rows]


def _sheet_name(title: str, taken: Container[str]) -> str:
    """Return a name that Excel allows, with a number at its end if it is taken."""
    plain = one_line(_NOT_IN_NAMES.sub(" ", title)).strip(" '") or "Tables"
    name = _shorten_name(plain, _LONGEST_NAME)
    number = 1
    while name.casefold() in taken:
        number += 1
        ending = f" {number}"
        name = _shorten_name(plain, _LONGEST_NAME - len(ending)) + ending
    return name


def _shorten_name(text: str, length: int) -> str:
    """Return `text` cut after a word, if there is one that fits."""
    short = limit_length(text, length)
    if short == text:
        return text
    return short.rpartition(" ")[0] or short


def first_sheet_lines(document: ReportDocument, sheets: Sequence[Sheet]) -> list[tuple[str, str]]:
    """Return the two columns of the first sheet: the header, then each block's text."""
    lines = [("Title", document.title), *document.facts]
    for block in document.blocks:
        lines.append(("", ""))
        title = block.title
        for text in _block_texts(block, sheets):
            lines.append((title, text))
            title = ""
    return lines


def _block_texts(block: Block, sheets: Sequence[Sheet]) -> list[str]:
    """Return a block's text, the sentences of its empty tables, and where the others are."""
    texts = list(block.paragraphs)
    texts += [f"\N{BULLET} {point}" for point in block.points]
    own_sheets = [sheet for sheet in sheets if sheet.block is block]
    texts += _sentences_without_sheet(block, own_sheets)
    if own_sheets:
        texts.append(_reference(own_sheets))
    return texts or [""]


def _sentences_without_sheet(block: Block, sheets: Sequence[Sheet]) -> list[str]:
    on_sheets: list[ReportTable] = []
    for sheet in sheets:
        for joined in sheet.tables:
            on_sheets += joined.tables
    missing = [table for table in block.tables if table not in on_sheets]
    return [f"{table.title}: {table.nothing}" for table in missing]


def _reference(sheets: Sequence[Sheet]) -> str:
    quoted = [f"“{sheet.name}”" for sheet in sheets]
    word = "sheet"
    if len(sheets) > 1:
        word = "sheets"
    return f"See the {word} {', '.join(quoted)}."
