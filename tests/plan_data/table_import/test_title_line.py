"""The first line above a table is the plan's title, unless it names something else."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from plan_data.table_import.import_options import ImportOptions
from plan_data.table_import.importer import ImportResult, import_table
from tests.tui.app.importing.table_files import write_workbook

ROWS = "Ref,Action,By when,Lead\n1.1,Open a hub,March 2010,Council\n1.2,Close it,May 2010,NOMS\n"
GROUPED = f"{ROWS}Health,,,\n2.1,Screen all,May 2010,NHS\n"
BARS = "| Ref | Action | By when | Lead |\n|---|---|---|---|\n| 1.1 | Open a hub | March 2010 | Council |\n"
OPTIONS = ImportOptions(year="2009/10")


def imported(
    folder: Path, text: str, name: str = "hub plan.csv", options: ImportOptions = OPTIONS
) -> ImportResult:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return import_table(path, options)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Homes and work: delivery plan,,,", "Homes and work: delivery plan"),
        (",**Homes**  and\u200b work 2009/10,,", "Homes and work 2009/10"),
        ("Maßnahmenplan,,,", "Maßnahmenplan"),
        ('"Homes\nand work",,,', "Homes and work"),
        ("1. Homes,,,", "hub plan"),
        ("Priority 2: homes,,,", "hub plan"),
        ("Theme B,,,", "hub plan"),
        ("2009,,,", "hub plan"),
        ("Version 3 of May 2009,,,", "hub plan"),
        ("Please do not print this page.,,,", "hub plan"),
        ("https://example.org/plan,,,", "hub plan"),
        (f"{'Homes ' * 30},,,", "hub plan"),
        ("Homes,as agreed,,", "hub plan"),
    ],
)
def test_a_first_row_with_one_cell_is_the_title_if_it_can_be_one(
    tmp_path: Path, line: str, title: str
) -> None:
    assert imported(tmp_path, f"{line}\n{ROWS}").plan.title == title


def test_the_reading_says_where_the_title_is_from_and_the_line_is_not_left(tmp_path: Path) -> None:
    report = imported(tmp_path, f",,,\nHomes and work,,,\nas of May 2009,,,\n{ROWS}").report
    assert (
        "the plan's title 'Homes and work', from line 2 above the table (--title says another)"
        in (report.guessed)
    )
    assert [line for line in report.left if "above the table" in line] == [
        "line 3 is above the table: as of May 2009"
    ]


def test_a_title_that_is_given_counts_and_the_line_is_left(tmp_path: Path) -> None:
    options = replace(OPTIONS, title="Ours")
    result = imported(tmp_path, f"Homes and work,,,\n{ROWS}", options=options)
    assert result.plan.title == "Ours"
    assert "line 1 is above the table: Homes and work" in result.report.left


def test_a_plan_that_is_replaced_keeps_its_title(tmp_path: Path) -> None:
    before = imported(tmp_path, ROWS).plan
    options = replace(OPTIONS, before=before)
    assert (
        imported(tmp_path, f"Homes and work,,,\n{ROWS}", options=options).plan.title == "hub plan"
    )


def test_a_line_that_names_the_first_of_several_groups_is_no_title(tmp_path: Path) -> None:
    assert imported(tmp_path, f"Housing,,,\n{GROUPED}").plan.title == "hub plan"


@pytest.mark.parametrize(
    ("page", "title"),
    [
        (f"# Homes and work\n\n{BARS}", "Homes and work"),
        (f"# Homes and work\n\n## Health\n\n{BARS}\n## Work\n\n{BARS}", "Homes and work"),
        (f"## Health\n\n{BARS}", "hub plan"),
        (f"## Health\n\n{BARS}\n## Work\n\n{BARS}", "hub plan"),
        (f"# Health\n\n{BARS}\n# Work\n\n{BARS}", "hub plan"),
        (f"We meet every month.\n\n{BARS}", "hub plan"),
        (f"Homes and work\n\n{BARS}", "Homes and work"),
    ],
)
def test_the_heading_of_a_page_is_the_title_and_that_of_a_section_is_not(
    tmp_path: Path, page: str, title: str
) -> None:
    assert imported(tmp_path, page, "hub plan.md").plan.title == title


def test_the_name_of_a_sheet_is_no_title(tmp_path: Path) -> None:
    result = import_table(write_workbook(tmp_path / "plan 2024.xlsx"), ImportOptions(year="2024"))
    assert result.plan.title == "plan 2024"


@settings(deadline=None)
@given(st.text(max_size=40))
def test_no_line_above_a_table_breaks_the_import(
    tmp_path_factory: pytest.TempPathFactory, line: str
) -> None:
    folder = tmp_path_factory.mktemp("titles")
    quoted = line.replace('"', '""').replace("\x00", "")
    title = imported(folder, f'"{quoted}",,,\n{ROWS}').plan.title
    assert title.strip() == title != ""
    assert "\n" not in title
