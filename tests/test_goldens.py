"""Answers, options, refusals and the journal's bytes are those kept in tests/goldens.

No module of Milepost is imported here: the tests run the command, so that modules can be moved
without changing the tests.
"""

import argparse
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import LONDON, Answer, Milepost, on_plan
from tests.tools.goldens import FOLDER, check_golden

WritePlan = Callable[..., Path]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which plans that were read once stay for all tests here."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def shared_cache(cache: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - `home` goes first
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))


@pytest.fixture
def demo(milepost: Milepost, tmp_path: Path) -> Milepost:
    """Return the command on the demo's journal, on its day."""
    folder = tmp_path / "demo"
    assert milepost("demo", "--folder", str(folder)).code == 0

    def run(*words: str) -> Answer:
        return milepost(*words, journal=str(folder), as_of="2009-11-30")

    return run


def anonymous(answer: str, folder: Path) -> str:
    """Return an answer that does not name the test's own folder, or where Milepost is installed."""
    short = answer.replace(str(folder), "FOLDER")
    return re.sub(r"/[^\s\"']*/plan_data/([^\s\"']*/)?", "/INSTALLED/", short)


# Answers.

ANSWERS = {
    "list.json": "list -f json",
    "list.txt": "list",
    "list-els.txt": "list --pathway ELS",
    "list-els.csv": "list --pathway ELS -f csv",
    "list-els.md": "list --pathway ELS -f md",
    "list-late-of-jcp.json": "list --lead JCP --status late -f json",
    "list-words.txt": "list --words 'overdue ELS'",
    "status.json": "status -f json",
    "status.txt": "status",
    "status-of-all.txt": "status --plan all",
    "status-of-all.json": "status --plan all -f json",
    "show-figure.txt": "show 1.3.1-b",
    "show-item.txt": "show 2.4.2-a",
    "show-item.json": "show 2.4.2-a -f json",
    "log.txt": "log",
    "log.json": "log -f json",
    "log-known-on.txt": "log --known-on '30 Sep 2009'",
    "pathways.txt": "pathways",
    "pathways.json": "pathways -f json",
    "leads.txt": "leads",
    "leads.json": "leads -f json",
    "readings.txt": "readings",
    "readings.json": "readings -f json",
    "glossary.txt": "glossary",
    "glossary.json": "glossary -f json",
    "board.txt": "board",
    "board.json": "board -f json",
    "board-asks.txt": "board asks",
    "board-asks.json": "board asks -f json",
    "board-actions.txt": "board actions",
    "board-actions.json": "board actions -f json",
    "minutes.txt": "minutes --meeting 2009-11-17",
    "minutes.md": "minutes --meeting 2009-11-17 -f md",
    "decision.txt": "decision",
    "decision.json": "decision -f json",
    "plans.txt": "plans",
    "plans.json": "plans -f json",
    "diff.txt": "diff east-midlands-2009-10 london-2009-10",
    "carry-forward.yaml": "carry-forward -o -",
    "keys.txt": "keys",
}
LONDON_ANSWERS = {
    "london-list.json": "list -f json",
    "london-status.json": "status -f json",
    "london-status.txt": "status",
    "london-pathways.txt": "pathways",
    "london-leads.txt": "leads",
    "london-readings.txt": "readings",
}


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_about_the_demo_is_the_one_that_was_kept(
    demo: Milepost, tmp_path: Path, name: str
) -> None:
    answer = demo(*shlex.split(ANSWERS[name]))
    assert answer.code == 0
    check_golden(name, anonymous(answer.out, tmp_path).encode())


@pytest.mark.parametrize("name", LONDON_ANSWERS)
def test_an_answer_about_an_empty_journal_is_the_one_that_was_kept(
    milepost: Milepost, name: str
) -> None:
    answer = milepost(*shlex.split(LONDON_ANSWERS[name]), plan=LONDON, as_of="2009-11-30")
    assert (answer.code, answer.err) == (0, "")
    check_golden(name, answer.out.encode())


def test_a_new_plan_file_is_the_one_that_was_kept(milepost: Milepost, tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    assert milepost("new", str(path)).code == 0
    check_golden("new.yaml", anonymous(path.read_text(encoding="utf-8"), tmp_path).encode())


# The names in reports as JSON; tests/goldens/reports keeps what reports say and how formats write it.


def report_names(report: Any) -> list[str]:  # noqa: ANN401 - as wide as JSON
    """Return a line for each name that a script may look for in a report."""
    lines = [f"{', '.join(report)}"]
    lines += [f"  fact {fact['name']}" for fact in report["facts"]]
    for block in report["blocks"]:
        lines.append(f"  block {block['key']}: {block['title']} ({', '.join(block)})")
        for table in block["tables"]:
            columns = [" ".join(map(str, column.values())) for column in table["columns"]]
            lines.append(f"    table {table['key']} ({', '.join(table)})")
            lines += [f"      column {column}" for column in columns]
    return lines


def test_the_names_in_reports_as_json_are_those_that_were_kept(demo: Milepost) -> None:
    lines = []
    for kind in ("exception", "summary", "checklist", "changes"):
        lines += ["", kind, *report_names(demo("report", kind, "-f", "json").json)]
    check_golden("report-names.txt", ("\n".join(lines[1:]) + "\n").encode())


# Options. Python's versions lay help out differently, so what is kept is what the help is made of.


def test_the_overview_is_the_one_that_was_kept(milepost: Milepost) -> None:
    answer = milepost("--help")
    assert (answer.code, answer.err) == (0, "")
    check_golden("help.txt", answer.out.encode())


def parser_text(parser: argparse.ArgumentParser) -> str:
    lines = [f"{parser.prog}: {parser.description}"]
    for action in parser._actions:  # noqa: SLF001 - argparse has no other way to list them
        names = ", ".join(action.option_strings) or "(argument)"
        facts = {
            "metavar": action.metavar,
            "nargs": action.nargs,
            "choices": action.choices and list(action.choices),
            "default": None if action.default == argparse.SUPPRESS else action.default,
            "required": action.required,
        }
        details = " ".join(f"{name}={value!r}" for name, value in facts.items() if value)
        lines += [f"  {names} {details}".rstrip(), f"      {action.help}"]
    return "\n".join(lines) + "\n"


def test_the_options_of_each_command_are_those_that_were_kept(
    milepost: Milepost, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts: list[str] = []
    format_help = argparse.ArgumentParser.format_help

    def noted_help(parser: argparse.ArgumentParser) -> str:
        texts.append(parser_text(parser))
        return format_help(parser)

    monkeypatch.setattr(argparse.ArgumentParser, "format_help", noted_help)
    names = re.findall(r"^milepost ([a-z][a-z-]*) ", milepost("--help").out, re.MULTILINE)
    assert len(names) > 30
    for name in names:
        with pytest.raises(SystemExit) as leaving:
            milepost(name, "--help")
        assert leaving.value.code == 0
    with pytest.raises(SystemExit):
        milepost("--plan", LONDON, "--help")
    check_golden("options.txt", "\n".join(texts).encode())


# Refusals.

MILESTONES = """
- {id: 1.1.1-a, title: Contracts in place, when: Sep 2009, printed: By September}
- {id: 1.1.1-b, title: Completions, cumulative: {Q1: 189, Q2: 454}}
- {id: 1.1.1-c, title: Joint work, when: ongoing}
- {id: 1.1.1-d, title: Reviews, when: every quarter from Oct 2009}
- {id: 1.1.1-e, title: Pilot runs, when: from Jun 2009}
- {id: 1.1.1-f, title: Directory, when: "2010?", reading: The calendar year}
"""
WRONG = """
- {id: 1.1.1-a, title: One, when: some day}
- {id: 1.1.1-b, title: Two, wen: Sep 2009}
- {id: 1.1.1-c, title: Three, cumulative: {Q1: 9, Q2: 8}}
- {id: 1.1.1-c, title: Four, when: Sep 2009}
- {id: 1.1.1-d, title: Five, when: 31 Feb 2010, leads: [JPC]}
"""
TRACKER = "Ref,Action,Due,Status\n1,Open the hub,Sep 2009,Completed\n"
# What an import writes as a return, with guesses and with what does not belong to the plan.
PROGRESS = """\
Ref,"Milestone, measure or action",Lead,Done on,Started on,Now expected,Your view,Note
1.1.1-a,Contracts in place,JCP,? print says 'Completed' and gives no day,,,,
1.1.1-c,Joint work,JCP,12 Nov 2009? print also says '60% complete',,Mar 2010,,
1.1.1-e,Pilot,JCP,1 Nov 2009,,,,
1.1.1-f,Directory,,1 Nov 2009,,,,
1.1.1-z,Nothing,JCP,1 Nov 2009,,,,
1.1.1-d@Q4-2009/10,Reviews,JCP,Feb 2010,May 2009? day or month may come first,Dec 2009? TBC,blue,x
1.1.1-a,Contracts in place,JPC,1 Nov 2009,,,,

milepost plan,small
milepost round,import-2009-11-20
milepost source,tracker.csv
"""
REFUSED = r"""
tick 1.1.1-z
tick 9.9.9-a
tick 1.1.1-d
tick 1.1.1-e
tick 1.1.1-b@Q2-2009/10
tick 1.1.1-a --on '12 Nov 2009'
tick 1.1.1-a --on '1 Dec 2009'
tick 1.1.1-a --on 'Nov 2009'
tick 1.1.1-a --on '31 Feb 2010'
tick 1.1.1-a --on 12/11
tick 1.1.1-a --on 09/10
tick 1.1.1-a --on 12/11/2009
tick 1.1.1-a --on soon
tick 1.1.1-a --by ' '
tick
untick 1.1.1-a
start 1.1.1-b@Q1-2009/10
start 1.1.1-d@Q3-2009/10
note 1.1.1-a ' '
note 1.1.1-a
judge 1.1.1-a purple --why x
judge 1.1.1-a red
actual 1.1.1-a 5
actual 1.1.1-b@Q2-2009/10 189
actual 1.1.1-b@Q2-2009/10 many
actual 1.1.1-b@Q2-2009/10 inf
actual 1.1.1-b@Q2-2009/10 -- -1
forecast 1.1.1-b@Q2-2009/10 'Jan 2010'
forecast 1.1.1-c 'Jan 2010'
forecast 1.1.1-a 'Q2 2009'
forecast 1.1.1-a ongoing
reschedule 1.1.1-a 'Jan 2010'
reschedule 1.1.1-c 'Jan 2010' --approved-by Board
withdraw 1.1.1-a
withdraw 1.1.1-f --approved-by Board
confirm 1.1.1-a
confirm 1.1.1-f
decision ' '
decision --ref 1.1.1-a
board add
board add '12 Jan 2010'
board action
board answer 1=approve
board answer --meeting 2010-01-12
board answer --meeting 2010-01-12 1=aprove
board answer --meeting 2010-01-12 1=approve
board table
board table --meeting 2010-01-13
minutes
undo ZZZZ
undo 01
undo --by 'Board secretary'
redo
move 1.1.1-z 1.1.1-a
move 1.1.1-e 1.1.1-a
list --pathway ESL
list --lead JPC
list --status overdeu
list --priority 1.2
list --due-before 2009-10
list --as-of 'Jan 10'
list --known-on soon
list --plan east-midlands-2009
list --plan FOLDER/no-such.yaml
list --plan FOLDER/broken.yaml
list --plan FOLDER/wrong.yaml
list --plan FOLDER
list --pathwya ELS
list -f xml
list -o FOLDER/taken.txt
list -o FOLDER
list -o FOLDER/no/such/folder.txt
list -o FOLDER/journal/list.txt
status --plan all --pathway ELS
show 1.1.2
glossary XYZZY
report
report expection
report exception --compare-with '30 Nov 2009'
report exception -o FOLDER/paper.odt
filters remove nothing
merge FOLDER/no-such.json
merge FOLDER/taken.txt
sync FOLDER/no-such-folder
sync FOLDER/journal
backup FOLDER/taken.txt
restore FOLDER/no-such.zip
restore FOLDER/taken.txt
import FOLDER/taken.txt -o FOLDER/new.yaml
import FOLDER/tracker.csv --progress FOLDER/return.csv
import FOLDER/tracker.csv -o FOLDER/new.yaml --progress FOLDER/return.ods
import FOLDER/tracker.csv -o FOLDER/new.yaml --progress FOLDER/taken.csv
import FOLDER/tracker.csv -o FOLDER/new.yaml --as-of soon
returns read FOLDER/progress.csv
check FOLDER/broken.yaml
check FOLDER/wrong.yaml
check FOLDER/wrong.yaml -f json
check FOLDER/no-such.yaml
new FOLDER/taken.txt
edit FOLDER/no-such.yaml
edit FOLDER/small.yaml --copy-to FOLDER/copy.yaml
edit london-2009-10 --copy-to FOLDER/taken.txt
edit london-2009-10 --copy-to FOLDER/journal/copy.yaml
edit FOLDER/journal
diff FOLDER/small.yaml FOLDER/no-such.yaml
carry-forward -o FOLDER/taken.txt
demo --folder FOLDER
serve --port many
lsit
--as-of '30 Nov 2009' list
--jurnal FOLDER
"""


def test_every_refusal_is_the_sentence_that_was_kept(
    milepost: Milepost, small_plan: WritePlan, tmp_path: Path
) -> None:
    run = on_plan(milepost, small_plan(MILESTONES))
    small_plan(WRONG, "wrong.yaml")
    (tmp_path / "broken.yaml").write_text(
        "plan: small\ntitle: [not closed\nyear: 2009/10\n", encoding="utf-8"
    )
    (tmp_path / "taken.txt").write_text("mine\n", encoding="utf-8")
    (tmp_path / "taken.csv").write_text("mine\n", encoding="utf-8")
    (tmp_path / "tracker.csv").write_text(TRACKER, encoding="utf-8")
    (tmp_path / "progress.csv").write_text(PROGRESS, encoding="utf-8")
    for words in (
        "tick 1.1.1-a --on 2009-11-10",
        "untick 1.1.1-a --on 2009-11-20",
        "tick 1.1.1-e --on 2009-06-29",
        "start 1.1.1-d@Q3-2009/10 --on 2009-11-02",
        "withdraw 1.1.1-f --approved-by Board --on 2009-11-03",
        "confirm 1.1.1-f --on 2009-11-04",
        "actual 1.1.1-b@Q1-2009/10 190",
        "board add '12 Jan 2010'",
    ):
        assert run(*shlex.split(words), by="Plan keeper").code == 0
    journal = {path: path.read_bytes() for path in tmp_path.glob("journal/*")}
    answers = []
    for command in REFUSED.strip().splitlines():
        answer = run(*shlex.split(command.replace("FOLDER", str(tmp_path))))
        assert answer.code != 0
        assert {path: path.read_bytes() for path in tmp_path.glob("journal/*")} == journal
        answers.append(f"$ milepost {command}\n{answer.out}{answer.err}= {answer.code}\n")
    check_golden("refusals.txt", plain_choices(anonymous("\n".join(answers), tmp_path)).encode())


def plain_choices(answers: str) -> str:
    """Remove the quotation marks that only some versions of Python put around choices."""
    return re.sub(r"\(choose from [^)]*\)", lambda found: found[0].replace("'", ""), answers)


# The journal's bytes.

BEFORE = MILESTONES + "- {id: 1.1.1-g, title: Leaves the plan, when: Sep 2009}"
EVERY_KIND = (
    "tick 1.1.1-a --on 2009-09-29 --note Signed. --evidence 'minutes of July'",
    "untick 1.1.1-a --on 2009-10-05 --note 'One is missing: \"Höhe\" 進捗'",
    "start 1.1.1-e --on 2009-06-15 --note Begun.",
    "note 1.1.1-a Chased. --on 2009-10-06 --cause 'The provider changed' --action 'Sign in November'",
    "actual 1.1.1-b@Q1-2009/10 190.5 --on 2009-07-10 --note Counted.",
    "forecast 1.1.1-a 'Jan 2010' --on 2009-10-07 --note 'As the provider says'",
    "reschedule 1.1.1-d@Q3-2009/10 'Feb 2010' --on 2009-10-08 --approved-by 'EMRRP Board' --why 'No meeting'",
    "withdraw 1.1.1-e --on 2009-10-09 --approved-by 'EMRRP Board' --why 'No funds'",
    "note 1.1.1-c 'Written in error' --on 2009-10-10",
    "undo --on 2009-10-10",
    "confirm 1.1.1-f --on 2009-10-11 --note 'Asked at the forum'",
    "judge 1.1.1-a amber --on 2009-10-12 --why 'Nearly there'",
    "decision 'Fund it' --ref 1.1.1-e --action 'Find the money' --owner JCP --due 'Dec 2009' --on 2009-10-13",
    "board add '12 Jan 2010' --board 'EMRRP Board' --on 2009-10-14",
    "tick 1.1.1-g --on 2009-09-30",
)
AFTER_THE_CHANGE = "move 1.1.1-g 1.1.1-c --on 2009-10-15"
KINDS = {
    "actual", "confirmed", "decision", "done", "forecast", "judged", "meeting", "moved", "note", "reopened",
    "rescheduled", "retracted", "started", "withdrawn",
}  # fmt: skip
JOURNAL = "every-kind.json"
EVERY_KIND_ANSWERS = {
    "every-kind-list.json": "list -f json",
    "every-kind-status.txt": "status",
    "every-kind-status.json": "status -f json",
    "every-kind-log.txt": "log",
    "every-kind-log.json": "log -f json",
    "every-kind-show.txt": "show 1.1.1-a",
    "every-kind-report.txt": "report exception",
}


def without_chance(journal: bytes) -> bytes:
    """Return a journal's file with a number in place of the random part of each id."""
    ids: dict[bytes, bytes] = {}

    def numbered(found: re.Match[bytes]) -> bytes:
        return ids.setdefault(found[0], found[0][:10] + b"-%d" % len(ids))

    return re.sub(rb"\b[0-9A-HJKMNP-TV-Z]{26}\b", numbered, journal)


def test_recording_each_kind_writes_the_bytes_that_were_kept(
    milepost: Milepost, small_plan: WritePlan, tmp_path: Path
) -> None:
    run = on_plan(milepost, small_plan(BEFORE))
    for minute, words in enumerate(EVERY_KIND):
        assert run(*shlex.split(words), now=f"2009-11-30T10:{minute:02}:00Z").code == 0
    small_plan(MILESTONES)
    assert run(*shlex.split(AFTER_THE_CHANGE), now="2009-11-30T11:00:00.25Z").code == 0
    (file,) = (tmp_path / "journal").iterdir()
    assert re.fullmatch(r"els-lead-[0-9a-f]{8}\.json", file.name)
    check_golden(JOURNAL, file.read_bytes(), without_chance)


@pytest.mark.parametrize("name", EVERY_KIND_ANSWERS)
def test_a_journal_of_each_kind_is_read_as_it_was(
    milepost: Milepost, small_plan: WritePlan, tmp_path: Path, name: str
) -> None:
    journal = tmp_path / "journal"
    journal.mkdir()
    content = (FOLDER / JOURNAL).read_bytes()
    (journal / "els-lead-0123abcd.json").write_bytes(content)
    run = on_plan(milepost, small_plan(MILESTONES))
    answer = run(*shlex.split(EVERY_KIND_ANSWERS[name]), now="2009-11-30T11:30:00Z")
    assert (answer.code, answer.err) == (0, "")
    assert set(re.findall(r'"kind":"(\w+)"', content.decode())) == KINDS
    check_golden(name, answer.out.encode())


def test_no_golden_is_kept_that_nothing_is_compared_with() -> None:
    named = {*ANSWERS, *LONDON_ANSWERS, *EVERY_KIND_ANSWERS, JOURNAL}
    named |= {"new.yaml", "help.txt", "options.txt", "refusals.txt", "report-names.txt"}
    assert {path.name for path in FOLDER.iterdir() if path.is_file()} == named
