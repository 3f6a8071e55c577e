"""The Board's paper of the full demo, for tests."""

from datetime import date
from functools import cache
from typing import Any

from plan_data.load import LoadedPlan, find_plan, load_plan
from store.board.tabled import file_orders
from store.checklist.checklist import build_checklist
from store.journal.folder import read_folder
from tests.tui.reports.factories import (
    words_of,
)
from tui.demo.made_up_journal import DEMO_FILES, DEMO_NOW, DEMO_PLAN
from tui.reports.annexes import without_annexes
from tui.reports.build import build_report
from tui.reports.context import ReportRequest
from tui.reports.document import ReportDocument

MEETING = date(2010, 1, 12)


@cache
def demo_plan() -> LoadedPlan:
    return load_plan(find_plan(DEMO_PLAN))


def demo_paper(**request: Any) -> ReportDocument:  # noqa: ANN401
    entries = read_folder(DEMO_FILES).entries
    checklist = build_checklist(demo_plan(), entries, DEMO_NOW.date())
    orders = file_orders(DEMO_FILES, DEMO_PLAN)
    return build_report(checklist, entries, ReportRequest(**request), orders)


def body_of(document: ReportDocument) -> str:
    """Return every text of a paper without its annexes."""
    return words_of(without_annexes(document))


def day(text: str) -> date:
    return date.fromisoformat(text)
