"""How many milestones were late at each month's end is what a checklist of that day says."""

from datetime import date

from hypothesis import given, settings

from plan_data.load import LoadedPlan
from store.checklist.checklist import build_checklist
from store.checklist.milestones import deciding_items
from store.checklist.status import LATE
from store.journal.entry import Entry
from store.query.late_by_month import late_by_month
from tests.store.factories import entry, milestone, plan_with
from tests.tui.reports.factories import DAYS, PLANS_AND_JOURNALS


def test_only_month_ends_of_the_year_that_have_passed_are_counted() -> None:
    plan = plan_with(milestone("May 2009"), milestone("Jul 2009", "b"))
    done = entry("done", "2009-08-20")
    checklist = build_checklist(plan, [done], date(2009, 9, 29))

    ends = late_by_month(checklist, checklist.counted)
    assert [(end.day.month, end.late) for end in ends] == [(4, 0), (5, 0), (6, 1), (7, 1), (8, 1)]


@settings(deadline=None, max_examples=60)
@given(PLANS_AND_JOURNALS, DAYS)
def test_each_count_is_that_of_the_checklist_on_that_day(
    found: tuple[LoadedPlan, tuple[Entry, ...]], day: date
) -> None:
    checklist = build_checklist(*found, day)

    for end in late_by_month(checklist, checklist.counted):
        counted = build_checklist(*found, end.day).counted
        late = [item for item in deciding_items(counted) if item.state.status in LATE]
        assert end.late == len(late)
