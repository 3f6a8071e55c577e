"""Whatever a plan and a journal contain, each report of them is complete and harmless."""

import csv
import io
import json
import unicodedata
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import docx
import html5lib
import openpyxl
import pytest
import vobject
from markdown_it import MarkdownIt
from pypdf import PdfReader

from store.journal.entry import EntryDraft
from store.journal.folder import Journal
from tests.conftest import Milepost
from tests.tui.reports.renderers.pdf_structure import structure_tags
from tui.reports.context import REPORT_KINDS
from tui.reports.renderers.registry import BINARY_FORMATS, REPORT_FORMATS

NASTY = (
    "[/] [bold]x[/wrong] </style></title></td><script>alert(1)</script>"
    " <img src=x onerror=alert(1)> ]]> <!-- &lt; | a | `b` *c* [d](javascript:e) {{ f }} {% g %}"
    " %s \\N \\; \x1b[31mred\x1b]0;owned\x07 \u202eesrever\u202c "
    "進捗 e\u0301 👩\u200d👩\u200d👧"
)
LINES = f"{NASTY}\r\nEND:VEVENT\r\nATTENDEE:mailto:x@example.org\n| --- |\n# Heading\n\n- point\u2028next"
FORMULA = '=HYPERLINK("http://example.org";"x")'
COMMAND = "@SUM(1+1)*cmd|' /C calc'!A0"
LONG = "Deliver " * 625
TAME, TAME_CODE = "words", "CODE"  # a code that is not the name is explained in a paper
Make = Callable[..., bytes]


def write_plan(path: Path, *, nasty: bool) -> None:
    """Write a plan of hostile texts, or one of the same shape with harmless ones."""
    texts = (NASTY, FORMULA, COMMAND, LONG) if nasty else (TAME, TAME, TAME_CODE, TAME)
    bad, formula, command, long = (json.dumps(text, ensure_ascii=False) for text in texts)
    path.write_text(
        f"""\
plan: small
title: {bad}
year: 2009/10
boards: [{{name: {bad}, meets: {bad}, dates: [2009-09-15, 2010-01-12]}}]
pathways: [{{code: {bad}, name: {formula}, printed: [{bad}], board: {bad}, lead: {bad}}}]
agencies: [{{code: {command}, name: {bad}, printed: [{bad}]}}]
sections:
  - number: "1"
    title: {bad}
    priorities:
      - number: "1.1"
        title: {bad}
        objectives:
          - number: "1.1.1"
            title: {bad}
            leads: [{command}]
            pathways: [{bad}]
            milestones:
              - {{id: 1.1.1-a, title: {bad}, printed: {bad}, when: Sep 2009, reading: {bad}}}
              - {{id: 1.1.1-b, title: {long}, printed: {formula}, when: every month}}
              - {{id: 1.1.1-c, title: {command}, printed: {command}, when: undated (tbc)}}
              - {{id: 1.1.1-d, title: {formula}, unit: {bad}, cumulative: {{Q1: 1, Q2: 2, Q4: 3}}}}
              - {{id: 1.1.1-e, title: {command}, when: ongoing}}
              - {{id: 1.1.1-f, title: "-1+1", when: Mar 2010}}
""",
        encoding="utf-8",
    )


def write_journal(folder: Path, *, nasty: bool) -> None:
    """Record entries of every kind, with hostile or with harmless texts."""
    bad, text, formula = (some if nasty else TAME for some in (NASTY, LINES, FORMULA))
    day = date(2009, 10, 20)
    drafts = [
        EntryDraft(
            ref="1.1.1-a",
            kind="note",
            on=day,
            text=text,
            cause=text,
            action=f"Board {text}",
            evidence=text,
        ),
        EntryDraft(ref="1.1.1-a", kind="forecast", on=day, when="Jan 2010", text=text),
        EntryDraft(ref="1.1.1-a", kind="judged", on=day, colour="green", text=text),
        EntryDraft(ref="1.1.1-b@Apr-2009", kind="done", on=day, text=formula),
        EntryDraft(
            ref="1.1.1-b@May-2009",
            kind="rescheduled",
            on=day,
            when="Feb 2010",
            approved_by=bad,
            text=text,
        ),
        EntryDraft(ref="1.1.1-d@Q1-2009/10", kind="actual", on=day, number=0.5, text=text),
        EntryDraft(ref="1.1.1-f", kind="withdrawn", on=day, approved_by=formula, text=text),
        EntryDraft(ref="1.1.1-b@Jun-2009", kind="judged", on=day, colour=bad, text=""),
        EntryDraft(
            ref="",
            kind="decision",
            on=day,
            text=text,
            action=formula,
            owner=bad,
            when="Jan 2010",
        ),
        EntryDraft(ref=f"{bad}-gone", kind="note", on=day, text=text),
        EntryDraft(ref="", kind="meeting", on=day, when="2009-12-01", board=bad),
    ]
    now = datetime(2009, 10, 20, tzinfo=UTC)
    Journal(folder, "0123abcd").record(drafts, plan="small", author=bad, now=now)


@pytest.fixture
def make(milepost: Milepost, tmp_path: Path) -> Make:
    """Return a function that writes a report of hostile or harmless texts with the command."""

    def write_report(kind: str, layout: str, *, nasty: bool = True) -> bytes:
        folder, bad = tmp_path / f"nasty-{nasty}", NASTY if nasty else TAME
        plan, target = folder / "plan.yaml", folder / f"{kind}.{layout}"
        if not folder.exists():
            folder.mkdir()
            write_plan(plan, nasty=nasty)
            write_journal(folder / "journal", nasty=nasty)
        where = {"plan": str(plan), "journal": str(folder / "journal")}
        header = ["--prepared-by", bad, "--marking", FORMULA if nasty else TAME]
        answer = milepost("report", kind, "-f", layout, "-o", str(target), *header, **where)
        assert (answer.code, answer.out) == (0, ""), answer.err
        assert target.name in answer.err
        return target.read_bytes()

    return write_report


@pytest.mark.parametrize("kind", REPORT_KINDS)
@pytest.mark.parametrize("layout", [each for each in REPORT_FORMATS if each not in BINARY_FORMATS])
def test_no_character_of_a_paper_steers_who_reads_it(make: Make, kind: str, layout: str) -> None:
    text = make(kind, layout).decode("utf-8-sig")

    assert not [
        each for each in text if unicodedata.category(each) == "Cc" and each not in "\n\r\t"
    ]
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")


@pytest.mark.parametrize("kind", REPORT_KINDS)
def test_html_has_the_elements_that_harmless_words_give_and_no_others(
    make: Make, kind: str
) -> None:
    def shape(page: bytes) -> list[tuple[str, tuple[str, ...]]]:
        tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page.decode())
        # Long words are broken, and so are the labels of charts.
        breaks = {"wbr", "br", "span", "text", "rect"}
        return [
            (str(each.tag).rpartition("}")[2], tuple(sorted(each.keys())))
            for each in tree.iter()
            if str(each.tag).rpartition("}")[2] not in breaks
        ]

    assert shape(make(kind, "html")) == shape(make(kind, "html", nasty=False))


@pytest.mark.parametrize("kind", REPORT_KINDS)
def test_markdown_has_the_headings_and_tables_that_harmless_words_give(
    make: Make, kind: str
) -> None:
    def shape(text: bytes) -> list[str]:
        found = MarkdownIt("commonmark").enable("table").parse(text.decode())
        assert not [
            child
            for token in found
            for child in token.children or []
            if child.type in {"link_open", "image", "code_inline", "em_open"}
            or (child.type == "html_inline" and child.content != "<br>")
        ]
        return [token.type for token in found]

    assert shape(make(kind, "md")) == shape(make(kind, "md", nasty=False))


@pytest.mark.parametrize("kind", REPORT_KINDS)
def test_csv_has_no_formula_and_every_row_all_its_cells(make: Make, kind: str) -> None:
    def shape(text: bytes) -> list[int]:
        return [
            len(row)
            for row in csv.reader(io.StringIO(text.decode("utf-8-sig"), newline=""), strict=True)
        ]

    raw = make(kind, "csv")
    rows = list(
        csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), quoting=csv.QUOTE_NONNUMERIC)
    )
    assert shape(raw) == shape(make(kind, "csv", nasty=False))
    assert not [
        cell
        for row in rows
        for cell in row
        if isinstance(cell, str) and cell.strip()[:1] in set("=+-@") and cell.strip()
    ]


@pytest.mark.parametrize("kind", REPORT_KINDS)
def test_a_workbook_has_no_formula_and_no_link_and_the_same_sheets(make: Make, kind: str) -> None:
    def book_of(archive: bytes) -> Any:  # noqa: ANN401 - openpyxl has no types
        return openpyxl.load_workbook(io.BytesIO(archive))

    nasty, tame = (book_of(make(kind, "xlsx", nasty=each)) for each in (True, False))
    cells = [cell for sheet in nasty for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert [(sheet.max_row, sheet.max_column) for sheet in nasty] == [
        (s.max_row, s.max_column) for s in tame
    ]


@pytest.mark.parametrize("kind", REPORT_KINDS)
def test_a_document_has_the_tables_that_harmless_words_give(make: Make, kind: str) -> None:
    def shape(archive: bytes) -> list[tuple[int, int]]:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            names = [name for name in opened.namelist() if not name.endswith(".png")]
            for part in names:
                ET.fromstring(opened.read(part))  # noqa: S314 - our own
        return [
            (len(table.rows), len(table.columns))
            for table in docx.Document(io.BytesIO(archive)).tables
        ]

    assert shape(make(kind, "docx")) == shape(make(kind, "docx", nasty=False))


@pytest.mark.parametrize("kind", REPORT_KINDS)
def test_a_pdf_has_the_structure_that_harmless_words_give(make: Make, kind: str) -> None:
    def shape(content: bytes) -> list[str]:
        reader = PdfReader(io.BytesIO(content))
        assert not [page for page in reader.pages if page.get("/Annots")], "there are no links"
        assert "/OpenAction" not in reader.root_object
        return structure_tags(reader)

    nasty, tame = (shape(make(kind, "pdf", nasty=each)) for each in (True, False))
    assert [tag for tag in nasty if tag != "/Lbl"] == [tag for tag in tame if tag != "/Lbl"]


@pytest.mark.parametrize("kind", REPORT_KINDS)
def test_a_calendar_has_the_events_that_harmless_words_give(make: Make, kind: str) -> None:
    def shape(text: bytes) -> list[list[str]]:
        (calendar,) = vobject.readComponents(text.decode())
        events: list[Any] = list(calendar.contents["vevent"])
        assert len({event.uid.value for event in events}) == len(events)
        return sorted(
            [str(event.dtstart.value), *sorted(line.name for line in event.lines())]
            for event in events
        )

    assert shape(make(kind, "ics")) == shape(make(kind, "ics", nasty=False))


@pytest.mark.parametrize("kind", REPORT_KINDS)
def test_json_says_what_harmless_words_say_in_the_same_places(make: Make, kind: str) -> None:
    def shape(value: object) -> object:
        if isinstance(value, dict):
            return {name: shape(each) for name, each in value.items()}
        return [shape(each) for each in value] if isinstance(value, list) else type(value)

    nasty, tame = (shape(json.loads(make(kind, "json", nasty=each))) for each in (True, False))
    assert nasty == tame


def test_what_people_wrote_is_still_there_to_be_read(make: Make) -> None:
    for layout in ("text", "html", "md", "csv", "json"):
        assert "進捗" in make("exception", layout).decode("utf-8-sig")
