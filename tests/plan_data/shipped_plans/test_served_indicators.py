"""What rows and measures of both plans serve, and the indicators and areas that they name."""

import re

from plan_data.items import walk_places
from plan_data.load import LoadedPlan

SERVED = {
    "east_midlands": {
        "priority": {"2.3": "PSA 16", "2.4": "PSA 16", "2.5": "PSA 23, PSA 25", "3.4": "PSA 26"},
        "objective": {"1.3.1": "NI 18", "2.2.2": "NI 30", "2.3.1": "NI 143, PSA 16"},
        "milestone": {
            "2.3.1-a": "PSA 16",
            "2.3.1-b": "PSA 16",
            "2.7.2-a": "INT03",
            "2.7.2-b": "INT03",
            "3.2.1-e": "INT02",
            "3.4.2-c": "NI 35",
        },
        "measure": {
            "2.7.2-m1": "INT 15",
            "2.7.2-m2": "E2",
            "2.7.2-m3": "E2",
            "3.2.1-m1": "INT 14",
        },
    },
    "london": {
        "priority": {"8": "PSA 16", "9": "PSA 16", "10": "PSA 25", "19": "PSA 26"},
        "objective": {
            "3.3": "PSA 16",
            "6.4": "NI 18",
            "7.1": "NI 30",
            "7.2": "NI 30",
            "9.1": "NI 143, NI 144",
            "9.4": "NI 144",
            "19.1": "PSA 26",
            "19.2": "NI 35",
        },
        "milestone": {},
        "measure": {},
    },
}


def test_what_print_names_beside_a_row_is_what_it_serves(
    named_plan: tuple[str, LoadedPlan],
) -> None:
    name, plan = named_plan
    served: dict[str, dict[str, str]] = {key: {} for key in SERVED[name]}
    for _, priority, parent, step in walk_places(plan.full_plan):
        named = [
            ("priority", priority.number, priority.serves),
            ("objective", parent.number, parent.serves),
            ("milestone", step.id, step.serves),
            *(("measure", each.id, each.serves) for each in parent.measures),
        ]
        for kind, key, codes in named:
            if codes:
                served[kind][key] = ", ".join(codes)
    assert served == SERVED[name]


def test_the_indicators_of_a_plan_have_their_agreements(
    east_midlands: LoadedPlan, london: LoadedPlan
) -> None:
    for plan, count in ((east_midlands, 21), (london, 40)):
        psa = {each.code: each.psa for each in plan.about.indicators}
        assert len(psa) == count
        assert psa["NI 18"] == psa["NI 30"] == ("PSA 23",)
        assert psa["NI 143"] == psa["NI 144"] == ("PSA 16",)
        assert psa["NI 35"] == ("PSA 26",)
        assert {f"PSA {number}" for number in (14, 16, 23, 24, 25, 26)} < psa.keys()


def test_every_indicator_in_a_table_is_defined(plan: LoadedPlan) -> None:
    codes = {each.code for each in plan.about.indicators}
    cells = {cell for table in plan.about.tables for row in table.rows for cell in row}
    named = {cell for cell in cells if re.fullmatch(r"(NI|PSA) \d+", cell)}
    assert named <= codes
    assert len(named) > 10


def test_only_areas_with_a_measure_are_listed(plan: LoadedPlan) -> None:
    areas = {each.code for each in plan.about.areas}
    assert {each.area for each in plan.measures} - {None} == areas
