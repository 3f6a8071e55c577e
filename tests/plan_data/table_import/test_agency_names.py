"""How cells of leads are cut into the names of agencies and people."""

import pytest

from plan_data.table_import.agency_names import NameRegister


def names_in(cell: str, *others: str) -> list[str]:
    """Return the names of a cell in a table that has other cells too."""
    register = NameRegister([cell, *others])
    return [register.printed[code][0] for code in register.read_names(cell).codes]


@pytest.mark.parametrize(
    "name",
    [
        "Policy and Practice Subgroup",
        "UHC/PHC Officer",
        "Health and Social Care Partnership",
        "Fire and Rescue Service",
        "People and Culture Manager",
        "Head of Learning and Development",
        "Department of Health and Social Care",
        "Police Inspector, Neighbourhoods",
        "General Manager, Strategy",
        "Governor, HMP Carrow Down",
        "Real Property and Fleet Directorate",
        "Maritime and Coastguard Agency",
        "Office for Product Safety and Standards",
        "Y2 and Y6 teachers",
        "Environment and Climate Change Canada (ECCC)",
        "Department for Environment, Food and Rural Affairs (DEFRA)",
    ],
)
def test_a_comma_or_an_and_may_be_part_of_a_name(name: str) -> None:
    assert names_in(name) == [name]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Police and Probation Service", ["Police", "Probation Service"]),
        ("Curator and Events Team", ["Curator", "Events Team"]),
        ("HoS/School Manager", ["HoS", "School Manager"]),
        ("Legal/PHC Officer", ["Legal", "PHC Officer"]),
        ("Chair and Finance Committee", ["Chair", "Finance Committee"]),
        ("Ministry of Health and WHO", ["Ministry of Health", "WHO"]),
        ("Head of Planning and Estates Manager", ["Head of Planning", "Estates Manager"]),
        ("Ministry of Health and Cabinet Office", ["Ministry of Health", "Cabinet Office"]),
        ("Parish and District Council", ["Parish", "District Council"]),
        ("Housing manager, Police", ["Housing manager", "Police"]),
        ("Supplier,T Varga[25%]", ["Supplier", "T Varga"]),
        ("Governor, Police", ["Governor", "Police"]),
        ("Housing and Environment Agency", ["Housing", "Environment Agency"]),
        (
            "Agency of Work (AW), Department of Trade (DT)",
            ["Agency of Work (AW)", "Department of Trade (DT)"],
        ),
        ("Lead: Head of Property", ["Head of Property"]),
    ],
)
def test_two_names_are_cut_apart(cell: str, names: list[str]) -> None:
    assert names_in(cell) == names


def test_a_name_that_another_cell_has_alone_is_a_name_of_its_own() -> None:
    assert names_in("Housing and Youth Service") == ["Housing and Youth Service"]
    assert names_in("Housing and Youth Service", "Housing") == ["Housing", "Youth Service"]
