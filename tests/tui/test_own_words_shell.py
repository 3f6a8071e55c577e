"""The shell and the papers say the plan's own words, and nothing of what the plan never states."""

from pathlib import Path

import pytest

from tests.conftest import Milepost, on_plan
from tests.own_words import BARE, PLAN, usual_words, write_plan

COMMANDS = (
    ("status",),
    ("list",),
    ("list", "-f", "md"),
    ("show", "1.1.1-a"),
    ("show", "1.1.1"),
    ("show", "1.1"),
    ("show", "1"),
    ("show", "HOME"),
    ("show", "CLERK"),
    ("show", "Panel"),
    ("show", "plan"),
    ("show", "L1-HILL"),
    ("log",),
    ("leads",),
    ("pathways",),
    ("tags",),
    ("silent",),
    ("measures",),
    ("readings",),
    ("opening",),
    ("board",),
    ("board", "asks"),
    ("board", "actions"),
    ("minutes", "--meeting", "20 Oct 2009"),
    ("glossary",),
    ("check", "{plan}"),
    ("carry-forward", "-o", "{folder}/next.yaml"),
    ("diff", "{plan}", "{plan}"),
)
REFUSED = (
    ("list", "--pathway", "HOMES"),
    ("list", "--lead", "CLARK"),
    ("list", "--priority", "9"),
    ("list", "--words", "lead:CLARK"),
    ("log", "--pathway", "HOMES"),
    ("show", "nobody"),
    ("tick", "9.9.9-z"),
)


@pytest.fixture
def words(milepost: Milepost, tmp_path: Path) -> Milepost:
    """Return the command on the plan, with some entries."""
    return recorded(milepost, write_plan(tmp_path))


def recorded(milepost: Milepost, plan: Path) -> Milepost:
    command = on_plan(milepost, plan)
    for act in (
        ("note", "1.1.1-a", "We wait", "--cause", "rain", "--action", "wait"),
        ("judge", "1.1.1-a", "green", "--why", "nearly there"),
        ("forecast", "1.1.1-a", "Dec 2009"),
        ("tick", "1.1.1-c@Q1"),
        ("decide", "Go on", "--ref", "1.1.1-a"),
    ):
        command(*act, by="Clerk")
    return command


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_commands_have_the_plans_words(words: Milepost, tmp_path: Path, command: str) -> None:
    plan = str(tmp_path / "words.yaml")
    answer = words(*[word.format(plan=plan, folder=tmp_path) for word in command])

    assert answer.code in {0, 1}
    assert usual_words(answer.out + answer.err) == []


@pytest.mark.parametrize("command", REFUSED, ids=" ".join)
def test_refusals_have_the_plans_words(words: Milepost, command: tuple[str, ...]) -> None:
    answer = words(*command)

    assert answer.err
    assert usual_words(answer.out + answer.err) == []


def test_a_refusal_names_the_theme(words: Milepost) -> None:
    assert (
        "there is no theme 'HOMES'; did you mean HOME?" in words("list", "--pathway", "HOMES").err
    )
    assert "there is no owner 'CLARK'" in words("list", "--lead", "CLARK").err


@pytest.mark.parametrize("kind", ["exception", "summary", "checklist", "changes"])
@pytest.mark.parametrize("group_by", ["priority", "pathway", "lead"])
@pytest.mark.parametrize("form", ["text", "html", "md", "ics"])
def test_papers_have_the_plans_words(words: Milepost, kind: str, group_by: str, form: str) -> None:
    answer = words("report", kind, "--group-by", group_by, "-f", form)

    assert answer.code == 0, answer.err
    assert usual_words(visible(answer.out)) == []


def visible(text: str) -> str:
    """Return a paper without the styles of a page and the attributes of its elements."""
    import re

    text = re.sub(r"<style.*?</style>", "", text, flags=re.DOTALL)
    return re.sub(r"<[^>]*>", "\n", text)


@pytest.fixture
def bare(milepost: Milepost, tmp_path: Path) -> Milepost:
    """Return the command on the same plan without pathways."""
    return recorded(milepost, write_plan(tmp_path, BARE))


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_nothing_is_said_of_pathways_that_a_plan_lacks(
    bare: Milepost, tmp_path: Path, command: tuple[str, ...]
) -> None:
    plan = str(tmp_path / "words.yaml")
    if command == ("show", "HOME"):
        return
    answer = bare(*[word.format(plan=plan, folder=tmp_path) for word in command])
    if command == ("pathways",):
        assert answer.out == ""
        assert "this plan has no themes." in answer.err
        return

    assert "theme" not in (answer.out + answer.err).replace("A plan of themes", "")


@pytest.mark.parametrize("kind", ["exception", "summary", "checklist", "changes"])
@pytest.mark.parametrize("form", ["text", "html", "md", "ics"])
def test_papers_say_nothing_of_pathways_that_a_plan_lacks(
    bare: Milepost, kind: str, form: str
) -> None:
    answer = bare("report", kind, "-f", form)

    assert answer.code == 0
    assert "theme" not in visible(answer.out).lower().replace("a plan of themes", "")


def test_counts_lack_nothing_that_a_plan_never_states(bare: Milepost) -> None:
    counts = bare("status", "-f", "json").json

    assert counts["not_stated"] == {"leads": 2, "pathways": 0}
    assert bare("list", "--words", "not stated").out.count("[") == 2


def test_the_keys_for_programs_stay(words: Milepost) -> None:
    item = words("show", "1.1.1-a", "-f", "json").json["items"][0]

    assert item["leads"] == ["CLERK", "BUILD"]
    assert item["pathways"] == ["HOME"]
    assert "leads" in words("list", "-f", "csv").out.splitlines()[0]


def test_check_refuses_an_unknown_noun_with_the_nearest(milepost: Milepost, tmp_path: Path) -> None:
    path = write_plan(tmp_path, PLAN.replace("  lead: owner", "  leader: owner"))

    assert (
        "'leader' is not a key of a vocabulary; did you mean lead"
        in milepost("check", str(path)).out
    )
    path = write_plan(tmp_path, PLAN.replace("  lead: owner", '  lead: "own/er"'))
    assert "'own/er' is not a word for a part of the plan" in milepost("check", str(path)).out
