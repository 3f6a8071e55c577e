"""Commands that record: each writes one entry, or says why it means nothing."""

from argparse import ArgumentParser

from plan_data.errors import ExitCode
from store.dates import format_day
from store.journal.entry import Entry
from tui.cli.options import add_act
from tui.cli.output import print_message
from tui.cli.session import Session
from tui.config.typed_values import parse_figure
from tui.formats import checklist_json
from tui.wording.entry_text import entry_text


def add_tick(parser: ArgumentParser) -> None:
    """Declare `tick`."""
    add_act(parser)
    parser.add_argument("--note", metavar="T", default="", help="a note that goes with the tick")
    parser.add_argument("--evidence", metavar="T", default="", help="where the proof can be seen")


def run_tick(session: Session) -> int:
    """Record that an item is done."""
    args = session.args
    recorder = session.recorder()
    gone = recorder.withdrawal(args.ref)
    ticked = recorder.tick(args.ref, session.day(), args.note, args.evidence)
    if gone is None:
        return report_entry(session, ticked)
    was = f"was withdrawn on {format_day(gone.on)}, by {gone.by}; it counts as done now"
    return report_entry(session, ticked, f"{ticked.ref} {was}, on {format_day(ticked.on)}, by {ticked.by}")


def add_untick(parser: ArgumentParser) -> None:
    """Declare `untick`."""
    add_act(parser)
    parser.add_argument("--note", metavar="T", default="", help="why it is open again")


def run_untick(session: Session) -> int:
    """Record that an item is open again."""
    return report_entry(session, session.recorder().untick(session.args.ref, session.day(), session.args.note))


add_start = add_untick


def run_start(session: Session) -> int:
    """Record that work on an item started."""
    return report_entry(session, session.recorder().start(session.args.ref, session.day(), session.args.note))


def add_note(parser: ArgumentParser) -> None:
    """Declare `note`."""
    add_act(parser)
    parser.add_argument("text", metavar="TEXT", help="what there is to say")
    parser.add_argument("--cause", metavar="T", default="", help="why it is late, for the Board's paper")
    parser.add_argument("--action", metavar="T", default="", help="what is done about it, or asked of the Board")


def run_note(session: Session) -> int:
    """Record a dated note."""
    args = session.args
    return report_entry(session, session.recorder().note(args.ref, session.day(), args.text, args.cause, args.action))


def add_judge(parser: ArgumentParser) -> None:
    """Declare `judge`."""
    add_act(parser)
    parser.add_argument("colour", metavar="COLOUR", help="green, amber or red, as the lead sees it")
    parser.add_argument("--why", metavar="T", default="", help="the reason")


def run_judge(session: Session) -> int:
    """Record a lead's own judgement, which stands beside the rule's colour."""
    args = session.args
    return report_entry(
        session, session.recorder().judge(args.ref, session.day(), args.colour.strip().lower(), args.why)
    )


def add_actual(parser: ArgumentParser) -> None:
    """Declare `actual`."""
    add_act(parser)
    parser.add_argument("number", metavar="NUMBER", help="the cumulative figure at the quarter's end")
    parser.add_argument("--note", metavar="T", default="", help="a note that goes with the figure")


def run_actual(session: Session) -> int:
    """Record a figure's actual."""
    number = parse_figure(session.args.number)
    return report_entry(session, session.recorder().actual(session.args.ref, session.day(), number, session.args.note))


def add_forecast(parser: ArgumentParser) -> None:
    """Declare `forecast`."""
    add_act(parser)
    parser.add_argument("when", metavar="WHEN", help="when it is now expected, such as 'Jan 2010'")
    parser.add_argument("--note", metavar="T", default="", help="why")


def run_forecast(session: Session) -> int:
    """Record when an item is now expected."""
    args = session.args
    return report_entry(session, session.recorder().forecast(args.ref, session.day(), args.when, args.note))


def add_reschedule(parser: ArgumentParser) -> None:
    """Declare `reschedule`."""
    add_act(parser)
    parser.add_argument("when", metavar="WHEN", help="the new due date, such as 'Jan 2010'")
    _add_approval(parser)


def run_reschedule(session: Session) -> int:
    """Record a new due date that was approved."""
    args = session.args
    return report_entry(
        session, session.recorder().reschedule(args.ref, session.day(), args.when, args.approved_by, args.why)
    )


def add_withdraw(parser: ArgumentParser) -> None:
    """Declare `withdraw`."""
    add_act(parser)
    _add_approval(parser)


def run_withdraw(session: Session) -> int:
    """Record that an item is no longer to be done."""
    args = session.args
    return report_entry(session, session.recorder().withdraw(args.ref, session.day(), args.approved_by, args.why))


def _add_approval(parser: ArgumentParser) -> None:
    parser.add_argument("--approved-by", metavar="WHO", default="", help="the board or the role that approved it")
    parser.add_argument("--why", metavar="T", default="", help="the reason")


def add_undo(parser: ArgumentParser) -> None:
    """Declare `undo`."""
    parser.add_argument(
        "entry", metavar="ENTRY", nargs="?", default="", help="an entry's id, or the start or end of it"
    )
    add_act(parser, ref=False)


def run_undo(session: Session) -> int:
    """Take back the newest own entry, or a named one."""
    undone, retraction = session.recorder().undo(session.day(), session.args.entry)
    return report_entry(session, retraction, f"taken back: {undone.ref}  {entry_text(undone)}")


def add_redo(parser: ArgumentParser) -> None:
    """Declare `redo`."""
    add_act(parser, ref=False)


def run_redo(session: Session) -> int:
    """Bring back what was undone last."""
    redone, retraction = session.recorder().redo(session.day())
    return report_entry(session, retraction, f"brought back: {redone.ref}  {entry_text(redone)}")


def add_move(parser: ArgumentParser) -> None:
    """Declare `move`."""
    parser.add_argument("old", metavar="OLD-REF", help="the ref that left the plan")
    parser.add_argument("new", metavar="NEW-REF", help="the item its entries belong to now")
    add_act(parser, ref=False)


def run_move(session: Session) -> int:
    """Re-home the entries of a ref that left the plan."""
    moved = session.recorder().move(session.args.old, session.args.new, session.day())
    return report_entry(session, moved, f"the entries of {moved.ref} count for {moved.to} from now on")


def report_entry(session: Session, entry: Entry, message: str = "") -> int:
    """Say what was recorded; with -f json the entry itself is the answer."""
    words = {"done": "ticked as done on", "reopened": "open again from", "started": "started on"}
    if entry.kind in words:
        message = message or f"{entry.ref} {words[entry.kind]} {format_day(entry.on)}, by {entry.by}"
    print_message(message or f"{entry.ref} recorded: {entry_text(entry)}")
    for problem in session.contents.problems:
        print_message(str(problem))
    if session.args.format == "json":
        session.write(checklist_json.dump_json(checklist_json.entry_object(entry)))
    return ExitCode.OK
