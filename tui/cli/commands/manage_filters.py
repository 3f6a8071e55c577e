"""`milepost filters`: the filters in words that are kept under a name."""

from argparse import ArgumentParser

from plan_data.errors import ExitCode, Refused
from tui.cli.options import add_output, add_where
from tui.cli.output import print_message
from tui.cli.session import Session
from tui.config.saved_filters import remove_filter, save_filter
from tui.formats import checklist_json


def add_filters(parser: ArgumentParser) -> None:
    """Declare `filters`."""
    parser.add_argument("act", nargs="?", choices=["save", "remove"], help="without it, the saved filters are listed")
    parser.add_argument("name", metavar="NAME", nargs="?", default="", help="a short name, such as 'late ELS'")
    parser.add_argument("words", metavar="WORDS", nargs="*", help="what to show, such as overdue ELS jan")
    add_where(parser)
    add_output(parser)


def run_filters(session: Session) -> int:
    """List the saved filters, or save or remove one."""
    args, path = session.args, session.settings.paths.preferences
    if args.act == "save":
        save_filter(path, args.name, " ".join(args.words))
        print_message(f"saved: `milepost list --words '{args.name}'` shows what it asks for")
    elif args.act == "remove":
        if args.words:
            raise Refused("one filter is removed at a time: put its name in quotation marks.")
        remove_filter(path, args.name)
        print_message(f"removed: {args.name}")
    else:
        kept = session.settings.preferences.filters
        rows = [{"name": name, "words": words} for name, words in kept.items()]
        text = "".join(f"{name:<20} {words}\n" for name, words in kept.items())
        session.write(checklist_json.dump_json(rows) if args.format == "json" else text)
        if not rows:
            print_message("no filter is saved; `milepost filters save NAME WORDS` keeps one.")
    return ExitCode.OK
