"""The schedules of projects, whose days have no year in their cells."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from plan_data.plan_file.walk import walk_milestones
from plan_data.table_import.date_rewrites import RewrittenDates
from plan_data.table_import.schedule_days import DayYears, write_years_of_days
from plan_data.table_import.schedule_order import RowDays
from plan_data.timescale.financial_year import APRIL, Calendar
from plan_data.timescale.periods import MONTHS
from tests.plan_data.table_import.sample_tables import OPTIONS, imported

OCTOBER = Calendar(10).year(2024)
CALENDAR = """# Release calendar

| Week | When | Task | Notes |
|---|---|---|---|
| **November 2025** | | | |
| 3 | Nov 12 | Wish list opens | |
| 5 | Nov 26 | 20.1 tarballs due | stable |
| 6 | Nov 03-08 | Autumn meeting<br>No new features | |
| **January 2026** | | | |
| 14 | Jan 28 | 20.2 tarballs due | stable |
| 15 | Feb 02 | 20.3 tarballs due | |
| | Jan (tbc) | Last release of the year | |
"""
WEEKS = """| Week | | Cross-project events | Project-specific events |
|---|---|---|---|
| Oct 07-Oct 11 | R-25 | | |
| Oct 14-Oct 18 | R-24 | [Team gathering](#g) | |
| Dec 30-Jan 03 | R-13 | [First milestone](#m)<br>[List closed](#l) | [Driver cut-off](#d) |
| Feb 10-Feb 14 | R-7 | | [Feature freeze](#f) |
"""


def times(folder: Path, text: str, **options: str) -> dict[str, str]:
    """Return the times of the milestones of a Markdown text, by their titles."""
    result = imported(folder, text, "schedule.md", replace(OPTIONS, **options))
    return {each.title: each.when or "" for _, each, _ in walk_milestones(result.plan)}


def test_days_have_the_year_of_the_heading_above_their_group(tmp_path: Path) -> None:
    assert times(tmp_path, CALENDAR, year="2025-2026") == {
        "Wish list opens": "12 Nov 2025",
        "20.1 tarballs due": "26 Nov 2025",
        "Autumn meeting": "3 Nov 2025 to 8 Nov 2025",
        "No new features": "3 Nov 2025 to 8 Nov 2025",
        "20.2 tarballs due": "28 Jan 2026",
        "20.3 tarballs due": "2 Feb 2026?",  # it is not in January
        "Last release of the year": "Jan 2026?",
    }


def test_the_year_of_the_plan_is_that_of_the_groups_not_of_the_days(tmp_path: Path) -> None:
    result = imported(tmp_path, CALENDAR, "schedule.md", replace(OPTIONS, year=None))
    assert result.plan.year == "2025/26"


def test_what_print_has_stays_beside_a_day_with_its_year(tmp_path: Path) -> None:
    result = imported(tmp_path, CALENDAR, "schedule.md")
    printed = [each.printed for _, each, _ in walk_milestones(result.plan)]
    assert printed[:4] == ["Nov 12", "Nov 26", "Nov 03-08", "Nov 03-08"]


def test_weeks_in_order_go_on_over_the_new_year(tmp_path: Path) -> None:
    assert times(tmp_path, WEEKS, year="2024/25", year_starts="October") == {
        "Team gathering": "14 Oct 2024 to 18 Oct 2024",
        "First milestone": "30 Dec 2024 to 3 Jan 2025",
        "List closed": "30 Dec 2024 to 3 Jan 2025",
        "Driver cut-off": "30 Dec 2024 to 3 Jan 2025",
        "Feature freeze": "10 Feb 2025 to 14 Feb 2025",
    }


@pytest.mark.parametrize("year", ["2025", "2023-2026"])
def test_weeks_that_the_plans_years_leave_open_are_in_doubt(tmp_path: Path, year: str) -> None:
    assert all(when.endswith("?") for when in times(tmp_path, WEEKS, year=year).values())


def test_a_guessed_year_leaves_days_in_doubt(tmp_path: Path) -> None:
    text = f"# Plan for 2024/25\n\n{WEEKS}"
    result = imported(tmp_path, text, "schedule.md", replace(OPTIONS, year=None))
    whens = [each.when or "" for _, each, _ in walk_milestones(result.plan)]
    assert result.plan.year == "2024/25"
    assert whens[0] == "14 Oct 2024 to 18 Oct 2024?"


@pytest.mark.parametrize(
    ("months", "wanted"),
    [
        ("Mar 24 Jun 25 Sep 26", ["Mar 2024?", "Jun 2025?", "Sep 2026?"]),
        ("Mar 24 Jun 35 Sep 40", ["Mar 2024?", "Jun 2035?", "Sep 2040?"]),
        ("Mar 03 Jun 12 Sep 30", ["3 Mar 2024", "12 Jun 2024", "30 Sep 2024"]),
        ("3 Mar 12 Jun 30 Sep", ["3 Mar 2024", "12 Jun 2024", "30 Sep 2024"]),
    ],
)
def test_numbers_after_months_are_days_if_they_are_no_years(
    tmp_path: Path, months: str, wanted: list[str]
) -> None:
    first, month, second, its_month, third, last = months.split()
    rows = zip("ABC", [f"{first} {month}", f"{second} {its_month}", f"{third} {last}"], strict=True)
    lines = [f"| Open harbour {name} | {when} |" for name, when in rows]
    text = "\n".join(["| Action | Due date |", "|---|---|", *lines])
    assert list(times(tmp_path, text, year="2024").values()) == wanted


def test_a_year_of_two_digits_far_from_the_plan_could_be_a_day(tmp_path: Path) -> None:
    text = "| Action | Due date |\n|---|---|\n| Open the harbour | Aug 02 |\n"
    assert times(tmp_path, text, year="2025") == {"Open the harbour": "Aug 2002?"}


@given(st.integers(1, 12), st.integers(1, 31), st.integers(1, 12), st.integers(1, 31))
def test_days_are_written_only_if_they_exist(month: int, day: int, month2: int, day2: int) -> None:
    cell = f"{MONTHS[month - 1]} {day:02}-{MONTHS[month2 - 1]} {day2:02}"
    first = month, day
    row = RowDays(first, 0, first, first, 0, in_order=True, has_month_first=True)
    rewritten = RewrittenDates(cell, "", "", {})
    write_years_of_days(rewritten, DayYears(row), OCTOBER)
    if rewritten.text != cell:
        assert rewritten.printed == {rewritten.text: cell}
        assert str(day) in rewritten.text


def test_a_heading_that_is_more_than_a_time_gives_no_year() -> None:
    rewritten = RewrittenDates("12 Apr", "", "", {})
    write_years_of_days(rewritten, DayYears(group="Actions from April 2025"), APRIL.year(2024))
    assert rewritten.text == "12 Apr"
