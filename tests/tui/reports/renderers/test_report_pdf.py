"""A report as PDF, read back by a library that did not write it."""

import io
import os
import re
import subprocess
import sys
from typing import Any, cast

import msgspec
import pytest
from pypdf import PdfReader

from tests.tui.reports.renderers.documents import (
    AS_OF,
    full_document,
    hostile_document,
    small_document,
)
from tests.tui.reports.renderers.pdf_structure import structure_tags
from tui.reports.document import Block, Column, ReportDocument, ReportTable
from tui.reports.renderers import report_pdf

MARKUP = "#panic() $x^2$ \\ ] [ *bold* `raw` <label> @ref // /* https://example.org = + - ~ \"'"


def opened(document: ReportDocument) -> PdfReader:
    return PdfReader(io.BytesIO(report_pdf.render_pdf(document)))


def text_of(reader: PdfReader) -> str:
    pages = " ".join(page.extract_text() for page in reader.pages)
    return " ".join(pages.split())


def catalogue(document: ReportDocument) -> dict[str, Any]:
    return cast("dict[str, Any]", opened(document).root_object)


def one_table(*texts: str) -> ReportDocument:
    columns = (Column("ref", "Ref", "ref"), Column("milestone", texts[0]))
    rows = tuple((f"1.1.1-{number}", text) for number, text in enumerate(texts))
    table = ReportTable("t", texts[0], columns, rows)
    block = Block("b", texts[0], texts, texts, (table,))
    return ReportDocument("summary", texts[0], AS_OF, ((texts[0], texts[0]),), (block,))


def test_it_is_tagged_with_language_title_and_bookmarks() -> None:
    document = full_document()
    root = catalogue(document)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    reader = opened(document)
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == (document.title, "Programme office")
    bookmarks = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert bookmarks == [block.title for block in document.blocks]


def test_its_structure_has_headings_lists_tables_and_pictures_with_words() -> None:
    found = set(structure_tags(opened(full_document())))
    assert {"/H1", "/H2", "/L", "/LI", "/Table", "/TR", "/TH", "/TD", "/Figure"} <= found
    content = report_pdf.render_pdf(full_document())
    assert b"pdfuaid" in content, "it says that it keeps to PDF/UA"


def test_it_has_every_text_of_the_report() -> None:
    document, text = full_document(), text_of(opened(full_document()))
    for block in document.blocks:
        for words in (block.title, *block.paragraphs, *block.points):
            assert " ".join(words.split()) in text
        for table in block.tables:
            assert table.title in text
    assert "Funding was agreed late" in text
    assert "31 Jan 2010" in text


def test_each_page_has_marking_title_day_and_number() -> None:
    reader = opened(full_document())
    for number, page in enumerate(reader.pages, 1):
        text = " ".join(page.extract_text().split())
        assert text.count("Not protectively marked") >= 2
        assert "position as of 30 Nov 2009" in text
        assert f"Page {number} of {len(reader.pages)}" in text


def test_an_annex_starts_on_a_new_page() -> None:
    document = small_document()
    block = document.blocks[0]
    annex = msgspec.structs.replace(block, key="annex", title="Annex A", is_annex=True)
    reader = opened(msgspec.structs.replace(document, blocks=(block, annex)))
    pages = [page.extract_text() for page in reader.pages]
    assert [index for index, text in enumerate(pages) if "Annex A" in text] == [1]


@pytest.mark.parametrize(
    "text",
    [
        MARKUP,
        "a\x00b\x07c\x1b[31m\ufffe\uffff\ud800 d",
        "\u202egnp.exe\u2066 \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
        '#{sys.inputs} #import "x.typ" #read("/etc/passwd")',
        "",
        "x" * 3000,
    ],
)  # fmt: skip
def test_text_is_text_whatever_is_in_it(text: str) -> None:
    reader = opened(one_table(text))
    pages = text_of(reader)
    if text == MARKUP:
        assert pages.replace(" ", "").count(text.replace(" ", "")) >= 5
    assert not re.search(r"root:|\x1b|\x00", pages)
    assert "Page 1 of" in pages


def test_hostile_reports_can_be_read_with_letters_that_no_font_has() -> None:
    text = text_of(opened(hostile_document()))
    assert "<script>alert(1)</script>" in text
    assert "=1+1" in text


def test_every_process_writes_the_same_bytes_and_no_time_but_the_reports_own() -> None:
    code = (
        "import hashlib as h; from tests.tui.reports.renderers.documents import full_document; "
        "from tui.reports.renderers import report_pdf; "
        "print(h.sha256(report_pdf.render_pdf(full_document())).hexdigest())"
    )
    answers = set()
    for zone in ("UTC+9", "UTC-5"):
        environment = os.environ | {"PYTHONHASHSEED": zone[-1], "TZ": zone}
        run = subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, env=environment
        )
        answers.add(run.stdout)
    assert len(answers) == 1
    metadata = opened(full_document()).metadata
    assert metadata is not None
    assert str(metadata["/CreationDate"]).startswith("D:20091130")


def test_a_long_annex_repeats_its_headings_and_is_complete() -> None:
    texts = tuple(f"Milestone {number}" for number in range(1, 400))
    reader = opened(one_table("Title", *texts))
    text = text_of(reader)
    assert all(f"{words} " in f"{text} " for words in texts)
    assert len(reader.pages) > 5
    for page in list(reader.pages)[-3:]:
        assert re.search(r"Ref\s+Title", page.extract_text())
