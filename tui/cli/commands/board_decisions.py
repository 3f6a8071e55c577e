"""The command `decision`: record what a Board decided, or list it."""

from argparse import ArgumentParser

from plan_data.errors import ExitCode, Refused
from store.board.board_recorder import BoardRecorder
from store.journal.entry import Entry
from tui.cli.board_acts.board_choice import chosen_board, chosen_meeting, day_at_meeting
from tui.cli.commands.recording import report_entry
from tui.cli.journal_writing import open_recorder
from tui.cli.options import add_record_options
from tui.cli.registry import Command
from tui.cli.session import Session
from tui.formats import checklist_json
from tui.wording.entry_text import entry_text


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
    parser.add_argument(
        "--board", metavar="NAME", default="", help="who decided (default: the first board)"
    )
    parser.add_argument(
        "--meeting", metavar="DATE", default="", help="at which of its meetings, 17 Nov 2009"
    )
    add_record_options(parser, ref=False)


def run_decision(session: Session) -> ExitCode:
    """Record a decision of the Board, or list all of them."""
    args = session.args
    if args.text is None:
        if any((args.ref, args.action, args.owner, args.due, args.meeting)):
            raise Refused("what was decided is missing: write it first, then the options.")
        return _list_decisions(session)
    if args.meeting:
        entry = _decide_at_meeting(session)
    else:
        board = ""
        if args.board:
            board = chosen_board(session).board
        entry = open_recorder(session).decide(
            args.text, session.day(), args.ref, args.action, args.owner, args.due, board=board
        )
    return report_entry(session, entry, f"recorded: {entry_text(entry)}")


def _decide_at_meeting(session: Session) -> Entry:
    """Record what the meeting of `--meeting` decided, by default on its day."""
    args = session.args
    board = chosen_board(session).board
    meeting = chosen_meeting(session, board).on
    recorder = BoardRecorder(open_recorder(session), board)
    return recorder.decide(
        meeting,
        day_at_meeting(session, meeting),
        args.text,
        ref=args.ref,
        action=args.action,
        owner=args.owner,
        due=args.due,
    )


def _list_decisions(session: Session) -> ExitCode:
    decisions = session.checklist.decisions
    if session.args.board:
        board = chosen_board(session).board
        decisions = tuple([entry for entry in decisions if entry.board in {"", board}])
    if session.wants_json:
        objects = [checklist_json.entry_object(entry) for entry in decisions]
        session.write_json(objects)
        return session.finish()
    text = ""
    for entry in decisions:
        text += f"{entry.ref or 'the plan'}  {entry_text(entry)}\n"
    session.write_text(text)
    return session.finish()


COMMANDS = {"decision": Command(add_decision, run_decision, is_intermixed=True)}
