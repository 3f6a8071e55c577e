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
    with. `label` and `description` present the kind in a list of kinds. `default_purpose` applies
    if a request names no purpose; `covers_plan` is whether the app offers it for the full plan
    first, and not for the items in view.
    """

    title: str
    label: str
    description: str
    build_blocks: Callable[[ReportContext], tuple[Block, ...]]
    default_purpose: Purpose | None = None
    covers_plan: bool = True


REPORTS: dict[ReportKind, ReportDefinition] = {
    "exception": ReportDefinition(
        title="Exception report",
        label="Exception report",
        description="what is late or short, and why",
        build_blocks=exception_report_blocks,
        default_purpose="decision",
    ),
    "summary": ReportDefinition(
        title="Summary",
        label="Summary",
        description="one page for the Board",
        build_blocks=summary_report_blocks,
    ),
    "checklist": ReportDefinition(
        title="Checklist",
        label="Checklist report",
        description="every item, by priority",
        build_blocks=checklist_report_blocks,
        covers_plan=False,
    ),
    "changes": ReportDefinition(
        title="Changes since {since}",
        label="Changes report",
        description="what changed since the last Board",
        build_blocks=changes_report_blocks,
        covers_plan=False,
    ),
}
