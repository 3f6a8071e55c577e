"""The position of an item in words, as the Board's reports and the app show it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from plan_data.items import PlanItem
from plan_data.timescale.financial_year import FinancialYear
from plan_data.timescale.periods import MONTHS, Period
from plan_data.timescale.units import UNITS
from store.checklist.checklist import ChecklistItem
from store.checklist.status import Colour, Status
from store.dates import format_day, format_days
from store.journal.entry import Entry
from store.journal.kinds import kinds_that
from tui.wording.counts import format_number

NO_EXPLANATION = "No explanation recorded"
REPORTED_ON = "reported on, nothing late"  # what is still to come, and green
BEFORE_PUBLICATION = "Due before publication, nothing recorded"
NO_WORD_YET = "no word yet"  # what is still to come, and white
COLOUR_WORDS: dict[Colour, str] = {
    "blue": "Blue",
    "green": "Green",
    "amber": "Amber",
    "red": "Red",
    "white": "White",
    "none": "Withdrawn",
}
COLOURS: tuple[Colour, ...] = tuple(COLOUR_WORDS)
_WORD_OF_COLOUR: dict[str, str] = dict(COLOUR_WORDS.items())
_COMMON_POSITIONS: dict[Status, str] = {
    "overdue": "without a tick",
    "return overdue": "without a return",
    "awaiting return": "awaiting a return",
    "short": "behind target",
    "forecast late": "forecast behind",
    "late start": "not started",
    "undated": "without a date",
}
_KINDS_THAT_ARE_NO_UPDATE = kinds_that(lambda traits: not traits.counts_as_update)


def position_text(item: ChecklistItem) -> str:
    """Return the position of an item in a few words; an approved date is named with the old one."""
    position = _POSITIONS[item.state.status](item)
    if not item.state.rescheduled:
        return position
    return f"{position}; rescheduled with approval (was {day_text(item.planned.due)})"


def ahead_text(colour: Colour) -> str:
    """Return what the colour of something that is still to come says."""
    if colour == "green":
        return REPORTED_ON
    return NO_WORD_YET


def _ahead(item: ChecklistItem) -> str:
    return f"{item.state.status}, {ahead_text(item.state.colour)}"


def _done(item: ChecklistItem) -> str:
    return f"done {day_text(item.state.done_on)}"


def _done_late(item: ChecklistItem) -> str:
    return f"{_done(item)}, {_days_late(item)}"


def _days_late(item: ChecklistItem) -> str:
    return f"{format_days(item.state.days_late)} behind"


def _late_start(item: ChecklistItem) -> str:
    return f"start {_days_late(item)}"


def _late_return(item: ChecklistItem) -> str:
    return f"return {_days_late(item)}"


def _awaiting_return(_item: ChecklistItem) -> str:
    return "awaiting return"


def _forecast_late(item: ChecklistItem) -> str:
    return f"forecast {day_text(item.state.forecast)}, {format_days(days_behind(item))} behind"


def _undated(_item: ChecklistItem) -> str:
    return "date to be agreed"


def _continuing(item: ChecklistItem) -> str:
    update = last_update(item)
    if update is None:
        return "continuing, no update yet"
    return f"continuing, last update {format_day(update)}"


def _without_update(item: ChecklistItem) -> str:
    update = last_update(item)
    if update is None:
        return "no update yet"
    return f"no update since {format_day(update)}"


def _withdrawn(item: ChecklistItem) -> str:
    for entry in reversed(item.entries):
        if entry.kind == "withdrawn":
            return f"withdrawn with approval ({entry.approved_by}, {format_day(entry.on)})"
    return "withdrawn"


def _against_target(item: ChecklistItem) -> str:
    actual, target = item.state.actual or 0, item.planned.target or 0
    progress = f"{format_number(actual)} of {format_number(target)}"
    if actual >= target:
        return f"target met: {progress}"
    shortfall = round(target - actual, 9)
    return f"{progress}, {format_number(shortfall)} behind"


_POSITIONS: dict[Status, Callable[[ChecklistItem], str]] = {
    "withdrawn": _withdrawn,
    "done": _done,
    "done late": _done_late,
    "overdue": _days_late,
    "late start": _late_start,
    "forecast late": _forecast_late,
    "undated": _undated,
    "continuing": _continuing,
    "no update": _without_update,
    "due soon": _ahead,
    "not due": _ahead,
    "met": _against_target,
    "short": _against_target,
    "awaiting return": _awaiting_return,
    "return overdue": _late_return,
}


def day_text(on: date | None) -> str:
    """Return a day as 31 Oct 2009, or "undated"."""
    if on is None:
        return "undated"
    return format_day(on)


def days_behind(item: ChecklistItem) -> int:
    """Return how many days an item is behind, or is forecast to be."""
    state = item.state
    if state.status == "forecast late" and state.forecast and state.due:
        return (state.forecast - state.due).days
    return state.days_late


def last_update(item: ChecklistItem) -> date | None:
    """Return the day of an item's last update, None if nobody has recorded any."""
    updates = [entry.on for entry in item.entries if entry.kind not in _KINDS_THAT_ARE_NO_UPDATE]
    return max(updates, default=None)


def colour_word(colour: str) -> str:
    """Return the word for a colour; an unknown colour is its own word."""
    return _WORD_OF_COLOUR.get(colour, colour)


def signed(text: str, entry: Entry) -> str:
    """Return a text on one line, followed by its entry's day and author in brackets."""
    signature = format_day(entry.on)
    if entry.by:
        signature += f", {entry.by}"
    one_line = " / ".join(text.splitlines())
    return f"{one_line} ({signature})".lstrip()


def dated(text: str, entry: Entry) -> str:
    """Return a text on one line, followed by its entry's day in brackets."""
    one_line = " / ".join(text.splitlines())
    return f"{one_line} ({format_day(entry.on)})".lstrip()


def judgement_text(item: ChecklistItem) -> str | None:
    """Return a lead's own judgement with its day and author, None if there is none."""
    entry = item.judgement
    if entry is None:
        return None
    return f"{colour_word(entry.colour)}: {signed(entry.text, entry)}"


def occurrence_noun(item: PlanItem) -> str:
    """Return the plural noun for the occurrences of an item's milestone: quarters, weeks, dates."""
    if item.kind == "figure":
        return "quarters"
    if item.repeat_unit:
        return UNITS[item.repeat_unit].plural
    return "dates"


def fold_summary_text(items: Sequence[ChecklistItem], otherwise: str = "due, first") -> str:
    """Return the summary of several occurrences: 34 weeks without a tick, oldest 5 Apr 2009.

    `otherwise` is used if their status has no words of its own; only its part before the comma
    is used if no occurrence has a date.
    """
    first = _first_due(items)
    count = f"{len(items)} {occurrence_noun(first.planned)}"
    position = otherwise
    if common := _COMMON_POSITIONS.get(first.state.status):
        position = f"{common}, oldest"
    if first.state.due is None:
        return f"{count} {position.partition(',')[0]}"
    return f"{count} {position} {format_day(first.state.due)}"


def _first_due(items: Iterable[ChecklistItem]) -> ChecklistItem:
    return min(items, key=due_or_never)


def due_or_never(item: ChecklistItem) -> date:
    """Return the due date, or the last day there is: a sort key that puts no date last."""
    return item.state.due or date.max


def period_text(since: date, until: date, year: FinancialYear) -> str:
    """Return the days after `since` up to `until`.

    A period that starts a quarter of the plan of `year` is named by it: Q2 2009/10 (Jul-Sep 2009).
    """
    first = since + timedelta(days=1)
    quarter = year.calendar.quarter_containing(first)
    if first != quarter.first or until > quarter.last:
        return f"{format_day(first)} to {format_day(until)}"
    if until == quarter.last:
        return _quarter_text(quarter)
    return f"{_quarter_text(quarter)}, so far to {format_day(until)}"


def _quarter_text(quarter: Period) -> str:
    label = quarter.label.replace("-", " ", 1)
    first_month = MONTHS[quarter.first.month - 1]
    last_month = MONTHS[quarter.last.month - 1]
    return f"{label} ({first_month}-{last_month} {quarter.last.year})"
