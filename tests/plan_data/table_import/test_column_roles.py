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
