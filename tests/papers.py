"""The demo's Board papers in every format, kept in tests/papers: `python -m tests.papers` makes them anew.

tests/test_papers.py fails where a paper is no longer what is kept. Look at what changed before keeping it.
"""

import io
import zipfile
from functools import cache
from pathlib import Path

from plan_data.load import find_plan, load_plan
from store.checklist import build_checklist
from store.journal import read_folder
from tui.demo.demo import DEMO_FILES, DEMO_NOW, DEMO_PLAN
from tui.reports.lay_out import BINARY_FORMATS, REPORT_FORMATS, render_report
from tui.reports.make import build_report
from tui.reports.paper import ReportDocument
from tui.reports.position import REPORT_KINDS, ReportKind, ReportRequest

FOLDER = Path(__file__).parent / "papers"
KEPT: list[tuple[ReportKind, str]] = [
    *(("exception", layout) for layout in REPORT_FORMATS),
    *((kind, "text") for kind in REPORT_KINDS if kind != "exception"),
]
_ENDINGS = {"text": "txt"}


def kept(kind: ReportKind, layout: str) -> Path:
    """Return the file that a paper is kept in."""
    return FOLDER / f"{kind}.{_ENDINGS.get(layout, layout)}"


@cache
def demo_paper(kind: ReportKind) -> ReportDocument:
    """Return the paper of the demo's plan and journal, on its day."""
    entries = read_folder(DEMO_FILES).entries
    whole = build_checklist(load_plan(find_plan(DEMO_PLAN)), entries, DEMO_NOW.date())
    return build_report(whole, entries, ReportRequest(kind=kind))


def made(kind: ReportKind, layout: str) -> bytes:
    """Return the bytes of the demo's paper in a format."""
    content = render_report(demo_paper(kind), layout)
    return content.encode() if isinstance(content, str) else content


def parts(archive: bytes) -> list[tuple[str, tuple[int, ...], bytes]]:
    """Return the name, time and bytes of each part of an office file, in order: all but how it was compressed."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return [(each.filename, each.date_time, opened.read(each)) for each in opened.infolist()]


def main() -> None:
    """Keep the papers as they are made now."""
    FOLDER.mkdir(exist_ok=True)
    for kind, layout in KEPT:
        content = made(kind, layout)
        path = kept(kind, layout)
        if layout in BINARY_FORMATS and path.exists() and parts(path.read_bytes()) == parts(content):
            continue  # compressed otherwise, and the same
        path.write_bytes(content)


if __name__ == "__main__":
    main()
