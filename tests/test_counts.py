"""What a status check, a tick and a screen cost, in counts that do not depend on the machine."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from textual.app import App, ComposeResult
from textual.strip import Strip

from tests.conftest import EAST_MIDLANDS, Milepost, plan_text
from tui.app.app import MilepostApp
from tui.app.views.rows import TextRow
from tui.app.widgets.row_list import RowList
from tui.app.workspace import Workspace
from tui.config.settings import Options, read_settings

# How many of Milepost's modules a status check may load, by package. Libraries are not counted:
# a later version may load more.
MOST_MODULES = {"plan_data": 17, "store": 24, "tui": 26}
NEVER = {
    "asyncio", "difflib", "docx", "email", "hashlib", "http", "icalendar", "inspect", "jinja2",
    "logging", "openpyxl",
    "rich", "socket", "sqlite3", "subprocess", "textual", "tinydb", "typst", "wcwidth", "xlsxwriter",
    "yaml", "zipfile",
}  # fmt: skip
COLUMNS, LINES = 120, 40

STATUS = """
import os, sys
before, opened = set(sys.modules), []

def note(event, words):
    if event == "open" and isinstance(words[0], (str, bytes)):
        opened.append(os.fsdecode(words[0]))

sys.addaudithook(note)
from tui.cli.main import main
code = main(["status"])
modules, files = sorted(set(sys.modules) - before), list(opened)
import json
sys.stderr.write(json.dumps({"code": code, "modules": modules, "opened": files}))
"""


@pytest.fixture(scope="module")
def status(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return the modules that a status check of a cached plan loads and the files that it opens."""
    folder = tmp_path_factory.mktemp("status")
    (folder / "config" / "milepost").mkdir(parents=True)
    (folder / "config" / "milepost" / "config.toml").write_text("ascii = true\n", encoding="utf-8")
    (folder / "config" / "milepost" / "preferences.json").write_text("{}", encoding="utf-8")
    (folder / "small.yaml").write_text(
        plan_text("- {id: 1.1.1-a, title: One, when: Sep 2009}"), encoding="utf-8"
    )
    settings = {"PLAN": "small.yaml", "JOURNAL": "journal", "NOW": "2009-11-30T10:00:00Z"}
    homes = {
        f"XDG_{name}_HOME": str(folder / name.lower())
        for name in ("CONFIG", "DATA", "STATE", "CACHE")
    }
    environ = {
        **os.environ,
        **homes,
        **{f"MILEPOST_{name}": value for name, value in settings.items()},
    }

    def run(*words: str) -> str:
        return subprocess.run(
            words, cwd=folder, env=environ, capture_output=True, text=True, check=True
        ).stderr

    for author in ("ELS lead", "Health lead"):
        run(
            str(Path(sys.executable).with_name("milepost")),
            "note",
            "1.1.1-a",
            "Said",
            "--by",
            author,
        )
    run(sys.executable, "-c", STATUS)
    seen: dict[str, Any] = json.loads(run(sys.executable, "-c", STATUS).splitlines()[-1])
    return {**seen, "folder": folder}


def test_status_loads_no_more_modules_of_our_own_than_it_did(status: dict[str, Any]) -> None:
    loaded: dict[str, list[str]] = {package: [] for package in MOST_MODULES}
    for module in status["modules"]:
        package = module.partition(".")[0]
        if package in loaded:
            loaded[package].append(module)
    grown = {
        package: names for package, names in loaded.items() if len(names) > MOST_MODULES[package]
    }
    assert grown == {}, "a status check loads more modules of these packages than before"


def test_status_loads_nothing_heavy(status: dict[str, Any]) -> None:
    assert NEVER.intersection(status["modules"]) == set()


def test_status_opens_each_file_that_it_needs_and_no_other(status: dict[str, Any]) -> None:
    """Files of code, of Python and of libraries apart: what those open is their own matter.

    A journal's file is looked at for whose plan it is about, and then read.
    """
    folder, code, installed = (
        status["folder"],
        (".py", ".pyc", ".so"),
        (sys.prefix, sys.base_prefix),
    )
    needed = dict.fromkeys(
        ("config/milepost/config.toml", "config/milepost/preferences.json", "small.yaml"), 1
    )
    needed |= {str(path.relative_to(folder)): 1 for path in folder.glob("cache/**/small-*")}
    needed |= {str(path.relative_to(folder)): 2 for path in folder.glob("journal/*.json")}
    assert len(needed) == 6, f"a cached plan and the files of two authors are there: {[*needed]}"
    others = [
        path
        for path in status["opened"]
        if not path.endswith(code) and not path.startswith(installed)
    ]
    opened = Counter(str((folder / path).resolve()) for path in others)
    most = {str((folder / name).resolve()): count for name, count in needed.items()}
    assert opened.keys() == most.keys()
    assert {path: count for path, count in opened.items() if count > most[path]} == {}


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_tick_writes_one_line_at_the_end_of_ones_own_file_and_nothing_else(
    milepost: Milepost, tmp_path: Path
) -> None:
    milepost("note", "2.4.2-a", "Said", by="Health lead")
    milepost("note", "2.4.2-a", "Said")
    before = files_in(tmp_path)
    assert milepost("tick", "2.4.2-a", "--on", "28 Aug 2009").code == 0
    after = files_in(tmp_path)
    changed = [name for name in after if after[name] != before.get(name)]
    assert [name.startswith("journal/els-lead-") for name in changed] == [True], (
        f"written: {changed}"
    )
    (own,) = changed
    added = after[own].removeprefix(before[own])
    assert len(before[own]) + len(added) == len(after[own]), "the earlier lines are as they were"
    assert added.count(b"\n") == 1
    assert msgspec.json.decode(added)["kind"] == "done"
    assert len(added) < 200, f"a tick without a note is a short line: {added!r}"


def test_the_first_tick_writes_ones_own_file_this_machines_id_and_the_cached_plan(
    milepost: Milepost, tmp_path: Path
) -> None:
    assert milepost("tick", "2.4.2-a", "--on", "28 Aug 2009").code == 0
    kinds = Counter(name.split("/")[0] for name in files_in(tmp_path))
    assert kinds == {"journal": 1, "state": 1, "cache": 1}


Lines = Counter[str]


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Lines:
    """Count the lines that lists draw, by the id of the list."""
    counts: Lines = Counter()
    draw: Callable[[RowList, int], Strip] = RowList.render_line

    def counted(rows: RowList, y: int) -> Strip:
        counts[rows.id or ""] += 1
        return draw(rows, y)

    monkeypatch.setattr(RowList, "render_line", counted)
    return counts


class ListApp(App[None]):
    """Nothing but a list of 10,000 lines."""

    def compose(self) -> ComposeResult:
        yield RowList("nothing here", id="list")

    def on_mount(self) -> None:
        rows = [
            TextRow(str(n), "item", f"Item {n}", ref=f"1.1.{n}-a", status="overdue")
            for n in range(10_000)
        ]
        self.query_one(RowList).show_rows(rows)
        self.query_one(RowList).focus()


@pytest.mark.parametrize("key", ["down", "pagedown", "end"])
async def test_of_ten_thousand_lines_only_those_on_the_screen_are_drawn(
    drawn: Lines, key: str
) -> None:
    async with ListApp().run_test(size=(COLUMNS, LINES)) as pilot:
        await pilot.pause()
        assert 0 < drawn["list"] <= 3 * LINES, f"the first screen took {drawn['list']} lines"
        drawn.clear()
        await pilot.press(key)
        await pilot.pause()
        assert 0 < drawn["list"] <= LINES, f"{key} took {drawn['list']} lines"


async def test_the_app_draws_its_list_once_or_twice_at_the_start_and_once_for_a_move(
    drawn: Lines, tmp_path: Path
) -> None:
    options = Options(plan=EAST_MIDLANDS, journal=str(tmp_path / "journal"), by="ELS lead")
    app = MilepostApp(Workspace(read_settings(options, {"MILEPOST_NOW": "2009-11-30T10:00:00Z"})))
    async with app.run_test(size=(COLUMNS, LINES)) as pilot:
        await pilot.pause()
        assert 0 < drawn["list"] <= 3 * LINES, f"the first screen took {drawn['list']} lines"
        drawn.clear()
        await pilot.press("down")
        await pilot.pause()
        assert 0 < drawn["list"] <= LINES, f"a move took {drawn['list']} lines"
