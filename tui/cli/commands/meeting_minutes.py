"""The command `minutes`: what was tabled, decided, asked for and approved at a Board's meeting."""

from argparse import ArgumentParser

from plan_data.errors import ExitCode
from store.board.meeting_record import record_of_meeting
from store.dates import format_day
from tui.cli.board_acts.board_choice import chosen_board, chosen_meeting
from tui.cli.options import add_output_options, add_plan_options
from tui.cli.registry import Command
from tui.cli.session import Session
from tui.formats.minutes import MINUTES_ENDINGS, Minutes, render_minutes

_WIDTH = 80


def add_minutes(parser: ArgumentParser) -> None:
    """Declare the arguments of `minutes`."""
    parser.add_argument(
        "--meeting", metavar="DATE", default="", help="the day of the meeting, 17 Nov 2009"
    )
    parser.add_argument(
        "--board", metavar="NAME", default="", help="whose meeting (default: the first board)"
    )
    add_plan_options(parser)
    add_output_options(parser, tuple(MINUTES_ENDINGS.values()))


def run_minutes(session: Session) -> ExitCode:
    """Print the minutes of a meeting."""
    scope = chosen_board(session)
    meeting = chosen_meeting(session, scope.board)
    checklist = session.checklist
    record = record_of_meeting(checklist, scope, meeting.on)
    subject = f"{scope.board}, {format_day(meeting.on)}"
    minutes = Minutes(subject, checklist, 0, (), record)
    session.write(render_minutes(minutes, session.args.format, session.text_width(_WIDTH)))
    return session.finish()


COMMANDS = {"minutes": Command(add_minutes, run_minutes)}
