"""Tables of calendar years and of several years, and years and months as other people print them."""

from pathlib import Path

import msgspec
import pytest

from plan_data.errors import Refused
from plan_data.load import load_plan
from plan_data.table_import.importer import ImportResult
from plan_data.table_import.timescale_phrases import find_timescales
from plan_data.timescale.financial_year import APRIL, Calendar, FinancialYear
from tests.plan_data.table_import.sample_tables import HEADER, OPTIONS, imported, objectives

ONE = Calendar(1).year(2024)
SEVERAL = FinancialYear(2021, Calendar(1), 5)
FINANCIAL = APRIL.year(2024)
ROW = "1.1 First\t1.1.1 Do it\tDone well\t{}\tPolice\tOM"


def read(printed: str, year: FinancialYear) -> list[str]:
    """Return the readings of a cell, a doubtful one with its question mark."""
    return [phrase.when + "?" * bool(phrase.why) for phrase in find_timescales(printed, year)]


@pytest.mark.parametrize(
    ("printed", "financial", "calendar"),
    [
        ("FY25", "2024/25?", "2025?"),
        ("FY2025", "2024/25?", "2025?"),
        ("FY2024/25", "2024/25", "Mar 2025?"),
        ("Q2 FY25", "Q2 2024/25?", "Q2 2025?"),
        ("FY25 Q2", "Q2 2024/25?", "Q2 2025?"),
        ("Q1/2021", "Q1 2021/22?", "Q1 2021"),
        ("2014/Q1", "Q1 2014/15?", "Q1 2014"),
        ("2024/25 Q3", "Q3 2024/25", "Dec 2024?"),
        ("Q3 2024", "Q3 2024/25?", "Q3 2024"),
        ("third quarter of 2024", "Q3 2024/25?", "Q3 2024"),
        ("H2 2024", "H2 2024/25?", "H2 2024"),
        ("H1 2024/25", "H1 2024/25", "Sep 2024?"),
        ("second half of 2024", "Dec 2024?", "H2 2024"),
        ("2024-03", "Mar 2024?", "Mar 2024?"),
        ("mid 2024", "Jun 2024?", "Jun 2024?"),
        ("by late 2024", "by Dec 2024?", "by Dec 2024?"),
        ("end of 2025", "by Dec 2025", "by Dec 2025"),
        ("2024", "2024?", "2024"),
        ("2021-2025", "2021/22 to 2024/25?", "2021 to 2025?"),
        ("every March", "Mar 2025?", "Mar 2024?"),
        ("every 2 years", "2024/25?", "2024?"),
        ("every fortnight", "every month?", "every month?"),
        ("week commencing 4 March 2024", "by 10 Mar 2024?", "by 10 Mar 2024?"),
        ("w/c 31 December 2024", "by 5 Jan 2025?", "by 5 Jan 2025?"),
        ("juin 2024", "Jun 2024", "Jun 2024"),
        ("31 décembre 2024", "31 Dec 2024", "31 Dec 2024"),
        ("31 de diciembre de 2024", "31 Dec 2024", "31 Dec 2024"),
        ("1. Dezember 2024", "1 Dec 2024", "1 Dec 2024"),
        ("août 2024", "Aug 2024", "Aug 2024"),
        ("septiembre de 2024", "Sep 2024", "Sep 2024"),
        ("März 2024", "Mar 2024", "Mar 2024"),
    ],
)
def test_a_printed_time_is_read_with_the_plans_years(
    printed: str, financial: str, calendar: str
) -> None:
    assert read(printed, FINANCIAL) == [financial]
    assert read(printed, ONE) == [calendar]


@pytest.mark.parametrize(
    ("printed", "when"),
    [
        ("annually each March", "Mar 2021, Mar 2022, Mar 2023, Mar 2024, Mar 2025?"),
        ("biennial", "2021, 2023, 2025?"),
        ("Quarterly", "every quarter"),
        ("throughout the year", "ongoing?"),
        ("by year end", "by 2025?"),
        ("Q3", "Q3 2021?"),
    ],
)
def test_what_names_no_year_is_read_in_a_plan_of_several(printed: str, when: str) -> None:
    assert read(printed, SEVERAL) == [when]


def import_row(folder: Path, year: str | None, timescale: str, name: str) -> ImportResult:
    options = msgspec.structs.replace(OPTIONS, year=year)
    return imported(folder, f"{HEADER}\n{ROW.format(timescale)}", name, options)


@pytest.mark.parametrize(
    ("year", "written"),
    [
        ("2024", ("2024", None)),
        ("2021 to 2025", ("", "2021 to 2025")),
        ("2021-2025", ("", "2021 to 2025")),
        ("2021/22 to 2024/25", ("", "2021/22 to 2024/25")),
        ("FY25", ("2024/25", None)),
        ("2024-25", ("2024/25", None)),
        ("2024/2025", ("2024/25", None)),
        ("24/25", ("2024/25", None)),
        ("FY2024/25", ("2024/25", None)),
        ("CY2024", ("2024", None)),
        ("2021-25", ("", "2021 to 2025")),
        ("2021/22-2024/25", ("", "2021/22 to 2024/25")),
    ],
)
def test_the_year_may_be_given_as_people_write_it(
    tmp_path: Path, year: str, written: tuple[str, str | None]
) -> None:
    result = import_row(tmp_path, year, "Quarterly", "table.txt")
    file = tmp_path / "plan.yaml"
    file.write_text(result.text, encoding="utf-8")
    loaded = load_plan(file)

    assert (result.plan.year, result.plan.years) == written
    assert not [each for each in loaded.problems if each.severity == "problem"]
    assert len(loaded.items) == 4 * loaded.year.count


@pytest.mark.parametrize(
    ("year", "written"),
    [
        ("2023-2026", ("", "2023/24 to 2025/26")),
        ("2023 to 26", ("", "2023/24 to 2025/26")),
        ("2023 to 2024", ("2023/24", None)),
        ("2023/24 to 2025/26", ("", "2023/24 to 2025/26")),
    ],
)
def test_years_that_start_in_july_may_be_given_by_the_first_and_the_last(
    tmp_path: Path, year: str, written: tuple[str, str | None]
) -> None:
    options = msgspec.structs.replace(OPTIONS, year=year, year_starts="July")
    plan = imported(tmp_path, f"{HEADER}\n{ROW.format('Quarterly')}", "table.txt", options).plan

    assert (plan.year, plan.years) == written


def test_a_year_of_the_files_name_is_a_guess(tmp_path: Path) -> None:
    one = import_row(tmp_path, None, "Quarterly", "housing_2024.txt")
    several = import_row(tmp_path, None, "Quarterly", "housing-2021-2025.txt")

    assert one.plan.year == "2024"
    assert several.plan.years == "2021 to 2025"
    assert any("the plan's year 2024, from the file's name" in each for each in one.report.guessed)


@pytest.mark.parametrize("year", ["soon", "2025 to 2021", "FY", "24", ""])
def test_what_is_no_year_is_refused(tmp_path: Path, year: str) -> None:
    with pytest.raises(Refused):
        import_row(tmp_path, year, "Quarterly", "table.txt")


@pytest.mark.parametrize(
    ("year", "keys"), [("2024", ["Q1", "Q2"]), ("2021-2025", ["Q1 2021", "Q2 2021"])]
)
def test_figures_by_quarter_are_those_of_the_plans_years(
    tmp_path: Path, year: str, keys: list[str]
) -> None:
    result = import_row(tmp_path, year, "Completions Q1: 34 Q2: 89", "table.txt")
    (milestone,) = objectives(result.plan)["1.1.1"].milestones

    assert list(milestone.cumulative or {}) == keys


@pytest.mark.parametrize(
    ("year", "starts", "written"),
    [
        ("2024/25", "July", ("2024/25", None, "July")),
        ("FY25", "July", ("2024/25", None, "July")),
        ("FY25", "January", ("2025", None, None)),
        ("2021/22 to 2024/25", "Oct", ("", "2021/22 to 2024/25", "October")),
        (None, "July", ("2024/25", None, "July")),
        (None, "January", ("2025", None, None)),
    ],
)
def test_a_year_may_start_in_any_month(
    tmp_path: Path, year: str | None, starts: str, written: tuple[str, str | None, str | None]
) -> None:
    options = msgspec.structs.replace(OPTIONS, year=year, year_starts=starts)
    table = f"{HEADER}\n{ROW.format('June 2025, and quarterly')}"
    result = imported(tmp_path, table, options=options)
    file = tmp_path / "plan.yaml"
    file.write_text(result.text, encoding="utf-8")
    plan = result.plan

    assert (plan.year, plan.years, plan.year_starts) == written
    assert not [each for each in load_plan(file).problems if each.severity == "problem"]
    assert any("--year-starts" in each for each in result.report.guessed) == (year is None)


@pytest.mark.parametrize("printed", ["2024/25", "2021/22 to 2024/25", "soon"])
def test_a_year_that_does_not_go_with_its_first_month_is_refused(
    tmp_path: Path, printed: str
) -> None:
    options = msgspec.structs.replace(OPTIONS, year=printed, year_starts="January")
    with pytest.raises(Refused, match="not a year that starts in January: write it like 2009"):
        imported(tmp_path, f"{HEADER}\n{ROW.format('May 2024')}", options=options)
