"""A paper as a workbook: a sheet of its words, then one for each block with tables.

Tables of a block that have other columns follow on sheets of their own, so that each has its filter and its headings.
"""

import io
import math
import re
from collections.abc import Container, Iterator, Sequence
from datetime import UTC, date, datetime, time
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct

from plan_data.text import clean, one_line
from store.checklist.status import Colour
from tui.formats.cells import neutralise_formula
from tui.reports.document import Block, Cell, Column, ReportDocument, ReportTable

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_FILLS: dict[Colour, str] = {
    "blue": "#BDD7EE",
    "green": "#C6E0B4",
    "amber": "#FFE699",
    "red": "#F4B6B6",
}
_HEADING = {"bold": True, "bg_color": "#D9D9D9", "valign": "vcenter"}
_KINDS: dict[str, dict[str, object]] = {
    "date": {"num_format": "d mmm yyyy", "align": "left"},
    "ref": {"num_format": "@"},
    "number": {"align": "right", "indent": 1},
    "text": {},
    "group": {"text_wrap": False},  # the same words in row after row: a line shows which they are
}
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WORDS = (26, 95)  # the width of each column of the first sheet, in letters
_BIG = (20, 70)  # as many letters of its title have room there
_ROOM = 200  # letters side by side that can still be read on a landscape A4 page
_LEAST, _REF, _MOST = (
    7,
    20,
    100,
)  # letters of a column: at least, for a long ref, and for a long text
_ARROW = 3  # letters that the filter's arrow covers
_DAY = 13  # letters of the longest day, "30 Sep 2009", and its margins
_LINE, _TALLEST = 15, 409  # points of one line, and of the tallest row that a sheet can have
_LONGEST = 32_767  # what a cell holds, in units of UTF-16
_NAME = 31  # what a sheet's name holds
_CUT = " [Cut here: a cell holds no more. The other formats have the whole text.]"
_NUMBER = (int, float)
_FIRST_DAY = date(1900, 3, 1)  # before it, spreadsheets disagree on which number a day is


class _Part(Struct, frozen=True):
    """What stands under one header row: a table, or several that have the same columns."""

    title: str
    columns: tuple[Column, ...]
    tables: tuple[ReportTable, ...]

    @property
    def grouped(self) -> bool:
        """Whether a first column says which table a row is of, so that a filter covers them all."""
        return len(self.tables) > 1

    def rows(self) -> Iterator[tuple[tuple[Cell, ...], Colour]]:
        """Yield each row with its colour."""
        plain: Colour = "none"
        for table in self.tables:
            group = (table.title,) if self.grouped else ()
            colours = table.colours or (plain,) * len(table.rows)
            for row, colour in zip(table.rows, colours, strict=True):
                yield (*group, *row), colour
            if self.grouped and not table.rows:
                yield (*group, table.nothing, *("",) * (len(self.columns) - 2)), plain


class _Sheet(Struct, frozen=True):
    """A sheet's name, and what stands on it."""

    name: str
    block: Block
    part: _Part


def render(paper: ReportDocument) -> bytes:
    """Return the paper as a workbook that has no formula in it."""
    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, _OPTIONS) as book:
        made = datetime.combine(paper.as_of, time(), UTC)
        book.set_properties({"title": _line(paper.title, 200), "created": made})
        writer = _Writer(book, _line(paper.title, 100))
        sheets = _sheets(paper)
        writer.words(paper, sheets)
        for each in sheets:
            writer.table(each)
    return stream.getvalue()


def _sheets(paper: ReportDocument) -> list[_Sheet]:
    """Return what stands on each sheet; no two of their names differ in case alone."""
    sheets = []
    taken = {"paper", "history"}  # our first sheet, and a name that Excel keeps to itself
    for block in paper.blocks:
        parts = _parts(block)
        unnamed = not any(part.title == block.title for part in parts)
        for place, part in enumerate(parts):
            if place and not any(table.rows for table in part.tables):
                continue
            name = _sheet_name(block.title if unnamed and not place else part.title, taken)
            taken.add(name.casefold())
            sheets.append(_Sheet(name, block, part))
    return sheets


def _sheet_name(title: str, taken: Container[str]) -> str:
    plain = one_line(re.sub(r"[\[\]:*?/\\\ufffe\uffff]", " ", title)).strip(" '") or "Tables"
    name, number = _whole_words(plain, _NAME), 1
    while name.casefold() in taken:
        number += 1
        ending = f" {number}"
        name = _whole_words(plain, _NAME - len(ending)) + ending
    return name


def _whole_words(text: str, most: int) -> str:
    short = _shortened(text, most)
    return short if short == text else short.rpartition(" ")[0] or short


class _Writer:
    """Writes sheets into a workbook; formats are made once each, since a workbook holds few."""

    def __init__(self, book: "Workbook", footer: str) -> None:
        self._book = book
        self._footer = "&L" + footer.replace("&", "&&") + "&RPage &P of &N"
        self._formats: dict[tuple[str, Colour], Format] = {}
        self._title = book.add_format({"bold": True, "font_size": 14})
        self._subtitle = book.add_format({"bold": True, "font_size": 12})
        self._nothing = book.add_format({"italic": True})
        self._heading = book.add_format(
            {**_HEADING, "text_wrap": True, "border": 1, "border_color": "#808080"}
        )
        self._name = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._words = book.add_format({"text_wrap": True, "valign": "top"})
        self._big = book.add_format(
            {"bold": True, "font_size": 14, "text_wrap": True, "valign": "top"}
        )

    def words(self, paper: ReportDocument, sheets: Sequence[_Sheet]) -> None:
        """Write the first sheet: the header, and each block's paragraphs and points."""
        sheet = self._sheet("Paper")
        for column, width in enumerate(_WORDS):
            sheet.set_column(column, column, width)
        lines = [("Title", paper.title), *paper.facts]
        for block in paper.blocks:
            lines.append(("", ""))
            lines += [
                (block.title if not place else "", words)
                for place, words in enumerate(_said(block, sheets))
            ]
        for row, (name, text) in enumerate(lines):
            cells = _text(name), _text(text)
            sheet.write_string(row, 0, cells[0], self._name)
            sheet.write_string(row, 1, cells[1], self._words if row else self._big)
            _set_height(sheet, row, cells, _WORDS if row else _BIG)
        sheet.print_area(0, 0, len(lines) - 1, 1)

    def table(self, each: _Sheet) -> None:
        """Write a part of a block; what stands above its rows stays in sight, and on every page of paper."""
        sheet = self._sheet(each.name)
        part, widths = each.part, _widths(each.part)
        sheet.write_string(0, 0, _text(one_line(each.block.title)), self._title)
        heading = 1
        if part.title != each.block.title:
            sheet.write_string(1, 0, _text(one_line(part.title)), self._subtitle)
            heading = 2
        last = self._part(sheet, heading, part, widths)
        if any(table.rows for table in part.tables):
            sheet.autofilter(heading, 0, last, len(widths) - 1)
        sheet.freeze_panes(heading + 1, 0)
        sheet.repeat_rows(0, heading)
        sheet.print_area(0, 0, last, len(widths) - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)

    def _sheet(self, name: str) -> "Worksheet":
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.set_footer(self._footer)
        return sheet

    def _part(self, sheet: "Worksheet", row: int, part: _Part, widths: Sequence[int]) -> int:
        """Write a header row and what stands under it; return the last row."""
        titles = [_text(column.title) for column in part.columns]
        for place, title in enumerate(titles):
            sheet.write_string(row, place, title, self._heading)
        _set_height(sheet, row, titles, [width - _ARROW for width in widths])
        if not part.grouped and not part.tables[0].rows:
            sheet.write_string(row + 1, 0, _text(one_line(part.tables[0].nothing)), self._nothing)
            return row + 1
        first = int(part.grouped)
        kinds = ["group"] * first + [column.kind for column in part.columns[first:]]
        for cells, colour in part.rows():
            row += 1
            marked = _marked(cells, colour)
            for place, cell in enumerate(cells):
                kind = "number" if isinstance(cell, _NUMBER) else kinds[place]
                self._cell(
                    sheet,
                    row,
                    place,
                    cell,
                    self._format(kind, colour if place == marked else "none"),
                )
            _set_height(sheet, row, cells[first:], widths[first:])
        return row

    def _cell(self, sheet: "Worksheet", row: int, place: int, cell: Cell, look: "Format") -> None:
        if cell is None or cell == "":
            sheet.write_blank(row, place, None, look)
        elif isinstance(cell, date) and cell >= _FIRST_DAY:
            sheet.write_datetime(row, place, datetime.combine(cell, time()), look)
        elif isinstance(cell, _NUMBER) and math.isfinite(cell):
            sheet.write_number(row, place, cell, look)
        else:
            sheet.write_string(row, place, _text(str(cell)), look)

    def _format(self, kind: str, colour: Colour) -> "Format":
        if (kind, colour) not in self._formats:
            look = {
                "text_wrap": True,
                "valign": "top",
                "border": 1,
                "border_color": "#BFBFBF",
                **_KINDS[kind],
            }
            if colour in _FILLS:
                look["bg_color"] = _FILLS[colour]
            self._formats[kind, colour] = self._book.add_format(look)
        return self._formats[kind, colour]


def _said(block: Block, sheets: Sequence[_Sheet]) -> list[str]:
    """Return the block's words, and where its tables are or what is said in their place."""
    said = [*block.paragraphs, *(f"\N{BULLET} {point}" for point in block.points)]
    shown = [each for each in sheets if each.block is block]
    tables = [table for each in shown for table in each.part.tables]
    said += [f"{table.title}: {table.nothing}" for table in block.tables if table not in tables]
    names = ", ".join(
        f"\N{LEFT DOUBLE QUOTATION MARK}{each.name}\N{RIGHT DOUBLE QUOTATION MARK}"
        for each in shown
    )
    if names:
        said.append(f"See the sheet{'s' if len(shown) > 1 else ''} {names}.")
    return said or [""]


def _parts(block: Block) -> list[_Part]:
    """Return the block's tables, those in a row that have the same columns as one."""
    parts = []
    for columns, members in groupby(block.tables, key=lambda table: table.columns):
        tables = tuple(members)
        if len(tables) == 1:
            parts.append(_Part(tables[0].title, columns, tables))
        else:
            parts.append(_Part(block.title, (Column("group", "Group"), *columns), tables))
    return parts


def _marked(cells: Sequence[Cell], colour: Colour) -> int:
    """Return the place of the cell that says the colour's word, else the first."""
    said = (
        place
        for place, cell in enumerate(cells)
        if isinstance(cell, str) and cell.lower().startswith(colour)
    )
    return next(said, 0)


def _widths(part: _Part) -> list[int]:
    """Return a width for each column: its longest word, and a share of what is left by its longest line."""
    least = [
        max(_LEAST, min(_letters(column.title.split()) + _ARROW, _REF)) for column in part.columns
    ]
    most = list(least)
    longest = [2 * _LEAST if column.kind == "text" else _REF for column in part.columns]
    for cells, _ in part.rows():
        for place, cell in enumerate(cells):
            if not isinstance(cell, str):
                least[place] = max(
                    least[place], _DAY if isinstance(cell, date) else len(str(cell or "")) + 2
                )
            elif len(cell) > least[place] - 2:
                most[place] = max(most[place], min(_letters(cell.split("\n")), _MOST))
                least[place] = max(least[place], min(_letters(cell.split()), longest[place]))
    asked = [max(high - low, 0) for low, high in zip(least, most, strict=True)]
    share = min(1, max(0, _ROOM - sum(least)) / (sum(asked) or 1))
    return [low + int(share * more) for low, more in zip(least, asked, strict=True)]


def _letters(lines: Sequence[str]) -> int:
    """Return the width that the longest of some lines or words asks for."""
    return max(map(len, lines), default=0) + 2


def _set_height(sheet: "Worksheet", row: int, cells: Sequence[Cell], widths: Sequence[int]) -> None:
    """Make room for a row's longest cell: not every program does, where texts are wrapped."""
    most = 1
    for cell, width in zip(cells, widths, strict=False):
        if isinstance(cell, str) and (len(cell) >= width or "\n" in cell):
            most = max(most, sum(1 + len(line) // width for line in cell.split("\n")))
    if most > 1:
        sheet.set_row(row, min(most * _LINE, _TALLEST))


@lru_cache(16_384)  # most cells say one of a few words
def _text(text: str) -> str:
    """Return `text` as a cell can hold it: nothing in it is a formula or markup."""
    safe = clean(neutralise_formula(text)).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    if safe.startswith("<r>"):
        safe = f" {safe}"  # xlsxwriter would write it as markup, not as text
    return safe if len(safe) < _LONGEST // 2 else _shortened(safe, _LONGEST, _CUT)


def _line(text: str, most: int) -> str:
    return _shortened(
        one_line(text).replace("\ufffe", " ").replace("\uffff", " "),
        most,
        "\N{HORIZONTAL ELLIPSIS}",
    )


def _shortened(text: str, most: int, ending: str = "") -> str:
    """Return `text` in at most so many units of UTF-16, which is how Excel counts."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * most:
        return text
    return units[: 2 * (most - len(ending))].decode("utf-16-le", "ignore").rstrip(" '") + ending
