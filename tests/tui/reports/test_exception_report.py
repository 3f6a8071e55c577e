"""The exception report, block by block, as a Board reads it."""

from datetime import date

import msgspec
import pytest

from plan_data.model import Milestone
from plan_data.problem import Problem
from store.journal.entry import Entry
from store.query.filters import Filter
from tests.store.factories import REF, entry, milestone, plan_with
from tests.tui.reports.factories import (
    BOARD,
    block_of,
    document_of,
    objective,
    plan_of,
    rows_of,
    words_of,
)
from tui.reports.document import ReportDocument


def day(text: str) -> date:
    return date.fromisoformat(text)


def fact(document: ReportDocument, name: str) -> str | None:
    return dict(document.facts).get(name)


def meeting(on: str) -> Entry:
    return entry("meeting", "2009-04-01", "", when=on, board=BOARD)


# The header.


def test_the_title_and_the_header_say_that_the_named_journal_was_not_there() -> None:
    plan = plan_of(objective("1.1.1", Milestone(REF, "One", when="Sep 2009")))
    document = document_of(plan, missing_journal="/media/stick")

    assert document.title == "Exception report: A small plan (no journal found)"
    assert fact(document, "Journal") == "none found at /media/stick, so no entry counts"
    assert fact(document_of(plan), "Journal") is None


def test_the_title_and_the_header_say_that_the_plan_file_and_the_journal_have_problems() -> None:
    figure = Milestone(REF, "Numbers", unit="starts", cumulative={"Q1": 10, "Q2": 20})
    plan = plan_of(objective("1.1.1", figure))
    wrong = msgspec.structs.replace(
        plan,
        problems=(
            Problem("plan.yaml", 4, 1, "'wen' is not a key."),
            Problem("plan.yaml", 9, 1, "nothing names it.", "warning"),
        ),
    )
    falling = (
        entry("actual", "2009-07-01", f"{REF}@Q1-2009/10", number=10),
        entry("actual", "2009-10-01", f"{REF}@Q2-2009/10", number=8),
    )

    document = document_of(wrong)

    assert document.title == "Exception report: A small plan (with problems)"
    assert fact(document, "Problems") == "1 in the plan file, so totals and dates may be wrong"
    both = fact(document_of(wrong, *falling), "Problems")
    assert both == "1 in the plan file and 1 in the journal, so totals and dates may be wrong"
    assert fact(document_of(plan), "Problems") is None


def test_the_header_says_what_the_paper_is_about() -> None:
    document = document_of(
        plan_of(objective("1.1.1", Milestone(REF, "One", when="Sep 2009")), dates=("2009-10-20",)),
        on="2009-09-30",
        known_on="2009-10-14",
        prepared_by="Programme office",
        marking="Draft",
        purpose="decision",
    )

    assert document.title == "Exception report: A small plan"
    assert document.facts[:-1] == (
        ("Plan", "A small plan"),
        ("Board", "EMRRP Board, 20 Oct 2009"),
        ("Period", "Q2 2009/10 (Jul-Sep 2009)"),
        ("Position as of", "30 Sep 2009"),
        ("As known on", "14 Oct 2009"),
        ("Compared with", "30 Jun 2009, as known then"),
        ("Prepared by", "Programme office"),
        ("Purpose", "Decision"),
        ("Marking", "Draft"),
    )


def test_a_period_that_is_no_quarter_is_told_by_its_days() -> None:
    plan = plan_of(
        objective("1.1.1", Milestone(REF, "One", when="Sep 2009")), dates=("2009-11-17",)
    )

    assert fact(document_of(plan), "Period") == "18 Nov 2009 to 30 Nov 2009"
    assert fact(document_of(plan), "Compared with") == "17 Nov 2009 (EMRRP Board), as known then"
    assert fact(document_of(plan), "Board") == "EMRRP Board, no meeting date is set"
    quarter = document_of(plan, compare_with=day("2009-09-30"))
    assert fact(quarter, "Period") == "Q3 2009/10 (Oct-Dec 2009), so far to 30 Nov 2009"


def test_the_fingerprint_shows_that_plan_or_journal_changed() -> None:
    plan, other = plan_with(milestone("Sep 2009")), plan_with(milestone("Oct 2009"))
    note = entry("note", "2009-09-01", text="Asked.")
    prints = {
        fact(document, "Fingerprint")
        for document in (document_of(plan), document_of(other), document_of(plan, note))
    }

    assert len(prints) == 3
    assert fact(document_of(plan), "Fingerprint") == fact(
        document_of(plan, kind="summary"), "Fingerprint"
    )


def test_a_paper_of_a_part_says_so_in_title_header_and_headline() -> None:
    plan = plan_with(milestone("Sep 2009"), milestone("Oct 2009", "b"))
    part = document_of(plan, filter=Filter(text="Milestone b"))

    assert part.title == "Exception report: A small plan (part of the plan)"
    assert fact(part, "Only") == "with 'Milestone b' (1 of 2 milestones)"
    assert (
        block_of(part, "headline")
        .paragraphs[0]
        .startswith("Of 1 milestone in this paper: 1 Amber. 1 was due")
    )
    assert fact(document_of(plan, words=" "), "Only") is None


def test_a_filter_that_lets_nothing_through_and_a_plan_without_milestones_are_told_apart() -> None:
    none = document_of(plan_with(milestone("Sep 2009")), filter=Filter(text="nowhere"))

    assert (
        block_of(none, "headline").paragraphs[0]
        == "There is no milestone that the filter lets through."
    )
    assert (
        block_of(document_of(plan_with()), "headline").paragraphs[0]
        == "There is no milestone in the plan."
    )


# What the Board is asked.


def test_the_board_is_asked_for_new_dates_and_for_dates_of_what_is_undated() -> None:
    plan = plan_with(
        milestone("Sep 2009"), milestone("undated (why)", "b"), milestone("Jan 2010", "c")
    )
    later, earlier = (
        entry("forecast", "2009-10-01", ref, when="Dec 2009") for ref in (REF, "1.1.1-c")
    )
    document = document_of(plan, later, earlier)

    assert block_of(document, "asked").paragraphs == (
        "approve 1 new date (1); agree who proposes dates for 1 undated milestone; note the rest.",
    )
    assert [(row["ref"], row["to"]) for row in rows_of(document, "asks")] == [
        (REF, day("2009-12-31"))
    ]


def test_a_forecast_that_has_passed_is_not_asked_but_listed() -> None:
    forecast = entry("forecast", "2009-10-01", when="Oct 2009")
    document = document_of(plan_with(milestone("Sep 2009")), forecast)

    assert block_of(document, "asked").paragraphs == ("note this paper.",)
    (row,) = rows_of(document, "forecast_passed")
    assert (row["ref"], row["forecast"]) == (REF, day("2009-10-31"))


def test_no_new_date_is_asked_for_what_is_done_or_was_moved_already() -> None:
    plan = plan_with(milestone("Sep 2009"), milestone("Sep 2009", "b"))
    entries = [entry("forecast", "2009-10-01", ref, when="Dec 2009") for ref in (REF, "1.1.1-b")]
    entries += [
        entry("done", "2009-11-01"),
        entry("rescheduled", "2009-11-01", "1.1.1-b", when="Dec 2009"),
    ]

    assert block_of(document_of(plan, *entries), "asked").paragraphs == ("note this paper.",)


def test_a_paper_for_noting_asks_for_nothing_else() -> None:
    plan = plan_with(milestone("Sep 2009"), milestone("undated (why)", "b"))
    points = block_of(
        document_of(plan, entry("forecast", "2009-10-01", when="Dec 2009"), purpose="noting"),
        "asked",
    ).points

    assert all(point.startswith("note ") for point in points)


# The headline.


def test_the_headline_counts_this_period_the_last_and_the_change() -> None:
    plan = plan_with(
        milestone("Jul 2009"),
        milestone("Aug 2009", "b"),
        milestone("Oct 2009", "c"),
        milestone("Nov 2009", "d"),
        milestone("Mar 2010", "e"),
        milestone("undated (why)", "f"),
        milestone("ongoing", "g"),
    )
    entries = [
        entry("done", "2009-07-15"),
        entry("done", "2009-10-05", "1.1.1-b"),
        entry("rescheduled", "2009-10-02", "1.1.1-e", when="Apr 2010", approved_by=BOARD),
    ]
    document = document_of(plan, *entries)

    assert block_of(document, "headline").paragraphs[0] == (
        "Of 7 milestones in the plan: 2 done or met, 2 Amber, 3 White (2 of them no word yet)."
        " 4 were due by 30 Nov 2009."
    )
    assert [tuple(row.values()) for row in rows_of(document, "headline")] == [
        ("done on time", 1, 1, 0, 1),
        ("done late", 0, 1, 1, 1),
        ("overdue, up to one month", 1, 1, 0, 1),
        ("overdue, more than one month", 0, 0, 0, 0),
        ("continuing without update", 1, 1, 0, 1),
        ("undated", 1, 1, 0, 1),
        ("reported on, nothing late", 0, 0, 0, 0),
        ("no word yet", 3, 2, -1, 2),
        ("withdrawn", 0, 0, 0, 0),
        ("rescheduled with approval", 0, 1, 1, 1),
        ("due so far", 2, 4, 2, 4),
    ]


def test_what_is_printed_twice_counts_once() -> None:
    plan = plan_with(milestone("Sep 2009"), milestone("Sep 2009", "b", same_as=REF))
    document = document_of(plan)

    assert (
        block_of(document, "headline")
        .paragraphs[0]
        .startswith("Of 1 milestone in the plan: 1 Red. 1 was due")
    )
    assert [row["ref"] for row in rows_of(document, "exceptions")] == [REF]
    lines = rows_of(document, "priority_1")
    assert [(line["ref"], line["stands"]) for line in lines] == [
        (REF, "61 days behind"),
        ("1.1.1-b", "the same as 1.1.1-a, and counted there"),
    ]


def test_of_two_printings_without_the_first_one_counts() -> None:
    plan = plan_of(
        objective("1.1.1", Milestone(REF, "One", when="Sep 2009")),
        objective("1.2.1", Milestone("1.2.1-a", "Again", same_as=REF), leads=("NOMS",)),
        objective("1.3.1", Milestone("1.3.1-a", "Once more", same_as=REF), leads=("NOMS",)),
    )
    document = document_of(plan, filter=Filter(leads=("NOMS",)))

    assert fact(document, "Only") == "lead NOMS (1 of 1 milestone)"
    assert [row["ref"] for row in rows_of(document, "exceptions")] == ["1.2.1-a"]
    assert [event.uid for event in document.events] == [
        event.uid for event in document_of(plan).events
    ]


# Exceptions.


def test_the_worst_exception_is_first_red_then_amber_then_the_longest_slip() -> None:
    plan = plan_with(
        milestone("Oct 2009"),
        milestone("Sep 2009", "b"),
        milestone("Jul 2009", "c"),
        milestone("Dec 2009", "d"),
        milestone("Mar 2010", "e"),
    )
    document = document_of(plan, entry("forecast", "2009-11-01", "1.1.1-d", when="Jan 2010"))
    rows = rows_of(document, "all_exceptions")

    assert [(row["ref"], row["colour"], row["slip_days"], row["slip"]) for row in rows] == [
        ("1.1.1-c", "Red", 122, "122 days behind"),
        ("1.1.1-b", "Red", 61, "61 days behind"),
        ("1.1.1-d", "Amber", 31, "forecast 31 Jan 2010, 31 days behind"),
        ("1.1.1-a", "Amber", 30, "30 days behind"),
    ]
    assert rows[0]["due"] == day("2009-07-31")


def test_occurrences_of_one_milestone_are_one_line_with_the_worst_colour() -> None:
    document = document_of(plan_with(milestone("every week")))

    (row,) = rows_of(document, "all_exceptions")
    assert (row["ref"], row["colour"], row["slip"]) == (
        REF,
        "Red",
        "35 weeks without a tick, oldest 5 Apr 2009",
    )
    assert "1 Red. Worst first" in block_of(document, "exceptions").paragraphs[0]
    assert len(rows_of(document, "priority_1")) == 52


def test_a_judgement_of_one_of_several_occurrences_stands_in_their_line() -> None:
    judged = entry("judged", "2009-11-05", "1.1.1-a@Apr-2009", colour="red", text="No venue")
    (row,) = rows_of(
        document_of(plan_with(milestone("every month to Aug 2009")), judged), "all_exceptions"
    )

    assert (row["ref"], row["judgement"]) == (REF, "Red: No venue (5 Nov 2009, ELS lead)")


def test_what_is_done_or_withdrawn_is_an_exception_only_where_a_lead_disagrees() -> None:
    plan = plan_with(*(milestone("Sep 2009", letter) for letter in "abcd"))
    entries = [entry("done", "2009-11-01", f"1.1.1-{letter}") for letter in "ab"]
    entries += [
        entry("withdrawn", "2009-11-01", f"1.1.1-{letter}", approved_by=BOARD) for letter in "cd"
    ]
    entries += [
        entry("judged", "2009-11-05", f"1.1.1-{letter}", colour="red", text="Not so")
        for letter in "bd"
    ]

    rows = rows_of(document_of(plan, *entries), "all_exceptions")
    assert [(row["ref"][-1], row["colour"]) for row in rows] == [("b", "Blue"), ("d", "Withdrawn")]


def test_beyond_eight_the_rest_is_one_line_each() -> None:
    document = document_of(plan_with(*(milestone("Sep 2009", letter) for letter in "abcdefghij")))

    rows = rows_of(document, "exceptions")
    assert [row["ref"][-1] for row in rows] == list("abcdefghij")
    assert {row["cause"] for row in rows[:8]} == {"No explanation recorded"}
    assert [(row["ref"][-1], row["slip"], row["cause"]) for row in rows[8:]] == [
        ("i", "Red: 61 days behind", None),
        ("j", "Red: 61 days behind", None),
    ]


def test_cause_and_action_are_the_latest_that_were_told_each_dated_and_signed() -> None:
    first = entry("note", "2009-10-01", text="Asked", cause="No money", action="Applied")
    second = entry("note", "2009-11-05", text="Asked again", action="Board to decide")
    document = document_of(plan_with(milestone("Sep 2009")), first, second)
    (row,) = rows_of(document, "all_exceptions")

    assert row["cause"] == "No money (1 Oct 2009, ELS lead)"
    assert row["action"] == "Board to decide (5 Nov 2009, ELS lead)"
    assert row["note"] == "Asked again (5 Nov 2009, ELS lead)"


def test_where_nobody_said_why_that_is_said() -> None:
    (row,) = rows_of(document_of(plan_with(milestone("Sep 2009"))), "exceptions")

    assert row["cause"] == "No explanation recorded"
    assert (row["action"], row["note"]) == (None, None)


@pytest.mark.parametrize(
    ("when", "colour"),
    [("Sep 2009", "Red"), ("Mar 2010", "White"), ("ongoing from Nov 2009", "White")],
)
def test_a_judgement_that_differs_from_the_rule_is_an_exception_whatever_the_colour(
    when: str, colour: str
) -> None:
    judged = entry("judged", "2009-11-05", colour="amber", text="No venue yet")
    document = document_of(plan_with(milestone(when)), judged)

    (row,) = rows_of(document, "all_exceptions")
    assert (row["colour"], row["judgement"]) == (
        colour,
        "Amber: No venue yet (5 Nov 2009, ELS lead)",
    )
    assert (
        "1 where a lead's judgement and the rule's colour differ"
        in block_of(document, "exceptions").paragraphs[0]
    )


def test_a_judgement_that_agrees_with_a_green_item_is_no_exception() -> None:
    judged = entry("judged", "2009-11-05", colour="green", text="On its way")
    document = document_of(plan_with(milestone("Mar 2010")), judged)

    assert rows_of(document, "exceptions") == []
    assert (
        rows_of(document, "priority_1")[0]["judgement"]
        == "Green: On its way (5 Nov 2009, ELS lead)"
    )


# Wording.


def test_no_paper_speaks_of_failure_or_of_a_share_of_completion() -> None:
    whens = [
        "Sep 2009",
        "undated (why)",
        "ongoing",
        "Mar 2010",
        "from Jun 2009",
        "Jun 2009 to Dec 2009",
        "every month",
    ]
    figure = milestone(None, "h", cumulative={"Q1": 100, "Q2": 200})
    plan = plan_with(
        *(milestone(when, letter) for letter, when in zip("abcdefg", whens, strict=True)), figure
    )
    entries = [
        entry("actual", "2009-07-10", "1.1.1-h@Q1-2009/10", number=50),
        entry("done", "2009-11-02"),
    ]
    for kind in ("exception", "summary", "checklist", "changes"):
        words = words_of(document_of(plan, *entries, kind=kind)).lower()
        assert "fail" not in words
        assert "complete" not in words


def test_exceptions_are_said_to_be_besides_what_fell_due_before_publication() -> None:
    plan = plan_with(milestone("Jun 2009"), milestone("Mar 2010", "b"))
    about = msgspec.structs.replace(plan.about, published="July 2009")
    document = document_of(msgspec.structs.replace(plan, about=about))

    (paragraph,) = block_of(document, "exceptions").paragraphs
    assert paragraph.startswith("Besides what fell due before publication: nothing is Red or Amber")
    assert len(rows_of(document, "before_publication")) == 1
