"""The commands that record: exit codes, messages and what is written to disk."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Milepost, on_plan

WritePlan = Callable[..., Path]

MILESTONES = """
- {id: 1.1.1-a, title: Contracts in place, when: Sep 2009, printed: By September}
- {id: 1.1.1-b, title: Completions, cumulative: {Q1: 189, Q2: 454}}
- {id: 1.1.1-c, title: Joint work, when: ongoing}
- {id: 1.1.1-d, title: Reviews, when: every quarter from Oct 2009}
- {id: 1.1.1-e, title: Pilot runs, when: from Jun 2009}
"""
Q1, Q2 = "1.1.1-b@Q1-2009/10", "1.1.1-b@Q2-2009/10"


@pytest.fixture
def run(milepost: Milepost, small_plan: WritePlan) -> Milepost:
    """Return the command on the small plan."""
    return on_plan(milepost, small_plan(MILESTONES))


@pytest.fixture
def journal(tmp_path: Path) -> Callable[[], dict[str, bytes]]:
    """Return what reads the journal's files as they are."""
    return lambda: {path.name: path.read_bytes() for path in (tmp_path / "journal").glob("*")}


def item(run: Milepost, ref: str = "1.1.1-a", **environ: str) -> dict[str, object]:
    items = run("list", "-f", "json", **environ).json["items"]
    (found,) = (each for each in items if each["ref"] == ref)
    assert isinstance(found, dict)
    return found


# Acts.


def test_a_tick_is_kept_with_its_day_note_and_evidence(run: Milepost) -> None:
    answer = run(
        "tick",
        "1.1.1-a",
        "--on",
        "29 Sep 2009",
        "--note",
        "Signed.",
        "--evidence",
        "minutes of July",
    )
    (note,) = run("show", "1.1.1-a", "-f", "json").json["items"][0]["notes"]

    assert (answer.code, answer.out) == (0, "")
    assert "1.1.1-a ticked as done on 29 Sep 2009, by ELS lead" in answer.err
    assert (note["on"], note["kind"], note["by"], note["at"]) == (
        "2009-09-29",
        "done",
        "ELS lead",
        "2009-11-30T10:00:00Z",
    )
    assert "Signed." in note["text"]
    assert note["evidence"] == "minutes of July"
    assert (item(run)["status"], item(run)["done_on"]) == ("done", "2009-09-29")


def test_each_act_shows_in_the_checklist(run: Milepost) -> None:
    for words in (
        ("start", "1.1.1-e", "--on", "2009-11-01"),
        ("note", "1.1.1-c", "Asked again."),
        ("actual", Q1, "1,890.5"),
        ("forecast", "1.1.1-a", "Jan 2010"),
        ("reschedule", "1.1.1-a", "Dec 2009", "--approved-by", "EMRRP Board", "--why", "Agreed."),
        ("withdraw", "1.1.1-d@Q4-2009/10", "--approved-by", "EMRRP Board"),
    ):
        assert run(*words).code == 0

    assert item(run, "1.1.1-e")["started_on"] == "2009-11-01"
    assert item(run, "1.1.1-e")["status"] == "continuing"
    assert item(run, "1.1.1-c")["status"] == "continuing"
    assert item(run, Q1)["actual"] == 1890.5
    moved = item(run)
    assert (moved["status"], moved["forecast"], moved["rescheduled"]) == (
        "forecast late",
        "2010-01-31",
        True,
    )
    assert (moved["due"], moved["original_due"]) == ("2009-12-31", "2009-09-30")
    assert item(run, "1.1.1-d@Q4-2009/10")["status"] == "withdrawn"


def test_json_prints_the_entry_that_was_made(run: Milepost) -> None:
    made = run("tick", "1.1.1-a", "-f", "json").json
    (logged,) = run("log", "-f", "json").json

    assert (made["ref"], made["kind"], made["on"], made["by"]) == (
        "1.1.1-a",
        "done",
        "2009-11-30",
        "ELS lead",
    )
    assert logged == made


def test_an_act_happened_today_unless_an_as_of_date_is_set(run: Milepost) -> None:
    assert run("note", "1.1.1-a", "x", "-f", "json").json["on"] == "2009-11-30"
    assert (
        run("note", "1.1.1-a", "x", "--as-of", "Sep 2009", "-f", "json").json["on"] == "2009-09-30"
    )
    assert run("note", "1.1.1-a", "x", "-f", "json", as_of="2009-08-31").json["on"] == "2009-08-31"
    assert (
        run("note", "1.1.1-a", "x", "--on", "today", "-f", "json", as_of="2009-08-31").json["on"]
        == "2009-11-30"
    )


def test_what_the_environment_says_an_option_overrules(
    run: Milepost, tmp_path: Path, small_plan: WritePlan
) -> None:
    other = str(small_plan("- {id: 1.1.1-a, title: Elsewhere, when: Oct 2009}", name="other.yaml"))
    folder = str(tmp_path / "shared")

    assert run("note", "1.1.1-a", "x", "-f", "json", by="Plan keeper").json["by"] == "Plan keeper"
    assert run("note", "1.1.1-a", "x", "--by", "Secretary", "-f", "json").json["by"] == "Secretary"
    assert run("note", "1.1.1-a", "y", "--journal", folder).code == 0
    assert [entry["text"] for entry in run("log", "-f", "json", journal=folder).json] == ["y"]
    assert run("list", "-f", "json", plan=other).json["items"][0]["title"] == "Elsewhere"
    assert run("list", "-f", "json", "--plan", other).json["items"][0]["title"] == "Elsewhere"
    assert run("list", "-f", "json", now="2009-07-01T00:00:00Z").json["as_of"] == "2009-07-01"
    assert run("list", "-f", "json", as_of="today").json["as_of"] == "2009-11-30"
    assert (
        run("list", "-f", "json", "--as-of", "today", as_of="2009-07-01").json["as_of"]
        == "2009-11-30"
    )


def test_an_act_of_yesterday_is_dated_so(run: Milepost) -> None:
    note = ("note", "1.1.1-a", "x", "--on", "yesterday", "-f", "json")
    assert run(*note).json["on"] == "2009-11-29"
    assert run(*note, as_of="2009-09-30").json["on"] == "2009-09-29"
    assert run(*note, "--as-of", "Aug 2009").json["on"] == "2009-08-30"


def test_known_on_today_counts_what_was_recorded_by_now(run: Milepost) -> None:
    run("tick", "1.1.1-a", "--on", "2009-09-30", now="2009-10-05T09:00:00Z")

    assert item(run, known_on="2009-10-04")["status"] == "overdue"
    assert (
        item(run, known_on="today", now="2009-10-04T09:00:00Z", as_of="2009-10-10")["status"]
        == "overdue"
    )
    assert (
        item(run, known_on="today", now="2009-10-05T23:00:00Z", as_of="2009-10-10")["status"]
        == "done"
    )


def test_the_list_as_known_on_a_day_is_byte_for_byte_the_same_after_later_records(
    run: Milepost,
) -> None:
    when = ("list", "-f", "json", "--as-of", "2009-11-30", "--known-on", "2009-11-30")
    run("tick", "1.1.1-a", "--on", "2009-09-30")
    before = run(*when)
    for words in (
        ("untick", "1.1.1-a"),
        ("undo",),
        ("note", "1.1.1-a", "later"),
        ("actual", Q1, "5"),
    ):
        assert run(*words, "--as-of", "2009-11-01", now="2009-12-01T00:00:00Z").code in {0, 2}

    again = run(*when)
    assert (again.code, again.out) == (before.code, before.out)
    assert run("list", "-f", "json", "--as-of", "2009-11-30").out != before.out


def test_untick_opens_an_item_again_and_both_entries_stay(run: Milepost) -> None:
    run("tick", "1.1.1-a", "--on", "2009-09-30")
    run("untick", "1.1.1-a")

    assert item(run)["status"] == "overdue"
    assert [entry["kind"] for entry in run("log", "-f", "json").json] == ["done", "reopened"]


def test_undo_and_redo_show_in_the_log_and_delete_nothing(run: Milepost) -> None:
    tick = run("tick", "1.1.1-a", "--on", "2009-09-30", "-f", "json").json
    undone = run("undo")
    first, second = run("log", "-f", "json").json

    assert "taken back: 1.1.1-a" in undone.err
    assert item(run)["status"] == "overdue"
    assert (first["id"], first["retracted"]["by"], first["retracted"]["id"]) == (
        tick["id"],
        "ELS lead",
        second["id"],
    )
    assert "(taken back by ELS lead, 30 Nov 2009)" in run("log").out
    assert "brought back: 1.1.1-a" in run("redo").err
    assert item(run)["status"] == "done"


def test_undo_takes_a_colleagues_entry_by_its_id_and_says_who_did(run: Milepost) -> None:
    theirs = run("tick", "1.1.1-a", "-f", "json", by="Plan keeper").json["id"]

    assert run("undo").code == 2
    assert run("undo", theirs).code == 0
    assert run("log", "-f", "json").json[0]["retracted"]["by"] == "ELS lead"


def test_undo_works_whatever_the_as_of_date(run: Milepost) -> None:
    run("tick", "1.1.1-a", "--on", "2009-09-30")
    assert run("undo", as_of="2009-11-15").code == 0

    assert item(run, as_of="2009-10-01")["status"] == "overdue"


def test_entries_of_an_item_that_left_the_plan_are_shown_and_can_be_moved(
    run: Milepost, small_plan: WritePlan
) -> None:
    run("tick", "1.1.1-e", "--on", "2009-06-30", "--note", "Begun.")
    small_plan(MILESTONES.replace("1.1.1-e", "1.1.1-f"))

    assert "1.1.1-e" in run("status").out
    assert [entry["ref"] for entry in run("status", "-f", "json").json["orphans"]] == ["1.1.1-e"]
    assert run("move", "1.1.1-e", "1.1.1-f").code == 0
    assert run("status", "-f", "json").json["orphans"] == []
    assert item(run, "1.1.1-f")["done_on"] == "2009-06-30"


def test_the_answer_of_an_act_can_go_to_a_file(run: Milepost, tmp_path: Path) -> None:
    target = tmp_path / "entry.json"
    answer = run("note", "1.1.1-a", "x", "-f", "json", "-o", str(target))

    assert (answer.code, answer.out) == (0, "")
    assert str(target) in answer.err
    assert '"kind": "note"' in target.read_text(encoding="utf-8")


# Refusals: exit code 2, the right message on stderr, nothing on stdout, nothing written.

REFUSALS = [
    (["tick", "1.1.1-z"], ["no item '1.1.1-z'", "did you mean 1.1.1-"]),
    (["note", "2.9.9-a", "x"], ["2.9.9-a"]),
    (["tick", "1.1.1-d"], ["1.1.1-d@Q3-2009/10", "1.1.1-d@Q4-2009/10"]),
    (["tick", "1.1.1-a", "--on", "2009-11-12"], ["reopened on 20 Nov 2009, by Plan keeper"]),
    (["tick", "1.1.1-a", "--on", "1 Dec 2009"], ["future", "30 Nov 2009", "--force"]),
    (["undo", "--on", "1 Dec 2009"], ["future"]),
    (["tick", "1.1.1-a", "--on", "Nov 2009"], ["longer than a day"]),
    (["tick", "1.1.1-a", "--on", "31 Feb 2010"], ["31 Feb 2010", "28 Feb"]),
    (["tick", "1.1.1-e"], ["ticked already", "29 Jun 2009", "Plan keeper"]),
    (["untick", "1.1.1-a"], ["neither ticked nor withdrawn"]),
    (["tick", Q2], [f"milepost actual {Q2} NUMBER"]),
    (["actual", "1.1.1-a", "5"], ["not a figure"]),
    (["actual", Q2, "189"], ["189 is lower than the 190", Q1]),
    (["actual", Q2, "many"], ["'many' is not a number"]),
    (["actual", Q2, "inf"], ["0 or more"]),
    (["forecast", Q2, "Jan 2010"], ["'Jan 2010' is not a number", "the number expected"]),
    (["forecast", "1.1.1-c", "Jan 2010"], ["continuing", "takes no forecast"]),
    (["forecast", "1.1.1-a", "Q2 2009"], ["Q2 2009/10"]),
    (["reschedule", "1.1.1-a", "Jan 2010"], ["--approved-by"]),
    (["reschedule", "1.1.1-c", "Jan 2010", "--approved-by", "Board"], ["takes no new date"]),
    (["withdraw", "1.1.1-a"], ["--approved-by"]),
    (["undo", "ZZZZ"], ["no entry", "ZZZZ", "milepost log"]),
    (["tick", "1.1.1-a", "--by", " "], ["who is writing is missing", "--by"]),
    (["undo", "--by", "Board secretary"], ["nothing of yours to undo"]),
    (["redo"], ["nothing of yours to redo"]),
    (["move", "1.1.1-z", "1.1.1-a"], ["no entry is recorded for '1.1.1-z'"]),
    (["move", "1.1.1-e", "1.1.1-a"], ["1.1.1-e is in this plan"]),
    (["list", "--pathway", "ESL"], ["no pathway 'ESL'", "ELS"]),
    (["list", "--lead", "JPC"], ["no lead 'JPC'", "JCP"]),
    (["list", "--status", "overdeu"], ["no status 'overdeu'", "overdue"]),
    (["list", "--priority", "1.2"], ["no priority '1.2'", "1.1"]),
    (["list", "--due-before", "2009-10"], ["2009-10", "Oct 2009"]),
    (["list", "--as-of", "Jan 10"], ["Jan 10", "Jan 2010"]),
    (["list", "--known-on", "some day"], ["some day"]),
    (
        ["list", "--plan", "east-midlands-2009"],
        ["no plan 'east-midlands-2009'", "east-midlands-2009-10"],
    ),
    (["lsit"], ["no command 'lsit'", "list"]),
    (["list", "--leed", "JCP"], ["--leed"]),
    (["list", "-f", "xml"], ["xml", "json", "csv"]),
    (["tick"], ["REF"]),
    (["glossary", "XYZZY"], ["XYZZY"]),
]


@pytest.mark.parametrize(
    ("words", "phrases"), REFUSALS, ids=[" ".join(words) for words, _ in REFUSALS]
)
def test_a_refusal_says_why_exits_2_and_writes_nothing(
    words: list[str], phrases: list[str], run: Milepost, journal: Callable[[], dict[str, bytes]]
) -> None:
    run("tick", "1.1.1-a", "--on", "2009-11-10", by="Plan keeper")
    run("untick", "1.1.1-a", "--on", "2009-11-20", by="Plan keeper")
    run("tick", "1.1.1-e", "--on", "2009-06-29", by="Plan keeper")
    run("actual", Q1, "190")
    before = journal()
    answer = run(*words)

    assert len(before) == 2
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("milepost: ")
    assert len(answer.err.splitlines()) == 1
    assert [phrase for phrase in phrases if phrase not in answer.err] == []
    assert journal() == before


@pytest.mark.parametrize(
    ("environ", "word"),
    [
        ({"as_of": "2009-10"}, "Oct 2009"),
        ({"known_on": "soon"}, "soon"),
        ({"now": "noon"}, "MILEPOST_NOW"),
        ({"plan": "londn-2009-10"}, "london-2009-10"),
    ],
)
def test_a_setting_in_the_environment_that_cannot_be_read_is_refused(
    environ: dict[str, str], word: str, run: Milepost
) -> None:
    answer = run("status", **environ)

    assert answer.code == 2
    assert word in answer.err


def test_a_refused_first_act_makes_no_journal(run: Milepost, tmp_path: Path) -> None:
    journal = tmp_path / "other"
    assert run("tick", "1.1.1-z", journal=str(journal)).code == 2
    assert not journal.exists()


def test_a_future_day_can_be_forced(run: Milepost) -> None:
    assert run("tick", "1.1.1-a", "--on", "2010-01-15", "--force").code == 0
    assert item(run)["status"] == "overdue"
    assert item(run, as_of="2010-01-15")["status"] == "done late"


def test_a_journal_that_cannot_be_written_exits_3(run: Milepost, tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("kept", encoding="utf-8")
    answer = run("tick", "1.1.1-a", journal=str(tmp_path / "a file"))

    assert (answer.code, answer.out) == (3, "")
    assert "a file" in answer.err
    assert (tmp_path / "a file").read_text(encoding="utf-8") == "kept"


# Files.


def test_an_export_does_not_overwrite_without_force(run: Milepost, tmp_path: Path) -> None:
    target = tmp_path / "list.csv"
    target.write_text("mine", encoding="utf-8")
    refused = run("list", "-f", "csv", "-o", str(target))

    assert refused.code == 2
    assert "--force" in refused.err
    assert target.read_text(encoding="utf-8") == "mine"
    forced = run("list", "-f", "csv", "-o", str(target), "--force")
    assert (forced.code, forced.out) == (0, "")
    assert str(target) in forced.err
    with target.open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.DictReader(file))["ref"] == "1.1.1-a"
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []


@pytest.mark.parametrize("form", ["text", "json", "csv", "md"])
def test_a_file_holds_the_bytes_that_stdout_would(form: str, run: Milepost, tmp_path: Path) -> None:
    target = tmp_path / "out"
    words = ("list", "--text", "contracts", "-f", form)
    run(*words, "-o", str(target))

    assert target.read_bytes().decode() == run(*words).out == run(*words, "-o", "-").out


def test_ticking_what_was_withdrawn_says_so_and_that_it_counts_as_done(run: Milepost) -> None:
    run("withdraw", "1.1.1-a", "--approved-by", "EMRRP Board", "--on", "3 Sep 2009")
    answer = run("tick", "1.1.1-a", "--on", "4 Sep 2009")
    assert (
        "1.1.1-a was withdrawn on 3 Sep 2009, by ELS lead; it counts as done now, on 4 Sep 2009"
        in answer.err
    )
    assert item(run, "1.1.1-a")["status"] == "done"
