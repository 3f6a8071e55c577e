"""`milepost carry-forward`: what is still open, as the plan file of the year after."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plan_data.items import walk_places
from plan_data.load import LoadedPlan, load_plan
from plan_data.model import Milestone
from tests.conftest import EAST_MIDLANDS, LONDON, Milepost

WritePlan = Callable[..., Path]

HEAD = """\
boards:
  - {name: Board, dates: [2010-01-12, 2010-06-12]}
tables:
  - {title: Targets of the year}
glossary:
  - {term: ELS, means: Learning}
"""
MILESTONES = """
- {id: 1.1.1-a, title: Late, when: Sep 2009, printed: By September, source: {page: 22}}
- {id: 1.1.1-b, title: Done, when: Sep 2009}
- {id: 1.1.1-c, title: Figure, unit: starts, cumulative: {Q1: 189, Q4: 454}, returns: every month}
- {id: 1.1.1-d, title: Reviews, when: every quarter from Oct 2009}
- {id: 1.1.1-e, title: Meetings, when: every month}
- {id: 1.1.1-f, title: Two visits, when: "Jul 2009, Jan 2010?", reading: Our guess}
- {id: 1.1.1-g, title: Nobody knows, when: undated (to be agreed),
   after: [1.1.1-b, 1.1.1-a, the national plan]}
- {id: 1.1.1-h, title: No longer, when: Dec 2009}
- {id: 1.1.1-i, title: Met, cumulative: {Q1: 5}}
- {id: 1.1.1-j, title: Again, when: Sep 2009, same_as: 1.1.1-a}
- {id: 1.1.1-k, title: Long reports, when: every quarter to Apr 2011, note: Half is ours}
- {id: 1.1.1-l, title: Moved, when: Dec 2009, leads: []}
"""


@pytest.fixture
def carried(milepost: Milepost, small_plan: WritePlan, tmp_path: Path) -> tuple[LoadedPlan, str]:
    """Return the plan that was carried forward, and the message."""
    plan = str(small_plan(MILESTONES, head=HEAD))
    for words in (
        ("tick", "1.1.1-b"),
        ("tick", "1.1.1-d@Q3-2009/10"),
        ("tick", "1.1.1-f@Jul-2009"),
        ("withdraw", "1.1.1-h", "--approved-by", "the Board"),
        ("actual", "1.1.1-i@Q1-2009/10", "6"),
        ("actual", "1.1.1-c@Q1-2009/10", "200"),
        ("reschedule", "1.1.1-l", "Jul 2010", "--approved-by", "the Board"),
    ):
        assert milepost(*words, plan=plan).code == 0
    out = tmp_path / "next.yaml"
    answer = milepost("carry-forward", "-o", str(out), plan=plan, as_of="2009-11-30")
    assert (answer.code, answer.out) == (0, "")
    assert milepost("check", str(out)).code == 0
    return load_plan(out), answer.err


def milestones(plan: LoadedPlan) -> dict[str, Milestone]:
    return {place[3].id: place[3] for place in walk_places(plan.full_plan)}


def test_only_what_is_open_is_carried_forward_and_counted(carried: tuple[LoadedPlan, str]) -> None:
    plan, message = carried
    assert [name[-1] for name in milestones(plan)] == list("acdefgjkl")
    assert "9 milestones carried forward, 3 left behind (done, met or withdrawn)" in message
    assert [problem for problem in plan.problems if problem.severity == "problem"] == []


def test_the_new_plan_is_of_the_next_year_and_has_an_id_of_its_own(
    carried: tuple[LoadedPlan, str],
) -> None:
    plan = carried[0].about
    assert (plan.plan, plan.title, plan.year) == (
        "small-2010-11",
        "A small plan 2010/11",
        "2010/11",
    )
    assert [board.dates for board in plan.boards] == [("2010-06-12",)]
    assert [term.term for term in plan.glossary] == ["ELS"]
    assert (plan.tables, [agency.code for agency in plan.agencies]) == ((), ["JCP"])
    assert carried[0].path.read_text().startswith("# yaml-language-server: $schema=")


def test_each_milestone_links_to_the_item_it_came_from(carried: tuple[LoadedPlan, str]) -> None:
    links = {name[-1]: each.carried_from for name, each in milestones(carried[0]).items()}
    assert links["a"] == "small 1.1.1-a"
    assert links["c"] == "small 1.1.1-c@Q4-2009/10"
    assert links["d"] == "small 1.1.1-d@Q4-2009/10"
    assert links["e"] == "small 1.1.1-e"
    assert links["f"] == "small 1.1.1-f@Jan-2010"


def test_dates_stay_as_they_are_printed_and_read(carried: tuple[LoadedPlan, str]) -> None:
    found = milestones(carried[0])
    late = found["1.1.1-a"]
    assert (late.when, late.printed, late.source and late.source.page) == (
        "Sep 2009",
        "By September",
        22,
    )
    assert found["1.1.1-f"].when == "Jan 2010?"
    assert found["1.1.1-g"].when == "undated (to be agreed)"
    assert found["1.1.1-g"].after == ("1.1.1-a", "the national plan")
    assert found["1.1.1-j"].same_as == "1.1.1-a"
    assert found["1.1.1-l"].note == "A new date was approved: 31 Jul 2010."


def test_a_repeat_is_one_of_the_new_year(carried: tuple[LoadedPlan, str]) -> None:
    found = milestones(carried[0])
    assert found["1.1.1-e"].when == "every month"
    reviews = found["1.1.1-d"]
    assert reviews.when == "every quarter?"
    assert (
        reviews.reading
        == "It was 'every quarter from Oct 2009' in the plan of 2009/10; restated for 2010/11."
    )
    assert found["1.1.1-k"].when == "every quarter to Apr 2011"
    dues = {item.due.isoformat() for item in carried[0].items if item.kind == "repeat" and item.due}
    assert (min(dues), max(dues)) == ("2010-04-30", "2011-03-31")


def test_figures_of_last_year_are_no_promise_for_the_next(
    carried: tuple[LoadedPlan, str], milepost: Milepost
) -> None:
    plan, message = carried
    figure = milestones(plan)["1.1.1-c"]
    assert (figure.cumulative, figure.returns, figure.unit) == (None, None, "starts")
    assert figure.when == "undated (the figures of 2010/11 are not written yet)"
    note = "The figures of 2009/10 were {Q1: 189, Q4: 454}, returned every month: write those of 2010/11."
    assert figure.note == note
    assert "the numbers of 2010/11 are to be written for 1.1.1-c" in message
    assert [item.target for item in plan.items if item.target is not None] == []
    checked = milepost("check", str(plan.path))
    assert "the numbers of 2010/11 are not set" in checked.out
    written = plan.path.read_text().replace(f" {note}", "")
    written = written.replace(f"when: {figure.when}", "cumulative: {Q1: 200, Q4: 500}")
    plan.path.write_text(written)
    assert [item.target for item in load_plan(plan.path).items if item.target] == [200, 500]


def test_success_with_figures_is_marked_as_last_years(
    milepost: Milepost, small_plan: WritePlan, tmp_path: Path
) -> None:
    path = small_plan("- {id: 1.1.1-a, title: One, when: Sep 2009}")
    text = path.read_text().replace(
        "            milestones:",
        "            success: [NI 18 falls, SUCCESS]\n            milestones:",
    )
    for phrase, note in (
        ("PSA 16 too", None),
        ("82% of them", "The figures of 'success' are those of 2009/10: write those of 2010/11."),
    ):
        path.write_text(text.replace("SUCCESS", phrase))
        out = tmp_path / "next.yaml"
        answer = milepost("carry-forward", "-o", str(out), "--force", plan=str(path))
        (objective,) = load_plan(out).objectives.values()
        assert (objective.success, objective.note) == (("NI 18 falls", phrase), note)
        assert ("are to be written for 1.1.1;" in answer.err) == (note is not None)
        assert ("are not set" in milepost("check", str(out)).out) == (note is not None)


@pytest.mark.parametrize(
    ("name", "next_id"), [(EAST_MIDLANDS, "east-midlands-2010-11"), (LONDON, "london-2010-11")]
)
def test_a_shipped_plan_carries_forward_year_after_year(
    name: str, next_id: str, milepost: Milepost, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.yaml", tmp_path / "second.yaml"
    assert (
        milepost("carry-forward", "-o", str(first), "--plan", name, "--as-of", "2010-03-31").code
        == 0
    )
    assert (
        milepost(
            "carry-forward", "-o", str(second), "--plan", str(first), "--as-of", "2011-03-31"
        ).code
        == 0
    )
    for path in (first, second):
        assert milepost("check", str(path)).code == 0
    assert load_plan(first).about.id == next_id
    assert load_plan(second).about.year == "2011/12"
    links = [each.carried_from or "" for each in milestones(load_plan(second)).values()]
    assert [link for link in links if not link.startswith(f"{next_id} ")] == []


def test_nothing_open_is_refused_and_writes_nothing(
    milepost: Milepost, small_plan: WritePlan, tmp_path: Path
) -> None:
    plan = str(small_plan("- {id: 1.1.1-a, title: One, when: Sep 2009}"))
    milepost("tick", "1.1.1-a", plan=plan)
    answer = milepost("carry-forward", "-o", str(tmp_path / "next.yaml"), plan=plan)
    assert (answer.code, answer.out) == (2, "")
    assert "nothing is open in small: no plan was written" in answer.err
    assert not (tmp_path / "next.yaml").exists()


def test_an_existing_file_is_kept_unless_forced(
    milepost: Milepost, small_plan: WritePlan, tmp_path: Path
) -> None:
    plan, out = (
        str(small_plan("- {id: 1.1.1-a, title: One, when: Sep 2009}")),
        tmp_path / "next.yaml",
    )
    out.write_text("mine")
    assert milepost("carry-forward", "-o", str(out), plan=plan).code == 2
    assert out.read_text() == "mine"
    assert milepost("carry-forward", "-o", str(out), "--force", plan=plan).code == 0


def test_without_a_file_the_plan_goes_to_stdout_and_the_counts_do_not(
    milepost: Milepost, small_plan: WritePlan
) -> None:
    answer: Any = milepost(
        "carry-forward", plan=str(small_plan("- {id: 1.1.1-a, title: One, when: Sep 2009}"))
    )
    assert answer.out.startswith("# yaml-language-server")
    assert (
        answer.err
        == "milepost: 1 milestone carried forward, 0 left behind (done, met or withdrawn)\n"
    )


def test_the_last_year_that_a_plan_can_have_is_refused(
    milepost: Milepost, small_plan: WritePlan
) -> None:
    plan = str(small_plan("- {id: 1.1.1-a, title: One, when: Sep 2199}", year="2199/00"))
    answer = milepost("carry-forward", plan=plan)
    assert (answer.code, answer.out) == (2, "")
    assert "2199/00 is the last year that a plan can have" in answer.err
