"""Sheets as any program may save them, well or badly: what is read, and what is refused."""

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from plan_data.errors import Refused, Unusable
from store.returns.filled_sheet import FilledSheet
from tui.returns.sheet_days import parse_sheet_day
from tui.returns.sheet_files import find_sheet_files, read_sheet_file
from tui.returns.sheet_layout import COLUMNS

HEADINGS = [column.title for column in COLUMNS]
REF, TITLE = "1.1.1-a", "A milestone"


def new_page() -> tuple[Any, Any]:
    workbook = openpyxl.Workbook()
    page = workbook.active
    assert page is not None
    page.append(HEADINGS)
    page.append([REF, TITLE])
    return workbook, page


def place(heading: str) -> int:
    return HEADINGS.index(heading) + 1


def read_with(
    tmp_path: Path, change: Callable[[Any, Any], None], name: str = "JCP.xlsx"
) -> FilledSheet:
    """Return what is read of a workbook after a change by hand."""
    workbook, page = new_page()
    change(workbook, page)
    workbook.save(tmp_path / name)
    return read_sheet_file(tmp_path / name, ["JCP"])


def cell_of(sheet: FilledSheet, name: str) -> tuple[str, str]:
    (row,) = sheet.rows
    cell = next(cell for key, cell in row.cells.items() if key == name)
    return cell.text, cell.flaw


@pytest.mark.parametrize(
    ("heading", "name", "value", "number_format", "text"),
    [
        ("Done on", "done_on", date(2009, 9, 28), "yyyy-mm-dd", "2009-09-28"),
        ("Done on", "done_on", date(2009, 9, 28), "dd/mm/yyyy", "2009-09-28"),
        ("Done on", "done_on", 40084, "General", "2009-09-28"),
        ("Done on", "done_on", "28\u00a0Sep\u00a02009", "@", "28 Sep 2009"),
        ("Now expected", "expected", date(2010, 3, 1), "mmm-yy", "Mar 2010"),
        ("Actual", "actual", 0.612, "0.0%", "61.2"),
        ("Actual", "actual", 40084, "General", "40084"),
        ("Actual", "actual", "61.2", "@", "61.2"),
        ("Note", "note", "x" * 9_000, "@", "x" * 9_000),
        ("Note", "note", "Done 👍🏽", "@", "Done 👍🏽"),
        ("Note", "note", "\u202eesrever", "@", "\ufffdesrever"),
        ("Note", "note", True, "General", "yes"),
    ],
)
def test_a_value_is_read_as_its_program_shows_it(  # noqa: PLR0913, PLR0917 - a cell and its text
    tmp_path: Path, heading: str, name: str, value: object, number_format: str, text: str
) -> None:
    def write(_: Any, page: Any) -> None:  # noqa: ANN401 - openpyxl's
        cell = page.cell(2, place(heading), value)
        cell.number_format = number_format

    assert cell_of(read_with(tmp_path, write), name) == (text, "")


def test_a_day_counted_from_1904_is_the_same_day(tmp_path: Path) -> None:
    def write(workbook: Any, page: Any) -> None:  # noqa: ANN401 - openpyxl's
        workbook.epoch = CALENDAR_MAC_1904
        page.cell(2, place("Done on"), 40084 - 1462).number_format = "General"
        page.cell(2, place("Started on"), date(2009, 9, 1)).number_format = "yyyy-mm-dd"

    sheet = read_with(tmp_path, write)
    assert cell_of(sheet, "done_on") == ("2009-09-28", "")
    assert cell_of(sheet, "started_on") == ("2009-09-01", "")


def test_comments_rich_text_colours_and_hidden_rows_change_nothing(tmp_path: Path) -> None:
    def write(_: Any, page: Any) -> None:  # noqa: ANN401 - openpyxl's
        note = page.cell(2, place("Note"))
        note.value = CellRichText("Half ", TextBlock(InlineFont(b=True), "done"))
        note.comment = Comment("Not for you", "Somebody")
        page.row_dimensions[2].hidden = True
        page.column_dimensions["A"].hidden = True

    assert cell_of(read_with(tmp_path, write), "note") == ("Half done", "")


def test_a_formula_refuses_its_cell_also_as_text(tmp_path: Path) -> None:
    def write(_: Any, page: Any) -> None:  # noqa: ANN401 - openpyxl's
        page.cell(2, place("Done on"), "=TODAY()")
        page.cell(2, place("Note"), "Fine.")
        page.cell(2, place("Actual"), "='[other.xlsx]Sheet1'!A1")

    sheet = read_with(tmp_path, write)
    assert cell_of(sheet, "done_on")[1].startswith("a formula is not taken")
    assert cell_of(sheet, "actual")[1].startswith("a formula is not taken")
    assert cell_of(sheet, "note") == ("Fine.", "")


def test_the_headings_may_stand_there_twice(tmp_path: Path) -> None:
    def write(_: Any, page: Any) -> None:  # noqa: ANN401 - openpyxl's
        page.append(HEADINGS)
        page.append(["1.1.1-b", TITLE])
        page.cell(4, place("Note"), "Below.")

    sheet = read_with(tmp_path, write)
    assert [row.ref for row in sheet.rows] == ["1.1.1-b"]


@pytest.mark.parametrize("heading", ["Finished", "Note", ""])
def test_a_column_that_is_not_read_is_named_and_never_passed_over(
    tmp_path: Path, heading: str
) -> None:
    def write(_: Any, page: Any) -> None:  # noqa: ANN401 - openpyxl's
        page.cell(1, place("Done on"), heading)
        page.cell(2, place("Done on"), "28 Sep 2009")
        page.cell(2, place("Note"), "Fine.")

    (sentence,) = read_with(tmp_path, write).unread
    assert "is not read" in sentence
    assert not heading or f"'{heading}'" in sentence


def test_what_stands_below_the_table_is_no_column(tmp_path: Path) -> None:
    def write(_: Any, page: Any) -> None:  # noqa: ANN401 - openpyxl's
        page.append([])
        page.append(["Filled in by", "The office"])
        page.append(["Filled in on", 40084])
        page.cell(2, place("Note"), "Fine.")

    sheet = read_with(tmp_path, write)
    assert (sheet.filled_by, sheet.filled_in, sheet.unread) == ("The office", "2009-09-28", ())


def test_macros_are_left_alone(tmp_path: Path) -> None:
    def write(_: Any, page: Any) -> None:  # noqa: ANN401 - openpyxl's
        page.cell(2, place("Note"), "Fine.")

    read_with(tmp_path, write)
    path = tmp_path / "JCP.xlsm"
    (tmp_path / "JCP.xlsx").rename(path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub AutoOpen()")
    assert find_sheet_files([tmp_path]) == [path]
    assert cell_of(read_sheet_file(path, ["JCP"]), "note") == ("Fine.", "")


SHEETS_WITHOUT_STYLES = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="Return" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns='
    '"http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/worksheets/sheet1.xml": '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Ref</t></is></c><c r="B1" t="inlineStr"><is>'
    '<t>Done on</t></is></c><c r="C1" t="inlineStr"><is><t>Note</t></is></c></row><row r="2">'
    '<c r="A2" t="inlineStr"><is><t>1.1.1-a</t></is></c><c r="B2"><v>40084.0</v></c>'
    '<c r="C2" t="inlineStr"><is><r><t>Two </t></r><r><t>parts</t></r></is></c></row></sheetData></worksheet>',
}  # fmt: skip


def test_an_export_with_inline_strings_and_no_styles_is_read(tmp_path: Path) -> None:
    path = tmp_path / "JCP.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in SHEETS_WITHOUT_STYLES.items():
            archive.writestr(name, text)
    sheet = read_sheet_file(path, ["JCP"])
    assert cell_of(sheet, "done_on") == ("2009-09-28", "")
    assert cell_of(sheet, "note") == ("Two parts", "")


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("JCP.ods", b"PK\x03\x04", "is damaged"),
        ("JCP.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "JCP.xls"),
        ("JCP.csv", b"Name,Telephone\r\nA,1\r\n", "is no sheet of a return"),
        ("JCP.xlsx", b"", "is no sheet of a return"),
        ("JCP.csv", b"\x00\x01\x02", "JCP.csv"),
    ],
)
def test_another_file_is_no_sheet_and_is_not_passed_over(
    tmp_path: Path, name: str, data: bytes, sentence: str
) -> None:
    (tmp_path / name).write_bytes(data)
    (path,) = find_sheet_files([tmp_path])
    with pytest.raises(Unusable) as refused:
        read_sheet_file(path, ["JCP"])
    assert name in str(refused.value)
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    "text", ["yesterday", "today", "3 days ago", "Monday", "soon", "11/20/2009"]
)
def test_a_day_that_another_day_of_reading_would_change_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        parse_sheet_day(text, date(2009, 11, 30))


@pytest.mark.parametrize(
    ("heading", "saved", "text"),
    [
        ("Done on", "28-Sep-09", "28 Sep 2009"),
        ("Now expected", "Mar-10", "Mar 2010"),
        ("Note", "Mar-10", "Mar-10"),
    ],
)
def test_a_day_that_excel_shortened_in_a_csv_file_is_the_same_day(
    tmp_path: Path, heading: str, saved: str, text: str
) -> None:
    path = tmp_path / "JCP.csv"
    path.write_text(f"Ref,{heading}\n{REF},{saved}\n", encoding="utf-8")
    (row,) = read_sheet_file(path, ["JCP"]).rows
    assert [cell.text for cell in row.cells.values()] == [text]
