"""A plan written as YAML reads back as the same plan, also by a reader that guesses types."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_data.load import check_plan_file, load_plan, shipped_plans
from plan_data.model import Milestone, Objective, Plan, Priority, Section
from plan_data.plan_file.decode import decode
from plan_data.plan_file.encode import encode_plan
from plan_data.plan_file.nodes import read_nodes
from plan_data.plan_file.odd_characters import without_invisible
from plan_data.text import one_line

TRICKY = [
    "no",
    "2010",
    "9.10",
    "010",
    "2009-09-30",
    "1e3",
    "0x1F",
    "12:30",
    "~",
    "null",
    "- x",
    "a: b",
    "a #b",
    "*a",
    "'",
    "\u201cThrough the gate\u201d",
    "\u2018Phase 2: it\u2019s ours\u2019",
    "\u201ca, b\u201d",
]
WORDS = st.text(min_size=1, max_size=40).map(without_invisible).map(one_line).filter(
    bool
) | st.sampled_from(TRICKY)


def plan_of(title: str, number: str, figure: float) -> Plan:
    milestone = Milestone(id="1.1.1-a", title=title, cumulative={"Q4": figure}, note=number)
    objective = Objective(number=number, title=title, milestones=(milestone,))
    priority = Priority(number=number, title=title, objectives=(objective,))
    return Plan(
        plan="x",
        title=title,
        year="2009/10",
        sections=(Section(number, title, priorities=(priority,)),),
    )


@settings(deadline=None, max_examples=150)
@given(WORDS, WORDS, st.floats(0, 1e12))
def test_any_plan_reads_back_as_itself(title: str, number: str, figure: float) -> None:
    plan = plan_of(title, number, figure)
    node, problems = read_nodes(encode_plan(plan).encode(), "written.yaml")
    assert problems == []
    assert node
    assert decode(node, Plan, "written.yaml")[0] == plan


@pytest.mark.parametrize("text", TRICKY)
def test_what_looks_like_a_number_or_a_date_is_quoted(text: str) -> None:
    guessed: Any = yaml.safe_load(encode_plan(plan_of(text, text, 1181)))
    assert (guessed["title"], guessed["sections"][0]["number"]) == (text, text)


def test_whole_figures_are_written_as_people_write_them() -> None:
    assert "Q4: 1181\n" in encode_plan(plan_of("x", "1", 1181.0))


@pytest.mark.parametrize("path", shipped_plans().values(), ids=lambda path: str(path.stem))
def test_a_shipped_plan_reads_back_as_itself(path: Path, tmp_path: Path) -> None:
    plan = load_plan(path).full_plan
    written = tmp_path / "written.yaml"
    written.write_text(encode_plan(plan), encoding="utf-8")
    assert check_plan_file(written).plan == plan
    assert max(map(len, written.read_text(encoding="utf-8").splitlines())) < 160
