"""The Board's calendar: the meetings that the plan file names, and those that the journal adds."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date

from msgspec import Struct

from plan_data.model import Board
from plan_data.timescale.financial_year import APRIL, Calendar
from plan_data.timescale.period_parser import NotATimescale, parse_period
from store.journal.entry import Entry


class Meeting(Struct, frozen=True, order=True):
    """A day on which a board meets."""

    on: date
    board: str


def meetings(boards: Iterable[Board], entries: Iterable[Entry]) -> tuple[Meeting, ...]:
    """Return every meeting of plan and journal once, by day.

    A day that cannot be read is left out; the problems of plan and journal name it.
    """
    calendar: set[Meeting] = set()
    for board in boards:
        for text in board.dates:
            _add_meeting(calendar, text, board.name)
    for entry in entries:
        if entry.kind == "meeting":
            _add_meeting(calendar, entry.when, entry.board)
    return tuple(sorted(calendar))


def _add_meeting(calendar: set[Meeting], day: str, board: str) -> None:
    with suppress(NotATimescale):
        calendar.add(Meeting(meeting_day(day), board))


def meeting_day(text: str, calendar: Calendar = APRIL) -> date:
    """Return the day of a meeting.

    Raises:
        NotATimescale: if the text is not a day, or not one of the years that a plan may have.

    """
    period = parse_period(text, calendar)
    if period.first != period.last:
        raise NotATimescale(f"'{text}' is not a day: write it like 2010-01-12.")
    return period.first


def meetings_of(calendar: Iterable[Meeting], board: str) -> tuple[Meeting, ...]:
    """Return the meetings of one board, by day."""
    return tuple([meeting for meeting in calendar if meeting.board == board])


def next_meeting(calendar: Sequence[Meeting], day: date) -> Meeting | None:
    """Return the first meeting on or after `day`, None if no date is set."""
    for meeting in calendar:
        if meeting.on >= day:
            return meeting
    return None


def last_meeting(calendar: Sequence[Meeting], day: date) -> Meeting | None:
    """Return the last meeting before `day`, None if none is known."""
    for meeting in reversed(calendar):
        if meeting.on < day:
            return meeting
    return None
