"""The status, due date and facts of an item as text, for the shell and the app."""

from collections.abc import Iterable
from datetime import date

from plan_data.items import PlanItem
from plan_data.load import LoadedPlan
from plan_data.model import About, Objective, Pathway, Source
from store.checklist.checklist import Checklist, ChecklistItem
from store.checklist.status import AHEAD, Status
from store.dates import format_day, format_days
from store.query.groups import FoldedItems
from tui.wording.counts import codes_text, format_number, leads_if_any
from tui.wording.report_text import ahead_text

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
Fact = tuple[str, str]
OptionalFact = tuple[str, str | None]


def present_facts(facts: Iterable[OptionalFact]) -> list[Fact]:
    """Return the facts that have a value."""
    present = []
    for name, value in facts:
        if value:
            present.append((name, value))
    return present


def status_mark(item: ChecklistItem) -> str:
    """Return the box of an item: [x] done, [!] late, [ ] to do."""
    return f"[{SYMBOLS[item.state.status]}]"


def status_text(item: ChecklistItem) -> str:
    """Return the status with the days late: OVERDUE 30d, done, due soon."""
    status, days_late = item.state.status, item.state.days_late
    if not days_late:
        return status
    if status == "done late":
        return f"{status} {days_late}d"
    return f"{status.upper()} {days_late}d"


def due_text(item: ChecklistItem) -> str:
    """Return when an item is due, was started or was done; of a figure its target."""
    planned, state = item.planned, item.state
    if planned.kind == "figure":
        return figure_text(item)
    if state.done_on:
        return f"done {format_day(state.done_on)}"
    if state.due is None:
        return planned.printed or "no date printed"
    if planned.kind == "start":
        return _start_text(item, state.due)
    if planned.start_by and _missed_start(item):
        return f"start by {format_day(planned.start_by)}"
    return f"due {format_day(state.due)}"


def _start_text(item: ChecklistItem, due: date) -> str:
    if item.state.started_on:
        return f"started {format_day(item.state.started_on)}"
    return f"start by {format_day(due)}"


def _missed_start(item: ChecklistItem) -> bool:
    """Return whether the window of an item opened and work on it has not started."""
    if item.planned.kind != "window" or item.state.started_on:
        return False
    return item.state.status == "late start"


def figure_text(item: ChecklistItem) -> str:
    """Return a figure's actual, its target, and the day its quarter ends."""
    target = format_number(item.planned.target)
    progress = f"target {target}"
    if item.state.actual is not None:
        progress = f"{format_number(item.state.actual)} of {target}"
    if item.planned.unit:
        progress += f" {item.planned.unit}"
    return f"{progress} by {format_day(item.state.due or date.max)}"


def fold_text(fold: FoldedItems) -> str:
    """Return the status and oldest date of several items, to follow their title."""
    first = fold.first
    if len(fold.items) == 1:
        return due_text(first)
    count = f"{len(fold.items)} {first.state.status}"
    if first.state.due is None:
        return count
    return f"{count}, oldest {format_day(first.state.due)}"


def title_and_date(checklist: Checklist) -> str:
    """Return the plan's title, the as-of date, and the known-on date if one was given."""
    title = f"{checklist.loaded.about.title}, as of {format_day(checklist.as_of)}"
    if checklist.known_on is None:
        return title
    return f"{title}, as known on {format_day(checklist.known_on)}"


def pathways_label(item: PlanItem) -> str:
    """Return an item's pathways, marked if the plan's editor inferred them."""
    label = codes_text(item.pathways)
    if item.pathways and item.pathways_inferred:
        return f"{label} (inferred)"
    return label


def codes_of_item(item: PlanItem, loaded: LoadedPlan) -> list[str]:
    """Return an item's leads and its pathways as texts, as far as the plan states any."""
    texts = leads_if_any(item.leads, loaded)
    if loaded.has_pathways:
        texts.append(pathways_label(item))
    return texts


def item_facts(item: ChecklistItem, objective: Objective) -> list[Fact]:
    """Return the facts of an item as names and values, the status first, without empty ones."""
    planned = item.planned
    facts: list[OptionalFact] = [
        ("status", f"{status_mark(item)} {_full_status(item)}"),
        ("when", due_text(item)),
        ("due", _due_if_done(item)),
        ("objective", f"{objective.number} {objective.title}"),
        ("printed", planned.printed or "no timescale is printed"),
        ("our reading", planned.when or _figure_reading(planned)),
        ("because", planned.reading),
        *_date_facts(item),
        *lead_facts(planned.leads, first_leads=planned.first_leads),
        ("pathway", pathways_label(planned)),
        ("same as", planned.same_as),
        ("success", "; ".join(objective.success)),
        ("source", source_text(planned.source)),
    ]
    return present_facts(facts)


def _full_status(item: ChecklistItem) -> str:
    """Return the status; of what is still to come, with whether anybody reported on it."""
    if item.state.status in AHEAD:
        return f"{status_text(item)}, {ahead_text(item.state.colour)}"
    return status_text(item)


def _date_facts(item: ChecklistItem) -> list[OptionalFact]:
    planned, state = item.planned, item.state
    return [
        ("no date", _reason_without_date(item)),
        ("opens", _optional_day(planned.opens)),
        ("start by", _window_start(planned)),
        ("started", _optional_day(state.started_on)),
        ("new date", _new_date(item)),
        ("forecast", _optional_day(state.forecast)),
        ("late by", _optional_days(state.days_late)),
    ]


def _due_if_done(item: ChecklistItem) -> str | None:
    if item.state.done_on is None:
        return None
    return _optional_day(item.state.due)


def _figure_reading(planned: PlanItem) -> str:
    return f"{format_number(planned.target)} {planned.unit or ''} by {_day(planned.due)}"


def _reason_without_date(item: ChecklistItem) -> str | None:
    if item.planned.kind != "undated" or item.state.due:
        return None
    return item.planned.undated_reason


def _window_start(planned: PlanItem) -> str | None:
    if planned.kind != "window":
        return None
    return _day(planned.start_by)


def _new_date(item: ChecklistItem) -> str | None:
    if not item.state.rescheduled:
        return None
    return f"{_day(item.state.due)} (was {_day(item.planned.due)})"


def lead_facts(leads: tuple[str, ...], *, first_leads: bool) -> list[Fact]:
    """Return who leads; if the plan says that the first leads, the others are partners."""
    if first_leads and len(leads) > 1:
        return [("lead", leads[0]), ("partners", ", ".join(leads[1:]))]
    return [("lead", codes_text(leads))]


def source_text(source: Source | None) -> str | None:
    """Return the page and the row of the official wording, None if neither is known."""
    if source is None:
        return None
    texts = []
    if source.page is not None:
        texts.append(f"page {source.page}")
    if source.row is not None:
        texts.append(f"row {source.row}")
    return ", ".join(texts) or None


def accountable_for(pathway: Pathway, about: About) -> str:
    """Return who leads and champions a pathway, and its board with how often that meets."""
    roles = [("led by", pathway.lead), ("champion", pathway.champion), ("board", pathway.board)]
    text = ""
    for label, role in roles:
        if role:
            text += f", {label} {role}"
    return text + _how_often(pathway.board, about)


def _how_often(board_name: str | None, about: About) -> str:
    """Return how often the first board of a name meets, in brackets, or nothing."""
    for board in about.boards:
        if board.name == board_name:
            return _in_brackets(board.meets)
    return ""


def _in_brackets(text: str | None) -> str:
    if not text:
        return ""
    return f" ({text})"


def _day(on: date | None) -> str:
    return _optional_day(on) or "no date"


def _optional_day(on: date | None) -> str | None:
    if on is None:
        return None
    return format_day(on)


def _optional_days(count: int) -> str | None:
    if not count:
        return None
    return format_days(count)
