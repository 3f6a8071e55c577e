"""What columns are read as whose headings are longer than a known one."""

from pathlib import Path

from tests.plan_data.table_import.sample_tables import imported, objectives

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
