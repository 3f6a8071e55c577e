"""Numbers that a table gives as targets: measures where print is clear, else sentences with a mark."""

from pathlib import Path

import pytest

from plan_data.model import Measure, Objective
from tests.plan_data.table_import.sample_tables import imported, objectives, rows

ROW = "1.1 First\t1.1.1 Do it\t{}\t{}\tPolice\tOM"
YEAR_READ = "Print gives the number no period; the year of the plan is read."
HIGHER_READ = "Print does not say whether a higher or a lower number is better; higher is read."


def objective(folder: Path, measure: str, timescale: str = "March 2010") -> Objective:
    return objectives(rows(folder, ROW.format(measure, timescale)))["1.1.1"]


def only_measure(folder: Path, measure: str, timescale: str = "March 2010") -> Measure:
    (found,) = objective(folder, measure, timescale).measures
    return found


def columns(folder: Path, headings: str, cells: str) -> Objective:
    """Import a row under headings of its own."""
    table = (
        f"Ref\tObjective\tTimescale\tLead\t{headings}\n1.1.1\tDo it\tMarch 2010\tPolice\t{cells}"
    )
    return objectives(imported(folder, table).plan)["1.1.1"]


def test_a_percentage_in_a_sentence_is_a_doubtful_target_of_the_year(tmp_path: Path) -> None:
    found = only_measure(tmp_path, "65.5% completion rate for programmes")
    assert (found.id, found.title) == ("1.1.1-m1", "65.5% completion rate for programmes")
    assert (found.unit, found.targets, found.better) == ("%", {"2009/10?": 65.5}, "higher")
    assert found.reading == f"{YEAR_READ} {HIGHER_READ}"
    assert objective(tmp_path, "65.5% completion rate for programmes").success == ()


@pytest.mark.parametrize(
    ("sentence", "targets", "better", "reading"),
    [
        ("At least 65% of cases reviewed in 2009/10", {"2009/10": 65}, "higher", None),
        ("No more than 5% of cases late in 2009-10", {"2009/10": 5}, "lower", None),
        ("Late cases below 5 per cent", {"2009/10?": 5}, "lower", YEAR_READ),
        ("24 of the 34 partnerships have a plan", {"2009/10?": 24}, "higher", None),
        ("10.3% in 2009/10", {"2009/10?": 10.3}, "higher", HIGHER_READ),
    ],
)
def test_what_print_says_is_sure_and_the_rest_is_asked(
    tmp_path: Path, sentence: str, targets: dict[str, float], better: str, reading: str | None
) -> None:
    found = only_measure(tmp_path, sentence)
    assert (found.targets, found.better) == (targets, better)
    if reading or not any("?" in label for label in targets):
        assert found.reading == reading


@pytest.mark.parametrize(
    "sentence",
    [
        "Reduce late cases by 10%",
        "Rate rises from 60% to 65%",
        "60-65% of cases reviewed",
        "90% of level 3 and 85% of level 2 cases reviewed",
    ],
)
def test_what_has_no_certain_meaning_stays_a_sentence_with_a_mark(
    tmp_path: Path, sentence: str
) -> None:
    table = "\n".join(["Objective\tMeasure\tTimescale", f"1.1.1 Do it\t{sentence}\tMarch 2010"])
    result = imported(tmp_path, table)
    found = objectives(result.plan)["1.1.1"]
    assert (found.measures, found.success) == ((), (sentence,))
    assert f"The numbers in '{sentence}' are not read as a measure." in (found.reading or "")
    assert f"1.1.1: '{sentence}' has numbers, and no measure is read" in result.report.left


def test_a_cell_of_several_sentences_stays_beside_its_measure(tmp_path: Path) -> None:
    cell = "Plans agreed. 90% of reviews on time."
    found = objective(tmp_path, cell)
    assert [each.targets for each in found.measures] == [{"2009/10?": 90}]
    assert found.success == (cell,)


def test_a_number_of_things_stays_a_cumulative_figure(tmp_path: Path) -> None:
    found = objective(tmp_path, "66 completions")
    assert (found.measures, found.success) == ((), ("66 completions",))
    assert [each.cumulative for each in found.milestones if each.cumulative] == [{"Q4": 66}]


def test_a_column_of_targets_takes_the_words_of_its_measure_and_its_baseline(
    tmp_path: Path,
) -> None:
    found = columns(tmp_path, "KPI\tBaseline 2008/09\tTarget 2009/10", "Completion rate\t60%\t65%")
    (measure,) = found.measures
    assert (measure.title, measure.printed) == ("Completion rate", "65%")
    assert (measure.targets, measure.baseline) == ({"2009/10": 65}, {"2008/09": 60})
    assert (measure.better, measure.reading, found.success) == ("higher", None, ())


def test_a_target_without_a_year_is_doubtful_and_so_is_its_baseline(tmp_path: Path) -> None:
    found = columns(tmp_path, "KPI\tBaseline\tTarget", "Late cases\t8%\t5%")
    (measure,) = found.measures
    assert (measure.targets, measure.baseline) == ({"2009/10?": 5}, {"2008/09?": 8})
    assert measure.better == "lower"
    assert "the year before is read" in (measure.reading or "")


def test_a_target_that_is_no_number_stays_with_its_measure(tmp_path: Path) -> None:
    found = columns(tmp_path, "KPI\tTarget", "Completion rate\tto be agreed")
    assert (found.measures, found.success) == ((), ("Completion rate: to be agreed",))
    assert found.reading is None


def test_a_target_with_numbers_that_mean_several_things_is_marked(tmp_path: Path) -> None:
    found = columns(tmp_path, "KPI\tTarget\tBaseline", "Rate\t60% to 65%\t55%")
    assert (found.measures, found.success) == ((), ("Rate: 60% to 65%", "Baseline: 55%"))
    assert "'Rate: 60% to 65%'" in (found.reading or "")
    assert "'Baseline: 55%'" in (found.reading or "")


@pytest.mark.parametrize(
    ("cells", "better", "reading"),
    [
        ("60%\t62%\t64%\t65%", "higher", None),
        ("9%\t8%\t8%\t7%", "lower", None),
        ("90%\t90%\t90%\t90%", "higher", HIGHER_READ),
    ],
)
def test_percentages_under_quarters_are_targets_of_the_quarters(
    tmp_path: Path, cells: str, better: str, reading: str | None
) -> None:
    found = columns(tmp_path, "Measure\tQ1\tQ2\tQ3\tQ4", f"Completion rate\t{cells}")
    (measure,) = found.measures
    mark = "?" if reading else ""
    numbers = [float(cell.rstrip("%")) for cell in cells.split("\t")]
    labels = [f"Q{quarter} 2009/10{mark}" for quarter in (1, 2, 3, 4)]
    assert measure.targets == dict(zip(labels, numbers, strict=True))
    assert (measure.title, measure.better, measure.reading) == ("Completion rate", better, reading)
    assert [each.when for each in found.milestones] == ["Mar 2010"]


def test_quarters_of_a_percentage_in_a_cell_are_read_and_other_figures_stay_cumulative(
    tmp_path: Path,
) -> None:
    found = objective(tmp_path, "Better rates", "Completion rate Q1: 60% Q2: 65%")
    assert [each.targets for each in found.measures] == [{"Q1 2009/10": 60, "Q2 2009/10": 65}]
    figures = objective(tmp_path, "More starts", "Starts Q1: 34 Q2: 89")
    assert figures.measures == ()
    assert [each.cumulative for each in figures.milestones] == [{"Q1": 34, "Q2": 89}]


def test_the_report_counts_measures_and_names_the_doubtful_ones(tmp_path: Path) -> None:
    table = "Objective\tMeasure\tTimescale\n1.1.1 Do it\t65% of cases reviewed\tMarch 2010"
    report = imported(tmp_path, table).report
    assert "1 measure, 0 sure" in report.sure
    assert any("'65% of cases reviewed' as the measure 1.1.1-m1" in each for each in report.guessed)
