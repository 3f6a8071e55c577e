"""The calendar of a report: the due dates of its items, and the Board's meetings."""

from urllib.parse import quote

from store.checklist.checklist import ChecklistItem
from store.checklist.retractions import recorded_by
from store.journal.entry import Entry
from store.query.open_items import is_open
from tui.reports.context import ReportContext
from tui.reports.document import CalendarEvent
from tui.wording.counts import codes_text
from tui.wording.report_text import position_text


def calendar_events(context: ReportContext) -> tuple[CalendarEvent, ...]:
    """Return an event for each item that has a due date, and for each meeting of the Board.

    The event of an item that needs nothing more is cancelled, so that it leaves the calendars that
    have it from an earlier paper.
    """
    return (*_due_dates(context), *_meetings(context))


def _due_dates(context: ReportContext) -> list[CalendarEvent]:
    plan_id = context.checklist.loaded.about.id
    recorded = _entries_by_ref(context)
    events = []
    for item in context.counted:
        due = item.state.due
        if due is None:
            continue
        entries = recorded.get(item.ref, item.entries)
        event = CalendarEvent(
            uid=_uid(item.planned.same_as or item.ref, plan_id),
            on=due,
            title=f"{item.ref} {item.planned.title}",
            description=_description(item, context),
            is_cancelled=not is_open(item),
            sequence=len(entries),
            changed=max([entry.at for entry in entries], default=None),
        )
        events.append(event)
    return events


def _entries_by_ref(context: ReportContext) -> dict[str, list[Entry]]:
    """Return what was recorded of each item up to the as-of date.

    What was taken back is among them, and so is its retraction: a later version of an event has to
    have a higher number.
    """
    checklist = context.checklist
    by_ref: dict[str, list[Entry]] = {}
    for entry in recorded_by(context.entries, checklist.known_on):
        if entry.on <= context.as_of and entry.plan == checklist.loaded.about.id:
            by_ref.setdefault(entry.ref, []).append(entry)
    return by_ref


def _description(item: ChecklistItem, context: ReportContext) -> str:
    planned, vocabulary = item.planned, context.vocabulary
    loaded = context.checklist.loaded
    lines = [f"Position: {position_text(item)}"]
    if loaded.has_leads:
        lines.append(f"{vocabulary.title('lead')}: {context.printed_leads_text(planned.leads)}")
    if loaded.has_pathways:
        lines.append(f"{vocabulary.title('pathway')}: {codes_text(planned.pathways)}")
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
