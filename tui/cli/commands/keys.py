"""`milepost keys`: the app's keys, and what is wrong with those of the config file."""

from argparse import ArgumentParser

from plan_data.errors import ExitCode
from tui.actions import ACTIONS
from tui.cli.options import add_output_options, add_plan_options
from tui.cli.output import print_message
from tui.cli.registry import Command
from tui.cli.session import Session
from tui.config.keymap import format_keys, read_keymap


def add_keys(parser: ArgumentParser) -> None:
    """Declare the arguments of `keys`."""
    add_plan_options(parser)
    add_output_options(parser)


def run_keys(session: Session) -> ExitCode:
    """Print each action's name for the config file, its key and its shell command."""
    keymap = read_keymap(session.settings.config)
    rows = []
    text = ""
    for action in ACTIONS:
        key = format_keys(keymap.keys[action.name])
        command = f"milepost {action.command}"
        rows.append({"act": action.name, "key": key, "help": action.help, "twin": command})
        text += f"{action.name:<16} {key:<10} {command}\n"
    if session.wants_json:
        session.write_json(rows)
    else:
        session.write_text(text)
    if not keymap.problems:
        return ExitCode.OK
    for problem in keymap.problems:
        print_message(f"{session.settings.paths.config}: {problem}")
    return ExitCode.PROBLEMS


COMMANDS = {"keys": Command(add_keys, run_keys)}
