"""A time is sure only if every condition is met: a table for each that is not, and some that are."""

from pathlib import Path

import msgspec
import pytest

from plan_data.table_import.import_options import ImportOptions
from plan_data.table_import.sure_times import CONDITIONS
from tests.plan_data.table_import.sample_tables import CALENDAR, times_of_titles

NO_YEAR = ImportOptions(plan="x", title="X")

# By the name of the condition that is not met: a table, whose row "Mend it" is in doubt.
TABLES = {
    "_column_says_when": "Date,Action,Owner\n4 March 2024,Mend it,A\n8 April 2024,Sell it,B\n",
    "_no_other_date_in_the_row": (
        "Action,Planned date,Target date\nMend it,1 May 2024,3 June 2024\nSell it,2 May 2024,\n"
    ),
    "_row_is_work": "Action,By when\nSell it,5 April 2024\nVersion 2: Mend it,12 March 2024\n",
    "_cell_is_read_to_the_end": "Action,Due date\nMend it,Implemented 3 May 2024\nSell it,May 2024\n",
    "_words_look_forward": (
        "Action,Timescales and milestones\nMend it,Roof was due May 2024\nSell it,Sale May 2024\n"
    ),
    "_date_is_no_mention": (
        "Objective,Milestone,Lead\nMend it,Answer the March 2024 survey of tenants,A\n"
        "Sell it,Find a buyer by May 2024,B\n"
    ),
    "_weekday_agrees": "Action,Due date\nMend it,Monday 5 March 2024\nSell it,Friday 8 March 2024\n",
    "_year_is_near": "Action,Due date\nMend it,31 March 2204\nSell it,31 May 2024\n",
    "_years_of_plan_are_known": "Action,Due date\nMend it,Monthly\nSell it,31 May 2024\n",
    "_start_of_year_is_known": "Action,Due date\nMend it,2024/25\nSell it,31 May 2024\n",
}


def test_each_condition_has_a_table() -> None:
    assert set(TABLES) == {condition.__name__ for condition in CONDITIONS}


@pytest.mark.parametrize("name", TABLES)
def test_a_time_is_in_doubt_if_a_condition_is_not_met(tmp_path: Path, name: str) -> None:
    options = CALENDAR
    if name.startswith(("_years_of_plan", "_start_of_year")):
        options = NO_YEAR
    found = times_of_titles(tmp_path, TABLES[name], options)
    (times,) = (times for title, times in found.items() if "Mend it" in title)
    assert times
    assert all(time is not None and time.endswith("?") for time in times)


@pytest.mark.parametrize(
    "cell",
    [
        "Superseded by action 1 - 30 June 2024",
        "was June 2024",
        "see minute 45 of 3 June 2024",
        "30 June 2024 no longer required",
        "31 March 2024 v 30 June 2024",
        "12 July 2024 / 13 juillet 2024",
        "June 2024 July 2024",
        "30 Sept 2023 2024",
        "Mar 2024/26",
        "1 April 2024 for 2 years",
        "within 10 working days of 14 June 2024",
        "M24 - submitted 28 February 2024",
        "Funded until March 2024",
        "beschlossen am 12. März 2024",
        "ouverte le 12 mars 2024",
        "Aprobado en mayo de 2024",
        "KW 12/2024",
        "May, then annually",
        "2024-2026",
    ],
)
def test_words_beside_a_date_put_it_in_doubt(tmp_path: Path, cell: str) -> None:
    table = (
        f"Action,Due date\nSell it,3 May 2024\nMend it,{cell.replace(',', ';')}\nLet it,May 2024\n"
    )
    found = times_of_titles(tmp_path, table)
    assert found["Sell it"] == ["3 May 2024"]
    for time in found["Mend it"]:
        assert time is not None
        assert time.endswith("?") or time.startswith("undated")


@pytest.mark.parametrize(
    ("cell", "time"),
    [
        ("Friday 14 June 2024", "14 Jun 2024"),
        ("14 June 2024 (Fri)", "14 Jun 2024"),
        ("Cabinet 14 May 2024", "14 May 2024"),
        ("by 30 June 2024", "by 30 Jun 2024"),
        ("30 June 2024 (M6)", "30 Jun 2024"),
        ("March 2030", "Mar 2030"),
        ("vendredi 14 juin 2024", "14 Jun 2024"),
    ],
)
def test_a_date_with_words_that_change_nothing_is_sure(
    tmp_path: Path, cell: str, time: str
) -> None:
    table = f"Action,Due date\nSell it,3 May 2024\nMend it,{cell}\n"
    assert times_of_titles(tmp_path, table)["Mend it"] == [time]


@pytest.mark.parametrize(
    "table",
    [
        "Action,Due,Due (revised)\nMend it,31 March 2024,30 June 2024\nSell it,May 2024,\n",
        "Action,Due,Revised date 1,Revised date 2\nMend it,1/4/2023,30/9/2023,31/3/2024\n",
        "Action,Lead,Action due,Risk review date\nMend it,A,31/10/2024,13/01/2025\n",
        "Action,Day,Month,Year\nMend it,3,4,2024\nSell it,14,5,2024\n",
        "Action,Timescale\nMend it,2024-03-09\nSell it,6\nLet it,3\nBuy it,12\n",
        "Policy,Effective date,Expiry date\nMend it,01/04/2024,31/03/2027\nSell it,13/05/2024,\n",
    ],
)
def test_a_column_with_another_beside_it_is_in_doubt(tmp_path: Path, table: str) -> None:
    for time in times_of_titles(tmp_path, table)["Mend it"]:
        assert time is not None
        assert time.endswith("?")


def test_a_blank_cell_beside_a_date_leaves_it_sure(tmp_path: Path) -> None:
    table = "Action,Planned date,Target date\nMend it,1 May 2024,\nSell it,2 May 2024,3 May 2024\n"
    assert times_of_titles(tmp_path, table)["Mend it"][0] == "1 May 2024"


def test_a_column_that_a_person_chose_has_no_rival(tmp_path: Path) -> None:
    table = "Action,Planned date,Target date\nMend it,1 May 2024,3 May 2024\n"
    options = msgspec.structs.replace(CALENDAR, columns=("Target date=timescale",))
    assert "3 May 2024" in times_of_titles(tmp_path, table, options)["Mend it"]


def test_the_start_of_a_year_is_known_if_it_is_given(tmp_path: Path) -> None:
    table = "Action,Due date\nMend it,2024/25\nSell it,31 May 2024\n"
    options = msgspec.structs.replace(NO_YEAR, year_starts="April")
    assert times_of_titles(tmp_path, table, options)["Mend it"] == ["2024/25"]


def test_a_year_that_is_far_from_the_plan_is_sure_beside_others(tmp_path: Path) -> None:
    table = "Action,Due date\nMend it,31 March 2028\nSell it,31 May 2029\nLet it,May 2024\n"
    assert times_of_titles(tmp_path, table)["Mend it"] == ["31 Mar 2028"]


def test_a_row_with_a_date_heads_no_other_table(tmp_path: Path) -> None:
    table = (
        "Action,Owner,Due\nSell it,Fin,14/01/2024\nAudit,Fin,13/02/2024\nMend it,Fin,15/02/2024\n"
    )
    assert list(times_of_titles(tmp_path, table)) == ["Sell it", "Audit", "Mend it"]


def test_a_month_and_its_year_in_columns_of_their_own_are_one_time(tmp_path: Path) -> None:
    table = (
        "Action,Lead,Month due,Year due\nMend the roof,A,June,2009\nSell the hall,B,May,2010\n"
        "Paint the door,A,9,2009\n"
    )
    found = times_of_titles(tmp_path, table, NO_YEAR)
    assert found == {
        "Mend the roof": ["Jun 2009"],
        "Sell the hall": ["May 2010"],
        "Paint the door": ["2009?"],
    }
