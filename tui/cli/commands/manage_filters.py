"""`milepost filters`: list, save and remove the filters that are kept under a name."""

from argparse import ArgumentParser

from plan_data.errors import ExitCode, Refused
from store.query.filters import EXAMPLE_WORDS
from tui.cli.options import add_output_options, add_plan_options
from tui.cli.output import print_message, single_line
from tui.cli.registry import Command
from tui.cli.session import Session
from tui.config.saved_filters import remove_filter, save_filter


def add_filters(parser: ArgumentParser) -> None:
    """Declare the arguments of `filters`."""
    parser.add_argument(
        "act",
        nargs="?",
        choices=["save", "remove"],
        help="without it, the saved filters are listed",
    )
    parser.add_argument(
        "name",
        metavar="NAME",
        nargs="?",
        default="",
        help="a short name, such as 'late ELS'",
    )
    parser.add_argument(
        "words", metavar="WORDS", nargs="*", help=f"what to show, such as {EXAMPLE_WORDS}"
    )
    add_plan_options(parser)
    add_output_options(parser)


def run_filters(session: Session) -> ExitCode:
    """List the saved filters, or save or remove one."""
    if session.args.act == "save":
        return _save(session)
    if session.args.act == "remove":
        return _remove(session)
    return _list_filters(session)


def _save(session: Session) -> ExitCode:
    args = session.args
    path, words = session.settings.paths.preferences, " ".join(args.words)
    save_filter(path, args.name, words, print_message)
    print_message(f"saved: `milepost list --words '{args.name}'` shows what it asks for")
    return ExitCode.OK


def _remove(session: Session) -> ExitCode:
    args = session.args
    if args.words:
        raise Refused("one filter is removed at a time: put its name in quotation marks.")
    remove_filter(session.settings.paths.preferences, args.name, print_message)
    print_message(f"removed: {args.name}")
    return ExitCode.OK


def _list_filters(session: Session) -> ExitCode:
    filters = session.settings.preferences.filters
    rows = []
    text = ""
    for name, words in filters.items():
        rows.append({"name": name, "words": words})
        text += f"{single_line(name):<20} {single_line(words)}\n"
    if session.wants_json:
        session.write_json(rows)
    else:
        session.write_text(text)
    if not filters:
        print_message("no filter is saved; `milepost filters save NAME WORDS` keeps one.")
    return ExitCode.OK


COMMANDS = {"filters": Command(add_filters, run_filters)}
