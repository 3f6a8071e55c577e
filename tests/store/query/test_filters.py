"""Which items are asked for, and finding what a person typed."""

from datetime import date

import pytest

from plan_data.errors import Refused
from plan_data.load import LoadedPlan
from plan_data.model import Plan
from store.checklist.checklist import ChecklistItem, build_checklist
from store.query.filters import (
    STATUSES,
    Filter,
    find_lead,
    find_pathway,
    find_priorities,
    find_served,
    find_statuses,
)
from store.query.lookup import find_item, find_items
from store.query.text_index import TextIndex
from tests.store.factories import entry, item_of, milestone, plan_with

DAY = date(2009, 11, 30)


@pytest.fixture(scope="module")
def items(east_midlands: LoadedPlan) -> tuple[ChecklistItem, ...]:
    return build_checklist(east_midlands, [], DAY).items


def test_a_filter_without_wishes_passes_everything(items: tuple[ChecklistItem, ...]) -> None:
    assert Filter().select(items) == items


def test_filters_combine(items: tuple[ChecklistItem, ...]) -> None:
    found = Filter(pathways=("ELS",), statuses=("overdue",), due_before=date(2009, 10, 31)).select(
        items
    )

    assert found
    assert found == tuple(
        item
        for item in items
        if "ELS" in item.planned.pathways
        and item.state.status == "overdue"
        and item.state.due
        and item.state.due <= date(2009, 10, 31)
    )


def test_several_values_of_one_filter_are_alternatives(items: tuple[ChecklistItem, ...]) -> None:
    both = Filter(statuses=("overdue", "late start")).select(items)

    assert {item.state.status for item in both} == {"overdue", "late start"}


def test_every_item_is_under_a_lead_or_not_stated(
    items: tuple[ChecklistItem, ...], east_midlands: LoadedPlan
) -> None:
    codes = tuple(agency.code for agency in east_midlands.about.agencies)

    assert Filter(leads=(*codes, "not stated")).select(items) == items


def test_what_has_no_pathway_is_found_as_not_stated(items: tuple[ChecklistItem, ...]) -> None:
    found = Filter(pathways=("not stated",)).select(items)

    assert {"1.3.1", "3.2.1"} <= {item.planned.objective for item in found}
    assert all(not item.planned.pathways for item in found)


def test_the_last_day_of_due_before_counts() -> None:
    item = item_of(plan_with(milestone("Sep 2009")), "2009-09-01")

    assert Filter(due_before=date(2009, 9, 30)).passes(item)
    assert not Filter(due_before=date(2009, 9, 29)).passes(item)


def test_due_before_goes_by_the_date_in_force() -> None:
    moved = entry("rescheduled", "2009-06-01", when="Jan 2010", approved_by="EMRRP Board")
    item = item_of(plan_with(milestone("Sep 2009")), "2009-09-01", moved)

    assert not Filter(due_before=date(2009, 12, 31)).passes(item)
    assert Filter(due_before=date(2010, 1, 31)).passes(item)


def test_what_has_no_date_is_not_due_before_any() -> None:
    assert not Filter(due_before=date.max).passes(
        item_of(plan_with(milestone("undated (why)")), "2009-09-01")
    )


@pytest.mark.parametrize(
    "text", ["MILESTONE A", "by the end", "contract signed", "minutes", "1.1.1-a"]
)
def test_text_is_found_in_titles_timescales_notes_evidence_and_refs(text: str) -> None:
    plan = plan_with(milestone("Sep 2009", printed="By the end of September"))
    tick = entry("done", "2009-09-01", text="Contract signed.", evidence="Minutes of July")

    checklist = build_checklist(plan, [tick], date(2009, 9, 1))
    index = TextIndex(checklist)
    assert Filter(text=text).select(checklist.items, index) == checklist.items
    assert Filter(text="elsewhere").select(checklist.items, index) == ()


# Finding what was typed.


def _plan(east_midlands: LoadedPlan) -> Plan:
    return east_midlands.full_plan


@pytest.mark.parametrize(
    "typed", ["ELS", "els", "Employment, Learning and Skills", "employment learning and skills"]
)
def test_a_pathway_is_found_by_code_or_name(typed: str, east_midlands: LoadedPlan) -> None:
    assert find_pathway(_plan(east_midlands), typed) == "ELS"


def test_a_code_with_a_sign_that_a_shell_takes_can_be_typed_without_it(
    east_midlands: LoadedPlan,
) -> None:
    with_sign = [
        pathway.code for pathway in _plan(east_midlands).pathways if not pathway.code.isalnum()
    ]

    assert with_sign
    for code in with_sign:
        assert (
            find_pathway(_plan(east_midlands), "".join(filter(str.isalnum, code)).lower()) == code
        )


@pytest.mark.parametrize("plan_name", ["east_midlands", "london"])
def test_each_spelling_in_print_that_names_one_lead_finds_it(
    plan_name: str, request: pytest.FixtureRequest
) -> None:
    plan: Plan = request.getfixturevalue(plan_name).full_plan
    owners: dict[str, set[str]] = {}
    for agency in plan.agencies:
        for spelling in agency.printed:
            owners.setdefault(spelling.casefold(), set()).add(agency.code)
    codes = {agency.code.casefold() for agency in plan.agencies}
    single = [
        (spelling, owner)
        for spelling, (owner, *more) in owners.items()
        if not more and spelling not in codes
    ]

    assert single
    assert [find_lead(plan, spelling) for spelling, _ in single] == [owner for _, owner in single]


def test_a_spelling_in_print_that_names_several_leads_is_refused_with_their_codes(
    london: LoadedPlan,
) -> None:
    owners: dict[str, list[str]] = {}
    for agency in london.about.agencies:
        for spelling in agency.printed:
            owners.setdefault(spelling, []).append(agency.code)
    spelling, codes = next(
        (spelling, codes) for spelling, codes in owners.items() if len(codes) > 1
    )

    with pytest.raises(Refused) as refusal:
        find_lead(london.about, spelling)
    assert all(code in str(refusal.value) for code in codes)


def test_an_unknown_indicator_is_refused_with_each_code_once(east_midlands: LoadedPlan) -> None:
    with pytest.raises(Refused) as refusal:
        find_served(east_midlands.about, "X")

    codes = str(refusal.value).partition("write one of ")[2].rstrip(".").split(", ")
    assert sorted(codes) == sorted({each.code for each in east_midlands.about.indicators})


@pytest.mark.parametrize("typed", ["not stated", "Not Stated", "notstated"])
def test_not_stated_can_be_asked_for(typed: str, east_midlands: LoadedPlan) -> None:
    assert find_pathway(_plan(east_midlands), typed) == "not stated"
    assert find_lead(_plan(east_midlands), typed) == "not stated"


def test_unknown_words_are_refused_with_the_nearest_right_ones(east_midlands: LoadedPlan) -> None:
    plan = _plan(east_midlands)
    for find, typed, nearest in (
        (lambda: find_pathway(plan, "ESL"), "ESL", "ELS"),
        (lambda: find_lead(plan, "NOMS-PRISON"), "NOMS-PRISON", "NOMS-PRISONS"),
        (lambda: find_statuses("overdeu"), "overdeu", "overdue"),
        (lambda: find_priorities(plan, "2.77"), "2.77", "2.7"),
        (lambda: find_statuses("zzz"), "zzz", "write one of withdrawn, done"),
    ):
        with pytest.raises(Refused) as refusal:
            find()
        assert typed in str(refusal.value)
        assert nearest in str(refusal.value)


def test_every_status_is_found_by_its_own_name() -> None:
    assert [find_statuses(status.upper()) for status in STATUSES] == [
        (status,) for status in STATUSES
    ]


def test_a_priority_is_a_text_and_a_section_is_all_of_its_priorities(
    east_midlands: LoadedPlan,
) -> None:
    assert find_priorities(_plan(east_midlands), "1.1") == ("1.1",)
    whole = find_priorities(_plan(east_midlands), "1")
    assert whole
    assert all(number.startswith("1.") for number in whole)


def test_nine_point_ten_is_not_nine_point_one(london: LoadedPlan) -> None:
    for number in ("9.1", "9.10"):
        assert {item.objective for item in find_items(london.items, f"{number}-a")} == {number}


# Refs.


def test_a_ref_is_found_in_upper_or_lower_case(east_midlands: LoadedPlan) -> None:
    item = next(item for item in east_midlands.items if "@Q" in item.ref)

    assert find_item(east_midlands.items, f" {item.ref.upper()} ") == item
    assert find_item(east_midlands.items, item.ref.lower()) == item


def test_a_bare_id_of_several_items_names_their_refs() -> None:
    items = plan_with(milestone("every month")).items

    assert len(find_items(items, "1.1.1-a")) == 12
    with pytest.raises(Refused) as refusal:
        find_item(items, "1.1.1-a")
    assert all(item.ref in str(refusal.value) for item in items)


def test_a_bare_id_of_very_many_items_names_the_first_and_the_last() -> None:
    items = plan_with(milestone("every week")).items

    with pytest.raises(Refused, match=rf"{items[0].ref}, .* \.\.\. {items[-1].ref}"):
        find_item(items, "1.1.1-a")


def test_an_objectives_number_names_its_items() -> None:
    items = plan_with(milestone("Sep 2009"), milestone("Oct 2009", "b")).items

    with pytest.raises(Refused, match=r"did you mean 1\.1\.1-a, 1\.1\.1-b\?"):
        find_item(items, "1.1.1")


@pytest.mark.parametrize(("typed", "hint"), [("1.1.1-x", "1.1.1-a"), ("?", "milepost list")])
def test_an_unknown_ref_names_the_nearest_or_where_to_look(typed: str, hint: str) -> None:
    with pytest.raises(Refused) as refusal:
        find_items(plan_with(milestone("Sep 2009")).items, typed)
    assert hint in str(refusal.value)


def test_late_means_every_status_that_is_past_its_day() -> None:
    assert find_statuses("late") == ("overdue", "late start", "return overdue")
