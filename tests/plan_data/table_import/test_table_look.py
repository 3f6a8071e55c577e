"""A file is looked at before it is imported: its tables, and columns that are no plan yet."""

from pathlib import Path

import pytest

from plan_data.errors import Refused, Unusable
from plan_data.table_import.column_assignment import ColumnReading
from plan_data.table_import.importer import ImportOptions, import_table
from plan_data.table_import.plan_heading import id_of_file
from plan_data.table_import.prepared_rows import prepare_table
from plan_data.table_import.table_look import (
    TableChoice,
    columns_of_table,
    fitting_choices,
    table_choices,
)
from plan_data.table_import.table_reader import read_table_file
from tests.tui.app.importing.table_files import TRACKER, UNKNOWN, write_document, write_workbook


def write(folder: Path, text: str, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def columns_of(path: Path, *choices: str) -> tuple[ColumnReading, ...]:
    return columns_of_table(prepare_table(read_table_file(path)), choices)


def choices_of(path: Path) -> list[TableChoice]:
    return table_choices(read_table_file(path))


def test_the_columns_of_a_plan_are_those_that_the_import_reads(tmp_path: Path) -> None:
    path = write(tmp_path, TRACKER)
    assert columns_of(path) == import_table(path, ImportOptions()).columns


def test_a_table_that_is_no_plan_yet_has_columns_and_a_choice_makes_it_one(tmp_path: Path) -> None:
    path = write(tmp_path, UNKNOWN)
    with pytest.raises(Unusable, match="has no row of headings"):
        import_table(path, ImportOptions(year="2009/10"))
    assert [column.heading for column in columns_of(path)] == ["Foo", "Bar", "Baz"]
    choices = ("Foo=objective", "Bar=timescale")
    columns = columns_of(path, *choices)
    assert [column.role for column in columns[:2]] == ["objective", "timescale"]
    options = ImportOptions(year="2009/10", columns=choices)
    assert import_table(path, options).columns == columns


def test_a_choice_for_a_heading_that_is_not_there_does_not_fit(tmp_path: Path) -> None:
    path = write(tmp_path, TRACKER)
    with pytest.raises(Refused, match="no column is called 'Baz'"):
        columns_of(path, "Baz=lead")
    columns = columns_of(path)
    fitting = fitting_choices({"OWNER": "lead", "Baz": "lead"}, columns)
    assert fitting == {"OWNER": "lead"}


def test_text_without_any_headings_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "only\nsingle\nwords\n")
    with pytest.raises(Unusable):
        columns_of(path)


def test_a_document_offers_each_table_and_all_that_match(tmp_path: Path) -> None:
    headings = "Ref, Objective, Timescale, Lead"
    assert choices_of(write_document(tmp_path / "a.docx")) == [
        TableChoice(None, "all whose headings match", 5, ""),
        TableChoice(1, "table 1", 3, headings),
        TableChoice(2, "table 2", 2, "Term, Meaning", is_likely=False),
        TableChoice(3, "table 3", 2, headings),
    ]


def test_a_workbook_offers_its_sheets_and_says_which_look_like_a_plan(tmp_path: Path) -> None:
    choices = choices_of(write_workbook(tmp_path / "a.xlsx"))
    assert [(choice.number, choice.name, choice.is_likely) for choice in choices] == [
        (None, "all whose headings match", True),
        (1, "Notes", False),
        (2, "Plan", True),
        (3, "Old plan", True),
    ]


def test_a_text_file_offers_nothing(tmp_path: Path) -> None:
    assert choices_of(write(tmp_path, TRACKER)) == []


def test_a_damaged_office_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(Unusable, match=r"'a\.xlsx'"):
        read_table_file(path)


def test_the_id_of_a_file_is_that_of_its_plan(tmp_path: Path) -> None:
    path = write(tmp_path, TRACKER, "The_plan 2009-10.csv")
    assert id_of_file(path) == import_table(path, ImportOptions()).plan.plan
