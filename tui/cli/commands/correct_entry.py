"""The command that replaces an entry by a corrected one: correct."""

from argparse import ArgumentParser
from typing import Any

from plan_data.errors import ExitCode, Refused
from store.corrections import Correction
from tui.cli.commands.recording import report_entry
from tui.cli.journal_writing import open_recorder
from tui.cli.options import add_record_options
from tui.cli.registry import Command
from tui.cli.session import Session
from tui.config.typed_values import parse_figure
from tui.wording.entry_text import entry_text, text_with_ref

# Options by the field of an entry that they give; `--on` gives its day.
_OPTIONS = {
    "text": ("--text", "T", "the words: of a note, or why"),
    "number": ("--number", "N", "the figure of an actual, or the number that is expected"),
    "when": ("--when", "WHEN", "the date of a forecast, a new date or a meeting"),
    "colour": ("--colour", "COLOUR", "green, amber or red"),
    "approved_by": ("--approved-by", "WHO", "the board or the role that approved it"),
    "cause": ("--cause", "T", "why it is late, for the Board's paper"),
    "action": ("--action", "T", "what is done about it, or what a decision wants done"),
    "ask": ("--ask", "T", "what the Board is asked for"),
    "owner": ("--owner", "WHO", "who is to carry out a decision's action"),
    "board": ("--board", "NAME", "the board that meets"),
    "evidence": ("--evidence", "T", "where the proof can be seen"),
}


def add_correct(parser: ArgumentParser) -> None:
    """Declare the arguments of `correct`."""
    parser.add_argument("entry", metavar="ENTRY", help="an entry's id, or the start or end of it")
    for field, (option, metavar, text) in _OPTIONS.items():
        names = [option, "--note", "--why"] if field == "text" else [option]
        parser.add_argument(*names, metavar=metavar, dest=field, help=text)
    add_record_options(parser, ref=False)


def run_correct(session: Session) -> ExitCode:
    """Take back an entry and record the corrected one, both or none."""
    args = session.args
    today = min(session.settings.as_of, session.settings.clock.today)
    correction = _correction(session)
    old, corrected = open_recorder(session).correct(args.entry, today, correction)
    message = f"corrected: {text_with_ref(corrected)}; it was {entry_text(old)}"
    return report_entry(session, corrected, message)


def _correction(session: Session) -> Correction:
    """Return what the options change.

    Raises:
        Refused: if they change nothing.

    """
    args = session.args
    values: dict[str, Any] = {}
    for field in _OPTIONS:
        value = getattr(args, field)
        if value is not None:
            if field == "number":
                value = parse_figure(value)
            values[field] = value
    on = None
    if args.on:
        on = session.day_of(args.on)
    if on is None and not values:
        raise Refused(
            "what is to be corrected is missing.", "write it with --text, --on, --when or --number."
        )
    return Correction(on, values)


COMMANDS = {"correct": Command(add_correct, run_correct)}
