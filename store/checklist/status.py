"""The status of an item and of its milestone on a date; docs/status.md describes the rules."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import chain
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from plan_data.items import PlanItem
from plan_data.measures import MeasurePeriod
from plan_data.timescale.periods import one_month_after
from store.checklist.history import History
from store.checklist.retractions import happened_order
from store.journal.entry import Entry
from store.journal.kinds import kinds_that

Status = Literal[
    "withdrawn", "done", "done late", "overdue", "late start", "forecast late", "undated",
    "continuing", "no update", "due soon", "not due", "met", "short", "awaiting return",
    "return overdue",
]  # fmt: skip
Colour = Literal["blue", "green", "amber", "red", "white", "none"]

# Papers and JSON name it, so that one knows why the same journal was judged otherwise before.
RULES_VERSION = "2"
KINDS_THAT_REPORT = kinds_that(lambda traits: traits.reports)
AHEAD: frozenset[Status] = frozenset({"due soon", "not due"})
LATE: frozenset[Status] = frozenset({"overdue", "late start", "return overdue"})
KINDS_WITHOUT_NEW_DATE = frozenset({"figure", "continuing"})  # of items; nor a forecast
SOON = timedelta(days=31)
WITHOUT_UPDATE = timedelta(days=93)
RETURN_WITHIN = timedelta(days=45)
NEARLY_MET = 0.9


class ItemState(Struct, frozen=True, kw_only=True, gc=False):
    """The state of an item at the end of a day; None means "not yet", or that none is known.

    `due` is the approved new date, if there is one, and `rescheduled` whether there is.
    `days_late` counts days, and is 0 unless the status is late or done late.
    """

    status: Status
    colour: Colour
    days_late: int = 0
    due: date | None = None
    started_on: date | None = None
    done_on: date | None = None
    forecast: date | None = None
    rescheduled: bool = False
    actual: float | None = None


def judge_milestone(
    items: Sequence[PlanItem],
    histories: Sequence[History],
    on: date,
    year_end: date,
    missing: Sequence[MeasurePeriod] = (),
) -> list[ItemState]:
    """Return the state at the end of the day `on` of each item of one milestone, in their order.

    `histories` hold the entries in effect of each item that happened by then, `year_end` is the
    last day of the plan's year. `missing` are the periods of a figure that have no actual and are
    no items, as print sets no target for them. What is still to come is green if the milestone is
    reported on.
    """
    pairs = zip(items, histories, strict=True)
    states = [_judge_item(item, history, on, year_end) for item, history in pairs]
    is_any_ahead = not AHEAD.isdisjoint([state.status for state in states])
    if is_any_ahead and not _is_any_overdue(missing, on):
        return _with_colour_ahead(items, histories, states, on)
    return states


def _with_colour_ahead(
    items: Sequence[PlanItem],
    histories: Sequence[History],
    states: list[ItemState],
    on: date,
) -> list[ItemState]:
    if _is_reported_on(items, histories, states, on):
        return [_with_green_ahead(state) for state in states]
    return states


def _with_green_ahead(state: ItemState) -> ItemState:
    if state.status in AHEAD:
        return replace(state, colour="green")
    return state


def _is_reported_on(
    items: Sequence[PlanItem],
    histories: Sequence[History],
    states: Sequence[ItemState],
    on: date,
) -> bool:
    """Return whether anybody said lately that the milestone goes well: no news is never green."""
    if items[0].kind == "figure":
        return _are_returns_on_target(items, states)
    entries = list(chain.from_iterable(history.entries for history in histories))
    judgements = [entry for entry in entries if entry.kind == "judged"]
    if judgements and max(judgements, key=happened_order).colour != "green":
        return False
    return any(_is_recent_report(entry, on) for entry in entries)


def _is_recent_report(entry: Entry, on: date) -> bool:
    return entry.kind in KINDS_THAT_REPORT and on - entry.on < WITHOUT_UPDATE


def _is_any_overdue(missing: Iterable[MeasurePeriod], on: date) -> bool:
    """Return whether a return that is missing is overdue."""
    states = [judge_missing_return(period.due, on)[0] for period in missing]
    return "return overdue" in states


def _are_returns_on_target(items: Sequence[PlanItem], states: Sequence[ItemState]) -> bool:
    """Return whether a figure's latest return met its target, and none of its items is overdue."""
    is_on_target = False
    for item, state in zip(items, states, strict=True):
        if state.status == "return overdue":
            return False
        if state.actual is not None:
            is_on_target = state.actual >= (item.target or 0)
    return is_on_target


def _judge_item(item: PlanItem, history: History, on: date, year_end: date) -> ItemState:
    """Return the state of an item; what is still to come is white."""
    approved = _approved_date(item, history, on)
    due = approved or item.due
    status, colour, days_late = _judge(item, history, due, on, year_end)
    return ItemState(
        status=status,
        colour=colour,
        days_late=days_late,
        due=due,
        started_on=_started_on(history),
        done_on=_done_on(item, history),
        forecast=_forecast(item, history),
        rescheduled=approved is not None,
        actual=_actual(item, history),
    )


def _started_on(history: History) -> date | None:
    if history.started is None:
        return None
    return history.started.on


def _forecast(item: PlanItem, history: History) -> date | None:
    if item.kind in KINDS_WITHOUT_NEW_DATE:
        return None
    return history.forecast


def _actual(item: PlanItem, history: History) -> float | None:
    if item.kind != "figure":
        return None
    return history.actual


def _approved_date(item: PlanItem, history: History, on: date) -> date | None:
    if not history.new_dates or item.kind in KINDS_WITHOUT_NEW_DATE:
        return None
    return history.approved_date(on)


def _done_on(item: PlanItem, history: History) -> date | None:
    act, tick = history.current_act, history.first_tick
    if act is None or tick is None:
        return None
    if act.kind != "done" or item.kind == "figure":
        return None
    return tick.on


Verdict = tuple[Status, Colour, int]  # the last is the days late


def _judge(item: PlanItem, history: History, due: date | None, on: date, year_end: date) -> Verdict:
    """Apply the rules in their order; the first that fits decides."""
    act = history.current_act
    if act and act.kind == "withdrawn":
        return "withdrawn", "none", 0
    if item.kind == "figure":
        return _judge_figure(item, history, on)
    if act:
        return _judge_done(item, history, history.first_tick or act)
    if item.kind == "start":
        return _judge_start(history, due, on)
    return _judge_open(item, history, due, on, year_end)


def _judge_open(
    item: PlanItem, history: History, due: date | None, on: date, year_end: date
) -> Verdict:
    """Apply the rules for what is to be done and is not, in their order."""
    if due and on > due:
        return _judge_overdue(due, on)
    if item.start_by and on > item.start_by and not history.started:
        return "late start", "amber", (on - item.start_by).days
    if item.kind == "continuing":
        return _judge_continuing(history, item.opens, on)
    if _is_forecast_late(history, due):
        return "forecast late", "amber", 0
    if due is None:
        return _judge_undated(on, year_end)
    return _judge_ahead(due, on)


def _is_forecast_late(history: History, due: date | None) -> bool:
    return due is not None and history.forecast is not None and history.forecast > due


def _judge_done(item: PlanItem, history: History, tick: Entry) -> Verdict:
    due = _approved_date(item, history, tick.on) or item.due
    if due is None or tick.on <= due:
        return "done", "blue", 0
    if item.kind == "start" and history.started and history.started.on <= due:
        return "done", "blue", 0  # it was due to start, and did so in time
    return "done late", "blue", (tick.on - due).days


def _judge_overdue(due: date, on: date) -> Verdict:
    days_late = (on - due).days
    if on <= one_month_after(due):
        return "overdue", "amber", days_late
    return "overdue", "red", days_late


def _judge_undated(on: date, year_end: date) -> Verdict:
    if on > year_end:
        return "undated", "amber", 0
    return "undated", "white", 0


def _judge_start(history: History, due: date | None, on: date) -> Verdict:
    if history.started:
        return _judge_continuing(history, history.started.on, on)
    if due and on > due:
        return "late start", "amber", (on - due).days
    if _is_forecast_late(history, due):
        return "forecast late", "amber", 0
    return _judge_ahead(due or on, on)


def _judge_continuing(history: History, opens: date | None, on: date) -> Verdict:
    updates = [entry.on for entry in history.entries]
    if opens:
        updates.append(opens)
    last_update = max(updates, default=on)
    if on - last_update < WITHOUT_UPDATE:  # also if it opens after `on`
        return "continuing", "white", 0
    return "no update", "amber", 0


def _judge_ahead(due: date, on: date) -> Verdict:
    if due - on <= SOON:
        return "due soon", "white", 0
    return "not due", "white", 0


def _judge_figure(item: PlanItem, history: History, on: date) -> Verdict:
    quarter_end = item.due or on
    if on <= quarter_end:
        return _judge_ahead(quarter_end, on)
    if history.actual is None:
        return judge_missing_return(quarter_end, on)
    return _judge_actual(history.actual, item.target or 0)


def judge_missing_return(
    period_end: date, on: date
) -> tuple[Literal["awaiting return", "return overdue"], Colour, int]:
    """Return the state of a period that is over and has no actual, of a figure or a measure.

    A return is overdue once `RETURN_WITHIN` has passed since the period's end, whether or not print
    sets a target for it.
    """
    days_late = (on - period_end - RETURN_WITHIN).days
    if days_late <= 0:
        return "awaiting return", "white", 0
    return "return overdue", "amber", days_late


def _judge_actual(actual: float, target: float) -> Verdict:
    if actual >= target:
        return "met", "blue", 0
    shortfall = NEARLY_MET * target - actual
    if round(shortfall, 9) <= 0:  # 0.99 is 90% of 1.1, although not in binary fractions
        return "short", "amber", 0
    return "short", "red", 0
