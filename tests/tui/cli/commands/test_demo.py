"""The made-up journal: what it has to show, and that trying it changes no file of the user."""

import os
import signal
import subprocess
from collections import Counter
from datetime import date
from pathlib import Path
from typing import get_args

import pexpect
import pytest

from plan_data.load import LoadedPlan
from store.checklist.retractions import effective, recorder_of, retracted_by
from store.checklist.status import LATE, Status
from store.journal.entry import Entry
from store.journal.folder import read_folder
from store.journal.kinds import ENTRY_KINDS
from tests.conftest import Milepost
from tests.tools.terminal import MILEPOST, WAIT, Terminal
from tui.demo.made_up_journal import DEMO_FILES, DEMO_MARK, RETURNS_FOLDER

ENTRIES = read_folder(DEMO_FILES).entries
STANDING = effective(ENTRIES)
PLACES = ("CONFIG", "DATA", "STATE", "CACHE")


def of_kind(kind: str) -> list[Entry]:
    return [entry for entry in STANDING if entry.kind == kind]


@pytest.fixture
def demo(milepost: Milepost, tmp_path: Path) -> Path:
    folder = tmp_path / "made-up"
    assert milepost("demo", "--folder", str(folder)).code == 0
    return folder


@pytest.mark.parametrize("day", ["30 Jun 2009", "30 Sep 2009", "30 Nov 2009"])
def test_the_made_up_journal_has_no_problems(milepost: Milepost, demo: Path, day: str) -> None:
    answer = milepost("list", "-f", "json", "--as-of", day, journal=str(demo))
    assert (answer.code, answer.err, answer.json["problems"]) == (0, "", [])


def test_every_entry_belongs_to_something_in_the_plan(
    milepost: Milepost, demo: Path, east_midlands: LoadedPlan
) -> None:
    rows = milepost("measures", "-f", "json", "--as-of", "30 Nov 2009", journal=str(demo)).json
    known = {
        "",
        *(item.ref for item in east_midlands.items),
        *(item.milestone for item in east_midlands.items),
        *(measure.id for measure in east_midlands.measures),
        *(period["ref"] for measure in rows["measures"] for period in measure["periods"]),
    }
    assert {entry.ref for entry in ENTRIES} <= known


def test_nobody_in_it_is_a_person() -> None:
    recorders = {recorder_of(entry) for entry in ENTRIES}
    assert {name.split()[-1] for name in recorders} == {"lead", "office", "secretary"}


def test_nothing_in_it_is_recorded_before_it_happened_or_after_the_day_that_is_shown() -> None:
    first, last = date(2009, 4, 1), date(2009, 11, 30)
    assert [entry.id for entry in ENTRIES if not first <= entry.on <= entry.at.date() <= last] == []


def test_it_shows_every_kind_of_entry_but_a_move() -> None:
    assert {entry.kind for entry in ENTRIES} == ENTRY_KINDS - {"moved"}


def test_it_shows_every_status(milepost: Milepost, demo: Path) -> None:
    seen = {
        item["status"]
        for day in ("15 Oct 2009", "30 Nov 2009")
        for item in milepost("list", "-f", "json", "--as-of", day, journal=str(demo)).json["items"]
    }
    assert seen == set(get_args(Status))


def test_some_that_is_late_is_explained_and_some_is_not(milepost: Milepost, demo: Path) -> None:
    explained = {entry.ref for entry in STANDING if entry.cause and entry.action}
    items = milepost("list", "-f", "json", "--as-of", "30 Nov 2009", journal=str(demo)).json[
        "items"
    ]
    late = {item["ref"] for item in items if item["status"] in LATE}
    assert "2.4.4-c" in late & explained
    assert "2.4.3-a" in late - explained
    assert not next(item["notes"] for item in items if item["ref"] == "2.4.3-a")


def test_a_lead_agrees_with_the_rule_and_another_does_not(milepost: Milepost, demo: Path) -> None:
    items = milepost("list", "-f", "json", "--as-of", "30 Nov 2009", journal=str(demo)).json[
        "items"
    ]
    colours = {item["ref"]: item["colour"] for item in items}
    agrees = Counter(entry.colour == colours[entry.ref] for entry in of_kind("judged"))
    assert agrees == {True: 2, False: 2}


def test_a_figure_is_met_another_is_short_and_one_is_missing(
    milepost: Milepost, demo: Path
) -> None:
    items = milepost("list", "-f", "json", "--as-of", "30 Nov 2009", journal=str(demo)).json[
        "items"
    ]
    figures = Counter(
        (item["status"], item["colour"]) for item in items if item["kind"] == "figure"
    )
    assert {
        ("met", "blue"),
        ("short", "amber"),
        ("short", "red"),
        ("return overdue", "amber"),
    } <= set(figures)


def test_a_measure_is_met_others_are_short_or_not_returned_and_one_was_corrected(
    milepost: Milepost, demo: Path
) -> None:
    answer = milepost("measures", "-f", "json", "--as-of", "30 Nov 2009", journal=str(demo)).json
    seen = Counter(
        (period["status"], period["colour"])
        for measure in answer["measures"]
        if "-m" in measure["id"]
        for period in measure["periods"]
    )
    assert {
        ("met", "blue"),
        ("short", "amber"),
        ("returned", "white"),
        ("return overdue", "amber"),
    } <= set(seen)
    returns = [entry.number for entry in ENTRIES if entry.ref == "3.1.1-m1@Q2-2009/10"]
    assert returns == [63.1, None, 61.2]


def test_something_was_taken_back_and_something_reopened_with_its_reason() -> None:
    assert [entry.ref for entry in ENTRIES if entry.id in retracted_by(ENTRIES)] == [
        "2.2.1-a@Q2-2009/10",
        "3.1.1-m1@Q2-2009/10",
    ]
    assert [(entry.ref, bool(entry.text)) for entry in of_kind("reopened")] == [("2.4.2-a", True)]


def test_of_its_return_round_one_has_nothing_to_report_and_two_sheets_can_be_read(
    milepost: Milepost, demo: Path
) -> None:
    options = ("-f", "json", "--as-of", "30 Nov 2009")
    status = milepost("returns", "status", *options, journal=str(demo)).json
    states = {answer["lead"]: answer["state"] for answer in status["answers"]}
    assert states.pop("SHA") == "nothing to report"
    assert states == dict.fromkeys(("JCP", "BIS-LSC", "CLG-EM"), "not answered")

    sheets = str(demo / RETURNS_FOLDER)
    lines = milepost("returns", "read", sheets, *options, journal=str(demo))
    seen = Counter((line["lead"], line["state"]) for line in lines.json)
    assert {lead for lead, _ in seen} == {"JCP", "BIS-LSC"}
    assert [line["reason"] for line in lines.json if line["state"] == "refused"] == [
        "'31 Nov 2009' does not exist: write a day from 1 to 30 Nov 2009."
    ]
    assert seen["JCP", "new"] == 4


def test_the_papers_nil_returns_are_the_names_of_the_round_each_with_its_answer(
    milepost: Milepost, demo: Path
) -> None:
    options = ("-f", "json", "--as-of", "30 Nov 2009")
    status = milepost("returns", "status", *options, journal=str(demo)).json
    paper = milepost("report", "exception", *options, journal=str(demo)).json
    tables = [table for block in paper["blocks"] for table in block["tables"]]
    (nil_returns,) = [table for table in tables if table["key"] == "nil_returns"]
    assert {row["code"]: row["answer"] for row in nil_returns["rows"]} == {
        answer["lead"]: answer["state"] for answer in status["answers"]
    }
    points = " ".join(point for block in paper["blocks"] for point in block["points"])
    assert "Leads that have not answered the return round for Nov 2009" in points
    assert "Leads that answered that they have nothing to report for Nov 2009: SHA" in points


def test_what_was_recorded_late_was_not_known_at_the_time(milepost: Milepost, demo: Path) -> None:
    def done(known_on: str) -> int:
        words = ("status", "-f", "json", "--as-of", "30 Sep 2009", "--known-on", known_on)
        count: int = milepost(*words, journal=str(demo)).json["counts"]["done"]
        return count

    assert done("14 Oct 2009") == done("30 Sep 2009") + 5


def test_the_journal_in_a_folder_says_that_it_is_made_up_and_how_to_look_at_it(
    milepost: Milepost, tmp_path: Path
) -> None:
    folder = tmp_path / "new one"
    answer = milepost("demo", "--folder", str(folder))
    assert (answer.code, answer.out) == (0, "")
    assert f"milepost status --journal '{folder}' --as-of \"30 Nov 2009\"" in answer.err
    assert {path.name for path in folder.iterdir()} == {
        path.name for path in DEMO_FILES.iterdir()
    } | {DEMO_MARK, RETURNS_FOLDER}
    assert "made up" in (folder / DEMO_MARK).read_text(encoding="utf-8")
    hint = answer.err.split("Look at it with: ")[1].strip()
    command = hint.replace("milepost", f"'{MILEPOST}'", 1)
    shown = subprocess.run(command, shell=True, capture_output=True, text=True, check=True).stdout  # noqa: S602 - as a user pastes it
    assert "12 overdue (13 dates)" in shown


def test_the_journal_in_a_folder_names_the_plan_where_the_user_has_another(
    milepost: Milepost, tmp_path: Path
) -> None:
    answer = milepost("demo", "--folder", str(tmp_path / "new"), plan="london-2009-10")
    assert "--plan east-midlands-2009-10 --as-of" in answer.err


@pytest.mark.parametrize("name", ["full", "full/file"])
def test_nothing_is_written_where_something_is(
    milepost: Milepost, tmp_path: Path, name: str
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").write_text("mine")
    answer = milepost("demo", "--folder", str(tmp_path / name))
    assert (answer.code, answer.out) == (2, "")
    assert "is not empty" in answer.err
    assert [(path.name, path.read_text()) for path in (tmp_path / "full").iterdir()] == [
        ("file", "mine")
    ]


def test_the_demo_without_a_terminal_says_what_to_do_instead(tmp_path: Path) -> None:
    environ = {**os.environ, "TMPDIR": str(tmp_path)}
    answer = subprocess.run(
        [MILEPOST, "demo"], env=environ, capture_output=True, text=True, check=False, input=""
    )
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "needs a terminal" in answer.stderr
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("milepost")] == []


def test_closing_the_window_clears_the_demo_away_too(tmp_path: Path) -> None:
    environ = {**os.environ, "TMPDIR": str(tmp_path), "TERM": "xterm-256color"}
    window: pexpect.spawn[bytes] = pexpect.spawn(
        MILEPOST, ["demo"], env=environ, dimensions=(24, 80), timeout=WAIT
    )
    window.expect("OVERDUE 122d")
    assert len(list(tmp_path.glob("milepost-demo-*"))) == 1
    window.kill(signal.SIGHUP)
    window.expect(pexpect.EOF)
    window.close()
    assert list(tmp_path.glob("milepost-demo-*")) == []


def files_below(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_demo_says_what_it_is_takes_a_tick_and_leaves_nothing_behind(
    milepost: Milepost, tmp_path: Path
) -> None:
    for place in ("temporary", "journal", *(name.lower() for name in PLACES)):
        (tmp_path / place).mkdir(exist_ok=True)
    milepost("note", "2.4.2-a", "Mine")
    (tmp_path / "config" / "milepost").mkdir()
    (tmp_path / "config" / "milepost" / "preferences.json").write_text('{"plan": "london-2009-10"}')
    before = files_below(tmp_path)
    app = Terminal(
        "demo",
        environ={
            "TMPDIR": str(tmp_path / "temporary"),
            "MILEPOST_JOURNAL": str(tmp_path / "journal"),
            "MILEPOST_AS_OF": "1 Apr 2010",
            **{f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in PLACES},
        },
    )
    app.see(
        "East Midlands 2009/10",
        "made up",
        "as of 30 Nov 2009",
        "next Board: 12 Jan 2010",
        "OVERDUE 122d",
    )
    (folder,) = (tmp_path / "temporary").glob("milepost-demo-*")
    assert folder.stat().st_mode & 0o777 == 0o700
    app.press("2S")
    app.see("3 of 13 done, 4 late", "2.4.2-a", "ELS lead  note  Raised with both")
    app.press(" ")
    app.see("Tick as done: 2.4.2-a", "Enter: next, then save")
    app.press("27 Nov 2009")
    app.see("27 Nov 2009")
    app.enter()
    app.press("Records copied")
    app.see("Records copied")
    app.press("\r")
    app.see("4 of 13 done, 3 late")
    assert app.leave() == 0
    assert list((tmp_path / "temporary").iterdir()) == []
    after = files_below(tmp_path)
    assert {name: after.get(name) for name in before} == before
    assert {name.split("/")[0] for name in after.keys() - before.keys()} <= {"cache"}
