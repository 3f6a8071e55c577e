"""The status of one item on a date: the rules, as docs/status.md tells them."""

from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from plan_data.items import PlanItem
from plan_data.timescale.periods import one_month_after
from store.checklist.history import History
from store.journal.entry import Entry

Status = Literal[
    "withdrawn", "done", "done late", "overdue", "late start", "forecast late", "undated", "continuing",
    "no update", "due soon", "not due", "met", "short", "awaiting return", "return overdue",
]  # fmt: skip
Colour = Literal["blue", "green", "amber", "red", "white", "none"]

LATE: frozenset[Status] = frozenset({"overdue", "late start", "return overdue"})
KINDS_WITHOUT_NEW_DATE = frozenset(
    {"figure", "continuing"}
)  # kinds that take neither a forecast nor a new date
SOON = timedelta(days=31)
WITHOUT_UPDATE = timedelta(days=93)
RETURN_WITHIN = timedelta(days=45)
NEARLY_MET = 0.9


class ItemState(Struct, frozen=True, kw_only=True, gc=False):
    """What has become of an item by a date; days are whole, `None` is "not so far"."""

    status: Status
    colour: Colour
    days_late: int = 0
    due: date | None = None
    started_on: date | None = None
    done_on: date | None = None
    forecast: date | None = None
    rescheduled: bool = False
    actual: float | None = None


def judge_item(item: PlanItem, history: History, on: date, year_end: date) -> ItemState:
    """Return the state of `item` at the end of the day `on`.

    `history` holds the item's standing entries that happened by then, `year_end` is the last
    day of the plan's year.
    """
    approved = (
        history.approved_date(on)
        if history.new_dates and item.kind not in KINDS_WITHOUT_NEW_DATE
        else None
    )
    due = approved or item.due
    started, tick = history.started, history.first_tick
    done = history.current_act is not None and history.current_act.kind == "done"
    status, colour, late_by = _judge(item, history, due, on, year_end)
    return ItemState(
        status=status,
        colour=colour,
        days_late=late_by,
        due=due,
        started_on=started.on if started else None,
        done_on=tick.on if tick and done and item.kind != "figure" else None,
        forecast=history.forecast if item.kind not in KINDS_WITHOUT_NEW_DATE else None,
        rescheduled=approved is not None,
        actual=history.actual if item.kind == "figure" else None,
    )


Verdict = tuple[Status, Colour, int]


def _judge(  # noqa: PLR0911 - one return a test
    item: PlanItem, history: History, due: date | None, on: date, year_end: date
) -> Verdict:
    """Apply the tests in their order; the first that fits decides."""
    act = history.current_act
    if act and act.kind == "withdrawn":
        return "withdrawn", "none", 0
    if item.kind == "figure":
        return _figure(item, history, on)
    if act:
        return _done(item, history, history.first_tick or act)
    if item.kind == "start":
        return _start(history, due, on)
    if due and on > due:
        return "overdue", "amber" if on <= one_month_after(due) else "red", (on - due).days
    if item.start_by and on > item.start_by and not history.started:
        return "late start", "amber", (on - item.start_by).days
    if (
        due
        and history.forecast
        and history.forecast > due
        and item.kind not in KINDS_WITHOUT_NEW_DATE
    ):
        return "forecast late", "amber", 0
    if item.kind == "continuing":
        return _continuing(history, item.opens, on)
    if due is None:
        return "undated", "amber" if on > year_end else "white", 0
    return _ahead(due, on)


def _done(item: PlanItem, history: History, tick: Entry) -> Verdict:
    due = (
        history.approved_date(tick.on) if item.kind not in KINDS_WITHOUT_NEW_DATE else None
    ) or item.due
    began = history.started.on if item.kind == "start" and history.started else tick.on
    if due is None or min(began, tick.on) <= due:
        return "done", "blue", 0
    return "done late", "blue", (tick.on - due).days


def _start(history: History, due: date | None, on: date) -> Verdict:
    if history.started:
        return _continuing(history, history.started.on, on)
    if due and on > due:
        return "late start", "amber", (on - due).days
    if due and history.forecast and history.forecast > due:
        return "forecast late", "amber", 0
    return _ahead(due or on, on)


def _continuing(history: History, opens: date | None, on: date) -> Verdict:
    heard = max([entry.on for entry in history.entries] + ([opens] if opens else []), default=on)
    if on - heard < WITHOUT_UPDATE:  # a day not yet open is before it
        return "continuing", "white", 0
    return "no update", "amber", 0


def _ahead(due: date, on: date) -> Verdict:
    return ("due soon" if due - on <= SOON else "not due"), "green", 0


def _figure(item: PlanItem, history: History, on: date) -> Verdict:
    ended = item.due or on
    if on <= ended:
        return _ahead(ended, on)
    actual, target = history.actual, item.target or 0
    if actual is None:
        if on <= ended + RETURN_WITHIN:
            return "awaiting return", "white", 0
        return "return overdue", "amber", (on - ended - RETURN_WITHIN).days
    if actual >= target:
        return "met", "blue", 0
    nearly = (
        round(actual - NEARLY_MET * target, 9) >= 0
    )  # 0.99 is 90% of 1.1, also in binary fractions
    return "short", "amber" if nearly else "red", 0
