"""A calendar of all-day events; importing it twice doubles none, since each event keeps its UID."""

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
    stamp = datetime.combine(document.as_of, time(), UTC)
    for planned in sorted(document.events, key=lambda planned: (planned.on, planned.uid)):
        calendar.add_component(_event(planned, stamp))
    content: bytes = calendar.to_ical()
    return content


def _event(planned: CalendarEvent, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", _text(one_line(planned.uid)))
    event.add("dtstamp", stamp)
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
