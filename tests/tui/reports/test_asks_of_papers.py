"""What a Board's paper asks it to decide, and which board's paper it is."""

import msgspec
import pytest

from plan_data.errors import Refused
from plan_data.load import LoadedPlan
from plan_data.model import Board, Milestone, Pathway
from tests.store.factories import REF, entry, milestone, plan_with
from tests.tui.reports.demo_papers import MEETING, day, demo_paper
from tests.tui.reports.factories import (
    BOARD,
    block_of,
    document_of,
    objective,
    plan_of,
    rows_of,
)


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


def _two_boards(**more: tuple[str, ...]) -> LoadedPlan:
    plan = plan_of(
        objective("1.1.1", Milestone(REF, "One", when="Sep 2009")),
        objective("1.2.1", Milestone("1.2.1-a", "Two", when="Sep 2009"), pathways=("HEALTH",)),
    )
    boards = (
        Board(BOARD, dates=more.get("main", ()), meets="every 2 months"),
        Board("OLASS Board", dates=more.get("olass", ())),
        Board("Health Board"),
    )
    pathways = (
        Pathway("ELS", "Employment", board="OLASS Board"),
        Pathway("HEALTH", "Health", board="Health Board"),
    )
    about = msgspec.structs.replace(plan.about, boards=boards, pathways=pathways)
    return msgspec.structs.replace(plan, about=about)


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

    assert [row["ref"] for row in rows_of(main, "exceptions")] == [REF, "1.2.1-a"]
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
