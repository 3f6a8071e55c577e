"""How a status, a due date and a count are said, in the shell and in the app alike."""

from datetime import date

from store.checklist.checklist import Checklist, ChecklistItem
from store.checklist.status import Status
from store.dates import format_day
from store.query.groups import FoldedItems

SYMBOLS: dict[Status, str] = {
    "withdrawn": "-",
    "done": "x",
    "done late": "x",
    "overdue": "!",
    "late start": "!",
    "forecast late": ">",
    "undated": "?",
    "continuing": "~",
    "no update": "?",
    "due soon": "*",
    "not due": " ",
    "met": "x",
    "short": "!",
    "awaiting return": "?",
    "return overdue": "!",
}


def status_mark(item: ChecklistItem) -> str:
    """Return the box of an item: [x] done, [!] late, [ ] to do."""
    return f"[{SYMBOLS[item.state.status]}]"


def status_text(item: ChecklistItem) -> str:
    """Return the status in words: OVERDUE 30d, done, due soon."""
    status, late = item.state.status, item.state.days_late
    if late and status != "done late":
        return f"{status.upper()} {late}d"
    return f"{status} {late}d" if late else status


def due_text(item: ChecklistItem) -> str:
    """Return when an item is or was due, in words."""
    plan, state = item.planned, item.state
    if plan.kind == "figure":
        return figure_text(item)
    if state.done_on:
        return f"done {format_day(state.done_on)}"
    if state.due is None:
        return plan.printed or "no date printed"
    word = "start by" if plan.kind == "start" else "due"
    if plan.kind == "start" and state.started_on:
        return f"started {format_day(state.started_on)}"
    if plan.kind == "window" and plan.start_by and not state.started_on and item.state.status == "late start":
        return f"start by {format_day(plan.start_by)}"
    return f"{word} {format_day(state.due)}"


def figure_text(item: ChecklistItem) -> str:
    """Return a figure's actual against its target, and the day its quarter ends."""
    unit = f" {item.planned.unit}" if item.planned.unit else ""
    target = format_number(item.planned.target)
    reached = f"{format_number(item.state.actual)} of {target}" if item.state.actual is not None else f"target {target}"
    return f"{reached}{unit} by {format_day(item.state.due or date.max)}"


def format_number(value: float | None) -> str:
    """Return a number as people write it: 1181, 65.5."""
    if value is None:
        return ""
    return f"{plain_number(value):.15g}"


def plain_number(figure: float) -> float:
    """Return a whole number without its .0, as print has it."""
    return int(figure) if float(figure).is_integer() else figure


def fold_text(fold: FoldedItems) -> str:
    """Return what a fold of several items says beside its title."""
    first = fold.first
    if len(fold.items) == 1:
        return due_text(first)
    status = first.state.status
    oldest = f", oldest {format_day(first.state.due)}" if first.state.due else ""
    return f"{len(fold.items)} {status}{oldest}"


def plural(count: int, word: str) -> str:
    """Return a count with its word: 1 item, 2 items."""
    if count == 1:
        return f"1 {word}"
    return f"{count} {word[:-1]}ies" if word.endswith("ry") else f"{count} {word}s"


def codes_text(codes: tuple[str, ...]) -> str:
    """Return codes as a list, or that none is stated."""
    return ", ".join(codes) or "not stated"


def title_and_date(checklist: Checklist) -> str:
    """Return the plan's title and the date that all of it is about."""
    known = f", as known on {format_day(checklist.known_on)}" if checklist.known_on else ""
    return f"{checklist.loaded.about.title}, as of {format_day(checklist.as_of)}{known}"
