"""The docs tell the truth: what they show is run, and what they name exists."""

import re
import shlex
from argparse import ArgumentParser
from pathlib import Path

import pytest

from tests.conftest import Milepost
from tui.cli.registry import COMMAND_ROWS, load_command

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
