"""Making a paper: the one way in, for the shell and for the app alike.

    checklist = store.checklist.checklist(plan, entries, as_of, known_on)
    document = build_report(checklist, entries, ReportRequest(kind="exception", marking="Draft"))
    content = tui.reports.renderers.registry.render_report(document, "html")

`entries` are those that the checklist was made of. Nothing is read, written or asked of a clock: the same plan,
entries, dates and request give an equal paper, and where the checklist was made for what was known on a day, what is
recorded later makes no difference.
"""

from collections.abc import Sequence

from store.checklist.checklist import Checklist
from store.journal.entry import Entry
from tui.reports.changes_report import changes_report
from tui.reports.checklist_report import checklist_report
from tui.reports.context import ReportRequest, build_context
from tui.reports.document import ReportDocument
from tui.reports.exception_report import exception_report
from tui.reports.summary_report import summary_report

_PAPERS = {
    "exception": exception_report,
    "summary": summary_report,
    "checklist": checklist_report,
    "changes": changes_report,
}


def build_report(
    checklist: Checklist, entries: Sequence[Entry], request: ReportRequest
) -> ReportDocument:
    """Return the paper that `request` asks for, about the position that `build_checklist` is.

    Raises:
        Refused: where it is to be compared with a day that is not before the checklist's.

    """
    return _PAPERS[request.kind](build_context(checklist, entries, request))
