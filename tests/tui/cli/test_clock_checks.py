"""Entries dated after today, and clocks that cannot be right."""

from collections.abc import Callable
from pathlib import Path

import pytest

from store.journal.folder import read_folder
from tests.conftest import EAST_MIDLANDS, Milepost

AHEAD = "2010-06-01T10:00:00Z"
NOTE = ("note", "2.4.4-c", "Said")


@pytest.fixture
def ahead(milepost: Milepost, tmp_path: Path) -> str:
    """Tick an item while the clock is half a year ahead, and return the entry's id."""
    assert milepost("tick", "2.4.4-c", now=AHEAD).code == 0
    (entry,) = read_folder(tmp_path / "journal").entries
    return entry.id


@pytest.mark.parametrize(
    "words",
    [
        ("status",),
        ("status", "--plan", "all"),
        ("list", "-f", "json"),
        ("show", "2.4.4-c"),
        ("log",),
        ("report", "summary"),
        ("leads",),
        ("readings",),
        ("board",),
        ("decision",),
        ("carry-forward",),
        ("diff", EAST_MIDLANDS, EAST_MIDLANDS),
        ("check", EAST_MIDLANDS),
        ("info",),
        ("backup", "b.zip"),
        ("merge", "journal"),
        NOTE,
        ("confirm", "2.4.3-a"),
    ],
    ids=" ".join,
)
def test_every_command_that_reads_the_journal_names_them_and_how_to_take_one_back(
    milepost: Milepost,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    ahead: str,
    words: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = milepost(*words)
    assert answer.code == 0
    assert f"1 entry is dated after today, 30 Nov 2009: {ahead}." in answer.err
    assert f"`milepost undo {ahead}" in answer.err


def test_the_command_that_is_named_takes_it_back_and_then_nothing_is_said(
    milepost: Milepost, ahead: str
) -> None:
    answer = milepost("undo", ahead)
    assert answer.code == 0
    assert "after today" not in answer.err
    assert milepost("list").err == ""
    assert milepost("tick", "2.4.4-c").code == 0


def test_an_entry_of_a_clock_that_is_centuries_ahead_is_taken_back_and_brought_back(
    milepost: Milepost, tmp_path: Path
) -> None:
    assert milepost("tick", "2.4.4-c", now="2199-06-01T10:00:00Z").code == 0
    (entry,) = read_folder(tmp_path / "journal").entries
    assert milepost("undo", entry.id).code == 0
    assert milepost("redo").code == 0
    assert milepost("undo").code == 0
    assert milepost("tick", "2.4.4-c").code == 0


@pytest.mark.parametrize("words", [("tick", "2.4.4-c"), ("untick", "2.4.4-c")])
def test_a_refusal_that_meets_one_names_the_way_out(
    milepost: Milepost, ahead: str, words: tuple[str, ...]
) -> None:
    answer = milepost(*words)
    assert answer.code == 2
    assert f"dated after today: `milepost undo {ahead}` takes it back." in answer.err
    assert "`milepost undo 01" not in milepost("tick", "9.9.9-z").err


def test_a_figure_of_the_future_is_named_too(milepost: Milepost, tmp_path: Path) -> None:
    milepost("actual", "2.7.2-a@Q1-2009/10", "300", now=AHEAD)
    (entry,) = read_folder(tmp_path / "journal").entries
    answer = milepost("actual", "2.7.2-a@Q2-2009/10", "200")
    assert answer.code == 2
    assert f"`milepost undo {entry.id}`" in answer.err


def test_an_hour_between_two_clocks_is_nothing(milepost: Milepost) -> None:
    milepost(*NOTE, now="2009-11-30T10:59:00Z")
    assert milepost("list").err == ""
    milepost(*NOTE, now="2009-11-30T11:01:00Z")
    assert "1 entry is dated after today" in milepost("list").err


def test_many_are_counted_and_the_first_named(milepost: Milepost) -> None:
    for _ in range(12):
        milepost(*NOTE, now=AHEAD)
    answer = milepost("list")
    assert "12 entries are dated after today" in answer.err
    assert "and 2 more (`milepost log` lists them)" in answer.err


def test_entries_of_another_plan_are_not_this_plan_s(milepost: Milepost) -> None:
    milepost("note", "2.4.2-a", "Said", "--plan", EAST_MIDLANDS, now=AHEAD)
    assert milepost("list", "--plan", "london-2009-10").err == ""


@pytest.mark.parametrize("now", ["1970-01-01T00:00:00Z", "2008-12-31T10:00:00Z"])
def test_a_clock_before_the_plan_was_published_is_refused_unless_forced(
    milepost: Milepost, tmp_path: Path, now: str
) -> None:
    answer = milepost(*NOTE, now=now)
    assert answer.code == 2
    assert "the clock says" in answer.err
    assert "the plan was published in July 2009: set the clock right" in answer.err
    assert list((tmp_path / "journal").iterdir()) == []
    assert milepost(*NOTE, "--force", now=now).code == 0
    assert milepost(*NOTE, now="2009-01-01T00:00:00Z").code == 0


def test_of_a_plan_without_a_date_of_publication_only_the_last_century_is_refused(
    milepost: Milepost, small_plan: Callable[..., Path]
) -> None:
    plan = str(small_plan("- {id: 1.1.1-a, title: One, when: Sep 2009}"))
    words = ("note", "1.1.1-a", "Said", "--plan", plan)
    assert "the clock says 31 Dec 1999" in milepost(*words, now="1999-12-31T10:00:00Z").err
    assert milepost(*words, now="2000-01-01T10:00:00Z").code == 0


def test_with_such_a_clock_nobody_is_led_to_take_good_entries_back(milepost: Milepost) -> None:
    milepost(*NOTE)
    answer = milepost("list", now="1970-01-01T00:00:00Z")
    assert answer.code == 0
    assert "1 entry is dated after today, 1 Jan 1970" in answer.err
    assert "set the clock right" in answer.err
    assert "undo" not in answer.err
