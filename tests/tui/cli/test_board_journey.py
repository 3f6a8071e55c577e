"""A Board's cycle as its secretary types it, in a real terminal and in windows at the same time."""

import os
import re
import subprocess
from pathlib import Path

import pexpect
import pytest

from tests.conftest import plan_text
from tests.tools.terminal import MILEPOST, WAIT

MILESTONES = """
- {id: 1.1.1-a, title: Contracts in place, when: Sep 2009}
- {id: 1.1.1-b, title: Posts filled, when: Oct 2009}
"""
BOARDS = "boards:\n  - {name: EMRRP Board, dates: [2009-11-17, 2010-01-12]}"
NOVEMBER = ("--meeting", "17 Nov 2009")
WINDOWS = 4


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """Return the settings of a secretary with an empty journal."""
    (tmp_path / "journal").mkdir(mode=0o700)
    plan = tmp_path / "small.yaml"
    plan.write_text(plan_text(MILESTONES, head=BOARDS), encoding="utf-8")
    return {
        **{name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ},
        "TERM": "xterm-256color",
        "MILEPOST_JOURNAL": str(tmp_path / "journal"),
        "MILEPOST_PLAN": str(plan),
        "MILEPOST_BY": "Secretary",
        **{
            f"XDG_{name}_HOME": str(tmp_path / name.lower())
            for name in ("CONFIG", "DATA", "STATE", "CACHE")
        },
    }


def typed(environ: dict[str, str], day: str, *words: str) -> str:
    """Return what a command shows in a terminal of 80 columns; all is well with it."""
    now = {"MILEPOST_NOW": f"{day}T10:00:00Z"}
    window: pexpect.spawn[bytes] = pexpect.spawn(
        MILEPOST, list(words), env=environ | now, dimensions=(24, 80), timeout=WAIT
    )
    window.expect(pexpect.EOF)
    shown = (window.before or b"").decode().replace("\r\n", "\n")
    window.close()
    assert window.exitstatus == 0, shown
    return shown


def test_a_paper_is_tabled_answered_and_followed_up(environ: dict[str, str]) -> None:
    typed(environ, "2009-10-05", "forecast", "1.1.1-a", "Jan 2010", "--note", "Vetting")
    typed(environ, "2009-10-06", "note", "1.1.1-b", "--ask", "Release the money")
    tabled = typed(environ, "2009-11-05", "board", "table", *NOVEMBER)
    assert "the paper as of 5 Nov 2009 is tabled, with 2 asks" in " ".join(tabled.split())
    assert "  1  Contracts in place (1.1.1-a), from 30 Sep 2009 to 31 Jan 2010\n" in tabled
    assert "  2  Posts filled (1.1.1-b): Release the money\n" in tabled

    answered = typed(environ, "2009-11-18", "board", "answer", *NOVEMBER, "1=approve")
    assert "1  approved  Contracts in place (1.1.1-a)" in answered
    action = ("--action", "Send the figures", "--owner", "Finance", "--due", "27 Nov 2009")
    typed(environ, "2009-11-18", "board", "answer", *NOVEMBER, "2=defer", *action)
    status = typed(environ, "2009-11-30", "status")
    assert "Board actions: 1 open, 1 overdue (Finance)\n" in status
    actions = typed(environ, "2009-11-30", "board", "actions")
    assert "[!] OVERDUE 3d  Send the figures  Finance, by 27 Nov 2009" in actions
    (decision_id,) = re.findall(r"\b[0-9A-Z]{26}\b", actions)

    typed(environ, "2009-11-30", "board", "action", "done", decision_id)
    assert "Board actions" not in typed(environ, "2009-11-30", "status")
    assert "Nothing is asked.\n" in typed(environ, "2009-11-30", "board", "asks")
    minutes = typed(environ, "2009-11-30", "minutes", *NOVEMBER)
    assert "2 asks, 2 answered." in " ".join(minutes.split())


def test_of_several_windows_that_answer_at_once_one_does(environ: dict[str, str]) -> None:
    typed(environ, "2009-10-05", "forecast", "1.1.1-a", "Jan 2010", "--note", "Vetting")
    typed(environ, "2009-11-05", "board", "table", *NOVEMBER)
    now = environ | {"MILEPOST_NOW": "2009-11-18T10:00:00Z"}
    windows = []
    for number in range(WINDOWS):
        words = [MILEPOST, "board", "answer", *NOVEMBER, "1=approve", "--by", f"Window {number}"]
        windows.append(
            subprocess.Popen(words, env=now, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        )
    errors = [window.communicate(timeout=WAIT)[1].decode() for window in windows]
    codes = sorted(window.returncode for window in windows)
    assert codes == [0, *[2] * (WINDOWS - 1)]
    assert sum("ask 1 was answered already" in error for error in errors) == WINDOWS - 1
    log = subprocess.run(
        [MILEPOST, "log", "--since", "17 Nov 2009"],
        env=now,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert [line.split("  ")[3].split()[0] for line in log.splitlines()] == [
        "decision:",
        "rescheduled",
    ]


def test_colleagues_exchange_what_a_board_did(environ: dict[str, str], tmp_path: Path) -> None:
    typed(environ, "2009-10-05", "forecast", "1.1.1-a", "Jan 2010", "--note", "Vetting")
    typed(environ, "2009-11-05", "board", "table", *NOVEMBER)
    action = ("--action", "Send the figures", "--owner", "Finance")
    typed(environ, "2009-11-18", "board", "answer", *NOVEMBER, "1=defer", *action)
    (tmp_path / "shared").mkdir()
    typed(environ, "2009-11-18", "sync", str(tmp_path / "shared"))
    typed(environ, "2009-11-18", "backup", str(tmp_path / "journal.zip"))

    for name, words in {
        "merged": ["merge", str(tmp_path / "journal")],
        "synced": ["sync", str(tmp_path / "shared")],
        "restored": ["restore", str(tmp_path / "journal.zip")],
    }.items():
        (tmp_path / name).mkdir()
        theirs = environ | {
            "MILEPOST_JOURNAL": str(tmp_path / name),
            "MILEPOST_BY": "Chair",
            "XDG_STATE_HOME": str(tmp_path / f"state of {name}"),
        }
        typed(theirs, "2009-11-19", *words)
        assert "1  deferred  Contracts in place" in typed(
            theirs, "2009-11-19", "minutes", *NOVEMBER
        )
        assert "[ ] open  Send the figures" in typed(theirs, "2009-11-19", "board", "actions")
        typed(theirs, "2009-11-19", "carry-forward", "-o", str(tmp_path / f"{name}.yaml"))
