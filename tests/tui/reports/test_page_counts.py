"""How many pages a Board gets: one for the summary, four at most for the body of a paper."""

import io
import shutil
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from plan_data.load import find_plan, load_plan
from store.checklist.checklist import build_checklist
from store.journal.entry import Entry
from store.journal.folder import read_folder
from tests.conftest import EAST_MIDLANDS, LONDON
from tui.demo.made_up_journal import DEMO_FILES
from tui.reports.annexes import without_annexes
from tui.reports.build import build_report
from tui.reports.context import ReportKind, ReportRequest
from tui.reports.renderers.registry import render_report

OFFICE = shutil.which("soffice")
DAYS = [date(2009, 5, 28), date(2009, 7, 28), date(2009, 11, 30), date(2009, 12, 31),
        date(2010, 3, 31)]  # fmt: skip
JOURNALS: dict[str, tuple[Entry, ...]] = {
    "demo": tuple(read_folder(DEMO_FILES).entries),
    "empty": (),
}
CASES = [(EAST_MIDLANDS, "demo"), (EAST_MIDLANDS, "empty"), (LONDON, "empty")]


def body(plan: str, journal: str, day: date, kind: ReportKind, layout: str) -> bytes:
    """Return a paper without its annexes."""
    entries = JOURNALS[journal]
    checklist = build_checklist(load_plan(find_plan(plan)), entries, day)
    request = ReportRequest(kind=kind, marking="OFFICIAL", prepared_by="Programme office")
    document = without_annexes(build_report(checklist, entries, request))
    content = render_report(document, layout)
    assert isinstance(content, bytes)
    return content


def pages(pdf: bytes) -> int:
    return len(PdfReader(io.BytesIO(pdf)).pages)


def office_pages(papers: Sequence[bytes], folder: Path) -> list[int]:
    """Return how many pages the office program makes of each document."""
    names = []
    for number, paper in enumerate(papers):
        path = folder / f"{number}.docx"
        path.write_bytes(paper)
        names.append(str(path))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = [str(OFFICE), "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*convert, *names], check=True, capture_output=True, timeout=300)
    return [pages((folder / f"{number}.pdf").read_bytes()) for number in range(len(papers))]


@pytest.mark.parametrize(("plan", "journal"), CASES)
def test_the_summary_is_one_page_of_pdf_on_any_day(plan: str, journal: str) -> None:
    papers = [body(plan, journal, day, "summary", "pdf") for day in DAYS]
    assert list(map(pages, papers)) == [1] * len(DAYS)


@pytest.mark.parametrize(("plan", "journal"), CASES)
def test_the_body_of_the_exception_report_is_four_pages_of_pdf_at_most(
    plan: str, journal: str
) -> None:
    papers = [body(plan, journal, day, "exception", "pdf") for day in DAYS]
    assert max(map(pages, papers)) <= 4


@pytest.mark.skipif(OFFICE is None, reason="no office program is installed")
def test_documents_have_as_few_pages_in_an_office_program(tmp_path: Path) -> None:
    summaries, bodies = [], []
    for plan, journal in CASES:
        summaries += [body(plan, journal, day, "summary", "docx") for day in DAYS[1:4]]
        bodies.append(body(plan, journal, DAYS[2], "exception", "docx"))
    counted = office_pages([*summaries, *bodies], tmp_path)
    assert counted[: len(summaries)] == [1] * len(summaries)
    assert max(counted[len(summaries) :]) <= 4
