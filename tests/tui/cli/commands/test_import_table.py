import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.conftest import Milepost

TABLE = """Ref,Action,By when,Owner,Theme,Target
1.1,Open a hub,March 2012,Council,Homes,120 placements
1.2,Train staff,TBC,"Police, Probation",Health,90% of staff
1.3,Run clubs,2011,JCP,Work,
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "north-2011-12.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_a_table_nobody_here_has_seen_imports_into_a_plan_that_passes_check_and_opens(
    milepost: Milepost, table: Path, tmp_path: Path
) -> None:
    plan = tmp_path / "north.yaml"
    assert milepost("import", str(table), "-o", str(plan)).code == 0
    assert milepost("check", str(plan)).code == 0
    items = milepost("list", "--plan", str(plan), "-f", "json").json["items"]
    assert [(item["ref"], item["due"]) for item in items] == [
        ("1.1-a", "2012-03-31"),
        ("1.1-b@Q4-2011/12", "2012-03-31"),
        ("1.2-a", None),
        ("1.3-a", "2011-12-31"),
    ]


def test_it_says_what_was_sure_guessed_and_left_and_gives_the_plan_alone_on_stdout(
    milepost: Milepost, table: Path
) -> None:
    answer = milepost("import", str(table))
    assert answer.out.startswith("# yaml-language-server: $schema=")
    assert "plan: north-2011-12\n" in answer.out
    assert "sure: 1 sections" not in answer.out
    assert "sure: 1 section, 1 priority, 3 objectives" in answer.err
    assert "guessed: the plan's year 2011/12, from the file's name" in answer.err
    assert "guessed: 1.3: '2011' as '2011?'" in answer.err
    assert "left for you: 1.2: 'TBC' is undated (to be confirmed)" in answer.err


def test_id_title_and_year_are_taken_as_they_are_given(milepost: Milepost, table: Path) -> None:
    answer = milepost(
        "import", str(table), "--id", "north", "--title", "The North", "--year", "2011-12"
    )
    assert 'plan: north\ntitle: The North\nyear: "2011/12"' in answer.out
    assert "the plan's" not in answer.err


def test_readings_lists_each_guess_with_its_reason(
    milepost: Milepost, table: Path, tmp_path: Path
) -> None:
    plan = tmp_path / "north.yaml"
    milepost("import", str(table), "-o", str(plan))
    assert "only a year" in milepost("readings", "--plan", str(plan)).out


def test_an_existing_file_is_left_unless_force_is_given(
    milepost: Milepost, table: Path, tmp_path: Path
) -> None:
    plan = tmp_path / "north.yaml"
    plan.write_text("mine", encoding="utf-8")
    answer = milepost("import", str(table), "-o", str(plan))
    assert (answer.code, plan.read_text(encoding="utf-8")) == (2, "mine")
    assert milepost("import", str(table), "-o", str(plan), "--force").code == 0
    assert plan.read_text(encoding="utf-8").startswith("#")


def _merged(path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["Ref", "Action", "When"], ["1", "a", "May 2010"], ["", "b", "May 2010"]):
        book.worksheets[0].append(row)
    book.worksheets[0].merge_cells("A2:A3")
    book.save(path)


def _two_tables(path: Path) -> None:
    document = docx.Document()
    for _ in range(2):
        cells = document.add_table(1, 3).rows[0].cells
        for cell, text in zip(cells, ("Ref", "Action", "When"), strict=True):
            cell.text = text
    document.save(str(path))


def _unpacked(path: Path, part: str, content: bytes) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(part, content)


BAD: dict[str, Callable[[Path], object]] = {
    "empty.csv": lambda path: path.write_bytes(b""),
    "binary.csv": lambda path: path.write_bytes(bytes(range(256)) * 20),
    "binary.xlsx": lambda path: path.write_bytes(b"PK\x03\x04" + bytes(range(256)) * 20),
    "utf16.csv": lambda path: path.write_bytes(TABLE.encode("utf-16")),
    "latin1.csv": lambda path: path.write_bytes(TABLE.replace("hub", "caf\xe9").encode("latin-1")),
    "nul.csv": lambda path: path.write_bytes(TABLE.replace("hub", "h\0b").encode()),
    "large.csv": lambda path: path.write_bytes(TABLE.encode() + b"1,a,May 2010\n" * 4_000_000),
    "long-cell.csv": lambda path: path.write_bytes(
        TABLE.encode() + b"1.4," + b"a " * 20_000 + b",May 2010\n"
    ),
    "prose.txt": lambda path: path.write_text("There is no table here.\nNone at all.\n"),
    "headings.csv": lambda path: path.write_text("a,b,c\n1,2,3\n"),
    "nothing-below.csv": lambda path: path.write_text(TABLE.splitlines()[0] + "\n"),
    "no-year.csv": lambda path: path.write_text("Ref,Action,When\n1,a,ongoing\n"),
    "scan.pdf": lambda path: path.write_bytes(b"%PDF-1.4 ..."),
    "several.docx": _two_tables,
    "none.docx": lambda path: docx.Document().save(str(path)),
    "locked.xlsx": lambda path: path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4000
    ),
    "locked.docx": lambda path: path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4000
    ),
    "bomb.xlsx": lambda path: _unpacked(path, "xl/workbook.xml", b"0" * 120_000_000),
    "broken.xlsx": lambda path: _unpacked(path, "xl/workbook.xml", b"<a>"),
    "entities.docx": lambda path: _unpacked(
        path, "word/document.xml", b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'
    ),
    "archive.zip": lambda path: _unpacked(path, "a.txt", b"a"),
    "folder.csv": lambda path: path.mkdir(),
    "missing.csv": lambda path: path.unlink(missing_ok=True),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gets_one_sentence_and_leaves_nothing(
    milepost: Milepost, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    BAD[name](folder / name)
    before = sorted(folder.iterdir())
    answer = milepost("import", str(folder / name), "-o", str(folder / "plan.yaml"))
    assert answer.code in {1, 2, 3}
    assert answer.err.startswith("milepost: ")
    assert answer.err.count("\n") == 1
    assert answer.out == ""
    assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize(
    "words", [["--year", "next"], ["--year", "20x1"], ["--id", "a b"], ["--table", "3"]]
)
def test_what_cannot_be_asked_is_refused(milepost: Milepost, table: Path, words: list[str]) -> None:
    answer = milepost("import", str(table), *words)
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)


def test_without_the_office_libraries_a_spreadsheet_is_refused_in_a_sentence(
    milepost: Milepost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _merged(tmp_path / "a.xlsx")
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    answer = milepost("import", str(tmp_path / "a.xlsx"))
    assert answer.code == 3
    assert "milepost[office]" in answer.err


def test_a_column_is_settled_by_a_person_and_kept_in_the_plan_file(
    milepost: Milepost, tmp_path: Path
) -> None:
    table = tmp_path / "odd.csv"
    rows = "Thing,Moment,Person\nOpen a hub,soon,Fleet\nShut a hub,May 2010,Fleet\n"
    table.write_text(rows, encoding="utf-8")
    plan = tmp_path / "plan.yaml"
    refused = milepost("import", str(table), "--year", "2010/11")
    assert (refused.code, "--column" in refused.err) == (3, True)
    assert milepost("import", str(table), "--column", "Thing").code == 2
    assert milepost("import", str(table), "--column", "Other=objective").code in {2, 3}
    chosen = ["--column", "Thing=objective", "--column", "Moment=timescale"]
    words = ["import", str(table), "--year", "2010/11", "-o", str(plan), "--force"]
    answer = milepost(*words, *chosen)
    assert answer.code == 0
    assert "column: 'Moment' is timescale (chosen with --column), such as 'soon'" in answer.err
    assert "# import: --column Thing=objective\n" in plan.read_text(encoding="utf-8")
    before = plan.read_bytes()
    assert milepost(*words).code == 0
    assert plan.read_bytes() == before


def test_words_over_dates_are_headings_and_their_dates_are_guesses(
    milepost: Milepost, tmp_path: Path
) -> None:
    table = tmp_path / "odd.csv"
    table.write_text("Thing,Moment,Colour\nOpen a hub,May 2010,Blue\n", encoding="utf-8")
    answer = milepost("import", str(table), "--year", "2010/11")
    assert answer.code == 0
    assert "when: May 2010?" in answer.out
    assert "column: 'Thing' is objective (it stands for the objectives)" in answer.err
    assert "the column 'Colour' is not read (1 cell)" in answer.err


def test_a_preview_says_what_each_column_is_and_writes_nothing(
    milepost: Milepost, table: Path, tmp_path: Path
) -> None:
    answer = milepost("import", str(table), "--preview", "-o", str(tmp_path / "plan.yaml"))
    assert (answer.code, answer.out) == (0, "")
    assert "column: 'By when' is timescale (its heading), such as 'March 2012'" in answer.err
    assert not (tmp_path / "plan.yaml").exists()


OF_WORK = "Ref,Action,When,Owner\n1.1,Open a hub,M6,Council\n1.2,Train staff,Q3,Police\n"


def test_the_years_that_were_given_hold_when_a_table_is_imported_again(
    milepost: Milepost, tmp_path: Path
) -> None:
    table, plan = tmp_path / "hubs.csv", tmp_path / "plan.yaml"
    table.write_text(OF_WORK, encoding="utf-8")
    years = ["--year", "2024/25", "--year-starts", "July", "--start", "1 Sep 2024"]
    milepost("import", str(table), "-o", str(plan), "--id", "hubs", *years)
    first = plan.read_text(encoding="utf-8")
    again = milepost("import", str(table), "-o", str(plan), "--force")

    assert plan.read_text(encoding="utf-8") == first
    assert "kept: --id hubs, --year 2024/25, --year-starts July, --start 1 Sep 2024" in again.err
    items = milepost("list", "--plan", str(plan), "-f", "json").json["items"]
    assert [item["due"] for item in items] == ["2025-02-28", "2025-03-31"]


def test_a_new_file_takes_what_was_given_for_another_plan(
    milepost: Milepost, tmp_path: Path
) -> None:
    table, plan = tmp_path / "hubs.csv", tmp_path / "plan.yaml"
    table.write_text(OF_WORK.replace("Action", "Things"), encoding="utf-8")
    choices = ["--column", "Things=objective", "--year-starts", "July", "--start", "1 Sep 2024"]
    milepost("import", str(table), "-o", str(plan), "--id", "hubs", "--year", "2024/25", *choices)
    answer = milepost("import", str(table), "--like", str(plan), "--year", "2025/26")

    assert answer.code == 0
    assert 'plan: hubs\ntitle: hubs\nyear: "2025/26"\nyear_starts: July\nstart:' in answer.out
    assert "--column Things=objective" in answer.err
    assert "--id" not in answer.err.partition("kept:")[2].partition("\n")[0]


def test_a_plan_without_choices_is_said_to_have_none(
    milepost: Milepost, table: Path, tmp_path: Path
) -> None:
    plan = tmp_path / "plan.yaml"
    milepost("import", str(table), "-o", str(plan))

    assert (
        "kept: nothing (from plan.yaml)" in milepost("import", str(table), "--like", str(plan)).err
    )
    missing = milepost("import", str(table), "--like", str(tmp_path / "none.yaml"))
    assert (missing.code, missing.out) == (2, "")
    assert "give one with --like" in missing.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--year-starts", "Foo"], "--year-starts: 'Foo' is not a month"),
        (["--start", "Q3 2024"], "--start: 'Q3 2024' is not a day"),
        (["--year", "2024", "--year-starts", "July"], "not a year that starts in July"),
        (["--quarters", "mine"], "invalid choice: 'mine'"),
    ],
)
def test_years_that_a_plan_cannot_have_are_refused(
    milepost: Milepost, table: Path, words: list[str], sentence: str
) -> None:
    answer = milepost("import", str(table), *words)

    assert (answer.code, answer.out) == (2, "")
    assert sentence in answer.err


def test_a_guessed_year_names_the_options_that_say_another(milepost: Milepost, table: Path) -> None:
    err = milepost("import", str(table)).err
    for option in ("--year", "--year-starts", "--quarters calendar"):
        assert option in err


def test_quarters_may_be_those_of_the_calendar(milepost: Milepost, tmp_path: Path) -> None:
    table = tmp_path / "hubs.csv"
    table.write_text("Ref,Action,When,Owner\n1.1,Open,Q3 2024,Us\n", encoding="utf-8")
    words = ["--year", "2024/25", "--quarters", "calendar"]
    answer = milepost("import", str(table), *words)

    assert "quarters: calendar" in answer.out
    assert "when: Q3 2024\n" in answer.out
