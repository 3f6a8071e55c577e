"""How a status, a due date and a count are said, in the shell and in the app alike."""

from datetime import date

from plan_data.items import PlanItem
from plan_data.model import About, Objective, Pathway
from store.checklist.checklist import Checklist, ChecklistItem
from store.checklist.status import Status
from store.dates import format_day, format_days
from store.query.groups import FoldedItems
from tui.wording.counts import codes_text, format_number

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


def fold_text(fold: FoldedItems) -> str:
    """Return what a fold of several items says beside its title."""
    first = fold.first
    if len(fold.items) == 1:
        return due_text(first)
    status = first.state.status
    oldest = f", oldest {format_day(first.state.due)}" if first.state.due else ""
    return f"{len(fold.items)} {status}{oldest}"


def title_and_date(checklist: Checklist) -> str:
    """Return the plan's title and the date that all of it is about."""
    known = f", as known on {format_day(checklist.known_on)}" if checklist.known_on else ""
    return f"{checklist.loaded.about.title}, as of {format_day(checklist.as_of)}{known}"


def pathways_label(item: PlanItem) -> str:
    """Return an item's pathways, saying where the plan's editor inferred them."""
    return codes_text(item.pathways) + (" (inferred)" if item.pathways_inferred and item.pathways else "")


def item_facts(item: ChecklistItem, objective: Objective) -> list[tuple[str, str]]:
    """Return what there is to say of an item, each with its name, the status first."""
    plan, state = item.planned, item.state
    rows = [
        ("status", f"{status_mark(item)} {status_text(item)}"),
        ("when", due_text(item)),
        ("due", _day(state.due) if state.done_on and state.due else None),
        ("objective", f"{objective.number} {objective.title}"),
        ("printed", plan.printed or "no timescale is printed"),
        ("our reading", plan.when or f"{format_number(plan.target)} {plan.unit or ''} by {_day(plan.due)}"),
        ("because", plan.reading),
        ("no date", plan.undated_reason if plan.kind == "undated" and not state.due else None),
        ("opens", _day(plan.opens) if plan.opens else None),
        ("start by", _day(plan.start_by) if plan.kind == "window" else None),
        ("started", _day(state.started_on) if state.started_on else None),
        ("new date", f"{_day(state.due)} (was {_day(plan.due)})" if state.rescheduled else None),
        ("forecast", _day(state.forecast) if state.forecast else None),
        ("late by", format_days(state.days_late) if state.days_late else None),
        ("lead", codes_text(plan.leads)),
        ("pathway", pathways_label(plan)),
        ("same as", plan.same_as),
        ("success", "; ".join(objective.success)),
        ("source", f"page {plan.source.page}, row {plan.source.row}" if plan.source else None),
    ]
    return [(name, value) for name, value in rows if value]


def accountable_for(pathway: Pathway, plan: About) -> str:
    """Return who leads and champions a pathway, and which board it reports to and how often that meets."""
    meets = next((board.meets for board in plan.boards if board.name == pathway.board), None)
    often = f" ({meets})" if meets else ""
    roles = [("led by", pathway.lead), ("champion", pathway.champion), ("board", pathway.board)]
    said = "".join(f", {word} {role}" for word, role in roles if role)
    return said + often


def _day(on: date | None) -> str:
    return format_day(on) if on else "no date"
