"""The plan's own tree, with progress at each level."""

from datetime import date

import pytest

from plan_data.load import LoadedPlan
from store.checklist.checklist import build_checklist
from store.query.groups import tally_items
from tests.store.factories import entry, milestone, plan_with
from tui.app.views.priorities import priority_rows

DAY = date(2009, 11, 30)
NOTHING_OPEN: frozenset[str] = frozenset()


def test_progress_is_rolled_up_at_each_level(east_midlands: LoadedPlan) -> None:
    done = entry("done", "2009-08-28", "2.4.2-a", plan=east_midlands.about.id)
    whole = build_checklist(east_midlands, [done], DAY)
    rows = {row.key: row for row in priority_rows(whole, whole.items, frozenset({"priority 2.4"}))}

    assert rows["section 2"].status.startswith("1 of 69 done, ")
    assert rows["priority 2.4"].status.startswith("1 of 11 done, ")
    assert rows["objective 2.4.2"].status == "1 of 1 done"
    assert rows["2.4.2-a"].status == "done"


@pytest.mark.parametrize("plan_name", ["east_midlands", "london"])
def test_the_sections_of_a_real_plan_hold_all_of_it(
    plan_name: str, request: pytest.FixtureRequest
) -> None:
    whole = build_checklist(request.getfixturevalue(plan_name), [], DAY)
    sections = [
        row for row in priority_rows(whole, whole.items, NOTHING_OPEN) if row.kind == "heading"
    ]

    assert sum(int(row.status.split(" of ")[1].split()[0]) for row in sections) == (
        tally_items(whole.items).total
    )


def test_an_opened_priority_shows_its_objectives_and_a_closed_objective_hides_its_items() -> None:
    whole = build_checklist(plan_with(milestone("Sep 2009")), [], DAY)

    def keys(*opened: str) -> list[str]:
        return [row.key for row in priority_rows(whole, whole.items, frozenset(opened))]

    assert keys() == ["section 1", "priority 1.1"]
    assert keys("priority 1.1") == ["section 1", "priority 1.1", "objective 1.1.1", "1.1.1-a"]
    assert keys("priority 1.1", "objective 1.1.1") == [
        "section 1",
        "priority 1.1",
        "objective 1.1.1",
    ]


def test_a_filter_leaves_only_the_branches_that_it_shows(east_midlands: LoadedPlan) -> None:
    whole = build_checklist(east_midlands, [], DAY)
    found = [item for item in whole.items if item.planned.objective == "2.4.2"]
    rows = priority_rows(whole, found, frozenset({"priority 2.4"}))

    assert [row.key for row in rows] == ["section 2", "priority 2.4", "objective 2.4.2", "2.4.2-a"]
