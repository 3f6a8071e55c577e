"""The Board's commands: judge, decision, board, and a note's cause and action."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Milepost, on_plan

WritePlan = Callable[..., Path]
MILESTONES = """
- {id: 1.1.1-a, title: Contracts in place, when: Sep 2009}
- {id: 1.1.1-b, title: Reviews, when: every quarter from Oct 2009}
"""
BOARDS = "boards:\n  - {name: EMRRP Board, dates: [2009-11-17]}\n  - {name: OLASS Board}"


@pytest.fixture
def run(milepost: Milepost, small_plan: WritePlan) -> Milepost:
    """Return the command on a small plan that has two boards."""
    return on_plan(milepost, small_plan(MILESTONES, head=BOARDS))


def test_a_judgement_is_recorded_and_leaves_the_status(run: Milepost) -> None:
    answer = run("judge", "1.1.1-a", " Green", "--why", "Signed in all but name", "-f", "json")

    assert answer.code == 0
    assert (answer.json["colour"], answer.json["text"]) == ("green", "Signed in all but name")
    (item,) = run("show", "1.1.1-a", "-f", "json").json["items"]
    assert (item["status"], item["colour"]) == ("overdue", "red")
    assert "judged green  by ELS lead: Signed in all but name" in run("show", "1.1.1-a").out


@pytest.mark.parametrize(
    "words", [["1.1.1-a", "blue", "--why", "w"], ["1.1.1-a", "red"], ["1.1.1-b", "red"]]
)
def test_a_judgement_that_means_nothing_is_refused_and_nothing_is_written(
    run: Milepost, tmp_path: Path, words: list[str]
) -> None:
    answer = run("judge", *words)

    assert (answer.code, answer.out) == (2, "")
    assert list(tmp_path.glob("journal/*")) == []


def test_a_decision_is_recorded_and_listed(run: Milepost) -> None:
    options = [
        "--action",
        "Report progress",
        "--owner",
        "ELS lead",
        "--due",
        "Jan 2010",
        "--on",
        "2009-11-17",
    ]
    assert run("decision", "New date agreed", "--ref", "1.1.1-a", *options).code == 0
    assert (
        run("decision", "Returns within 30 days", "--on", "2009-11-17", by="Board secretary").code
        == 0
    )

    listed = run("decision", "-f", "json").json
    assert [(one["ref"], one["text"], one["by"]) for one in listed] == [
        ("1.1.1-a", "New date agreed", "ELS lead"),
        ("", "Returns within 30 days", "Board secretary"),
    ]
    assert (
        "the plan  17 Nov 2009  decision  by Board secretary: Returns within 30 days\n"
        in run("decision").out
    )
    assert run("decision", "--as-of", "2009-11-16").out == ""


def test_a_decision_without_its_words_is_refused(run: Milepost) -> None:
    answer = run("decision", "--owner", "ELS lead")

    assert answer.code == 2
    assert "what was decided is missing" in answer.err


def test_a_meeting_is_recorded_and_listed_with_the_plans_own(run: Milepost) -> None:
    answer = run("board", "add", "12 Jan 2010")

    assert (answer.code, answer.out) == (0, "")
    assert "EMRRP Board: the meeting of 12 Jan 2010 is recorded" in answer.err
    assert run("board", "add", "12 Jan 2010", "--board", "OLASS Board").code == 0
    assert (
        run("board").out
        == "17 Nov 2009  EMRRP Board\n12 Jan 2010  EMRRP Board\n12 Jan 2010  OLASS Board\n"
    )
    assert run("board", "-f", "json").json[0] == {"on": "2009-11-17", "board": "EMRRP Board"}
    assert "Next Board: 12 Jan 2010" in run("status").out


def test_what_takes_a_meeting_back_is_undo(run: Milepost) -> None:
    run("board", "add", "12 Jan 2010")
    answer = run("undo")

    assert answer.err.startswith("milepost: taken back: 30 Nov 2009  meeting")
    assert run("board").out == "17 Nov 2009  EMRRP Board\n"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["add"], "the day of the meeting is missing"),
        (["add", "Jan 2010"], "longer than a day"),
        (["add", "2009-11-17"], "in the calendar already"),
    ],
)
def test_a_meeting_that_is_no_day_or_known_already_is_refused(
    run: Milepost, words: list[str], reason: str
) -> None:
    answer = run("board", *words)

    assert answer.code == 2
    assert reason in answer.err


def test_a_note_takes_a_cause_and_an_action(run: Milepost) -> None:
    run(
        "note",
        "1.1.1-a",
        "Bids are in",
        "--cause",
        "Tender went out late",
        "--action",
        "Board to decide",
    )

    (item,) = run("show", "1.1.1-a", "-f", "json").json["items"]
    (note,) = item["notes"]
    assert (note["text"], note["cause"], note["action"]) == (
        "Bids are in",
        "Tender went out late",
        "Board to decide",
    )
