"""`milepost board` and `board add`: the calendar of all boards."""

from collections.abc import Sequence

from plan_data.errors import ExitCode, Refused
from store.checklist.meetings import meetings_of
from store.dates import format_day
from tui.cli.board_acts.board_choice import chosen_board, meeting_day_of
from tui.cli.commands.recording import report_entry
from tui.cli.journal_writing import open_recorder
from tui.cli.output import print_message
from tui.cli.session import Session
from tui.formats.board_cycle_text import calendar_text


def list_meetings(session: Session) -> ExitCode:
    """Print every meeting, and by when boards without a coming one are expected to meet."""
    checklist = session.checklist
    calendar, board = checklist.calendar, ""
    if session.args.board:
        board = chosen_board(session).board
        calendar = meetings_of(calendar, board)
    if session.wants_json:
        session.write_json(calendar)
    else:
        session.write_text(calendar_text(checklist, board))
    if not calendar:
        print_message(
            "no meeting is in the calendar; `milepost board add DATE` records the day of one."
        )
    return session.finish()


def add_meeting(session: Session, words: Sequence[str]) -> ExitCode:
    """Record the day of a meeting."""
    typed = " ".join(words)
    if not typed:
        raise Refused(
            "the day of the meeting is missing: write it after 'add', such as 12 Jan 2010."
        )
    board = chosen_board(session).board
    day = meeting_day_of(session, typed)
    entry = open_recorder(session).meet(day, session.day(), board)
    return report_entry(session, entry, f"{board}: the meeting of {format_day(day)} is recorded")
