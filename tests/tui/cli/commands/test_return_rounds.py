"""`milepost returns`: sheets go out, come back as people save them, and are read."""

import csv
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from tests.conftest import Milepost

LEAD = "SHA"
OPEN = ("returns", "open", "--period", "Q2 2009/10", "--answer-by", "2009-12-14")
Cells = dict[tuple[str, str], str | date]  # what is filled in, by ref and heading


@pytest.fixture
def folder(milepost: Milepost, tmp_path: Path) -> Path:
    """Return a folder with the sheets of a round."""
    sheets = tmp_path / "sheets"
    answer = milepost(*OPEN, "-o", str(sheets))
    assert answer.code == 0, answer.err
    return sheets


def sheet_of(folder: Path, code: str = LEAD, ending: str = "xlsx") -> Path:
    return folder / f"{code} return Q2 2009-10.{ending}"


def headings(page: Any) -> tuple[int, dict[str, int]]:  # noqa: ANN401 - openpyxl's sheet
    for row in page.iter_rows():
        if row[0].value == "Ref":
            return row[0].row, {cell.value: cell.column for cell in row}
    raise AssertionError("the sheet has no heading Ref in its first column")


def fill(path: Path, cells: Cells, saved: Path) -> Path:
    """Write cells by ref and heading, as a spreadsheet program does, and save under a name."""
    workbook = openpyxl.load_workbook(path)
    page = workbook.worksheets[0]
    first, columns = headings(page)
    rows = {page.cell(row, 1).value: row for row in range(first + 1, page.max_row + 1)}
    for (ref, heading), value in cells.items():
        page.cell(rows[ref], columns[heading], value)
    workbook.save(saved)
    return saved


def mark(path: Path, label: str, value: str) -> None:
    workbook = openpyxl.load_workbook(path)
    page = workbook.worksheets[0]
    for row in page.iter_rows(max_col=1):
        if row[0].value == label:
            page.cell(row[0].row, 2, value)
    workbook.save(path)


def open_refs(path: Path) -> list[str]:
    page = openpyxl.load_workbook(path).worksheets[0]
    first, _ = headings(page)
    return [str(page.cell(row, 1).value) for row in range(first + 1, page.max_row + 1)]


def choose_cells(path: Path) -> Cells:
    """Return what a lead fills in: two ticks, one of them wrong, a forecast with why, and a note."""
    refs = [ref for ref in open_refs(path) if "@" not in ref and "-m" not in ref]
    assert len(refs) >= 4
    return {
        (refs[0], "Done on"): date(2009, 9, 28),
        (refs[1], "Done on"): "31 Nov 2009",
        (refs[2], "Now expected"): "Mar 2010",
        (refs[2], "Why late"): "The strategy is late.",
        (refs[3], "Note"): "Two prisons to go.",
    }


def test_each_lead_with_something_open_gets_a_sheet_and_a_text(
    milepost: Milepost, folder: Path
) -> None:
    names = sorted(path.name for path in folder.iterdir())
    sheets = [name for name in names if name.endswith(".xlsx")]
    assert f"{LEAD} return Q2 2009-10.xlsx" in sheets
    assert len(names) == 2 * len(sheets)
    page = openpyxl.load_workbook(sheet_of(folder)).worksheets[0]
    _, columns = headings(page)
    assert next(iter(columns)) == "Ref"
    assert next(heading for heading in columns if "done" in heading.lower()) == "Done on"
    answers = milepost("returns", "status", "-f", "json").json["answers"]
    assert {answer["state"] for answer in answers} == {"not answered"}
    assert len(answers) == len(sheets)
    assert "by 14 Dec 2009" in (folder / f"{LEAD} return Q2 2009-10 mail.txt").read_text()


def test_a_filled_in_sheet_becomes_signed_entries_and_one_refusal(
    milepost: Milepost, folder: Path, tmp_path: Path
) -> None:
    cells = choose_cells(sheet_of(folder))
    back = fill(sheet_of(folder), cells, tmp_path / "SHA back.xlsx")
    preview = milepost("returns", "read", str(back))
    assert (preview.code, preview.out.count("\n  new ")) == (1, 3)
    assert "write a day from 1 to 30 Nov 2009" in preview.out
    assert LEAD not in {entry["by"] for entry in milepost("log", "-f", "json").json}

    accepted = milepost("returns", "read", str(back), "--accept")
    assert accepted.code == 1
    assert "3 recorded, 1 refused" in accepted.err
    entries = milepost("log", "--author", LEAD, "-f", "json").json
    assert [entry["kind"] for entry in entries] == ["done", "forecast", "note"]
    assert entries[1]["text"] == "The strategy is late."
    assert {entry["via"]["file"] for entry in entries} == {"SHA back.xlsx"}

    again = milepost("returns", "read", str(back))
    assert "nothing new" in again.err
    assert "\n  new " not in again.out
    (answer,) = [
        answer
        for answer in milepost("returns", "status", "-f", "json").json["answers"]
        if answer["state"] == "answered"
    ]
    assert (answer["lead"], len(answer["entries"])) == (LEAD, 3)
    assert LEAD not in [
        line for line in milepost("returns", "remind").out.splitlines() if line.startswith("To:")
    ]


@pytest.mark.parametrize("now", ["2009-11-30T10:00:00", "2011-02-01T10:00:00"])
def test_the_year_of_a_day_without_one_follows_from_the_sheet(
    milepost: Milepost, folder: Path, tmp_path: Path, now: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref = next(iter(choose_cells(sheet_of(folder))))[0]
    back = fill(sheet_of(folder), {(ref, "Done on"): "28 Sep"}, tmp_path / "SHA back.xlsx")
    unknown = milepost("returns", "read", str(back))
    assert unknown.code == 1
    assert "'28 Sep' has no year: write it like 28 Aug 2009" in unknown.out

    mark(back, "Filled in on", "30 November")
    monkeypatch.setenv("MILEPOST_NOW", now)
    accepted = milepost("returns", "read", str(back), "--accept")
    assert accepted.code == 0, accepted.out
    (entry,) = milepost("log", "--author", LEAD, "-f", "json").json
    assert (entry["on"], entry["via"]["filled_in"]) == ("2009-09-28", "2009-11-30")


def test_only_named_rows_are_recorded(milepost: Milepost, folder: Path, tmp_path: Path) -> None:
    cells = choose_cells(sheet_of(folder))
    back = fill(sheet_of(folder), cells, tmp_path / "SHA.xlsx")
    rows = [line["row"] for line in milepost("returns", "read", str(back), "-f", "json").json]

    accepted = milepost("returns", "read", str(back), "--only", str(rows[3])).out
    states = {line.split()[2]: line.split()[0] for line in accepted.splitlines() if " row " in line}
    assert states.pop(str(rows[3])) == "recorded"
    assert set(states.values()) == {"new", "refused"}
    kinds = [entry["kind"] for entry in milepost("log", "--author", LEAD, "-f", "json").json]
    assert kinds == ["note"]
    assert milepost("returns", "read", str(back), "--only", "twelve").code == 2
    assert milepost("returns", "read", str(folder), "--only", "12").code == 2


def test_nothing_to_report_is_one_cell(milepost: Milepost, folder: Path) -> None:
    mark(sheet_of(folder), "Nothing to report", "x")
    milepost("returns", "read", str(sheet_of(folder)), "--accept")

    answers = milepost("returns", "status", "-f", "json").json["answers"]
    states = {answer["lead"]: answer["state"] for answer in answers}
    assert states.pop(LEAD) == "nothing to report"
    assert set(states.values()) == {"not answered"}


def _sort(path: Path) -> None:
    workbook = openpyxl.load_workbook(path)
    page = workbook.worksheets[0]
    first, _ = headings(page)
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=first + 1)]
    for number, values in enumerate(reversed(rows), start=first + 1):
        for column, value in enumerate(values, start=1):
            page.cell(number, column).value = value
    workbook.save(path)


def _copy_elsewhere(path: Path) -> None:
    """Copy the table alone into a new workbook, with a column moved and a row left out."""
    page = openpyxl.load_workbook(path).worksheets[0]
    first, columns = headings(page)
    workbook = openpyxl.Workbook()
    copy = workbook.active
    assert copy is not None
    order = sorted(columns.values(), reverse=True)
    for row in page.iter_rows(min_row=first):
        copy.append([row[column - 1].value for column in order])
    workbook.save(path)


def _filter_and_colour(path: Path) -> None:
    workbook = openpyxl.load_workbook(path)
    page = workbook.worksheets[0]
    first, _ = headings(page)
    page.row_dimensions[first + 2].hidden = True
    page.cell(first + 1, 1).fill = PatternFill("solid", fgColor="FFFF00")
    workbook.save(path)


@pytest.mark.parametrize("handle", [_sort, _copy_elsewhere, _filter_and_colour])
def test_a_sheet_may_be_sorted_copied_and_coloured(
    milepost: Milepost, folder: Path, tmp_path: Path, handle: Callable[[Path], None]
) -> None:
    cells = choose_cells(sheet_of(folder))
    back = fill(sheet_of(folder), cells, tmp_path / "SHA changed.xlsx")
    handle(back)

    lines = milepost("returns", "read", str(back), "-f", "json").json
    assert sorted(line["state"] for line in lines) == ["new", "new", "new", "refused"]
    assert {line["ref"] for line in lines} == {ref for ref, _ in cells}


def test_a_cell_that_was_merged_by_hand_says_where_to_write(
    milepost: Milepost, folder: Path, tmp_path: Path
) -> None:
    cells = choose_cells(sheet_of(folder))
    back = fill(sheet_of(folder), cells, tmp_path / "SHA merged.xlsx")
    workbook = openpyxl.load_workbook(back)
    page = workbook.worksheets[0]
    first, columns = headings(page)
    row = next(
        number
        for number in range(first + 1, page.max_row + 1)
        if (page.cell(number, 1).value, "Note") in cells
    )
    column = columns["Note"]
    page.merge_cells(start_row=row, end_row=row + 1, start_column=column, end_column=column)
    workbook.save(back)

    lines = milepost("returns", "read", str(back), "-f", "json").json
    (merged,) = [line for line in lines if line["row"] == row]
    assert merged["state"] == "refused"
    assert f"merged over the rows {row} to {row + 1}" in merged["reason"]


def test_csv_has_the_same_columns_and_goes_the_same_way(
    milepost: Milepost, folder: Path, tmp_path: Path
) -> None:
    sheets = tmp_path / "csv"
    milepost(*OPEN, "-o", str(sheets), "-f", "csv")
    path = sheet_of(sheets, ending="csv")
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    _, columns = headings(openpyxl.load_workbook(sheet_of(folder)).worksheets[0])
    assert rows[0] == list(columns)
    rows[1][rows[0].index("Done on")] = "28 Sep 2009"
    rows[2][rows[0].index("Note")] = "=2+2"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows(rows)

    lines = milepost("returns", "read", str(path), "-f", "json").json
    assert [line["state"] for line in lines] == ["new", "refused"]


def _not_a_zip(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 and then nothing")


def _other_workbook(path: Path) -> None:
    workbook = openpyxl.Workbook()
    assert workbook.active is not None
    workbook.active.append(["Name", "Telephone"])
    workbook.save(path)


def _too_many_rows(path: Path) -> None:
    workbook = openpyxl.load_workbook(path)
    workbook.worksheets[0].cell(1_048_576, 3).value = "x"
    workbook.save(path)


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 200_000_000)


@pytest.mark.parametrize("spoil", [_not_a_zip, _other_workbook, _too_many_rows, _bomb])
def test_a_hostile_file_gets_a_sentence_and_the_others_are_read(
    milepost: Milepost, folder: Path, spoil: Callable[[Path], None]
) -> None:
    cells = choose_cells(sheet_of(folder))
    fill(sheet_of(folder), cells, sheet_of(folder))
    spoil(sheet_of(folder, "CLG-EM"))
    for path in folder.glob("*.xlsx"):
        if path not in {sheet_of(folder), sheet_of(folder, "CLG-EM")}:
            path.unlink()

    answer = milepost("returns", "read", str(folder), "-f", "json")
    assert answer.code == 1
    assert "CLG-EM return Q2 2009-10.xlsx" in answer.err
    assert "Traceback" not in answer.err
    assert {line["lead"] for line in answer.json} == {LEAD}


@pytest.mark.parametrize("ending", ["xlsx", "ods-xlsx", "csv"])
def test_libreoffice_gives_back_what_was_filled_in(
    milepost: Milepost, folder: Path, tmp_path: Path, ending: str
) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    cells = choose_cells(sheet_of(folder))
    back = fill(sheet_of(folder), cells, tmp_path / f"{LEAD} return.xlsx")
    for target in _conversions(ending):
        back = _convert(office, back, target, tmp_path)

    lines = milepost("returns", "read", str(back), "-f", "json").json
    assert sorted(line["state"] for line in lines) == ["new", "new", "new", "refused"]
    assert {line["lead"] for line in lines} == {LEAD}


def _conversions(ending: str) -> Iterator[str]:
    if ending == "ods-xlsx":
        yield "ods"
        yield "xlsx"
    else:
        yield ending


def _convert(office: str, path: Path, ending: str, work: Path) -> Path:
    folder = work / f"as {ending}"
    profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
    words = ["--headless", "--convert-to", ending, "--outdir", str(folder), str(path)]
    subprocess.run([office, profile, *words], check=True, capture_output=True, timeout=180)
    return folder / f"{path.stem}.{ending}"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("returns", "open"), "a round needs its period"),
        (("returns", "open", "--period", "soon", "--answer-by", "2009-12-14", "-o", "x"), "soon"),
        (("returns", "open", "-f", "text"), "writes xlsx or csv, not text"),
        (("returns", "status", "-f", "xlsx"), "writes text or json, not xlsx"),
        (("returns", "status"), "no return round is open"),
        (("returns", "remind", "x.xlsx"), "takes no file"),
        (("returns", "read"), "name the sheets"),
        (("returns", "read", "nowhere.xlsx"), "there is no file or folder 'nowhere.xlsx'"),
    ],
)
def test_what_is_missing_gets_one_sentence(
    milepost: Milepost,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    sentence: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = milepost(*words)
    assert answer.code in {2, 3}
    assert sentence in answer.err
    assert answer.err.count("\n") == 1
    assert list(tmp_path.glob("x")) == []


def test_opening_the_same_round_again_writes_its_sheets_again(
    milepost: Milepost, folder: Path
) -> None:
    refused = milepost(*OPEN, "-o", str(folder))
    assert (refused.code, "exists" in refused.err) == (2, True)
    answer = milepost(*OPEN, "-o", str(folder), "--force")
    assert "is open already" in answer.err
    rounds = [entry for entry in milepost("log", "-f", "json").json if entry["kind"] == "round"]
    assert len(rounds) == 1


def test_a_round_of_pathways_has_a_sheet_for_each(milepost: Milepost, tmp_path: Path) -> None:
    milepost(*OPEN, "-o", str(tmp_path / "p"), "--pathway", "ELS", "--pathway", "HEALTH")
    names = sorted(path.name for path in (tmp_path / "p").glob("*.xlsx"))
    assert names == ["ELS return Q2 2009-10.xlsx", "HEALTH return Q2 2009-10.xlsx"]


def test_a_round_whose_sheets_cannot_be_written_is_not_opened(
    milepost: Milepost, tmp_path: Path
) -> None:
    sheets = tmp_path / "sheets"
    sheets.mkdir()
    sheet_of(sheets).write_text("mine")
    (tmp_path / "file").write_text("mine")
    for target in (
        sheets,
        tmp_path / "file",
        tmp_path / "missing" / "folder",
        tmp_path / "journal",
    ):
        answer = milepost(*OPEN, "-o", str(target))
        assert answer.code in {2, 3}
        assert answer.err.count("\n") == 1
    assert milepost("log", "-f", "json").json == []
    assert sheet_of(sheets).read_text() == "mine"


def test_show_and_log_say_by_which_sheet_and_who_accepted_it(
    milepost: Milepost, folder: Path, tmp_path: Path
) -> None:
    cells = choose_cells(sheet_of(folder))
    back = fill(sheet_of(folder), cells, tmp_path / "SHA back.xlsx")
    milepost("returns", "read", str(back), "--accept", by="Programme office")
    ref = next(ref for ref, heading in cells if heading == "Note")
    assert "by sheet of SHA, accepted by Programme office" in milepost("show", ref).out
    assert "(from 'SHA back.xlsx', row " in milepost("log", "--author", LEAD).out
    status = milepost("status").out
    assert "Return round for Q2 2009/10: 1 of " in status
    assert "to be answered by 14 Dec 2009" in status


def test_a_day_to_answer_by_that_has_passed_is_named(milepost: Milepost, tmp_path: Path) -> None:
    def open_round(day: str, folder: str) -> str:
        answer = milepost(
            "returns", "open", "--period", "Oct 2009", "--answer-by", day, "--lead", "JCP",
            "-o", str(tmp_path / folder), "-f", "csv",
        )  # fmt: skip
        assert answer.code == 0
        return answer.err

    assert "has passed" not in open_round("2009-11-30", "today")
    assert (
        "milepost: the day to answer by, 29 Nov 2009, has passed: sheets and mails name it, and"
        " every answer counts as late.\n"
    ) in open_round("2009-11-29", "yesterday")
