"""A milestone counts once, by the item that needs attention first."""

from datetime import date
from typing import Any

import pytest

from plan_data.load import LoadedPlan
from store.checklist.checklist import build_checklist
from store.checklist.milestones import deciding_items
from store.journal.entry import Entry
from tests.store.factories import entry, milestone, plan_with

QUARTERLY = plan_with(milestone("every quarter"))
FIGURES = plan_with(milestone(cumulative={"Q1": 100, "Q2": 200, "Q3": 300, "Q4": 400}))


def on_quarter(kind: str, quarter: str, on: str, **more: Any) -> Entry:  # noqa: ANN401 - any field
    return entry(kind, on, ref=f"1.1.1-a@{quarter}-2009/10", **more)


def deciding(plan: LoadedPlan, on: str, *entries: Entry) -> tuple[str, str]:
    """Return label and status of the only milestone's deciding item."""
    checklist = build_checklist(plan, entries, date.fromisoformat(on))
    (item,) = deciding_items(checklist.items)
    return item.planned.label.partition("-")[0], item.state.status


def test_red_comes_before_amber_and_amber_before_what_is_to_come() -> None:
    assert deciding(QUARTERLY, "2009-06-30")[1] == "due soon"
    assert deciding(QUARTERLY, "2009-07-31") == ("Q1", "overdue")
    first = on_quarter("done", "Q1", "2009-06-30")
    assert deciding(QUARTERLY, "2009-11-30", first) == ("Q2", "overdue")


def test_what_nobody_spoke_of_comes_before_what_is_reported_on() -> None:
    done = [on_quarter("done", quarter, "2009-09-30") for quarter in ("Q1", "Q2")]
    assert deciding(QUARTERLY, "2009-10-10", *done) == ("Q3", "not due")


def test_it_is_closed_only_if_all_its_dates_are() -> None:
    done = [on_quarter("done", quarter, "2009-06-30") for quarter in ("Q1", "Q2", "Q3")]
    assert deciding(QUARTERLY, "2010-01-10", *done)[1] == "not due"
    late = on_quarter("done", "Q4", "2010-04-10")
    assert deciding(QUARTERLY, "2010-04-30", *done, late) == ("Q4", "done late")
    gone = on_quarter("withdrawn", "Q4", "2010-01-05", approved_by="Board")
    assert deciding(QUARTERLY, "2010-04-30", *done, gone)[1] == "done"


@pytest.mark.parametrize(
    ("on", "actuals", "expected"),
    [
        ("2009-05-01", {}, ("Q1", "not due")),
        ("2009-07-10", {}, ("Q1", "awaiting return")),
        ("2009-08-20", {}, ("Q1", "return overdue")),
        ("2009-12-01", {}, ("Q2", "return overdue")),
        ("2009-10-10", {"Q1": 100}, ("Q1", "met")),
        ("2009-10-10", {"Q1": 99}, ("Q1", "short")),
        ("2009-10-10", {"Q1": 99, "Q2": 200}, ("Q2", "met")),
        ("2009-10-10", {"Q2": 200}, ("Q2", "met")),
        ("2010-03-01", {"Q1": 100}, ("Q3", "return overdue")),
    ],
)
def test_of_a_figure_the_latest_quarter_that_was_returned_or_is_overdue_counts(
    on: str, actuals: dict[str, float], expected: tuple[str, str]
) -> None:
    returns = [on_quarter("actual", q, "2009-07-10", number=n) for q, n in actuals.items()]
    assert deciding(FIGURES, on, *returns) == expected


def test_a_withdrawn_quarter_of_a_figure_does_not_decide() -> None:
    gone = on_quarter("withdrawn", "Q1", "2009-05-01", approved_by="Board")
    assert deciding(FIGURES, "2009-07-10", gone) == ("Q2", "not due")


@pytest.mark.parametrize(("plan_name", "total"), [("east_midlands", 132), ("london", 114)])
def test_a_real_plan_has_as_many_milestones_as_it_prints(
    plan_name: str, total: int, request: pytest.FixtureRequest
) -> None:
    checklist = build_checklist(request.getfixturevalue(plan_name), [], date(2009, 11, 30))
    assert len(deciding_items(checklist.counted)) == total
