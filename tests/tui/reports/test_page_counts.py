"""How many pages a Board gets: one for the summary, two on the demo, four at most for any body."""

import io
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from pypdf import PdfReader

from plan_data.load import LoadedPlan, find_plan, load_plan
from store.checklist.checklist import build_checklist
from store.journal.entry import Entry
from store.journal.folder import read_folder
from tests.conftest import EAST_MIDLANDS, LONDON
from tests.tui.reports.factories import rows_of
from tests.tui.reports.made_up_year import made_up_year
from tui.demo.made_up_journal import DEMO_FILES
from tui.reports.annexes import without_annexes
from tui.reports.build import build_report
from tui.reports.context import ReportKind, ReportRequest
from tui.reports.document import ReportDocument
from tui.reports.renderers.registry import render_report

OFFICE = shutil.which("soffice")
BROWSER = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chrome")
DEMO_DAY = date(2009, 11, 30)
MONTHS = [date(2009, month, 28) for month in range(4, 13)]
DAYS = [*MONTHS, date(2010, 1, 28), date(2010, 2, 28), date(2010, 3, 31)]
CASES = [
    (EAST_MIDLANDS, "demo"), (EAST_MIDLANDS, "empty"), (EAST_MIDLANDS, "busy"),
    (EAST_MIDLANDS, "crowded"), (LONDON, "empty"), (LONDON, "busy"), (LONDON, "crowded"),
]  # fmt: skip


@cache
def plan_of(name: str) -> LoadedPlan:
    return load_plan(find_plan(name))


@cache
def entries_of(plan: str, journal: str) -> tuple[Entry, ...]:
    """Return the entries of a journal: the demo's, none, or a year of acts with many asks."""
    if journal == "demo":
        return tuple(read_folder(DEMO_FILES).entries)
    if journal == "busy":
        return made_up_year(plan_of(plan), acts=138, words=14)
    if journal == "crowded":
        return made_up_year(plan_of(plan), acts=300, words=60)
    return ()


@cache
def body(plan: str, journal: str, day: date, kind: ReportKind) -> ReportDocument:
    """Return a paper with marking and author, without its annexes."""
    entries = entries_of(plan, journal)
    checklist = build_checklist(plan_of(plan), entries, day)
    request = ReportRequest(kind=kind, marking="OFFICIAL", prepared_by="Programme office")
    return without_annexes(build_report(checklist, entries, request))


def pages(pdf: bytes) -> int:
    return len(PdfReader(io.BytesIO(pdf)).pages)


def pdf_pages(documents: Iterable[ReportDocument]) -> list[int]:
    counted = []
    for document in documents:
        pdf = render_report(document, "pdf")
        assert isinstance(pdf, bytes)
        counted.append(pages(pdf))
    return counted


def office_pages(documents: Sequence[ReportDocument], folder: Path) -> list[int]:
    """Return how many pages the office program makes of each document."""
    names = []
    for number, document in enumerate(documents):
        path, paper = folder / f"{number}.docx", render_report(document, "docx")
        assert isinstance(paper, bytes)
        path.write_bytes(paper)
        names.append(str(path))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = [str(OFFICE), "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*convert, *names], check=True, capture_output=True, timeout=300)
    return [pages((folder / f"{number}.pdf").read_bytes()) for number in range(len(documents))]


def browser_pages(documents: Sequence[ReportDocument], folder: Path) -> list[int]:
    """Return how many pages a browser prints of each document."""
    counted = []
    for number, document in enumerate(documents):
        page, pdf = folder / f"{number}.html", folder / f"{number}.pdf"
        paper = render_report(document, "html")
        assert isinstance(paper, str)
        page.write_text(paper)
        switches = [
            "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--no-pdf-header-footer", f"--user-data-dir={folder / 'browser'}",
            f"--print-to-pdf={pdf}",
        ]  # fmt: skip
        command = [str(BROWSER), *switches, page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        counted.append(pages(pdf.read_bytes()))
    return counted


# The papers that an office program and a browser convert: few, since each takes a second.
CONVERTED: Mapping[str, tuple[str, str, date, ReportKind]] = {
    "demo": (EAST_MIDLANDS, "demo", DEMO_DAY, "exception"),
    "busy": (EAST_MIDLANDS, "busy", DAYS[10], "exception"),
    "crowded": (EAST_MIDLANDS, "crowded", DAYS[8], "exception"),
    "crowded in London": (LONDON, "crowded", DAYS[11], "exception"),
    "summary": (EAST_MIDLANDS, "demo", DEMO_DAY, "summary"),
    "crowded summary": (EAST_MIDLANDS, "crowded", DAYS[11], "summary"),
    "summary in London": (LONDON, "crowded", DAYS[8], "summary"),
}


def assert_as_few(counted: Sequence[int]) -> None:
    demo, *bodies = counted[:4]
    assert demo == 2
    assert max(bodies) <= 4
    assert set(counted[4:]) == {1}


@pytest.mark.parametrize(("plan", "journal"), CASES)
def test_the_summary_is_one_page_of_pdf_on_any_day(plan: str, journal: str) -> None:
    assert pdf_pages(body(plan, journal, day, "summary") for day in DAYS) == [1] * len(DAYS)


@pytest.mark.parametrize(("plan", "journal"), CASES)
def test_the_body_of_the_exception_report_is_four_pages_of_pdf_at_most(
    plan: str, journal: str
) -> None:
    assert max(pdf_pages(body(plan, journal, day, "exception") for day in DAYS)) <= 4


def test_the_paper_of_the_demo_is_two_pages_of_pdf() -> None:
    assert pdf_pages([body(EAST_MIDLANDS, "demo", DEMO_DAY, "exception")]) == [2]


def test_a_crowded_paper_has_more_asks_than_its_body_lists() -> None:
    (plan, journal, day, kind) = CONVERTED["crowded"]
    document = body(plan, journal, day, kind)
    asked = rows_of(document, "asks")

    assert len(asked) == 30
    assert [bool(row["why"]) for row in asked] == [True] * 10 + [False] * 20
    assert "and all reasons, are behind this paper." in document.blocks[0].paragraphs[0]
    assert max(len(str(row["why"])) for row in asked) < 220


@pytest.mark.skipif(OFFICE is None, reason="no office program is installed")
def test_documents_have_as_few_pages_in_an_office_program(tmp_path: Path) -> None:
    assert_as_few(office_pages([body(*each) for each in CONVERTED.values()], tmp_path))


@pytest.mark.skipif(BROWSER is None, reason="no browser is installed")
def test_pages_have_as_few_pages_when_a_browser_prints_them(tmp_path: Path) -> None:
    assert_as_few(browser_pages([body(*each) for each in CONVERTED.values()], tmp_path))
