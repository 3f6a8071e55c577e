"""Every kind of report has one row, from which the rest is derived."""

from datetime import date

from tests.store.factories import milestone, plan_with
from tests.tui.reports.factories import document_of
from tui.reports.context import PURPOSES, REPORT_KINDS
from tui.reports.registry import REPORTS

PLAN = plan_with(milestone("Sep 2009"))


def test_every_kind_has_its_row_and_every_row_a_kind() -> None:
    missing = [kind for kind in REPORT_KINDS if kind not in REPORTS]
    assert missing == [], "add the row of each to REPORTS in tui/reports/registry.py"
    assert tuple(REPORTS) == REPORT_KINDS


def test_every_kind_has_a_title_and_blocks() -> None:
    for kind, report in REPORTS.items():
        document = document_of(PLAN, kind=kind, compare_with=date(2009, 9, 30))
        assert document.kind == kind
        assert document.title.startswith(report.title.format(since="30 Sep 2009"))
        assert document.blocks
        assert report.label
        assert report.description


def test_a_kind_has_its_default_purpose_unless_the_request_names_one() -> None:
    for kind, report in REPORTS.items():
        default = dict(document_of(PLAN, kind=kind).facts).get("Purpose", "")
        assert default == (report.default_purpose or "").capitalize()
        for purpose in PURPOSES:
            facts = dict(document_of(PLAN, kind=kind, purpose=purpose).facts)
            assert facts["Purpose"] == purpose.capitalize()
