"""Office files are read as their program shows them."""

import io
import zipfile
from pathlib import Path

import docx
import msgspec
import openpyxl
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill

from plan_data.table_import.importer import import_table
from tests.plan_data.table_import.sample_tables import OPTIONS, objectives

HEADINGS = ["Action", "Deliverable", "By when", "Owner"]


def _sheet(path: Path, *rows: list[str]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for row in [HEADINGS, *rows]:
        book.worksheets[0].append(row)
    book.save(path)
    return book


def _titles_and_times(path: Path) -> list[tuple[str, str | None]]:
    plan = import_table(path, OPTIONS).plan
    found = []
    for objective in objectives(plan).values():
        found += [(each.title, each.when) for each in objective.milestones]
    return found


def test_a_merged_cell_of_a_sheet_holds_for_each_row_that_it_covers(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = _sheet(
        path, ["Better parks", "Plan", "May 2009", "Parks"], ["", "Trees in", "", "Parks"]
    )
    book.worksheets[0].merge_cells("A2:A3")
    book.worksheets[0].merge_cells("C2:C3")
    book.save(path)
    (objective,) = objectives(import_table(path, OPTIONS).plan).values()
    assert objective.title == "Better parks"
    assert [(each.title, each.when) for each in objective.milestones] == [
        ("Plan", "May 2009"),
        ("Trees in", "May 2009"),
    ]


def test_struck_and_hidden_cells_are_left_out_and_named(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = _sheet(
        path,
        ["Parks", "Hedge cut", "May 2009", "Parks"],
        ["Roads", "Road cut", "June 2009", "Roads"],
        ["Ponds", "Pond dug", "July 2009", "Parks"],
    )
    sheet = book.worksheets[0]
    sheet["C2"].font = Font(strike=True)
    sheet.row_dimensions[3].hidden = True
    sheet["D5"].fill = PatternFill("solid", fgColor="FF0000")
    book.save(path)
    result = import_table(path, OPTIONS)
    left = " ".join(result.report.left)
    assert "struck out: May 2009" in left
    assert "hidden: Roads Road cut June 2009 Roads" in left
    assert "the colours of 1 cell " in left
    assert _titles_and_times(path) == [
        ("Hedge cut", "undated (blank)"),
        ("Pond dug", "Jul 2009"),
    ]


def test_a_formula_gives_its_stored_value_and_without_one_no_date(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    formula = '=IF(TRUE(),"May 2009","June 2009")'
    _sheet(path, ["Parks", "Hedge cut", formula, "Parks"], ["Ponds", "Pond dug", "July 2009", ""])
    (_, undated), _ = _titles_and_times(path)
    assert str(undated).startswith("undated")
    stored = io.BytesIO()
    with zipfile.ZipFile(path) as book, zipfile.ZipFile(stored, "w") as copy:
        for name in book.namelist():
            data = book.read(name)
            if name.endswith("sheet1.xml"):
                data = data.replace(b"<v></v>", b"<v>May 2009</v>").replace(
                    b"<v />", b"<v>May 2009</v>"
                )
                data = data.replace(b'<c r="C2">', b'<c r="C2" t="str">')
            copy.writestr(name, data)
    path.write_bytes(stored.getvalue())
    assert _titles_and_times(path)[0] == ("Hedge cut", "May 2009")


def _document(path: Path, change: tuple[str, str]) -> None:
    """Write a document with a table of one row, and replace a text of its XML."""
    document = docx.Document()
    table = document.add_table(2, 3)
    for row, cells in zip(
        table.rows, [["Action", "By when", "Owner"], ["Open", "May 2009", "Us"]], strict=True
    ):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.save(str(path))
    changed = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as copy:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                assert change[0].encode() in data
                data = data.replace(change[0].encode(), change[1].encode())
            copy.writestr(name, data)
    path.write_bytes(changed.getvalue())


def test_tracked_changes_are_accepted(tmp_path: Path) -> None:
    run = "<w:r><w:t>May 2009</w:t></w:r>"
    changed = (
        '<w:del w:id="1" w:author="a"><w:r><w:delText>May 2009</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="a"><w:r><w:t>July 2009</w:t></w:r></w:ins>'
    )
    _document(tmp_path / "a.docx", (run, changed))
    assert _titles_and_times(tmp_path / "a.docx") == [("Open", "Jul 2009")]


def test_content_controls_fields_and_struck_runs_are_read_as_shown(tmp_path: Path) -> None:
    run = "<w:r><w:t>May 2009</w:t></w:r>"
    changed = (
        "<w:r><w:rPr><w:strike/></w:rPr><w:t>May 2009</w:t></w:r>"
        '<w:sdt><w:sdtContent><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText>DATE May 2001</w:instrText></w:r>"
        "<w:r><w:t>August 2009</w:t></w:r></w:sdtContent></w:sdt>"
    )
    _document(tmp_path / "a.docx", (run, changed))
    assert _titles_and_times(tmp_path / "a.docx") == [("Open", "Aug 2009")]
    left = " ".join(import_table(tmp_path / "a.docx", OPTIONS).report.left)
    assert "struck out: May 2009" in left


def test_all_tables_of_a_document_are_read_with_the_headings_above_them(tmp_path: Path) -> None:
    document = docx.Document()
    for name, when in (("Parks", "May 2009"), ("Roads", "June 2009")):
        document.add_heading(f"Action: {name}", level=2)
        table = document.add_table(2, 3)
        rows = [["Milestone", "By when", "Owner"], [f"Mend the {name}", when, "Us"]]
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    document.save(str(tmp_path / "a.docx"))
    plan = import_table(tmp_path / "a.docx", OPTIONS).plan
    assert [section.title for section in plan.sections] == ["Action: Parks", "Action: Roads"]
    assert [each.milestones[0].when for each in objectives(plan).values()] == [
        "May 2009",
        "Jun 2009",
    ]


def _with_style(path: Path, setting: str, *, of_paragraph: bool) -> None:
    """Write a document whose only date has a style that inherits a setting."""
    document = docx.Document()
    base = document.styles.add_style("Base", WD_STYLE_TYPE.CHARACTER)
    style = document.styles.add_style("Gone", WD_STYLE_TYPE.CHARACTER)
    if of_paragraph:
        base = document.styles.add_style("Base P", WD_STYLE_TYPE.PARAGRAPH)
        style = document.styles.add_style("Gone P", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = base
    setattr(base.font, setting, True)
    table = document.add_table(3, 3)
    rows = [["Action", "By when", "Owner"], ["Open", "", "Us"], ["Close", "June 2009", "Us"]]
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    paragraph = table.rows[1].cells[1].paragraphs[0]
    run = paragraph.add_run("May 2009")
    if of_paragraph:
        paragraph.style = style
    else:
        run.style = style
    document.save(str(path))


@pytest.mark.parametrize("of_paragraph", [False, True])
@pytest.mark.parametrize(("setting", "why"), [("strike", "struck out"), ("hidden", "hidden")])
def test_text_that_a_style_strikes_out_or_hides_is_left_out_and_named(
    tmp_path: Path, setting: str, why: str, *, of_paragraph: bool
) -> None:
    path = tmp_path / "a.docx"
    _with_style(path, setting, of_paragraph=of_paragraph)

    assert _titles_and_times(path) == [("Open", "undated (blank)"), ("Close", "Jun 2009")]
    assert f"{why}: May 2009" in " ".join(import_table(path, OPTIONS).report.left)


def test_a_run_may_turn_off_what_its_style_strikes_out(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    _with_style(path, "strike", of_paragraph=True)
    document = docx.Document(str(path))
    document.tables[0].rows[1].cells[1].paragraphs[0].runs[-1].font.strike = False
    document.save(str(path))

    assert _titles_and_times(path)[0] == ("Open", "May 2009")


@pytest.mark.parametrize("value", ["", ' w:val="continue"'])
def test_cells_merged_as_old_versions_of_word_do_are_read_as_shown(
    tmp_path: Path, value: str
) -> None:
    path = tmp_path / "a.docx"
    document = docx.Document()
    table = document.add_table(4, 4)
    rows = [
        ["Objective", "Milestone", "By when", "Owner"],
        ["Better parks", "Plan", "May 2009", "Parks"],
        ["not shown", "Plant", "June 2009", "not shown"],
        ["Better roads", "Tar", "July 2009", "Roads"],
    ]
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    for place, properties in {
        (1, 0): '<w:vMerge w:val="restart"/>',
        (2, 0): f"<w:vMerge{value}/>",
        (2, 2): '<w:hMerge w:val="restart"/>',
        (2, 3): f"<w:hMerge{value}/>",
    }.items():
        cell = table.rows[place[0]].cells[place[1]]._tc  # noqa: SLF001 - a setting that docx cannot make
        cell.get_or_add_tcPr().append(parse_xml(properties.replace("/>", f" {nsdecls('w')}/>")))
    document.save(str(path))
    plan = import_table(path, OPTIONS).plan
    found = objectives(plan)

    assert [each.title for each in found.values()] == ["Better parks", "Better roads"]
    assert [each.when for each in found["1"].milestones] == ["May 2009", "Jun 2009"]
    assert [agency.name for agency in plan.agencies] == ["Parks", "Roads"]


def test_the_rows_with_tracked_changes_are_named(tmp_path: Path) -> None:
    run = "<w:r><w:t>May 2009</w:t></w:r>"
    inserted = f'<w:ins w:id="2" w:author="a">{run}</w:ins>'
    _document(tmp_path / "a.docx", (run, inserted))
    guessed = import_table(tmp_path / "a.docx", OPTIONS).report.guessed
    assert "table 1 has tracked changes, which are read as accepted, in its row 2" in guessed

    _document(tmp_path / "b.docx", (run, run))
    assert "tracked" not in " ".join(import_table(tmp_path / "b.docx", OPTIONS).report.guessed)


def test_struck_words_inside_a_cell_of_a_sheet_are_left_out_and_named(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = _sheet(path, ["Parks", "Hedge cut", "", "Parks"], ["Ponds", "Dug", "July 2009", "Us"])
    struck = TextBlock(InlineFont(strike=True), "May 2009")
    book.worksheets[0]["C2"] = CellRichText(struck, " June 2009")
    book.save(path)

    assert _titles_and_times(path)[0] == ("Hedge cut", "Jun 2009")
    assert "struck out: May 2009" in " ".join(import_table(path, OPTIONS).report.left)


def test_all_sheets_with_headings_of_a_plan_are_read_and_the_others_named(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = _sheet(path, ["Parks", "Hedge cut", "May 2009", "Parks"])
    book.worksheets[0].title = "Green"
    for name, state in (("Grey", "visible"), ("Old", "hidden")):
        sheet = book.create_sheet(name)
        sheet.append(HEADINGS)
        sheet.append(["Roads", f"{name} road", "June 2009", "Roads"])
        sheet.sheet_state = state
    book.create_sheet("Notes").append(["Anything", "else"])
    book.save(path)
    result = import_table(path, OPTIONS)
    left = " ".join(result.report.left)

    assert [section.title for section in result.plan.sections] == ["Green", "Grey"]
    assert _titles_and_times(path) == [("Hedge cut", "May 2009"), ("Grey road", "Jun 2009")]
    assert "the hidden sheet 'Old' is not read (--table 3 reads it)" in left
    assert "the sheet 'Notes' is not read (--table 4 reads it)" in left
    one = import_table(path, msgspec.structs.replace(OPTIONS, table=2))
    assert len(objectives(one.plan)) == 1
