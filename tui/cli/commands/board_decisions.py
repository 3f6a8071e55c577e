"""What the Board is told and decides: the calendar of its meetings, its decisions and actions."""

from argparse import ArgumentParser

from plan_data.errors import Refused
from store.dates import format_day
from tui.cli.commands.recording import report_entry
from tui.cli.options import add_act
from tui.cli.output import print_message
from tui.cli.session import Session
from tui.config.typed_values import parse_day
from tui.formats import checklist_json
from tui.wording.entry_text import entry_text


def add_decision(parser: ArgumentParser) -> None:
    """Declare `decision`."""
    parser.add_argument(
        "text", metavar="TEXT", nargs="?", help="what was decided; without it, all decisions are listed"
    )
    parser.add_argument("--ref", metavar="REF", default="", help="the item it is about (default: the whole plan)")
    parser.add_argument("--action", metavar="T", default="", help="what is to be done")
    parser.add_argument("--owner", metavar="WHO", default="", help="who is to do it")
    parser.add_argument("--due", metavar="WHEN", default="", help="by when, such as 'Jan 2010'")
    add_act(parser, ref=False)


def run_decision(session: Session) -> int:
    """Record what a Board decided, or list what it did."""
    args = session.args
    if args.text is None:
        if args.ref or args.action or args.owner or args.due:
            raise Refused("what was decided is missing: write it first, then the options.")
        return _listed(session)
    entry = session.recorder().decide(args.text, session.day(), args.ref, args.action, args.owner, args.due)
    return report_entry(session, entry, f"recorded: {entry_text(entry)}")


def _listed(session: Session) -> int:
    decisions = session.checklist.decisions
    if session.args.format == "json":
        session.write(checklist_json.dump_json([checklist_json.entry_object(entry) for entry in decisions]))
    else:
        session.write("".join(f"{entry.ref or 'the plan'}  {entry_text(entry)}\n" for entry in decisions))
    return session.finish()


def add_board(parser: ArgumentParser) -> None:
    """Declare `board`."""
    parser.add_argument("act", metavar="add", nargs="?", choices=["add"], help="without it, the calendar is listed")
    parser.add_argument("date", metavar="DATE", nargs="?", help="the day of the meeting, such as 12 Jan 2010")
    parser.add_argument("--board", metavar="NAME", default="", help="whose meeting (default: the plan's first board)")
    add_act(parser, ref=False)


def run_board(session: Session) -> int:
    """List the Board's meetings, or record the day of one."""
    args = session.args
    if args.act is None:
        calendar = session.checklist.meetings
        if args.format == "json":
            session.write(checklist_json.dump_json(calendar))
        else:
            session.write("".join(f"{format_day(meeting.on)}  {meeting.board}\n" for meeting in calendar))
        if not calendar:
            print_message("no meeting is in the calendar; `milepost board add DATE` records the day of one.")
        return session.finish()
    if args.date is None:
        raise Refused("the day of the meeting is missing: write it after 'add', such as 12 Jan 2010.")
    boards = session.loaded.about.boards
    board = args.board or (boards[0].name if boards else "Board")
    day = parse_day(args.date, session.settings.clock.today)
    return report_entry(
        session,
        session.recorder().meet(day, session.day(), board),
        f"{board}: the meeting of {format_day(day)} is recorded",
    )
