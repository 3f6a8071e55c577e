"""One search gives one answer: in the shell, in the app, from a saved filter and in its count."""

import re
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Static

from plan_data.load import find_plan, load_plan
from plan_data.text import fold
from store.checklist.checklist import build_checklist
from store.journal.folder import read_folder
from store.query.text_index import TextIndex
from tests.conftest import EAST_MIDLANDS, LONDON, Answer, Milepost
from tests.tui.app.conftest import main_screen, on_screen, pane_text, shown, toasts, until
from tui.app.app import MilepostApp
from tui.app.dialogs.pick_dialog import PickDialog
from tui.app.dialogs.text_dialog import TextDialog
from tui.app.workspace import Workspace
from tui.cli.registry import load_command
from tui.config.settings import Options, read_settings
from tui.demo.made_up_journal import DEMO_FILES, write_demo_journal
from tui.wording.item_text import item_facts
from tui.wording.search_help import GRAMMAR

ROOT = Path(__file__).parent.parent.parent
SEARCHING = (ROOT / "docs" / "searching.md").read_text(encoding="utf-8")
DAY = "2009-11-30"
EXAMPLES = [row.example for row in GRAMMAR]


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    write_demo_journal(tmp_path / "journal")
    return tmp_path / "journal"


@pytest.fixture
def workspace(demo: Path) -> Workspace:
    options = Options(plan=EAST_MIDLANDS, journal=str(demo), as_of=DAY, by="ELS lead")
    return Workspace(read_settings(options, {"MILEPOST_NOW": f"{DAY}T10:00:00Z"}))


def refs(answer: Answer) -> list[str]:
    return [item["ref"] for item in answer.json["items"]]


def quoted_in(text: str) -> set[str]:
    """Return what is quoted as words of a search: after --words, or in the column of examples."""
    words = set(re.findall(r"""--words ['"]([^'"]+)['"]""", text))
    return words | set(re.findall(r"words such as '([^']+)'", text))


@pytest.mark.parametrize("words", EXAMPLES)
def test_each_example_finds_the_same_everywhere(
    milepost: Milepost, workspace: Workspace, words: str
) -> None:
    milepost("filters", "save", "mine", "lead:JCP")
    workspace.filter.set_mine("lead:JCP")
    by_words = milepost("list", "--words", words, "-f", "json", as_of=DAY)
    milepost("filters", "save", "kept", *words.split())
    by_name = milepost("list", "--words", "kept", "-f", "json", as_of=DAY)
    counted = milepost("status", "--words", words, "-f", "json", as_of=DAY).json
    workspace.filter.set_words(words)
    found = [item.ref for item in workspace.filter.in_order(workspace.items)]

    assert found, "the example finds something in the demo"
    assert (by_words.code, by_words.err) == (0, "")
    assert refs(by_words) == refs(by_name) == found
    assert [item.ref for item in workspace.filter.find_items(words)] == [
        item.ref for item in workspace.items
    ]
    twins = [item for item in workspace.items if item.planned.same_as]
    assert counted["counts"]["total"] == len(found) - len(twins)


def test_the_page_has_each_row_of_the_grammar() -> None:
    for row in GRAMMAR:
        assert re.search(
            rf"^\| `?{re.escape(row.form)}`? \| {re.escape(row.meaning)} \| `{re.escape(row.example)}` \|$",
            SEARCHING,
            re.MULTILINE,
        ), row.form


@pytest.mark.parametrize("page", ["README.md", "docs/commands.md", "docs/searching.md"])
def test_the_examples_of_a_page_find_something(workspace: Workspace, page: str) -> None:
    for words in quoted_in((ROOT / page).read_text(encoding="utf-8")):
        assert workspace.filter.find_items(words), words


@pytest.mark.parametrize("command", ["list", "status", "report"])
def test_the_examples_of_help_find_something(workspace: Workspace, command: str) -> None:
    parser = ArgumentParser()
    load_command(command).add(parser)
    examples = quoted_in(" ".join(parser.format_help().split()))
    assert examples
    for words in examples:
        assert workspace.filter.find_items(words), words


def test_a_filter_of_version_0_1_finds_what_it_found(milepost: Milepost, demo: Path) -> None:
    assert demo.exists()
    for words, options in {
        "ELS ATB": ["--pathway", "ELS", "--pathway", "ATB"],
        "ELS JCP": ["--pathway", "ELS", "--lead", "JCP"],
        "due soon overdue": ["--status", "due soon", "--status", "overdue"],
    }.items():
        found = milepost("list", "--words", words, "-f", "json", as_of=DAY)
        assert refs(found) == refs(milepost("list", *options, "-f", "json", as_of=DAY))
        assert refs(found)


# Labels, marks, and what words of the grammar ask for.
NOT_SEARCHED = {"status", "when", "due", "late by", "started", "new date"}


@pytest.mark.parametrize("name", [EAST_MIDLANDS, LONDON])
def test_every_word_of_an_items_details_finds_the_item(name: str) -> None:
    loaded = load_plan(find_plan(name))
    checklist = build_checklist(loaded, read_folder(DEMO_FILES).entries, date(2009, 11, 30))
    index = TextIndex(checklist)
    for item in checklist.items:
        facts = dict(item_facts(item, loaded.objectives[item.planned.objective]))
        seen = [item.planned.title, *(entry.all_text for entry in item.entries)]
        seen += [facts[label] for label in facts if label not in NOT_SEARCHED]
        words = {word.strip(",;()/") for text in seen for word in text.split()}
        missing = [word for word in words if not index.with_text([item], fold(word))]
        assert set(missing) <= {"inferred", *["no", "timescale", "is", "printed"]}, item.ref


# The shell alone.


@pytest.mark.parametrize("command", ["list", "status", "report"])
def test_words_that_cannot_be_read_are_refused(milepost: Milepost, command: str) -> None:
    more = ["exception"] if command == "report" else []
    answer = milepost(command, *more, "--words", "overdue and (ELS")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.count("\n") == 1
    assert "'(' is not closed" in answer.err


@pytest.mark.parametrize(
    ("option", "typed", "hint"),
    [
        ("--words", "overdeu", "no item has 'overdeu'; did you mean overdue?"),
        ("--text", "Corstno", "no item has 'Corstno'; did you mean corston?"),
    ],
)
def test_a_search_for_nothing_says_so_and_is_no_failure(
    milepost: Milepost, option: str, typed: str, hint: str
) -> None:
    answer = milepost("list", option, typed, "-f", "json")
    assert (answer.code, answer.json["items"], answer.err) == (0, [], f"milepost: {hint}\n")


def test_a_paper_of_nothing_says_which_word_nothing_has(milepost: Milepost) -> None:
    answer = milepost("report", "checklist", "--words", "overdeu")
    assert answer.code == 0
    assert answer.err == "milepost: no item has 'overdeu'; did you mean overdue?\n"


def test_the_options_sort_and_filter_by_tag(milepost: Milepost, tmp_path: Path) -> None:
    plan = tmp_path / "tagged.yaml"
    plan.write_text(TAGGED, encoding="utf-8")

    def listed(*words: str) -> list[str]:
        return refs(milepost("list", *words, "-f", "json", plan=str(plan)))

    assert listed("--tag", "women") == listed("--words", "tag:WOMEN") == ["1.1.1-b"]
    assert listed("--lead", "NOMS") == ["1.1.1-a"]
    assert listed("--lead", "noms*") == listed("--words", "NOMS") == ["1.1.1-a", "1.1.1-b"]
    assert listed("--sort", "due") == listed("--words", "sort:due") == ["1.1.1-b", "1.1.1-a"]
    assert "no tag 'men'" in milepost("list", "--tag", "men", plan=str(plan)).err


def test_an_agency_with_parts_has_a_row_for_all_of_them(milepost: Milepost, tmp_path: Path) -> None:
    plan = tmp_path / "tagged.yaml"
    plan.write_text(TAGGED, encoding="utf-8")
    groups: list[dict[str, Any]] = milepost("leads", "-f", "json", plan=str(plan)).json
    rows = {group["code"]: group["counts"]["total"] for group in groups}
    assert rows == {"NOMS": 1, "NOMS*": 2, "PRISONS": 2}
    assert "NOMS*" in milepost("leads", plan=str(plan)).out


TAGGED = """\
plan: tagged
title: A plan with tags
year: 2009/10
agencies:
  - {code: NOMS, name: The Service}
  - {code: PRISONS, name: Prisons, part_of: NOMS}
tags:
  - {code: WOMEN, name: Women}
sections:
  - number: "1"
    title: Everything
    priorities:
      - number: "1.1"
        title: First things
        objectives:
          - number: "1.1.1"
            title: The objective
            leads: [PRISONS]
            milestones:
              - {id: 1.1.1-a, title: One, when: Dec 2009, leads: [NOMS, PRISONS]}
              - {id: 1.1.1-b, title: Two, when: Sep 2009, tags: [WOMEN]}
"""


# The app alone.


async def test_while_typing_the_list_follows_and_enter_says_what_is_wrong(
    workspace: Workspace,
) -> None:
    app = MilepostApp(workspace)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.press("slash", *"ELS and (overdue")
        await pilot.pause()
        assert {item.state.status for item in workspace.items} == {"overdue"}
        assert toasts(app) == ""
        await pilot.press("enter")
        await until(pilot, lambda: "'(' is not closed" in toasts(app))
        assert main_screen(app).filter_bar.is_open
        await pilot.press(")", "enter")
        await until(pilot, lambda: not main_screen(app).filter_bar.is_open)
        assert workspace.filter.words == "ELS and (overdue)"


async def test_an_empty_list_names_the_word_that_nothing_has(workspace: Workspace) -> None:
    app = MilepostApp(workspace)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.press("slash", *"overdeu")
        await until(pilot, lambda: "did you mean overdue?" in " ".join(on_screen(app).split()))
        await pilot.press("enter")
        await until(pilot, lambda: "No item has 'overdeu'; did you mean overdue?" in toasts(app))


async def test_saved_filters_show_how_many_milestones_each_finds(
    workspace: Workspace, milepost: Milepost
) -> None:
    milepost("filters", "save", "mine", "DRUGS")
    listed = milepost("list", "--words", "DRUGS", as_of=DAY)
    assert "\n12 milestones (28 dates), " in listed.out
    app = MilepostApp(workspace)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.press("l")
        await until(pilot, lambda: isinstance(app.screen, PickDialog))
        await pilot.pause()
        assert "mine: DRUGS: 12 milestones (28 dates)" in on_screen(app)
        await pilot.press("enter")
        await until(pilot, lambda: workspace.filter.words == "DRUGS")
        assert "/ DRUGS: 12 (28 dates) of 132" in pane_text(app, "#views")


async def test_a_familys_rows_are_exported_as_they_are_shown(
    milepost: Milepost, demo: Path, tmp_path: Path
) -> None:
    plan = tmp_path / "tagged.yaml"
    plan.write_text(TAGGED, encoding="utf-8")
    options = Options(plan=str(plan), journal=str(demo), as_of=DAY, by="ELS lead")
    app = MilepostApp(Workspace(read_settings(options, {"MILEPOST_NOW": f"{DAY}T10:00:00Z"})))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.press("3", "home", "down")
        await pilot.pause()
        view = main_screen(app).views.current
        assert view.group == "NOMS*"
        assert [item.ref for item in view.items] == ["1.1.1-a", "1.1.1-b"]
        assert view.export_filter().select(app.workspace.checklist.items) == view.items
    listed = refs(milepost("list", "--lead", view.group, "-f", "json", plan=str(plan)))
    assert listed == [item.ref for item in view.items]


async def test_sort_orders_the_agenda_and_the_groups(workspace: Workspace) -> None:
    app = MilepostApp(workspace)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.press("slash", *"overdue ELS sort:ref", "enter")
        await pilot.pause()
        in_agenda = [line.split()[1] for line in shown(app) if "[!]" in line]
        assert in_agenda == [item.ref for item in workspace.items]
        assert "Sorted by ref: " in shown(app)[0]
        await pilot.press("2", "S")
        await pilot.pause()
        assert [line.split()[1] for line in shown(app) if "[!]" in line] == in_agenda


async def test_help_has_the_grammar(workspace: Workspace) -> None:
    app = MilepostApp(workspace)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, TextDialog))
        text = "".join(str(part.content) for part in app.screen.query(Static))
        words = " ".join(text.split())
        assert [row.form for row in GRAMMAR if f"{row.form}: {row.meaning}" not in words] == []
