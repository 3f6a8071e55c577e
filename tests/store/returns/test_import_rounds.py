"""The sheet of an import: accepted with no round open, on one machine or two, once or again."""

from datetime import date
from pathlib import Path

import pytest

from store.checklist.retractions import effective
from store.returns.filled_sheet import FilledRow, FilledSheet, split_by_lead
from store.returns.rounds import (
    asked_rounds,
    find_rounds,
    is_import_key,
    round_answers,
    round_of_import,
    round_with_key,
)
from tests.store.returns.test_sheet_reader import DONE, LATER, Desk, filled, sheet

MARCH, APRIL = date(2009, 6, 30), date(2009, 9, 30)


def of_import(*rows: FilledRow, on: date = MARCH, **more: object) -> FilledSheet:
    opened = round_of_import("tracker.csv", on)
    fields: dict[str, object] = {
        "file": "P-progress.csv",
        "plan": "small",
        "round": opened.key,
        "opens": opened,
        "filled_in": on.isoformat(),
    }
    return sheet(*rows, **{**fields, **more})


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, "office")


def states(desk: Desk, made: FilledSheet) -> list[str]:
    return [line.state for line in desk.read(made)]


def test_the_first_lines_that_are_accepted_open_the_round_and_others_do_not(desk: Desk) -> None:
    recorded = desk.accept(of_import(filled(DONE, done_on="2009-06-01")))
    assert [entry.kind for entry in recorded] == ["round", "done"]
    again = desk.accept(of_import(filled(LATER, note="Two to go.")))
    assert [entry.kind for entry in again] == ["note"]
    (opened,) = find_rounds(effective(desk.entries()))
    assert (opened.is_import, opened.id) == (True, "import-2009-06-30")
    assert asked_rounds([opened]) == ()
    (answer,) = round_answers(opened, effective(desk.entries()))
    assert (answer.code, answer.state, answer.on, answer.is_late) == (
        "JCP",
        "imported",
        MARCH,
        False,
    )


def test_two_machines_that_accept_one_sheet_count_each_answer_once_when_merged(
    tmp_path: Path,
) -> None:
    made = of_import(
        filled(DONE, done_on="2009-06-01"), filled(LATER, number=13, note="Two to go.")
    )
    one, two = Desk(tmp_path / "one", "one"), Desk(tmp_path / "two", "two", "Region")
    for desk in (one, two):
        desk.journal.folder.mkdir()
        desk.accept(made)
    for path in (tmp_path / "two").iterdir():
        (tmp_path / "one" / path.name).write_bytes(path.read_bytes())
    counted = [entry for entry in effective(one.entries()) if entry.via is not None]
    assert [entry.kind for entry in counted] == ["done", "note"]
    assert len(find_rounds(effective(one.entries()))) == 1
    assert states(one, made) == ["the same", "the same"]


def test_a_row_without_a_lead_is_recorded_as_whose_it_was_accepted(desk: Desk) -> None:
    row = FilledRow(3, DONE, "", filled(DONE, done_on="2009-06-01").cells)
    (line,) = desk.read(of_import(row, code=""))
    assert (
        line.reason
        == f"{DONE} is not in the plan, or has a lead: write its code under 'Recorded by'."
    )
    (known,) = desk.read(of_import(row))
    assert known.state == "new"


def test_a_corrected_sheet_of_the_same_day_replaces_and_that_of_a_later_day_adds(
    desk: Desk,
) -> None:
    desk.accept(of_import(filled(LATER, note="One to go.", expected="Jan 2010")))
    desk.accept(of_import(filled(LATER, note="Two to go.", expected="Jan 2010")))
    desk.accept(of_import(filled(LATER, note="Three to go.", expected="Feb 2010"), on=APRIL))
    counted = [entry for entry in effective(desk.entries()) if entry.kind != "round"]
    texts = {(entry.kind, entry.text or entry.when) for entry in counted}
    assert texts >= {("note", "Two to go."), ("note", "Three to go.")}
    assert ("note", "One to go.") not in texts
    assert texts >= {("forecast", "Jan 2010"), ("forecast", "Feb 2010")}


def test_an_older_table_that_is_read_later_does_not_overrule_the_newer_one(desk: Desk) -> None:
    desk.accept(of_import(filled(LATER, expected="Feb 2010"), on=APRIL))
    assert states(desk, of_import(filled(LATER, expected="Jan 2010"))) == ["changed meanwhile"]


def test_a_sheet_without_a_round_is_not_taken_for_that_of_an_import(desk: Desk) -> None:
    desk.accept(of_import(filled(DONE, done_on="2009-06-01")))
    (line,) = desk.read(sheet(filled(LATER, note="Two to go.")))
    assert "no return round is open" in line.reason


def test_only_a_key_that_an_import_makes_opens_a_round() -> None:
    assert round_with_key("import-2009-06-30", "t.csv") == round_of_import("t.csv", MARCH)
    assert round_with_key("import-2009-06-31", "t.csv") is None
    assert round_with_key("01JDKYKQ8AZ2M6RTDADSC3DAQQ", "t.csv") is None
    assert not is_import_key("import-2009-06-30x")


def test_an_import_is_a_sheet_for_each_lead_and_any_other_sheet_stays_one() -> None:
    rows = tuple(
        FilledRow(number, f"1.1.1-{number}", "", {}, lead)
        for number, lead in enumerate(("JCP", "", "JCP", "SHA"), start=2)
    )
    made = of_import(*rows, unread=("a column is not read",))
    sheets = split_by_lead(made)
    assert [(each.code, len(each.rows)) for each in sheets] == [("JCP", 2), ("", 1), ("SHA", 1)]
    assert [bool(each.unread) for each in sheets] == [True, False, False]
    assert split_by_lead(sheet(*rows)) == [sheet(*rows)]
