"""Trajectories, progress, what is due next, what is not assessed, changes, key and annex."""

from datetime import date

import pytest

from plan_data.model import Milestone
from store.journal.entry import Entry
from tests.store.factories import REF, entry, milestone, plan_with
from tests.tui.reports.factories import (
    BOARD,
    block_of,
    document_of,
    objective,
    plan_of,
    rows_of,
    table_of,
)
from tui.reports.document import ChartPoint, Matrix, TrajectoryChart

Q1, Q2 = "1.1.1-a@Q1-2009/10", "1.1.1-a@Q2-2009/10"


def day(text: str) -> date:
    return date.fromisoformat(text)


def meeting(on: str) -> Entry:
    return entry("meeting", "2009-04-01", "", when=on, board=BOARD)


# Trajectories.


def test_a_quarters_actual_stands_against_its_target() -> None:
    plan = plan_with(
        milestone(None, cumulative={"Q1": 189, "Q2": 454, "Q3": 827}, unit="completions")
    )
    actuals = [
        entry("actual", "2009-10-05", Q1, number=193),
        entry("actual", "2009-10-05", Q2, number=401.5),
    ]
    (chart,) = block_of(document_of(plan, *actuals), "annex_measures").pictures

    assert isinstance(chart, TrajectoryChart)
    assert (chart.title, chart.unit) == ("1.1.1-a Milestone a", "completions")
    assert chart.points == (
        ChartPoint("Q1 2009/10", 189, 193),
        ChartPoint("Q2 2009/10", 454, 401.5),
        ChartPoint("Q3 2009/10", 827, None),
    )


def test_quarters_behind_their_targets_are_one_exception_of_the_latest_quarters_colour() -> None:
    plan = plan_with(milestone(None, cumulative={"Q1": 100, "Q2": 200}))
    actuals = [
        entry("actual", "2009-10-05", Q1, number=95),
        entry("actual", "2009-10-05", Q2, number=96),
    ]
    document = document_of(plan, *actuals)

    (row,) = rows_of(document, "all_exceptions")
    assert (row["ref"], row["colour"], row["slip"]) == (
        REF,
        "Red",
        "2 quarters behind target, oldest 30 Jun 2009; latest 96 of 200, 104 behind",
    )
    assert rows_of(document, "exceptions")[0]["slip"] == "Red: 96 of 200, 104 behind"


def test_where_no_milestone_is_a_figure_that_is_said() -> None:
    assert block_of(document_of(plan_with(milestone("Sep 2009"))), "measures").paragraphs == (
        "The plan sets no number for these milestones.",
    )


# By pathway.


def test_a_milestone_of_two_pathways_counts_under_each_and_once_in_the_total() -> None:
    plan = plan_of(
        objective("1.1.1", Milestone(REF, "One", when="Sep 2009"), pathways=("ELS", "ATB")),
        objective("1.2.1", Milestone("1.2.1-a", "Two", when="Mar 2010"), pathways=()),
    )
    document = document_of(plan, entry("withdrawn", "2009-10-01", "1.2.1-a", approved_by=BOARD))

    assert [tuple(row.values()) for row in rows_of(document, "progress")] == [
        ("ELS Employment, Learning and Skills", 0, 0, 0, 1, 0, 0, 1),
        ("ATB Attitudes", 0, 0, 0, 1, 0, 0, 1),
        ("Not stated", 0, 0, 0, 0, 0, 1, 1),
        ("Total, each once", 0, 0, 0, 1, 0, 1, 2),
    ]
    block = block_of(document, "progress")
    counted = "A milestone of several pathways is counted under each; the total counts it once."
    assert counted in block_of(document, "key").paragraphs[0]
    matrix = block.pictures[0]
    assert isinstance(matrix, Matrix)
    assert [row.label for row in matrix.rows][-1] == "Not stated"


def test_where_print_names_no_pathway_it_is_by_priority() -> None:
    plan = plan_of(objective("1.1.1", Milestone(REF, "One", when="Sep 2009"), pathways=()))

    assert block_of(document_of(plan), "progress").title == "By priority and quarter, and over time"
    assert rows_of(document_of(plan), "progress")[0]["priority"] == "1.1 Priority of 1.1.1"
    by_lead = block_of(document_of(plan, group_by="lead"), "progress")
    assert by_lead.title == "By lead and quarter, and over time"


# Due before the next Board.


def test_what_is_due_up_to_the_next_meeting_is_shown_by_day() -> None:
    plan = plan_with(
        milestone("12 Jan 2010"),
        milestone("Dec 2009", "b"),
        milestone("13 Jan 2010", "c"),
        milestone("Nov 2009", "d"),
        milestone("Sep 2009", "e"),
        milestone("Dec 2009", "f"),
    )
    document = document_of(plan, meeting("2010-01-12"), entry("done", "2009-11-02", "1.1.1-f"))

    assert [row["ref"][-1] for row in rows_of(document, "due")] == ["d", "b", "a"]
    assert (
        "Due before the next Board (EMRRP Board, 12 Jan 2010): 3 milestones, 0 of them Amber or Red"
        " already." in block_of(document, "headline").paragraphs[1]
    )


def test_without_a_date_set_that_is_said_and_31_days_are_shown() -> None:
    document = document_of(plan_with(milestone("31 Dec 2009"), milestone("1 Jan 2010", "b")))

    assert [row["ref"] for row in rows_of(document, "due")] == [REF]
    assert block_of(document, "headline").paragraphs[1].startswith("No date is set")


def test_on_the_day_of_a_meeting_the_next_is_the_one_after() -> None:
    plan = plan_with(milestone("Dec 2009"))
    document = document_of(plan, meeting("2009-11-30"), meeting("2010-01-12"))

    assert dict(document.facts)["Board"] == "EMRRP Board, 30 Nov 2009"
    assert "(EMRRP Board, 12 Jan 2010)" in block_of(document, "headline").paragraphs[1]


def test_occurrences_that_are_due_are_one_line() -> None:
    (row,) = rows_of(document_of(plan_with(milestone("every week from Dec 2009"))), "due")

    assert (row["ref"], row["milestone"]) == (REF, "Milestone a: 4 weeks due, first 6 Dec 2009")
    assert row["due"] == day("2009-12-06")


def test_an_occurrence_that_is_forecast_late_is_not_hidden_in_a_line_that_is_on_target() -> None:
    plan = plan_with(milestone("every month"))
    document = document_of(
        plan,
        meeting("2010-02-01"),
        entry("forecast", "2009-11-01", "1.1.1-a@Dec-2009", when="Feb 2010"),
    )

    assert [(row["ref"], row["stands"]) for row in rows_of(document, "due")] == [
        (REF, "due soon, reported on, nothing late"),
        ("1.1.1-a@Dec-2009", "forecast 28 Feb 2010, 59 days behind"),
    ]


# Not assessed.


def test_what_is_continuing_and_was_heard_of_is_counted_too() -> None:
    plan = plan_with(milestone("ongoing from Nov 2009"), milestone("ongoing", "b"))

    assert block_of(document_of(plan), "not_assessed").paragraphs == (
        (
            "0 undated, 1 continuing without an update in the last three months (Amber: 1.1.1-b),"
            " 1 more continuing."
        ),
    )


def test_what_is_not_known_is_listed_with_the_reason() -> None:
    plan = plan_with(
        milestone("undated (after the review)", printed="tba"),
        milestone("ongoing", "b"),
        milestone("ongoing", "c"),
        milestone(None, "d", cumulative={"Q2": 10}),
    )
    document = document_of(
        plan, entry("note", "2009-10-20", "1.1.1-c", text="Met."), on="2009-11-01"
    )

    (undated,) = rows_of(document, "undated")
    assert (undated["ref"], undated["printed"], undated["reason"]) == (
        REF,
        "tba",
        "after the review",
    )
    (silent,) = rows_of(document, "no_update")
    assert (silent["ref"], silent["last_update"], silent["stands"]) == (
        "1.1.1-b",
        None,
        "no update yet",
    )
    (awaited,) = rows_of(document, "awaiting_return")
    assert (awaited["ref"], awaited["due"]) == ("1.1.1-d@Q2-2009/10", day("2009-09-30"))


def test_a_lead_or_pathway_without_an_entry_in_the_period_has_sent_a_nil_return() -> None:
    plan = plan_of(
        objective("1.1.1", Milestone(REF, "One", when="Mar 2010")),
        objective(
            "1.2.1",
            Milestone("1.2.1-a", "Two", when="Mar 2010"),
            leads=("NOMS",),
            pathways=("ATB",),
        ),
    )
    early = entry("note", "2009-09-30", "1.2.1-a", text="Before the period.")
    decided = entry("decision", "2009-11-17", "1.2.1-a", text="The Board's own word is no return.")

    silent = rows_of(
        document_of(plan, entry("note", "2009-10-01", text="Asked."), early, decided), "nil_returns"
    )
    assert [(row["kind"], row["code"], row["milestones"], row["open"]) for row in silent] == [
        ("Lead", "NOMS", 1, 1),
        ("Pathway", "ATB", 1, 1),
    ]
    late = entry("note", "2009-09-30", "1.2.1-a", text="Told late.", at="2009-10-20T12:00")
    assert [row["code"] for row in rows_of(document_of(plan, late), "nil_returns")] == [
        "JCP",
        "ELS",
    ]


def test_a_nil_return_counts_what_is_printed_twice_once() -> None:
    plan = plan_of(
        objective("1.1.1", Milestone(REF, "One", when="Mar 2010")),
        objective("1.2.1", Milestone("1.2.1-a", "One again", same_as=REF)),
        objective("1.3.1", Milestone("1.3.1-a", "And again", same_as=REF), leads=("NOMS",)),
    )

    assert [
        (row["code"], row["milestones"], row["open"])
        for row in rows_of(document_of(plan), "nil_returns")
    ] == [
        ("JCP", 1, 1),
        ("NOMS", 1, 1),
        ("ELS", 1, 1),
    ]


# Changes since the last report.


def test_new_dates_are_told_with_what_they_were_and_who_approved_them() -> None:
    plan = plan_with(milestone("Sep 2009"))
    entries = [
        entry("rescheduled", "2009-08-01", when="Oct 2009", approved_by="Chair"),
        entry(
            "rescheduled", "2009-10-20", when="Jan 2010", approved_by=BOARD, text="Funds came late"
        ),
    ]
    document = document_of(plan, *entries)

    (row,) = rows_of(document, "new_dates")
    assert (row["was"], row["due"], row["approved_by"], row["on"], row["why"]) == (
        day("2009-10-31"),
        day("2010-01-31"),
        BOARD,
        day("2009-10-20"),
        "Funds came late",
    )
    assert (
        rows_of(document, "priority_1")[0]["stands"]
        == "not due, no word yet; rescheduled with approval (was 30 Sep 2009)"
    )


def test_occurrences_that_were_moved_together_are_one_line() -> None:
    entries = [
        entry(
            "rescheduled", "2009-10-20", f"1.1.1-a@{month}-2009", when="Jan 2010", approved_by=BOARD
        )
        for month in ("Nov", "Dec")
    ]

    (row,) = rows_of(document_of(plan_with(milestone("every month")), *entries), "new_dates")
    assert (row["ref"], row["was"]) == (REF, day("2009-11-30"))


def test_withdrawals_readings_and_decisions_of_the_period_are_told() -> None:
    plan = plan_with(milestone("Sep 2009?"), milestone("Sep 2009", "b"), milestone("Sep 2009", "c"))
    entries = [
        entry("confirmed", "2009-10-02", when="Sep 2009", by="JCP lead"),
        entry("withdrawn", "2009-10-20", "1.1.1-b", approved_by=BOARD, text="No funds"),
        entry("withdrawn", "2009-10-20", "1.1.1-c", approved_by=BOARD),
        entry("reopened", "2009-11-01", "1.1.1-c"),
        entry("decision", "2009-09-15", "", text="Before the period"),
        entry(
            "decision",
            "2009-10-20",
            "",
            text="Returns",
            action="Send them",
            owner="Leads",
            when="Jan 2010",
        ),
    ]
    document = document_of(plan, *entries)

    assert [(row["ref"], row["read_as"], row["by"]) for row in rows_of(document, "confirmed")] == [
        (REF, "Sep 2009", "JCP lead")
    ]
    assert [
        (row["ref"], row["approved_by"], row["why"]) for row in rows_of(document, "withdrawn")
    ] == [("1.1.1-b", BOARD, "No funds")]
    (decided,) = rows_of(document, "decisions")
    assert (
        decided["ref"],
        decided["decision"],
        decided["action"],
        decided["owner"],
        decided["due"],
    ) == (
        "the plan",
        "Returns",
        "Send them",
        "Leads",
        day("2010-01-31"),
    )
    assert "0 of 1 reading of printed timescales" in block_of(document, "key").paragraphs[0]


# Key, annex, events.


def test_the_key_says_how_many_readings_wait_and_which_entries_count_for_nothing() -> None:
    plan = plan_with(milestone("Sep 2009?"), milestone("Sep 2009?", "b"))
    lost = entry("note", "2009-09-01", "9.9.9-z", text="Lost.")
    document = document_of(plan, lost, entry("confirmed", "2009-10-02", when="Sep 2009"))
    points = block_of(document, "annex").points

    assert "1 of 2 readings of printed timescales are still to be confirmed by a lead." in points
    assert "Entries whose milestone is not in the plan count for nothing here: 1." in points


@pytest.mark.parametrize(
    ("by", "titles"),
    [
        (None, ["1.1 Priority of 1.1.1: 1 milestone", "1.2 Priority of 1.2.1: 1 milestone"]),
        ("pathway", ["ELS Employment, Learning and Skills: 2 milestones"]),
        ("lead", ["JCP Jobcentre Plus: 2 milestones"]),
    ],
)
def test_the_annex_is_the_whole_checklist_by_priority_unless_told(
    by: str | None, titles: list[str]
) -> None:
    plan = plan_of(
        objective("1.1.1", Milestone(REF, "One", when="Mar 2010")),
        objective("1.2.1", Milestone("1.2.1-a", "Two", when="Mar 2010")),
    )

    assert [
        table.title for table in block_of(document_of(plan, group_by=by), "annex").tables[2:]
    ] == titles


def test_open_items_with_a_date_and_meetings_are_events() -> None:
    plan = plan_with(
        milestone("every quarter from Oct 2009"),
        milestone("Sep 2009", "b"),
        milestone("undated (why)", "c"),
        milestone("Sep 2009", "d"),
        milestone("from Jun 2009", "e"),
        milestone("Sep 2009", "f", same_as="1.1.1-b"),
    )
    entries = [
        entry("done", "2009-09-01", "1.1.1-d"),
        entry("started", "2009-06-15", "1.1.1-e"),
        meeting("2010-01-12"),
    ]
    events = document_of(plan, *entries).events

    open_events = [event for event in events if not event.is_cancelled]
    assert [(event.uid, event.on.isoformat()) for event in open_events] == [
        ("1.1.1-a%40Q3-2009%2F10.small@milepost", "2009-12-31"),
        ("1.1.1-a%40Q4-2009%2F10.small@milepost", "2010-03-31"),
        ("1.1.1-b.small@milepost", "2009-09-30"),
        ("EMRRP%20Board%202010-01-12.small@milepost", "2010-01-12"),
    ]
    assert [event.uid for event in document_of(plan, *entries, kind="checklist").events] == [
        each.uid for each in events
    ]


def test_every_column_of_days_holds_days_and_refs_are_refs() -> None:
    plan = plan_with(milestone("Sep 2009"), milestone("undated (why)", "b"))
    document = document_of(
        plan, entry("rescheduled", "2009-10-20", when="Jan 2010", approved_by=BOARD)
    )

    for block in document.blocks:
        for table in block.tables:
            for place, column in enumerate(table.columns):
                cells = [row[place] for row in table.rows if row[place] is not None]
                wanted = {"date": date, "number": int | float}.get(column.kind, str)
                assert all(isinstance(cell, wanted) for cell in cells)
                assert (column.key == "ref") <= (column.kind == "ref")
    assert table_of(document, "new_dates").columns[0].kind == "ref"
