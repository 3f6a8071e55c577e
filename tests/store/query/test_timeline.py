"""A plan over its year: nothing is counted twice, and nothing is left out."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_data.load import LoadedPlan, find_plan, load_plan
from store.checklist.checklist import Checklist, build_checklist
from store.checklist.milestones import deciding_items
from store.checklist.status import LATE
from store.journal.entry import Entry
from store.query.groups import by_pathway, tally_items
from store.query.timeline import (
    Span,
    StateCounts,
    count_states,
    figure_trajectories,
    months_of_year,
    progress_state,
)
from tests.conftest import EAST_MIDLANDS, LONDON
from tests.store.factories import REF, entry, item_of, milestone, plan_with

DAY = date(2009, 11, 30)
PLANS = {name: load_plan(find_plan(name)) for name in (EAST_MIDLANDS, LONDON)}


def months(whole: Checklist) -> dict[str, StateCounts]:
    """Return the spans of a checklist by the day they start, or by what is outside the year."""
    return {_name(span): span.counts for span in months_of_year(whole.counted, whole.loaded.year)}


def _name(span: Span) -> str:
    if span.first and span.last:
        return span.first.isoformat()
    return "earlier" if span.last else "later" if span.first else "undated"


@settings(deadline=None, max_examples=20)
@given(st.sampled_from(sorted(PLANS)), st.integers(0, 900))
def test_the_months_of_a_real_plan_add_up_to_its_totals_on_any_day(name: str, days: int) -> None:
    whole = build_checklist(PLANS[name], [], date(2009, 1, 1) + timedelta(days))
    spans = months_of_year(whole.counted, whole.loaded.year)
    totals = tally_items(whole.items)

    assert sum(span.counts.total for span in spans) == totals.dates == len(whole.counted)
    late = sum(totals.dates_by_status.get(status, 0) for status in LATE)
    assert sum(span.counts.late for span in spans) == late


@pytest.mark.parametrize("name", sorted(PLANS))
def test_each_pathway_counts_as_its_tally_says(name: str) -> None:
    for group in by_pathway(build_checklist(PLANS[name], [], DAY)):
        counts = count_states(deciding_items(group.items))

        assert (counts.total, counts.done, counts.late) == (
            group.tally.total,
            group.tally.done,
            group.tally.late,
        )
        assert sum(counts.parts.values()) == counts.total


def test_a_year_has_its_twelve_months_from_april_then_what_lies_outside_and_what_has_no_date(
    east_midlands: LoadedPlan,
) -> None:
    names = list(months(build_checklist(east_midlands, [], DAY)))

    assert names[0] == "2009-04-01"
    assert names[11:] == ["2010-03-01", "earlier", "later", "undated"]
    assert len(names) == 15


@pytest.mark.parametrize(
    ("when", "span"),
    [
        ("1 Apr 2009", "2009-04-01"),
        ("Mar 2010", "2010-03-01"),
        ("Mar 2009", "earlier"),
        ("Apr 2010", "later"),
        ("undated: not printed", "undated"),
        ("ongoing", "undated"),
    ],
)
def test_an_item_counts_in_the_month_it_is_due(when: str, span: str) -> None:
    found = months(build_checklist(plan_with(milestone(when)), [], DAY))

    assert [name for name, counts in found.items() if counts.total] == [span]


def test_an_approved_new_date_moves_an_item_to_its_new_month() -> None:
    moved = entry("rescheduled", "2009-10-01", when="Jan 2010", approved_by="the Board")
    found = months(build_checklist(plan_with(milestone("Sep 2009")), [moved], DAY))

    assert [name for name, counts in found.items() if counts.total] == ["2010-01-01"]


def test_what_is_printed_twice_counts_once() -> None:
    whole = build_checklist(
        plan_with(milestone("Sep 2009"), milestone("Sep 2009", "b", same_as=REF)), [], DAY
    )

    assert count_states(whole.items) == StateCounts(red=1, late=1)
    assert months(whole)["2009-09-01"].total == 1


@pytest.mark.parametrize(
    ("when", "entries", "state"),
    [
        ("Sep 2009", (), "Red"),
        ("Oct 2009", (), "Amber"),
        ("Jan 2010", (), "White"),
        ("Jan 2010", (entry("note", "2009-11-01", text="Going well"),), "Green"),
        ("undated: not printed", (), "White"),
        ("ongoing", (), "Amber"),
        ("ongoing", (entry("note", "2009-11-01", text="Going on"),), "White"),
        ("Jan 2010", (entry("forecast", "2009-11-01", when="Mar 2010"),), "Amber"),
        ("Sep 2009", (entry("done", "2009-08-01"),), "done"),
        ("Sep 2009", (entry("done", "2009-11-01"),), "done"),
        ("Sep 2009", (entry("withdrawn", "2009-08-01", approved_by="the Board"),), "withdrawn"),
    ],
)
def test_an_item_is_in_one_of_six_states(when: str, entries: tuple[Entry, ...], state: str) -> None:
    assert progress_state(item_of(plan_with(milestone(when)), "2009-11-30", *entries)) == state


def test_a_trajectory_has_a_measures_quarters_in_order_with_target_and_actual() -> None:
    figures = milestone(cumulative={"Q1": 10, "Q2": 20, "Q4": 40}, unit="starts")
    plan = plan_with(figures, milestone("Sep 2009", "b"), milestone(letter="c", same_as=REF))
    reached = entry("actual", "2009-07-10", f"{REF}@Q1-2009/10", number=12)
    whole = build_checklist(plan, [reached], DAY)

    (measure,) = figure_trajectories(whole.items)
    assert [(each.planned.target, each.state.actual) for each in measure.quarters] == [
        (10, 12),
        (20, None),
        (40, None),
    ]
    assert measure.first is measure.quarters[0]
