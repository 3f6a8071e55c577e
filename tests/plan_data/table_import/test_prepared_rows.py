from pathlib import Path

from msgspec.structs import replace

from plan_data.table_import.prepared_rows import prepare_table
from plan_data.table_import.table_look import columns_of_table
from plan_data.table_import.table_reader import read_table_file
from tests.plan_data.table_import.sample_tables import OPTIONS, imported, objectives

CALENDAR = (
    "Week,Date,Development,Announcements\n"
    '1,"October 16, 2009",Tools uploaded,\n'
    '2,"October 23, 2009",,\n'
    '3,"October 30, 2009",,Sprint in Leeds\n'
    '4,"November 6, 2009",Feature freeze,\n'
    '5,"November 13, 2009",,Testing week\n'
)
VENUES = (
    "Date,Topic of the evening,Venue\n"
    "1 May 2009,Keeping bees alive,Town hall\n"
    "8 May 2009,Mending old chairs,Long library\n"
    "15 May 2009,,Closed for holiday\n"
    "22 May 2009,Growing early beans,Long library\n"
)


def test_events_in_two_columns_each_have_their_own_date(tmp_path: Path) -> None:
    result = imported(tmp_path, CALENDAR, "calendar.csv")
    dates = {}
    for objective in objectives(result.plan).values():
        dates[objective.title] = [milestone.when for milestone in objective.milestones]
    assert dates == {
        "Tools uploaded": ["16 Oct 2009"],
        "Sprint in Leeds": ["30 Oct 2009"],
        "Feature freeze": ["6 Nov 2009"],
        "Testing week": ["13 Nov 2009"],
    }
    assert any("October 23, 2009" in sentence for sentence in result.report.left)


def test_a_look_at_a_calendar_shows_the_columns_of_its_import(tmp_path: Path) -> None:
    result = imported(tmp_path, CALENDAR, "calendar.csv")
    table = prepare_table(read_table_file(tmp_path / "calendar.csv"))
    assert columns_of_table(table, ()) == result.columns


def test_a_column_filled_beside_each_event_is_no_column_of_events(tmp_path: Path) -> None:
    result = imported(tmp_path, VENUES, "evenings.csv")
    titles = [objective.title for objective in objectives(result.plan).values()]
    assert "Town hall" not in titles


def test_bare_months_are_counted_from_the_start_of_the_work(tmp_path: Path) -> None:
    text = "Deliverable,Lead,Due date (in months)\nHandbook,Alpha,3\nFinal report,Beta,36\n"
    options = replace(OPTIONS, year=None, start="1 Sep 2009")
    plan = imported(tmp_path, text, "work.csv", options).plan
    times = [each.milestones[0].when for each in objectives(plan).values()]
    assert times == ["month 3", "month 36"]


def test_bare_months_up_to_twelve_may_be_of_the_calendar(tmp_path: Path) -> None:
    text = "Deliverable,Lead,Due date (in months)\nHandbook,Alpha,3\nReport,Beta,12\n"
    options = replace(OPTIONS, year=None, start="1 Sep 2009")
    plan = imported(tmp_path, text, "work.csv", options).plan
    times = [each.milestones[0].when for each in objectives(plan).values()]
    assert times == ["month 3?", "month 12?"]


def test_numbers_with_a_slash_in_a_column_of_months_are_a_list_in_doubt(tmp_path: Path) -> None:
    text = (
        "Deliverable,Lead,Delivery date (in months)\nSoftware,Alpha,18 / 36\nPlan,Beta,6 and 24\n"
    )
    options = replace(OPTIONS, year=None, start="1 Sep 2009")
    plan = imported(tmp_path, text, "work.csv", options).plan
    times = [[each.when for each in found.milestones] for found in objectives(plan).values()]
    assert times == [["month 18, month 36?"], ["month 6, month 24"]]
