"""A measure's periods against their targets: levels, cumulative figures, sums, and which way is better."""

from datetime import date

import pytest

from plan_data.load import LoadedPlan
from plan_data.model import Measure
from store.checklist.checklist import build_checklist, with_entries
from store.checklist.measure_states import measure_states
from tests.store.factories import entry, milestone
from tests.store.measure_factories import (
    PLACES,
    RATE,
    actual,
    period,
    plan_of,
    rate,
    seen,
    state_of,
)


@pytest.mark.parametrize(
    ("on", "number", "expected"),
    [
        ("2010-01-31", None, ("not due", "white")),
        ("2010-03-31", None, ("due soon", "white")),
        ("2010-04-01", None, ("awaiting return", "white")),
        ("2010-05-15", None, ("awaiting return", "white")),
        ("2010-05-16", None, ("return overdue", "amber")),
        ("2010-04-20", 65.5, ("met", "blue")),
        ("2010-04-20", 58.95, ("short", "amber")),
        ("2010-04-20", 58.94, ("short", "red")),
    ],
)
def test_a_target_of_the_year_is_judged_after_its_end(
    on: str, number: float | None, expected: tuple[str, str]
) -> None:
    entries = [] if number is None else [actual(number, "2009/10", "2010-04-10")]
    state = state_of(plan_of(rate()), on, *entries)
    assert seen(state) == [("2009/10", *expected)]


def test_an_actual_of_any_quarter_is_followed_though_print_asks_for_the_year_only() -> None:
    state = state_of(
        plan_of(rate()), "2009-12-01", actual(66, "Q1-2009/10"), actual(64, "Q2-2009/10")
    )

    assert seen(state) == [
        ("Q1-2009/10", "returned", "white"),
        ("Q2-2009/10", "returned", "white"),
        ("2009/10", "not due", "white"),
    ]
    assert period(state, "Q2-2009/10").actual == 64


def test_a_level_with_finer_returns_has_an_item_of_its_own_for_the_year() -> None:
    state = state_of(plan_of(rate(returns="every quarter")), "2009-08-20")

    assert seen(state) == [
        ("Q1-2009/10", "return overdue", "amber"),
        ("Q2-2009/10", "not due", "white"),
        ("Q3-2009/10", "not due", "white"),
        ("Q4-2009/10", "not due", "white"),
        ("2009/10", "not due", "white"),
    ]


def test_the_years_target_of_a_cumulative_measure_is_judged_on_its_last_return() -> None:
    places = Measure(
        PLACES, "Places", unit="places", shape="cumulative", targets={"2009/10": 2030},
        returns="every quarter",
    )  # fmt: skip
    state = state_of(
        plan_of(places), "2009-12-01", actual(900, "Q2-2009/10", measure=PLACES), measure=PLACES
    )

    labels = [each.period.label for each in state.periods]
    assert labels == ["Q1-2009/10", "Q2-2009/10", "Q3-2009/10", "Q4-2009/10"]
    assert [each.period.target for each in state.periods] == [None, None, None, 2030]
    assert period(state, "Q2-2009/10").status == "returned"


def test_what_is_to_come_is_green_only_if_the_latest_return_met_its_target() -> None:
    quarterly = rate(targets={"Q1 2009/10": 60, "Q2 2009/10": 62, "Q3 2009/10": 64})
    plan = plan_of(quarterly)
    met = [actual(60, "Q1-2009/10"), actual(62, "Q2-2009/10")]

    assert period(state_of(plan, "2009-12-01"), "Q3-2009/10").colour == "white"
    assert period(state_of(plan, "2009-12-01", *met), "Q3-2009/10").colour == "green"
    assert period(state_of(plan, "2009-12-01", met[1]), "Q3-2009/10").colour == "white"
    fell = [met[0], actual(61, "Q2-2009/10")]
    assert period(state_of(plan, "2009-12-01", *fell), "Q3-2009/10").colour == "white"


def test_a_quarter_that_was_withdrawn_is_withdrawn_as_a_measure_too_and_decides_nothing() -> None:
    figure = milestone(None, cumulative={"Q1": 100, "Q2": 200, "Q4": 400})
    plan = plan_of(milestones=(figure,))
    second = f"{figure.id}@Q2-2009/10"
    entries = [
        actual(100, "Q1-2009/10", measure=figure.id),
        actual(150, "Q2-2009/10", measure=figure.id),
        entry("withdrawn", "2009-11-17", second, approved_by="The Board"),
    ]

    state = state_of(plan, "2009-12-01", *entries, measure=figure.id)

    assert [each.status for each in state.periods] == ["met", "withdrawn", "not due"]
    assert period(state, "Q2-2009/10").actual == 150
    assert state.deciding == period(state, "Q1-2009/10")
    (_, item, _) = build_checklist(plan, entries, date(2009, 12, 1)).items
    assert (item.ref, item.state.status) == (second, "withdrawn")


def test_a_sum_follows_from_its_parts() -> None:
    parts = [
        Measure(f"NI18-{code}", code, targets={"2009/10": target}, area=code)
        for code, target in (("DERBY", 261), ("NOTTM", 784))
    ]
    total = Measure("NI18-ALL", "All", sum_of=("NI18-DERBY", "NI18-NOTTM"))
    plan = plan_of(top=(*parts, total))
    derby = actual(250, "2009/10", "2010-04-02", "NI18-DERBY")
    nottm = actual(800, "2009/10", "2010-04-02", "NI18-NOTTM")

    half = state_of(plan, "2010-04-20", derby, measure="NI18-ALL")
    assert period(half, "2009/10").actual is None
    whole = period(state_of(plan, "2010-04-20", derby, nottm, measure="NI18-ALL"), "2009/10")
    assert (whole.actual, whole.period.target, whole.status) == (1050, 1045, "met")


def test_as_of_and_known_on_hold_for_measures() -> None:
    late = entry("actual", "2009-10-05", f"{RATE}@Q2-2009/10", number=64, at="2009-11-20T09:00")
    plan = plan_of(rate())

    assert len(state_of(plan, "2009-10-04", late).periods) == 1
    assert len(state_of(plan, "2009-10-05", late).periods) == 2
    known = build_checklist(plan, [late], date(2009, 12, 1), date(2009, 11, 19))
    assert len(measure_states(known)[0].periods) == 1
    assert known.orphans == ()


def test_entries_of_a_measure_are_no_orphans_and_change_no_milestone() -> None:
    plan = plan_of(rate())
    checklist = build_checklist(plan, [actual(66, "Q1-2009/10")], date(2009, 12, 1))

    assert checklist.orphans == ()
    assert checklist.items == build_checklist(plan, [], date(2009, 12, 1)).items


def test_a_new_return_changes_no_item_and_is_judged_at_once() -> None:
    plan = plan_of(rate(returns="every quarter"))
    before = build_checklist(plan, (), date(2009, 12, 1))
    returned = actual(64, "Q2-2009/10")

    after = with_entries(before, [returned])
    assert after == build_checklist(plan, [returned], date(2009, 12, 1))
    assert after is not None
    assert after.measure_states == measure_states(after)
    assert before.measure_states != after.measure_states


@pytest.mark.parametrize(
    ("returned", "colour"),
    [
        ({"Q4": 2030}, "white"),  # the returns of Q1 and Q2 are overdue, though they have no target
        ({"Q1": 500, "Q4": 2030}, "white"),
        ({"Q1": 500, "Q2": 1000, "Q4": 2030}, "green"),
        ({"Q1": 500, "Q2": 1000, "Q4": 2029}, "white"),
        ({"Q1": 500, "Q2": 1000}, "white"),
    ],
)
def test_a_quarter_to_come_has_one_colour_in_the_list_and_as_a_measure(
    london: LoadedPlan, returned: dict[str, float], colour: str
) -> None:
    entries = [
        entry(
            "actual", "2009-10-05", f"10.5-b@{quarter}-2009/10", number=number, plan=london.about.id
        )
        for quarter, number in returned.items()
    ]
    day = date(2009, 11, 30)
    checklist = build_checklist(london, entries, day)
    followed = with_entries(build_checklist(london, entries[:-1], day), entries[-1:])

    assert checklist.by_ref()["10.5-b@Q4-2009/10"].state.colour == colour
    assert followed is None or followed == checklist
    colours = {}
    for state in checklist.measure_states:
        for each in state.periods:
            colours[each.period.ref] = each.colour
    for item in checklist.items:
        if item.planned.kind == "figure":
            assert colours[item.ref] == item.state.colour
