"""The Board's calendar: the meetings that the plan file names, and those that the journal adds."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date

from msgspec import Struct

from plan_data.model import Board
from store.journal.entry import Entry


class Meeting(Struct, frozen=True, order=True):
    """A day on which a board meets."""

    on: date
    board: str


def meetings(boards: Iterable[Board], standing: Iterable[Entry]) -> tuple[Meeting, ...]:
    """Return every meeting of plan and journal once, by day; a day that cannot be read is for `check` to name."""
    told = [(text, board.name) for board in boards for text in board.dates]
    told += [(entry.when, entry.board) for entry in standing if entry.kind == "meeting"]
    found = set()
    for text, board in told:
        with suppress(ValueError):
            found.add(Meeting(date.fromisoformat(text), board))
    return tuple(sorted(found))


def next_meeting(calendar: Sequence[Meeting], day: date) -> Meeting | None:
    """Return the first meeting on or after `day`, None where no date is set."""
    return next((meeting for meeting in calendar if meeting.on >= day), None)


def last_meeting(calendar: Sequence[Meeting], day: date) -> Meeting | None:
    """Return the last meeting before `day`, None where none is known."""
    return next((meeting for meeting in reversed(calendar) if meeting.on < day), None)
