"""A table is looked at before it is imported: columns, year, and why it is no plan yet."""

from pathlib import Path

import pytest

from plan_data.errors import Refused, Unusable
from plan_data.table_import.importer import (
    ImportOptions,
    choices_in_file,
    import_rows,
    import_table,
)
from plan_data.table_import.table_look import look_at_table
from plan_data.table_import.table_reader import read_rows, read_table_file
from tests.tui.app.importing.table_files import TRACKER, UNKNOWN, write_document, write_workbook


def write(folder: Path, text: str, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_columns_and_year_are_those_that_the_import_uses(tmp_path: Path) -> None:
    path = write(tmp_path, TRACKER)
    look = look_at_table(path, read_rows(path), ())
    result = import_table(path, ImportOptions())
    assert look.columns == result.columns
    assert (look.year, look.problem) == (result.plan.year, "")


def test_a_table_that_is_no_plan_yet_shows_its_columns_and_a_choice_mends_it(
    tmp_path: Path,
) -> None:
    path = write(tmp_path, UNKNOWN)
    rows = read_rows(path)
    look = look_at_table(path, rows, ())
    assert [column.heading for column in look.columns] == ["Foo", "Bar", "Baz"]
    assert "has no row of headings" in look.problem
    choices = ("Foo=objective", "Bar=timescale")
    look = look_at_table(path, rows, choices)
    assert [column.role for column in look.columns[:2]] == ["objective", "timescale"]
    assert (look.problem, look.year) == ("", "")
    options = ImportOptions(year="2009/10", columns=choices)
    assert import_rows(path, rows, options) == import_table(path, options)


def test_a_choice_for_a_heading_that_is_not_there_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, TRACKER)
    with pytest.raises(Refused, match="no column is called 'Baz'"):
        look_at_table(path, read_rows(path), ("Baz=lead",))


def test_text_without_any_headings_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "only\nsingle\nwords\n")
    with pytest.raises(Unusable):
        look_at_table(path, read_rows(path), ())


def test_a_file_is_read_once_for_all_its_tables(tmp_path: Path) -> None:
    document = read_table_file(write_document(tmp_path / "a.docx"))
    workbook = read_table_file(write_workbook(tmp_path / "a.xlsx"))
    text = read_table_file(write(tmp_path, TRACKER))
    assert (document.kind, workbook.kind, text.kind) == ("table", "sheet", "text")
    assert [table.name for table in workbook.tables] == ["Notes", "Plan", "Old plan"]
    for number in (1, 2, 3):
        assert document.rows(number) == read_rows(tmp_path / "a.docx", number)
        assert workbook.rows(number) == read_rows(tmp_path / "a.xlsx", number)
    with pytest.raises(Refused, match="has one table"):
        text.rows(2)
    with pytest.raises(Unusable, match="2 sheets: say which is the plan; --table takes"):
        workbook.rows()


def test_the_choices_of_a_file_that_is_not_there_are_none(tmp_path: Path) -> None:
    assert choices_in_file(tmp_path / "nowhere.yaml") == ()
