"""Board papers kept in tests/goldens/reports, byte for byte.

`python -m tests.tools.report_goldens` writes them again. The demo's papers are kept as text, for
their content, and as a calendar, for the names of its events. The other formats are kept for two
made-up papers, one with every kind of block and one that is hostile: together they reach each
line of the formats that the demo reaches. tests/test_papers.py fails if a paper differs. Look at
what changed before you keep it.
"""

import io
import zipfile
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

from plan_data.load import find_plan, load_plan
from store.checklist.checklist import build_checklist
from store.journal.folder import read_folder
from tests.tui.reports.renderers.documents import full_document, hostile_document
from tui.demo.made_up_journal import DEMO_FILES, DEMO_NOW, DEMO_PLAN
from tui.reports.build import build_report
from tui.reports.context import REPORT_KINDS, ReportKind, ReportRequest
from tui.reports.document import ReportDocument
from tui.reports.renderers.registry import BINARY_FORMATS, REPORT_FORMATS, render_report

FOLDER = Path(__file__).parents[1] / "goldens" / "reports"
_ENDINGS = {"text": "txt"}
# The text is kept of the demo; each version of the PDF library writes other bytes.
_NOT_KEPT = frozenset({"text", "pdf"})


def kept(name: str, layout: str) -> Path:
    """Return the file that a paper is kept in."""
    return FOLDER / f"{name}.{_ENDINGS.get(layout, layout)}"


@cache
def demo_document(kind: ReportKind) -> ReportDocument:
    """Return the report on the demo's plan and journal, on the demo's day."""
    entries = read_folder(DEMO_FILES).entries
    checklist = build_checklist(load_plan(find_plan(DEMO_PLAN)), entries, DEMO_NOW.date())
    return build_report(checklist, entries, ReportRequest(kind=kind))


_MADE_UP = {"full": full_document, "hostile": hostile_document}
_DOCUMENTS: dict[str, Callable[[], ReportDocument]] = {
    **{kind: partial(demo_document, kind) for kind in REPORT_KINDS},
    **_MADE_UP,
}
KEPT = [
    *((kind, "text") for kind in REPORT_KINDS),
    ("exception", "ics"),
    *((name, layout) for name in _MADE_UP for layout in REPORT_FORMATS if layout not in _NOT_KEPT),
]


def made(name: str, layout: str) -> bytes:
    """Return the bytes of a paper in a format."""
    content = render_report(_DOCUMENTS[name](), layout)
    return content.encode() if isinstance(content, str) else content


def parts(archive: bytes) -> list[tuple[str, tuple[int, ...], bytes]]:
    """Return the name, time and bytes of each part of an office file, in order.

    That is all but how it was compressed.
    """
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return [(part.filename, part.date_time, opened.read(part)) for part in opened.infolist()]


def main() -> None:
    """Write the papers as they are made now."""
    FOLDER.mkdir(exist_ok=True)
    for name, layout in KEPT:
        content = made(name, layout)
        path = kept(name, layout)
        if (
            layout in BINARY_FORMATS
            and path.exists()
            and parts(path.read_bytes()) == parts(content)
        ):
            continue  # the same, compressed in another way
        path.write_bytes(content)


if __name__ == "__main__":
    main()
