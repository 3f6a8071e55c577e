"""How a status, a due date and a count are said, in the shell and in the app alike."""

from datetime import date

from store.checklist import Checklist, ChecklistItem
from store.dates import spoken
from store.overview import Fold
from store.status import Status

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


def mark(item: ChecklistItem) -> str:
    """Return the box of an item: [x] done, [!] late, [ ] to do."""
    return f"[{SYMBOLS[item.state.status]}]"


def status_words(item: ChecklistItem) -> str:
    """Return the status in words: OVERDUE 30d, done, due soon."""
    status, late = item.state.status, item.state.days_late
    if late and status != "done late":
        return f"{status.upper()} {late}d"
    return f"{status} {late}d" if late else status


def due_words(item: ChecklistItem) -> str:
    """Return when an item is or was due, in words."""
    plan, state = item.plan, item.state
    if plan.kind == "figure":
        return figure_words(item)
    if state.done_on:
        return f"done {spoken(state.done_on)}"
    if state.due is None:
        return plan.printed or "no date printed"
    word = "start by" if plan.kind == "start" else "due"
    if plan.kind == "start" and state.started_on:
        return f"started {spoken(state.started_on)}"
    if plan.kind == "window" and plan.start_by and not state.started_on and item.state.status == "late start":
        return f"start by {spoken(plan.start_by)}"
    return f"{word} {spoken(state.due)}"


def figure_words(item: ChecklistItem) -> str:
    """Return a figure's actual against its target, and the day its quarter ends."""
    unit = f" {item.plan.unit}" if item.plan.unit else ""
    target = number(item.plan.target)
    reached = f"{number(item.state.actual)} of {target}" if item.state.actual is not None else f"target {target}"
    return f"{reached}{unit} by {spoken(item.state.due or date.max)}"


def number(value: float | None) -> str:
    """Return a number as people write it: 1181, 65.5."""
    if value is None:
        return ""
    return f"{plain(value):.15g}"


def plain(figure: float) -> float:
    """Return a whole number without its .0, as print has it."""
    return int(figure) if float(figure).is_integer() else figure


def fold_words(fold: Fold) -> str:
    """Return what a fold of several items says beside its title."""
    first = fold.first
    if len(fold.items) == 1:
        return due_words(first)
    status = first.state.status
    oldest = f", oldest {spoken(first.state.due)}" if first.state.due else ""
    return f"{len(fold.items)} {status}{oldest}"


def plural(count: int, word: str) -> str:
    """Return a count with its word: 1 item, 2 items."""
    if count == 1:
        return f"1 {word}"
    return f"{count} {word[:-1]}ies" if word.endswith("ry") else f"{count} {word}s"


def said_of(codes: tuple[str, ...]) -> str:
    """Return codes as a list, or that none is stated."""
    return ", ".join(codes) or "not stated"


def position(checklist: Checklist) -> str:
    """Return the plan's title and the date that all of it is about."""
    known = f", as known on {spoken(checklist.known_on)}" if checklist.known_on else ""
    return f"{checklist.plan.plan.title}, as of {spoken(checklist.as_of)}{known}"
