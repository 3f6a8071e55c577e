"""The JSON Schema that editors use: made from the model, and true of the plans."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from plan_data.load import check_plan_file, shipped_plans
from plan_data.plan_file.schema import SCHEMA_FILE, modeline, schema_text
from tests.conftest import plan_text

RIGHT = "- {id: 1.1.1-a, title: Right, when: Sep 2009}"


class AsEditorsRead(yaml.SafeLoader):
    """YAML as editors read it: days are text."""


AsEditorsRead.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def underlined(text: str) -> list[str]:
    """Return what an editor says of a plan file."""
    document: Any = yaml.load(text, Loader=AsEditorsRead)  # noqa: S506 - a SafeLoader
    return [
        error.message
        for error in Draft202012Validator(json.loads(SCHEMA_FILE.read_text())).iter_errors(document)
    ]


def test_the_shipped_schema_is_the_model_s() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text()


def test_the_schema_is_a_schema_whose_every_key_is_described() -> None:
    whole = json.loads(schema_text())
    Draft202012Validator.check_schema(whole)
    for made in whole["$defs"].values():
        assert made["additionalProperties"] is False
        assert made["description"]
        assert all(
            field["description"].endswith((".", "Q4: 1181}."))
            for field in made["properties"].values()
        )


@pytest.mark.parametrize("path", shipped_plans().values(), ids=lambda path: str(path.stem))
def test_a_shipped_plan_is_right_by_the_schema_that_its_first_line_names(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    first = text.partition("\n")[0]
    assert (
        path.parent / first.removeprefix("# yaml-language-server: $schema=")
    ).resolve() == SCHEMA_FILE
    assert underlined(text) == []


def test_what_the_loader_takes_is_not_underlined() -> None:
    assert (
        underlined(
            plan_text(
                "- {id: 1.1.1-a, title: 2010, when: 2010, leads: JCP, pathways: , source: {page: 22}}"
            )
        )
        == []
    )
    assert (
        underlined(plan_text("- {id: 1.1.1-a, title: Figure, cumulative: {Q1: 1, Q4: '2.5'}}"))
        == []
    )


@pytest.mark.parametrize(
    ("mistake", "words"),
    [
        (RIGHT.replace("when", "wehn"), "'wehn' was unexpected"),
        (RIGHT.replace("id: 1.1.1-a, ", ""), "'id' is a required property"),
        (RIGHT.replace("Right", "[Right]"), "['Right'] is not of type 'string', 'number'"),
        ("- {id: 1.1.1-a, title: Figure, cumulative: {Q5: 1}}", "'Q5' does not match"),
    ],
)
def test_a_mistake_is_underlined(mistake: str, words: str) -> None:
    assert any(words in message for message in underlined(plan_text(mistake)))


def test_the_line_for_a_new_file_names_the_schema_beside_it() -> None:
    assert modeline() == "# yaml-language-server: $schema=plan.schema.json\n"


def test_a_plan_with_a_path_in_its_first_line_still_loads(tmp_path: Path) -> None:
    line = f"# yaml-language-server: $schema={SCHEMA_FILE.as_uri()}\n"
    path = tmp_path / "plan.yaml"
    path.write_text(line + plan_text(RIGHT), encoding="utf-8")
    assert check_plan_file(path).problems == ()
