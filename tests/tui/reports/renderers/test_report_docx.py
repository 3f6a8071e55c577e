"""A report as a document, read back with python-docx, and its parts as XML."""

# ruff: noqa: SLF001 - what python-docx has no names for is in its elements

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import docx
import msgspec
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from tests.tui.reports.renderers.documents import (
    AS_OF,
    full_document,
    hostile_document,
    small_document,
)
from tui.formats.cells import cell_text
from tui.reports.document import Block, Column, ReportDocument, ReportTable
from tui.reports.renderers import report_docx

DOCUMENTS = pytest.mark.parametrize("make", [small_document, full_document, hostile_document])


def opened(document: ReportDocument) -> Document:
    return docx.Document(io.BytesIO(report_docx.render_docx(document)))


def cells(document: ReportDocument) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in opened(document).tables
    ]


def one_table(*rows: tuple[str, str]) -> ReportDocument:
    columns = (Column("ref", "Ref", "ref"), Column("milestone", "Milestone"))
    return ReportDocument(
        "summary",
        "P",
        AS_OF,
        (),
        (Block("b", "B", tables=(ReportTable("t", "T", columns, rows),)),),
    )


@pytest.mark.parametrize("make", [small_document, full_document])
def test_the_document_has_every_table_and_fact(make: Callable[[], ReportDocument]) -> None:
    document = make()
    wanted = [[list(fact) for fact in document.facts]]
    for block in document.blocks:
        for table in block.tables:
            if table.rows:
                titles = [column.title for column in table.columns]
                wanted.append([titles, *(list(map(cell_text, row)) for row in table.rows)])
    assert cells(document) == wanted


def test_hostile_text_is_shown_as_it_is_and_breaks_no_table() -> None:
    table = hostile_document().blocks[0].tables[0]
    assert cells(hostile_document())[1][1:] == [
        [cell_text(cell) for cell in row] for row in table.rows
    ]


def test_the_title_headings_and_lists_are_of_words_own_styles() -> None:
    styled = [
        (each.style.name, each.text) for each in opened(full_document()).paragraphs if each.style
    ]
    assert styled[0] == ("Title", full_document().title)
    headings = [text for style, text in styled if style == "Heading 1"]
    assert headings == [block.title for block in full_document().blocks]
    assert ("Heading 2", "Worst first") in styled
    assert ("List Bullet", "note the rest of this paper.") in styled


def test_headings_of_tables_repeat_and_rows_stay_whole() -> None:
    tables = opened(full_document()).tables[1:]
    for table in tables:
        rules = [{rule.tag for rule in row._tr.trPr} for row in table.rows]
        assert rules[0] == {qn("w:tblHeader"), qn("w:cantSplit")}
        assert all(rule == {qn("w:cantSplit")} for rule in rules[1:])


def test_a_row_too_long_for_a_page_may_break() -> None:
    rows = opened(one_table(("1.1.1-a", "x " * 2500), ("1.1.1-b", "short"))).tables[0].rows
    assert ["cantSplit" in row._tr.xml for row in rows] == [True, False, True]


def test_the_colours_word_is_on_its_tint() -> None:
    row = opened(full_document()).tables[2].rows[1]
    fills = [cell._tc.xpath("string(.//w:shd/@w:fill)") for cell in row.cells]
    assert row.cells[1].text == "Red: 61 days behind"
    assert [bool(fill) for fill in fills[:3]] == [False, True, False]


def test_each_table_has_a_caption_for_those_who_hear_it() -> None:
    values = [
        table._tbl.xpath("string(.//w:tblCaption/@w:val)")
        for table in opened(full_document()).tables
    ]
    assert values[:3] == ["About this paper", "Counts this period and last", "Worst first"]


def test_pages_are_a4_upright_and_turned_for_wide_tables() -> None:
    sections = opened(full_document()).sections
    sizes = {round((section.page_width or 0) / 36000) for section in sections}
    assert sizes == {210, 297}
    assert sections[0].orientation == WD_ORIENT.PORTRAIT
    assert sections[1].orientation == WD_ORIENT.LANDSCAPE
    assert {section.orientation for section in opened(small_document()).sections} == {
        WD_ORIENT.PORTRAIT
    }


def test_no_table_is_wider_than_its_page() -> None:
    for table in opened(full_document()).tables + opened(hostile_document()).tables:
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
        assert sum(widths) <= 15138
        assert min(widths) > 300


def test_the_footer_has_title_marking_and_page_numbers() -> None:
    footer = opened(full_document()).sections[-1].footer
    assert footer.paragraphs[0].text == full_document().title
    fields = footer._element.xpath(".//w:fldSimple/@w:instr")
    assert fields == ["PAGE", "NUMPAGES"]
    assert "Not protectively marked" in footer.paragraphs[1].text


def test_its_properties_tell_the_paper_and_its_day_alone() -> None:
    about = opened(full_document()).core_properties
    assert (about.title, about.author, about.comments) == (
        full_document().title,
        "Programme office",
        "",
    )
    assert about.created == about.modified == datetime(2009, 11, 30, tzinfo=UTC)
    assert not opened(small_document()).core_properties.author


def test_the_language_is_british_english() -> None:
    with zipfile.ZipFile(io.BytesIO(report_docx.render_docx(small_document()))) as parts:
        styles = ET.fromstring(parts.read("word/styles.xml"))  # noqa: S314 - it is our own
    assert {each.get(qn("w:val")) for each in styles.iter(qn("w:lang"))} == {"en-GB"}


def test_letters_that_xml_forbids_and_long_titles_do_no_harm() -> None:
    nasty = "a\x00b\x0bc\ufffed\uffff\ud800]]>" + "t" * 5000
    document = msgspec.structs.replace(
        one_table((nasty, nasty)),
        title=nasty,
        facts=((nasty, nasty), ("Marking", nasty), ("Prepared by", nasty)),
    )
    word = opened(document)
    assert (
        word.tables[1].rows[1].cells[1].text.startswith("a\ufffdb\ufffdc\ufffdd\ufffd\ufffd]]>ttt")
    )
    assert len(word.core_properties.title) <= 255
    assert len(word.sections[0].footer.paragraphs[0].text) <= 90


def test_a_text_that_looks_like_a_place_of_the_document_is_only_a_text() -> None:
    held = '<w:p><w:pPr><w:pStyle w:val="placeholder0"/></w:pPr></w:p>'
    assert opened(one_table((held, r"\g<0> \1"))).tables[0].rows[1].cells[0].text == held


@DOCUMENTS
def test_every_part_is_sound_xml_and_of_a_fixed_time(make: Callable[[], ReportDocument]) -> None:
    with zipfile.ZipFile(io.BytesIO(report_docx.render_docx(make()))) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in parts.namelist() if "thumbnail" in name]
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                ET.fromstring(parts.read(name))  # noqa: S314 - it is our own


def test_every_process_writes_the_same_bytes() -> None:
    code = (
        "import hashlib as h; from tests.tui.reports.renderers.documents import full_document; "
        "from tui.reports.renderers import report_docx; "
        "print(h.sha256(report_docx.render_docx(full_document())).hexdigest())"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1


def test_an_annex_of_many_rows_is_whole() -> None:
    rows = tuple((f"{number}.1.1-a", f"Milestone {number}") for number in range(1, 3001))
    with zipfile.ZipFile(io.BytesIO(report_docx.render_docx(one_table(*rows)))) as parts:
        body = ET.fromstring(parts.read("word/document.xml"))  # noqa: S314 - it is our own
    texts = [text.text for text in body.iter(qn("w:t"))]
    assert texts[-6000:] == [cell for row in rows for cell in row]
