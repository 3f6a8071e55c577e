"""`milepost report` as a person types it: formats, files, refusals, and the same bytes again."""

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from plan_data.load import find_plan
from tests.conftest import EAST_MIDLANDS, LONDON, Milepost, on_plan
from tui.reports.context import REPORT_KINDS
from tui.reports.renderers.registry import REPORT_FORMATS

WritePlan = Callable[..., Path]
MILESTONES = """
- {id: 1.1.1-a, title: Contracts in place, when: Sep 2009, printed: By September}
- {id: 1.1.1-b, title: Completions, cumulative: {Q1: 189, Q2: 454}}
- {id: 1.1.1-c, title: Joint work, when: ongoing}
- {id: 1.1.1-d, title: Reviews, when: every quarter from Oct 2009}
"""
BOARDS = "boards:\n  - {name: EMRRP Board, dates: [2009-11-17]}"


@pytest.fixture
def run(milepost: Milepost, small_plan: WritePlan) -> Milepost:
    """Return the command on the small plan."""
    return on_plan(milepost, small_plan(MILESTONES, head=BOARDS))


@pytest.mark.parametrize("kind", REPORT_KINDS)
@pytest.mark.parametrize("layout", REPORT_FORMATS)
def test_every_report_comes_in_every_format_by_the_files_ending(
    run: Milepost, tmp_path: Path, kind: str, layout: str
) -> None:
    path = tmp_path / f"paper.{'txt' if layout == 'text' else layout}"
    answer = run("report", kind, "-o", str(path))

    assert (answer.code, answer.out) == (0, "")
    assert f"written to {path}" in answer.err
    again = tmp_path / f"again{path.suffix}"
    assert run("report", kind, "-f", layout, "-o", str(again)).code == 0
    assert again.read_bytes() == path.read_bytes() != b""


def test_without_a_file_it_is_text_on_stdout(run: Milepost) -> None:
    answer = run("report", "exception")

    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("Exception report: A small plan\n")
    assert answer.out == run("report", "exception", "-o", "-").out


@pytest.mark.parametrize("kind", REPORT_KINDS)
def test_a_report_records_nothing(run: Milepost, tmp_path: Path, kind: str) -> None:
    run("note", "1.1.1-a", "Asked.")
    before = {path: path.read_bytes() for path in tmp_path.glob("journal/*")}
    run("report", kind)

    assert {path: path.read_bytes() for path in tmp_path.glob("journal/*")} == before


@pytest.mark.parametrize("kind", REPORT_KINDS)
@pytest.mark.parametrize("plan", [EAST_MIDLANDS, LONDON])
def test_every_report_can_be_made_of_the_shipped_plans(
    milepost: Milepost, plan: str, kind: str
) -> None:
    answer = milepost("report", kind, plan=plan)

    assert (answer.code, answer.err) == (0, "")
    assert find_plan(plan).stem.split("-", maxsplit=1)[0].title() in answer.out


def test_options_are_told_in_the_header(run: Milepost) -> None:
    words = [
        "--prepared-by",
        "Programme office",
        "--marking",
        "Draft",
        "--purpose",
        "noting",
        "--lead",
        "jcp",
    ]
    out = run(
        "report", "summary", *words, "--compare-with", "Sep 2009", "--known-on", "2009-11-30"
    ).out

    for line in (
        "Prepared by:    Programme office", "Marking:        Draft", "Purpose:        Noting",
        "Only:           lead JCP (4 of 4 milestones, 6 of 6 dates)",
        "Compared with:  30 Sep 2009, as known then",
        "As known on:    30 Nov 2009",
    ):  # fmt: skip
        assert line in out.splitlines()


def test_words_may_be_those_of_a_saved_filter(run: Milepost) -> None:
    run("filters", "save", "ours", "late ELS")

    assert (
        "Only:           as in 'late ELS' (2 of 4 milestones, 3 of 6 dates)"
        in run("report", "summary", "--words", "ours").out
    )


def test_the_exception_report_is_for_decision_unless_told(run: Milepost) -> None:
    assert "Purpose:        Decision" in run("report", "exception").out
    assert "Purpose:" not in run("report", "summary").out


def test_since_is_another_word_for_compare_with(run: Milepost) -> None:
    assert run("report", "changes").out.startswith("Changes since 17 Nov 2009: ")
    assert run("report", "changes", "--since", "Sep 2009").out.startswith(
        "Changes since 30 Sep 2009: "
    )
    assert run("report", "changes", "--since", "30 Sep 2009") == run(
        "report", "changes", "--compare-with", "Sep 2009"
    )


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["everything"], "invalid choice"),
        (["exception", "--compare-with", "Nov 2009"], "30 Nov 2009 is not before 30 Nov 2009"),
        (["exception", "--compare-with", "Q2 2009"], "'Q2 2009'"),
        (["exception", "--lead", "nobody"], "there is no lead 'nobody'"),
        (["exception", "-f", "odt"], "invalid choice"),
        (["exception", "-o", "paper.odt"], "no paper is written as .odt: write -o paper.docx"),
        (["exception", "-o", "paper.XLS"], "no paper is written as .xls: write -o paper.xlsx"),
        (["exception", "--group-by", "colour"], "invalid choice"),
    ],
)
def test_what_cannot_be_made_is_refused_with_a_sentence(
    run: Milepost, words: list[str], reason: str
) -> None:
    answer = run("report", *words)

    assert (answer.code, answer.out) == (2, "")
    assert reason in answer.err


def test_a_file_is_replaced_only_with_force(run: Milepost, tmp_path: Path) -> None:
    path = tmp_path / "paper.html"
    path.write_text("mine", encoding="utf-8")

    answer = run("report", "exception", "-o", str(path))
    assert (answer.code, path.read_text("utf-8")) == (2, "mine")
    assert "--force replaces it" in answer.err
    assert run("report", "exception", "-o", str(path), "--force").code == 0
    assert path.read_text("utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("target", "code", "why"),
    [
        ("journal/paper.html", 2, "is in the journal's own folder"),
        ("small.yaml", 2, "is the plan in use"),
        ("folder", 2, "is a folder: name a file in it."),
        ("pipe", 2, "is not an ordinary file: name one, or - for stdout."),
        ("missing/paper.html", 3, "cannot be written (no such file or directory)."),
        ("small.yaml/paper.html", 3, "cannot be written (not a directory)."),
        (f"{'a' * 300}.html", 3, "cannot be written (file name too long)."),
    ],
)
def test_where_no_paper_can_be_one_sentence_says_so_and_nothing_is_touched(
    run: Milepost, tmp_path: Path, target: str, code: int, why: str
) -> None:
    run("note", "1.1.1-a", "Asked.")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")

    def there() -> set[tuple[str, int, int]]:
        return {
            (str(path), path.lstat().st_ino, path.lstat().st_size) for path in tmp_path.rglob("*")
        }

    before = there()
    answer = run("report", "summary", "-o", str(tmp_path / target), "--force")
    assert (answer.code, answer.out, answer.err.count("\n")) == (code, "", 1)
    assert why in answer.err
    assert there() == before


def test_a_link_stays_one_and_what_it_leads_to_is_written(run: Milepost, tmp_path: Path) -> None:
    link, path = tmp_path / "link.txt", tmp_path / "paper.txt"
    path.write_text("of last month", encoding="utf-8")
    link.symlink_to(path)
    run("report", "summary", "-o", str(link), "--force")

    assert link.is_symlink()
    assert path.read_text("utf-8").startswith("Summary: A small plan\n")


def test_a_reader_who_has_seen_enough_ends_it_without_a_word(
    small_plan: WritePlan, home: Path
) -> None:
    plan, journal = str(small_plan(MILESTONES)), str(home / "journal")
    words = [
        sys.executable,
        "-m",
        "tui",
        "report",
        "checklist",
        "--plan",
        plan,
        "--journal",
        journal,
    ]
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(words, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)

    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("layout", ["xlsx", "docx"])
def test_an_archive_may_be_piped_but_not_shown_in_a_terminal(
    small_plan: WritePlan, layout: str, home: Path
) -> None:
    plan, ours = str(small_plan(MILESTONES)), [sys.executable, "-m", "tui", "report", "summary"]
    (home / "journal").mkdir()
    words = [*ours, "--plan", plan, "--journal", str(home / "journal"), "-f", layout]
    master, terminal = pty.openpty()
    refused = subprocess.run(words, stdout=terminal, stderr=subprocess.PIPE, text=True, check=False)
    os.close(terminal)
    os.close(master)
    piped = subprocess.run(words, capture_output=True, check=True)

    assert refused.returncode == 2
    assert (
        f"{layout} is not for a terminal: name a file with -o, such as -o paper.{layout}."
        in refused.stderr
    )
    assert piped.stdout.startswith(b"PK")


@pytest.mark.parametrize(("layout", "library"), [("xlsx", "xlsxwriter"), ("docx", "docx")])
def test_without_the_extra_the_refusal_says_what_to_install(
    run: Milepost, monkeypatch: pytest.MonkeyPatch, layout: str, library: str
) -> None:
    for name in [
        name
        for name in sys.modules
        if name.split(".")[0] == library or name.endswith(f"report_{layout}")
    ]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    answer = run("report", "summary", "-f", layout)

    assert (answer.code, answer.out) == (2, "")
    assert 'pip install "milepost[office]"' in answer.err
    assert answer.err.count("\n") == 1


def test_a_paper_of_what_was_known_is_the_same_after_a_hundred_further_entries(
    milepost: Milepost,
) -> None:
    def on(day: str) -> dict[str, str]:
        return {"plan": EAST_MIDLANDS, "now": f"{day}T10:00:00Z"}

    milepost("tick", "2.4.2-a", "--on", "2009-08-28", **on("2009-09-05"))
    milepost("board", "add", "2009-11-17", **on("2009-09-06"))
    milepost("forecast", "2.4.4-c", "Jan 2010", "--note", "Bids late", **on("2009-10-13"))
    words = ["--as-of", "2009-09-30", "--known-on", "2009-10-14"]
    papers = {
        kind: milepost("report", kind, *words, **on("2009-10-14")).out for kind in REPORT_KINDS
    }

    for number in range(45):
        milepost("note", "2.4.4-c", f"Later, {number}", "--on", "2009-09-15", **on("2009-10-15"))
        milepost(
            "actual",
            "2.7.2-a@Q1-2009/10",
            str(190 + number),
            "--on",
            "2009-09-15",
            **on("2009-10-16"),
        )
    for act in (
        ["untick", "2.4.2-a"], ["withdraw", "2.4.1-a", "--approved-by", "Board"],
        ["board", "add", "2009-09-15"],
        ["decision", "Agreed"], ["judge", "2.4.4-c", "green", "--why", "w"], ["confirm", "2.4.3-a"],
        ["reschedule", "2.4.4-c", "Feb 2010", "--approved-by", "Board"], ["undo"],
        ["tick", "1.1.1-a"], ["undo"],
    ):  # fmt: skip
        assert milepost(*act, "--on", "2009-09-30", **on("2009-10-20")).code == 0

    assert len(milepost("log", plan=EAST_MIDLANDS).out.splitlines()) == 103
    assert {
        kind: milepost("report", kind, *words, **on("2010-03-01")).out for kind in REPORT_KINDS
    } == papers


def test_what_is_due_so_far_is_compared_with_what_was_due_by_the_day_before(
    milepost: Milepost, small_plan: WritePlan
) -> None:
    plan = small_plan(
        "- {id: 1.1.1-a, title: Due on that day, when: 2009-09-30}\n"
        "- {id: 1.1.1-b, title: Due the day after, when: 2009-10-01}\n"
        "- {id: 1.1.1-c, title: Due on the day of the report, when: 2009-11-30}\n"
        "- {id: 1.1.1-d, title: Due later, when: 2009-12-01}"
    )
    paper = on_plan(milepost, plan)(
        "report", "exception", "--compare-with", "30 Sep 2009", "-f", "json"
    ).json
    (headline,) = (block for block in paper["blocks"] if block["key"] == "headline")
    due = next(row for row in headline["tables"][0]["rows"] if row["measure"] == "due so far")
    assert (due["this_period"], due["last_period"]) == (3, 1)


def test_formats_with_pages_leave_the_annexes_out_unless_asked(run: Milepost) -> None:
    annex = "Annex A: exceptions in full"

    assert annex in run("report", "exception").out
    assert annex not in run("report", "exception", "--no-annex").out
    assert annex not in run("report", "exception", "-f", "html").out
    assert annex in run("report", "exception", "-f", "html", "--annex").out


def test_the_annexes_go_into_a_file_of_their_own(run: Milepost, tmp_path: Path) -> None:
    paper, annexes = tmp_path / "paper.md", tmp_path / "annexes.html"
    answer = run("report", "exception", "-o", str(paper), "--annex-file", str(annexes))

    assert answer.code == 0
    assert "The Board is asked to" in paper.read_text()
    assert "Annex A" not in paper.read_text()
    assert "Annex A: exceptions in full" in annexes.read_text()
    assert "The Board is asked to" not in annexes.read_text()
    assert run("report", "exception", "--annex-file", str(annexes)).code == 2
    again = run("report", "exception", "--annex-file", str(annexes), "--force")
    assert (again.code, "Annex A" in again.out) == (0, False)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["exception", "--annex-file", "-"], "the annexes need a file of their own"),
        (["summary", "--annex-file", "a.md"], "the summary report has no annexes for 'a.md'"),
        (["exception", "-o", "a.md", "--annex-file", "./a.md"], "is the file of the report"),
        (["exception", "--opening", "@gone.txt"], "the opening 'gone.txt' cannot be read"),
        (["exception", "--board", "EMRP Board"], "did you mean EMRRP Board?"),
    ],
)
def test_what_an_annex_opening_or_board_cannot_be_is_refused(
    run: Milepost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], sentence: str
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = run("report", *words)

    assert (answer.code, answer.out) == (2, "")
    assert sentence in answer.err
    assert not (tmp_path / "a.md").exists()


def test_the_opening_is_typed_or_read_from_a_file(
    run: Milepost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("opening.txt").write_text("A hard quarter.\n\n<b>Three</b> things.\n", "utf-8")

    typed = run("report", "exception", "--opening", "A hard quarter.").out
    assert "From the programme office" in typed
    assert "A hard quarter." in typed
    for name in ("@opening.txt", "opening.txt"):
        html = run("report", "exception", "--opening", name, "-f", "html").out
        assert "&lt;b&gt;Three" in html
        assert "<b>Three" not in html


def test_a_confirmed_reading_is_no_update_of_a_continuing_item(
    milepost: Milepost, small_plan: WritePlan
) -> None:
    plan = small_plan(
        '- {id: 1.1.1-a, title: Joint work, when: "ongoing?", reading: Print says through the year}'
    )
    run = on_plan(milepost, plan)
    run("note", "1.1.1-a", "Met.", "--on", "3 Jul 2009")
    assert run("confirm", "1.1.1-a", "--on", "5 Nov 2009").code == 0
    assert "no update since 3 Jul 2009" in run("report", "checklist").out


@pytest.mark.parametrize("start", ["there", "new"])
def test_csv_into_a_folder_is_a_file_for_each_table(
    run: Milepost, tmp_path: Path, start: str
) -> None:
    folder = tmp_path / "folder"
    if start == "there":
        folder.mkdir()
    answer = run("report", "checklist", "-f", "csv", "-o", str(folder), "--group-by", "lead")
    assert (answer.code, answer.out) == (0, "")
    assert f"files written to {folder}" in answer.err
    names = sorted(path.name for path in folder.iterdir())
    assert {"headline.csv", "checklist.csv"} <= set(names)
    assert "NOMS" not in "".join(names)
    refused = run("report", "checklist", "-f", "csv", "-o", str(folder))
    assert (refused.code, refused.err.count("exists already")) == (2, 1)
    assert run("report", "checklist", "-f", "csv", "-o", str(folder), "--force").code == 0


def test_csv_elsewhere_is_the_main_table_and_says_how_to_get_the_others(
    run: Milepost, tmp_path: Path
) -> None:
    printed = run("report", "checklist", "-f", "csv")
    assert printed.out.startswith('\ufeff"plan","as_of","group","ref"')
    assert "-f csv -o FOLDER writes a file for each of its tables" in printed.err
    path = tmp_path / "paper.csv"
    assert "-o FOLDER" in run("report", "checklist", "-o", str(path)).err
    assert path.read_bytes().decode() == printed.out


def test_tables_are_not_written_among_the_journals_files(run: Milepost, tmp_path: Path) -> None:
    (tmp_path / "journal").mkdir(exist_ok=True)
    answer = run("report", "checklist", "-f", "csv", "-o", str(tmp_path / "journal" / "tables"))
    assert (answer.code, "the journal's own folder" in answer.err) == (2, True)
