"""A Board's paper as its chair and secretary read it: what to decide, as tabled and now, actions."""

import shutil
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from plan_data.errors import Refused
from plan_data.load import LoadedPlan, find_plan, load_plan
from plan_data.model import Agency, Board, Milestone, Pathway, Plan, Priority, Section
from store.board.asks import find_asks
from store.board.board_recorder import BoardRecorder, complete_action
from store.board.boards import find_meeting
from store.board.tabled import file_orders
from store.checklist.checklist import build_checklist
from store.journal.entry import Entry
from store.journal.folder import Journal, read_folder
from store.query.filters import Filter
from store.recorder import Recorder
from tests.store.factories import REF, entry, milestone, plan_with, usable_plan
from tests.tui.reports.factories import (
    BOARD,
    block_of,
    document_of,
    objective,
    plan_of,
    rows_of,
    table_of,
    words_of,
)
from tui.demo.made_up_journal import DEMO_FILES, DEMO_NOW, DEMO_PLAN
from tui.reports.annexes import without_annexes
from tui.reports.build import build_report
from tui.reports.context import ReportRequest
from tui.reports.document import LineChart, Matrix, ReportDocument, Timeline

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


# What the Board is asked to decide.


def test_page_one_says_what_to_decide_with_title_lead_dates_days_and_why() -> None:
    asks = {row["ref"]: row for row in rows_of(demo_paper(), "asks")}

    ask = asks["1.2.3-b"]
    assert (ask["milestone"], ask["lead"]) == (
        "Reviews of programmes in the East Midlands introduced",
        "NOMS (DOM Office)",
    )
    assert (ask["from"], ask["to"], ask["days"]) == (day("2010-03-31"), day("2010-06-30"), 91)
    assert ask["why"].startswith("National policy document still awaited")
    assert [row["number"] for row in asks.values()] == list(range(1, len(asks) + 1))


def test_what_the_board_refused_or_deferred_is_not_asked_again_and_that_is_said() -> None:
    document = demo_paper()

    assert "2.4.4-c" not in {row["ref"] for row in rows_of(document, "asks")}
    (decided,) = rows_of(document, "decided_before")
    assert decided["ref"] == "2.4.4-c"
    assert "No new date for the co-financing contracts" in decided["decided"]
    assert "17 Nov 2009" in decided["decided"]


def test_a_newer_forecast_is_asked_again() -> None:
    plan = plan_of(objective("1.1.1", Milestone(REF, "One", when="Sep 2009")))
    first = entry("forecast", "2009-10-01", when="Jan 2010")
    refused = entry("decision", "2009-10-20", text="Not yet.")
    again = entry("forecast", "2009-11-05", when="Feb 2010", text="The tender is out.")

    assert rows_of(document_of(plan, first, refused), "asks") == []
    (ask,) = rows_of(document_of(plan, first, refused, again), "asks")
    assert (ask["to"], ask["why"]) == (day("2010-02-28"), "The tender is out. (5 Nov 2009)")


def test_no_date_to_approve_lies_before_the_meeting() -> None:
    document = demo_paper()

    dates = [row["to"] for row in rows_of(document, "asks") if row["to"]]
    assert dates
    assert min(dates) > MEETING
    passed = {row["ref"]: row["forecast"] for row in rows_of(document, "forecast_passed")}
    assert passed == {"2.3.1-b": day("2009-12-18"), "2.4.5-a": day("2009-12-09")}


def test_an_ask_is_never_guessed_from_words() -> None:
    plan = plan_of(objective("1.1.1", Milestone(REF, "One", when="Sep 2009")))
    guess = entry("note", "2009-11-05", text="Sounding Board meets again; nothing needed.")
    action = entry("note", "2009-11-05", action="Board to release the funds")
    ask = entry("note", "2009-11-06", text="No cover.", ask="Release 20k for a locum.")

    assert rows_of(document_of(plan, guess, action), "asks") == []
    document = document_of(plan, guess, action, ask)
    (row,) = rows_of(document, "asks")
    assert (row["ref"], row["why"]) == (REF, "Release 20k for a locum. (6 Nov 2009)")
    assert block_of(document, "asked").paragraphs == ("decide on 1 request (1); note the rest.",)


def test_a_date_proposed_for_an_undated_milestone_is_asked_and_the_others_are_one_line() -> None:
    plan = plan_with(milestone("undated (why)"), milestone("undated (why)", "b"))
    document = document_of(plan, entry("forecast", "2009-11-01", when="Feb 2010"))

    (row,) = rows_of(document, "asks")
    assert (row["from"], row["to"], row["days"]) == (None, day("2010-02-28"), None)
    assert block_of(document, "asked").paragraphs == (
        "agree 1 first date (1); agree who proposes dates for 1 undated milestone; note the rest.",
    )


def test_how_often_a_date_was_moved_before_stands_beside_the_ask() -> None:
    plan = plan_of(objective("1.1.1", Milestone(REF, "One", when="Sep 2009")))
    moved = entry("rescheduled", "2009-10-01", when="Nov 2009", approved_by=BOARD)
    forecast = entry("forecast", "2009-11-05", when="Feb 2010")

    (row,) = rows_of(document_of(plan, moved, forecast), "asks")
    assert (row["from"], row["moved"]) == (day("2009-11-30"), 1)


def test_the_cause_is_the_reason_of_a_forecast_that_gives_none() -> None:
    plan = plan_of(objective("1.1.1", Milestone(REF, "One", when="Sep 2009")))
    note = entry("note", "2009-10-01", text="Asked", cause="The tender went out late.")
    forecast = entry("forecast", "2009-11-05", when="Feb 2010")

    (row,) = rows_of(document_of(plan, note, forecast), "asks")
    assert row["why"] == "The tender went out late. (1 Oct 2009)"


def test_a_journal_of_decisions_without_an_answer_makes_a_paper() -> None:
    plan = plan_of(objective("1.1.1", Milestone(REF, "One", when="Sep 2009")))
    forecast = entry("forecast", "2009-10-01", when="Jan 2010")
    decision = entry(
        "decision", "2009-10-20", text="Wait for the award.", action="Write", owner="X"
    )
    document = document_of(plan, forecast, decision)

    (row,) = rows_of(document, "decided_before")
    assert row["decided"] == "Wait for the award. (20 Oct 2009)"
    assert [action["state"] for action in rows_of(document, "actions")] == ["open"]


# One board's paper.


def _two_boards(**more: tuple[str, ...]) -> LoadedPlan:
    plan = Plan(
        plan="small",
        title="A small plan",
        year="2009/10",
        sections=(
            Section(
                "1",
                "Everything",
                priorities=(
                    Priority(
                        "1.1",
                        "First things",
                        objectives=(
                            objective("1.1.1", Milestone(REF, "One", when="Sep 2009")),
                            objective(
                                "1.1.2",
                                Milestone("1.1.2-a", "Two", when="Sep 2009"),
                                pathways=("HEALTH",),
                            ),
                        ),
                    ),
                ),
            ),
        ),
        boards=(
            Board(BOARD, dates=more.get("main", ()), meets="every 2 months"),
            Board("OLASS Board", dates=more.get("olass", ())),
            Board("Health Board"),
        ),
        pathways=(
            Pathway("ELS", "Employment", board="OLASS Board"),
            Pathway("HEALTH", "Health", board="Health Board"),
        ),
        agencies=(Agency("JCP", "Jobcentre Plus"),),
    )
    return usable_plan(plan)


def test_a_paper_is_headed_by_its_own_board_and_compared_with_its_meetings() -> None:
    plan = _two_boards(main=("2009-11-17", "2010-01-12"), olass=("2009-11-25", "2009-12-09"))
    main, olass, health = (
        dict(document_of(plan, board=board).facts) for board in ("", "olass board", "Health Board")
    )

    assert (main["Board"], main["Period"]) == (
        "EMRRP Board, 12 Jan 2010",
        "18 Nov 2009 to 30 Nov 2009",
    )
    assert main["Compared with"] == "17 Nov 2009 (EMRRP Board), as known then"
    assert (olass["Board"], olass["Period"]) == (
        "OLASS Board, 9 Dec 2009",
        "26 Nov 2009 to 30 Nov 2009",
    )
    assert health["Board"] == "Health Board, no meeting date is set"
    assert health["Compared with"] == "30 Sep 2009, as known then"


def test_what_reports_to_a_board_is_its_papers_scope() -> None:
    plan = _two_boards(main=("2010-01-12",))
    main, olass = document_of(plan), document_of(plan, board="OLASS Board")

    assert [row["ref"] for row in rows_of(main, "exceptions")] == [REF, "1.1.2-a"]
    assert [row["ref"] for row in rows_of(olass, "exceptions")] == [REF]
    assert dict(olass.facts)["Only"] == (
        "what reports to the OLASS Board (pathway ELS) (1 of 2 milestones)"
    )
    assert [event.title for event in olass.events if "meets" in event.title] == []


def test_an_unknown_board_is_refused_with_the_nearest() -> None:
    with pytest.raises(Refused, match="did you mean OLASS Board"):
        document_of(_two_boards(), board="OLAS Board")


def test_without_a_meeting_its_rhythm_says_when_one_is_expected() -> None:
    document = document_of(_two_boards(main=("2009-11-17",)))

    assert dict(document.facts)["Board"] == (
        "EMRRP Board, no meeting date is set; by its rhythm expected by 17 Jan 2010"
    )
    assert "expected by 17 Jan 2010" in block_of(document, "headline").paragraphs[1]


def test_a_decision_that_names_no_board_is_of_the_first() -> None:
    plan = _two_boards()
    decided = entry("decision", "2009-11-17", REF, text="Agreed", action="Write", owner="X")

    assert len(rows_of(document_of(plan, decided), "actions")) == 1
    assert rows_of(document_of(plan, decided, board="OLASS Board"), "actions") == []


# As tabled, and now.


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


# Exceptions.


def test_every_red_is_in_the_body_figures_first() -> None:
    document = demo_paper()

    red = rows_of(document, "exceptions")
    assert "9 Red" in block_of(document, "exceptions").paragraphs[0]
    assert len(red) == 9
    assert red[0]["ref"] == "2.7.2-b"
    assert all(row["slip"].startswith("Red: ") for row in red)


def test_no_exception_says_that_it_has_no_explanation_beside_one() -> None:
    plan = plan_with(
        milestone("Sep 2009"), milestone("Dec 2009", "b"), milestone("Oct 2009", "c"),
        milestone("Oct 2009", "d"),
    )  # fmt: skip
    entries = [
        entry("forecast", "2009-11-01", when="Mar 2010", text="The tender is late."),
        entry("forecast", "2009-11-01", "1.1.1-b", when="Mar 2010", text="No venue."),
        entry("note", "2009-11-01", "1.1.1-c", text="Rain."),
    ]
    causes = {
        row["ref"]: row["cause"] for row in rows_of(document_of(plan, *entries), "all_exceptions")
    }

    assert causes == {
        REF: "The tender is late. (1 Nov 2009, ELS lead)",
        "1.1.1-b": "No venue. (1 Nov 2009, ELS lead)",
        "1.1.1-c": None,
        "1.1.1-d": "No explanation recorded",
    }


def test_what_a_lead_sees_worse_than_the_rule_is_up_front() -> None:
    document = demo_paper()
    disputed = {row["ref"]: row for row in rows_of(document, "disputed")}

    assert disputed["1.3.2-a"]["judgement"].startswith("Amber: Police analyst post falls vacant")
    tables = [table.key for table in block_of(document, "exceptions").tables]
    assert tables.index("disputed") < tables.index("amber")


def test_a_lead_who_sees_red_ranks_before_amber() -> None:
    plan = plan_with(milestone("Oct 2009"), milestone("Mar 2010", "b"))
    judged = entry("judged", "2009-11-05", "1.1.1-b", colour="red", text="No venue yet")

    rows = rows_of(document_of(plan, judged), "all_exceptions")
    assert [row["ref"] for row in rows] == ["1.1.1-b", REF]


def test_a_figure_that_met_its_latest_target_is_no_exception() -> None:
    plan = plan_with(milestone(None, cumulative={"Q1": 100, "Q2": 200}))
    actuals = [
        entry("actual", "2009-07-05", "1.1.1-a@Q1-2009/10", number=50),
        entry("actual", "2009-10-05", "1.1.1-a@Q2-2009/10", number=210),
    ]
    document = document_of(plan, *actuals)

    assert rows_of(document, "all_exceptions") == []
    assert "1 done or met" in block_of(document, "headline").paragraphs[0]


def test_what_the_board_is_asked_about_is_not_repeated_among_amber() -> None:
    document = demo_paper()
    asked = {row["ref"] for key in ("asks", "forecast_passed", "decided_before") for row in
             rows_of(document, key)}  # fmt: skip

    assert asked.isdisjoint({row["ref"] for row in rows_of(document, "amber")})
    assert table_of(document, "amber").title.startswith("Amber, besides what is asked about")
    every = {row["ref"] for row in rows_of(document, "all_exceptions")}
    assert {"1.2.3-b", "2.4.4-c"} <= every


def test_more_than_thirty_of_a_colour_are_counted() -> None:
    letters = [f"a{n}" for n in range(45)]
    document = document_of(plan_with(*(milestone("Sep 2009", letter) for letter in letters)))

    rows = rows_of(document, "exceptions")
    assert len(rows) == 38
    assert len([row for row in rows if row["cause"]]) == 8
    title = table_of(document, "exceptions").title
    assert title == "Red: the worst 38, and 7 more in the checklist"
    assert len(rows_of(document, "all_exceptions")) == 45


def test_many_asks_leave_less_room_for_exceptions() -> None:
    letters = [f"a{n}" for n in range(45)]
    plan = plan_with(*(milestone("Sep 2009", letter) for letter in letters))
    forecasts = [
        entry("forecast", "2009-11-01", f"1.1.1-{letter}", when="Mar 2010")
        for letter in letters[-13:]
    ]
    document = document_of(plan, *forecasts)

    assert len(rows_of(document, "asks")) == 13
    rows = rows_of(document, "exceptions")
    assert len(rows) == 18
    assert len([row for row in rows if row["cause"]]) == 4
    assert table_of(document, "exceptions").title == (
        "Red, besides what is asked about: the worst 18, and 14 more in the checklist"
    )
    assert len(rows_of(document, "all_exceptions")) == 45


# Over the year.


def test_late_at_each_months_end_is_a_line_with_words() -> None:
    (line,) = [
        picture
        for picture in block_of(demo_paper(), "progress").pictures
        if isinstance(picture, LineChart)
    ]

    assert line.words.startswith("Late at month's end Apr 0, May ")
    assert [point.label for point in line.points][-1] == "Nov"
    late = [
        count
        for row in rows_of(demo_paper(), "headline")
        for count in [row["this_period"]]
        if row["measure"].startswith("overdue")
    ]
    assert line.points[-1].value is not None
    assert line.points[-1].value >= sum(late)


def test_what_is_asked_has_its_dates_on_a_line_of_months() -> None:
    (timeline,) = [
        picture
        for picture in block_of(demo_paper(), "annex_details").pictures
        if isinstance(picture, Timeline)
    ]

    rows = {row.label.partition(" ")[0]: row for row in timeline.rows}
    assert (rows["1.2.3-b"].planned, rows["1.2.3-b"].forecast) == (
        day("2010-03-31"),
        day("2010-06-30"),
    )
    assert rows["2.3.2-a"].approved == day("2010-03-31")
    assert timeline.today == day("2009-11-30")


def test_pathways_and_quarters_are_a_matrix_in_words() -> None:
    plan = plan_of(
        objective(
            "1.1.1",
            Milestone(REF, "One", when="Sep 2009"),
            Milestone("1.1.1-b", "Two", when="Aug 2009"),
            Milestone("1.1.1-c", "Three", when="undated (why)"),
        )
    )
    matrix, _ = block_of(
        document_of(plan, entry("done", "2009-08-20", "1.1.1-b")), "progress"
    ).pictures

    assert isinstance(matrix, Matrix)
    assert matrix.columns == ("Q1", "Q2", "Q3", "Q4", "Other, none")
    (row,) = matrix.rows
    assert [cell.text for cell in row.cells] == ["", "1 Red of 2", "", "", "1 White"]


# Measures, actions, and what nobody reported on.


def test_figures_are_a_row_each_with_what_the_coming_quarters_need() -> None:
    rows = {row["ref"]: row for row in rows_of(demo_paper(), "trajectories")}

    assert len(rows) == 6
    custodial = rows["2.7.2-b"]
    assert [custodial[quarter] for quarter in ("q1", "q2", "q3", "q4")] == [
        "160 of 169",
        "366 of 418",
        "needs 335",
        "needs 736",
    ]
    assert (custodial["state"], custodial["needed"]) == (
        "Red: short",
        "736 in 2 after 366 in 2",
    )
    assert rows["3.2.1-e"]["state"] == "Amber: return overdue"


def test_other_measures_that_are_short_or_not_assessed_are_one_paragraph() -> None:
    paragraph = block_of(demo_paper(), "measures").paragraphs[1]

    assert paragraph.startswith("Besides the figures, Amber: 2.7.2-m2 Accredited programmes")
    assert "(short, 797 of 872)" in paragraph
    assert len(rows_of(demo_paper(), "measures")) > 20


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


def test_nil_returns_are_of_the_quarter_and_only_of_who_has_something_open() -> None:
    plan = plan_of(
        objective("1.1.1", Milestone(REF, "One", when="Mar 2010")),
        objective("1.2.1", Milestone("1.2.1-a", "Two", when="Sep 2009"), leads=("NOMS",)),
        dates=("2009-11-25",),
    )
    done = entry("done", "2009-09-20", "1.2.1-a")
    note = entry("note", "2009-10-20", text="On its way.")

    (row,) = [each for each in rows_of(document_of(plan, done), "nil_returns") if "lead" in
              str(each["kind"]).lower()]  # fmt: skip
    assert (row["code"], row["open"]) == ("JCP", 1)
    assert "since 1 Oct 2009: JCP" in block_of(document_of(plan, done), "not_assessed").points[
        0
    ].replace("Jobcentre Plus", "JCP")
    assert rows_of(document_of(plan, done, note), "nil_returns") == []


def test_one_number_is_due_before_the_next_board() -> None:
    exception, summary = demo_paper(), demo_paper(kind="summary")

    sentence = block_of(summary, "due").paragraphs[0]
    assert block_of(exception, "headline").paragraphs[1].startswith(sentence)
    assert "(EMRRP Board, 12 Jan 2010): 34 milestones (35 dates)" in sentence


# Names, annexes and the opening.


def test_leads_are_named_as_printed_and_explained_at_the_end() -> None:
    document = demo_paper()

    assert "NOMS-DOM," not in body_of(document)
    paragraph = block_of(document, "key").paragraphs[-1]
    assert paragraph.startswith("Abbreviations used: ")
    assert "DH (NTA) (DH-NTA): National Treatment Agency" in paragraph
    assert "MAPPA: Multi Agency Public Protection Arrangements" in paragraph
    body = [block.key for block in document.blocks if not block.is_annex]
    assert body[-1] == "key"


def test_the_paper_begins_with_what_is_asked_and_only_annexes_follow_its_body() -> None:
    document = demo_paper()

    titles = [block.title for block in document.blocks]
    assert titles[:2] == ["The Board is asked to", "Headline"]
    assert [title.startswith("Annex") for title in titles] == [
        block.is_annex for block in document.blocks
    ]
    assert "annex" not in body_of(document).lower()


def test_annexes_are_left_out_on_request() -> None:
    assert not [block for block in demo_paper(annex=False).blocks if block.is_annex]


def test_the_programme_offices_own_sentences_come_first() -> None:
    document = demo_paper(opening="A hard quarter.\n\nThree things to decide.")

    assert document.blocks[0].paragraphs == ("A hard quarter.", "Three things to decide.")


def test_totals_are_of_milestones_and_dates_come_second() -> None:
    sentence = block_of(demo_paper(), "headline").paragraphs[0]

    assert sentence.startswith("Of 132 milestones in the plan: ")
    assert sentence.endswith("of their 190 dates were due by 30 Nov 2009.")


def test_the_same_paper_is_the_same_again() -> None:
    assert demo_paper() == demo_paper()
