"""The calendar of a paper, read back with vobject, which shares no code with its writer."""

import subprocess
import sys
from datetime import UTC, date, datetime
from typing import Any

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_data.text import clean, one_line
from tests.tui.reports.renderers.documents import (
    AS_OF,
    full_document,
    hostile_document,
    small_document,
)
from tui.reports.document import CalendarEvent, ReportDocument
from tui.reports.renderers import report_ics

KNOWN = {
    "UID", "LAST-MODIFIED", "SEQUENCE", "STATUS", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "TRANSP",
}  # fmt: skip


def of(*events: CalendarEvent, title: str = "A paper") -> ReportDocument:
    return ReportDocument("checklist", title, AS_OF, (), (), events)


def events_of(document: ReportDocument) -> list[Any]:
    """Read a paper's calendar, which must be a single one."""
    (calendar,) = vobject.readComponents(report_ics.render_ics(document).decode())
    return list(calendar.contents.get("vevent", []))


def test_a_day_is_a_free_all_day_event() -> None:
    (event,) = events_of(
        of(
            CalendarEvent(
                "2.4.2-a@milepost", date(2009, 12, 31), "2.4.2-a Introduce it", "Lead: ELS\nLate"
            )
        )
    )
    assert (event.uid.value, event.summary.value) == ("2.4.2-a@milepost", "2.4.2-a Introduce it")
    assert event.description.value == "Lead: ELS\nLate"
    assert (event.dtstart.value, event.dtend.value) == (date(2009, 12, 31), date(2010, 1, 1))
    assert event.transp.value == "TRANSPARENT"
    assert event.dtstamp.value == datetime(2009, 11, 30, tzinfo=UTC)


def test_a_later_version_of_an_event_replaces_it_and_one_that_is_over_is_cancelled() -> None:
    changed = datetime(2009, 11, 3, 15, 4, 5, 678, tzinfo=UTC)
    over = CalendarEvent("a@milepost", AS_OF, "A", "", True, 3, changed)  # noqa: FBT003 - is_cancelled
    (event,) = events_of(of(over))
    assert (event.status.value, event.sequence.value) == ("CANCELLED", "3")
    stamp = datetime(2009, 11, 3, 15, 4, 5, tzinfo=UTC)
    assert (event.dtstamp.value, event.last_modified.value) == (stamp, stamp)
    (planned,) = events_of(of(CalendarEvent("a@milepost", AS_OF, "A", "")))
    assert (planned.status.value, planned.sequence.value) == ("CONFIRMED", "0")


def test_a_days_lines_are_written_as_calendars_expect() -> None:
    lines = report_ics.render_ics(full_document()).split(b"\r\n")
    assert lines[:3] == [
        b"BEGIN:VCALENDAR",
        b"VERSION:2.0",
        b"PRODID:-//Milepost//Board papers//EN",
    ]
    assert b"DTSTART;VALUE=DATE:20091231" in lines
    assert b"DTSTAMP:20091130T000000Z" in lines
    assert lines[-2:] == [b"END:VCALENDAR", b""]


def test_the_same_item_has_the_same_uid_in_a_later_paper_and_no_two_share_one() -> None:
    document = full_document()
    uids = [event.uid.value for event in events_of(document)]
    later = ReportDocument(document.kind, "Later", date(2010, 1, 12), (), (), document.events[::-1])
    assert [event.uid.value for event in events_of(later)] == uids
    assert len(set(uids)) == len(document.events)


def test_events_stand_by_day_however_they_came() -> None:
    days = [date(2010, 1, 2), date(2009, 1, 2), date(2009, 12, 1)]
    document = of(
        *(CalendarEvent(f"{place}@milepost", on, "A", "") for place, on in enumerate(days))
    )
    assert [event.dtstart.value for event in events_of(document)] == sorted(days)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\\n", "\\N"])
def test_no_text_brings_in_a_line_of_its_own(end: str) -> None:
    text = f"a{end}ATTENDEE:mailto:x@example.org{end}END:VEVENT{end}BEGIN:VALARM"
    document = of(CalendarEvent(text, AS_OF, text, text), title=text)
    (event,) = events_of(document)
    assert {line.name for line in event.lines()} == KNOWN
    assert not list(event.components())
    assert b"\nATTENDEE" not in report_ics.render_ics(document)


def test_hostile_text_is_read_back_as_it_was() -> None:
    document = hostile_document()
    (event,) = events_of(document)
    assert event.summary.value == one_line(document.events[0].title)
    assert event.description.value == clean(document.events[0].description)


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_text_is_read_back_and_no_line_is_too_long(text: str) -> None:
    document = of(CalendarEvent("1@milepost", AS_OF, f"T{text}", f"D{text}"))
    (event,) = events_of(document)
    assert event.summary.value == one_line(f"T{text}").replace("\\N", "\\n")
    assert event.description.value == clean(f"D{text}").replace("\\N", "\\n")
    assert all(len(line) <= 75 for line in report_ics.render_ics(document).split(b"\r\n"))


@pytest.mark.parametrize("text", ["", "\u9032" * 5000, "Deliver, " * 600])
def test_an_empty_and_a_very_long_title_are_whole(text: str) -> None:
    (event,) = events_of(of(CalendarEvent("1@milepost", AS_OF, text, text)))
    assert (event.summary.value, event.description.value) == (text.strip(), text)


def test_a_paper_without_events_is_an_empty_calendar() -> None:
    assert events_of(small_document()) == []


def test_a_calendar_is_made_without_asyncio_and_the_same_in_every_process() -> None:
    look = (
        "import sys, tests.tui.reports.renderers.documents as p\n"
        "from tui.reports.renderers.registry import render_report\n"
        "assert 'icalendar' not in sys.modules\n"
        "sys.stdout.buffer.write(render_report(p.full_document(), 'ics'))\n"
        "assert not {'asyncio', 'textual', 'rich'} & set(sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", look], capture_output=True, check=True)
    assert run.stdout == report_ics.render_ics(full_document())
