"""A calendar of all-day events that can be imported again.

Each event keeps its UID, so that none is doubled. A later version has a higher sequence, and one
that is over is cancelled, so that it leaves the calendar.
"""

from datetime import UTC, datetime, time, timedelta

from icalendar import Calendar, Event, vText

from plan_data.text import clean, one_line
from tui.reports.document import CalendarEvent, ReportDocument


def render_ics(document: ReportDocument) -> bytes:
    """Return the report's events in order of date."""
    calendar = Calendar()
    calendar.add("prodid", "-//Milepost//Board papers//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", vText(_text(one_line(document.title))))
    unchanged = datetime.combine(document.as_of, time(), UTC)
    for planned in sorted(document.events, key=lambda planned: (planned.on, planned.uid)):
        calendar.add_component(_event(planned, unchanged))
    content: bytes = calendar.to_ical()
    return content


def _event(planned: CalendarEvent, unchanged: datetime) -> Event:
    """Return an event; `unchanged` is its time if nothing was recorded of it."""
    stamp = unchanged
    if planned.changed is not None:
        stamp = planned.changed.astimezone(UTC).replace(microsecond=0)
    status = "CONFIRMED"
    if planned.is_cancelled:
        status = "CANCELLED"
    event = Event()
    event.add("uid", _text(one_line(planned.uid)))
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", planned.sequence)
    event.add("status", status)
    event.add("dtstart", planned.on)
    event.add("dtend", planned.on + timedelta(days=1))
    event.add("summary", _text(one_line(planned.title)))
    event.add("description", _text(clean(planned.description)))
    event.add("transp", "TRANSPARENT")
    return event


def _text(text: str) -> str:
    r"""Return `text` for the library, which takes the letters \N for a line break."""
    return text.replace("\\N", "\\n")


RENDERER = render_ics
