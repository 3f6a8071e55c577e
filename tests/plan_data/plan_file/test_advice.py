"""Warnings: what a person should look at again, each at its place, none of which stops the work."""

from collections.abc import Callable
from pathlib import Path

import pytest

from plan_data.load import check_plan_file, load_plan
from plan_data.problem import Problem
from tests.conftest import plan_text

WritesPlan = Callable[..., Path]
FIRST = (
    plan_text("- first").splitlines().index("              - first") + 1
)  # the line of a small plan's milestone
RIGHT = "- {id: 1.1.1-a, title: Right, when: Sep 2009}"
BARE = "plan: bare\ntitle: Bare\nyear: 2009/10\nsections:\n"


def only_warning(path: Path) -> Problem:
    (warning,) = check_plan_file(path).problems
    assert warning.severity == "warning"
    return warning


def warning_of(path: Path) -> tuple[int, int, str]:
    warning = only_warning(path)
    return warning.line, warning.column, warning.sentence


def write(folder: Path, text: str) -> Path:
    path = folder / "given.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_milestone_that_nobody_leads(small_plan: WritesPlan) -> None:
    path = small_plan(
        f"- {{id: 1.1.1-a, title: Ours, when: 2010, leads: []}}\n{RIGHT.replace('-a', '-b')}"
    )
    assert warning_of(path) == (
        FIRST,
        17,
        (
            "this milestone has no lead: add 'leads' to it or to its objective, if print names anybody."
        ),
    )


def test_an_objective_without_a_milestone(tmp_path: Path) -> None:
    text = plan_text(RIGHT) + '          - {number: "1.1.2", title: Empty}\n'
    assert warning_of(write(tmp_path, text)) == (
        FIRST + 1,
        13,
        (
            "this objective has no milestone, so nothing of it can be ticked: add one under 'milestones'."
        ),
    )


@pytest.mark.parametrize(
    ("when", "sentence"),
    [
        (
            "Sep 2019",
            "2019-09-30 is more than 2 years after the plan's year 2009/10: check the year.",
        ),
        (
            "2012-04-01",
            "2012-04-01 is more than 2 years after the plan's year 2009/10: check the year.",
        ),
        (
            "31 Mar 2007",
            "2007-03-31 is more than 2 years before the plan's year 2009/10: check the year.",
        ),
        (
            "ongoing from 1999",
            "1999-01-01 is more than 2 years before the plan's year 2009/10: check the year.",
        ),
        (
            "Sep 2009 to Sep 2090",
            "2090-09-30 is more than 2 years after the plan's year 2009/10: check the year.",
        ),
    ],
)
def test_a_date_far_outside_the_plan_year(small_plan: WritesPlan, when: str, sentence: str) -> None:
    path = small_plan(f"- id: 1.1.1-a\n  title: Far\n  when: {when}")
    assert warning_of(path) == (FIRST + 2, 23, sentence)


@pytest.mark.parametrize(
    "when", ["2012-03-31", "2007-04-01", "ongoing", "undated (to be agreed)", "every month"]
)
def test_a_date_within_two_years_of_the_plan_year_is_no_warning(
    small_plan: WritesPlan, when: str
) -> None:
    assert (
        check_plan_file(small_plan(f"- {{id: 1.1.1-a, title: Near, when: {when}}}")).problems == ()
    )


def test_a_meeting_of_a_board_far_outside_the_plan_year(small_plan: WritesPlan) -> None:
    path = small_plan(RIGHT, head="boards:\n  - {name: Board, dates: [2010-01-12, 2001-01-12]}")
    assert only_warning(path).sentence.startswith("2001-01-12 is more than 2 years before")


def test_quarter_figures_that_fall(small_plan: WritesPlan) -> None:
    path = small_plan("- id: 1.1.1-a\n  title: Figures\n  cumulative: {Q1: 5, Q3: 4, Q4: 6}")
    assert warning_of(path) == (
        FIRST + 2,
        37,
        "'Q3' is below 'Q1': write the total since April, which cannot fall.",
    )


TABLE = """\
tables:
  - title: Targets
    columns: [Area, Target]
    rows:
      - [Derby, "1,000"]
      - [Leicester, "200"]
      - [Total, "{total}"]
"""


def test_a_total_of_a_table_that_does_not_add_up(small_plan: WritesPlan) -> None:
    line, _, sentence = warning_of(small_plan(RIGHT, head=TABLE.format(total="1,300")))
    assert (line, sentence) == (
        10,
        "the total is 1,300, but the rows above add up to 1200: mend one of them.",
    )


@pytest.mark.parametrize("total", ["1,200", "1200", "1200.0", "about 1300", "65%"])
def test_a_total_that_adds_up_or_is_no_plain_number_is_no_warning(
    small_plan: WritesPlan, total: str
) -> None:
    assert check_plan_file(small_plan(RIGHT, head=TABLE.format(total=total))).problems == ()


FIGURES = """\
- {{id: 1.1.1-a, title: North, unit: starts, cumulative: {{Q1: 5, Q4: 60}}}}
- {{id: 1.1.1-b, title: South, unit: starts, cumulative: {{Q4: {south}}}}}
"""


def with_success(south: int, success: str) -> str:
    return plan_text(FIGURES.format(south=south)).replace(
        "            milestones:", f'            success: ["{success}"]\n            milestones:'
    )


def test_a_stated_total_that_the_figures_do_not_reach(tmp_path: Path) -> None:
    warning = only_warning(write(tmp_path, with_success(30, "A total of 100 starts in the year")))
    assert (warning.line, warning.column) == (FIRST - 1, 23)
    assert (
        warning.sentence == "the total is 100, but the Q4 figures add up to 90: mend one of them."
    )


@pytest.mark.parametrize(
    "success",
    [
        "Total of 90 starts",
        "60 starts",
        "100 starts",
        "Total of 70% starts",
        "Total of 10 to 20 starts",
        "Total of 7 ends",
    ],
)
def test_a_number_that_need_not_be_the_total_is_no_warning(tmp_path: Path, success: str) -> None:
    assert check_plan_file(write(tmp_path, with_success(30, success))).problems == ()


def test_a_title_that_stands_twice_in_an_objective(small_plan: WritesPlan) -> None:
    path = small_plan(
        "- {id: 1.1.1-a, title: Report, when: 2010}\n- {id: 1.1.1-b, title: REPORT, when: 2009}"
    )
    line, _, sentence = warning_of(path)
    assert (line, sentence) == (
        FIRST + 1,
        "this is the title of 1.1.1-a too: say in one of them what sets it apart.",
    )


def test_a_gap_in_the_numbers_of_each_level(tmp_path: Path) -> None:
    def parts(indent: int, *numbers: str) -> str:
        return "".join(
            f'{" " * indent}- {{number: "{number}", title: Part}}\n' for number in numbers
        )

    text = (
        BARE
        + parts(2, "1", "3")
        + '  - number: "4"\n    title: Four\n    priorities:\n'
        + parts(6, "9", "11", "15")
    )
    text += '      - number: "16"\n        title: Sixteen\n        objectives:\n'
    text += parts(10, "16.1", "16.9", "16.10", "16.12", "17.5", "x")
    gaps = [
        (problem.line, problem.sentence.partition(":")[0])
        for problem in check_plan_file(write(tmp_path, text)).problems
        if "missing" in problem.sentence
    ]
    assert gaps == [
        (6, "2 is missing before 3"),
        (11, "10 is missing before 11"),
        (12, "12 to 14 is missing before 15"),
        (17, "16.2 to 16.8 is missing before 16.9"),
        (19, "16.11 is missing before 16.12"),
    ]


def test_numbers_in_another_order_are_no_gap(tmp_path: Path) -> None:
    text = BARE + "".join(f"  - {{number: {number}, title: Part}}\n" for number in (2, 3, 1))
    assert check_plan_file(write(tmp_path, text)).problems == ()


def test_a_plan_that_was_carried_forward_may_leave_numbers_out(tmp_path: Path) -> None:
    carried = plan_text(RIGHT.replace("title:", "carried_from: old 1.1.1-a, title:"))
    assert (
        check_plan_file(write(tmp_path, carried + '  - {number: "5", title: Five}\n')).problems
        == ()
    )


def test_an_agency_and_a_pathway_that_nobody_uses(tmp_path: Path) -> None:
    text = (
        plan_text(RIGHT)
        .replace("            leads: [JCP]\n", "")
        .replace("            pathways: [ELS]\n", "")
    )
    path = write(tmp_path, text)
    sentences = [
        problem.sentence
        for problem in check_plan_file(path).problems
        if "use it" in problem.sentence
    ]
    assert sentences == [
        "nothing names pathway 'ELS' under 'pathways': use it or take it out.",
        "nothing names agency 'JCP' under 'leads': use it or take it out.",
    ]


def test_a_title_of_more_than_90_characters(small_plan: WritesPlan) -> None:
    path = small_plan(f"- id: 1.1.1-a\n  title: {'x' * 91}\n  when: 2010")
    assert warning_of(path) == (
        FIRST + 1,
        24,
        "this title has 91 characters: shorten it to 90; the full text can stand under 'wording'.",
    )
    assert (
        check_plan_file(small_plan(f"- id: 1.1.1-a\n  title: {'x' * 90}\n  when: 2010")).problems
        == ()
    )


def test_a_query_that_does_not_say_why(small_plan: WritesPlan) -> None:
    path = small_plan("- id: 1.1.1-a\n  title: Read\n  when: 2010?")
    assert warning_of(path) == (
        FIRST + 2,
        23,
        "the '?' asks a lead to confirm this: add 'reading' that says why we read it so.",
    )
    explained = small_plan("- {id: 1.1.1-a, title: Read, when: 2010?, reading: The calendar year}")
    assert check_plan_file(explained).problems == ()


def test_a_plan_with_warnings_is_worked_with_and_the_cache_keeps_them(
    small_plan: WritesPlan, tmp_path: Path
) -> None:
    path = small_plan("- {id: 1.1.1-a, title: Read, when: 2010?}")
    fresh, kept = (load_plan(path, tmp_path / "cache") for _ in range(2))
    assert fresh.problems == kept.problems
    assert [problem.severity for problem in kept.problems] == ["warning"]


def test_a_plan_that_cannot_be_used_names_a_problem_and_no_warning(tmp_path: Path) -> None:
    from plan_data.errors import Unusable

    path = write(
        tmp_path,
        f"sections:\n  - {{number: 1, title: {'x' * 91}}}\nplan: x\ntitle: x\nyear: 2009-10\n",
    )
    with pytest.raises(Unusable, match="'2009-10' is not a financial year") as refusal:
        load_plan(path)
    assert "more" not in str(refusal.value)


def test_hostile_numbers_and_totals_cost_nothing(tmp_path: Path) -> None:
    sections = f"  - {{number: 1, title: x}}\n  - {{number: 999999, title: x}}\n  - {{number: {'9' * 5000}, title: x}}\n"
    text = f"{BARE}{sections}tables:\n  - title: x\n    rows: [[a, {'9' * 5000}], [Total, {'9' * 5000}], [Total], []]\n"
    sentences = [problem.sentence for problem in check_plan_file(write(tmp_path, text)).problems]
    assert sentences == [
        "2 to 999998 is missing before 999999: add it, unless print leaves it out too."
    ]
