"""`milepost keys`: the app's keys as they hold, and what is wrong with those of the config file."""

from argparse import ArgumentParser

from plan_data.errors import ExitCode
from tui.actions import ACTIONS
from tui.cli.options import add_output, add_where
from tui.cli.output import print_message
from tui.cli.session import Session
from tui.config.keymap import format_keys, read_keymap
from tui.formats import checklist_json


def add_keys(parser: ArgumentParser) -> None:
    """Declare `keys`."""
    add_where(parser)
    add_output(parser)


def run_keys(session: Session) -> int:
    """Print each act's name for the config file, its key and the command that does the same."""
    keymap = read_keymap(session.settings.config)
    rows = [
        {
            "act": act.name,
            "key": format_keys(keymap.keys[act.name]),
            "help": act.help,
            "twin": f"milepost {act.command}",
        }
        for act in ACTIONS
    ]
    if session.args.format == "json":
        session.write(checklist_json.dump_json(rows))
    else:
        session.write("".join(f"{row['act']:<16} {row['key']:<10} {row['twin']}\n" for row in rows))
    for problem in keymap.problems:
        print_message(f"{session.settings.paths.config}: {problem}")
    return ExitCode.PROBLEMS if keymap.problems else ExitCode.OK
