"""Which board and which of its meetings a command is about, as the options say."""

from datetime import date

from plan_data.errors import Refused
from store.board.boards import BoardScope, find_board, find_meeting
from store.checklist.meetings import Meeting
from tui.cli.session import Session
from tui.config.typed_values import parse_meeting_day


def chosen_board(session: Session) -> BoardScope:
    """Return the board of `--board`, or the plan's first.

    Raises:
        Refused: if the plan has no board of that name; it names the nearest.

    """
    return find_board(session.loaded, session.checklist.calendar, session.args.board)


def chosen_meeting(session: Session, board: str) -> Meeting:
    """Return the meeting of `--meeting`.

    Raises:
        Refused: if the option is missing, or the board does not meet on that day.

    """
    return find_meeting(session.checklist, board, chosen_day(session))


def chosen_day(session: Session) -> date:
    """Return the day of `--meeting`, whether the board is known to meet then or not.

    Raises:
        Refused: if the option is missing or not a day.

    """
    text = session.args.meeting
    if not text:
        raise Refused("the meeting is missing: add --meeting DATE, such as 12 Jan 2010.")
    return meeting_day_of(session, text)


def meeting_day_of(session: Session, text: str) -> date:
    """Return the day of a meeting that was typed, which may be ahead."""
    settings = session.settings
    return parse_meeting_day(text, settings.clock.today, settings.as_of)


def day_at_meeting(session: Session, meeting: date) -> date:
    """Return the day of `--on`, or else the day of the meeting."""
    if session.args.on:
        return session.day_of(session.args.on)
    return meeting
