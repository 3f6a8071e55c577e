"""Office files are read as their program shows them."""

import io
import zipfile
from pathlib import Path

import docx
import openpyxl
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
    assert "the colours of 1 cells" in left
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
