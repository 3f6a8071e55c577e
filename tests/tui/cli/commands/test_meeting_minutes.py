"""`milepost minutes`: what a meeting was given, decided, wanted done and approved."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Milepost, on_plan
from tests.tui.cli.commands.test_board_cycle import BOARDS, MILESTONES, NOVEMBER

WritePlan = Callable[..., Path]


@pytest.fixture
def run(milepost: Milepost, small_plan: WritePlan) -> Milepost:
    """Return the command after a meeting with a paper, answers, a decision and a note."""
    run = on_plan(milepost, small_plan(MILESTONES, head=BOARDS))
    run("forecast", "1.1.1-a", "Jan 2010", "--note", "Vetting", "--on", "5 Oct 2009")
    run("note", "1.1.1-c", "--ask", "Release *20k*", "--on", "6 Oct 2009")
    run("board", "table", *NOVEMBER, "--as-of", "31 Oct 2009", "--on", "5 Nov 2009")
    run("board", "answer", *NOVEMBER, "1=approve", "--note", "As asked")
    words = ("--action", "Write", "--owner", "ELS lead", "--due", "27 Nov 2009")
    run("decision", "Go on", *NOVEMBER, *words)
    run("note", "1.1.1-a", "Said in the <room>", "--on", "17 Nov 2009")
    return run


def test_the_text_has_what_was_tabled_decided_wanted_approved_and_noted(run: Milepost) -> None:
    answer = run("minutes", *NOVEMBER)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == (
        "Minutes: EMRRP Board, 17 Nov 2009\n"
        "A small plan, 30 Nov 2009\n"
        "Tabled: the paper as of 31 Oct 2009, on 5 Nov 2009 by ELS lead. 2 asks, 1\n"
        "    answered.\n"
        "\n"
        "Decided on what was asked\n"
        "  1  approved  Contracts in place (1.1.1-a), from 30 Sep 2009 to 31 Jan 2010 /\n"
        "    As asked\n"
        "  2  not answered  Posts filled (1.1.1-c): Release *20k*\n"
        "\n"
        "Other decisions\n"
        "  the plan: Go on\n"
        "\n"
        "Actions\n"
        "  [!] OVERDUE 3d  Write  ELS lead, by 27 Nov 2009  the plan\n"
        "\n"
        "New dates and withdrawals\n"
        "  Contracts in place (1.1.1-a): rescheduled to 31 Jan 2010, approved by EMRRP\n"
        "    Board: Vetting\n"
        "\n"
        "Notes of the day\n"
        "  Contracts in place (1.1.1-a): ELS lead: Said in the <room>\n"
    )


def test_markdown_shows_foreign_text_as_it_is(run: Milepost, tmp_path: Path) -> None:
    assert run("minutes", *NOVEMBER, "-o", str(tmp_path / "minutes.md")).code == 0
    text = (tmp_path / "minutes.md").read_text(encoding="utf-8")
    assert text.startswith("# Minutes: EMRRP Board, 17 Nov 2009\n\nA small plan, 30 Nov 2009. Tab")
    assert "\n## Decided on what was asked\n\n- 1  approved  Contracts in place" in text
    assert r"Release \*20k\*" in text
    assert r"Said in the \<room\>" in text


def test_a_meeting_of_which_nothing_is_recorded_says_so(run: Milepost) -> None:
    text = run("minutes", "--meeting", "12 Jan 2010").out
    assert text.endswith("\nNothing is recorded of this meeting.\n")


def test_a_meeting_without_a_paper_has_its_decisions(run: Milepost) -> None:
    run("board", "add", "3 Nov 2009", "--board", "OLASS Board")
    run("decision", "Noted", "--board", "OLASS Board", "--meeting", "3 Nov 2009")
    text = run("minutes", "--meeting", "3 Nov 2009", "--board", "olass board").out
    assert "\nNo paper was tabled.\n\nOther decisions\n  the plan: Noted\n" in text


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ([], "the meeting is missing"),
        (["--meeting", "18 Nov 2009"], "no meeting on 18 Nov 2009"),
        ([*NOVEMBER, "--board", "Nobody"], "the plan has no board 'Nobody'"),
    ],
)
def test_minutes_of_no_meeting_are_refused(run: Milepost, words: list[str], reason: str) -> None:
    answer = run("minutes", *words)
    assert (answer.code, answer.out) == (2, "")
    assert reason in answer.err


def test_two_answers_to_one_ask_from_two_machines_are_both_in_the_minutes(
    run: Milepost, tmp_path: Path
) -> None:
    other = tmp_path / "other machine"
    shutil.copytree(tmp_path / "journal", other)
    run("board", "answer", *NOVEMBER, "2=approve")
    run("board", "answer", *NOVEMBER, "2=refuse", "--by", "Chair", "--journal", str(other))
    assert run("merge", str(other)).code == 0

    text = run("minutes", *NOVEMBER).out
    section = text.split("Answered twice: take one of the two back\n")[1].split("\n\n")[0]
    assert ("approved by ELS lead" in section, "refused by Chair" in section) == (True, True)
    others = text.split("Other decisions\n")[1].split("\n\n")[0]
    assert others == "  the plan: Go on"
