"""The status of one item on a date: the rules, as docs/status.md tells them."""

from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from plan_data.errors import MilepostError
from plan_data.items import PlanItem
from plan_data.periods import one_month_after
from plan_data.timescale import parse_due
from store.entry import Entry

Status = Literal[
    "withdrawn", "done", "done late", "overdue", "late start", "forecast late", "undated", "continuing",
    "no update", "due soon", "not due", "met", "short", "awaiting return", "return overdue",
]  # fmt: skip
Colour = Literal["blue", "green", "amber", "red", "white", "none"]

LATE: frozenset[Status] = frozenset({"overdue", "late start", "return overdue"})
FIXED = frozenset({"figure", "continuing"})  # kinds that take neither a forecast nor a new date
SOON = timedelta(days=31)
WITHOUT_UPDATE = timedelta(days=93)
RETURN_WITHIN = timedelta(days=45)
NEARLY_MET = 0.9


class State(Struct, frozen=True, kw_only=True):
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


class History(Struct, frozen=True):
    """What an item's standing entries up to a date say; `entries` are by (`on`, `id`)."""

    entries: tuple[Entry, ...]

    def last_of(self, *kinds: str) -> Entry | None:
        """Return the latest entry of any of `kinds`."""
        return next((entry for entry in reversed(self.entries) if entry.kind in kinds), None)

    @property
    def standing_act(self) -> Entry | None:
        """The tick or withdrawal that stands, None where there is none or it was reopened."""
        act = self.last_of("done", "reopened", "withdrawn")
        return act if act and act.kind != "reopened" else None

    @property
    def first_tick(self) -> Entry | None:
        """The first tick since the latest reopening."""
        tick = None
        for entry in reversed(self.entries):
            if entry.kind == "reopened":
                break
            if entry.kind == "done":
                tick = entry
        return tick

    @property
    def started(self) -> Entry | None:
        """The first start."""
        return next((entry for entry in self.entries if entry.kind == "started"), None)

    def approved_date(self, on: date) -> date | None:
        """Return the due date that was approved last, by the end of the day `on`."""
        approved = [entry for entry in self.entries if entry.kind == "rescheduled" and entry.on <= on]
        return _last_dated(approved)

    @property
    def actual(self) -> float | None:
        """The latest actual."""
        return next((e.number for e in reversed(self.entries) if e.kind == "actual" and e.number is not None), None)

    @property
    def forecast(self) -> date | None:
        """The latest forecast."""
        return _last_dated([entry for entry in self.entries if entry.kind == "forecast"])


def _last_dated(entries: list[Entry]) -> date | None:
    for entry in reversed(entries):
        try:
            return parse_due(entry.when).last
        except MilepostError:
            continue  # another version's word for a date: the one before it still stands
    return None


def judge(item: PlanItem, history: History, on: date, year_end: date) -> State:
    """Return the state of `item` at the end of the day `on`.

    `history` holds the item's standing entries that happened by then, `year_end` is the last
    day of the plan's year.
    """
    approved = history.approved_date(on) if item.kind not in FIXED else None
    due = approved or item.due
    started, tick = history.started, history.first_tick
    act = history.standing_act
    done = act is not None and act.kind == "done"
    status, colour, late_by = _judge(item, history, due, on, year_end)
    return State(
        status=status,
        colour=colour,
        days_late=late_by,
        due=due,
        started_on=started.on if started else None,
        done_on=tick.on if tick and done and item.kind != "figure" else None,
        forecast=history.forecast if item.kind not in FIXED else None,
        rescheduled=approved is not None,
        actual=history.actual if item.kind == "figure" else None,
    )


Verdict = tuple[Status, Colour, int]


def _judge(  # noqa: PLR0911 - one return a test
    item: PlanItem, history: History, due: date | None, on: date, year_end: date
) -> Verdict:
    """Apply the tests in their order; the first that fits decides."""
    act = history.standing_act
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
    if due and history.forecast and history.forecast > due and item.kind not in FIXED:
        return "forecast late", "amber", 0
    if item.kind == "continuing":
        return _continuing(history, item.opens, on)
    if due is None:
        return "undated", "amber" if on > year_end else "white", 0
    return _ahead(due, on)


def _done(item: PlanItem, history: History, tick: Entry) -> Verdict:
    due = (history.approved_date(tick.on) if item.kind not in FIXED else None) or item.due
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
    nearly = round(actual - NEARLY_MET * target, 9) >= 0  # 0.99 is 90% of 1.1, also in binary fractions
    return "short", "amber" if nearly else "red", 0
