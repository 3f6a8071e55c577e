"""Where an answer goes, and what it never replaces."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from store.journal.entry import EntryDraft
from store.journal.folder import Journal, read_folder
from tests.conftest import EAST_MIDLANDS, Milepost
from tests.tools.terminal import Terminal
from tui.config.settings import read_clock


def test_an_answer_never_replaces_the_journal_or_the_plan(
    milepost: Milepost, small_plan: Callable[..., Path], tmp_path: Path
) -> None:
    plan = small_plan("- {id: 1.1.1-a, title: One, when: Sep 2009}")
    milepost("tick", "1.1.1-a", plan=str(plan))
    (own,) = (tmp_path / "journal").glob("*.json")
    before = plan.read_bytes(), own.read_bytes()

    for target in (own, plan):
        answer = milepost("list", "-f", "csv", "-o", str(target), "--force", plan=str(plan))
        assert answer.code == 2
        assert "write the answer elsewhere" in answer.err
    assert (plan.read_bytes(), own.read_bytes()) == before


@pytest.mark.parametrize("name", ["a.csv", "a.md", "a.json"])
def test_a_file_gets_the_format_its_name_ends_in(
    milepost: Milepost, tmp_path: Path, name: str
) -> None:
    milepost("list", "-o", str(tmp_path / name))
    starts = {"a.csv": b'\xef\xbb\xbf"ref"', "a.md": b"# East", "a.json": b"{"}
    assert (tmp_path / name).read_bytes().startswith(starts[name])


@pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="the system has no disk that is always full"
)
def test_an_answer_that_cannot_be_written_is_one_sentence_and_exit_3(home: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        words = [sys.executable, "-m", "tui", "list"]
        answer = subprocess.run(
            words, stdout=full, stderr=subprocess.PIPE, text=True, check=False, cwd=home
        )
    assert answer.returncode == 3
    assert answer.stderr.count("\n") == 1
    assert "cannot be written" in answer.stderr


def test_a_date_that_another_program_garbled_is_named(milepost: Milepost, tmp_path: Path) -> None:
    now = read_clock({"MILEPOST_NOW": "2009-11-01T10:00:00Z"}).now
    draft = EntryDraft(ref="2.4.4-c", kind="forecast", on=now.date(), when="2009-10")
    Journal(tmp_path / "journal", "0badcafe").record(
        [draft], plan=EAST_MIDLANDS, author="Health lead", now=now
    )

    answer = milepost("status")
    assert answer.code == 1
    assert "2.4.4-c: a forecast entry of Health lead counts for nothing" in answer.err
    assert len(read_folder(tmp_path / "journal").entries) == 1


def lines_in_terminal(home: Path, columns: int, *words: str, lines: int = 60) -> list[str]:
    """Return what a command leaves in a terminal of `columns` by `lines`."""
    environ = {"MILEPOST_JOURNAL": str(home), "MILEPOST_PLAN": EAST_MIDLANDS}
    terminal = Terminal(*words, environ=environ, columns=columns, lines=lines)
    terminal.end()
    return terminal.text.splitlines()


def test_a_long_line_is_broken_between_words_in_a_terminal(home: Path) -> None:
    lines = lines_in_terminal(home, 80, "show", "2.7.2-a@Q1-2009/10")

    objective = next(n for n, line in enumerate(lines) if line.startswith("  objective     2.7.2"))
    assert lines[objective].endswith("accredited programmes in")
    assert lines[objective + 1] == "                prisons and probation"


def test_a_table_too_wide_for_the_terminal_is_shown_row_by_row(home: Path) -> None:
    wide = lines_in_terminal(home, 110, "tables", "NI 18")
    assert any(line.startswith("Derby            3884 ") for line in wide)

    narrow = lines_in_terminal(home, 80, "tables", "NI 18")
    derby = narrow.index("Derby")
    assert narrow[derby + 1] == "  Cohort number (first 4 cohorts, baseline): 3884"


def test_a_line_is_whole_in_a_pipe_and_in_a_file(milepost: Milepost, tmp_path: Path) -> None:
    words = ("show", "2.7.2-a@Q1-2009/10")
    line = "2.7.2 Meet the year's targets for accredited programmes in prisons and probation"
    assert line in milepost(*words).out
    milepost(*words, "-o", str(tmp_path / "item.txt"))
    assert line in (tmp_path / "item.txt").read_text(encoding="utf-8")


STATUS = ("status", "--as-of", "2009-11-30")


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (100, 24), (120, 40)])
def test_status_leaves_the_worst_in_sight_on_a_short_terminal(
    home: Path, milepost: Milepost, columns: int, lines: int
) -> None:
    first_section = milepost(*STATUS).out.partition("worst first:\n")[2].partition("\n\n")[0]
    items = first_section.splitlines()
    shown = lines_in_terminal(home, columns, *STATUS, lines=lines)

    assert shown[0].startswith("East Midlands Reducing Re-offending")
    assert len(shown) < lines, "the shell's prompt has a line"
    text = " ".join(" ".join(shown).split())
    (left_out,) = re.findall(r"  and (\d+) more$", "\n".join(shown), re.MULTILINE)
    for item in items[: -int(left_out)]:
        assert " ".join(item.split()) in text
    assert len(items) > int(left_out), "some are shown"
    assert "The same command with `| more` shows all of it." in text


def test_status_has_everything_on_a_terminal_with_room_and_in_a_file(
    home: Path, milepost: Milepost, tmp_path: Path
) -> None:
    complete = milepost(*STATUS).out.splitlines()
    assert lines_in_terminal(home, 250, *STATUS, lines=len(complete) + 1) == complete

    journal = home / "journal"
    journal.mkdir(exist_ok=True)
    lines_in_terminal(journal, 80, *STATUS, "-o", str(tmp_path / "status.txt"), lines=24)
    assert (tmp_path / "status.txt").read_text(encoding="utf-8").splitlines() == complete


def test_a_long_message_is_broken_between_words_in_a_terminal(home: Path) -> None:
    lines = lines_in_terminal(home, 80, "forecast", "2.4.4-c", "Jan 10")

    assert lines[:2] == [
        "milepost: 'Jan 10' may be a day or a year: write Jan 2010 for the month, or 10",
        "    Jan with its year.",
    ]


def test_a_command_in_a_message_is_on_one_line_of_a_terminal(home: Path) -> None:
    lines_in_terminal(home, 80, "tick", "2.4.2-a", "--by", "ELS")
    lines = lines_in_terminal(home, 80, "tick", "2.4.2-a", "--by", "ELS")

    assert lines[1] == "    `milepost untick 2.4.2-a` reopens it."


def test_a_path_is_not_cut_in_a_terminal(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / ("a" * 60)
    folder.mkdir()
    journal = home / "journal"
    journal.mkdir()
    lines = lines_in_terminal(journal, 60, "list", "-f", "md", "-o", str(folder / "list.md"))

    assert lines[0] == "milepost: written to"
    assert "".join(lines[1:]).strip() == str(folder / "list.md")


@pytest.mark.parametrize("words", [("measures",), ("indicators", "NI 143")])
def test_a_long_answer_is_broken_between_words_in_a_terminal(
    home: Path, milepost: Milepost, words: tuple[str, ...]
) -> None:
    piped = milepost(*words, plan=EAST_MIDLANDS).out
    assert max(map(len, piped.splitlines())) > 80

    known = set(piped.split())
    shown = " ".join(lines_in_terminal(home, 80, *words)).split()
    assert [word for word in shown if word.isalpha() and word not in known] == []


def test_each_line_of_the_help_fits_eighty_columns(milepost: Milepost) -> None:
    text = milepost("help").out
    assert max(map(len, text.splitlines())) <= 80
