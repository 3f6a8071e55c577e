"""The tables of a block for spreadsheets: neighbours that have the same columns are one table."""

import re
from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

from store.checklist.status import Colour
from tui.reports.document import Block, Cell, Column, ReportTable
from tui.reports.renderers.tables import row_colours

_GROUP = Column("group", "Group")
_NUMBERED = re.compile(r".+_\d+")


class JoinedTable(Struct, frozen=True):
    """A table, or several that have the same columns."""

    key: str
    title: str
    columns: tuple[Column, ...]
    tables: tuple[ReportTable, ...]

    @property
    def is_grouped(self) -> bool:
        """Whether it is made of several tables, whose titles tell their rows apart."""
        return len(self.tables) > 1

    @property
    def has_rows(self) -> bool:
        """Whether any of its tables has a row."""
        return any(table.rows for table in self.tables)

    @property
    def row_count(self) -> int:
        """How many rows its tables have."""
        return sum(len(table.rows) for table in self.tables)

    @property
    def sheet_columns(self) -> tuple[Column, ...]:
        """Its columns; those of several tables come after the title of each row's table."""
        if self.is_grouped:
            return (_GROUP, *self.columns)
        return self.columns

    def sheet_rows(self) -> Iterator[tuple[tuple[Cell, ...], Colour]]:
        """Yield each row under `sheet_columns` with its colour.

        Of several tables, one without rows has a row with its sentence.
        """
        for table in self.tables:
            start: tuple[Cell, ...] = ()
            if self.is_grouped:
                start = (table.title,)
            for row, colour in zip(table.rows, row_colours(table), strict=True):
                yield (*start, *row), colour
            if self.is_grouped and not table.rows:
                empty = ("",) * (len(self.columns) - 1)
                yield (table.title, table.nothing, *empty), "none"

    def grouped_rows(self) -> Iterator[tuple[str, tuple[Cell, ...], Colour]]:
        """Yield each row with the title of its table and its colour."""
        for table in self.tables:
            for row, colour in zip(table.rows, row_colours(table), strict=True):
                yield table.title, row, colour


def join_tables(block: Block) -> list[JoinedTable]:
    """Return the tables of a block, in order.

    Joined ones have the block's key and title; so has a table that is the only one of a series,
    such as priority_1.
    """
    joined = []
    for columns, members in groupby(block.tables, key=lambda table: table.columns):
        tables = tuple(members)
        key, title = tables[0].key, tables[0].title
        if len(tables) > 1 or _NUMBERED.fullmatch(key):
            key, title = block.key, block.title
        joined.append(JoinedTable(key, title, columns, tables))
    return joined
