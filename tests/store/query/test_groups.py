"""Counts, groups and folds of a checklist."""

from datetime import date

import msgspec
import pytest

from plan_data.load import LoadedPlan
from plan_data.model import Agency, Tag
from store.checklist.checklist import ChecklistItem, build_checklist
from store.query.filters import Filter, find_leads
from store.query.groups import (
    by_lead,
    by_lead_and_family,
    by_pathway,
    by_tag,
    fold_items,
    needing_attention,
    tally_items,
)
from tests.store.factories import REF, entry, milestone, plan_with

DAY = date(2009, 11, 30)


def items_of(*milestones: str, on: date = DAY) -> tuple[ChecklistItem, ...]:
    made = [milestone(when, letter) for when, letter in zip(milestones, "abcdefgh", strict=False)]
    return build_checklist(plan_with(*made), [], on).items


def test_a_tally_counts_every_item_once() -> None:
    plan = plan_with(
        milestone("Sep 2009"), milestone("Jan 2010", "b"), milestone("Sep 2009", "c", same_as=REF)
    )
    whole = build_checklist(plan, [entry("done", "2009-09-01", ref="1.1.1-b")], DAY)
    counted = tally_items(whole.items)

    assert (counted.total, counted.done, counted.late) == (2, 1, 1)
    assert counted.milestones_by_status == {"overdue": 1, "done": 1}


@pytest.mark.parametrize("plan_name", ["east_midlands", "london"])
def test_the_counts_of_a_real_plan_add_up_to_its_items(
    plan_name: str, request: pytest.FixtureRequest
) -> None:
    whole = build_checklist(request.getfixturevalue(plan_name), [], DAY)
    counted = tally_items(whole.items)

    assert sum(counted.dates_by_status.values()) == counted.dates == len(whole.counted)
    assert sum(counted.milestones_by_status.values()) == counted.total
    assert counted.total == len({item.planned.milestone for item in whole.counted})


def test_groups_hold_what_their_filter_finds(east_midlands: LoadedPlan) -> None:
    whole = build_checklist(east_midlands, [], DAY)

    for group in by_pathway(whole):
        assert group.items == Filter(pathways=(group.code,)).select(whole.items)
    for group in by_lead(whole):
        assert group.items == Filter(leads=(group.code,)).select(whole.items)
        assert group.tally == tally_items(group.items)


def test_what_has_no_lead_or_pathway_is_a_group_of_its_own() -> None:
    whole = build_checklist(plan_with(milestone("Sep 2009", leads=(), pathways=())), [], DAY)

    assert [(group.code, group.tally.total) for group in by_pathway(whole)] == [
        ("ELS", 0),
        ("not stated", 1),
    ]
    assert [(group.code, group.tally.total) for group in by_lead(whole)] == [
        ("JCP", 0),
        ("not stated", 1),
    ]


def test_a_code_that_the_plan_does_not_explain_is_a_group_all_the_same() -> None:
    whole = build_checklist(plan_with(milestone("Sep 2009", leads=("XYZ",))), [], DAY)

    assert [(group.code, group.tally.total) for group in by_lead(whole)] == [("JCP", 0), ("XYZ", 1)]


def test_an_agency_with_parts_is_followed_by_a_group_of_them_all_each_item_once() -> None:
    plan = plan_with(
        milestone("Sep 2009", leads=("NOMS", "PRISONS")),
        milestone("Sep 2009", "b", leads=("PRISONS",)),
        milestone("Sep 2009", "c"),
    )
    agencies = (
        Agency("NOMS", "The Service"),
        Agency("PRISONS", "Prisons", part_of="NOMS"),
        Agency("JCP", "Jobcentre Plus"),
    )
    about = msgspec.structs.replace(plan.about, agencies=agencies)
    whole = build_checklist(msgspec.structs.replace(plan, about=about), [], DAY)
    groups = by_lead_and_family(whole)

    assert [(group.code, group.tally.total, group.is_family) for group in groups] == [
        ("NOMS", 1, False),
        ("NOMS*", 2, True),
        ("PRISONS", 2, False),
        ("JCP", 1, False),
    ]
    for group in groups:
        assert group.items == Filter(leads=find_leads(about, group.code)).select(whole.items)


def test_each_tag_is_a_group_and_what_has_none_is_in_none() -> None:
    plan = plan_with(milestone("Sep 2009", tags=("WOMEN",)), milestone("Sep 2009", "b"))
    tags = (Tag("WOMEN", "Women"), Tag("BME", "Black and minority ethnic people"))
    about = msgspec.structs.replace(plan.about, tags=tags)
    groups = by_tag(build_checklist(msgspec.structs.replace(plan, about=about), [], DAY))

    assert [(group.code, [item.ref for item in group.items]) for group in groups] == [
        ("WOMEN", [REF]),
        ("BME", []),
    ]


def test_a_code_written_twice_counts_once() -> None:
    whole = build_checklist(plan_with(milestone("Sep 2009", leads=("JCP", "JCP"))), [], DAY)

    assert [group.tally.total for group in by_lead(whole)] == [1]


def test_red_comes_before_amber_and_the_longest_late_first() -> None:
    items = items_of(
        "Nov 2009 to Jan 2010",
        "15 Nov 2009",
        "Sep 2009",
        "undated (why)",
        "Jun 2009",
        "1 Jun 2009 to 2010",
    )
    worst_first = [(item.state.colour, item.state.days_late) for item in needing_attention(items)]

    assert worst_first == [("red", 153), ("red", 61), ("amber", 182), ("amber", 15), ("white", 0)]


def test_a_figure_far_below_its_target_comes_before_what_is_a_day_late() -> None:
    plan = plan_with(milestone("29 Nov 2009"), milestone(None, "b", cumulative={"Q1": 100}))
    actual = entry("actual", "2009-07-01", ref="1.1.1-b@Q1-2009/10", number=10)

    assert [
        item.state.status for item in needing_attention(build_checklist(plan, [actual], DAY).items)
    ] == [
        "short",
        "overdue",
    ]


def test_what_is_in_order_needs_no_attention() -> None:
    assert (
        needing_attention(
            items_of("Jan 2010", "ongoing from Nov 2009", "undated (why)", on=date(2009, 11, 30))
        )[1:]
        == []
    )
    assert needing_attention(items_of("Jan 2010", "ongoing from Nov 2009")) == []


def test_what_is_printed_twice_needs_attention_once() -> None:
    plan = plan_with(milestone("Sep 2009"), milestone("Sep 2009", "b", same_as=REF))

    assert [item.ref for item in needing_attention(build_checklist(plan, [], DAY).items)] == [REF]


def test_items_of_one_milestone_that_stand_alike_are_one_fold() -> None:
    items = items_of("every month from Sep 2009 to Dec 2009", "Sep 2009")
    folds = fold_items(items)

    assert [(each.first.ref, len(each.items)) for each in folds] == [
        ("1.1.1-a@Sep-2009", 2),
        ("1.1.1-a@Nov-2009", 2),
        ("1.1.1-b", 1),
    ]


def test_a_fold_shows_its_oldest_whatever_the_order() -> None:
    items = items_of("every month from Sep 2009 to Oct 2009")

    assert [each.first.ref for each in fold_items(reversed(items))] == ["1.1.1-a@Sep-2009"]
