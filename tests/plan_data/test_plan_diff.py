"""What `diff` compares: every key of a plan file, and parts with other numbers."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plan_data.load import LoadedPlan, find_plan, load_plan
from plan_data.plan_diff import PlanChange, diff_plans, renumbered_ids
from plan_data.plan_file.schema import build_schema
from tests.conftest import EAST_MIDLANDS, LONDON, WEXHOLT
from tests.plan_data.full_plan import FULL_PLAN, each_key, with_changed_key
from tests.plan_data.full_plan import Path as KeyPath

WritePlan = Callable[..., Path]
TREE = yaml.safe_load(FULL_PLAN)
ALL_KEYS = list(each_key(TREE))


def loaded(text: str, folder: Path, name: str = "plan.yaml") -> LoadedPlan:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return load_plan(path)


def changes(old: str, new: str, folder: Path) -> tuple[PlanChange, ...]:
    return diff_plans(loaded(old, folder, "old.yaml"), loaded(new, folder, "new.yaml"))


def kinds(found: tuple[PlanChange, ...]) -> list[tuple[str, str, str]]:
    return [(change.what, change.milestone, change.key) for change in found]


def test_the_full_plan_has_every_key_of_the_format(tmp_path: Path) -> None:
    keys = {key for path in ALL_KEYS for key in path}
    for name, definition in build_schema()["$defs"].items():
        assert set(definition["properties"]) - keys <= {"year"}, name
    problems = loaded(FULL_PLAN, tmp_path).problems
    assert [each.sentence for each in problems if each.severity == "problem"] == []


IDS = {"number", "id", "code", "term"}
PARTS_WITHOUT_TITLE = {"boards": "name", "tables": "title"}
OWN_KINDS = {
    "when": "re-dated",
    "cumulative": "re-dated",
    "title": "retitled",
    "leads": "re-led",
    "targets": "re-targeted",
}


def key_of_part(path: KeyPath) -> str:
    """Return the key of the part that a path is in: `source` for a page."""
    below_lists = [n for n, step in enumerate(path) if isinstance(step, int)]
    return str(path[below_lists[-1] + 1 if below_lists else 0])


@pytest.mark.parametrize("path", ALL_KEYS, ids=lambda path: ".".join(map(str, path)))
def test_every_key_that_differs_is_named(path: KeyPath, tmp_path: Path) -> None:
    found = changes(FULL_PLAN, with_changed_key(path), tmp_path)
    key = key_of_part(path)
    if key in IDS or PARTS_WITHOUT_TITLE.get(str(path[0])) == key:
        kinds_of_ids = ("renumbered", "part added", "added", "measure added")
        assert {change.what for change in found}.intersection(kinds_of_ids)
    else:
        named = {change.key for change in found} | {change.what for change in found}
        assert {key, OWN_KINDS.get(key, key)} & named


@given(paths=st.lists(st.sampled_from(ALL_KEYS), min_size=2, max_size=5, unique=True))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_two_changed_plans_differ_in_both_directions(paths: list[KeyPath], tmp_path: Path) -> None:
    old = loaded(with_changed_key(*paths[:1]), tmp_path, "old.yaml")
    new = loaded(with_changed_key(*paths[1:]), tmp_path, "new.yaml")
    assert diff_plans(old, new)
    assert diff_plans(new, old)
    assert diff_plans(new, new) == ()


@pytest.mark.parametrize("name", [EAST_MIDLANDS, LONDON, WEXHOLT])
def test_a_plan_has_no_difference_from_itself(name: str) -> None:
    plan = load_plan(find_plan(name))
    assert diff_plans(plan, plan) == ()


def test_comments_and_the_way_a_value_is_written_are_no_difference(tmp_path: Path) -> None:
    other = "# a comment\n" + FULL_PLAN.replace("title: A full plan", "'title': 'A full plan'")
    assert changes(FULL_PLAN, other, tmp_path) == ()


def objective(number: str, title: str, *milestones: str) -> str:
    rows = [
        f"{{id: {number}-{letter}, title: {each}, when: Sep 2009}}"
        for letter, each in zip("abcdefgh", milestones, strict=False)
    ]
    return f'- {{number: "{number}", title: {title}, milestones: [{", ".join(rows)}]}}'


def plan_of(*objectives: str) -> str:
    indented = "\n".join(f"          {each}" for each in objectives)
    return f"""\
plan: small
title: Small
year: 2009/10
sections:
  - number: "1"
    title: S
    priorities:
      - number: "1.1"
        title: P
        objectives:
{indented}
"""


HOUSING = ("Housing for everybody", "Protocol agreed", "Places opened")
WORK = ("Work for everybody", "Contracts in place", "Employers found")


def test_an_objective_with_another_number_is_renumbered_with_its_milestones(tmp_path: Path) -> None:
    old = plan_of(objective("1.1.1", *HOUSING), objective("1.1.2", *WORK))
    new = plan_of(objective("1.1.1", *HOUSING), objective("1.1.3", *WORK))
    found = changes(old, new, tmp_path)
    assert kinds(found) == [
        ("renumbered", "1.1.3", ""),
        ("renumbered", "1.1.3-a", ""),
        ("renumbered", "1.1.3-b", ""),
    ]
    assert renumbered_ids(found) == {"1.1.2-a": "1.1.3-a", "1.1.2-b": "1.1.3-b"}


def test_what_moves_down_for_a_new_objective_is_renumbered(tmp_path: Path) -> None:
    old = plan_of(objective("1.1.1", *HOUSING), objective("1.1.2", *WORK))
    new = plan_of(
        objective("1.1.1", "Something new", "A first step"),
        objective("1.1.2", *HOUSING),
        objective("1.1.3", *WORK),
    )
    found = changes(old, new, tmp_path)
    assert [each for each in kinds(found) if each[0] != "renumbered"] == [
        ("added", "1.1.1-a", ""),
        ("part added", "1.1.1", ""),
    ]
    assert renumbered_ids(found)["1.1.1-a"] == "1.1.2-a"
    assert renumbered_ids(found)["1.1.2-b"] == "1.1.3-b"


def test_a_renumbered_objective_may_have_a_nearly_equal_title_and_another_milestone(
    tmp_path: Path,
) -> None:
    old = plan_of(objective("1.1.1", *HOUSING))
    new = plan_of(
        objective("1.1.4", "Housing for everyone", "Protocol is agreed", "Places opened", "More")
    )
    assert kinds(changes(old, new, tmp_path)) == [
        ("added", "1.1.4-c", ""),
        ("renumbered", "1.1.4", ""),
        ("renumbered", "1.1.4-a", ""),
        ("renumbered", "1.1.4-b", ""),
        ("retitled", "1.1.4-a", ""),
        ("changed", "1.1.4", "title"),
    ]


def test_other_milestones_under_the_same_title_are_another_objective(tmp_path: Path) -> None:
    old = plan_of(objective("1.1.1", *HOUSING))
    new = plan_of(objective("1.1.2", HOUSING[0], "Something", "Something else"))
    assert {each[0] for each in kinds(changes(old, new, tmp_path))} == {
        "added",
        "dropped",
        "part added",
        "part dropped",
    }


def test_titles_with_other_numbers_in_them_are_not_similar(tmp_path: Path) -> None:
    old = plan_of(objective("1.1.1", "Targets of region 1", "Target of 2009 met"))
    new = plan_of(objective("1.1.2", "Targets of region 2", "Target of 2010 met"))
    assert "renumbered" not in {each[0] for each in kinds(changes(old, new, tmp_path))}


def test_a_milestone_of_the_same_objective_with_another_letter_is_renumbered(
    tmp_path: Path,
) -> None:
    old = plan_of(objective("1.1.1", "Title", "First", "Second"))
    new = plan_of(objective("1.1.1", "Title", "New one", "First", "Second"))
    found = changes(old, new, tmp_path)
    assert kinds(found)[0] == ("added", "1.1.1-a", "")
    assert renumbered_ids(found) == {"1.1.1-a": "1.1.1-b", "1.1.1-b": "1.1.1-c"}


def test_a_milestone_that_only_has_a_new_title_is_retitled(tmp_path: Path) -> None:
    old = plan_of(objective("1.1.1", "Title", "First"))
    new = plan_of(objective("1.1.1", "Title", "Something else entirely"))
    assert kinds(changes(old, new, tmp_path)) == [("retitled", "1.1.1-a", "")]


def test_an_objective_under_another_priority_is_named(tmp_path: Path) -> None:
    moved = FULL_PLAN.replace(
        "        objectives:\n          - number: 1.1.1",
        '      - number: "1.2"\n        title: Second\n'
        "        objectives:\n          - number: 1.1.1",
    )
    found = changes(FULL_PLAN, moved, tmp_path)
    assert kinds(found) == [("part added", "1.2", ""), ("changed", "1.1.1", "under")]
    assert (found[1].was, found[1].now) == ("1.1", "1.2")


def test_boards_in_another_order_are_named(tmp_path: Path) -> None:
    tree = yaml.safe_load(FULL_PLAN)
    tree["boards"].reverse()
    (change,) = changes(FULL_PLAN, yaml.safe_dump(tree, sort_keys=False), tmp_path)
    assert (change.part, change.key, change.was, change.now) == (
        "plan",
        "boards",
        "Board, Council",
        "Council, Board",
    )


def test_two_items_and_one_with_a_comma_are_told_apart(tmp_path: Path) -> None:
    one = FULL_PLAN.replace("[More of it, Less of the rest]", '["More of it, Less of the rest"]')
    (change,) = changes(FULL_PLAN, one, tmp_path)
    assert change.was != change.now


def test_an_empty_list_is_not_the_same_as_none_where_it_means_something(tmp_path: Path) -> None:
    old = plan_of(objective("1.1.1", "Title", "First"))
    (change,) = changes(old, old.replace("when:", "pathways: [], when:"), tmp_path)
    assert (change.key, change.was, change.now) == ("pathways", "", "[]")


def test_a_key_with_its_usual_value_is_no_difference(tmp_path: Path) -> None:
    old = plan_of(objective("1.1.1", "Title", "First"))
    new = old.replace("when:", "first_leads: false, tags: [], when:")
    assert changes(old, new.replace("sections:", "boards: []\nsections:"), tmp_path) == ()


def test_parts_that_share_an_id_are_compared_in_their_order(tmp_path: Path) -> None:
    twice = plan_of(objective("1.1.1", "One", "First"), objective("1.1.1", "One", "First"))
    assert changes(twice, twice, tmp_path) == ()
    once = plan_of(objective("1.1.1", "One", "First"))
    assert ("part dropped", "1.1.1", "") in kinds(changes(twice, once, tmp_path))


TITLES = st.lists(
    st.text("abcdefghijklmnop", min_size=12, max_size=20), min_size=2, max_size=6, unique=True
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(titles=TITLES, shift=st.integers(1, 3))
def test_objectives_with_other_numbers_are_all_renumbered_and_none_is_dropped(
    titles: list[str], shift: int, tmp_path: Path
) -> None:
    old, new = [], []
    for n, title in enumerate(titles, 1):
        old.append(objective(f"1.1.{n}", f"About {title}", f"{title} is done"))
        new.append(objective(f"1.1.{n + shift}", f"About {title}", f"{title} is done"))
    found = changes(plan_of(*old), plan_of(*new), tmp_path)
    assert {change.what for change in found} == {"renumbered"}
    assert len(found) == 2 * len(titles)
