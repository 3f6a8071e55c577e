"""The calendar of a paper: what is still to be done by its day, and the Board's meetings."""

from collections.abc import Iterator
from urllib.parse import quote

from store.checklist.checklist import ChecklistItem
from tui.reports.blocks.progress_by_group import is_open
from tui.reports.context import ReportContext
from tui.reports.document import CalendarEvent
from tui.wording.counts import codes_text
from tui.wording.report_text import position_text


def calendar_events(context: ReportContext) -> tuple[CalendarEvent, ...]:
    """Return an event for each open item that has a due date, and for each meeting."""
    plan = context.checklist.loaded.about
    items = (_event(item, plan.id) for item in context.counted if is_open(item))
    return (*filter(None, items), *_meetings(context))


def _event(item: ChecklistItem, plan: str) -> CalendarEvent | None:
    if item.state.due is None:
        return None
    lines = [
        f"Position: {position_text(item)}",
        f"Lead: {codes_text(item.planned.leads)}",
        f"Pathway: {codes_text(item.planned.pathways)}",
        *([f"Timescale: {item.planned.printed}"] if item.planned.printed else []),
    ]
    return CalendarEvent(
        _uid(item.planned.same_as or item.ref, plan),
        item.state.due,
        f"{item.ref} {item.planned.title}",
        "\n".join(lines),
    )


def _meetings(context: ReportContext) -> Iterator[CalendarEvent]:
    plan = context.checklist.loaded.about
    for meeting in context.checklist.meetings:
        uid = _uid(f"{meeting.board} {meeting.on}", plan.id)
        yield CalendarEvent(uid, meeting.on, f"{meeting.board} meets", plan.title)


def _uid(name: str, plan: str) -> str:
    """Return a name that is the same whenever it is exported, and in letters that every calendar takes."""
    return f"{quote(name, safe='')}.{quote(plan, safe='')}@milepost"
