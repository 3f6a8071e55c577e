"""The exceptions of a Board's paper: which are listed, in which order, with which cause."""

from tests.store.factories import REF, entry, milestone, plan_with
from tests.tui.reports.demo_papers import demo_paper
from tests.tui.reports.factories import (
    block_of,
    document_of,
    rows_of,
    table_of,
)


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
