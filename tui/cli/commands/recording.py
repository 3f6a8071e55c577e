"""Commands that record what happened: each writes one entry into the author's journal file."""

from argparse import ArgumentParser
from collections.abc import Sequence
from typing import TYPE_CHECKING

from plan_data.errors import ExitCode
from plan_data.text import plural
from store.checklist.retractions import recorded_together, retracted_by, taken_back_together
from store.dates import format_day
from store.journal.entry import Entry
from tui.cli.journal_writing import finish_recording, open_batch, open_recorder
from tui.cli.options import add_record_options
from tui.cli.output import print_message
from tui.cli.registry import Command
from tui.cli.session import Session
from tui.config.typed_values import parse_figure
from tui.formats import checklist_json
from tui.wording.entry_text import entry_text, text_with_ref

if TYPE_CHECKING:
    from store.recorder import Recorder

# What is printed about an entry of these kinds, between its ref and its day.
_VERBS = {"done": "ticked as done on", "reopened": "open again from", "started": "started on"}


def add_tick(parser: ArgumentParser) -> None:
    """Declare the arguments of `tick`."""
    add_record_options(parser)
    _add_text(parser, "--note", "a note that goes with the tick")
    _add_text(parser, "--evidence", "where the proof can be seen")


def run_tick(session: Session) -> ExitCode:
    """Record that an item is done."""
    args = session.args
    recorder = open_recorder(session)
    withdrawal = recorder.withdrawal(args.ref)
    entry = recorder.tick(args.ref, session.day(), args.note, args.evidence)
    if withdrawal is None:
        return report_entry(session, entry)
    return report_entry(
        session,
        entry,
        f"{entry.ref} was withdrawn on {format_day(withdrawal.on)}, by {withdrawal.by};"
        f" it counts as done now, on {format_day(entry.on)}, by {entry.by}",
    )


def add_untick(parser: ArgumentParser) -> None:
    """Declare the arguments of `untick`, and of `start`, which takes the same."""
    add_record_options(parser)
    _add_text(parser, "--note", "why it is open again")


def run_untick(session: Session) -> ExitCode:
    """Record that an item is open again."""
    args = session.args
    entry = open_recorder(session).untick(args.ref, session.day(), args.note)
    return report_entry(session, entry)


def run_start(session: Session) -> ExitCode:
    """Record that work on an item started."""
    args = session.args
    entry = open_recorder(session).start(args.ref, session.day(), args.note)
    return report_entry(session, entry)


def add_note(parser: ArgumentParser) -> None:
    """Declare the arguments of `note`."""
    add_record_options(parser)
    parser.add_argument("text", metavar="TEXT", nargs="?", default="", help="what there is to say")
    _add_text(parser, "--cause", "why it is late, for the Board's paper")
    _add_text(parser, "--action", "what is done about it")
    _add_text(parser, "--ask", "what the Board is asked for; the next paper numbers it")


def run_note(session: Session) -> ExitCode:
    """Record a dated note."""
    args = session.args
    entry = open_recorder(session).note(
        args.ref, session.day(), args.text, args.cause, args.action, args.ask
    )
    return report_entry(session, entry)


def add_judge(parser: ArgumentParser) -> None:
    """Declare the arguments of `judge`."""
    add_record_options(parser)
    parser.add_argument("colour", metavar="COLOUR", help="green, amber or red, as the lead sees it")
    _add_text(parser, "--why", "the reason")


def run_judge(session: Session) -> ExitCode:
    """Record a lead's own judgement; it is shown beside the colour of the status rules."""
    args = session.args
    colour = args.colour.strip().lower()
    entry = open_recorder(session).judge(args.ref, session.day(), colour, args.why)
    return report_entry(session, entry)


def add_actual(parser: ArgumentParser) -> None:
    """Declare the arguments of `actual`."""
    add_record_options(parser)
    parser.add_argument(
        "number", metavar="NUMBER", help="the cumulative figure at the quarter's end"
    )
    _add_text(parser, "--note", "a note that goes with the figure")


def run_actual(session: Session) -> ExitCode:
    """Record the cumulative figure of a quarter."""
    args = session.args
    number = parse_figure(args.number)
    entry = open_recorder(session).actual(args.ref, session.day(), number, args.note)
    return report_entry(session, entry)


def add_forecast(parser: ArgumentParser) -> None:
    """Declare the arguments of `forecast`."""
    add_record_options(parser)
    parser.add_argument(
        "when",
        metavar="WHEN",
        help="when it is now expected, such as 'Jan 2010'; of a figure or measure, the number",
    )
    _add_text(parser, "--note", "why")


def run_forecast(session: Session) -> ExitCode:
    """Record when an item is now expected, or the number that is expected of a measure."""
    args = session.args
    entry = open_recorder(session).forecast(args.ref, session.day(), args.when, args.note)
    return report_entry(session, entry)


def add_reschedule(parser: ArgumentParser) -> None:
    """Declare the arguments of `reschedule`."""
    add_record_options(parser)
    parser.add_argument("when", metavar="WHEN", help="the new due date, such as 'Jan 2010'")
    _add_approval(parser)


def run_reschedule(session: Session) -> ExitCode:
    """Record a new due date that was approved."""
    args = session.args
    entry = open_recorder(session).reschedule(
        args.ref, session.day(), args.when, args.approved_by, args.why
    )
    return report_entry(session, entry)


def add_withdraw(parser: ArgumentParser) -> None:
    """Declare the arguments of `withdraw`."""
    add_record_options(parser)
    _add_approval(parser)


def run_withdraw(session: Session) -> ExitCode:
    """Record that an item is no longer to be done."""
    args = session.args
    entry = open_recorder(session).withdraw(args.ref, session.day(), args.approved_by, args.why)
    return report_entry(session, entry)


def _add_approval(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--approved-by",
        metavar="WHO",
        default="",
        help="the board or the role that approved it",
    )
    _add_text(parser, "--why", "the reason")


def _add_text(parser: ArgumentParser, option: str, help_text: str) -> None:
    parser.add_argument(option, metavar="T", default="", help=help_text)


def add_undo(parser: ArgumentParser) -> None:
    """Declare the arguments of `undo`."""
    parser.add_argument(
        "entry",
        metavar="ENTRY",
        nargs="?",
        default="",
        help="an entry's id, or the start or end of it",
    )
    parser.add_argument(
        "--together",
        action="store_true",
        help="also what was recorded with it in one act, as by opening --all",
    )
    add_record_options(parser, ref=False)


def run_undo(session: Session) -> ExitCode:
    """Retract the author's newest entry, or a named one, or all of one act."""
    if session.args.together:
        return _undo_together(session)
    recorder = open_recorder(session)
    undone, retraction = recorder.undo(session.day(), session.args.entry)
    message = f"taken back: {text_with_ref(undone)}"
    return report_entry(session, retraction, _with_answer(recorder, undone, message))


def _with_answer(recorder: "Recorder", entry: Entry, message: str) -> str:
    """Return a message about an entry with the other part of the Board's answer that it is of."""
    for other in recorder.answered_with(entry):
        message += f"; with it, of the same answer: {entry_text(other)}"
    return message


def _undo_together(session: Session) -> ExitCode:
    recorder, batch = open_batch(session)
    day = session.day()
    undone, _ = recorder.undo(day, session.args.entry)
    others = recorded_together(session.contents.entries, undone)
    for other in others:
        if other.id not in retracted_by(recorder.entries):
            recorder.undo(day, other.id)
    return _report_together(session, "taken back", batch.commit(), undone)


def _report_together(
    session: Session, verb: str, retractions: Sequence[Entry], last: Entry
) -> ExitCode:
    """Print how many entries were taken back or brought back, and the newest of them."""
    count = plural(len(retractions), "entry")
    print_message(f"{verb}: {count}, the last {text_with_ref(last)}")
    finish_recording(session, *retractions)
    if session.wants_json:
        objects = [checklist_json.entry_object(entry) for entry in retractions]
        session.write_json_after_change(objects)
    return ExitCode.OK


def add_redo(parser: ArgumentParser) -> None:
    """Declare the arguments of `redo`."""
    parser.add_argument(
        "--together",
        action="store_true",
        help="also what was taken back with it in one act, as by undo --together",
    )
    add_record_options(parser, ref=False)


def run_redo(session: Session) -> ExitCode:
    """Restore the entry that was undone last, or all of the act that took it back."""
    if session.args.together:
        return _redo_together(session)
    recorder = open_recorder(session)
    redone, retraction = recorder.redo(session.day())
    message = f"brought back: {text_with_ref(redone)}"
    return report_entry(session, retraction, _with_answer(recorder, redone, message))


def _redo_together(session: Session) -> ExitCode:
    recorder, batch = open_batch(session)
    day = session.day()
    redone, _ = recorder.redo(day)
    for other in taken_back_together(session.contents.entries, redone.id):
        if other in retracted_by(recorder.entries):
            recorder.redo(day, other)
    return _report_together(session, "brought back", batch.commit(), redone)


def add_move(parser: ArgumentParser) -> None:
    """Declare the arguments of `move`."""
    parser.add_argument("old", metavar="OLD-REF", help="the ref that left the plan")
    parser.add_argument("new", metavar="NEW-REF", help="the item its entries belong to now")
    add_record_options(parser, ref=False)


def run_move(session: Session) -> ExitCode:
    """Assign the entries of a ref that left the plan to another item."""
    args = session.args
    entry = open_recorder(session).move(args.old, args.new, session.day())
    message = f"the entries of {entry.ref} count for {entry.to} from now on"
    return report_entry(session, entry, message)


def report_entry(session: Session, entry: Entry, message: str = "") -> ExitCode:
    """Print what was recorded to stderr, and the entry to stdout if JSON is wanted."""
    print_message(message or _recorded_text(entry))
    finish_recording(session, entry)
    if session.wants_json:
        session.write_json_after_change(checklist_json.entry_object(entry))
    return ExitCode.OK


def _recorded_text(entry: Entry) -> str:
    verb = _VERBS.get(entry.kind)
    if verb is None:
        return f"{entry.ref} recorded: {entry_text(entry)}"
    return f"{entry.ref} {verb} {format_day(entry.on)}, by {entry.by}"


COMMANDS = {
    "tick": Command(add_tick, run_tick),
    "untick": Command(add_untick, run_untick),
    "start": Command(add_untick, run_start),
    "note": Command(add_note, run_note, is_intermixed=True),
    "judge": Command(add_judge, run_judge),
    "actual": Command(add_actual, run_actual),
    "forecast": Command(add_forecast, run_forecast),
    "reschedule": Command(add_reschedule, run_reschedule),
    "withdraw": Command(add_withdraw, run_withdraw),
    "undo": Command(add_undo, run_undo),
    "redo": Command(add_redo, run_redo),
    "move": Command(add_move, run_move),
}
