"""What columns are read as whose headings are longer than a known one."""

from pathlib import Path

import msgspec
import pytest

from tests.plan_data.table_import.sample_tables import (
    CALENDAR,
    imported,
    objectives,
    times_of_titles,
)

CALENDAR_2009 = msgspec.structs.replace(CALENDAR, year="2009")

SCHEDULE = (
    "IDP Ref,Infrastructure required,Lead delivery body,Delivery partners,Phasing,Priority\n"
    "T1,Widen the roundabout,Thornshire CC,Developers,2009/10,Critical\n"
    "T2,Cycle link to the station,Thornshire CC,Rail,By March 2010,Desirable\n"
)
POLICIES = "Policy ref,Action,Lead,Due\nP7,Count the homes,Housing,May 2009\nP7,Mend them,Housing,June 2009\n"


def test_a_schedule_of_infrastructure_is_read(tmp_path: Path) -> None:
    found = objectives(imported(tmp_path, SCHEDULE, "schedule.csv").plan)
    assert [(number, each.title, each.leads) for number, each in found.items()] == [
        ("T1", "Widen the roundabout", ("THORNSHIRE-CC",)),
        ("T2", "Cycle link to the station", ("THORNSHIRE-CC",)),
    ]
    assert [each.milestones[0].when for each in found.values()] == ["2009/10", "by Mar 2010"]


def test_a_reference_that_several_rows_share_is_not_their_number(tmp_path: Path) -> None:
    result = imported(tmp_path, POLICIES, "policies.csv")
    assert list(objectives(result.plan)) == ["1", "2"]
    assert "the column 'Policy ref' is not read (2 cells)" in result.report.left


def test_a_stage_beside_the_names_of_schemes_is_no_objective(tmp_path: Path) -> None:
    table = (
        "Scheme name,Stage,Project manager,Est. completion\n"
        "Widen the bridge,Construction,Roads lead,May 2009\n"
        "Mend the quay,Construction,Roads lead,June 2009\n"
        "Total programme,,,\n"
    )
    result = imported(tmp_path, table, "schemes.csv")
    found = objectives(result.plan).values()
    assert [each.title for each in found] == ["Widen the bridge", "Mend the quay"]
    assert [each.milestones[0].when for each in found] == ["May 2009", "Jun 2009"]
    assert "the column 'Stage' is not read (2 cells)" in result.report.left


def test_a_stage_that_is_the_only_item_is_the_objective(tmp_path: Path) -> None:
    table = "Stage,Lead,Date\nSurvey,Roads,May 2009\nDesign,Roads,June 2009\n"
    found = objectives(imported(tmp_path, table, "stages.csv").plan).values()
    assert [each.title for each in found] == ["Survey", "Design"]


def test_a_version_before_one_of_many_titles_is_a_part_of_it(tmp_path: Path) -> None:
    titles = ["Freeze", "Thaw", "Beta", "24.04.1 release", "Candidate", "Final"]
    lines = [f"{day} May 2009,{title}" for day, title in enumerate(titles, start=1)]
    table = "\n".join(["Date,Milestone", *lines])
    found = objectives(imported(tmp_path, table, "releases.csv").plan).values()
    assert [each.title for each in found] == titles


def test_a_line_with_the_lead_is_cut_from_a_cell_of_stakeholders(tmp_path: Path) -> None:
    table = (
        "Action,Date,Stakeholders\n"
        'Map the data,May 2009,"Lead: Data Office\nSupporting: Archive"\n'
        'Open the data,June 2009,"Lead: Archive"\n'
    )
    found = objectives(imported(tmp_path, table, "commitments.csv").plan).values()
    assert [each.leads for each in found] == [("DATA-OFFICE",), ("ARCHIVE",)]


def test_stakeholders_without_a_lead_are_no_leads(tmp_path: Path) -> None:
    table = (
        "Action,Date,Stakeholders\n"
        'Map the data,May 2009,"Lead: Data Office\nSupporting: Archive"\n'
        "Open the data,June 2009,Archive\n"
    )
    found = objectives(imported(tmp_path, table, "commitments.csv").plan).values()
    assert [each.leads for each in found] == [(), ()]


def test_the_first_words_of_a_heading_say_what_the_column_has(tmp_path: Path) -> None:
    table = (
        "Name of activity,Body implementing the activity,Partner bodies in implementing the activity,"
        "Deadline for completion of activity\n"
        "1.1 List the sites,Ministry of Health,Police,IV quarter 2009\n"
        "1.2 Train the staff,Chamber,Probation,2nd quarter of 2009\n"
    )
    found = objectives(imported(tmp_path, table, "activities.csv", CALENDAR_2009).plan)
    titles = [(each.title, each.leads) for each in found.values()]
    assert titles == [
        ("List the sites", ("MINISTRY-OF-HEALTH",)),
        ("Train the staff", ("CHAMBER",)),
    ]
    assert [each.milestones[0].when for each in found.values()] == ["Q4 2009", "Q2 2009"]


@pytest.mark.parametrize("heading", ["We will...", "Our pledges"])
def test_what_is_done_is_ticked_and_not_what_success_is(tmp_path: Path, heading: str) -> None:
    table = (
        f"Pathway,{heading},Owner,Timescale,What will be different\n"
        "1.1,Open an employment hub,Governor,May 2009,More men in work\n"
        "1.2,Train the peer mentors,Governor,June 2009,\n"
    )
    found = objectives(imported(tmp_path, table, "pathways.csv").plan)
    assert [each.title for each in found.values()] == [
        "Open an employment hub",
        "Train the peer mentors",
    ]


def test_columns_of_starts_are_stages_each(tmp_path: Path) -> None:
    table = (
        "Release,First Release,Active LTS Start,Maintenance Start,End-of-life\n"
        "18.x,2009-04-19,2009-10-25,2010-01-18,2010-03-30\n"
        "20.x,2009-05-18,2009-11-24,2010-02-22,2010-03-31\n"
    )
    plan = imported(tmp_path, table, "releases.csv").plan
    whens = [each.when for each in next(iter(objectives(plan).values())).milestones]
    assert whens == ["2009-04-19", "2009-10-25", "2010-01-18", "2010-03-30"]


def test_each_action_of_a_cell_has_its_line_of_the_dates(tmp_path: Path) -> None:
    table = (
        "Ref,Action,Lead,Due\n"
        "1,Count the empty homes,Housing,May 2009\n"
        '2,"Agree a protocol\nPublish a joint briefing",Housing,"June 2009\nJuly 2009"\n'
    )
    assert times_of_titles(tmp_path, table, CALENDAR_2009) == {
        "Count the empty homes": ["May 2009"],
        "Agree a protocol": ["Jun 2009"],
        "Publish a joint briefing": ["Jul 2009"],
    }
