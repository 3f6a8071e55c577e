"""`milepost board`: the calendar, asks, table, answer, actions, and `decision` at a meeting."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Answer, Milepost, on_plan

WritePlan = Callable[..., Path]
MILESTONES = """
- {id: 1.1.1-a, title: Contracts in place, when: Sep 2009}
- {id: 1.1.1-b, title: Reviews, when: every quarter from Oct 2009}
- {id: 1.1.1-c, title: Posts filled, when: undated (none)}
"""
BOARDS = """boards:
  - {name: EMRRP Board, dates: [2009-11-17, 2010-01-12]}
  - {name: OLASS Board, meets: every quarter}"""
IN_JANUARY = "2010-01-13T10:00:00Z"
NOVEMBER = ("--meeting", "17 Nov 2009")


@pytest.fixture
def run(milepost: Milepost, small_plan: WritePlan) -> Milepost:
    """Return the command on a plan with two boards, with a forecast and a note that ask."""
    run = on_plan(milepost, small_plan(MILESTONES, head=BOARDS))
    run("forecast", "1.1.1-a", "Jan 2010", "--note", "Vetting", "--on", "5 Oct 2009")
    run("note", "1.1.1-b@Q3-2009/10", "--ask", "Release 20k for a *locum*", "--on", "6 Oct 2009")
    run("forecast", "1.1.1-c", "Mar 2010", "--on", "7 Oct 2009")
    return run


@pytest.fixture
def tabled(run: Milepost) -> Milepost:
    """Return the command with the paper for 17 November tabled."""
    answer = run("board", "table", *NOVEMBER, "--as-of", "31 Oct 2009", "--on", "5 Nov 2009")
    assert answer.code == 0, answer.err
    return run


def entries(run: Milepost, *words: str) -> list[tuple[str, str, str]]:
    logged = run("log", *words, "-f", "json").json
    return [(one["kind"], one["ref"], one.get("answer", "")) for one in logged]


# Asks.


def test_asks_are_numbered_with_title_lead_dates_days_and_why(run: Milepost) -> None:
    answer = run("board", "asks")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == (
        "EMRRP Board, 12 Jan 2010: 3 asks\n"
        "\n"
        "  1  Contracts in place (1.1.1-a)  JCP  from 30 Sep 2009 to 31 Jan 2010, 123 days: Vetting\n"
        "  2  Reviews (1.1.1-b@Q3-2009/10)  JCP  asks: Release 20k for a *locum*\n"
        "  3  Posts filled (1.1.1-c)  JCP  first date 31 Mar 2010\n"
    )


def test_asks_as_json_have_what_is_asked_what_passed_and_what_was_decided(run: Milepost) -> None:
    run("decision", "Not yet", "--ref", "1.1.1-c", "--on", "17 Nov 2009")
    asks = run("board", "asks", "--meeting", "9 Mar 2010", "-f", "json").json
    assert (asks["board"], asks["meeting"], asks["as_of"]) == (
        "EMRRP Board",
        "2010-03-09",
        "2009-11-30",
    )
    (asked,) = asks["asks"]
    assert {key: asked[key] for key in ("number", "kind", "ref", "title", "why", "to")} == {
        "number": 1,
        "kind": "request",
        "ref": "1.1.1-b@Q3-2009/10",
        "title": "Reviews",
        "why": "Release 20k for a *locum*",
        "to": None,
    }
    (passed,) = asks["passed"]
    assert (passed["ref"], passed["from"], passed["to"], passed["days"], passed["leads"]) == (
        "1.1.1-a",
        "2009-09-30",
        "2010-01-31",
        123,
        ["JCP"],
    )
    (decided,) = asks["decided"]
    assert (decided["ref"], decided["decision"]["text"], decided["decision"]["answer"]) == (
        "1.1.1-c",
        "Not yet",
        "",
    )


def test_asks_follow_the_options_of_a_report(run: Milepost) -> None:
    asks = run("board", "asks", "--text", "Contracts", "-f", "json").json["asks"]
    assert [(ask["number"], ask["ref"]) for ask in asks] == [(1, "1.1.1-a")]
    assert "Nothing is asked." in run("board", "asks", "--pathway", "not stated").out


def test_a_board_without_a_coming_meeting_has_no_asks_and_says_when_one_is_expected(
    run: Milepost,
) -> None:
    answer = run("board", "asks", "--board", "OLASS Board")
    assert (answer.code, answer.out) == (2, "")
    assert "OLASS Board: no date is set; it meets every quarter, so one is expected by 31 Dec" in (
        answer.err
    )


def test_a_note_about_a_measure_asks_too_and_its_board_gets_it(milepost: Milepost) -> None:
    milepost("note", "2.7.2-m1", "--ask", "Lend two tutors")
    milepost("note", "2.4.4-c", "--ask", "Write to the national team")
    meeting = ("--meeting", "12 Jan 2010", "-f", "json")
    asks = milepost("board", "asks", *meeting).json["asks"]
    assert [(ask["ref"], ask["why"]) for ask in asks] == [
        ("2.4.4-c", "Write to the national team"),
        ("2.7.2-m1", "Lend two tutors"),
    ]
    olass = milepost("board", "asks", "--board", "OLASS Board", *meeting).json["asks"]
    assert [(ask["number"], ask["ref"]) for ask in olass] == [(1, "2.4.4-c")]
    milepost("board", "add", "12 Jan 2010")
    assert milepost("board", "table", "--meeting", "12 Jan 2010").code == 0
    answer = milepost("board", "answer", "--meeting", "12 Jan 2010", "2=approve", now=IN_JANUARY)
    assert answer.out == (
        "2  approved  General OBPs in the community, successful completion rate (2.7.2-m1): Lend two"
        " tutors\n"
    )
    assert [
        ask["ref"] for ask in milepost("board", "asks", *meeting, now=IN_JANUARY).json["decided"]
    ] == ["2.7.2-m1"]


# The calendar.


def test_the_calendar_says_which_board_should_have_a_date(run: Milepost) -> None:
    assert run("board").out == (
        "17 Nov 2009  EMRRP Board\n"
        "12 Jan 2010  EMRRP Board\n"
        "OLASS Board: no date is set; it meets every quarter, so one is expected by 31 Dec 2009\n"
    )
    assert run("board", "--board", "emrrp board").out.count("\n") == 2
    assert "by 30 Jun 2010" in run("board", "--as-of", "1 Apr 2010").out
    run("board", "add", "3", "Dec", "2009", "--board", "OLASS Board")
    assert "3 Dec 2009  OLASS Board\n" in run("board").out
    assert "no date" not in run("board").out


@pytest.mark.parametrize("words", [["board", "add", "1 Dec 2009"], ["board"], ["board", "actions"]])
def test_an_unknown_board_is_refused_with_the_nearest(run: Milepost, words: list[str]) -> None:
    answer = run(*words, "--board", "OLAS Board")
    assert (answer.code, answer.out) == (2, "")
    assert "the plan has no board 'OLAS Board'; did you mean OLASS Board" in answer.err


def test_options_may_stand_between_the_words(run: Milepost) -> None:
    assert run("board", "add", "--board", "OLASS Board", "1 Dec 2009").code == 0
    assert run("note", "1.1.1-a", "--on", "1 Nov 2009", "Said").code == 0
    assert run("decision", "--ref", "1.1.1-a", "Wait").code == 0


# Table.


def test_a_paper_is_tabled_with_its_numbered_asks(run: Milepost) -> None:
    answer = run("board", "table", *NOVEMBER, "--as-of", "31 Oct 2009", "--on", "5 Nov 2009")
    assert (answer.code, answer.err) == (
        0,
        "milepost: EMRRP Board, 17 Nov 2009: the paper as of 31 Oct 2009 is tabled, with 3 asks\n",
    )
    assert answer.out == (
        "  1  Contracts in place (1.1.1-a), from 30 Sep 2009 to 31 Jan 2010\n"
        "  2  Reviews (1.1.1-b@Q3-2009/10): Release 20k for a *locum*\n"
        "  3  Posts filled (1.1.1-c), first date 31 Mar 2010\n"
    )


def test_a_tabled_paper_as_json_has_the_meeting_and_each_ask(run: Milepost) -> None:
    words = ("--as-of", "31 Oct 2009", "--text", "Contracts", "--marking", "OFFICIAL")
    entry = run("board", "table", *NOVEMBER, *words, "-f", "json").json
    assert (entry["kind"], entry["board"], entry["meeting"]) == (
        "tabled",
        "EMRRP Board",
        "2009-11-17",
    )
    (ask,) = entry["tabled"]["asks"]
    assert ask["entry"] == run("log", "1.1.1-a", "-f", "json").json[0]["id"]
    assert "text" not in ask
    assert entry["tabled"]["as_of"] == "2009-10-31"


def test_a_second_paper_says_that_it_replaces_the_first(tabled: Milepost) -> None:
    tabled("board", "answer", *NOVEMBER, "2=refuse")
    answer = tabled("board", "table", *NOVEMBER, "--as-of", "15 Nov 2009", "--on", "16 Nov 2009")
    assert "it replaces the paper tabled on 5 Nov 2009 by ELS lead; 1 answer to it stay" in (
        answer.err
    )
    answer = tabled("board", "answer", *NOVEMBER, "2=approve")
    assert "ask 2 was answered already (refuse" in answer.err


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ([], "the meeting is missing: add --meeting DATE"),
        (["--meeting", "18 Nov 2009"], "no meeting on 18 Nov 2009; its meetings are 17 Nov 2009,"),
        (["--meeting", "Nov 2009"], "longer than a day"),
        (["--meeting", "17 Nov 2009"], "is not as of 30 Nov 2009: add --as-of"),
        (["--meeting", "12 Jan 2010", "--note", "N"], "`milepost board table` takes no --note"),
        (["exception", "--meeting", "12 Jan 2010"], "takes no 'exception'"),
        (["--meeting", "12 Jan 2010", "--lead", "Nobody"], "Nobody"),
    ],
)
def test_a_paper_of_no_meeting_or_with_what_means_nothing_is_refused(
    run: Milepost, words: list[str], reason: str
) -> None:
    answer = run("board", "table", *words)
    assert (answer.code, answer.out) == (2, "")
    assert reason in answer.err
    assert "tabled" not in [kind for kind, *_ in entries(run)]


# Answer.


def test_answers_are_recorded_in_one_act_and_printed_with_their_titles(tabled: Milepost) -> None:
    answer = tabled("board", "answer", *NOVEMBER, "1,3=approve", "2=defer")
    assert answer.code == 0
    assert answer.out == (
        "1  approved  Contracts in place (1.1.1-a), from 30 Sep 2009 to 31 Jan 2010\n"
        "2  deferred  Reviews (1.1.1-b@Q3-2009/10): Release 20k for a *locum*\n"
        "3  approved  Posts filled (1.1.1-c), first date 31 Mar 2010\n"
    )
    assert answer.err == (
        "milepost: EMRRP Board, 17 Nov 2009: 3 answers recorded; `milepost undo --together` takes"
        " all of it back\n"
    )
    assert entries(tabled, "--since", "17 Nov 2009") == [
        ("decision", "1.1.1-a", "approve"),
        ("rescheduled", "1.1.1-a", ""),
        ("decision", "1.1.1-b@Q3-2009/10", "defer"),
        ("decision", "1.1.1-c", "approve"),
        ("rescheduled", "1.1.1-c", ""),
    ]
    (item,) = tabled("show", "1.1.1-c", "-f", "json").json["items"]
    assert (item["due"], item["original_due"], item["rescheduled"]) == ("2010-03-31", None, True)
    log = tabled("log", "1.1.1-a").out
    assert "17 Nov 2009  decision: approve  by ELS lead: Approved: new date 31 Jan 2010" in log
    assert "rescheduled to 31 Jan 2010, approved by EMRRP Board  by ELS lead: Vetting" in log


def test_answers_as_json_are_the_entries(tabled: Milepost) -> None:
    words = ("1=approve", "--note", "As asked", "--on", "18 Nov 2009", "-f", "json")
    decision, new_date = tabled("board", "answer", *NOVEMBER, *words).json
    assert (decision["text"], decision["meeting"], decision["on"]) == (
        "As asked",
        "2009-11-17",
        "2009-11-18",
    )
    assert decision["answers"] == new_date["answers"]


def test_all_answers_are_recorded_or_none(tabled: Milepost) -> None:
    answer = tabled("board", "answer", *NOVEMBER, "1-4=approve")
    assert (answer.code, answer.out) == (2, "")
    assert "has no ask 4: its asks are 1 to 3" in answer.err
    assert entries(tabled, "--kind", "decision") == []


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ([*NOVEMBER], "the answers are missing: write them, such as 1-5=approve"),
        (["1=approve"], "the meeting is missing: add --meeting DATE"),
        (["--meeting", "12 Jan 2010", "1=approve"], "no paper was tabled at the EMRRP Board of 12"),
        ([*NOVEMBER, "1=yes"], "'yes' is no answer; write approve, refuse or defer."),
        ([*NOVEMBER, "1-2=defer", "--action", "A"], "are of one answer: record that one alone"),
        ([*NOVEMBER, "1=defer", "--pathway", "ELS"], "takes no --pathway"),
    ],
)
def test_what_is_no_answer_is_refused(tabled: Milepost, words: list[str], reason: str) -> None:
    answer = tabled("board", "answer", *words)
    assert (answer.code, answer.out) == (2, "")
    assert reason in answer.err


def test_status_says_when_a_board_without_a_date_is_expected(
    milepost: Milepost, small_plan: WritePlan
) -> None:
    head = "boards: [{name: OLASS Board, meets: every quarter, dates: [2009-10-20]}]"
    run = on_plan(milepost, small_plan(MILESTONES, head=head))

    expected = "Next Board: no date is set for the OLASS Board; it meets every quarter, so one"
    assert f"{expected} is expected by 20 Jan 2010\n" in run("status").out
    assert f"{expected} was expected by 20 Jan 2010\n" in run("status", "--as-of", "2010-02-01").out
    run("board", "add", "2010-01-12")
    assert "Next Board: 12 Jan 2010, OLASS Board\n" in run("status").out


def test_undo_takes_an_answer_back_with_its_date_and_together_takes_all(tabled: Milepost) -> None:
    tabled("board", "answer", *NOVEMBER, "1-2=approve", "3=approve")
    undone = tabled("undo")
    assert "taken back: 1.1.1-c  17 Nov 2009  rescheduled to 31 Mar 2010" in undone.err
    assert "; with it, of the same answer: 17 Nov 2009  decision: approve" in undone.err
    assert [row["ref"] for row in decisions(tabled)] == ["1.1.1-a", "1.1.1-b@Q3-2009/10"]
    assert "; with it, of the same answer" in tabled("redo").err
    assert len(decisions(tabled)) == 3
    assert tabled("undo", "--together").code == 0
    assert decisions(tabled) == []
    (item,) = tabled("show", "1.1.1-a", "-f", "json").json["items"]
    assert not item["rescheduled"]
    assert tabled("redo", "--together").code == 0
    assert len(decisions(tabled)) == 3
    (item,) = tabled("show", "1.1.1-a", "-f", "json").json["items"]
    assert item["rescheduled"]
    assert tabled("undo", "--together").code == 0
    assert tabled("board", "answer", *NOVEMBER, "1-3=refuse").code == 0


def decisions(run: Milepost) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = run("decision", "-f", "json").json
    return rows


# Decisions and actions.


def test_a_decision_names_its_board_and_meeting_and_is_of_that_day(run: Milepost) -> None:
    words = ("--meeting", "17 Nov 2009", "--action", "Write", "--owner", "JCP", "-f", "json")
    entry = run("decision", "Go on", *words).json
    assert (entry["board"], entry["meeting"], entry["on"]) == (
        "EMRRP Board",
        "2009-11-17",
        "2009-11-17",
    )
    assert "board" not in run("decision", "Plain", "-f", "json").json
    run("decision", "OLASS's", "--board", "olass board")
    assert len(decisions(run)) == 3
    listed = run("decision", "--board", "OLASS Board", "-f", "json").json
    assert [row["text"] for row in listed] == ["Plain", "OLASS's"]
    answer = run("decision", "Go on", "--meeting", "18 Nov 2009")
    assert (answer.code, "no meeting on 18 Nov 2009" in answer.err) == (2, True)


def asked_for(run: Milepost, action: str, due: str) -> str:
    words = (*NOVEMBER, "--action", action, "--owner", "ELS lead", "--due", due, "-f", "json")
    decision_id: str = run("decision", "Go on", "--ref", "1.1.1-a", *words).json["id"]
    return decision_id


def test_actions_stay_open_until_they_are_done(run: Milepost) -> None:
    late, soon = asked_for(run, "Write", "27 Nov 2009"), asked_for(run, "Report", "Jan 2010")
    assert run("board", "actions").out == (
        "[!] OVERDUE 3d  Write  ELS lead, by 27 Nov 2009  Contracts in place (1.1.1-a)\n"
        f"    {late}  EMRRP Board, 17 Nov 2009: Go on\n"
        "[ ] open  Report  ELS lead, by Jan 2010  Contracts in place (1.1.1-a)\n"
        f"    {soon}  EMRRP Board, 17 Nov 2009: Go on\n"
    )
    answer = run("board", "action", "done", late, "--on", "28 Nov 2009", "--note", "Sent")
    assert (answer.code, answer.out) == (0, "")
    assert "done on 28 Nov 2009: Write (ELS lead), asked for on 17 Nov 2009" in answer.err
    listed = run("board", "actions", "-f", "json").json
    assert [(row["id"], row["status"]) for row in listed] == [(soon, "open"), (late, "done late")]
    assert listed[1] == {
        "id": late,
        "ref": "1.1.1-a",
        "title": "Contracts in place",
        "decision": "Go on",
        "action": "Write",
        "owner": "ELS lead",
        "due": "2009-11-27",
        "when": "27 Nov 2009",
        "board": "EMRRP Board",
        "meeting": "2009-11-17",
        "status": "done late",
        "days_late": 1,
        "done_on": "2009-11-28",
        "by": "ELS lead",
    }
    assert (listed[0]["done_on"], listed[0]["by"]) == (None, None)
    assert "[x] done 28 Nov 2009, 1 day late  Write" in run("board", "actions").out
    assert run("board", "actions", "--board", "OLASS Board", "-f", "json").json == []
    again = run("board", "action", "done", late)
    assert (again.code, "was done already, on 28 Nov 2009" in again.err) == (2, True)


@pytest.mark.parametrize("words", [[], ["done"], ["don", "01J"], ["done", "01J", "02J"]])
def test_half_a_command_is_answered_with_the_whole_one(run: Milepost, words: list[str]) -> None:
    answer = run("board", "action", *words)
    assert (answer.code, answer.out) == (2, "")
    assert "`milepost board action done ID`: `milepost board actions` lists them" in answer.err


def test_a_mistyped_act_is_refused_with_the_acts(run: Milepost) -> None:
    answer = run("board", "awnser", "1=approve")
    assert answer.code == 2
    assert "answer" in answer.err
    assert "takes no --meeting" in run("board", "--meeting", "17 Nov 2009").err


def test_a_board_that_wants_nothing_done_is_named_as_that(run: Milepost) -> None:
    answer = run("board", "actions")
    assert (answer.code, answer.out) == (0, "")
    assert "no decision asks for an action" in answer.err


def board_line(answer: Answer) -> list[str]:
    return [line for line in answer.out.splitlines() if line.startswith("Board actions")]


def test_status_says_in_one_line_how_many_actions_are_open_and_whose(run: Milepost) -> None:
    assert board_line(run("status")) == []
    asked_for(run, "Report", "Jan 2010")
    assert board_line(run("status")) == ["Board actions: 1 open, none overdue (ELS lead)"]
    run("decision", "Go on", "--action", "Ask", "--due", "Nov 2009", "--on", "1 Nov 2009")
    late = board_line(run("status", "--as-of", "1 Dec 2009"))
    assert late == ["Board actions: 2 open, 1 overdue (nobody named)"]
    for row in run("board", "actions", "-f", "json").json:
        run("board", "action", "done", row["id"])
    assert board_line(run("status")) == []


# Notes that ask.


def test_a_note_may_ask_and_the_ask_is_shown_found_and_corrected(run: Milepost) -> None:
    note = run("note", "1.1.1-a", "Bids are in", "--ask", "Approve the bid", "-f", "json").json
    assert (note["text"], note["ask"]) == ("Bids are in", "Approve the bid")
    assert "Bids are in / Ask: Approve the bid" in run("log", "--text", "the bid").out
    assert "Ask: Approve the bid" in run("show", "1.1.1-a").out
    items = run("list", "--text", "approve the bid", "-f", "json").json["items"]
    assert [(item["ref"], item["notes"][-1]["ask"]) for item in items] == [
        ("1.1.1-a", "Approve the bid")
    ]
    assert "Ask: Approve the bid" in run("list", "-f", "csv").out
    corrected = run("correct", note["id"], "--ask", "Approve both", "-f", "json").json
    assert (corrected["text"], corrected["ask"]) == ("Bids are in", "Approve both")
    assert "Approve both" in run("board", "asks").out
    assert "Approve the bid" not in run("board", "asks").out
    empty = run("correct", corrected["id"], "--ask", "", "--text", "")
    assert (empty.code, "a note needs words" in empty.err) == (2, True)


def test_a_note_without_any_words_is_refused(run: Milepost) -> None:
    answer = run("note", "1.1.1-a")
    assert (answer.code, "a note needs words" in answer.err) == (2, True)


def test_erasing_what_asked_names_the_new_date_that_repeats_its_reason(tabled: Milepost) -> None:
    tabled("note", "1.1.1-c", "--ask", "Ask J. Bloggs to stay", "--on", "4 Nov 2009")
    tabled("forecast", "1.1.1-a", "Feb 2010", "--note", "J. Bloggs is away", "--on", "4 Nov 2009")
    tabled("board", "table", *NOVEMBER, "--as-of", "5 Nov 2009", "--on", "5 Nov 2009")
    tabled("board", "answer", *NOVEMBER, "1-3=approve")
    logged = tabled("log", "-f", "json").json
    asking = [one["id"] for one in logged if "Bloggs" in str(one) and one["on"] == "2009-11-04"]
    named = [tabled("journal", "erase", one, "--why", "asked for").err for one in asking]
    (new_date,) = [one for one in logged if one["kind"] == "rescheduled" and one.get("text")]
    assert f"the same words are in entry {new_date['id']}" in "".join(named)
    assert tabled("journal", "erase", new_date["id"], "--why", "asked for").code == 0
    assert "Bloggs" not in str(tabled("log", "-f", "json").json)
    assert tabled("board", "actions").code == 0
