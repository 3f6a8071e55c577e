"""A calendar of all-day events: imported twice it doubles nothing, since each keeps its UID."""

from datetime import UTC, datetime, time, timedelta

from plan_data.text import clean, one_line
from tui.reports.document import ReportDocument


def render_ics(paper: ReportDocument) -> bytes:
    """Return the paper's events by day."""
    from icalendar import Calendar, Event, vText

    calendar = Calendar()
    calendar.add("prodid", "-//Milepost//Board papers//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", vText(_text(one_line(paper.title))))
    stamp = datetime.combine(paper.as_of, time(), UTC)
    for each in sorted(paper.events, key=lambda each: (each.on, each.uid)):
        event = Event()
        event.add("uid", _text(one_line(each.uid)))
        event.add("dtstamp", stamp)
        event.add("dtstart", each.on)
        event.add("dtend", each.on + timedelta(days=1))
        event.add("summary", _text(one_line(each.title)))
        event.add("description", _text(clean(each.description)))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _text(text: str) -> str:
    r"""Return `text` for the library, which takes the letters \N for a line break."""
    return text.replace("\\N", "\\n")
