"""Measures of each area: cells of a table of indicators by areas, without targets."""

from pathlib import Path

import pytest

from tests.conftest import Milepost, on_plan

PLAN = """\
plan: small
title: A small plan
year: 2009/10
agencies: [{code: NOMS, name: NOMS}]
indicators: [{code: NI 18, name: Re-offending}, {code: NI 30, name: Offences}]
areas: [{code: DERBY, name: Derby City}, {code: LEEDS, name: Leeds}]
measures:
  - {id: NI18, title: Re-offending, unit: "%", better: lower, serves: [NI 18], each_area: true, reading: Cells without a number.}
  - {id: NI30, title: Offences, better: lower, serves: [NI 30], each_area: true, reading: Cells without a number.}
  - {id: NI18-DERBY, title: Re-offending in Derby, targets: {2009/10: 7}, better: lower, serves: [NI 18], area: DERBY}
sections:
  - number: "1"
    title: Everything
    priorities:
      - number: "1.1"
        title: Enforcement
        objectives:
          - number: "1.1.1"
            title: Enforce orders
            leads: [NOMS]
            milestones: [{id: 1.1.1-a, title: Reviews, when: every quarter}]
"""


@pytest.fixture
def run(milepost: Milepost, tmp_path: Path) -> Milepost:
    path = tmp_path / "small.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return on_plan(milepost, path)


def ids(run: Milepost, *options: str) -> list[str]:
    return [each["id"] for each in run("measures", *options, "-f", "json").json["measures"]]


def test_json_has_every_cell_and_the_written_measure_in_place_of_its_own(run: Milepost) -> None:
    assert ids(run) == ["NI18-LEEDS", "NI30-DERBY", "NI30-LEEDS", "NI18-DERBY"]
    (leeds,) = run("measures", "--area", "LEEDS", "--serves", "NI 18", "-f", "json").json[
        "measures"
    ]
    assert (leeds["title"], leeds["area"], leeds["periods"]) == ("Re-offending, Leeds", "LEEDS", [])


def test_text_leaves_empty_cells_out_unless_an_area_or_indicator_is_named(run: Milepost) -> None:
    text = run("measures").out
    assert "NI18-DERBY" in text
    assert "NI18-LEEDS" not in text
    assert "1 measure\n3 more without a target or a return" in text
    for options in (["--area", "LEEDS"], ["--serves", "NI 18"], ["--words", "area:leeds"]):
        assert "NI18-LEEDS" in run("measures", *options).out


def test_a_cell_takes_an_actual_of_a_quarter_and_of_the_year(run: Milepost) -> None:
    assert run("actual", "NI30-LEEDS@Q2-2009/10", "31").code == 0
    assert run("actual", "ni30-leeds@2009/10", "64").code == 0

    (cell,) = run("measures", "--area", "LEEDS", "--serves", "NI 30", "-f", "json").json["measures"]
    assert [(each["period"], each["actual"]) for each in cell["periods"]] == [
        ("Q2 2009/10", 31),
        ("2009/10", 64),
    ]
    assert "NI30-LEEDS" in run("measures").out
    assert "NI30-LEEDS" in run("report", "exception").out


def test_the_period_of_an_actual_is_asked_for(run: Milepost) -> None:
    answer = run("actual", "NI30-LEEDS", "31")
    assert answer.code != 0
    assert "has no period of its own; write one of NI30-LEEDS@2009/10" in answer.err


def test_papers_leave_empty_cells_out_unless_an_area_is_named(run: Milepost) -> None:
    assert "NI30-LEEDS" not in run("report", "exception").out
    assert "NI30-LEEDS" in run("report", "exception", "--area", "LEEDS").out


def test_show_and_indicators_name_each_cell(run: Milepost) -> None:
    assert "no target, no return yet" in run("show", "NI30-DERBY").out
    served = run("indicators", "NI 30", "-f", "json").json["measures"]
    assert [each["id"] for each in served] == ["NI30-DERBY", "NI30-LEEDS"]


def test_check_names_what_each_area_cannot_be(milepost: Milepost, tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    wrong = PLAN.replace(
        "areas: [{code: DERBY, name: Derby City}, {code: LEEDS, name: Leeds}]\n", ""
    )
    path.write_text(
        wrong.replace("each_area: true, reading", "each_area: true, area: X, reading", 1)
    )
    answer = milepost("check", str(path))
    assert answer.code == 1
    assert "take 'area' and 'sum_of' out" in answer.out
    assert "add them under 'areas'" in answer.out
