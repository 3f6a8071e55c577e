"""The CSV of a report's tables, read back with the csv module."""

import csv
import io
from datetime import date

import pytest

from tests.tui.reports.renderers.documents import (
    AS_OF,
    FORMULAS,
    full_document,
    hostile_document,
    small_document,
)
from tui.reports.document import Block, Cell, Column, ReportDocument, ReportTable
from tui.reports.renderers import report_csv


def rows_of(document: ReportDocument) -> list[dict[str, str]]:
    return list(
        csv.DictReader(io.StringIO(report_csv.render_csv(document).decode("utf-8-sig"), newline=""))
    )


def one_cell(cell: Cell) -> str:
    """Return how a paper of one cell has it."""
    table = ReportTable("t", "T", (Column("c", "C", "ref"),), ((cell,),))
    (row,) = rows_of(
        ReportDocument("summary", "A paper", AS_OF, (), (Block("b", "B", tables=(table,)),))
    )
    return row["c"]


def test_a_small_paper_is_these_bytes() -> None:
    assert report_csv.render_csv(small_document()) == (
        b'\xef\xbb\xbf"block","table","ref","milestone","lead","due"\r\n'
        b'"due","due","2.4.2-a","Introduce the scheme across the region",'
        b'"ELS lead","2009-12-31"\r\n'
    )


def test_every_row_of_every_table_stands_under_the_columns_of_them_all() -> None:
    document = full_document()
    tables = [(block, table) for block in document.blocks for table in block.tables]
    rows = rows_of(document)
    assert [(row["block"], row["table"]) for row in rows] == [
        (block.key, table.key) for block, table in tables for _ in table.rows
    ]
    keys = dict.fromkeys(column.key for _, table in tables for column in table.columns)
    assert list(rows[0]) == ["block", "table", *keys]


def test_a_cell_stands_under_its_own_column_and_the_others_are_empty() -> None:
    row = next(row for row in rows_of(full_document()) if row["block"] == "exceptions")
    assert {key: value for key, value in row.items() if value} == {
        "block": "exceptions", "table": "exceptions", "ref": "2.4.2-a",
        "colour": "Red: 61 days behind", "milestone": "Introduce the scheme", "lead": "ELS lead",
        "printed": "by end Sept 2009", "due": "2009-09-30",
        "days_late": "61", "forecast": "2010-01-31", "cause": "Funding was agreed late",
        "action": "Board to approve the new date", "note": "Tender is out\n3 Nov 2009, TB",
    }  # fmt: skip


def test_numbers_are_not_quoted_and_texts_are() -> None:
    assert b'"due this period",31,24,7,""' in report_csv.render_csv(full_document())
    assert b'"2009-09-30",-1.5\r\n' in report_csv.render_csv(hostile_document())


@pytest.mark.parametrize("text", ["9.10", "007", "2009/10", "1-2", "1E5", " 12 "])
def test_a_text_like_a_number_keeps_its_digits_in_a_spreadsheet(text: str) -> None:
    assert one_cell(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["9.10-b", "2.7.2-a@Q1-2009/10", "9.10 Publish it", "E5", "...", ""]
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert one_cell(text) == text


@pytest.mark.parametrize("text", [*FORMULAS, "\r=1", "  =1", "\n@x"])
def test_no_text_is_a_formula(text: str) -> None:
    assert one_cell(text).startswith("'")


def test_no_hostile_text_breaks_a_row() -> None:
    document = hostile_document()
    rows = rows_of(document)
    assert len(rows) == len(document.blocks[0].tables[0].rows)
    assert all(None not in row and None not in row.values() for row in rows)


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b", "a\rb", "a\u2028b"])
def test_a_character_that_steers_is_shown_as_replaced(text: str) -> None:
    assert one_cell(text) == "a\ufffdb"


def test_a_paper_without_tables_is_its_header_row() -> None:
    assert (
        report_csv.render_csv(ReportDocument("summary", "A paper", AS_OF, (), ()))
        == b'\xef\xbb\xbf"block","table"\r\n'
    )


def test_days_are_iso_days() -> None:
    assert one_cell(date(2009, 2, 1)) == "2009-02-01"
