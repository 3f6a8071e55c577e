"""No news is never green: what is still to come is green only if somebody reported on it."""

from datetime import date

import pytest

from plan_data.load import LoadedPlan
from store.checklist.checklist import build_checklist, with_entries
from store.journal.entry import Entry
from tests.store.factories import REF, entry, item_of, milestone, plan_with, state_of

NOTE = entry("note", "2009-08-31", text="Going well.")


def colour(on: str, *entries: Entry, when: str = "Mar 2010", ref: str = REF) -> str:
    return state_of(when, on, *entries, ref=ref).colour


@pytest.mark.parametrize("plan_name", ["east_midlands", "london"])
@pytest.mark.parametrize(
    "day", [date(2009, 4, 1), date(2009, 6, 30), date(2009, 11, 30), date(2010, 3, 31)]
)
def test_with_an_empty_journal_nothing_is_green(
    plan_name: str, day: date, request: pytest.FixtureRequest
) -> None:
    plan: LoadedPlan = request.getfixturevalue(plan_name)
    items = build_checklist(plan, [], day).items
    assert [item.ref for item in items if item.state.colour == "green"] == []


@pytest.mark.parametrize(
    "reported",
    [
        entry("note", "2009-08-31", text="Asked again."),
        entry("started", "2009-08-31"),
        entry("forecast", "2009-08-31", when="Feb 2010"),
        entry("judged", "2009-08-31", colour="green", text="Signed."),
    ],
)
def test_a_report_makes_what_is_to_come_green_for_93_days(reported: Entry) -> None:
    assert colour("2009-08-30", reported) == "white"
    assert colour("2009-08-31", reported) == "green"
    assert colour("2009-12-01", reported) == "green"
    assert colour("2009-12-02", reported) == "white"


@pytest.mark.parametrize(
    "other",
    [
        entry("confirmed", "2009-08-31", when="Mar 2010"),
        entry("reopened", "2009-08-31"),
        entry("rescheduled", "2009-08-31", when="Apr 2010", approved_by="Board"),
        entry("decision", "2009-08-31", text="Go on."),
    ],
)
def test_what_is_no_report_leaves_it_white(other: Entry) -> None:
    assert colour("2009-08-31", other) == "white"


@pytest.mark.parametrize(
    ("view", "expected"), [("green", "green"), ("amber", "white"), ("red", "white")]
)
def test_a_lead_who_sees_it_otherwise_keeps_it_from_green(view: str, expected: str) -> None:
    judged = entry("judged", "2009-06-01", colour=view, text="As it seems to me.")
    assert colour("2009-08-31", judged, NOTE) == expected


def test_the_latest_judgement_counts() -> None:
    red = entry("judged", "2009-06-01", colour="red", text="Stuck.")
    green = entry("judged", "2009-08-01", colour="green", text="Solved.")
    assert colour("2009-08-31", red, green) == "green"


def test_a_report_on_one_date_speaks_for_the_milestones_other_dates() -> None:
    tick = entry("done", "2009-09-30", ref="1.1.1-a@Q2-2009/10")
    plan = plan_with(milestone("every quarter from Jul 2009"), milestone("Mar 2010", "b"))

    assert item_of(plan, "2009-10-15", tick, ref="1.1.1-a@Q3-2009/10").state.colour == "green"
    assert item_of(plan, "2009-10-15", tick, ref="1.1.1-b").state.colour == "white"


FIGURES = plan_with(milestone(cumulative={"Q1": 100, "Q2": 200, "Q3": 300}, unit="starts"))


def figure_colour(on: str, *actuals: Entry, ref: str = "1.1.1-a@Q3-2009/10") -> str:
    return item_of(FIGURES, on, *actuals, ref=ref).state.colour


def actual(number: float, quarter: str, on: str) -> Entry:
    return entry("actual", on, ref=f"1.1.1-a@{quarter}-2009/10", number=number)


def test_a_coming_quarter_is_green_if_the_latest_return_met_its_target() -> None:
    met, short = actual(100, "Q1", "2009-07-10"), actual(99, "Q1", "2009-07-10")

    assert figure_colour("2009-07-31") == "white"
    assert figure_colour("2009-07-31", met) == "green"
    assert figure_colour("2009-07-31", short) == "white"


def test_a_note_alone_makes_no_figure_green() -> None:
    note = entry("note", "2009-07-10", ref="1.1.1-a@Q3-2009/10", text="Going well.")
    assert figure_colour("2009-07-31", note) == "white"


def test_a_coming_quarter_is_white_while_a_return_is_overdue() -> None:
    second = actual(200, "Q2", "2009-10-05")

    assert figure_colour("2009-10-10", second) == "white"
    assert figure_colour("2009-10-10", actual(100, "Q1", "2009-07-10"), second) == "green"


def test_what_is_recorded_in_the_app_gives_the_colours_of_a_new_start() -> None:
    plan = plan_with(milestone("every quarter"), milestone("Mar 2010", "b"))
    day = date(2009, 8, 31)
    empty = build_checklist(plan, [], day)
    note = entry("note", "2009-08-31", ref="1.1.1-a@Q1-2009/10", text="Going well.")

    after = with_entries(empty, [note])
    assert after is not None
    assert after.items == build_checklist(plan, [note], day).items
    assert after.by_ref()["1.1.1-a@Q4-2009/10"].state.colour == "green"
