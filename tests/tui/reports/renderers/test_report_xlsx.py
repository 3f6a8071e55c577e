"""The workbook of a report, read back with openpyxl, which shares no code with its writer."""

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from xml.etree import ElementTree as ET

import msgspec
import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.tui.reports.renderers.documents import (
    AS_OF,
    FORMULAS,
    PICTURES,
    document_with,
    full_document,
    hostile_document,
    small_document,
)
from tui.reports.document import Block, Column, ReportDocument, ReportTable
from tui.reports.renderers import report_xlsx

DOCUMENTS = [small_document, full_document, hostile_document]
LONG = "Deliver " * 625


def book_of(document: ReportDocument) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(report_xlsx.render_xlsx(document)))


def sheet_of(document: ReportDocument, name: str) -> Worksheet:
    sheet = book_of(document)[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def one_table(
    *rows: tuple[str | date | int | float | None, ...], title: str = "Due", kind: str = "text"
) -> ReportDocument:
    """Return a paper of one table whose columns are all of one kind."""
    columns = tuple(Column(f"c{place}", f"C{place}", kind) for place in range(len(rows[0])))  # type: ignore[arg-type]  # a test's word is one of the kinds
    block = Block("one", title, tables=(ReportTable("one", title, columns, rows),))
    return ReportDocument("checklist", "A paper", AS_OF, (), (block,))


def values(sheet: Worksheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def cells_of(document: ReportDocument) -> list[Cell]:
    cells: list[Cell] = []
    for sheet in book_of(document).worksheets:
        for row in sheet.iter_rows():
            cells += row  # type: ignore[arg-type]  # no cell is merged
    return cells


def test_the_first_sheet_has_the_header_and_every_word_of_the_blocks() -> None:
    document = full_document()
    rows = values(sheet_of(document, "Paper"))
    assert rows[0] == ["Title", document.title]
    assert [tuple(row) for row in rows[1 : len(document.facts) + 1]] == list(document.facts)
    sheet_text = "\n".join(str(row[1]) for row in rows)
    assert all(
        words in sheet_text
        for block in document.blocks
        for words in (*block.paragraphs, *block.points)
    )


def test_each_block_with_tables_has_a_sheet_and_no_other_has() -> None:
    names = book_of(full_document()).sheetnames
    assert names == [
        "Paper", "Headline", "Exceptions", "Trajectories", "By pathway",
        "Due before the next Board", "Not assessed", "Annex A checklist by priority", "Pictures",
    ]  # fmt: skip


def test_a_table_with_no_rows_says_so() -> None:
    empty = ReportTable(
        "nil", "Nil returns", (Column("lead", "Lead"),), nothing="Every lead has reported."
    )
    document = ReportDocument(
        "summary", "A paper", AS_OF, (), (Block("nil", "Nil returns", tables=(empty,)),)
    )
    assert values(sheet_of(document, "Nil returns")) == [
        ["Nil returns"],
        ["Lead"],
        ["Every lead has reported."],
    ]
    assert ["", "Nil returns: Every lead has reported."] in [
        [name or "", words] for name, words in values(sheet_of(full_document(), "Paper"))
    ]


def test_no_row_of_any_table_is_lost() -> None:
    document = full_document()
    written = [cell.value for cell in cells_of(document)]
    for table in [table for block in document.blocks for table in block.tables]:
        for row in table.rows:
            assert all(cell in written or not isinstance(cell, str) for cell in row)
    assert written.count("by end Sept 2009") == 61


def test_dates_are_dates_numbers_numbers_and_refs_texts() -> None:
    sheet = sheet_of(full_document(), "Exceptions")
    ref, due, late = sheet["A4"], sheet["F4"], sheet["G4"]
    day = datetime(2009, 9, 30)  # noqa: DTZ001 - a sheet knows no time zones
    assert (due.value, due.is_date, due.number_format) == (day, True, "d mmm yyyy")
    assert (late.value, late.data_type) == (61, "n")
    assert (ref.value, ref.data_type, ref.number_format) == ("2.4.2-a", "s", "@")


@pytest.mark.parametrize(
    "text", ["9.10", "007", "2009/10", "1E5", "TRUE", "30 Nov 2009", "http://example.org"]
)
def test_a_ref_stays_the_text_it_is(text: str) -> None:
    cell = sheet_of(one_table((text,), kind="ref"), "Due")["A3"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_headings_stay_in_sight_on_the_screen_and_on_every_page() -> None:
    sheet = sheet_of(full_document(), "Due before the next Board")
    assert [row[0] for row in values(sheet)[:3]] == [
        "Due before the next Board",
        "Due by 12 Jan 2010",
        "Ref",
    ]
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A4", "$1:$3")


def test_every_table_can_be_filtered() -> None:
    sheets = book_of(full_document()).worksheets[1:-1]
    assert [sheet.auto_filter.ref for sheet in sheets] == [
        "A3:D9", "A3:K5", "A3:G6", "A3:G7", "A3:D5", "A3:D4", "A2:H62",
    ]  # fmt: skip


def test_tables_of_the_same_columns_are_one_with_the_group_in_front() -> None:
    rows = values(sheet_of(full_document(), "Annex A checklist by priority"))
    assert rows[1][:3] == ["Group", "Ref", "Status"]
    assert [row[0] for row in rows[2:]] == ["Priority 1"] * 30 + ["Priority 2"] * 30


def test_a_colour_fills_the_cell_that_has_its_word() -> None:
    sheet = sheet_of(full_document(), "Exceptions")
    fills = [
        [cell.fill.fgColor.rgb for cell in row if cell.fill.fill_type] for row in sheet["A4:K5"]
    ]
    assert fills == [["FFF4B6B6"], ["FFFFE699"]]
    assert sheet["B4"].fill.fgColor.rgb == "FFF4B6B6"


def test_every_sheet_prints_on_landscape_a4_at_one_scale_and_no_wider_than_the_page() -> None:
    for sheet in book_of(full_document()).worksheets:
        setup = sheet.page_setup
        assert (setup.orientation, setup.paperSize, setup.scale) == ("landscape", 9, 62)
        assert sheet.print_area
        widths = [column.width for column in sheet.column_dimensions.values()]
        assert sum(widths) <= 220
        assert sheet.oddHeader is not None
        assert sheet.oddFooter is not None
        assert "Not protectively marked" in str(sheet.oddHeader.center.text)
        assert str(sheet.oddFooter.left.text).endswith("position as of 30 Nov 2009")


def test_short_tables_of_a_block_are_on_one_sheet_under_each_other() -> None:
    short = ReportTable("a", "First", (Column("a", "A"),), (("x",),))
    other = ReportTable("b", "Second", (Column("b", "B"), Column("c", "C")), (("y", "z"),))
    long = ReportTable("c", "Third", (Column("d", "D"),), (("w",),) * 41)
    block = Block("b", "Block", tables=(short, other, long))
    book = book_of(ReportDocument("summary", "A paper", AS_OF, (), (block,)))
    assert book.sheetnames == ["Paper", "Block", "Third"]
    assert values(sheet_of(ReportDocument("summary", "A", AS_OF, (), (block,)), "Block")) == [
        ["Block", None], ["First", None], ["A", None], ["x", None], [None, None],
        ["Second", None], ["B", "C"], ["y", "z"],
    ]  # fmt: skip


def test_pictures_are_charts_of_the_numbers_beside_them() -> None:
    document = document_with(pictures=(*PICTURES, *full_document().blocks[4].pictures))
    sheet = sheet_of(document, "Pictures")
    rows = values(sheet)
    assert ["Pathway", "Q1", "Q2"] in [row[:3] for row in rows]
    assert ["Jul", 4] in [row[:2] for row in rows]
    assert ["Drugs", 0, 4] in [row[:3] for row in rows]
    kinds = [type(chart).__name__ for chart in sheet._charts]  # type: ignore[attr-defined]  # noqa: SLF001 - there is no other way to them
    assert kinds == ["LineChart", "BarChart"]
    data = report_xlsx.render_xlsx(document)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b'descr="milestones late: Jun 0, Jul 4."' in archive.read("xl/drawings/drawing1.xml")


def test_long_words_are_wrapped_and_have_room() -> None:
    sheet = sheet_of(one_table((LONG, "short")), "Due")
    assert sheet["A3"].alignment.wrap_text
    assert sheet.column_dimensions["A"].width <= 101
    assert sheet.row_dimensions[3].height > 400
    assert LONG.startswith(str(sheet["A3"].value)[:4999])


def test_nothing_hostile_is_a_formula_or_a_link() -> None:
    cells = cells_of(hostile_document())
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert not [cell for cell in cells if cell.hyperlink]
    written = {cell.value for cell in cells}
    assert set(FORMULAS) <= written, "a text has no apostrophe in front"
    table = [cell for cell in cells if cell.value in FORMULAS and cell.border.left.style]
    assert table
    assert all(cell.quotePrefix for cell in table), "it stays a text if somebody edits it"


@pytest.mark.parametrize(
    "text", ["<r><t>x</t></r>", "_x0041_", "]]>", "&amp;", " spaced ", "a\nb", "", "\uffff"]
)
def test_every_part_is_whole_xml_whatever_a_text_says(text: str) -> None:
    data = report_xlsx.render_xlsx(one_table((text, text), title=text))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.namelist():
            ET.fromstring(archive.read(part))  # noqa: S314 - our own bytes
    cell = openpyxl.load_workbook(io.BytesIO(data)).worksheets[1]["A3"]
    assert str(cell.value or "").strip() == text.strip().replace("\uffff", "\ufffd")


@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb", "a\ud800b", "a\u202eb", "a\x0bb"])
def test_a_character_that_no_sheet_can_hold_is_shown_as_replaced(text: str) -> None:
    assert sheet_of(one_table((text,)), "Due")["A3"].value == "a\ufffdb"


@pytest.mark.parametrize("letter", ["x", "\N{FIRE}"])
def test_a_text_too_long_for_a_cell_is_cut_and_says_so(letter: str) -> None:
    text = str(sheet_of(one_table((letter * 40_000,)), "Due")["A3"].value)
    assert text.endswith("[Cut here: a cell holds no more. The other formats have the whole text.]")
    assert 32_700 < len(text.encode("utf-16-le")) // 2 <= 32_767


@pytest.mark.parametrize(
    "title", ["", "'", "a/b:c*d?e[f]g\\h", "History", "Paper", LONG, "x" * 40, "\N{FIRE}" * 40]
)
def test_sheet_names_are_legal_and_unlike(title: str) -> None:
    table = ReportTable("t", title, (Column("a", "A"),), (("x",),))
    blocks = tuple(
        Block(str(place), title.swapcase() if place else title, tables=(table,))
        for place in range(12)
    )
    names = book_of(ReportDocument("summary", title, AS_OF, ((title, title),), blocks)).sheetnames
    assert len({name.casefold() for name in names}) == len(names) == 13
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\")
        assert name.strip("'") == name
        assert name.casefold() != "history"


def test_a_number_that_is_none_and_a_day_before_all_sheets_are_said_in_words() -> None:
    row = values(
        sheet_of(one_table((float("inf"), float("nan"), date(1899, 12, 31), None)), "Due")
    )[2]
    assert row == ["inf", "nan", "1899-12-31", None]


@pytest.mark.parametrize("make", DOCUMENTS)
def test_the_same_paper_gives_the_same_bytes_in_every_process(
    make: Callable[[], ReportDocument],
) -> None:
    look = (
        "import sys, hashlib, tests.tui.reports.renderers.documents as p\n"
        "import tui.reports.renderers.report_xlsx as x\n"
        f"sys.stdout.write(hashlib.sha256(x.render_xlsx(p.{make.__name__}())).hexdigest())"
    )
    sheet_text = {
        subprocess.run(
            [sys.executable, "-c", look],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(sheet_text) == 1


@pytest.mark.parametrize("make", DOCUMENTS)
def test_a_second_workbook_of_a_process_has_the_same_bytes(
    make: Callable[[], ReportDocument],
) -> None:
    assert report_xlsx.render_xlsx(make()) == report_xlsx.render_xlsx(make())


def test_the_workbook_knows_no_time_but_the_papers_own() -> None:
    document = full_document()
    book = book_of(document)
    assert book.properties.created == book.properties.modified == datetime(2009, 11, 30)  # noqa: DTZ001 - UTC, which openpyxl leaves unsaid
    with zipfile.ZipFile(io.BytesIO(report_xlsx.render_xlsx(document))) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_ten_thousand_rows_are_all_there() -> None:
    table = full_document().blocks[2].tables[0]
    many = msgspec.structs.replace(table, rows=table.rows * 5000, colours=table.colours * 5000)
    document = ReportDocument(
        "checklist", "A paper", AS_OF, (), (Block("many", "Many", tables=(many,)),)
    )
    book = openpyxl.load_workbook(io.BytesIO(report_xlsx.render_xlsx(document)), read_only=True)
    assert sum(1 for _ in book["Many"].iter_rows()) == 10_003
