"""The CSV of a report's tables, read back with the csv module."""

import csv
import io
from datetime import date

import msgspec
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
    return read(report_csv.render_csv(document))


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def one_cell(cell: Cell) -> str:
    """Return how a paper of one cell has it."""
    table = ReportTable("t", "T", (Column("c", "C", "ref"),), ((cell,),))
    (row,) = rows_of(
        ReportDocument("summary", "A paper", AS_OF, (), (Block("b", "B", tables=(table,)),))
    )
    return row["c"]


def test_a_small_paper_is_these_bytes() -> None:
    assert report_csv.render_csv(small_document()) == (
        b'\xef\xbb\xbf"plan","as_of","group","ref","milestone","lead","due"\r\n'
        b'"East Midlands 2009-10","2009-11-30","Due before the next Board","2.4.2-a",'
        b'"Introduce the scheme across the region","ELS lead","2009-12-31"\r\n'
    )


def test_the_main_table_is_that_of_the_exceptions() -> None:
    rows = rows_of(full_document())
    assert [row["ref"] for row in rows] == ["2.4.2-a", "9.10-b"]
    assert rows[0] == {
        "plan": "East Midlands Reducing Re-offending Delivery Plan 2009-10",
        "as_of": "2009-11-30", "group": "Worst first", "ref": "2.4.2-a",
        "colour": "Red: 61 days behind", "milestone": "Introduce the scheme", "lead": "ELS lead",
        "printed": "by end Sept 2009", "due": "2009-09-30",
        "days_late": "61", "forecast": "2010-01-31", "cause": "Funding was agreed late",
        "action": "Board to approve the new date", "note": "Tender is out\n3 Nov 2009, TB",
    }  # fmt: skip


def test_each_table_with_rows_has_a_file_of_its_key_and_its_own_columns() -> None:
    files = report_csv.render_csv_files(full_document())
    assert list(files) == [
        "headline.csv", "exceptions.csv", "trajectories.csv", "pathways.csv", "due.csv",
        "undated.csv", "annex.csv",
    ]  # fmt: skip
    assert files["exceptions.csv"] == report_csv.render_csv(full_document())
    assert read(files["due.csv"])[1]["ref"] == "9.1-a"


def test_tables_of_the_same_columns_are_one_file_with_their_titles_as_groups() -> None:
    rows = read(report_csv.render_csv_files(full_document())["annex.csv"])
    assert [row["group"] for row in rows] == ["Priority 1"] * 30 + ["Priority 2"] * 30


def test_two_tables_of_one_key_have_two_files() -> None:
    block = small_document().blocks[0]
    second = msgspec.structs.replace(block, key="other")
    third = msgspec.structs.replace(block, key="other")
    document = msgspec.structs.replace(small_document(), blocks=(block, second, third))
    files = report_csv.render_csv_files(document)
    assert list(files) == ["due.csv", "other_due.csv", "other_due_2.csv"]


def test_numbers_are_not_quoted_and_texts_are() -> None:
    headline = report_csv.render_csv_files(full_document())["headline.csv"]
    assert b'"due this period",31,24,7\r\n' in headline
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
        == b'\xef\xbb\xbf"plan","as_of","group"\r\n'
    )


def test_days_are_iso_days() -> None:
    assert one_cell(date(2009, 2, 1)) == "2009-02-01"
