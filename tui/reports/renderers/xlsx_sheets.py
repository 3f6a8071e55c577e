"""Which tables of a report are on which sheet of its workbook, and the text of its first sheet.

Tables of a block that have the same columns are on one sheet; those of other columns are on
sheets of their own, so that each sheet has one header row and one filter.
"""

import re
from collections.abc import Container, Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from plan_data.text import one_line
from store.checklist.status import Colour
from tui.reports.document import Block, Cell, Column, ReportDocument, ReportTable
from tui.reports.renderers.tables import row_colours
from tui.reports.renderers.xlsx_text import limit_length

FIRST_SHEET = "Paper"
_RESERVED = "history"  # a name that Excel keeps to itself
_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\ufffe\uffff]")


class SheetTable(Struct, frozen=True):
    """What is under one header row: a table, or several that have the same columns."""

    title: str
    columns: tuple[Column, ...]
    tables: tuple[ReportTable, ...]

    @property
    def is_grouped(self) -> bool:
        """Whether a first column has the title of each row's table, for the filter of them all."""
        return len(self.tables) > 1

    @property
    def has_rows(self) -> bool:
        """Whether any of its tables has a row."""
        return any(table.rows for table in self.tables)

    def rows(self) -> Iterator[tuple[tuple[Cell, ...], Colour]]:
        """Yield each row with its colour."""
        if not self.is_grouped:
            table = self.tables[0]
            yield from zip(table.rows, row_colours(table), strict=True)
            return
        for table in self.tables:
            for row, colour in zip(table.rows, row_colours(table), strict=True):
                yield (table.title, *row), colour
            if not table.rows:
                yield self._row_without_cells(table), "none"

    def _row_without_cells(self, table: ReportTable) -> tuple[Cell, ...]:
        empty = ("",) * (len(self.columns) - 2)
        return (table.title, table.nothing, *empty)


class Sheet(Struct, frozen=True):
    """A sheet's name, the block that it is from, and its table."""

    name: str
    block: Block
    table: SheetTable


def plan_sheets(document: ReportDocument) -> list[Sheet]:
    """Return the sheets after the first; no two of their names differ in case alone."""
    sheets = []
    taken = {FIRST_SHEET.casefold(), _RESERVED}
    for block in document.blocks:
        for title, table in _titled_tables(block):
            name = _sheet_name(title, taken)
            taken.add(name.casefold())
            sheets.append(Sheet(name, block, table))
    return sheets


def _titled_tables(block: Block) -> list[tuple[str, SheetTable]]:
    """Return the tables of a block that get a sheet, each with the title for its name.

    The first gets one even if it is empty, and the block's title if no table has it.
    """
    tables = _join_tables(block)
    titled = []
    for index, table in enumerate(tables):
        if index == 0 or table.has_rows:
            titled.append((table.title, table))
    if titled and block.title not in [table.title for table in tables]:
        titled[0] = (block.title, tables[0])
    return titled


def _join_tables(block: Block) -> list[SheetTable]:
    """Return the block's tables; neighbours that have the same columns are joined."""
    joined = []
    for columns, members in groupby(block.tables, key=lambda table: table.columns):
        tables = tuple(members)
        if len(tables) == 1:
            joined.append(SheetTable(tables[0].title, columns, tables))
        else:
            all_columns = (Column("group", "Group"), *columns)
            joined.append(SheetTable(block.title, all_columns, tables))
    return joined


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
        on_sheets += sheet.table.tables
    missing = [table for table in block.tables if table not in on_sheets]
    return [f"{table.title}: {table.nothing}" for table in missing]


def _reference(sheets: Sequence[Sheet]) -> str:
    quoted = [f"“{sheet.name}”" for sheet in sheets]
    word = "sheet"
    if len(sheets) > 1:
        word = "sheets"
    return f"See the {word} {', '.join(quoted)}."
