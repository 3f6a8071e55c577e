"""The page about plan files says what is so: its plan is right, and it names every key."""

import re
from pathlib import Path

import msgspec
import pytest

from plan_data import model
from plan_data.load import check_plan_file
from plan_data.plan_file.schema import DESCRIPTIONS
from plan_data.vocabulary import Vocabulary

PAGE = (Path(__file__).parents[3] / "docs" / "plan-format.md").read_text(encoding="utf-8")
ROWS = {
    model.Plan: "the plan",
    model.Section: "section",
    model.Priority: "priority",
    model.Objective: "objective",
    model.Milestone: "milestone",
    model.Board: "board",
    model.Pathway: "pathway",
    model.Agency: "agency",
    model.Term: "glossary",
    model.Table: "table",
    model.Footnote: "footnote",
    model.Source: "source",
    Vocabulary: "vocabulary",
}


def test_the_whole_plan_that_the_page_shows_is_right(tmp_path: Path) -> None:
    (plan,) = (
        block
        for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
        if block.startswith("plan:")
    )
    path = tmp_path / "shown.yaml"
    path.write_text(plan, encoding="utf-8")
    loaded = check_plan_file(path)
    assert loaded.problems == ()
    assert [item.ref for item in loaded.items] == [
        "1.1.1-a",
        "1.1.1-b@Q3-2010/11",
        "1.1.1-b@Q4-2010/11",
    ]


@pytest.mark.parametrize("kind", ROWS, ids=lambda kind: str(kind.__name__))
def test_the_page_names_the_keys_of_each_part(kind: type[msgspec.Struct]) -> None:
    (row,) = re.findall(rf"^\| {ROWS[kind]} \| (.*) \|$", PAGE, re.MULTILINE)
    fields = msgspec.structs.fields(kind)
    named = set(re.findall(r"(?:\*\*|`)([a-z_]+)(?:\*\*|`)", row))
    assert named == {field.name for field in fields}
    assert {field.name for field in fields if field.required} <= set(
        re.findall(r"\*\*([a-z_]+)\*\*", row)
    )
    assert kind is Vocabulary or named <= set(DESCRIPTIONS)
