"""Importing the next tracker into the same plan file: entries stay with what they are about."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Milepost

HEADINGS = "Objective,Deadline,Lead,Date completed"
HIRE = "Hire staff,30 June 2024,JCP,3 June 2024"
NOW = "2024-09-30T10:00:00Z"
OPEN = "Open the centre,30 Sep 2024,JCP,"
RENT = "Rent a building,31 May 2024,JCP,"

Import = Callable[..., str]


@pytest.fixture
def import_rows(milepost: Milepost, tmp_path: Path) -> Import:
    """Import a tracker with some rows into one plan file, and return what the import reports."""

    def run(
        *rows: str, headings: str = HEADINGS, name: str = "tracker", as_of: str = "30 Sep 2024"
    ) -> str:
        table = tmp_path / f"{name}.csv"
        table.write_text("\n".join([headings, *rows, ""]), encoding="utf-8")
        plan = str(tmp_path / "plan.yaml")
        words = [str(table), "-o", plan, "--year", "2024/25", "--as-of", as_of, "--force"]
        answer = milepost("import", *words, now=NOW)
        assert answer.code == 0, answer.err
        return answer.err

    return run


@pytest.fixture
def accept(milepost: Milepost, tmp_path: Path) -> Callable[[], str]:
    """Accept the progress of the last import, and return what was done with its lines."""

    def run() -> str:
        plan, sheet = tmp_path / "plan.yaml", tmp_path / "plan-progress.csv"
        return milepost("returns", "read", str(sheet), "--plan", str(plan), "--accept", now=NOW).out

    return run


@pytest.fixture
def done(milepost: Milepost, tmp_path: Path) -> Callable[[], list[str]]:
    """Return the titles of what is done."""

    def titles() -> list[str]:
        answer = milepost("list", "--plan", str(tmp_path / "plan.yaml"), "-f", "json", now=NOW)
        return [item["title"] for item in answer.json["items"] if item["status"].startswith("done")]

    return titles


def test_entries_stay_with_their_item_although_a_row_is_new_above_it(
    import_rows: Import, accept: Callable[[], str], done: Callable[[], list[str]]
) -> None:
    import_rows(HIRE, OPEN)
    accept()
    import_rows(RENT, HIRE, OPEN)
    assert done() == ["Hire staff"]
    assert "the same" in accept()
    assert done() == ["Hire staff"]


def test_a_tracker_with_another_file_name_keeps_the_id_and_with_it_the_entries(
    import_rows: Import, accept: Callable[[], str], done: Callable[[], list[str]]
) -> None:
    import_rows(HIRE, OPEN, name="tracker-march")
    accept()
    import_rows(HIRE, OPEN, name="tracker-june")
    assert done() == ["Hire staff"]


def test_a_row_inside_an_objective_takes_no_id_of_another(
    import_rows: Import, accept: Callable[[], str], done: Callable[[], list[str]]
) -> None:
    headings = f"Ref,Objective,Milestone,{HEADINGS.partition(',')[2]}"
    hire, open_ = f"1.1,Open,{HIRE}", f"1.1,Open,{OPEN}"
    import_rows(hire, open_, headings=headings)
    accept()
    import_rows(f"1.1,Open,{RENT}", hire, open_, headings=headings)
    assert done() == ["Hire staff"]


def test_a_new_row_takes_no_number_with_entries_of_a_row_that_left(
    import_rows: Import, accept: Callable[[], str], done: Callable[[], list[str]]
) -> None:
    import_rows(HIRE, OPEN)
    accept()
    assert "1 entry of 1-a has no item now" in import_rows(OPEN)
    import_rows(OPEN, RENT)
    assert done() == []
    import_rows(OPEN, RENT, HIRE)
    assert done() == []


def test_a_title_with_another_letter_and_a_later_date_stay_the_same_item(
    import_rows: Import, accept: Callable[[], str], done: Callable[[], list[str]]
) -> None:
    import_rows(HIRE, OPEN)
    accept()
    report = import_rows(RENT, "Hire the staff,31 July 2024,JCP,3 June 2024", OPEN)
    assert (
        "1-a has 1 entry: its timescale was 30 Jun 2024 (2024-06-30), is now 31 Jul 2024" in report
    )
    assert done() == ["Hire the staff"]


def test_the_same_table_again_makes_the_same_file(import_rows: Import, tmp_path: Path) -> None:
    rows = [HIRE, OPEN, OPEN, "Report,every quarter,JCP,", OPEN, HIRE]
    import_rows(*rows)
    first = (tmp_path / "plan.yaml").read_bytes()
    import_rows(*rows)
    assert (tmp_path / "plan.yaml").read_bytes() == first


def test_an_answer_that_was_taken_back_does_not_come_back_with_the_next_import(
    milepost: Milepost,
    import_rows: Import,
    accept: Callable[[], str],
    done: Callable[[], list[str]],
    tmp_path: Path,
) -> None:
    import_rows(HIRE, as_of="29 Sep 2024")
    accept()
    milepost("undo", "--plan", str(tmp_path / "plan.yaml"), now=NOW)
    import_rows(HIRE, as_of="30 Sep 2024")
    assert "changed meanwhile  row 2  1-a  done  3 Jun 2024: an earlier import" in accept()
    assert done() == []


def test_a_note_is_not_doubled_if_its_row_is_another_lead_s(
    milepost: Milepost, import_rows: Import, accept: Callable[[], str], tmp_path: Path
) -> None:
    headings = f"{HEADINGS},Update"
    import_rows(f"{HIRE},Two are here", headings=headings)
    accept()
    import_rows(f"{HIRE.replace('JCP', 'LSC; JCP')},Two are here", headings=headings)
    assert "it is JCP's already" in accept()
    log = milepost("log", "--plan", str(tmp_path / "plan.yaml"), "--kind", "note", "-f", "json")
    assert [entry["by"] for entry in log.json] == ["JCP"]


def test_a_row_that_is_there_for_two_leads_is_recorded_once(
    milepost: Milepost, import_rows: Import, accept: Callable[[], str], tmp_path: Path
) -> None:
    import_rows("Hire staff,30 June 2024,JCP; LSC,,Two", headings=f"{HEADINGS},Update")
    sheet = tmp_path / "plan-progress.csv"
    lines = sheet.read_text(encoding="utf-8-sig").splitlines()
    lines.insert(2, lines[1].replace(",JCP,", ",LSC,"))
    sheet.write_text("\n".join(lines), encoding="utf-8-sig")
    assert "it is JCP's already" in accept()
    log = milepost("log", "--plan", str(tmp_path / "plan.yaml"), "--kind", "note", "-f", "json")
    assert [entry["by"] for entry in log.json] == ["JCP"]


@pytest.mark.parametrize(
    ("plan", "options"), [("plan.yaml", ()), ("x.yaml", ("--progress", "{table}"))]
)
def test_the_table_itself_is_never_written_over(
    milepost: Milepost, tmp_path: Path, plan: str, options: tuple[str, ...]
) -> None:
    table = tmp_path / "plan-progress.csv"
    table.write_text(f"{HEADINGS}\n{HIRE}", encoding="utf-8")
    before = table.read_bytes()
    words = [word.format(table=table) for word in (str(tmp_path / plan), *options)]
    answer = milepost("import", str(table), "--year", "2024/25", "--force", "-o", *words, now=NOW)
    assert answer.code == 2
    assert "is the table itself: give the file that is written another name." in answer.err
    assert [path.name for path in tmp_path.glob("*.*")] == [table.name]
    assert table.read_bytes() == before


def test_progress_of_a_day_that_is_still_to_come_is_refused(
    milepost: Milepost, tmp_path: Path
) -> None:
    table, plan = tmp_path / "tracker.csv", tmp_path / "plan.yaml"
    table.write_text(f"{HEADINGS}\n{HIRE}", encoding="utf-8")
    words = [str(table), "-o", str(plan), "--year", "2024/25", "--as-of", "1 Oct 2024"]
    answer = milepost("import", *words, now=NOW)
    assert answer.code == 2
    assert "--as-of: 1 Oct 2024 is still to come" in answer.err
    assert not plan.exists()


def test_a_return_that_lost_what_names_its_import_is_no_lead_s_sheet(
    milepost: Milepost, import_rows: Import, tmp_path: Path
) -> None:
    import_rows(HIRE)
    plan, sheet = tmp_path / "plan.yaml", tmp_path / "JCP.csv"
    words = ["--period", "Q2 2024/25", "--answer-by", "2024-10-14", "-o", str(tmp_path / "sheets")]
    milepost("returns", "open", *words, "-f", "csv", "--plan", str(plan), now=NOW)
    lines = (tmp_path / "plan-progress.csv").read_text(encoding="utf-8-sig").splitlines()
    kept = [line for line in lines if not line.startswith("milepost ")]
    sheet.write_text("\n".join(kept), encoding="utf-8-sig")
    answer = milepost("returns", "read", str(sheet), "--plan", str(plan), "--accept", now=NOW)
    assert answer.code == 1
    assert "is the return of an import, and what names the import is gone" in answer.err
    assert "recorded: nothing new" in answer.err
