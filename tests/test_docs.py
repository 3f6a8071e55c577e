"""The docs tell the truth: what they show is run, and what they name exists."""

import ast
import re
import shlex
from argparse import ArgumentParser
from pathlib import Path

import pytest

from tests.conftest import Milepost
from tui.cli.registry import COMMAND_ROWS, load_command
from tui.formats.help_topics import topic_files

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
COMMANDS_PAGE = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    return [
        block
        for page in PAGES
        for block in re.findall(rf"```{kind}\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    ]


def test_what_the_tour_shows_is_what_milepost_prints(
    milepost: Milepost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for block in blocks("console"):
        shown = ""
        for command in re.findall(r"^\$ milepost (.*)$", block, re.MULTILINE):
            answer = milepost(*shlex.split(command))
            shown += f"$ milepost {command}\n{answer.out}{answer.err}"
        assert shown == block


TRACKER = """Ref,Action,Owner,Deadline,Status,Date completed
1.1,Pave High Street,Council,30 June 2009,Complete,12 June 2009
1.2,Light the market,Council,September 2009,In progress,
"""


def test_the_commands_for_a_plan_of_your_own_work_one_after_the_other(
    milepost: Milepost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All but those that open the app or an editor."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tracker.csv").write_text(TRACKER, encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme.split("## Your own plan\n")[1].split("\n## ")[0]
    commands = re.findall(r"^milepost ([a-z].*)$", section, re.MULTILINE)
    answers = {
        command: milepost(*shlex.split(command))
        for command in commands
        if not command.startswith("edit")
    }
    assert len(answers) == 6
    for command, answer in answers.items():
        assert answer.code == 0, f"{command}: {answer.err}"
    entries = milepost("log", "--plan", "town.yaml", "-f", "json").json
    assert [entry["kind"] for entry in entries] == ["round", "done", "note"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_a_page_names_exists(page: Path) -> None:
    named = re.findall(r"milepost ([a-z][a-z-]+)", page.read_text(encoding="utf-8"))
    assert set(named) <= {*COMMAND_ROWS, "app"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_page_that_a_page_leads_to_exists(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("name", COMMAND_ROWS)
def test_every_command_is_told_of(name: str) -> None:
    assert f"`{name}" in COMMANDS_PAGE


@pytest.mark.parametrize("name", COMMAND_ROWS)
def test_every_option_of_a_command_is_told_of(name: str) -> None:
    parser = ArgumentParser()
    load_command(name).add(parser)
    options = set(re.findall(r"(--[a-z][a-z-]+)", parser.format_help())) - {"--help"}
    assert [option for option in options if option not in COMMANDS_PAGE] == []


def sentences_of(path: Path) -> list[str]:
    """Return the texts in a module's code, docstrings left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
    ]


def test_no_sentence_names_a_page_that_is_not_where_milepost_is_installed() -> None:
    modules = [
        path for room in ("plan_data", "store", "tui") for path in (ROOT / room).rglob("*.py")
    ]
    named = [
        text for path in modules for text in sentences_of(path) if "docs/" in text and ".md" in text
    ]
    assert named == []


def test_every_help_topic_that_a_sentence_names_exists() -> None:
    modules = [
        path for room in ("plan_data", "store", "tui") for path in (ROOT / room).rglob("*.py")
    ]
    text = "\n".join(text for path in modules for text in sentences_of(path))
    topics = set(re.findall(r"milepost help ([a-z][a-z-]+)", text))
    assert topics <= set(topic_files())
    assert {"timescales", "searching", "journal"} <= topics
