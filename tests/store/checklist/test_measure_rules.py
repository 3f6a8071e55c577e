"""What holds for any targets and actuals of measures."""

from datetime import date, timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from plan_data.model import Measure
from store.checklist.checklist import build_checklist
from store.checklist.measure_states import MeasureState, measure_states
from store.journal.entry import Entry
from store.query.measure_changes import measure_changes
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

NUMBERS = st.floats(-1000, 1000).map(lambda number: round(number, 2))


@given(NUMBERS, NUMBERS)
def test_lower_is_better_mirrors_higher_is_better(target: float, reached: float) -> None:
    higher = plan_of(rate(targets={"2009/10": target}))
    lower = plan_of(rate(targets={"2009/10": -target}, better="lower"))
    on = "2010-04-20"
    up = state_of(higher, on, actual(reached, "2009/10", "2010-04-10"))
    down = state_of(lower, on, actual(-reached, "2009/10", "2010-04-10"))

    assert seen(up) == seen(down)


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=4))
def test_a_sum_is_met_as_its_totals_are(pairs: list[tuple[float, float]]) -> None:
    parts = [
        Measure(f"PART-{n}", "Part", targets={"2009/10": target})
        for n, (target, _) in enumerate(pairs)
    ]
    total = Measure("PART-ALL", "All", sum_of=tuple(part.id for part in parts))
    entries = [
        actual(reached, "2009/10", "2010-04-10", f"PART-{n}")
        for n, (_, reached) in enumerate(pairs)
    ]
    whole = state_of(plan_of(top=(*parts, total)), "2010-04-20", *entries, measure="PART-ALL")
    (year,) = whole.periods

    assert year.actual == sum(reached for _, reached in pairs)
    assert year.period.target == sum(target for target, _ in pairs)


QUARTERS = ("Q1-2009/10", "Q2-2009/10", "Q3-2009/10", "Q4-2009/10")
YEAR = [f"2009-{month:02d}-{day:02d}" for month in range(4, 13) for day in (1, 15, 28)]
YEAR += [f"2010-{month:02d}-{day:02d}" for month in range(1, 8) for day in (1, 15, 28)]
DAYS = st.sampled_from(YEAR)
CALENDAR = st.dictionaries(st.sampled_from(QUARTERS), NUMBERS, max_size=4)


@st.composite
def returns(draw: st.DrawFn, numbers: st.SearchStrategy[float] = NUMBERS) -> list[Entry]:
    """Return actuals of quarters: any order, some corrected, some recorded later than they happened."""
    entries = []
    for _ in range(draw(st.integers(0, 6))):
        label, number, on = draw(st.sampled_from(QUARTERS)), draw(numbers), draw(DAYS)
        recorded = date.fromisoformat(on) + timedelta(days=draw(st.integers(0, 60)))
        entries.append(actual(number, label, on, at=f"{recorded.isoformat()}T12:00"))
    return entries


def dated(targets: dict[str, float]) -> dict[str, float]:
    """Return targets by the periods as a plan file writes them."""
    return {label.replace("-", " "): target for label, target in targets.items()}


def statuses(state: MeasureState) -> dict[str, tuple[object, ...]]:
    return {each.period.label: (each.status, each.colour, each.days_late) for each in state.periods}


def negated(entries: list[Entry]) -> list[Entry]:
    return [msgspec.structs.replace(each, number=-(each.number or 0)) for each in entries]


@given(CALENDAR, returns(), DAYS)
def test_a_year_with_lower_better_mirrors_one_with_higher_better(
    targets: dict[str, float], entries: list[Entry], on: str
) -> None:
    below = {label: -target for label, target in targets.items()}
    higher = plan_of(rate(targets=dated(targets), returns="every quarter"))
    lower = plan_of(rate(targets=dated(below), returns="every quarter", better="lower"))

    up, down = state_of(higher, on, *entries), state_of(lower, on, *negated(entries))
    assert statuses(up) == statuses(down)


@given(returns(), DAYS, DAYS)
def test_what_happened_later_or_was_not_known_changes_nothing(
    entries: list[Entry], on: str, known_on: str
) -> None:
    plan = plan_of(rate(returns="every quarter"))
    then, known = date.fromisoformat(on), date.fromisoformat(known_on)
    counted = [each for each in entries if each.on <= then and each.at.date() <= known]

    assert state_of(plan, on, *entries, known_on=known_on) == state_of(plan, on, *counted)


@given(CALENDAR, returns(), DAYS)
def test_every_period_has_one_state_that_follows_from_its_latest_return(
    targets: dict[str, float], entries: list[Entry], on: str
) -> None:
    state = state_of(plan_of(rate(targets=dated(targets), returns="every quarter")), on, *entries)

    assert [each.period.label for each in state.periods] == list(QUARTERS)
    happened = sorted(
        [each for each in entries if each.on <= date.fromisoformat(on)],
        key=lambda each: (each.on, each.id),
    )
    latest = {each.ref.partition("@")[2]: each.number for each in happened}
    for each in state.periods:
        assert each.actual == latest.get(each.period.label)
        assert each.period.target == targets.get(each.period.label)
        assert (each.status in {"met", "short"}) == (
            each.actual is not None
            and each.period.target is not None
            and each.period.due < date.fromisoformat(on)
        )
        if each.colour == "green":
            assert each.status in {"due soon", "not due"}
            assert latest


@given(st.lists(returns(st.integers(0, 900)), min_size=2, max_size=3), DAYS)
def test_a_sum_has_an_actual_where_all_parts_have_one(parts: list[list[Entry]], on: str) -> None:
    names = [f"PART-{n}" for n in range(len(parts))]
    measures = [
        Measure(name, "Part", shape="cumulative", returns="every quarter") for name in names
    ]
    total = Measure("PART-ALL", "All", shape="cumulative", sum_of=tuple(names))
    plan = plan_of(top=(*measures, total))
    entries = []
    for name, of_part in zip(names, parts, strict=True):
        entries += [
            msgspec.structs.replace(each, ref=each.ref.replace(RATE, name)) for each in of_part
        ]
    whole = state_of(plan, on, *entries, measure="PART-ALL")
    states = [state_of(plan, on, *entries, measure=name) for name in names]
    for label in QUARTERS:
        actuals = [period(state, label).actual for state in states]
        known = [number for number in actuals if number is not None]
        expected = sum(known) if len(known) == len(actuals) else None
        assert period(whole, label).actual == expected


@given(returns(st.integers(0, 900)), DAYS)
def test_a_cumulative_milestone_and_a_measure_of_the_same_numbers_agree(
    entries: list[Entry], on: str
) -> None:
    figures = {"Q1": 100.0, "Q2": 250.0, "Q3": 400.0, "Q4": 600.0}
    targets = {f"{label} 2009/10": figure for label, figure in figures.items()}
    places = Measure(PLACES, "Places", shape="cumulative", targets=targets)
    plan = plan_of(places, milestones=(milestone(letter="a", cumulative=figures),))
    of_milestone = [
        msgspec.structs.replace(each, ref=each.ref.replace(RATE, "1.1.1-a")) for each in entries
    ]
    of_measure = [
        msgspec.structs.replace(each, ref=each.ref.replace(RATE, PLACES)) for each in entries
    ]
    everything = (*of_milestone, *of_measure)
    as_milestone = state_of(plan, on, *everything, measure="1.1.1-a")
    as_measure = state_of(plan, on, *everything, measure=PLACES)
    assert statuses(as_milestone) == statuses(as_measure)
    items = build_checklist(plan, everything, date.fromisoformat(on)).items
    assert [(item.state.status, item.state.days_late) for item in items] == [
        (each.status, each.days_late) for each in as_milestone.periods
    ]


@given(returns(), DAYS, DAYS)
def test_the_changes_between_two_days_are_those_of_the_actuals(
    entries: list[Entry], first: str, second: str
) -> None:
    earlier, later = sorted((first, second))
    plan = plan_of(rate(returns="every quarter"))
    then, now = [
        measure_states(build_checklist(plan, entries, date.fromisoformat(day)))
        for day in (earlier, later)
    ]
    changed = set()
    for each in now[0].periods:
        if each.actual != period(then[0], each.period.label).actual:
            changed.add(each.period.ref)
    found = measure_changes(then, now)
    assert {each.ref for change in found for each in change.returns} == changed
    assert measure_changes(now, now) == ()


def test_a_return_is_new_then_corrected_then_taken_back() -> None:
    plan = plan_of(rate(returns="every quarter"))
    first = actual(60, "Q1-2009/10", "2009-07-10")
    second = actual(62, "Q1-2009/10", "2009-08-10")
    undo = [entry("retracted", "2009-09-10", names=each.id) for each in (first, second)]

    (nothing,) = measure_states(build_checklist(plan, [], date(2009, 7, 1)))
    (reported,) = measure_states(build_checklist(plan, [first], date(2009, 7, 31)))
    (corrected,) = measure_states(build_checklist(plan, [first, second], date(2009, 8, 31)))
    (gone,) = measure_states(build_checklist(plan, [first, second, *undo], date(2009, 9, 30)))
    (news,) = measure_changes([nothing], [reported])
    assert [(each.kind, each.ref) for each in news.returns] == [
        ("new return", f"{RATE}@Q1-2009/10")
    ]
    (correction,) = measure_changes([reported], [corrected])
    assert [each.kind for each in correction.returns] == ["corrected return"]
    (retraction,) = measure_changes([corrected], [gone])
    assert [each.kind for each in retraction.returns] == ["return taken back"]
    assert retraction.gone == (first, second)


def test_a_state_that_the_calendar_changes_is_a_change() -> None:
    plan = plan_of(rate(returns="every quarter"))
    (then,) = measure_states(build_checklist(plan, [], date(2009, 7, 31)))
    (now,) = measure_states(build_checklist(plan, [], date(2009, 8, 31)))
    (change,) = measure_changes([then], [now])
    assert change.is_by_calendar
    assert seen(change.now)[0] == ("Q1-2009/10", "return overdue", "amber")
