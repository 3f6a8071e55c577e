"""A journal that is named and not there: reading says so, recording makes it or refuses."""

import stat
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader

from store.journal.folder import read_folder
from tests.conftest import EAST_MIDLANDS, Milepost
from tui.config.settings import Options, default_paths, read_settings
from tui.reports.context import REPORT_KINDS
from tui.reports.renderers.registry import REPORT_FORMATS

READING = [
    ("status",),
    ("status", "--plan", "all"),
    ("list", "-f", "json"),
    ("show", "2.4.4-c"),
    ("log",),
    ("report", "exception"),
    ("pathways",),
    ("leads",),
    ("readings",),
    ("decision",),
    ("board",),
    ("carry-forward",),
    ("diff", EAST_MIDLANDS, EAST_MIDLANDS),
    ("merge", ".", "--dry-run"),
]
NOTE = ("note", "2.4.4-c", "Said")


@pytest.fixture
def missing(tmp_path: Path) -> str:
    return str(tmp_path / "stick")


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_reading_says_so_exits_1_and_answers_completely(
    milepost: Milepost,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    missing: str,
    words: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)
    empty = milepost(*words)
    answer = milepost(*words, journal=missing)
    assert answer.code == 1
    assert f"{missing}: the journal's folder is not there, so no entry counts" in answer.err
    if words[0] == "report":
        assert answer.out != empty.out
    elif words[-1] != "json":
        assert answer.out == empty.out
    else:
        assert answer.json["items"] == empty.json["items"]
        assert [problem["file"] for problem in answer.json["problems"]] == [missing]
    assert not Path(missing).exists()


@pytest.mark.parametrize("kind", REPORT_KINDS)
def test_every_paper_has_it_in_its_title_and_header(
    milepost: Milepost, missing: str, kind: str
) -> None:
    lines = milepost("report", kind, journal=missing).out.splitlines()
    assert "(no journal found)" in " ".join(lines[:3])
    sentence = f"Journal: none found at {missing}, so no entry counts"
    assert sentence.replace(" ", "") in "".join(lines[:20]).replace(" ", "")


@pytest.mark.parametrize("layout", [name for name in REPORT_FORMATS if name != "csv"])
def test_every_format_with_a_title_has_it(
    milepost: Milepost, tmp_path: Path, missing: str, layout: str
) -> None:
    paper = tmp_path / "paper"
    milepost("report", "summary", "-f", layout, "-o", str(paper), journal=missing)
    content = paper.read_bytes()
    if layout in {"docx", "xlsx"}:
        with zipfile.ZipFile(paper) as parts:
            content = b"".join(parts.read(name) for name in parts.namelist())
    if layout == "pdf":
        content = " ".join(page.extract_text() for page in PdfReader(paper).pages).encode()
    folded = content.replace(b"\r\n ", b"").replace(b"\n", b" ")
    assert b"no journal found" in folded
    if layout != "ics":
        assert b"none found at" in folded


@pytest.mark.parametrize(
    "words", [("plans",), ("glossary",), ("keys",), ("filters",), ("info",), ("new", "n.yaml")]
)
def test_what_needs_no_entry_is_done(
    milepost: Milepost,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    missing: str,
    words: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert milepost(*words, journal=missing).code == 0


def test_checking_a_plan_file_says_it_and_judges_the_plan_alone(
    milepost: Milepost, missing: str
) -> None:
    answer = milepost("check", EAST_MIDLANDS, journal=missing)
    assert answer.code == 0
    assert "the journal's folder is not there" in answer.err


def test_option_environment_and_config_file_name_a_journal_and_no_name_is_a_first_start(
    tmp_path: Path,
) -> None:
    missing = str(tmp_path / "stick")
    config = default_paths().config
    assert not read_settings(Options(), {}).journal_is_missing
    assert not read_settings(Options(), {"MILEPOST_JOURNAL": ""}).journal_is_missing
    assert read_settings(Options(journal=missing), {}).journal_is_missing
    assert read_settings(Options(), {"MILEPOST_JOURNAL": missing}).journal_is_missing
    config.parent.mkdir(parents=True)
    config.write_text(f'journal = "{missing}"\n', encoding="utf-8")
    assert read_settings(Options(), {}).journal_is_missing
    Path(missing).mkdir()
    assert not read_settings(Options(), {}).journal_is_missing


def test_the_default_journal_is_made_without_a_word(milepost: Milepost) -> None:
    assert milepost("list", journal="").err == ""
    answer = milepost(*NOTE, journal="")
    assert (answer.code, answer.err.count("\n")) == (0, 1)


def test_recording_makes_a_folder_whose_parent_is_there_and_says_so(
    milepost: Milepost, missing: str
) -> None:
    answer = milepost(*NOTE, journal=missing)
    assert answer.code == 0
    assert f"the journal's folder was made: {missing}" in answer.err
    assert "not there" not in answer.err
    assert stat.S_IMODE(Path(missing).stat().st_mode) == 0o700
    assert "was made" not in milepost(*NOTE, journal=missing).err


@pytest.mark.parametrize(
    "words", [NOTE, ("undo",), ("merge", "journal"), ("sync", "journal"), ("restore", "b.zip")]
)
def test_without_a_parent_nothing_is_written_unless_forced(
    milepost: Milepost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    milepost(*NOTE)
    milepost("backup", "b.zip")
    answer = milepost(*words, journal="stick/journal")
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert "--force makes both" in answer.err
    assert not (tmp_path / "stick").exists()
    if words != ("undo",):
        assert milepost(*words, "--force", journal="stick/journal").code == 0
        assert len(read_folder(tmp_path / "stick" / "journal").entries) >= 1


@pytest.mark.parametrize("below", ["", "journal"])
def test_through_a_link_that_leads_nowhere_it_is_refused_unless_forced(
    milepost: Milepost, tmp_path: Path, below: str
) -> None:
    link = tmp_path / "link"
    link.symlink_to("gone")
    journal = str(link / below)
    assert milepost("list", journal=journal).code == 1
    answer = milepost(*NOTE, journal=journal)
    assert answer.code == 2
    assert "to 'gone'" in answer.err
    assert not (tmp_path / "gone").exists()
    assert milepost(*NOTE, "--force", journal=journal).code == 0
    assert len(read_folder(tmp_path / "gone" / below).entries) == 1
    assert link.is_symlink()


def test_a_default_journal_that_is_such_a_link_is_missed_too(milepost: Milepost) -> None:
    journal = default_paths().journal
    journal.parent.mkdir(parents=True)
    journal.symlink_to("gone")
    assert milepost("list", journal="").code == 1
    assert milepost(*NOTE, journal="").code == 2


def test_a_refusal_that_it_may_come_from_says_so(milepost: Milepost, missing: str) -> None:
    answer = milepost("undo", journal=missing)
    assert answer.code == 2
    assert "the journal's folder is not there" in answer.err


@pytest.mark.parametrize("name", ["x" * 300, f"{'x' * 300}/journal", "file", "file/journal"])
def test_a_folder_that_cannot_be_is_one_sentence(
    milepost: Milepost, tmp_path: Path, name: str
) -> None:
    (tmp_path / "file").write_bytes(b"")
    for words in (NOTE, ("list",), (*NOTE, "--force"), ("backup", "b.zip")):
        answer = milepost(*words, journal=str(tmp_path / name))
        assert answer.code in {2, 3}
        assert answer.err.count("\n") == 1


def test_there_is_nothing_to_back_up(milepost: Milepost, tmp_path: Path, missing: str) -> None:
    answer = milepost("backup", str(tmp_path / "b.zip"), journal=missing)
    assert answer.code == 2
    assert "the journal's folder is not there" in answer.err
    assert not (tmp_path / "b.zip").exists()


def test_erasing_from_a_folder_that_is_not_there_says_so(milepost: Milepost, missing: str) -> None:
    answer = milepost("journal", "erase", "01J", "--why", "asked by letter", journal=missing)
    assert answer.code == 2
    assert "the journal's folder is not there" in answer.err
