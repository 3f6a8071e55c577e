"""Dates in a cell, or beside it, that are not the time at which a thing is due."""

from pathlib import Path

import msgspec
import pytest

from plan_data.table_import.date_rewrites import rewrite_dates, settles_month_first
from plan_data.table_import.importer import import_table
from plan_data.table_import.timescale_phrases import find_timescales
from plan_data.timescale.financial_year import Calendar
from tests.plan_data.table_import.sample_tables import OPTIONS

YEAR = Calendar(1).year(2024)
CALENDAR = msgspec.structs.replace(OPTIONS, year="2024")


def times(path: Path, table: str) -> dict[str, list[str | None]]:
    """Return the times of each objective of a table, by its title."""
    path.write_text(table, encoding="utf-8")
    found: dict[str, list[str | None]] = {}
    for section in import_table(path, CALENDAR).plan.sections:
        for priority in section.priorities:
            for objective in priority.objectives:
                found[objective.title] = [each.when for each in objective.milestones]
    return found


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Before 1st cut in 2024", "2024?"),
        ("After the hearing of 3 May 2024", "3 May 2024?"),
        ("Weekly from half term", "every week?"),
        ("Monthly once staff are in post", "every month?"),
        ("Weekly", "every week"),
    ],
)
def test_a_time_that_is_tied_to_something_else_is_a_guess(printed: str, expected: str) -> None:
    (phrase,) = find_timescales(printed, YEAR)
    assert phrase.when + "?" * bool(phrase.why) == expected


def test_an_opening_and_a_closing_day_are_a_window_in_doubt() -> None:
    rewritten = rewrite_dates("Applications open 1 Oct 2024, close 29 Nov 2024", YEAR)
    assert "1 Oct 2024 to 29 Nov 2024" in rewritten.text
    assert rewritten.doubt


def test_a_column_that_is_not_read_settles_the_order_only_if_the_others_are_silent() -> None:
    assert settles_month_first(["03/01/2024"], ["02/13/2024"]) is True
    assert settles_month_first(["13/01/2024"], ["02/13/2024"]) is False
    assert settles_month_first(["13/01/2024", "02/13/2024"], ["02/13/2024"]) is None


def test_a_date_of_approval_settles_the_order_of_deadlines(tmp_path: Path) -> None:
    table = "Action,Date approved,Due date\nOpen the desk,02/13/2024,03/01/2024\n"
    assert times(tmp_path / "a.csv", table) == {"Open the desk": ["1 Mar 2024"]}


@pytest.mark.parametrize("revised", ["n/a", "-", "None", "No change"])
def test_a_revised_date_that_is_none_leaves_the_deadline(tmp_path: Path, revised: str) -> None:
    table = f"Action,Due date,Revised date\nSell the vans,1 Nov 2024,{revised}\n"
    assert times(tmp_path / "a.csv", table) == {"Sell the vans": ["1 Nov 2024"]}


def test_codes_of_tasks_beside_their_titles_are_numbers(tmp_path: Path) -> None:
    table = "WP,Task,Task title,Leader,End\nW1,T1.1,Plan it,A,May 2024\nW1,T1.2,Do it,B,June 2024\n"
    assert list(times(tmp_path / "a.csv", table)) == ["Plan it", "Do it"]


def test_versions_over_columns_of_dates_are_what_is_ticked(tmp_path: Path) -> None:
    table = (
        "| Version | First release | Final release |\n|---|---|---|\n"
        "| 18 | May 3, 2024 | June 4, 2024 |\n| 17 | May 5, 2024 | June 6, 2024 |\n"
    )
    assert times(tmp_path / "a.md", table) == {
        "18": ["3 May 2024", "4 Jun 2024"],
        "17": ["5 May 2024", "6 Jun 2024"],
    }


def test_headings_may_be_numbers_of_versions(tmp_path: Path) -> None:
    table = (
        "| Event | 25.8.0 | 25.8.1 |\n|---|---|---|\n"
        "| Release | May 3, 2024 | June 4, 2024 |\n| Freeze | May 1, 2024 | June 2, 2024 |\n"
    )
    assert list(times(tmp_path / "a.md", table)) == ["Release", "Freeze"]
