"""The kinds of report: one row a kind, from which everything else about kinds is derived.

To add a kind, add its name to `ReportKind` in `tui.reports.context` and its row to `REPORTS`;
tests/tui/reports/test_report_kinds.py names what is missing.
"""

from collections.abc import Callable

from msgspec import Struct

from tui.reports.changes_report import changes_report_blocks
from tui.reports.checklist_report import checklist_report_blocks
from tui.reports.context import Purpose, ReportContext, ReportKind
from tui.reports.document import Block
from tui.reports.exception_report import exception_report_blocks
from tui.reports.summary_report import summary_report_blocks


class ReportDefinition(Struct, frozen=True, kw_only=True):
    """What is the same for all reports of a kind.

    `title` comes before the plan's title; `{since}` in it is the day that the report compares
    with. `default_purpose` applies if a request names no purpose.
    """

    title: str
    build_blocks: Callable[[ReportContext], tuple[Block, ...]]
    default_purpose: Purpose | None = None


REPORTS: dict[ReportKind, ReportDefinition] = {
    "exception": ReportDefinition(
        title="Exception report",
        build_blocks=exception_report_blocks,
        default_purpose="decision",
    ),
    "summary": ReportDefinition(title="Summary", build_blocks=summary_report_blocks),
    "checklist": ReportDefinition(title="Checklist", build_blocks=checklist_report_blocks),
    "changes": ReportDefinition(title="Changes since {since}", build_blocks=changes_report_blocks),
}
