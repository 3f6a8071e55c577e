"""Every mistake in a plan file is reported with its line, and what to write instead."""

from collections.abc import Callable
from pathlib import Path

import pytest

from plan_data.load import check_plan_file
from tests.conftest import plan_text

WritesPlan = Callable[..., Path]
FIRST = (
    plan_text("- first").splitlines().index("              - first") + 1
)  # the line of a small plan's milestone

# Each line that ends in `# words` has a mistake, and the words are in its sentence.
MISTAKES = """\
plan: two words                                         # cannot be a plan's id
title:                                                  # 'title' has no value: give it one
year: 2009-10
publishd: July 2009                                     # did you mean published or publisher?
note: &here there                                       # begins with & stands in quotes
publisher: !!str NOMS                                   # is a tag
boards:
  - {name: Board, meets: quarterly, dates: [Dec 2009]} \
# 'Dec 2009' is not a day: write it like 2010-01-12.
  - {meets: monthly}                                    # a board needs 'name'
pathways:
  - {code: ELS, name: Learning, board: Bord}            # did you mean Board?
  - {code: ELS, name: Learning again}                   # pathway 'ELS' stands here a second time
  - {code: OM, name: [Offender, Management]}            # 'name' is a single value: write it in quotes
agencies:
  - {code: JCP, name: Jobcentre Plus, printed: [J C P]}
  - [not, keys]                                         # an agency is written as 'key: value' lines
  - {code: JCP, name: Again, printed: [J C P]}            # agency 'JCP' stands here a second time
  - {code: HUB, name: Hub, part_of: HUBB}                 # agency 'HUBB' is not under 'agencies'
  - {code: ONE, name: One, part_of: TWO}                  # 'ONE' is a part of itself
  - {code: TWO, name: Two, part_of: ONE}                  # 'TWO' is a part of itself
tags:
  - {code: WOMEN, name: Women}
  - {code: WOMEN, name: Women again}                      # tag 'WOMEN' stands here a second time
commitments:
  - {id: C1, title: Fair to all, tags: [WOMAN]}           # tag 'WOMAN' is not under 'tags'
  - {id: C1, title: Open to all, leads: [JCP]}            # commitment 'C1' stands here a second time
glossary: none                                          # 'glossary' is a list
sections:
  - title: Nameless                                     # a section needs 'number'
    priorities: []
  - number: "1"
    title: Everything
    priorities:
      - number: "1.1"
        title: First things
        priorty: high                                   # 'priorty' is not a key of a priority
        objectives:
          - number: "1.1.1"
            title: The objective
            title: The same again # 'title' stands here twice, first in line 39
            leads: [JCPP] # lead 'JCPP' is not under 'agencies': did you mean JCP?
            pathways: [XYZ]                             # pathway 'XYZ' is not under 'pathways'
            pathways_inferred: perhaps # is true or false: write one of them, not 'perhaps'
            source: {page: twenty}                      # 'twenty' is not a number
            milestones:
              - {id: 1.1.1-a, title: One, when: 31 Feb 2010} \
# does not exist: write a day from 1 to 28
              - {id: 1.1.1-a, title: Two, when: 2010} \
# milestone '1.1.1-a' stands here a second time
              - {id: 2.2.2-b, title: Three, when: 2010}         # does not belong to its objective
              - {id: 1.1.1-c, title: Four}                      # needs 'when' or 'cumulative'
              - {id: 1.1.1-d, title: Five, when: 2010, cumulative: {Q4: 1}} \
# has both 'when' and 'cumulative'
              - {id: 1.1.1-e, title: Six, cumulative: {Q5: 1}}  # 'Q5' is not a quarter of the year
              - {id: 1.1.1-f, title: Seven, cumulative: {Q4: -1}}       # -1 is below nothing
              - {id: 1.1.1-g, title: Eight, cumulative: {}}     # 'cumulative' names no quarter
              - {id: 1.1.1-h, title: Nine, cumulative: {Q1: 9, Q2: 8}}  # 'Q2' is below 'Q1'
              - {id: 1.1.1-i, title: Ten, cumulative: 66}       # is written by period: write it like {Q4: 66}
              - {id: 1.1.1-j, title: Eleven, when: [2010]}      # 'when' is a single value
              - {id: 1.1.1-k, title: Twelve, when: 2010, after: [1.1.1-zz]} \
# is not another milestone's id
              - {id: 1.1.1-q, title: Itself, when: 2010, after: [1.1.1-q]} \
# is not another milestone's id
              - {id: 1.1.1-l, title: Thirteen, when: 2010, same_as: 1.1.1-l} \
# is not another milestone's id
              - {id: 1.1.1-m, title: Fourteen, when: 2010, leads: ["", JCP]} \
# 'leads' holds an empty value
              - {id: 1.1.1-n, title: Fifteen, when: 2010, leads: [J C P]} \
# not under 'agencies': write JCP.
              - {id: 1.1.1-o, title: Sixteen, when: every day}  # 'every day' is not a repeat
              - {id: 1.1.1-p, title: Seventeen, when: *later}   # '*later' is an alias
"""


def expected(text: str) -> list[tuple[int, str]]:
    lines = [
        (number, *line.partition(" # ")) for number, line in enumerate(text.splitlines(), start=1)
    ]
    return [(number, words) for number, _, mark, words in lines if mark]


def test_each_of_many_mistakes_is_told_on_its_own_line(tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    year_given = MISTAKES.replace("year: 2009-10", "year: 2009/10")
    path.write_text(year_given)
    problems = check_plan_file(path).problems
    missed = [
        (line, words)
        for line, words in expected(year_given)
        if not any(problem.line == line and words in problem.sentence for problem in problems)
    ]
    assert missed == []
    assert len(expected(year_given)) >= 35
    lines_without = {problem.line for problem in problems} - {
        line for line, _ in expected(year_given)
    }
    assert lines_without == set()
    assert list(problems) == sorted(problems)


def test_a_plan_without_a_readable_year_still_tells_its_other_mistakes(tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(MISTAKES)
    loaded = check_plan_file(path)
    problem_lines = [str(problem) for problem in loaded.problems]
    assert f"{path}:3:7: '2009-10' is not a financial year: write 2009/10." in problem_lines
    assert any("lead 'JCPP'" in line for line in problem_lines)
    assert loaded.plan is None


def only_problem(path: Path) -> tuple[int, int, str]:
    (problem,) = check_plan_file(path).problems
    assert problem.file == str(path)
    return problem.line, problem.column, problem.sentence


def test_a_problem_points_at_the_value_that_is_wrong(small_plan: WritesPlan) -> None:
    path = small_plan(
        "- id: 1.1.1-a\n  title: Late\n  when: 2009-10\n- {id: 1.1.1-b, title: Right, when: 2010}"
    )
    assert only_problem(path) == (
        FIRST + 2,
        23,
        (
            "'2009-10' can be read in two ways: write Oct 2009 for the month or 2009/10 for the financial year."
        ),
    )


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("titel: x", "'titel' is not a key of a milestone; did you mean title"),
        ("lead: JCP", "'lead' is not a key of a milestone: call it 'leads'."),
        ("readng: x", "'readng' is not a key of a milestone; did you mean reading"),
        ("zzzzzz: 1", "'zzzzzz' is not a key of a milestone; take it out."),
        ("TITLE: x", "'TITLE' is not a key of a milestone: call it 'title'."),
    ],
)
def test_an_unknown_key_names_the_nearest_right_one(
    small_plan: WritesPlan, key: str, sentence: str
) -> None:
    path = small_plan(f"- id: 1.1.1-a\n  title: Right\n  when: 2010\n  {key}")
    line, column, problem_lines = only_problem(path)
    assert (line, column) == (FIRST + 3, 17)
    assert problem_lines.startswith(sentence)


@pytest.mark.parametrize("key", ["id", "title"])
def test_a_required_key_that_is_missing_is_named_at_its_milestone(
    small_plan: WritesPlan, key: str
) -> None:
    keys = {"id": "1.1.1-a", "title": "Right", "when": "2010"}
    path = small_plan(
        "- " + "\n  ".join(f"{name}: {value}" for name, value in keys.items() if name != key)
    )
    assert only_problem(path) == (FIRST, 17, f"a milestone needs '{key}': add it.")


@pytest.mark.parametrize(
    "number", ["1e400", "nan", "inf", "1_000", "1,181", "\N{ARABIC-INDIC DIGIT TWO}", "'ten'", "''"]
)
def test_what_is_no_number_cannot_be_a_figure(small_plan: WritesPlan, number: str) -> None:
    path = small_plan(f"- id: 1.1.1-a\n  title: Figure\n  cumulative:\n    Q3: 1\n    Q4: {number}")
    line, column, sentence = only_problem(path)
    assert (line, column) == (FIRST + 4, 23)
    assert "is not a number that can be used here: write digits" in sentence


def test_milestones_that_name_each_other_as_the_same_are_told_to_keep_one(
    small_plan: WritesPlan,
) -> None:
    path = small_plan(
        "- {id: 1.1.1-a, title: One, when: 2010, same_as: 1.1.1-b}\n"
        "- {id: 1.1.1-b, title: Two, when: 2010, same_as: 1.1.1-a}"
    )
    sentences = [problem.sentence for problem in check_plan_file(path).problems]
    assert sentences == [
        "'1.1.1-b' names this milestone in turn: keep one of the two 'same_as'.",
        "'1.1.1-a' names this milestone in turn: keep one of the two 'same_as'.",
    ]


def test_the_same_as_the_same_names_the_first(small_plan: WritesPlan) -> None:
    path = small_plan(
        "- {id: 1.1.1-a, title: One, when: 2010}\n"
        "- {id: 1.1.1-b, title: Two, when: 2010, same_as: 1.1.1-a}\n"
        "- {id: 1.1.1-c, title: Three, when: 2010, same_as: 1.1.1-b}"
    )
    assert only_problem(path)[2] == "'1.1.1-b' is itself the same as another: write '1.1.1-a'."


def test_after_may_name_something_outside_the_plan(small_plan: WritesPlan) -> None:
    path = small_plan("- {id: 1.1.1-a, title: One, when: 2010, after: [national policy document]}")
    assert check_plan_file(path).problems == ()


def test_a_repeat_that_never_comes_is_a_problem_of_its_when(small_plan: WritesPlan) -> None:
    path = small_plan("- {id: 1.1.1-a, title: One, when: every year from May 2009 to Jun 2009}")
    assert "no year ends between 2009-05-01 and 2009-06-30" in only_problem(path)[2]


MEASURES = """\
plan: small
title: Small
year: 2009/10
indicators:
  - {code: NI 18, name: Re-offending, psa: [PSA 23]}
areas:
  - {code: DERBY, name: Derby City}
measures:
  - {id: NI18-DERBY, title: Derby, targets: {2010/11: 261}, serves: [NI 18], area: DERBY}
  - {id: "NI18 DERBY", title: Derby, area: DERBI}           # cannot be a measure's id: write its indicator
  - {id: NI18-DERBY, title: Derby again}                    # measure 'NI18-DERBY' stands here a second time
  - {id: NI18-ALL, title: All, sum_of: [NI18-DERBY], targets: {2010/11: 300}} # the total for 2010/11 is 300
  - {id: NI18-TWO, title: Two, sum_of: [NI18-DERBI]}        # 'NI18-DERBI' is not another id that can be added up
sections:
  - number: "1"
    title: Everything
    priorities:
      - number: "1.1"
        title: First things
        serves: [PSA 32]                                    # 'PSA 32' is neither an indicator nor a PSA
        objectives:
          - number: "1.1.1"
            title: The objective
            serves: [PSA 23]
            measures:
              - {id: 1.1.1-m1, title: One, shape: levels}   # 'levels' is not a shape: write level or cumulative
              - {id: 1.1.1-a, title: Two, better: up}       # write its number, -m and a number, 1.1.1-m1
              - {id: 1.1.1-m3, title: Three, targets: {2009-10: 5}} # '2009-10'
              - {id: 1.1.1-m4, title: Four, returns: quarterly}     # 'quarterly'
              - {id: 1.1.1-m5, title: Five, returns: Sep 2009}      # is no repeat: write when an actual is due
              - {id: 1.1.1-m6, title: Six, shape: cumulative, sum_of: [1.1.1-b, 1.1.1-c], targets: {2009/10: 8}}
              - {id: 1.1.1-m7, title: Seven, shape: cumulative, sum_of: [1.1.1-b, 1.1.1-c], targets: {2009/10: 9}} # the total for 2009/10 is 9, but its parts add up to 8
              - {id: 1.1.1-m8, title: Eight, sum_of: [1.1.1-d]}     # '1.1.1-d' is not another id that can be added up
            milestones:
              - {id: 1.1.1-a, title: One, when: 2010, returns: every quarter} # it needs 'cumulative' beside it
              - {id: 1.1.1-b, title: Two, unit: starts, cumulative: {Q2: 1, Q4: 5}}
              - {id: 1.1.1-c, title: Three, unit: starts, cumulative: {Q4: 3}}
              - {id: 1.1.1-d, title: Four, when: 2010}
"""


def test_each_mistake_about_measures_is_reported_on_its_own_line(tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(MEASURES)
    problems = [each for each in check_plan_file(path).problems if each.severity == "problem"]
    missed = [
        (line, words)
        for line, words in expected(MEASURES)
        if not any(problem.line == line and words in problem.sentence for problem in problems)
    ]

    assert missed == []
    assert {problem.line for problem in problems} == {line for line, _ in expected(MEASURES)}
