"""An item's history: what follows from its entries up to a date, gathered in one pass."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from plan_data.errors import MilepostError
from plan_data.timescale.financial_year import APRIL, Calendar
from plan_data.timescale.parser import parse_due
from store.journal.entry import Entry
from store.journal.kinds import kinds_that

KINDS_THAT_OPEN_OR_CLOSE = kinds_that(lambda traits: traits.opens_or_closes)


class History(Struct, frozen=True, kw_only=True, gc=False):
    """An item's entries in effect, by (`on`, `id`), and what follows from their order.

    `current_act` is the tick or withdrawal in effect, `first_tick` the first tick since the latest
    reopening, `started` the first start, `actual` the latest figure, `forecast` the latest
    forecast, `new_dates` every entry with an approved new date. Dates are those of a plan of
    `calendar`.
    """

    entries: tuple[Entry, ...] = ()
    current_act: Entry | None = None
    first_tick: Entry | None = None
    started: Entry | None = None
    actual: float | None = None
    forecast: date | None = None
    new_dates: tuple[Entry, ...] = ()
    calendar: Calendar = APRIL

    def approved_date(self, on: date) -> date | None:
        """Return the due date that was approved last, by the end of the day `on`."""
        until = [entry for entry in self.new_dates if entry.on <= on]
        return _last_due_date(until, self.calendar)

    def last_opened_or_closed(self) -> Entry | None:
        """Return the latest entry that ticked, withdrew or reopened the item."""
        for entry in reversed(self.entries):
            if entry.kind in KINDS_THAT_OPEN_OR_CLOSE:
                return entry
        return None


NO_HISTORY = History()


def build_history(entries: Sequence[Entry], calendar: Calendar) -> History:
    """Return the history that entries in effect, by (`on`, `id`), make in a plan of a calendar."""
    act = tick = started = actual = None
    forecasts: list[Entry] = []
    new_dates: list[Entry] = []
    for entry in entries:
        match entry.kind:
            case "note":  # by far the most
                pass
            case "done" | "withdrawn" | "reopened":
                act, tick = _act_and_first_tick(entry, tick)
            case "started":
                started = started or entry
            case "actual" if entry.number is not None:
                actual = entry.number
            case "forecast":
                forecasts.append(entry)
            case "rescheduled":
                new_dates.append(entry)
    return History(
        entries=tuple(entries),
        current_act=act,
        first_tick=tick,
        started=started,
        actual=actual,
        forecast=_last_due_date(forecasts, calendar),
        new_dates=tuple(new_dates),
        calendar=calendar,
    )


def _act_and_first_tick(entry: Entry, tick: Entry | None) -> tuple[Entry | None, Entry | None]:
    """Return the act in effect and the first tick after an entry, given the first tick before."""
    if entry.kind == "reopened":
        return None, None
    if entry.kind == "done" and tick is None:
        return entry, entry
    return entry, tick


def _last_due_date(entries: Sequence[Entry], calendar: Calendar) -> date | None:
    for entry in reversed(entries):
        try:
            return parse_due(entry.when, calendar).last
        except MilepostError:
            continue  # nobody can read it: the one before it still counts
    return None
