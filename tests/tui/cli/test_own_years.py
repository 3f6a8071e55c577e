"""A plan's own years through the commands: a calendar year, several years, another first month."""

from pathlib import Path

import pytest

from tests.conftest import Answer, Milepost, on_plan, plan_text

NOW = "2024-08-15T10:00:00Z"
MILESTONES = """
- {id: 1.1.1-a, title: Open the site, when: Q3 2024}
- {id: 1.1.1-b, title: Report, when: every quarter}
- {id: 1.1.1-c, title: Homes, unit: homes, cumulative: {Q1: 5, Q2: 10, Q4: 40}}
- {id: 1.1.1-d, title: Reviews, when: every 6 months}
- {id: 1.1.1-e, title: Evaluation, when: month 6}
- {id: 1.1.1-f, title: Running, when: throughout 2024}
"""
HEAD = """start: 1 Feb 2024
boards:
  - {name: Housing Board, meets: every quarter}
measures:
  - {id: RATE, title: Rate, targets: {Q2 2024: 50, 2024: 60}, returns: every quarter}
"""
SEVERAL = MILESTONES.replace("{Q1: 5, Q2: 10, Q4: 40}", "{Q1 2023: 5, Q4 2024: 10, Q4 2025: 40}")


@pytest.fixture
def calendar_plan(tmp_path: Path) -> Path:
    path = tmp_path / "housing-2024.yaml"
    path.write_text(plan_text(MILESTONES, year="2024", head=HEAD), encoding="utf-8")
    return path


@pytest.fixture
def several_years(tmp_path: Path) -> Path:
    path = tmp_path / "housing-2023-2025.yaml"
    text = plan_text(SEVERAL, head=HEAD).replace("year: 2009/10", "years: 2023 to 2025")
    path.write_text(text, encoding="utf-8")
    return path


def refs(answer: Answer) -> list[str]:
    assert answer.code in {0, 1}, answer.err
    return [item["ref"] for item in answer.json["items"]]


def test_one_milestone_is_counted_in_the_singular(milepost: Milepost, tmp_path: Path) -> None:
    path = tmp_path / "one-2024.yaml"
    only = "- {id: 1.1.1-a, title: Open the site, when: Q3 2024}"
    path.write_text(plan_text(only, year="2024"), encoding="utf-8")

    assert "    1 milestone\n" in on_plan(milepost, path)("status", now=NOW).out


def test_the_items_of_a_calendar_year_have_its_quarters_and_halves(
    milepost: Milepost, calendar_plan: Path
) -> None:
    plan = on_plan(milepost, calendar_plan)
    listed = plan("list", "-f", "json", now=NOW)

    assert plan("check", str(calendar_plan)).code == 0
    assert refs(listed) == [
        "1.1.1-a",
        *[f"1.1.1-b@Q{number}-2024" for number in range(1, 5)],
        *[f"1.1.1-c@Q{number}-2024" for number in (1, 2, 4)],
        "1.1.1-d@H1-2024",
        "1.1.1-d@H2-2024",
        "1.1.1-e",
        "1.1.1-f",
    ]
    by_ref = {item["ref"]: item for item in listed.json["items"]}
    assert listed.json["plan"]["year"] == "2024"
    assert by_ref["1.1.1-a"]["due"] == "2024-09-30"
    assert by_ref["1.1.1-e"]["due"] == "2024-07-31"


def test_several_years_have_every_quarter_and_dated_figures(
    milepost: Milepost, several_years: Path
) -> None:
    plan = on_plan(milepost, several_years)
    listed = plan("list", "-f", "json", now=NOW)

    assert plan("check", str(several_years)).code == 0
    assert listed.json["plan"]["year"] == "2023 to 2025"
    quarters = [ref for ref in refs(listed) if ref.startswith("1.1.1-b")]
    assert quarters == [
        f"1.1.1-b@Q{number}-{year}" for year in (2023, 2024, 2025) for number in range(1, 5)
    ]
    assert [ref for ref in refs(listed) if ref.startswith("1.1.1-c")] == [
        "1.1.1-c@Q1-2023",
        "1.1.1-c@Q4-2024",
        "1.1.1-c@Q4-2025",
    ]


def test_dates_that_are_typed_are_read_with_the_plans_years(
    milepost: Milepost, calendar_plan: Path
) -> None:
    plan = on_plan(milepost, calendar_plan)

    as_of = plan("status", "--as-of", "Q3 2024", "-f", "json", now=NOW)
    assert as_of.json["as_of"] == "2024-09-30"
    due = plan("list", "--due-before", "H1 2024", "-f", "json", now=NOW)
    assert "1.1.1-d@H1-2024" in refs(due)
    assert "1.1.1-a" not in refs(due)
    assert plan("forecast", "1.1.1-a", "Q4 2024", now=NOW).code == 0
    refused = plan("forecast", "1.1.1-a", "Q4 2024/25", now=NOW)
    assert refused.code == 2
    assert "write it like Q4 2024." in refused.err
    found = plan("list", "--words", "due=q4-2024", "-f", "json", now=NOW)
    assert refs(found) == ["1.1.1-b@Q4-2024", "1.1.1-c@Q4-2024", "1.1.1-d@H2-2024", "1.1.1-f"]


def test_figures_and_measures_take_returns_for_calendar_quarters(
    milepost: Milepost, calendar_plan: Path
) -> None:
    plan = on_plan(milepost, calendar_plan)

    assert plan("actual", "1.1.1-c@Q1-2024", "4", now=NOW).code == 0
    assert plan("actual", "1.1.1-c@Q2", "12", now=NOW).code == 0
    assert plan("actual", "RATE@Q2-2024", "48", now=NOW).code == 0
    measures = plan("measures", now=NOW).out
    assert "4 of 5 homes" in measures
    assert "12 of 10 homes" in measures
    assert "48 of 50" in measures


@pytest.mark.parametrize("kind", ["exception", "summary", "changes", "checklist"])
def test_every_paper_names_the_quarter_of_the_plans_year(
    milepost: Milepost, calendar_plan: Path, several_years: Path, kind: str
) -> None:
    for path in (calendar_plan, several_years):
        paper = on_plan(milepost, path)("report", kind, now="2024-09-30T10:00:00Z")

        assert paper.code in {0, 1}, paper.err
        assert "Q3 2024 (Jul-Sep 2024)" in paper.out


def test_what_is_open_is_carried_into_the_next_calendar_year(
    milepost: Milepost, calendar_plan: Path, several_years: Path, tmp_path: Path
) -> None:
    for path, years in ((calendar_plan, "2025"), (several_years, "2026 to 2028")):
        new = tmp_path / "new.yaml"
        plan = on_plan(milepost, path)

        assert plan("carry-forward", "-o", str(new), "--force", now=NOW).code == 0
        checked = milepost("check", str(new), now=NOW)
        assert checked.code == 0, checked.out
        listed = milepost("list", "-f", "json", plan=str(new), now=NOW)
        assert listed.json["plan"]["year"] == years
        assert f"1.1.1-b@Q1-{years[:4]}" in refs(listed)


def test_a_year_may_start_in_another_month(milepost: Milepost, tmp_path: Path) -> None:
    path = tmp_path / "july.yaml"
    text = plan_text(
        "- {id: 1.1.1-a, title: One, when: Q1 2024/25}\n"
        "- {id: 1.1.1-b, title: Two, when: every 6 months}",
        year="2024/25",
        head="year_starts: July",
    )
    path.write_text(text, encoding="utf-8")
    listed = milepost("list", "-f", "json", plan=str(path), now=NOW)

    dues = {item["ref"]: item["due"] for item in listed.json["items"]}
    assert dues == {
        "1.1.1-a": "2024-09-30",
        "1.1.1-b@H1-2024/25": "2024-12-31",
        "1.1.1-b@H2-2024/25": "2025-06-30",
    }


def test_quarters_may_be_the_calendars_although_the_years_are_not(
    milepost: Milepost, tmp_path: Path
) -> None:
    path = tmp_path / "quarters.yaml"
    text = plan_text(
        "- {id: 1.1.1-a, title: One, unit: homes, cumulative: {Q2: 5, Q1: 40}}",
        year="2024/25",
        head="quarters: calendar",
    )
    path.write_text(text, encoding="utf-8")
    listed = milepost("list", "-f", "json", plan=str(path), now=NOW)

    dues = {item["ref"]: item["due"] for item in listed.json["items"]}
    assert dues == {"1.1.1-a@Q2-2024": "2024-06-30", "1.1.1-a@Q1-2025": "2025-03-31"}


@pytest.mark.parametrize(
    ("head", "year", "sentence"),
    [
        ("year_starts: Jully", "2024/25", "'Jully' is not a month"),
        ("year_starts: July", "2024", "starts in July: write it like 2009/10."),
        ("year_starts: January", "2024/25", "starts in January: write it like 2009."),
        ("quarters: fiscal", "2024", "'fiscal' is not a kind of quarter: write calendar"),
        ("start: soon", "2024", "'soon' is not a day: write the first day of the work"),
        ("years: 2024 to 2025", "2024", "keep one of them."),
        ("", "2024-25", "'2024-25' is not a financial year: write 2024/25."),
    ],
)
def test_check_says_what_is_wrong_with_a_plans_years(
    milepost: Milepost, tmp_path: Path, head: str, year: str, sentence: str
) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(
        plan_text("- {id: 1.1.1-a, title: One, when: Sep 2024}", year=year, head=head),
        encoding="utf-8",
    )
    checked = milepost("check", str(path))

    assert checked.code in {1, 3}
    assert sentence in checked.out + checked.err


@pytest.mark.parametrize(
    ("years", "right"),
    [
        ("2025 to 2021", "2021 to 2025 or 2021/22 to 2024/25"),
        ("2021", "write year: 2021."),
        ("2021-2025", "write 2021 to 2025."),
        ("2021/22 to 2025", "2021 to 2025 or 2021/22 to 2024/25"),
    ],
)
def test_years_are_written_as_a_range(
    milepost: Milepost, tmp_path: Path, years: str, right: str
) -> None:
    path = tmp_path / "wrong.yaml"
    text = plan_text("- {id: 1.1.1-a, title: One, when: Sep 2024}")
    path.write_text(text.replace("year: 2009/10", f"years: {years}"), encoding="utf-8")
    checked = milepost("check", str(path))

    assert f"'{years}' is not a range of years" in checked.out + checked.err
    assert right in checked.out + checked.err


def test_figures_of_several_years_need_their_year(milepost: Milepost, tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    text = plan_text("- {id: 1.1.1-a, title: One, unit: homes, cumulative: {Q1: 4}}")
    path.write_text(text.replace("year: 2009/10", "years: 2021 to 2022"), encoding="utf-8")
    checked = milepost("check", str(path))

    assert "write it with its year, from Q1 2021 to Q4 2022." in checked.out
