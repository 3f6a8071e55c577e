"""What holds for each row of both published plans, and of the example."""

from collections import Counter
from itertools import pairwise

import pytest

from plan_data.items import walk_places
from plan_data.load import LoadedPlan, load_plan, shipped_plans
from tests.conftest import EAST_MIDLANDS, LARKHOLT, LONDON
from tests.plan_data.shipped_plans.reading import (
    milestone,
    objectives,
)


def test_two_published_plans_and_an_example_are_shipped() -> None:
    assert sorted(shipped_plans()) == [EAST_MIDLANDS, LARKHOLT, LONDON]


def test_the_example_says_that_it_is_made_up_and_has_words_of_its_own() -> None:
    example = load_plan(shipped_plans()[LARKHOLT])

    assert example.problems == ()
    assert "made up" in example.about.title
    assert "made up" in (example.about.note or "")
    assert example.vocabulary.plural("priority") == "pillars"
    assert example.vocabulary.singular("lead") == "owner"
    assert example.has_leads
    assert not example.has_pathways
    assert [measure.id for measure in example.measures if measure.area] == [
        "L1-HILL", "L1-MILL", "L1-QUAY", "L2-HILL", "L2-MILL", "L2-QUAY",
    ]  # fmt: skip


def test_a_shipped_plan_has_no_problem_and_is_named_as_its_file(plan: LoadedPlan) -> None:
    assert [problem for problem in plan.problems if problem.severity == "problem"] == []
    assert plan.about.id == plan.path.stem
    assert plan.year.label == "2009/10"


def test_the_only_warning_is_of_the_number_that_london_does_not_print(
    east_midlands: LoadedPlan, london: LoadedPlan
) -> None:
    sentences = [problem.sentence for plan in (east_midlands, london) for problem in plan.problems]
    assert sentences == ["10.10 is missing before 10.11: add it, unless print leaves it out too."]


def test_every_objective_has_something_to_tick(plan: LoadedPlan) -> None:
    assert {each.objective for each in plan.items} == set(objectives(plan))


def test_every_ref_is_there_once(plan: LoadedPlan) -> None:
    assert [
        ref for ref, count in Counter(each.ref for each in plan.items).items() if count > 1
    ] == []


def test_titles_are_at_most_90_characters(plan: LoadedPlan) -> None:
    parts = [part for place in walk_places(plan.full_plan) for part in place]
    assert [part.title for part in parts if not 0 < len(part.title) <= 90] == []


def test_every_reading_to_confirm_says_why(plan: LoadedPlan) -> None:
    assert [each.ref for each in plan.items if each.confirm and not each.reading] == []
    assert [each.ref for each in plan.items if each.confirm]


def test_every_milestone_is_lettered_in_order_under_its_objective(plan: LoadedPlan) -> None:
    for objective in {place[2].number: place[2] for place in walk_places(plan.full_plan)}.values():
        letters = "abcdefghijklmnopqrstuvwxyz"[: len(objective.milestones)]
        assert [each.id for each in objective.milestones] == [
            f"{objective.number}-{letter}" for letter in letters
        ]


def test_every_code_is_defined_and_used(plan: LoadedPlan) -> None:
    assert {code for each in plan.items for code in each.leads} == {
        agency.code for agency in plan.about.agencies
    }
    assert {code for each in plan.items for code in each.pathways} == {
        pathway.code for pathway in plan.about.pathways
    }


def test_every_agency_has_its_printed_spellings(plan: LoadedPlan) -> None:
    assert [agency.code for agency in plan.about.agencies if not agency.printed] == []


def test_every_item_has_its_page_and_pages_never_go_back(plan: LoadedPlan) -> None:
    pages = {place[2].number: place[2].source for place in walk_places(plan.full_plan)}
    numbers = [source.page for source in pages.values() if source and source.page]
    assert len(numbers) == len(objectives(plan))
    assert all(earlier <= later for earlier, later in pairwise(numbers))
    assert [each.ref for each in plan.items if not each.source or not each.source.row] == []


def test_a_milestone_without_a_date_says_why(plan: LoadedPlan) -> None:
    undated = [each for each in plan.items if each.kind == "undated"]
    assert [each.ref for each in undated if "(" not in (each.when or "")] == []


@pytest.mark.parametrize(
    ("region", "numbers"), [("east_midlands", {"2.3", "2.4"}), ("london", {"8", "9"})]
)
def test_a_priority_that_wants_a_higher_proportion_does_not_say_more(
    request: pytest.FixtureRequest, region: str, numbers: set[str]
) -> None:
    plan: LoadedPlan = request.getfixturevalue(region)
    titles = {place[1].number: place[1].title for place in walk_places(plan.full_plan)}
    assert {number for number, title in titles.items() if "proportion" in title} == numbers


@pytest.mark.parametrize(
    ("region", "names"),
    [
        ("east_midlands", ["1.2.3-b", "1.3.3-a", "2.8.2-b"]),
        (
            "london",
            ["4.2-a", "4.2-b", "6.2-a", "6.2-b", "6.5-a", "6.5-b", "14.4-b", "16.3-a"],
        ),
    ],
)
def test_a_milestone_with_a_reason_of_its_own_still_says_how_it_was_paired(
    request: pytest.FixtureRequest, region: str, names: list[str]
) -> None:
    plan: LoadedPlan = request.getfixturevalue(region)
    for name in names:
        reading = milestone(plan, name)[3].reading or ""
        assert "paired by" in reading.casefold(), name
