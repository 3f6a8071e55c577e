"""How the Board's papers say where an item stands: plain, and kind to whoever reads it aloud."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from plan_data.items import PlanItem
from plan_data.timescale.financial_year import quarter_containing
from plan_data.timescale.periods import MONTHS
from plan_data.timescale.units import UNITS
from store.checklist.checklist import ChecklistItem
from store.checklist.status import Colour, Status
from store.dates import format_day, format_days
from store.journal.entry import Entry
from tui.wording.counts import format_number

NO_EXPLANATION = "No explanation recorded"
COLOUR_WORDS: dict[Colour, str] = {
    "blue": "Blue", "green": "Green", "amber": "Amber", "red": "Red", "white": "White", "none": "Withdrawn",
}  # fmt: skip
COLOURS: tuple[Colour, ...] = ("blue", "green", "amber", "red", "white", "none")
_ALIKE: dict[Status, str] = {
    "overdue": "without a tick",
    "return overdue": "without a return",
    "awaiting return": "awaiting a return",
    "short": "behind target",
    "forecast late": "forecast behind",
    "late start": "not started",
    "undated": "without a date",
}


def position_text(item: ChecklistItem) -> str:
    """Return where an item stands, in a few words."""
    words = _stands(item)
    if not item.state.rescheduled:
        return words
    return f"{words}; rescheduled with approval (was {day_text(item.planned.due)})"


def _stands(item: ChecklistItem) -> str:
    state, late = item.state, format_days(item.state.days_late)
    words: dict[Status, str] = {
        "done": f"done {day_text(state.done_on)}",
        "done late": f"done {day_text(state.done_on)}, {late} behind",
        "overdue": f"{late} behind",
        "late start": f"start {late} behind",
        "return overdue": f"return {late} behind",
        "awaiting return": "awaiting return",
        "forecast late": f"forecast {day_text(state.forecast)}, {format_days(days_behind(item))} behind",
        "undated": "date to be agreed",
    }
    others: dict[Status, Callable[[ChecklistItem], str]] = {
        "withdrawn": _withdrawn, "continuing": _continuing, "no update": _silent, "met": _reached, "short": _reached,
    }  # fmt: skip
    if tell := others.get(state.status):
        return tell(item)
    return words.get(state.status, "on target")


def _continuing(item: ChecklistItem) -> str:
    return f"continuing, last update {day_text(last_update(item))}" if _updates(item) else "continuing"


def _silent(item: ChecklistItem) -> str:
    return f"no update since {day_text(last_update(item))}"


def _withdrawn(item: ChecklistItem) -> str:
    act = next((entry for entry in reversed(item.entries) if entry.kind == "withdrawn"), None)
    return f"withdrawn with approval ({act.approved_by}, {format_day(act.on)})" if act else "withdrawn"


def _reached(item: ChecklistItem) -> str:
    actual, target = item.state.actual or 0, item.planned.target or 0
    reached = f"{format_number(actual)} of {format_number(target)}"
    return (
        f"target met: {reached}"
        if actual >= target
        else f"{reached}, {format_number(round(target - actual, 9))} behind"
    )


def day_text(on: date | None) -> str:
    """Return a day as people write it, or that there is none."""
    return format_day(on) if on else "undated"


def days_behind(item: ChecklistItem) -> int:
    """Return how many days an item is behind, or is forecast to be."""
    state = item.state
    if state.status == "forecast late" and state.forecast and state.due:
        return (state.forecast - state.due).days
    return state.days_late


def last_update(item: ChecklistItem) -> date | None:
    """Return the day of a continuing item's last update; until the first, the day it opened."""
    opened = [item.planned.opens] if item.planned.opens and item.planned.kind == "continuing" else []
    return max([*opened, *(entry.on for entry in _updates(item))], default=None)


def _updates(item: ChecklistItem) -> list[Entry]:
    return [entry for entry in item.entries if entry.kind != "confirmed"]


def colour_word(colour: str) -> str:
    """Return the word of a colour, whoever judged it."""
    return next((word for known, word in COLOUR_WORDS.items() if known == colour), colour)


def signed(text: str, entry: Entry) -> str:
    """Return words with their day and author, on one line."""
    return f"{' / '.join(text.splitlines())} ({', '.join(filter(None, (format_day(entry.on), entry.by)))})".lstrip()


def judgement_text(item: ChecklistItem) -> str | None:
    """Return a lead's own judgement, None where there is none."""
    entry = item.judgement
    return f"{colour_word(entry.colour)}: {signed(entry.text, entry)}" if entry else None


def occurrence_noun(item: PlanItem) -> str:
    """Return what the occurrences of an item's milestone are called."""
    if item.kind == "figure":
        return "quarters"
    if item.repeat_unit:
        return UNITS[item.repeat_unit].plural
    return "dates"


def fold_summary_text(items: Sequence[ChecklistItem], otherwise: str = "due, first") -> str:
    """Return what several occurrences of one milestone have in common: 34 weeks without a tick, oldest 5 Apr 2009."""
    first = min(items, key=lambda item: item.state.due or date.max)
    day = f" {format_day(first.state.due)}" if first.state.due else ""
    words = _ALIKE.get(first.state.status)
    said = f"{words}, oldest" if words else otherwise
    return f"{len(items)} {occurrence_noun(first.planned)} {said if day else said.partition(',')[0]}{day}"


def period_text(since: date, until: date) -> str:
    """Return the days after `since` up to `until` as a quarter, Q2 2009/10 (Jul-Sep 2009), where they begin one."""
    first = since + timedelta(days=1)
    whole = quarter_containing(first)
    if first != whole.first or until > whole.last:
        return f"{format_day(first)} to {format_day(until)}"
    label = whole.label.replace("-", " ", 1)
    named = f"{label} ({MONTHS[whole.first.month - 1]}-{MONTHS[whole.last.month - 1]} {whole.last.year})"
    return named if until == whole.last else f"{named}, so far to {format_day(until)}"
