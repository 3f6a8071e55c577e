"""Carrying forward plans with mistakes: what can be used is written completely, and reads back."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from plan_data.carry_forward import carry_forward
from plan_data.errors import Refused, Unusable
from plan_data.load import LoadedPlan, load_plan
from plan_data.plan_diff import diff_plans
from plan_data.plan_file.encode import encode_plan
from tests.plan_data.plan_file.test_malformed_plans import (
    WHOLE,
    cut_off,
    lines_moved,
    random_bytes,
    wrong_types,
)

WritesPlan = Callable[..., Path]


def usable(contents: Iterator[bytes], folder: Path) -> Iterator[LoadedPlan]:
    path = folder / "broken.yaml"
    for content in contents:
        path.write_bytes(content)
        try:
            plan = load_plan(path)
        except Unusable:
            continue
        if plan.items:
            yield plan


@pytest.mark.parametrize("broken", [cut_off, lines_moved, wrong_types, random_bytes])
def test_a_plan_with_mistakes_is_compared_and_carried_forward_all_the_same(
    broken: Callable[[], Iterator[bytes]], tmp_path: Path
) -> None:
    (tmp_path / "whole.yaml").write_text(WHOLE)
    whole, written = load_plan(tmp_path / "whole.yaml"), tmp_path / "next.yaml"
    tried = 0
    for plan in usable(broken(), tmp_path):
        diff_plans(whole, plan)
        carried = carry_forward(plan, {item.ref for item in plan.items}, {}, "31 Mar 2010")
        written.write_text(encode_plan(carried), encoding="utf-8")
        again = load_plan(written)
        assert {item.milestone for item in again.items} == {item.milestone for item in plan.items}
        tried += 1
    assert tried > 10


def test_a_milestone_that_is_the_same_as_one_with_other_dates_keeps_its_own(
    small_plan: WritesPlan,
) -> None:
    plan = load_plan(
        small_plan(
            "- {id: 1.1.1-a, title: One, when: Sep 2009}\n"
            '- {id: 1.1.1-b, title: Again, when: "Sep 2009, Oct 2009", same_as: 1.1.1-a}'
        )
    )
    carried = carry_forward(plan, {item.ref for item in plan.items}, {}, "31 Mar 2010")
    assert [each.when for each in carried.sections[0].priorities[0].objectives[0].milestones] == [
        "Sep 2009",
        "Sep 2009, Oct 2009",
    ]


def test_nothing_open_is_refused(small_plan: WritesPlan) -> None:
    plan = load_plan(small_plan("- {id: 1.1.1-a, title: One, when: Sep 2009}"))
    with pytest.raises(Refused, match="nothing is open in small"):
        carry_forward(plan, set(), {}, "31 Mar 2010")
