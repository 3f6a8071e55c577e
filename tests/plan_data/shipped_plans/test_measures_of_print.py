"""The measures of both plans: every number that print gives as a target."""

from plan_data.items import walk_places
from plan_data.load import LoadedPlan
from tests.plan_data.shipped_plans.reading import (
    item,
    measures_of,
    numbers_in,
)

QUARTERS_AND_YEAR = ("Q1 2009/10", "Q2 2009/10", "Q3 2009/10", "Q4 2009/10", "2009/10")

# The targets of the two tables by area, read from print by hand: of NI 18 the change, the rate and
# the number of re-offenders, of NI 30 the offences, their ceiling, the stretch and the ratio.
NI_18 = {
    "DERBY": (-11.06, 6.73, 261),
    "DERBYSHIRE": (-8.23, 6.84, 506),
    "LEICESTER": (-7.97, 8.07, 524),
    "LEICESTERSHIRE": (-9.64, 7.18, 353),
    "NOTTINGHAM": (-6.62, 11.41, 784),
    "NOTTINGHAMSHIRE": (-6.45, 11.09, 832),
}
NI_30 = {"LINCOLNSHIRE": (280, 284, 15, 1.09), "NORTHAMPTONSHIRE": (719, 732, 16, 1.11)}
NI_18_ENDINGS = ("", "-RATE", "-COUNT")
NI_30_ENDINGS = ("", "-CEILING", "-STRETCH", "-RATIO")
# What print names without a number.
UNNUMBERED = (
    *("NI19-LEICESTER", "NI19-LEICESTERSHIRE", "NI19-NORTHAMPTONSHIRE"),
    *("NI143-LEICESTERSHIRE", "NI143-NOTTINGHAMSHIRE"),
    *("NI144-LEICESTERSHIRE", "NI144-NOTTINGHAMSHIRE"),
    *("2.3.1-m1", "2.5.4-m1", "2.5.4-m2", "2.5.4-m3"),
)
ANNEX_C = (
    "NI15",
    "NI16",
    "NI18",
    "NI19",
    "NI20",
    "NI28",
    "NI29",
    "NI30",
    "NI32",
    "NI38",
    "NI143",
    "NI144",
)


def table_targets() -> dict[str, dict[str, float]]:
    """Return the targets of the tables by area, by measure."""
    targets: dict[str, dict[str, float]] = {}
    for start, endings, rows in (("NI18", NI_18_ENDINGS, NI_18), ("NI30", NI_30_ENDINGS, NI_30)):
        for area, numbers in rows.items():
            for ending, number in zip(endings, numbers, strict=True):
                targets[f"{start}-{area}{ending}"] = {"2010/11": number}
    return targets


# Each measure with its targets, read from print by hand.
MEASURES: dict[str, dict[str, dict[str, float]]] = {
    "east_midlands": {
        "PSA23-REOFFENDING": {"2011": -10},
        **table_targets(),
        **{name: {} for name in UNNUMBERED},
        "1.4.1-m1": {"2009/10": 2},
        "2.5.2-m1": {"2009/10": 100},
        "2.5.2-m2": {"2009/10": 24},
        "2.5.3-m1": {"2009/10": 17},
        "2.5.3-m2": {"2009/10": 4},
        "2.7.2-m1": {"2009/10": 65.5},
        "2.7.2-m2": {"2009/10": 2540},
        "2.7.2-m3": {"2009/10": 2283},
        "2.9.1-m1": {"2009/10": 3},
        "3.1.1-m1": dict.fromkeys(QUARTERS_AND_YEAR, 61.8),
        "3.1.2-m1": {"2009/10": 90},
        "3.1.2-m2": {"2009/10": 85},
        "3.1.2-m3": {"2009/10": 100},
        "3.1.2-m4": {"2009/10": 90},
        "3.2.1-m1": {"2009/10": 69.9},
        "3.2.3-m1": {"2009/10": 77.2},
        "3.2.3-m2": {"2009/10": 312},
        "3.2.4-m1": {"2009/10": 4},
        "3.2.5-m1": {"2009/10": 80},
        "3.2.5-m2": {"2009/10": 80},
    },
    "london": {
        "PSA23-REOFFENDING": {"2011": -10},
        "WIP-WOMEN": {"2010/11": 350},
        "NI18-BARNET": {},
        "NI18-TOWER-HAMLETS": {},
        **{name: {} for name in ANNEX_C},
        **{name: {} for name in ("6.3-m1", "6.3-m2", "6.3-m3", "6.4-m1")},
        "6.1-m1": {"2010": 33},
        "8.1-m1": {"2009/10": 90},
        "8.1-m2": {"2009/10": 75},
        "8.1-m3": {"2009/10": 70},
        "10.3-m1": {"2009/10": 10.3},
        "10.5-m1": {"2009/10": 1.5},
        "19.2-m1": {"May 2009": 1.5},
    },
}

# The numbers of a row's measures that no measure has, and why they are sentences.
NUMBERS_IN_SENTENCES: dict[str, dict[str, str]] = {
    "east_midlands": {
        "1.3.1": "18 is the indicator's",
        "2.1.1": "12 months name the offenders",
        "2.2.2": "30 is the indicator's",
        "2.3.1": "143 is the indicator's",
        "3.2.4": "2 and 3 are of MAPPA",
    },
    "london": {
        "6.4": "18 is the indicator's",
        "7.1": "30 is the indicator's",
        "7.2": "30 is the indicator's",
        "9.1": "143 and 144 are the indicators'",
        "9.4": "144 is the indicator's",
        "12.1": "43/50 is the order's number",
        "14.4": "12 months name the offenders",
        "19.1": "26 is the agreement's",
    },
}


def test_the_measures_of_a_plan_are_those_of_print(named_plan: tuple[str, LoadedPlan]) -> None:
    name, plan = named_plan
    assert {key: each.targets for key, each in measures_of(plan).items()} == MEASURES[name]
    assert len(MEASURES[name]) == {"east_midlands": 58, "london": 27}[name]


def test_a_target_stands_in_the_printed_words_of_its_measure(plan: LoadedPlan) -> None:
    for each in measures_of(plan).values():
        printed = numbers_in((each.printed or "").replace("Twice", "2"))
        assert {abs(target) for target in each.targets.values()} <= printed, each.id


def test_a_measure_has_a_unit_a_short_title_and_a_place_in_print(plan: LoadedPlan) -> None:
    for each in measures_of(plan).values():
        assert each.unit or not each.targets, each.id
        assert len(each.title) <= 90, each.id
        assert each.source or each.id == "PSA23-REOFFENDING", each.id
        assert each.reading or each.sum_of, each.id


def test_the_measures_of_a_row_are_numbered_from_one(plan: LoadedPlan) -> None:
    for _, _, parent, _ in walk_places(plan.full_plan):
        ids = [each.id for each in parent.measures]
        assert ids == [f"{parent.number}-m{n}" for n in range(1, len(ids) + 1)]


def test_every_number_of_a_success_sentence_is_a_figure_or_has_a_reason_to_be_none(
    named_plan: tuple[str, LoadedPlan],
) -> None:
    name, plan = named_plan
    left = set()
    for _, _, parent, _ in walk_places(plan.full_plan):
        held = {target for each in parent.measures for target in each.targets.values()}
        for step in parent.milestones:
            held |= set((step.cumulative or {}).values())
        if numbers_in(" ".join(parent.success)) - held:
            left.add(parent.number)
    assert left == set(NUMBERS_IN_SENTENCES[name])


def test_a_sentence_that_became_a_measure_is_not_said_twice(plan: LoadedPlan) -> None:
    for _, _, parent, _ in walk_places(plan.full_plan):
        success_text = " ".join(parent.success)
        assert not [each.id for each in parent.measures if each.unit == "%" and "%" in success_text]


def test_measures_count_up_or_down_as_print_wants(
    east_midlands: LoadedPlan, london: LoadedPlan
) -> None:
    ours = [each for plan in (east_midlands, london) for each in measures_of(plan).values()]
    lower = {each.id for each in ours if each.better == "lower"}
    assert {name.partition("-")[0] for name in lower} == {
        *("PSA23", "NI18", "NI30", "NI19", "3.2.4", "10.3"),
        *("NI15", "NI16", "NI20", "NI28", "NI29", "NI32", "NI38"),
    }
    counted = {each.id for each in ours if each.shape == "cumulative"}
    assert counted == {"1.4.1-m1", "2.5.4-m1", "2.5.4-m2", "2.7.2-m2", "2.7.2-m3", "3.2.3-m2"}


def test_the_sums_that_east_midlands_prints(east_midlands: LoadedPlan) -> None:
    sums = {key: each.sum_of for key, each in measures_of(east_midlands).items() if each.sum_of}
    assert sums == {
        "2.7.2-m2": ("2.7.2-a", "2.7.2-b", "3.2.1-e"),
        "2.7.2-m3": ("2.7.2-a", "2.7.2-b"),
        "3.2.3-m2": ("3.2.3-a", "3.2.3-b"),
    }
    for key, parts in sums.items():
        total = sum(item(east_midlands, f"{part}@Q4-2009/10").target or 0 for part in parts)
        assert total == measures_of(east_midlands)[key].targets["2009/10"]


def test_an_actual_is_due_more_often_only_where_print_says_so(
    east_midlands: LoadedPlan, london: LoadedPlan
) -> None:
    returned: dict[str, set[str]] = {}
    for plan in (east_midlands, london):
        parts = [(each.id, each.returns) for each in measures_of(plan).values()]
        steps = [place[3] for place in walk_places(plan.full_plan)]
        for name, returns in parts + [(step.id, step.returns) for step in steps]:
            if returns:
                returned.setdefault(returns, set()).add(name)
    assert returned == {
        "every year": {"NI18-BARNET", "NI18-TOWER-HAMLETS"},
        "every month": {"10.3-m1"},
        "every quarter": {
            *("3.1.1-m1", "3.1.2-m1", "3.1.2-m2", "3.1.2-m3", "3.1.2-m4"),
            *("8.1-m1", "8.1-m2", "8.1-m3", "10.5-m1"),
            *("10.5-b", "10.5-c", "10.5-d", "10.8-b", "10.8-c", "10.9-c", "10.11-b"),
            *("16.1-b", "16.2-c", "16.3-c"),
        },
    }


def test_the_target_tables_of_east_midlands_are_its_measures_by_area(
    east_midlands: LoadedPlan,
) -> None:
    measures = measures_of(east_midlands)
    by_indicator = {table.indicator: table for table in east_midlands.about.tables}
    for code in ("NI 18", "NI 30"):
        for row in by_indicator[code].rows:
            found = measures[f"{code.replace(' ', '')}-{row[0].upper()}"]
            assert found.targets == {"2010/11": float(row[-1].rstrip("%"))}
            assert (found.area, found.serves) == (row[0].upper(), (code,))
            left_out = [cell for cell in row[1:-1] if cell not in (found.note or "")]
            assert left_out == ([row[5]] if code == "NI 30" else [])
    assert measures["NI30-LINCOLNSHIRE"].baseline == {"Sep 2008": 330}
    assert measures["NI30-NORTHAMPTONSHIRE"].baseline == {"Sep 2008": 858}


def test_the_baselines_are_as_printed(east_midlands: LoadedPlan, london: LoadedPlan) -> None:
    ours = measures_of(east_midlands) | measures_of(london)
    baselines = {key: each.baseline for key, each in ours.items() if each.baseline}
    rates: dict[str, tuple[float, int]] = {"DERBY": (7.57, 294)}
    rates |= {"DERBYSHIRE": (7.45, 551), "LEICESTER": (8.77, 570), "LEICESTERSHIRE": (7.95, 391)}
    rates |= {"NOTTINGHAM": (12.22, 840), "NOTTINGHAMSHIRE": (11.86, 890)}
    expected: dict[str, dict[str, float]] = {}
    for area, (rate, number) in rates.items():
        expected[f"NI18-{area}-RATE"] = {"2008/09": rate}
        expected[f"NI18-{area}-COUNT"] = {"2008/09": number}
    for area, offences in (("LINCOLNSHIRE", 330), ("NORTHAMPTONSHIRE", 858)):
        expected[f"NI30-{area}"] = expected[f"NI30-{area}-CEILING"] = {"Sep 2008": offences}
    for name, number in (("6.3-m1", 13), ("6.3-m2", 5), ("6.3-m3", 10), ("6.4-m1", 2)):
        expected[name] = {"Sep 2009": number}
    assert baselines == expected


def test_annex_c_of_london_has_a_measure_for_each_authority_and_indicator(
    london: LoadedPlan,
) -> None:
    cells = [each for each in london.measures if each.id.partition("-")[0] in ANNEX_C]
    assert len(cells) == 33 * 12
    assert len({each.area for each in cells}) == 33
    for code in ANNEX_C:
        of_indicator = [each for each in cells if each.serves == (f"NI {code[2:]}",)]
        assert {each.area for each in of_indicator} == {area.code for area in london.about.areas}
    assert max(len(each.title) for each in cells) <= 90
    with_period = {each.id for each in cells if each.periods}
    assert with_period == {"NI18-BARNET", "NI18-TOWER-HAMLETS"}
