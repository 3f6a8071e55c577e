"""Building a report: the one entry point, for the shell and for the app.

    checklist = build_checklist(plan, entries, as_of, known_on)
    document = build_report(checklist, entries, ReportRequest(kind="exception", marking="Draft"))
    content = tui.reports.renderers.registry.render_report(document, "html")

`entries` are those that the checklist was built from. Nothing is read, written or asked of a clock:
the same plan, entries, dates and request give an equal document. If the checklist has a known-on
date, later entries make no difference.
"""

from collections.abc import Sequence

from store.board.tabled import FileOrders
from store.checklist.checklist import Checklist
from store.dates import format_day
from store.journal.entry import Entry
from tui.reports.annexes import without_annexes
from tui.reports.blocks.calendar_events import calendar_events
from tui.reports.blocks.header import header_facts, report_title
from tui.reports.context import NO_ORDERS, ReportRequest, build_context
from tui.reports.document import Block, ReportDocument
from tui.reports.own_words import blocks_in_own_words
from tui.reports.registry import REPORTS


def build_report(
    checklist: Checklist,
    entries: Sequence[Entry],
    request: ReportRequest,
    orders: FileOrders = NO_ORDERS,
) -> ReportDocument:
    """Return the report that `request` describes.

    `orders` are those of the journal's files, from `store.board.tabled.file_orders`. They are
    needed only if the journal has a `tabled` entry.

    Raises:
        Refused: if the day to compare with is not before the checklist's date, or the plan has no
            board of that name.

    """
    document = _build(checklist, entries, request, orders)
    if request.annex is not False:
        return document
    return without_annexes(document)


def _build(
    checklist: Checklist, entries: Sequence[Entry], request: ReportRequest, orders: FileOrders
) -> ReportDocument:
    report = REPORTS[request.kind]
    context = build_context(checklist, entries, request, report.default_purpose, orders)
    title = report.title.format(since=format_day(context.since))
    blocks = blocks_in_own_words(report.build_blocks(context), checklist.loaded)
    return ReportDocument(
        kind=request.kind,
        title=report_title(context, title),
        as_of=context.as_of,
        facts=header_facts(context),
        blocks=(*_opening(request), *blocks),
        events=calendar_events(context),
        marking=request.marking,
    )


def _opening(request: ReportRequest) -> tuple[Block, ...]:
    """Return the block of the programme office's own sentences, none if there are none."""
    paragraphs = [text.strip() for text in request.opening.split("\n\n") if text.strip()]
    if not paragraphs:
        return ()
    return (Block("opening", "From the programme office", tuple(paragraphs)),)
