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
from tui.reports.renderers.picture_words import picture_words
from tui.reports.renderers.tables import columns_side_by_side

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


def expected(table: ReportTable) -> list[list[str]]:
    """Return the cells of a table in a document; what is below a row repeats in each of its cells."""
    count = columns_side_by_side(table)
    rows = [[column.title for column in table.columns[:count]]]
    for row in table.rows:
        texts = list(map(cell_text, row))
        rows.append(texts[:count])
        named = zip(table.columns[count:], texts[count:], strict=True)
        below = "  ".join(f"{column.title}: {text}" for column, text in named if text)
        if below:
            rows.append([below] * count)
    return rows


@pytest.mark.parametrize("make", [small_document, full_document])
def test_the_document_has_every_table_and_fact(make: Callable[[], ReportDocument]) -> None:
    document = make()
    facts, *tables = cells(document)
    texts = [text for row in facts for text in row]
    wanted_facts = [fact for fact in document.facts if fact[1] not in document.title]
    assert [*zip(texts[::2], texts[1::2], strict=True)][: len(wanted_facts)] == wanted_facts
    wanted = []
    for block in document.blocks:
        wanted += [expected(table) for table in block.tables if table.rows]
    assert tables == wanted


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


def test_all_pages_are_a4_and_upright() -> None:
    (section,) = opened(full_document()).sections
    assert [round((side or 0) / 36000) for side in (section.page_width, section.page_height)] == [
        210,
        297,
    ]


def test_an_annex_starts_on_a_new_page_and_gets_a_list_of_contents() -> None:
    document = full_document()
    assert not [each for each in opened(document).paragraphs if "Contents" in each.text]
    annex = msgspec.structs.replace(document.blocks[-1], is_annex=True)
    word = opened(msgspec.structs.replace(document, blocks=(*document.blocks[:-1], annex)))
    headings = [each for each in word.paragraphs if each.style and each.style.name == "Heading 1"]
    breaks = [bool(each._p.xpath("w:pPr/w:pageBreakBefore")) for each in headings]
    assert breaks == [False] * (len(headings) - 1) + [True]
    contents = next(each for each in word.paragraphs if each.text.startswith("Contents: "))
    targets = [link.get(qn("w:anchor")) for link in contents._p.iter(qn("w:hyperlink"))]
    bookmarks = [mark.get(qn("w:name")) for mark in word.element.iter(qn("w:bookmarkStart"))]
    assert targets == bookmarks
    assert [link.text for link in contents.hyperlinks] == [each.text for each in headings]


def test_each_picture_is_an_image_with_the_same_in_words() -> None:
    word = opened(full_document())
    words = [part.get("descr", "") for part in word.element.iter(qn("wp:docPr"))]
    pictures = [picture for block in full_document().blocks for picture in block.pictures]
    assert words == [f"{picture.title}. {picture_words(picture)}" for picture in pictures]
    images = [part for part in word.part.package.iter_parts() if part.partname.endswith(".png")]
    assert len(images) == len(pictures)
    assert all(image.blob.startswith(b"\x89PNG") for image in images)


def test_a_row_stays_on_the_page_of_the_texts_below_it() -> None:
    table = opened(full_document()).tables[2]
    first, below = table.rows[1], table.rows[2]
    styles = {cell.paragraphs[0].style.name for cell in first.cells if cell.paragraphs[0].style}
    assert styles == {"Table Text Kept", "Table Number Kept"}
    runs = below.cells[0].paragraphs[0].runs
    assert [run.text for run in runs][:3] == ["Cause: ", "Funding was agreed late", "  "]
    assert [run.italic for run in runs][:2] == [True, None]


def test_no_table_is_wider_than_its_page() -> None:
    for table in opened(full_document()).tables + opened(hostile_document()).tables:
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
        assert sum(widths) <= 10205
        assert min(widths) > 300


def test_the_footer_has_title_marking_and_page_numbers() -> None:
    footer = opened(full_document()).sections[-1].footer
    title = f"{full_document().title}, position as of 30 Nov 2009"
    assert footer.paragraphs[0].text.partition("\t")[0] == title
    header = opened(full_document()).sections[-1].header
    assert [each.text for each in header.paragraphs] == ["Not protectively marked"]
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
    assert len(word.sections[0].footer.paragraphs[0].text) <= 130


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
