import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plan_data.model import Agency, Milestone, Objective, Plan, Priority, Section
from plan_data.plan_file.encode import encode_plan
from tests.conftest import Milepost

CARRIED = ("ref", "title", "when", "due", "printed", "target", "unit", "leads", "objective")
WHENS = ("May 2009", "by 30 Jun 2009", "Apr 2009 to Jun 2009", "ongoing", "undated (to be agreed)")
TITLES = st.text("abcdefgh ", min_size=3, max_size=30).map(lambda text: f"Do {text.strip()} it")
MILESTONES = st.lists(
    st.tuples(TITLES, st.sampled_from(WHENS), st.booleans()), min_size=1, max_size=4
)


def _carried(text: str) -> list[tuple[str, ...]]:
    rows = csv.DictReader(text.removeprefix("\ufeff").splitlines())
    return [tuple(row[name] for name in CARRIED) for row in rows]


def _listed_again(milepost: Milepost, folder: Path, plan: str) -> tuple[str, str]:
    """Return the list of a plan, and that of the plan that its import makes."""
    listed = milepost("list", "--plan", plan, "-f", "csv").out
    (folder / "own.csv").write_text(listed, encoding="utf-8")
    words = ["import", str(folder / "own.csv"), "--year", "2009/10", "--force"]
    assert milepost(*words, "-o", str(folder / "own.yaml")).code == 0
    assert milepost("check", str(folder / "own.yaml")).code == 0
    return listed, milepost("list", "--plan", str(folder / "own.yaml"), "-f", "csv").out


@pytest.mark.parametrize("plan", ["east-midlands-2009-10", "london-2009-10"])
def test_the_list_of_a_shipped_plan_is_imported_as_the_same_plan(
    milepost: Milepost, tmp_path: Path, plan: str
) -> None:
    listed, again = _listed_again(milepost, tmp_path, plan)
    assert _carried(again) == _carried(listed)


@settings(
    deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(MILESTONES, min_size=1, max_size=3))
def test_any_list_is_imported_as_the_plan_that_it_lists(
    milepost: Milepost, tmp_path: Path, drawn: list[list[tuple[str, str, bool]]]
) -> None:
    objectives = []
    for number, milestones in enumerate(drawn, start=1):
        steps = []
        for place, (title, when, has_lead) in enumerate(milestones):
            leads = ("PARKS",) if has_lead else None
            steps.append(
                Milestone(f"1.{number}-{'abcd'[place]}", f"{title} {place}", when=when, leads=leads)
            )
        objectives.append(
            Objective(
                f"1.{number}", f"Objective {number}", leads=("ROADS",), milestones=tuple(steps)
            )
        )
    plan = Plan(
        plan="drawn",
        title="Drawn",
        year="2009/10",
        agencies=(Agency("ROADS", "Roads"), Agency("PARKS", "Parks")),
        sections=(
            Section("1", "All", priorities=(Priority("1", "First", objectives=tuple(objectives)),)),
        ),
    )
    (tmp_path / "drawn.yaml").write_text(encode_plan(plan), encoding="utf-8")
    listed, again = _listed_again(milepost, tmp_path, str(tmp_path / "drawn.yaml"))
    assert _carried(again) == _carried(listed)
