"""Each command of Milepost with the words that it is tried with, refusals among them.

A new command needs a row here: the tests compare the rows with the registry.
"""

import csv
from pathlib import Path

from msgspec import Struct

from tests.own_words import BARE_OF_2024, PLAN_OF_2024
from tui.cli.main import main
from tui.formats.registry import LIST_FORMATS
from tui.reports.renderers.registry import REPORT_FORMATS

Words = tuple[str, ...]

NOW = "2024-11-30T10:00:00Z"
REPORTS = ("exception", "summary", "checklist", "changes")
GROUPS = ("priority", "pathway", "lead")


class Subject(Struct, frozen=True):
    """A plan to try the commands on: its name or text, and refs of it by what they are good for."""

    id: str
    text: str
    refs: dict[str, str]


_REFS = {
    "late": "1.1.1-a",
    "repeat": "1.1.1-c",
    "once": "1.1.1-c@Q1-2024",
    "twice": "1.1.1-c@Q2-2024",
    "figure": "1.1.1-b@Q2-2024",
    "open": "1.1.2-a",
    "undated": "1.1.2-b",
    "ongoing": "1.1.2-c",
    "measure": "L1-HILL@2024",
    "objective": "1.1.1",
    "priority": "1.1",
    "section": "1",
    "board": "Panel",
    "lead": "CLERK",
    "pathway": "HOME",
    "period": "Q3 2024",
}
OWN = Subject("own", PLAN_OF_2024, _REFS)
BARE = Subject("bare", BARE_OF_2024, _REFS)
EXAMPLE = Subject(
    "wexholt-2024-26",
    "",
    _REFS
    | {
        "figure": "1.1.2-b@Q4-2024",
        "open": "2.2.1-a",
        "undated": "1.2.1-c",
        "ongoing": "2.2.1-c",
        "board": "Open Council Panel",
    },
)
SUBJECTS = (OWN, BARE, EXAMPLE)

# What is recorded before each command is tried, so that it has something to show.
SET_UP: tuple[Words, ...] = (
    ("note", "{late}", "We wait", "--cause", "rain", "--action", "wait", "--on", "1 Sep 2024"),
    ("judge", "{late}", "green", "--why", "nearly there", "--on", "2 Sep 2024"),
    ("forecast", "{late}", "Feb 2025", "--note", "rain", "--on", "3 Sep 2024"),
    ("tick", "{once}", "--on", "1 Apr 2024"),
    ("note", "{open}", "More time", "--ask", "a month more", "--on", "4 Sep 2024"),
    ("decision", "Go on", "--ref", "{late}"),
    ("board", "table", "--meeting", "8 Oct 2024", "--as-of", "30 Sep 2024"),
    (
        "board",
        "answer",
        "--meeting",
        "8 Oct 2024",
        "1=approve",
        "--action",
        "Dig",
        "--owner",
        "Town",
        "--due",
        "20 Oct 2024",
    ),
    ("note", "{undated}", "Where?", "--ask", "say where"),
)
_ROUND = ("--period", "{period}", "--answer-by", "2024-12-14", "-o", "{folder}/sheets")
OPEN_ROUND = ("returns", "open", *_ROUND[:-1], "{folder}/tables")
_RECORDING: tuple[Words, ...] = (
    ("{verb}", "9.9.9-z"),
    ("{verb}", "{measure}"),
    ("{verb}", "{objective}"),
    ("{verb}", "{repeat}"),
    ("{verb}", "{late}"),
    ("{verb}", "{figure}"),
    ("{verb}", "{ongoing}"),
    ("{verb}", "{lead}"),
)


def _each_ref(*rest: str, verb: str) -> tuple[Words, ...]:
    return tuple((verb, *words[1:], *rest) for words in _RECORDING)


def _filtered(verb: str) -> tuple[Words, ...]:
    """Return a command with each filter, those that find nothing or are refused among them."""
    return (
        (verb,),
        (verb, "--pathway", "HOMES"),
        (verb, "--pathway", "not stated"),
        (verb, "--lead", "CLARK"),
        (verb, "--lead", "not stated"),
        (verb, "--lead", "CLERK*"),
        (verb, "--priority", "9"),
        (verb, "--priority", "1.1"),
        (verb, "--serves", "L1"),
        (verb, "--area", "HALL"),
        (verb, "--tag", "SLOW"),
        (verb, "--words", "lead:CLARK"),
        (verb, "--words", "pathway:HOMES"),
        (verb, "--words", "not stated"),
        (verb, "--words", "nowhere to be found"),
        (verb, "--mine"),
        (verb, "--status", "late"),
        (verb, "--due-before", "Q3 2024/25"),
        (verb, "-f", "json"),
    )


def _reports() -> tuple[Words, ...]:
    found: list[Words] = []
    for kind in REPORTS:
        found += [("report", kind, "-f", form, "--annex") for form in REPORT_FORMATS]
        found += [("report", kind, "--annex", "--group-by", group) for group in GROUPS]
        found += [("report", kind, *words[1:]) for words in _filtered(kind)]
        found.append(("report", kind, "-f", "csv", "-o", f"{{folder}}/{kind}"))
    return tuple(found)


TRIED: dict[str, tuple[Words, ...]] = {
    "demo": (),  # the app, on a plan of its own
    "serve": (("serve", "--port", "many"),),
    "status": (
        *_filtered("status"),
        ("status", "--plan", "all"),
        ("status", "-f", "json", "--plan", "all"),
    ),
    "list": (
        *_filtered("list"),
        *[("list", "-f", form) for form in LIST_FORMATS],
        ("list", "--sort", "pathway"),
        ("list", "--sort", "lead"),
        ("list", "--words", "sort:lead"),
        ("list", "--plan", "all"),
    ),
    "show": tuple(
        [("show", word) for word in ("{" + name + "}" for name in _REFS)]
        + [
            ("show", word)
            for word in ("plan", "L1", "HILL", "EPC", "nobody", "FAST", "1.1.9", "L1-HILL")
        ]
        + [("show", "{late}", "-f", "json"), ("show", "plan", "-f", "json")]
    ),
    "measures": _filtered("measures"),
    "indicators": (
        ("indicators",),
        ("indicators", "L1"),
        ("indicators", "L9"),
        ("indicators", "-f", "json"),
    ),
    "log": (
        ("log",),
        ("log", "{late}"),
        ("log", "--pathway", "HOMES"),
        ("log", "--lead", "CLARK"),
        ("log", "--kind", "nothing"),
        ("log", "-f", "json"),
    ),
    "silent": (
        ("silent",),
        ("silent", "--since", "1 Jan 2024"),
        ("silent", "--since", "board"),
        ("silent", "-f", "json"),
    ),
    "report": _reports(),
    "tick": _each_ref(verb="tick"),
    "opening": (("opening",), ("opening", "--all", "--note", "as it was"), ("opening", "9.9.9-z")),
    "untick": _each_ref(verb="untick"),
    "start": _each_ref(verb="start"),
    "note": _each_ref("some words", verb="note"),
    "actual": (*_each_ref("3", verb="actual"), ("actual", "{figure}", "many")),
    "forecast": (
        *_each_ref("Dec 2024", verb="forecast"),
        ("forecast", "{late}", "Q3 2024/25"),
        ("forecast", "{late}", "2024-25"),
        ("forecast", "{late}", "Q5"),
    ),
    "reschedule": _each_ref("Dec 2024", "--approved-by", "Panel", verb="reschedule"),
    "withdraw": _each_ref("--approved-by", "Panel", "--why", "not needed", verb="withdraw"),
    "judge": (*_each_ref("amber", "--why", "slow", verb="judge"), ("judge", "{late}", "blue")),
    "decision": (
        ("decision",),
        ("decision", "Go on", "--ref", "9.9.9-z"),
        ("decision", "Go on", "--ref", "{objective}"),
        ("decision", "Go on", "--board", "Panal"),
    ),
    "board": (
        ("board",),
        ("board", "asks"),
        ("board", "actions"),
        ("board", "add", "15 Jan 2025", "--board", "Panal"),
        ("board", "add", "15 Jan 2025"),
        ("board",),
        ("board", "asks"),
        ("board", "asks", "-f", "json"),
        ("board", "table", "--meeting", "15 Jan 2025"),
        ("board", "table", "--meeting", "15 Jan 2025", "--pathway", "HOMES"),
        ("board", "answer", "--meeting", "15 Jan 2025", "1=approve", "9=defer"),
        ("board", "action", "done", "nothing"),
        ("board", "--board", "{board}"),
    ),
    "minutes": (
        ("minutes", "--meeting", "8 Oct 2024"),
        ("minutes", "--meeting", "8 Oct 2024", "-f", "md"),
        ("minutes", "--meeting", "9 Oct 2024"),
        ("minutes",),
    ),
    "undo": (("undo", "nothing"), ("undo", "--together"), ("undo",)),
    "correct": (
        ("correct", "nothing", "--text", "other words"),
        ("correct", "last", "--text", "better"),
    ),
    "redo": (("redo",), ("undo",), ("redo",)),
    "move": (("move", "{late}", "{open}"), ("move", "9.9.9-z", "{open}")),
    "returns": (
        ("returns", "status"),
        ("returns", "open", *_ROUND, "--lead", "CLARK"),
        ("returns", "open", *_ROUND, "--pathway", "HOMES"),
        (
            "returns",
            "open",
            "--period",
            "Q3 2024/25",
            "--answer-by",
            "2024-12-14",
            "-o",
            "{folder}/q",
        ),
        ("returns", "open", *_ROUND),
        (*OPEN_ROUND, "-f", "csv"),
        ("returns", "status"),
        ("returns", "status", "-f", "json"),
        ("returns", "remind"),
        ("returns", "remind", "-f", "json"),
        ("returns", "read", "{folder}/sheets"),
        ("returns", "read", "{folder}/filled"),
        ("returns", "read", "{folder}/filled", "-f", "json"),
        ("returns", "read", "{folder}/filled", "--accept"),
        ("returns", "status"),
        ("log",),
        ("status",),
        ("report", "exception", "--annex"),
        ("undo", "--together"),
    ),
    "merge": (("merge", "{folder}/nothing"), ("merge", "{folder}/colleague")),
    "sync": (("sync", "{folder}/shared"),),
    "backup": (("backup", "{folder}/backup.zip"), ("restore", "{folder}/backup.zip")),
    "restore": (("restore", "{folder}/nothing.zip"),),
    "repair": (("repair", "{folder}/nothing.jsonl"),),
    "journal": (("journal", "erase", "nothing", "--why", "asked"),),
    "data": (
        ("data", "-o", "{folder}/plan.sqlite"),
        ("data", "-o", "{folder}/plans.sqlite", "--plan", "all"),
        ("data",),
    ),
    "import": (("import", "{folder}/nothing.csv"),),  # what a table has is not yet of a plan
    "check": (("check", "{plan}"), ("check", "{broken}")),
    "new": (("new", "{folder}/new.yaml", "--year", "2024"), ("new", "{folder}/new.yaml")),
    "edit": (("edit", "{folder}/nothing.yaml"),),  # the editor needs a terminal
    "diff": (
        ("diff", "{plan}", "{plan}"),
        ("diff", "{plan}", "{changed}"),
        ("diff", "{changed}", "{plan}"),
    ),
    "carry-forward": (
        ("carry-forward", "-o", "{folder}/next.yaml"),
        ("carry-forward", "-o", "{plan}"),
    ),
    "plans": (("plans",),),
    "filters": (
        ("filters",),
        ("filters", "save", "mine", "lead:CLARK or pathway:HOMES"),
        ("filters", "save", "mine", "overdue"),
        ("filters",),
    ),
    "pathways": (("pathways",), ("pathways", "-f", "json")),
    "leads": (("leads",), ("leads", "-f", "json")),
    "tags": (("tags",), ("tags", "-f", "json")),
    "tables": (("tables",), ("tables", "nothing")),
    "commitments": (("commitments",), ("commitments", "-f", "json")),
    "glossary": (("glossary",), ("glossary", "EPC"), ("glossary", "nothing")),
    "readings": (("readings",), ("readings", "-f", "json")),
    "confirm": _each_ref(verb="confirm"),
    "keys": (),  # of the app, whatever the plan
    "help": (),  # the docs, which are of all plans
    "info": (("info",),),
}


def fill_in(words: Words, subject: Subject, plan: str, folder: Path) -> list[str]:
    """Return the words of a command with refs, the plan and paths put in."""
    places = subject.refs | {
        "plan": plan,
        "folder": str(folder),
        "broken": str(folder / "broken.yaml"),
        "changed": str(folder / "changed.yaml"),
    }
    return [word.format_map(places) for word in words]


def write_subject(subject: Subject, folder: Path) -> str:
    """Return the name or path of a subject's plan, which is written if it is not shipped."""
    if not subject.text:
        return subject.id
    path = folder / f"{subject.id}.yaml"
    path.write_text(subject.text, encoding="utf-8")
    return str(path)


def set_up_journal(subject: Subject, folder: Path) -> Path:
    """Return a journal in a folder, with entries of most kinds about a plan.

    If the plan has leads, a return round is open, and its sheets are in the folder `filled`.
    """
    journal = folder / "journal"
    journal.mkdir(mode=0o700)
    plan = write_subject(subject, folder)
    environ = {"PLAN": plan, "JOURNAL": str(journal), "BY": "Clerk", "NOW": NOW}
    settings = {f"MILEPOST_{name}": value for name, value in environ.items()}
    for words in SET_UP:
        code = main(fill_in(words, subject, plan, folder), settings)
        assert code == 0, words
    if subject is not BARE:
        code = main(fill_in((*OPEN_ROUND, "-f", "csv"), subject, plan, folder), settings)
        assert code == 0
        fill_in_sheets(folder)
    return journal


def fill_in_sheets(folder: Path) -> None:
    """Write the sheets of the folder again, as a lead sends them back: all is done."""
    (folder / "filled").mkdir(exist_ok=True)
    for path in (folder / "tables").glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.reader(stream))
        done_on = rows[0].index("Done on")
        for row in rows[1 : rows.index([])]:
            row[done_on] = "28 Nov 2024"
        with (folder / "filled" / path.name).open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)
