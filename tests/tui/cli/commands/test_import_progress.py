"""`milepost import` of trackers: the plan, and beside it a return that `returns read` accepts."""

import csv
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Answer, Milepost
from tests.plan_data.table_import.test_printed_progress import TEXTS

NOW = "2024-11-26T10:00:00Z"
COUNCIL = """Ref,Action,Owner,Target date,RAG,% complete,Date completed,Update
1.1,Open the hub,Housing team,31/03/2024,Green,100%,15/02/2024,Opened by the mayor
1.2,Train staff,"Police, Housing team",30/06/2024,Amber,70%,,Half of staff trained
1.3,Publish the report,,30/09/2024,Red,20%,,"=late, says HR"
1.4,Close the office,Housing team,31/12/2024,,,,Cancelled
1.5,Recruit officers,Police,31/12/2024,,0%,,
1.6,Write the guide,Police,01/05/2024,,100%,,
"""
JIRA = """Issue key,Summary,Issue Type,Status,Assignee,Due date,Created,Updated,Resolved
AB-1,Build login,Story,Done,Dev team,03/May/24 12:00 AM,01/Jan/24 9:12 AM,02/May/24 5:00 PM,02/May/24 4:59 PM
AB-2,Build logout,Story,In Progress,Dev team,31/Jul/24 12:00 AM,01/Jan/24 9:12 AM,02/May/24 5:00 PM,
"""
TRELLO = """Card ID,Card Name,Members,Due Date,Last Activity Date,List Name,Due Complete
1,Open hub,Ops team,2024-05-03T10:00:00.000Z,2024-05-02T10:00:00.000Z,Hub,true
2,Shut hub,Ops team,2024-09-03T10:00:00.000Z,2024-05-02T10:00:00.000Z,Hub,false
"""
PLANNER = """Task ID,Task Name,Bucket Name,Progress,Assigned To,Start Date,Due Date,Late,Completed Date,Completed By
a1,Draft it,Plan,Completed,Policy lead,01/03/2024,15/04/2024,false,13/04/2024,Policy lead
a2,Print it,Plan,In progress,Policy lead,,30/06/2024,true,,
"""
PROJECT = """ID,Name,Duration,Start,Finish,% Complete,Actual Start,Actual Finish,Resource Names
1,Design,5 days,Mon 15/04/24,Fri 19/04/24,100%,Mon 15/04/24,Fri 19/04/24,Design team
2,Build,20 days,Mon 22/04/24,Fri 17/05/24,45%,Tue 23/04/24,NA,Build team
"""
OGP = """Compromiso,Hito,Responsable,Fecha de inicio,Fecha de fin,Estado,Avance
Datos abiertos,Publicar el portal,Secretaría,1 de enero de 2024,31 de marzo de 2024,Completado,Se terminó el 15 de marzo de 2024
Datos abiertos,Capacitar al personal,Secretaría,1 de abril de 2024,31 de octubre de 2024,En proceso,Van tres talleres
"""
FRENCH = """Axe;Mesure;Pilote;Échéance;État d'avancement;Taux d'avancement;Date de réalisation
Santé;Ouvrir le centre;ARS;31 mars 2024;Réalisé;100 %;15 mars 2024
Santé;Former les équipes;ARS;30 juin 2024;En cours;60 %;
"""
GERMAN = """Nr;Maßnahme;Zuständig;Frist;Status;Erledigt am
1;Zentrum eröffnen;Amt 51;31.03.2024;abgeschlossen;15.03.2024
2;Personal schulen;Amt 11;30.06.2024;in Bearbeitung;
"""
# The refs that are done, each with its day, and those that are overdue.
TRACKERS = {
    "council": (COUNCIL, {"1.1-a": "2024-02-15"}, {"1.2-a", "1.3-a", "1.6-a"}),
    "jira": (JIRA, {"AB-1-a": "2024-05-02"}, {"AB-2-a"}),
    "trello": (TRELLO, {}, {"1-a", "2-a"}),
    "planner": (PLANNER, {"a1-a": "2024-04-13"}, {"a2-a"}),
    "project": (PROJECT, {"1-a": "2024-04-19"}, {"2-a"}),
    "ogp": (OGP, {"1-a": "2024-03-15"}, {"1-b"}),
    "french": (FRENCH, {"1-a": "2024-03-15"}, {"2-a"}),
    "german": (GERMAN, {"1-a": "2024-03-15"}, {"2-a"}),
}


class Tracker:
    """A tracker that was imported: its plan, its return, and the command on both."""

    def __init__(self, milepost: Milepost, folder: Path, table: str, *options: str) -> None:
        self.table = folder / "tracker.csv"
        self.table.write_text(table, encoding="utf-8")
        self.plan = folder / "P.yaml"
        self.progress = folder / "P-progress.csv"
        self._milepost = milepost
        words = ("import", str(self.table), "-o", str(self.plan), "--year", "2024", *options)
        self.imported = milepost(*words, now=NOW)
        assert self.imported.code == 0, self.imported.err

    def run(self, *words: str, **environ: str) -> Answer:
        given = {"plan": str(self.plan), "now": NOW} | environ
        return self._milepost(*words, **given)

    def read(self, *options: str, **environ: str) -> Answer:
        return self.run("returns", "read", str(self.progress), *options, **environ)

    def states(self) -> list[tuple[str, str, str]]:
        lines = self.read("-f", "json").json
        return [(line["ref"], line["kind"], line["state"]) for line in lines]

    def items(self) -> dict[str, dict[str, object]]:
        items = self.run("list", "-f", "json").json["items"]
        return {item["ref"]: item for item in items}

    def rows(self) -> list[list[str]]:
        with self.progress.open(encoding="utf-8-sig", newline="") as stream:
            return list(csv.reader(stream))

    def write(self, ref: str, heading: str, text: str) -> None:
        """Write a cell as a person does in a spreadsheet program."""
        rows = self.rows()
        for row in rows:
            if row and row[0] == ref:
                row[rows[0].index(heading)] = text
        with self.progress.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)


@pytest.fixture
def tracker(milepost: Milepost, tmp_path: Path) -> Callable[..., Tracker]:
    def make(table: str = COUNCIL, *options: str) -> Tracker:
        return Tracker(milepost, tmp_path, table, *options)

    return make


@pytest.mark.parametrize("name", TRACKERS)
def test_finished_work_of_a_tracker_is_done_once_its_return_is_accepted(
    tracker: Callable[..., Tracker], name: str
) -> None:
    table, done, overdue = TRACKERS[name]
    made = tracker(table)
    assert made.run("check", str(made.plan)).code == 0
    assert all(item["done_on"] is None for item in made.items().values())
    made.read("--accept")
    items = made.items()
    assert {ref: item["done_on"] for ref, item in items.items() if item["done_on"]} == done
    assert {ref for ref, item in items.items() if item["status"] == "overdue"} == overdue


def test_the_last_line_of_an_import_is_what_to_type_next(
    tracker: Callable[..., Tracker],
) -> None:
    made = tracker()
    command = f"`milepost returns read {made.progress} --plan {made.plan}`"
    last = made.imported.err.splitlines()[-1]
    assert (
        last == f"milepost: next: {command} shows the progress line by line; --accept records it."
    )
    assert f"written to {made.progress}" in made.imported.err


def test_nothing_is_recorded_before_it_is_accepted_and_twice_is_once(
    tracker: Callable[..., Tracker],
) -> None:
    made = tracker()
    first = made.read()
    assert "nothing is recorded yet" in first.err
    assert made.run("log").out == ""
    accepted = made.read("--accept")
    assert "recorded: 7 entries" in accepted.err
    log = made.run("log").out
    assert "recorded: nothing new" in made.read("--accept").err
    assert made.run("log").out == log
    states = {state for _, _, state in made.states()}
    assert states == {"the same", "refused"}


def test_each_row_is_recorded_as_its_first_leads_and_without_a_lead_as_ones_own(
    tracker: Callable[..., Tracker],
) -> None:
    made = tracker()
    made.read("--accept")
    entries = made.run("log", "-f", "json").json
    by = {entry["ref"]: entry["by"] for entry in entries if entry["kind"] == "note"}
    assert by == {
        "1.1-a": "HOUSING-TEAM",
        "1.2-a": "POLICE",
        "1.3-a": "ELS lead",
        "1.4-a": "HOUSING-TEAM",
    }
    via = [entry["via"] for entry in entries if "via" in entry]
    assert {each["accepted_by"] for each in via} == {"ELS lead"}
    assert {each["round"] for each in via} == {"import-2024-11-26"}


def test_a_day_that_print_does_not_give_is_refused_and_taken_when_it_is_written(
    tracker: Callable[..., Tracker],
) -> None:
    made = tracker()
    answer = made.read("--accept")
    assert answer.code == 1
    reason = "print says '100% complete' and gives no day: write the day, such as 28 Aug 2009."
    assert f"1.6-a  done  ?: {reason}" in answer.out
    assert made.items()["1.6-a"]["status"] == "overdue"
    made.write("1.6-a", "Done on", "28-Apr-24")
    assert "recorded: 1 entry" in made.read("--accept").err
    assert made.items()["1.6-a"]["done_on"] == "2024-04-28"


def test_the_day_of_the_table_stands_for_the_days_that_it_does_not_print(
    tracker: Callable[..., Tracker],
) -> None:
    made = tracker(COUNCIL, "--as-of", "2024-10-31")
    assert made.read("--accept").code == 0
    assert made.items()["1.6-a"]["done_on"] == "2024-10-31"
    title = made.run("returns", "status").out.splitlines()[0]
    assert title == "Progress imported from tracker.csv, as of 31 Oct 2024"


def test_accepting_makes_a_journal_that_was_missing_and_says_so(
    tracker: Callable[..., Tracker], tmp_path: Path
) -> None:
    made = tracker(OGP)
    accepted = made.read("--accept", "--journal", str(tmp_path / "new"))
    assert accepted.code == 0
    assert "the journal's folder was made" in accepted.err
    assert "no entry counts" not in accepted.err


def test_undo_takes_it_back_line_by_line(tracker: Callable[..., Tracker]) -> None:
    made = tracker(OGP)
    made.read("--accept")
    assert made.run("undo").code == 0
    assert made.run("undo").code == 0
    assert made.items()["1-a"]["status"] == "overdue"
    assert all(state == "the same" for _, _, state in made.states())
    assert "taken back since" in made.read().out


def test_a_later_table_adds_what_is_new_and_repeats_nothing(
    tracker: Callable[..., Tracker],
) -> None:
    first = tracker(
        "Ref,Action,Lead,Due,RAG,Forecast,Update\n"
        "1,Open,Fleet,31 Mar 2024,Amber,June 2024,Keys are here\n"
        "2,Shut,Fleet,30 Sep 2024,Green,,All is well\n",
        "--as-of",
        "2024-04-30",
    )
    first.read("--accept")
    later = tracker(
        "Ref,Action,Lead,Due,RAG,Forecast,Update,Date completed\n"
        "1,Open,Fleet,31 Mar 2024,Red,July 2024,Paint is dry,\n"
        "2,Shut,Fleet,30 Sep 2024,Green,,All is well,20 May 2024\n",
        "--as-of",
        "2024-05-31",
        "--force",
    )
    states = later.states()
    assert ("1-a", "forecast", "new") in states
    assert ("2-a", "note", "the same") in states
    later.read("--accept")
    item = later.items()["1-a"]
    assert item["forecast"] == "2024-07-31"
    notes = [note["text"] for note in item["notes"] if note["kind"] == "note"]  # type: ignore[attr-defined]
    assert len(notes) == 2
    assert later.items()["2-a"]["done_on"] == "2024-05-20"
    assert {state for _, _, state in later.states()} == {"the same"}


def test_what_somebody_recorded_before_is_not_overruled_by_a_table(
    tracker: Callable[..., Tracker],
) -> None:
    made = tracker(GERMAN)
    made.run("tick", "1-a", "--on", "2024-03-01")
    answer = made.read("--accept")
    assert "changed meanwhile" in answer.out
    assert "1 Mar 2024 by ELS lead" in answer.out
    assert made.items()["1-a"]["done_on"] == "2024-03-01"


def test_a_title_that_was_mended_in_the_plan_is_named_with_what_to_do(
    tracker: Callable[..., Tracker],
) -> None:
    made = tracker(GERMAN)
    text = made.plan.read_text(encoding="utf-8").replace("Zentrum eröffnen", "Haus eröffnen")
    made.plan.write_text(text, encoding="utf-8")
    answer = made.read()
    assert "1-a is called 'Haus eröffnen' in the plan: if it is the same, write that" in answer.out
    made.write("1-a", "Milestone, measure or action", "Haus eröffnen")
    assert made.read("--accept").code == 0


def test_a_lead_may_be_corrected_and_an_unknown_one_is_refused(
    tracker: Callable[..., Tracker],
) -> None:
    made = tracker()
    made.write("1.1-a", "Recorded by", "POLISE")
    answer = made.read()
    assert "the plan has no lead 'POLISE'; did you mean POLICE?" in answer.out
    made.write("1.1-a", "Recorded by", "POLICE")
    assert "1.1-a is not in the plan, or POLICE does not lead it" in made.read().out


def test_no_return_is_written_without_progress_or_without_a_file(
    milepost: Milepost, tracker: Callable[..., Tracker], tmp_path: Path
) -> None:
    made = tracker("Ref,Action,Lead,Due\n1,Open,Fleet,May 2024\n")
    assert not made.progress.exists()
    assert "next:" not in made.imported.err
    made.table.write_text(COUNCIL, encoding="utf-8")
    answer = milepost("import", str(made.table), now=NOW)
    assert "its progress is not written: -o PLAN.yaml writes it" in answer.err
    assert "Done on" not in answer.out
    assert {path.name for path in tmp_path.glob("*.csv")} == {"tracker.csv"}


def test_plan_and_return_are_both_written_or_neither(milepost: Milepost, tmp_path: Path) -> None:
    table, plan, progress = (tmp_path / name for name in ("t.csv", "P.yaml", "P-progress.csv"))
    table.write_text(COUNCIL, encoding="utf-8")
    progress.write_text("mine", encoding="utf-8")
    words = ("import", str(table), "-o", str(plan))
    answer = milepost(*words, now=NOW)
    assert (answer.code, plan.exists(), progress.read_text()) == (2, False, "mine")
    assert "P-progress.csv' exists already" in answer.err
    progress.unlink()
    plan.write_text("mine", encoding="utf-8")
    assert milepost(*words, now=NOW).code == 2
    assert not progress.exists()
    assert milepost(*words, "--force", now=NOW).code == 0
    assert progress.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of folders are others there")
def test_a_plan_that_cannot_be_written_leaves_no_return(milepost: Milepost, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text(COUNCIL, encoding="utf-8")
    plan = tmp_path / "missing" / "P.yaml"
    progress = tmp_path / "R.csv"
    answer = milepost("import", str(table), "-o", str(plan), "--progress", str(progress), now=NOW)
    assert answer.code == 3
    assert not progress.exists()


REFUSED = [
    (("--progress", "R.csv"), "a return is written beside its plan: give -o PLAN.yaml"),
    (("-o", "P.yaml", "--progress", "R.ods"), "ends in .xlsx or .csv, not 'R.ods'."),
    (("-o", "P.yaml", "--progress", "P.yaml"), "ends in .xlsx or .csv"),
]


@pytest.mark.parametrize(("options", "sentence"), REFUSED)
def test_a_file_that_cannot_be_the_return_is_refused(
    milepost: Milepost,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: tuple[str, ...],
    sentence: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    table = tmp_path / "t.csv"
    table.write_text(COUNCIL, encoding="utf-8")
    answer = milepost("import", str(table), *options, now=NOW)
    assert answer.code == 2
    assert sentence in answer.err
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == {"t.csv"}


def test_progress_that_is_not_there_cannot_be_written(milepost: Milepost, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("Ref,Action,Due\n1,Open,May 2024\n", encoding="utf-8")
    target = str(tmp_path / "P.yaml")
    answer = milepost("import", str(table), "-o", target, "--progress", "R.csv", now=NOW)
    assert (answer.code, (tmp_path / "P.yaml").exists()) == (2, False)
    assert "the table has no progress to write: leave --progress out." in answer.err


def test_the_return_can_be_a_workbook_that_says_the_same(
    tracker: Callable[..., Tracker], tmp_path: Path
) -> None:
    pytest.importorskip("xlsxwriter")
    made = tracker()
    states = made.states()
    workbook = tmp_path / "R.xlsx"
    made = tracker(COUNCIL, "--force", "--progress", str(workbook))
    made.progress = workbook
    assert made.states() == states


def test_a_preview_writes_neither(milepost: Milepost, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text(COUNCIL, encoding="utf-8")
    answer = milepost("import", str(table), "-o", str(tmp_path / "P.yaml"), "--preview", now=NOW)
    assert answer.code == 0
    assert "progress of 5 of the plan's dates" in answer.err
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == {"t.csv"}


def test_an_import_asks_nobody_so_nothing_waits_for_an_answer(
    tracker: Callable[..., Tracker],
) -> None:
    made = tracker()
    made.read("--accept")
    assert "Return round" not in made.run("status").out
    assert "there is nobody to remind" in made.run("returns", "remind").err
    answers = made.run("returns", "status", "-f", "json").json["answers"]
    assert {answer["state"] for answer in answers} == {"imported"}
    assert "round of returns for the progress in tracker.csv" in made.run("log").out
    assert "nil" not in made.run("report", "exception").out.lower().replace("nil returns", "")


def test_a_round_that_was_opened_is_the_one_that_commands_mean(
    tracker: Callable[..., Tracker], tmp_path: Path
) -> None:
    made = tracker()
    sheets = ("returns", "open", "--period", "Nov 2024", "--answer-by", "2024-12-05", "-f", "csv")
    assert made.run(*sheets, "-o", str(tmp_path / "sheets")).code == 0
    made.read("--accept")
    assert "Return round for Nov 2024" in made.run("returns", "status").out
    imported = made.run("returns", "status", "--period", "2024-11-26").out
    assert imported.startswith("Progress imported from tracker.csv")


def test_a_return_of_another_plan_or_with_a_made_up_round_is_refused(
    tracker: Callable[..., Tracker], small_plan: Callable[..., Path]
) -> None:
    made = tracker()
    other = small_plan("- {id: 1.1-a, title: Open the hub, when: Dec 2009}")
    assert "is of the plan 'tracker', not of 'small'" in made.read(plan=str(other)).out
    text = made.progress.read_text(encoding="utf-8")
    made.progress.write_text(text.replace("import-2024-11-26", "import-2024-99-99"))
    assert "not in the journal" in made.read().out


@given(cells=st.lists(TEXTS, min_size=5, max_size=5))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_a_tracker_says_its_return_is_read_without_a_failure(
    milepost: Milepost, tmp_path: Path, cells: list[str]
) -> None:
    table = tmp_path / "t.csv"
    headings = ("Action", "Lead", "Due", "Status", "% complete", "Date completed", "Now expected")
    with table.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(
            [(*headings, "Update"), ("Open the hub", "Fleet", "31 May 2024", *cells)]
        )
    plan = tmp_path / "P.yaml"
    words = ("import", str(table), "-o", str(plan), "--year", "2024", "--force")
    answer = milepost(*words, now=NOW)
    assert answer.code == 0, answer.err
    if "next:" not in answer.err:
        return
    progress = str(tmp_path / "P-progress.csv")
    lines = milepost("returns", "read", progress, "-f", "json", plan=str(plan), now=NOW)
    assert lines.code in {0, 1}
    assert {line["ref"] for line in lines.json} <= {"1-a"}
    assert lines.json


@pytest.mark.parametrize(
    "title", ["'tis the season", "=SUM(A1)", "9.10 things", "+44 lines", "Nothing to report"]
)
def test_a_title_that_a_spreadsheet_might_change_is_the_same_when_it_comes_back(
    tracker: Callable[..., Tracker], title: str
) -> None:
    made = tracker(f"Ref,Action,Lead,Due,Status\n1,{title},Fleet,May 2024,In progress\n")
    assert made.states() == [("1-a", "note", "new")]
