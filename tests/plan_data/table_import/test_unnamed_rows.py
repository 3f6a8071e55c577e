"""A date without words beside it never is a sure date of another row."""

from pathlib import Path

import pytest

from tests.plan_data.table_import.sample_tables import CALENDAR, imported, times_of_titles


@pytest.mark.parametrize("title", ["", "-", "\u2013"])
def test_a_blank_week_of_a_calendar_is_left_and_named(tmp_path: Path, title: str) -> None:
    table = f"Week,Date,Milestone\n1,May 2,Open\n2,May 9,{title}\n3,May 16,Sprint\n4,May 23,Close\n"
    found = times_of_titles(tmp_path, table)
    assert found == {"Open": ["2 May 2024"], "Sprint": ["16 May 2024"], "Close": ["23 May 2024"]}
    left = imported(tmp_path, table, "table.csv", CALENDAR).report.left
    assert "line 3 has a date and no words" in left


def test_a_day_that_is_alone_in_its_row_heads_no_section(tmp_path: Path) -> None:
    table = "Date,Milestone\nMay 2,Open\nMay 9,\nMay 16,Sprint\nMay 30,Close\n"
    result = imported(tmp_path, table, "table.csv", CALENDAR)
    assert [section.title for section in result.plan.sections] == [CALENDAR.title]
    assert times_of_titles(tmp_path, table) == {
        "Open": ["2 May 2024"],
        "Sprint": ["16 May 2024"],
        "Close": ["30 May 2024"],
    }
    assert "line 3 has a date and no words: May 9" in result.report.left


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "Action,Due,Lead\nOpen,May 2024,Parks\n,June 2024,\nClose,July 2024,Parks\n",
            {"Open": ["May 2024", "Jun 2024?"], "Close": ["Jul 2024"]},
        ),
        (
            "Action,Due,Lead\nOpen,May 2024,Parks\n,June 2024,Shore\nClose,July 2024,Parks\n",
            {"Open": ["May 2024", "Jun 2024?"], "Close": ["Jul 2024"]},
        ),
        (
            "Activity,Lead,Jan 2024,Feb 2024,Mar 2024\nOpen,Parks,X,,\n,,,,X\nClose,Parks,,X,\n",
            {"Open": ["Jan 2024", "Mar 2024?"], "Close": ["Feb 2024"]},
        ),
        (
            "Paper,First draft,Final\nA,1 May 2024,1 June 2024\n,1 July 2024,2 July 2024\nB,3 May 2024,\n",
            {
                "A": ["1 May 2024", "1 Jun 2024", "1 Jul 2024?", "2 Jul 2024?"],
                "B": ["3 May 2024"],
            },
        ),
    ],
    ids=["date alone", "date and lead", "tick", "stages"],
)
def test_a_date_without_a_title_is_a_guess(
    tmp_path: Path, table: str, expected: dict[str, list[str | None]]
) -> None:
    assert times_of_titles(tmp_path, table) == expected


def test_a_row_with_a_measure_of_its_own_keeps_its_sure_date(tmp_path: Path) -> None:
    table = "Action,Measure,Due\nOpen,Doors,May 2024\n,Signs up,June 2024\nClose,Locked,July 2024\n"
    assert times_of_titles(tmp_path, table)["Open"] == ["May 2024", "Jun 2024"]


def test_more_milestones_than_dates_in_a_cell_make_the_dates_guesses(tmp_path: Path) -> None:
    table = (
        'Action,Milestones,Due\nHall,"Design\nBuild\nHand over","May 2024\nJune 2024"\n'
        'Quay,"Plan\nMend","July 2024\nAug 2024"\n'
    )
    assert times_of_titles(tmp_path, table) == {
        "Hall": ["May 2024?", "Jun 2024?"],
        "Quay": ["Jul 2024", "Aug 2024"],
    }


def test_a_start_with_words_for_no_end_is_a_guess(tmp_path: Path) -> None:
    table = "Action,Start,End\nHall,April 2024,Ongoing\nQuay,Ongoing,Ongoing\n"
    assert times_of_titles(tmp_path, table)["Hall"] == ["ongoing from Apr 2024?"]
