"""How many milestones were late at the end of each month of the plan's year that has passed."""

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from plan_data.timescale.financial_year import FinancialYear
from store.checklist.checklist import Checklist, ChecklistItem
from store.checklist.history import build_history
from store.checklist.milestones import deciding_items, group_by_milestone
from store.checklist.status import LATE, judge_milestone


class MonthEnd(Struct, frozen=True):
    """The last day of a month, and how many milestones were late then by what is known now."""

    day: date
    late: int


def late_by_month(checklist: Checklist, items: Iterable[ChecklistItem]) -> tuple[MonthEnd, ...]:
    """Return how many milestones of `items` were late at each month's end up to the checklist's date.

    `items` are of the checklist, each once. Only milestones that may have been late are judged
    again, so that a large plan takes no longer than one checklist.
    """
    year = checklist.loaded.year
    days = [month.last for month in year.months() if month.last <= checklist.as_of]
    late = dict.fromkeys(days, 0)
    for members in group_by_milestone(items):
        first_day = _first_day_it_may_be_late(members)
        for day in days:
            if first_day is not None and first_day < day and _is_late(members, day, year):
                late[day] += 1
    return tuple([MonthEnd(day, count) for day, count in late.items()])


def _first_day_it_may_be_late(members: Sequence[ChecklistItem]) -> date | None:
    """Return the first day for which something of a milestone was planned or approved."""
    days = []
    for item in members:
        if any(entry.kind == "rescheduled" for entry in item.entries):
            return date.min
        planned = (item.planned.due, item.planned.start_by)
        days += [day for day in planned if day is not None]
    return min(days, default=None)


def _is_late(members: Sequence[ChecklistItem], day: date, year: FinancialYear) -> bool:
    planned = [item.planned for item in members]
    histories = []
    for item in members:
        happened = [entry for entry in item.entries if entry.on <= day]
        histories.append(build_history(happened, year.calendar))
    states = judge_milestone(planned, histories, day, year.last)
    items = [ChecklistItem(item, state) for item, state in zip(planned, states, strict=True)]
    (deciding,) = deciding_items(items)
    return deciding.state.status in LATE
