"""The calendar of a report: the due dates of open items, and the Board's meetings."""

from urllib.parse import quote

from store.checklist.checklist import ChecklistItem
from store.query.open_items import is_open
from tui.reports.context import ReportContext
from tui.reports.document import CalendarEvent
from tui.wording.counts import codes_text
from tui.wording.report_text import position_text


def calendar_events(context: ReportContext) -> tuple[CalendarEvent, ...]:
    """Return an event for each open item that has a due date, and for each meeting."""
    return (*_due_dates(context), *_meetings(context))


def _due_dates(context: ReportContext) -> list[CalendarEvent]:
    plan_id = context.checklist.loaded.about.id
    events = []
    for item in context.counted:
        due = item.state.due
        if due is None or not is_open(item):
            continue
        uid = _uid(item.planned.same_as or item.ref, plan_id)
        title = f"{item.ref} {item.planned.title}"
        description = _description(item, context)
        events.append(CalendarEvent(uid, due, title, description))
    return events


def _description(item: ChecklistItem, context: ReportContext) -> str:
    planned, vocabulary = item.planned, context.vocabulary
    lines = [
        f"Position: {position_text(item)}",
        f"{vocabulary.title('lead')}: {context.leads_text(planned.leads)}",
        f"{vocabulary.title('pathway')}: {codes_text(planned.pathways)}",
    ]
    if planned.printed:
        lines.append(f"Timescale: {planned.printed}")
    return "\n".join(lines)


def _meetings(context: ReportContext) -> list[CalendarEvent]:
    about = context.checklist.loaded.about
    events = []
    for meeting in context.board_calendar:
        uid = _uid(f"{meeting.board} {meeting.on}", about.id)
        events.append(CalendarEvent(uid, meeting.on, f"{meeting.board} meets", about.title))
    return events


def _uid(name: str, plan_id: str) -> str:
    """Return an id that is the same in each export, with characters that all calendars accept."""
    return f"{quote(name, safe='')}.{quote(plan_id, safe='')}@milepost"
