"""Rows of exports that stand for finer ones: the finer ones are ticked."""

from pathlib import Path

import pytest

from plan_data.model import Plan
from plan_data.plan_file.walk import walk_milestones
from tests.plan_data.table_import.sample_tables import imported

LEVELS = (
    "ID,Task Name,Start,Finish,Outline Level\n"
    "1,Restore the lido,2009-04-06,2010-03-26,1\n"
    "2,Surveys,2009-04-06,2009-05-22,2\n"
    "3,Survey the tank,2009-04-06,2009-05-08,3\n"
    "4,Hand over,2010-03-26,2010-03-26,2\n"
)
EPICS = (
    "Summary,Issue key,Assignee,Due date,Parent summary\n"
    "Apply online,P-1,Web lead,18 Dec 2009,\n"
    "Save a form,P-2,Form lead,9 Oct 2009,Apply online\n"
    "Train the staff,P-3,Form lead,29 Jan 2010,\n"
)
BOARD = """| Name | Subitems | Owner | Start | Due |
|---|---|---|---|---|
| Measure plots | | Site lead | 2009-05-04 | 2009-05-29 |
| Lay a path | Order stone | Plots lead | 2009-06-01 | 2009-07-31 |
| Subitems | Name | Owner | Due | |
| | Order stone | Works | 2009-06-12 | |
| Raise the beds | | Plots lead | | |
| | | | 2009-05-04 | 2009-07-31 |
"""


def times(plan: Plan) -> dict[str, str]:
    """Return the times of a plan's milestones, by their titles."""
    return {each.title: each.when or "" for _, each, _ in walk_milestones(plan)}


def test_tasks_above_a_deeper_level_are_not_ticked(tmp_path: Path) -> None:
    result = imported(tmp_path, LEVELS, "tasks.csv")
    assert list(times(result.plan)) == ["Survey the tank", "Hand over"]
    priorities = [each.title for section in result.plan.sections for each in section.priorities]
    assert priorities == ["Surveys", "Restore the lido"]
    assert "line 3: 'Surveys' stands for the rows below it" in result.report.left


def test_what_other_rows_name_as_their_parent_is_not_ticked(tmp_path: Path) -> None:
    result = imported(tmp_path, EPICS, "issues.csv")
    assert times(result.plan) == {"Save a form": "9 Oct 2009", "Train the staff": "29 Jan 2010"}


def test_an_item_with_subitems_and_a_row_that_adds_up_are_not_ticked(tmp_path: Path) -> None:
    result = imported(tmp_path, BOARD, "board.md")
    assert times(result.plan) == {
        "Measure plots": "2009-05-04 to 2009-05-29",
        "Order stone": "2009-06-12",
        "Raise the beds": "undated (blank)",
    }
    assert "line 8 adds up the rows above and is not read" in result.report.left


@pytest.mark.parametrize("heading", ["WBS", "Outline Number"])
def test_tasks_above_a_longer_number_are_not_ticked(tmp_path: Path, heading: str) -> None:
    table = (
        f"ID,{heading},Task Name,Start,Finish\n"
        "1,1,Restore the lido,2009-04-06,2010-03-26\n"
        "2,1.1,Surveys,2009-04-06,2009-05-22\n"
        "3,1.1.1,Survey the tank,2009-04-06,2009-05-08\n"
        "4,1.2,Hand over,2010-03-26,2010-03-26\n"
    )
    result = imported(tmp_path, table, "tasks.csv")
    assert list(times(result.plan)) == ["Survey the tank", "Hand over"]
