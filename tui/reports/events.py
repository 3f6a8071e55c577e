"""The calendar of a paper: what is still to be done by its day, and the Board's meetings."""

from collections.abc import Iterator
from urllib.parse import quote

from store.checklist import ChecklistItem
from tui.reports.overview import is_open
from tui.reports.paper import CalendarEvent
from tui.reports.phrases import position_text
from tui.reports.position import ReportContext
from tui.words import codes_text


def calendar_events(position: ReportContext) -> tuple[CalendarEvent, ...]:
    """Return an event for each open item that has a due date, and for each meeting."""
    plan = position.now.plan.plan
    items = (_event(item, plan.plan) for item in position.counted if is_open(item))
    return (*filter(None, items), *_meetings(position))


def _event(item: ChecklistItem, plan: str) -> CalendarEvent | None:
    if item.state.due is None:
        return None
    lines = [
        f"Position: {position_text(item)}",
        f"Lead: {codes_text(item.plan.leads)}",
        f"Pathway: {codes_text(item.plan.pathways)}",
        *([f"Timescale: {item.plan.printed}"] if item.plan.printed else []),
    ]
    return CalendarEvent(
        _uid(item.plan.same_as or item.ref, plan), item.state.due, f"{item.ref} {item.plan.title}", "\n".join(lines)
    )


def _meetings(position: ReportContext) -> Iterator[CalendarEvent]:
    plan = position.now.plan.plan
    for meeting in position.now.meetings:
        uid = _uid(f"{meeting.board} {meeting.on}", plan.plan)
        yield CalendarEvent(uid, meeting.on, f"{meeting.board} meets", plan.title)


def _uid(name: str, plan: str) -> str:
    """Return a name that is the same whenever it is exported, and in letters that every calendar takes."""
    return f"{quote(name, safe='')}.{quote(plan, safe='')}@milepost"
