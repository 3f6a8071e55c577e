"""A file's ending names its format: one that the command does not write is refused."""

from pathlib import Path

import pytest

from tests.conftest import Milepost


@pytest.mark.parametrize(
    ("command", "name", "hint"),
    [
        ("list", "x.xlsx", ".txt, .json, .csv or .md"),
        ("list", "x.odt", "`milepost report checklist` writes .html, .docx and .xlsx"),
        ("list", "x.pdf", "`milepost report checklist -o paper.pdf`"),
        ("list", "x.html", "`milepost report checklist -o paper.html`"),
        ("list", "X.DOCX", "`milepost report checklist -o paper.docx`"),
        ("list -f csv", "x.xlsx", ".txt, .json, .csv or .md"),
        ("status", "s.csv", ".txt or .json"),
        ("status", "s.md", ".txt or .json"),
        ("log", "l.pdf", ".txt or .json"),
        ("show 2.4.4-c", "s.docx", ".txt or .json"),
        ("pathways", "p.xml", ".txt or .json"),
        ("readings", "r.ods", ".txt or .json"),
        ("note 2.4.4-c Said", "n.csv", ".txt or .json"),
        ("note 2.4.4-c Said", "n.txt", ".json"),
        ("merge journal", "m.xlsx", ".txt or .json"),
        ("report exception -f text", "p.pdf", "leave -f out, or end the name in .txt"),
        ("report exception -f text", "p.docx", "leave -f out, or end the name in .txt"),
        ("report exception", "p.yaml", ".pdf or .docx"),
        ("carry-forward", "next.xlsx", ".yaml"),
        ("carry-forward", "next.json", ".yaml"),
    ],
)
def test_an_ending_of_a_format_that_is_not_written_is_refused_with_the_right_ones(
    milepost: Milepost, tmp_path: Path, command: str, name: str, hint: str
) -> None:
    answer = milepost(*command.split(), "-o", str(tmp_path / name))
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert hint in answer.err
    assert not (tmp_path / name).exists()
    assert list((tmp_path / "journal").iterdir()) == [], "nothing was recorded"


@pytest.mark.parametrize("name", ["backup.tar.gz", "backup.json", "backup.7z"])
def test_a_backup_is_a_zip_file(milepost: Milepost, tmp_path: Path, name: str) -> None:
    milepost("note", "2.4.4-c", "Said")
    answer = milepost("backup", str(tmp_path / name))
    assert answer.code == 2
    assert "end the name in .zip" in answer.err


def test_a_new_plan_is_a_yaml_file(milepost: Milepost, tmp_path: Path) -> None:
    answer = milepost("new", str(tmp_path / "plan.docx"))
    assert answer.code == 2
    assert "end the name in .yaml" in answer.err


@pytest.mark.parametrize("name", ["s.txt", "s", "s.dat", "s.log", "s.2009-11", ".hidden"])
def test_text_goes_into_a_file_of_any_other_ending(
    milepost: Milepost, tmp_path: Path, name: str
) -> None:
    assert milepost("status", "-o", str(tmp_path / name)).code == 0
    assert (tmp_path / name).read_text("utf-8") == milepost("status").out


@pytest.mark.parametrize(("ending", "given"), [(".md", "text"), (".dat", "json"), (".txt", "json")])
def test_a_format_that_is_given_goes_before_the_ending_of_a_text_file(
    milepost: Milepost, tmp_path: Path, ending: str, given: str
) -> None:
    path = tmp_path / f"s{ending}"
    assert milepost("status", "-f", given, "-o", str(path)).code == 0
    assert path.read_text("utf-8") == milepost("status", "-f", given).out


def test_an_entry_goes_into_a_json_file(milepost: Milepost, tmp_path: Path) -> None:
    path = tmp_path / "entry.json"
    assert milepost("note", "2.4.4-c", "Said", "-o", str(path)).code == 0
    assert '"text": "Said"' in path.read_text("utf-8")
