"""A plan as its flat list of items: refs, order, inheritance, and what is printed twice."""

from collections.abc import Callable
from pathlib import Path

from plan_data.item_builder import items_of_plan
from plan_data.items import PlanItem
from plan_data.load import check_plan_file
from plan_data.model import About, Agency, Milestone, Objective, Plan, Priority, Section, Source
from plan_data.timescale.financial_year import FinancialYear


def items_of(*objectives: Objective) -> dict[str, PlanItem]:
    priority = Priority(number="1.1", title="First things", objectives=objectives)
    plan = Plan(
        plan="small",
        title="A small plan",
        year="2009/10",
        sections=(Section("1", "All", None, (priority,)),),
    )
    items = items_of_plan(plan, FinancialYear(2009))
    assert len({item.ref for item in items}) == len(items)
    return {item.ref: item for item in items}


def objective(*milestones: Milestone, number: str = "1.1.1", **more: object) -> Objective:
    return Objective(number=number, title="The objective", milestones=milestones, **more)  # type: ignore[arg-type]  # keys as the test names them


def milestone(
    when: str | None = "Sep 2009", letter: str = "a", number: str = "1.1.1", **more: object
) -> Milestone:
    return Milestone(id=f"{number}-{letter}", title="A milestone", when=when, **more)  # type: ignore[arg-type]  # as above


def test_a_milestone_with_one_date_is_named_by_its_id_alone() -> None:
    assert list(items_of(objective(milestone("by Sep 2009")))) == ["1.1.1-a"]


def test_each_occurrence_has_a_ref_of_its_own() -> None:
    milestones = (
        milestone("every quarter from Oct 2009", "a"),
        milestone("Jul 2009, 4 Jan 2010", "b"),
        milestone(None, "c", cumulative={"Q4": 66.0}),
    )
    assert list(items_of(objective(*milestones))) == [
        "1.1.1-a@Q3-2009/10",
        "1.1.1-a@Q4-2009/10",
        "1.1.1-b@Jul-2009",
        "1.1.1-b@2010-01-04",
        "1.1.1-c@Q4-2009/10",
    ]


def test_items_stand_in_the_order_of_the_file_not_of_their_numbers() -> None:
    ten = objective(milestone(number="1.1.10"), number="1.1.10")
    two = objective(
        milestone(letter="b", number="1.1.2"), milestone(number="1.1.2"), number="1.1.2"
    )
    assert list(items_of(ten, two)) == ["1.1.10-a", "1.1.2-b", "1.1.2-a"]


def test_an_item_knows_what_it_stands_under() -> None:
    item = items_of(
        objective(milestone("by Sep 2009?", printed="End of September", reading="As for the year"))
    )["1.1.1-a"]
    assert (item.milestone, item.objective, item.priority, item.section) == (
        "1.1.1-a",
        "1.1.1",
        "1.1",
        "1",
    )
    assert (item.printed, item.when, item.reading, item.confirm) == (
        "End of September",
        "by Sep 2009?",
        "As for the year",
        True,
    )


def test_leads_and_pathways_are_the_objectives_unless_the_milestone_names_its_own() -> None:
    items = items_of(
        objective(
            milestone(letter="a"),
            milestone(letter="b", leads=("JCP",), pathways=("ELS",)),
            milestone(letter="c", leads=(), pathways=()),
            leads=("NOMS", "JCP"),
            pathways=("OM",),
            pathways_inferred=True,
        )
    )
    stated = {
        ref: (item.leads, item.pathways, item.pathways_inferred) for ref, item in items.items()
    }
    assert stated == {
        "1.1.1-a": (("NOMS", "JCP"), ("OM",), True),
        "1.1.1-b": (("JCP",), ("ELS",), False),
        "1.1.1-c": ((), (), False),
    }


def test_source_and_reading_are_the_objectives_unless_the_milestone_has_its_own() -> None:
    own, inherited = Source(page=27, row="1.1.1 (continued)"), Source(page=26, row="1.1.1")
    items = items_of(
        objective(
            milestone(letter="a"),
            milestone(letter="b", source=own, reading="Its own"),
            source=inherited,
            reading="The row is split",
        )
    )
    assert (items["1.1.1-a"].source, items["1.1.1-a"].reading) == (inherited, "The row is split")
    assert (items["1.1.1-b"].source, items["1.1.1-b"].reading) == (own, "Its own")


def test_what_is_printed_twice_takes_the_dates_of_the_other_and_names_its_refs() -> None:
    first = objective(milestone("every 6 months"))
    again = objective(
        milestone("undated (as 1.1.1)", number="1.1.2", same_as="1.1.1-a"), number="1.1.2"
    )
    items = items_of(first, again)
    assert [
        (item.ref, item.same_as, item.kind, item.due)
        for item in items.values()
        if item.objective == "1.1.2"
    ] == [
        (f"1.1.2-a@{half}", f"1.1.1-a@{half}", "repeat", items[f"1.1.1-a@{half}"].due)
        for half in ("H1-2009/10", "H2-2009/10")
    ]
    assert {item.same_as for item in items.values() if item.objective == "1.1.1"} == {None}


def test_what_is_the_same_as_nothing_known_stands_for_itself() -> None:
    items = items_of(
        objective(
            milestone(letter="a", same_as="9.9.9-z"), milestone(letter="b", same_as="1.1.1-b")
        )
    )
    assert {ref: (item.same_as, str(item.due)) for ref, item in items.items()} == {
        "1.1.1-a": (None, "2009-09-30"),
        "1.1.1-b": (None, "2009-09-30"),
    }


def test_a_timescale_that_cannot_be_read_is_kept_as_undated(
    small_plan: Callable[..., Path],
) -> None:
    path = small_plan(
        "- {id: 1.1.1-a, title: Odd, when: some day}\n- {id: 1.1.1-b, title: None}\n"
        "- {id: 1.1.1-c, title: Never, when: every year from May 2009 to Jun 2009}\n"
        "- {id: 1.1.1-d, title: Right, when: 2010}"
    )
    loaded = check_plan_file(path)
    assert [(item.ref, item.kind, item.due is None) for item in loaded.items] == [
        ("1.1.1-a", "undated", True),
        ("1.1.1-b", "undated", True),
        ("1.1.1-c", "undated", True),
        ("1.1.1-d", "point", False),
    ]
    assert len(loaded.problems) == 3


def test_an_id_that_stands_twice_is_listed_once(small_plan: Callable[..., Path]) -> None:
    path = small_plan(
        "- {id: 1.1.1-a, title: First, when: 2009}\n- {id: 1.1.1-a, title: Second, when: 2010}"
    )
    assert [(item.ref, item.title) for item in check_plan_file(path).items] == [
        ("1.1.1-a", "First")
    ]


def test_an_undated_item_says_why() -> None:
    reasons = {
        "undated (to be agreed)?": "to be agreed",
        "some day": "timescale not understood",
        "Sep 2009": "",
    }
    for when, reason in reasons.items():
        (item,) = items_of(objective(milestone(when))).values()
        assert item.undated_reason == reason


def test_an_item_knows_its_label_and_the_unit_of_its_repeat() -> None:
    items = items_of(objective(milestone("every quarter from Oct 2009")))
    assert [(item.label, item.repeat_unit) for item in items.values()] == [
        ("Q3-2009/10", "quarter"),
        ("Q4-2009/10", "quarter"),
    ]


def test_tags_of_a_milestone_are_added_to_those_of_its_objective() -> None:
    items = items_of(objective(milestone(tags=("BME", "WOMEN")), tags=("WOMEN", "PPO")))
    assert items["1.1.1-a"].tags == ("WOMEN", "PPO", "BME")


def test_who_is_named_first_leads_only_where_the_part_that_names_them_says_so() -> None:
    own = milestone(letter="b", leads=("LSC", "JCP"))
    items = items_of(objective(milestone(), own, leads=("NTA", "NOMS"), first_leads=True))
    assert items["1.1.1-a"].first_leads
    assert not items["1.1.1-b"].first_leads


def test_a_family_is_an_agency_and_all_its_parts() -> None:
    agencies = (
        Agency("NOMS", "NOMS"),
        Agency("DOM", "DOM Office", part_of="NOMS"),
        Agency("DOM-TEAM", "DOM team", part_of="DOM"),
        Agency("JCP", "Jobcentre Plus"),
    )
    about = About(plan="small", title="Small", year="2009/10", agencies=agencies)
    assert about.agency_family("NOMS") == {"NOMS", "DOM", "DOM-TEAM"}
    assert about.agency_family("JCP") == {"JCP"}
    assert about.agencies_above("DOM-TEAM") == ("DOM", "NOMS")
