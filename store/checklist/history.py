"""What an item's entries up to a date say, gathered in one pass."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from plan_data.errors import MilepostError
from plan_data.timescale.parser import parse_due
from store.journal.entry import Entry


class History(Struct, frozen=True, kw_only=True, gc=False):
    """An item's standing entries, by (`on`, `id`), and what follows from their order.

    `standing_act` is the tick or withdrawal that stands, `first_tick` the first tick since the
    latest reopening, `started` the first start, `actual` the latest figure, `forecast` the latest forecast.
    """

    entries: tuple[Entry, ...] = ()
    current_act: Entry | None = None
    first_tick: Entry | None = None
    started: Entry | None = None
    actual: float | None = None
    forecast: date | None = None
    new_dates: tuple[Entry, ...] = ()

    def approved_date(self, on: date) -> date | None:
        """Return the due date that was approved last, by the end of the day `on`."""
        return (
            _last_dated([entry for entry in self.new_dates if entry.on <= on])
            if self.new_dates
            else None
        )

    def last_of(self, *kinds: str) -> Entry | None:
        """Return the latest entry of any of `kinds`."""
        return next((entry for entry in reversed(self.entries) if entry.kind in kinds), None)


NO_HISTORY = History()


def build_history(entries: Sequence[Entry]) -> History:
    """Return the history that standing entries, by (`on`, `id`), make."""
    act = tick = started = actual = None
    forecasts: list[Entry] = []
    new_dates: list[Entry] = []
    for entry in entries:
        match entry.kind:
            case "note":  # by far the most
                pass
            case "done":
                act, tick = entry, tick or entry
            case "withdrawn":
                act = entry
            case "reopened":
                act = tick = None
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
        forecast=_last_dated(forecasts),
        new_dates=tuple(new_dates),
    )


def _last_dated(entries: Sequence[Entry]) -> date | None:
    for entry in reversed(entries):
        try:
            return parse_due(entry.when).last
        except MilepostError:
            continue  # another version's word for a date: the one before it still stands
    return None
