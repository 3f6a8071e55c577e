"""A Board's paper compared with what was tabled before, and the actions that follow."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from plan_data.load import LoadedPlan
from plan_data.model import Milestone
from store.board.asks import find_asks
from store.board.board_recorder import BoardRecorder, complete_action
from store.board.boards import find_meeting
from store.board.tabled import file_orders
from store.checklist.checklist import build_checklist
from store.journal.entry import Entry
from store.journal.folder import Journal
from store.query.filters import Filter
from store.recorder import Recorder
from tests.store.factories import REF, milestone, plan_with
from tests.tui.reports.demo_papers import day
from tests.tui.reports.factories import (
    BOARD,
    block_of,
    document_of,
    objective,
    plan_of,
    rows_of,
    table_of,
)
from tui.reports.build import build_report
from tui.reports.context import ReportRequest
from tui.reports.document import LineChart, ReportDocument


class Office:
    """The programme office: records, tables papers and makes the next ones, in a real folder."""

    def __init__(self, folder: Path, plan: LoadedPlan) -> None:
        self.folder, self.plan = folder, plan
        self.journal = Journal(folder, "0a0a0a0a")

    def recorder(self, on: str) -> Recorder:
        now = datetime.fromisoformat(f"{on}T12:00").replace(tzinfo=UTC)
        entries = self.journal.read().entries
        return Recorder(
            self.plan, self.journal, entries, author="Office", now=now, today=now.date()
        )

    def paper(self, on: str, **request: Any) -> ReportDocument:  # noqa: ANN401
        entries = self.journal.read().entries
        checklist = build_checklist(self.plan, entries, day(on))
        orders = file_orders(self.folder, "small")
        return build_report(checklist, entries, ReportRequest(**request), orders)

    def table(self, on: str, meeting: str) -> Entry:
        entries = self.journal.read().entries
        checklist = build_checklist(self.plan, entries, day(on))
        asks = find_asks(checklist.counted, checklist.measure_states, day(meeting)).asked
        board = BoardRecorder(self.recorder(on), BOARD)
        met = find_meeting(checklist, BOARD, day(meeting))
        return board.table(met, day(on), checklist, asks, file_orders(self.folder, "small"))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    plan = plan_of(
        objective(
            "1.1.1",
            Milestone(REF, "One", when="Sep 2009"),
            Milestone("1.1.1-b", "Two", when="Oct 2009"),
            Milestone("1.1.1-c", "Three", when="Dec 2009"),
        ),
        dates=("2009-11-17", "2010-01-12"),
    )
    return Office(tmp_path / "journal", plan)


def figures(document: ReportDocument, name: str) -> tuple[int, int, int, str | None]:
    for row in rows_of(document, "headline"):
        if row["measure"] == name:
            return row["last_period"], row["this_period"], row["change"], row.get("restated")
    raise AssertionError(name)


def test_the_next_paper_compares_with_what_was_tabled_to_the_entry(office: Office) -> None:
    office.recorder("2009-11-10").tick(REF, day("2009-09-29"))
    office.table("2009-11-10", "2009-11-17")
    office.recorder("2009-11-10").tick("1.1.1-b", day("2009-11-05"))  # on the same day, later
    document = office.paper("2009-11-30")

    facts = dict(document.facts)
    assert facts["Compared with"] == "10 Nov 2009, as tabled at the EMRRP Board of 17 Nov 2009"
    assert facts["Period"] == "11 Nov 2009 to 30 Nov 2009"
    assert figures(document, "done late") == (0, 1, 1, "restated: 1")
    assert figures(document, "done on time") == (1, 1, 0, None)
    assert figures(document, "overdue, up to one month") == (1, 0, -1, "restated: 0")


def test_changes_explain_each_line_from_tabled_to_now(office: Office) -> None:
    office.table("2009-11-10", "2009-11-17")
    office.recorder("2009-11-20").tick("1.1.1-b", day("2009-11-05"), "Signed.")
    document = office.paper("2009-11-30", kind="changes")

    (row,) = [row for row in rows_of(document, "statuses") if row["ref"] == "1.1.1-b"]
    assert (row["then"], row["restated"], row["now"]) == (
        "Amber: 10 days behind",
        "Blue: done 5 Nov 2009, 5 days behind",
        "Blue: done 5 Nov 2009, 5 days behind",
    )
    assert row["why"].endswith("Signed.")
    assert figures(document, "done late") == (0, 1, 1, "restated: 1")


def test_where_nothing_was_tabled_it_is_compared_as_known_on_that_day(office: Office) -> None:
    office.recorder("2009-11-20").tick(REF, day("2009-09-29"))
    document = office.paper("2009-11-30")

    assert dict(document.facts)["Compared with"] == "17 Nov 2009 (EMRRP Board), as known then"
    assert figures(document, "done on time") == (0, 1, 1, "restated: 1")


def test_an_approved_ask_is_a_new_date_and_not_asked_again(office: Office) -> None:
    office.recorder("2009-11-10").forecast(REF, day("2009-11-10"), "Feb 2010", "Tender out.")
    office.table("2009-11-10", "2009-11-17")
    board = BoardRecorder(office.recorder("2009-11-17"), BOARD)
    board.answer(day("2009-11-17"), day("2009-11-17"), {1: "approve"})
    document = office.paper("2009-11-30")

    assert rows_of(document, "asks") == []
    assert figures(document, "rescheduled with approval")[:3] == (0, 1, 1)
    assert "1 new date" in block_of(document, "headline").paragraphs[1]
    (moved,) = rows_of(document, "new_dates")
    assert (moved["ref"], moved["was"], moved["due"], moved["approved_by"]) == (
        REF,
        day("2009-09-30"),
        day("2010-02-28"),
        BOARD,
    )


def test_a_refused_ask_is_listed_with_the_answer(office: Office) -> None:
    office.recorder("2009-11-10").forecast(REF, day("2009-11-10"), "Feb 2010", "Tender out.")
    office.table("2009-11-10", "2009-11-17")
    board = BoardRecorder(office.recorder("2009-11-17"), BOARD)
    board.answer(day("2009-11-17"), day("2009-11-17"), {1: "refuse"}, "Too late.")
    document = office.paper("2009-11-30")

    assert rows_of(document, "asks") == []
    (decided,) = rows_of(document, "decided_before")
    assert decided["decided"] == "Refused: Too late. (EMRRP Board, 17 Nov 2009)"


def test_the_paper_is_the_same_when_a_file_was_brought_under_another_name(office: Office) -> None:
    office.recorder("2009-11-10").tick(REF, day("2009-09-29"))
    office.table("2009-11-10", "2009-11-17")
    office.recorder("2009-11-30").tick("1.1.1-b", day("2009-11-05"))
    before = office.paper("2009-11-30")
    (file,) = office.folder.glob("*.json")
    shutil.move(file, file.with_name(f"copy-of-{file.name}"))

    assert office.paper("2009-11-30") == before


def test_a_filter_by_status_has_no_comparison() -> None:
    plan = plan_with(milestone("Sep 2009"), milestone("Mar 2010", "b"))
    for request in ({"filter": Filter(statuses=("overdue",))}, {"words": "overdue"}):
        document = document_of(plan, **request)

        assert [column.key for column in table_of(document, "headline").columns] == [
            "measure",
            "this_period",
            "dates",
        ]
        assert "Nothing is compared" in block_of(document, "headline").paragraphs[1]
        assert not [
            picture
            for picture in block_of(document, "progress").pictures
            if isinstance(picture, LineChart)
        ]
    compared = document_of(plan, filter=Filter(leads=("JCP",)))
    assert "last_period" in [column.key for column in table_of(compared, "headline").columns]


def test_actions_are_open_until_closed_overdue_first(office: Office) -> None:
    board = BoardRecorder(office.recorder("2009-11-17"), BOARD)
    met = day("2009-11-17")
    late = board.decide(met, met, "Agreed.", action="Write", owner="Office", due="27 Nov 2009")
    board.decide(met, met, "Agreed.", action="Draft", owner="Lead", due="12 Jan 2010")
    before = office.paper("2009-11-30")

    assert [(row["action"], row["state"]) for row in rows_of(before, "actions")] == [
        ("Write", "overdue, 3 days"),
        ("Draft", "open"),
    ]
    assert block_of(before, "actions").paragraphs == (
        "2 open, 1 of them overdue; 0 done since 17 Nov 2009.",
    )
    complete_action(office.recorder("2009-12-01"), late.id, day("2009-12-01"))
    after = office.paper("2009-12-02")
    assert [(row["action"], row["state"]) for row in rows_of(after, "actions")] == [
        ("Draft", "open"),
    ]
    assert block_of(after, "actions").paragraphs == (
        (
            "1 open, 0 of them overdue; 1 done since 17 Nov 2009: Write (the plan, 1 Dec 2009,"
            " 4 days late)."
        ),
    )
