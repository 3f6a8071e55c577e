"""Making a paper: the one way in, for the shell and for the app alike.

    checklist = store.checklist.checklist(plan, entries, as_of, known_on)
    paper = make_paper(checklist, entries, Request(kind="exception", marking="Draft"))
    content = tui.reports.lay_out.lay_out(paper, "html")

`entries` are those that the checklist was made of. Nothing is read, written or asked of a clock: the same plan,
entries, dates and request give an equal paper, and where the checklist was made for what was known on a day, what is
recorded later makes no difference.
"""

from collections.abc import Sequence

from store.checklist import Checklist
from store.entry import Entry
from tui.reports.changes import changes_paper
from tui.reports.checklist import checklist_paper
from tui.reports.exception import exception_paper
from tui.reports.paper import Paper
from tui.reports.position import Request, position
from tui.reports.summary import summary_paper

_PAPERS = {
    "exception": exception_paper,
    "summary": summary_paper,
    "checklist": checklist_paper,
    "changes": changes_paper,
}


def make_paper(checklist: Checklist, entries: Sequence[Entry], request: Request) -> Paper:
    """Return the paper that `request` asks for, about the position that `checklist` is.

    Raises:
        Refused: where it is to be compared with a day that is not before the checklist's.

    """
    return _PAPERS[request.kind](position(checklist, entries, request))
