"""Commands about the Board: the calendar of its meetings, its decisions and actions."""

from argparse import ArgumentParser

from plan_data.errors import ExitCode, Refused
from store.dates import format_day
from tui.cli.commands.recording import report_entry
from tui.cli.options import add_record_options
from tui.cli.output import print_message
from tui.cli.registry import Command
from tui.cli.session import Session
from tui.config.typed_values import parse_meeting_day
from tui.formats import checklist_json
from tui.wording.entry_text import entry_text

_DEFAULT_BOARD = "Board"


def add_decision(parser: ArgumentParser) -> None:
    """Declare the arguments of `decision`."""
    parser.add_argument(
        "text",
        metavar="TEXT",
        nargs="?",
        help="what was decided; without it, all decisions are listed",
    )
    parser.add_argument(
        "--ref", metavar="REF", default="", help="the item it is about (default: the whole plan)"
    )
    parser.add_argument("--action", metavar="T", default="", help="what is to be done")
    parser.add_argument("--owner", metavar="WHO", default="", help="who is to do it")
    parser.add_argument("--due", metavar="WHEN", default="", help="by when, such as 'Jan 2010'")
    add_record_options(parser, ref=False)


def run_decision(session: Session) -> ExitCode:
    """Record a decision of the Board, or list all of them."""
    args = session.args
    if args.text is None:
        if args.ref or args.action or args.owner or args.due:
            raise Refused("what was decided is missing: write it first, then the options.")
        return _list_decisions(session)
    entry = session.recorder().decide(
        args.text, session.day(), args.ref, args.action, args.owner, args.due
    )
    return report_entry(session, entry, f"recorded: {entry_text(entry)}")


def _list_decisions(session: Session) -> ExitCode:
    decisions = session.checklist.decisions
    if session.wants_json:
        objects = [checklist_json.entry_object(entry) for entry in decisions]
        session.write(checklist_json.dump_json(objects))
        return session.finish()
    text = ""
    for entry in decisions:
        text += f"{entry.ref or 'the plan'}  {entry_text(entry)}\n"
    session.write_text(text)
    return session.finish()


def add_board(parser: ArgumentParser) -> None:
    """Declare the arguments of `board`."""
    parser.add_argument(
        "act",
        metavar="add",
        nargs="?",
        choices=["add"],
        help="without it, the calendar is listed",
    )
    parser.add_argument(
        "date", metavar="DATE", nargs="?", help="the day of the meeting, such as 12 Jan 2010"
    )
    parser.add_argument(
        "--board",
        metavar="NAME",
        default="",
        help="whose meeting (default: the plan's first board)",
    )
    add_record_options(parser, ref=False)


def run_board(session: Session) -> ExitCode:
    """List the Board's meetings, or record the day of one."""
    args = session.args
    if args.act is None:
        return _list_meetings(session)
    if args.date is None:
        raise Refused(
            "the day of the meeting is missing: write it after 'add', such as 12 Jan 2010."
        )
    board = args.board or _first_board(session)
    settings = session.settings
    day = parse_meeting_day(args.date, settings.clock.today, settings.as_of)
    entry = session.recorder().meet(day, session.day(), board)
    return report_entry(session, entry, f"{board}: the meeting of {format_day(day)} is recorded")


def _list_meetings(session: Session) -> ExitCode:
    meetings = session.checklist.calendar
    if session.wants_json:
        session.write(checklist_json.dump_json(meetings))
    else:
        lines = [f"{format_day(meeting.on)}  {meeting.board}\n" for meeting in meetings]
        session.write("".join(lines))
    if not meetings:
        print_message(
            "no meeting is in the calendar; `milepost board add DATE` records the day of one."
        )
    return session.finish()


def _first_board(session: Session) -> str:
    boards = session.loaded.about.boards
    if boards:
        return boards[0].name
    return _DEFAULT_BOARD


COMMANDS = {
    "decision": Command(add_decision, run_decision),
    "board": Command(add_board, run_board),
}
