"""`measures`, `indicators`, and `actual`, `forecast` and `note` of a measure, as people type them."""

from pathlib import Path

import pytest

from plan_data.load import check_plan_file
from tests.conftest import Milepost, on_plan
from tests.factories import plan_text_with_measures

PLAN = """\
plan: small
title: A small plan
year: 2009/10
published: March 2009
pathways: [{code: ATB, name: Attitudes}]
agencies: [{code: NOMS, name: NOMS}]
indicators:
  - {code: NI 143, name: Settled accommodation, psa: [PSA 16]}
  - {code: NI 18, name: Re-offending, psa: [PSA 23]}
areas: [{code: DERBY, name: Derby City}]
measures:
  - {id: NI18-DERBY, title: Re-offenders in Derby, targets: {2009/10: 261}, better: lower, serves: [NI 18], area: DERBY}
sections:
  - number: "3"
    title: Everything
    priorities:
      - number: "3.1"
        title: Enforcement
        objectives:
          - number: "3.1.1"
            title: Enforce orders
            leads: [NOMS]
            pathways: [ATB]
            serves: [NI 143]
            measures:
              - {id: 3.1.1-m1, title: Orders enforced in time, unit: "%", targets: {2009/10: 61.8}, returns: every quarter}
              - {id: 3.1.1-m2, title: Places, shape: cumulative, targets: {2009/10: 2030}, returns: every quarter}
            milestones:
              - {id: 3.1.1-a, title: Reviews, when: every quarter}
              - {id: 3.1.1-b, title: Completions, unit: completions, cumulative: {Q1: 10, Q2: 20}, serves: [NI 143]}
"""


@pytest.fixture
def run(milepost: Milepost, tmp_path: Path) -> Milepost:
    path = tmp_path / "small.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return on_plan(milepost, path)


def periods(run: Milepost, measure: str) -> dict[str, tuple[object, ...]]:
    """Return target, actual, status and colour of a measure's periods by their names."""
    for each in run("measures", "-f", "json").json["measures"]:
        if each["id"] == measure:
            return {
                period["period"]: (
                    period["target"],
                    period["actual"],
                    period["status"],
                    period["colour"],
                )
                for period in each["periods"]
            }
    raise AssertionError(measure)


def test_every_measure_is_listed_with_the_cumulative_milestones(run: Milepost) -> None:
    answer = run("measures", "-f", "json").json

    assert [each["id"] for each in answer["measures"]] == [
        "3.1.1-b", "3.1.1-m1", "3.1.1-m2", "NI18-DERBY",
    ]  # fmt: skip
    assert answer["plan"]["id"] == "small"
    text = run("measures").out
    assert "3.1.1-m1  Orders enforced in time" in text
    assert "4 measures" in text


def test_a_level_may_fall_and_a_cumulative_figure_may_not(run: Milepost) -> None:
    assert run("actual", "3.1.1-m1@Q1-2009/10", "66").code == 0
    assert run("actual", "3.1.1-m1@Q2-2009/10", "61.2").code == 0
    assert periods(run, "3.1.1-m1")["Q2 2009/10"][1] == 61.2
    assert run("actual", "3.1.1-m2@Q1-2009/10", "500").code == 0
    refused = run("actual", "3.1.1-m2@Q2-2009/10", "499")
    assert refused.code == 2
    assert "499 is lower than the 500 of 3.1.1-m2@Q1-2009/10" in refused.err


def test_how_far_it_is_and_what_is_needed_is_said(run: Milepost) -> None:
    run("actual", "3.1.1-m2@Q2-2009/10", "900")
    text = run("measures", "--serves", "NI 143").out

    assert "900 of 2030, 44%" in text
    assert "needed: 1130 in 2 after 900 in 2" in text


def test_a_measure_of_an_area_takes_an_actual(run: Milepost) -> None:
    assert run("actual", "ni18-derby", "250", "--on", "today", "--force").code == 0
    (derby,) = run("measures", "--area", "derby", "-f", "json").json["measures"]
    assert derby["periods"][0]["actual"] == 250
    assert derby["area"] == "DERBY"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("actual", "3.1.1-m1", "61"), "'3.1.1-m1' has several periods; write one of 3.1.1-m1@Q1-"),
        (("actual", "3.1.1-m1@Q5-2009/10", "61"), "is no period of 3.1.1-m1"),
        (("actual", "3.1.1-m2@Q1-2009/10", "-1"), "give a number of 0 or more"),
        (("forecast", "3.1.1-m1@2009/10", "soon"), "'soon' is not a number"),
        (("measures", "--area", "Leeds"), "there is no area 'Leeds'"),
        (("indicators", "NI 999"), "there is no indicator 'NI 999'"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    run: Milepost, words: tuple[str, ...], sentence: str
) -> None:
    answer = run(*words)
    assert answer.code == 2
    assert sentence in answer.err


def test_a_lead_can_expect_a_number_and_note_what_it_means(run: Milepost) -> None:
    assert run("forecast", "3.1.1-m1@2009/10", "63.5", "--note", "New form").code == 0
    assert run("note", "3.1.1-m1", "Counted afresh in May").code == 0
    assert "expected: 63.5% for 2009/10 (30 Nov 2009" in run("measures").out
    assert "forecast 63.5" in run("log").out
    assert run("status", "-f", "json").json["problems"] == []
    assert run("status", "-f", "json").json["orphans"] == []


def test_a_cumulative_milestone_takes_the_number_that_is_expected_by_its_last_target(
    run: Milepost,
) -> None:
    recorded = run("forecast", "3.1.1-b", "18", "--note", "A late start", "-f", "json").json
    assert (recorded["ref"], recorded["number"]) == ("3.1.1-b@Q2-2009/10", 18)
    expected = "18 completions for Q2 2009/10 (30 Nov 2009, ELS lead)"
    assert expected in run("measures").out
    assert expected in " ".join(run("report", "exception").out.split())
    assert run("forecast", "3.1.1-b@Q1-2009/10", "9").code == 0
    assert "expected: 9 completions for Q1 2009/10" in run("measures").out
    refused = run("forecast", "3.1.1-b@Q1-2009/10", "Jan 2010")
    assert refused.code == 2
    assert "'Jan 2010' is not a number: write" in refused.err


def test_a_number_below_what_was_returned_is_not_expected_of_a_cumulative_figure(
    run: Milepost,
) -> None:
    run("actual", "3.1.1-b@Q1-2009/10", "12")
    assert "11 is lower than the 12 of 3.1.1-b@Q1-2009/10" in run("forecast", "3.1.1-b", "11").err
    assert "0 or more" in run("forecast", "3.1.1-m2", "-1").err
    run("actual", "3.1.1-m1@Q1-2009/10", "60")
    assert run("forecast", "3.1.1-m1@2009/10", "-1.5").code == 0


@pytest.mark.parametrize(
    "words",
    [("tick", "3.1.1-m1"), ("judge", "3.1.1-m1", "green", "--why", "x"), ("start", "NI18-DERBY")],
)
def test_what_a_measure_does_not_take_is_refused_by_its_name(
    run: Milepost, words: tuple[str, ...]
) -> None:
    refused = run(*words)
    assert refused.code == 2
    assert f"{words[1]} is a measure: it takes an actual, a note or a forecast" in refused.err


def test_a_quarter_of_the_plans_year_needs_no_year(run: Milepost) -> None:
    assert run("actual", "3.1.1-m1@q2", "61.2", "-f", "json").json["ref"] == "3.1.1-m1@Q2-2009/10"
    assert run("actual", "3.1.1-b@q1", "9", "-f", "json").json["ref"] == "3.1.1-b@Q1-2009/10"
    assert run("tick", "3.1.1-b@q1-2009/10").err.count("is a figure and is not ticked") == 1
    assert run("forecast", "3.1.1-b@Q2", "18", "-f", "json").json["ref"] == "3.1.1-b@Q2-2009/10"


def test_a_return_is_corrected_by_the_rules_of_a_new_one(run: Milepost) -> None:
    run("actual", "3.1.1-m2@Q1-2009/10", "400")
    second = run("actual", "3.1.1-m2@Q2-2009/10", "4500", "-f", "json").json
    assert "390 is lower than the 400" in run("correct", second["id"], "--number", "390").err
    corrected = run("correct", second["id"], "--number", "450", "-f", "json")
    assert corrected.code == 0, corrected.err
    assert periods(run, "3.1.1-m2")["Q2 2009/10"][1] == 450
    assert run("undo").code == 0
    assert periods(run, "3.1.1-m2")["Q2 2009/10"][1] == 4500


def test_an_indicator_names_all_that_serves_it(run: Milepost) -> None:
    served = run("indicators", "NI 143", "-f", "json").json

    assert [each["number"] for each in served["objectives"]] == ["3.1.1"]
    milestones = [each["id"] for each in served["milestones"]]
    assert milestones == ["3.1.1-a", "3.1.1-b"]  # the objective's own are those that serve it
    assert [each["id"] for each in run("indicators", "PSA 23", "-f", "json").json["measures"]] == [
        "NI18-DERBY"
    ]
    assert "NI 18" in run("indicators").out


def test_the_list_can_be_narrowed_to_what_serves_an_indicator(run: Milepost) -> None:
    assert len(run("list", "--serves", "psa 16", "-f", "json").json["items"]) == 6
    assert run("list", "--serves", "NI 18", "-f", "json").json["items"] == []


def test_targets_of_last_year_are_not_the_next_years(run: Milepost, tmp_path: Path) -> None:
    assert run("carry-forward", "-o", str(tmp_path / "next.yaml")).code == 0
    checked = check_plan_file(tmp_path / "next.yaml")
    assert checked.plan
    (derby,) = checked.plan.measures
    assert derby.targets == {}
    assert "The targets in 2009/10 were 2009/10: 261" in (derby.note or "")
    assert any("no target" in problem.sentence for problem in checked.problems)
    named = [each for each in checked.problems if "numbers of 2010/11 are not set" in each.sentence]
    assert len(named) == 4  # of each measure and of the figures


CARRIED = (
    "{id: X-1, title: Later, unit: '%', targets: {2009/10: 60, 2010/11: 70}, baseline: {2008/09: 50}}",
    "{id: X-2, title: Part, targets: {2009/10: 5}, area: DERBY, serves: [NI 18], returns: every quarter}",
    "{id: X-3, title: Sum, sum_of: [X-2, X-1]}",
    "{id: X-4, title: Sum of what is done, sum_of: [X-2, 1.1.1-b]}",
    "{id: X-5, title: Bounds, returns: every quarter from Oct 2009}",
)
CODES = """\
indicators: [{code: NI 18, name: Re-offending}]
areas: [{code: DERBY, name: Derby City}]
"""


def test_what_measures_are_about_goes_along_into_the_next_year(
    milepost: Milepost, tmp_path: Path
) -> None:
    path, out = tmp_path / "small.yaml", tmp_path / "next.yaml"
    text = plan_text_with_measures(*CARRIED).replace("sections:", f"{CODES}sections:")
    figure = "{id: 1.1.1-b, title: F, cumulative: {Q1: 5}}"
    text = text.replace("when: Sep 2009}", f"when: Sep 2009}}, {figure}")
    path.write_text(text, encoding="utf-8")
    run = on_plan(milepost, path)
    assert run("actual", "1.1.1-b@Q1-2009/10", "6").code == 0
    answer = run("carry-forward", "-o", str(out))
    assert answer.code == 0
    assert "numbers of 2010/11 are to be written for X-1, X-2, X-4; " in answer.err
    checked = check_plan_file(out)
    assert checked.plan
    assert [each for each in checked.problems if each.severity == "problem"] == []
    later, part, whole, broken, bounded = checked.plan.measures
    assert (later.targets, later.baseline) == ({"2010/11": 70}, {"2008/09": 50})
    assert later.note == "The targets in 2009/10 were 2009/10: 60: write those of 2010/11."
    assert (part.targets, part.area, part.serves, part.returns) == (
        {}, "DERBY", ("NI 18",), "every quarter",
    )  # fmt: skip
    assert whole.sum_of == ("X-2", "X-1")
    assert broken.sum_of == ()
    assert "It was the sum of X-2, 1.1.1-b" in (broken.note or "")
    assert bounded.returns == "every quarter"
    assert [each.code for each in checked.plan.areas] == ["DERBY"]
    assert [each.code for each in checked.plan.indicators] == ["NI 18"]


def test_show_takes_a_measure_by_its_id_and_by_the_ref_of_a_period(run: Milepost) -> None:
    run("actual", "3.1.1-m1@Q1-2009/10", "61.2", "--note", "Two forms were late")

    text = run("show", "3.1.1-m1").out
    assert text == run("show", "3.1.1-M1@q1-2009/10").out
    assert "returned: 61.2% (30 Nov 2009, ELS lead) Two forms were late" in text
    assert "serves        NI 143 Settled accommodation" in text
    assert "objective     3.1.1 Enforce orders" in text
    assert "3.1.1-m1@Q1-2009/10  30 Nov 2009  actual 61.2  by ELS lead" in text
    shown = run("show", "3.1.1-m1", "-f", "json").json
    assert (shown["kind"], shown["id"], shown["returns"]) == (
        "measure",
        "3.1.1-m1",
        "every quarter",
    )
    assert shown["periods"][0]["actual"] == 61.2
    assert [each["number"] for each in shown["entries"]] == [61.2]


def test_show_of_an_objective_lists_its_measures_with_their_states(run: Milepost) -> None:
    text = run("show", "3.1.1").out
    assert "measure       3.1.1-m1  Orders enforced in time: Q2 2009/10 return overdue" in text
    assert "measure       3.1.1-b  Completions: Q2 2009/10 return overdue, target 20" in text
    shown = run("show", "3.1.1", "-f", "json").json
    assert [each["id"] for each in shown["measures"]] == ["3.1.1-b", "3.1.1-m1", "3.1.1-m2"]


def test_show_of_an_item_names_what_it_serves_and_its_measures(run: Milepost) -> None:
    text = run("show", "3.1.1-a@Q1-2009/10").out
    assert "serves        NI 143 Settled accommodation" in text
    assert "measure       3.1.1-m2  Places: " in text
    (item,) = run("show", "3.1.1-a@Q1-2009/10", "-f", "json").json["items"]
    assert item["serves"] == ["NI 143"]
    assert [each["id"] for each in item["measures"]] == ["3.1.1-b", "3.1.1-m1", "3.1.1-m2"]


@pytest.mark.parametrize(
    ("name", "kind", "measures", "items"),
    [
        ("NI 143", "indicator", ["3.1.1-b"], 6),
        ("ni-18", "indicator", ["NI18-DERBY"], 0),
        ("psa 16", "psa", ["3.1.1-b"], 6),
        ("Derby City", "area", ["NI18-DERBY"], 0),
    ],
)
def test_show_takes_indicators_psas_and_areas(
    run: Milepost, name: str, kind: str, measures: list[str], items: int
) -> None:
    answer = run("show", name, "-f", "json").json
    assert answer["kind"] == kind
    assert [each["id"] for each in answer["measures"] if "-m" not in each["id"]] == measures
    assert len(answer["items"]) == items
    assert f"({kind})" in run("show", name).out
    assert measures[0] in run("show", name).out


def test_words_find_what_serves_an_indicator_and_what_has_an_area(run: Milepost) -> None:
    assert len(run("list", "--words", 'serves:"ni 143"', "-f", "json").json["items"]) == 6
    assert len(run("list", "--words", "not serves:ni-18", "-f", "json").json["items"]) == 6
    assert run("list", "--words", "area:derby", "-f", "json").json["items"] == []
    refused = run("list", "--words", "area:leeds")
    assert refused.code == 2
    assert "there is no area 'leeds'" in refused.err


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("enforced", ["3.1.1-m1"]),
        ("area:DERBY", ["NI18-DERBY"]),
        ('serves:"PSA 16" not 3.1.1-b', ["3.1.1-m1", "3.1.1-m2"]),
        ("return overdue", ["3.1.1-b", "3.1.1-m1", "3.1.1-m2"]),
    ],
)
def test_the_words_of_a_search_narrow_measures_and_their_block_in_papers(
    run: Milepost, words: str, found: list[str]
) -> None:
    rows = run("measures", "--words", words, "-f", "json").json["measures"]
    assert [each["id"] for each in rows] == found
    paper = run("report", "exception", "--words", words, "-f", "json").json
    tables = [table for block in paper["blocks"] for table in block["tables"]]
    (table,) = [table for table in tables if table["key"] == "measures"]
    assert [row["measure"] for row in table["rows"]] == found


def test_a_return_of_a_further_quarter_of_a_milestone_belongs_to_it(run: Milepost) -> None:
    assert run("actual", "3.1.1-b@Q3-2009/10", "25").code == 0
    assert run("status", "-f", "json").json["orphans"] == []
    assert periods(run, "3.1.1-b")["Q3 2009/10"] == (None, 25, "returned", "white")


@pytest.mark.parametrize(
    ("day", "status", "days_late"),
    [
        ("2009-08-14", "awaiting return", 0),
        ("2009-08-15", "return overdue", 1),
        ("2009-10-01", "return overdue", 48),
    ],
)
def test_a_return_is_overdue_by_one_rule_with_a_target_and_without(
    run: Milepost, day: str, status: str, days_late: int
) -> None:
    listed = run("list", "-f", "json", "--as-of", day).json["items"]
    (item,) = [each for each in listed if each["ref"] == "3.1.1-b@Q1-2009/10"]
    measures = run("measures", "-f", "json", "--as-of", day).json["measures"]
    first = {each["id"]: each["periods"][0] for each in measures}

    assert (item["status"], item["days_late"]) == (status, days_late)
    assert first["3.1.1-b"]["target"] == 10
    assert first["3.1.1-m1"]["target"] is None
    assert first["3.1.1-b"]["status"] == first["3.1.1-m1"]["status"] == status
