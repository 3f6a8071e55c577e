"""Tables as people have them: a tracker, a document with several tables, a workbook."""

from pathlib import Path

import docx
import openpyxl

TRACKER = """\
Workstream,Action,Due,Owner,RAG,Comments
Homes,Open a housing hub,March 2010,Council,Green,going well
Homes,Agree a protocol with landlords,around June 2009,Council / NOMS,Amber,late
Work,Sign employers,Q3,JCP,Green,
Work,Train mentors,3/4/2010,JCP and College,Red,
Health,Screen all new arrivals,ongoing,NHS,Green,
Health,Publish needs assessment,TBC,NHS,,
"""
UNKNOWN = "Foo,Bar,Baz\nOpen a hub,June,Council\nAgree terms,July,NOMS\n"
HOSTILE = (
    '[/] Ref,Action [bold]x[/wrong],"By when \x1b]0;owned\x07",Lead \u202eesrever\n'
    '1.1,"[/foo] do [b","March 2010 [/]","[£m] lead"\n'
    '1.2,"=1+1 \x1b[31mred",soon [/],"{} %s <script>"\n'
)


def write_document(path: Path) -> Path:
    """Write a document with two tables of a plan, and a glossary between them."""
    document = docx.Document()
    heads = ("Ref", "Objective", "Timescale", "Lead")
    tables: tuple[tuple[tuple[str, ...], ...], ...] = (
        (heads, ("1.1", "Open a hub", "March 2010", "Council"), ("1.2", "Agree", "TBC", "NOMS")),
        (("Term", "Meaning"), ("NOMS", "National Offender Management Service")),
        (heads, ("2.1", "Sign employers", "December 2009", "JCP")),
    )
    for rows in tables:
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        document.add_paragraph("")
    document.save(str(path))
    return path


def write_workbook(path: Path) -> Path:
    """Write a workbook with notes, a plan, and an older plan."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    sheets: dict[str, tuple[tuple[str, ...], ...]] = {
        "Notes": (("About", "This"), ("x", "y")),
        "Plan": (
            ("No", "Deliverable", "Result wanted", "Finish", "Responsible", "Where"),
            ("1", "Open a hub", "Hub used", "March 2024", "Council", "Homes"),
            ("2", "Sign employers", "Signed", "Q3 2024", "JCP", "Work"),
        ),
        "Old plan": (("No", "Deliverable", "Finish", "Responsible"), ("1", "Open", "2023", "X")),
    }
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path
