"""`milepost help`: the commands and topics, or one topic of the installed docs."""

import shutil
from argparse import ArgumentParser

from plan_data.errors import ExitCode, Refused
from tui.cli.output import fit_terminal, write_answer
from tui.cli.registry import COMMAND_ROWS, Command, overview
from tui.cli.session import Session
from tui.formats.help_topics import topic_files, topic_text, topic_titles

_MAX_WIDTH = 100  # longer lines are hard to read


def add_help(parser: ArgumentParser) -> None:
    """Declare the arguments of `help`."""
    parser.add_argument(
        "topic", metavar="TOPIC", nargs="?", help="a page of the docs; without it, all are listed"
    )


def run_help(session: Session) -> ExitCode:
    """Print a topic, or the commands and the topics."""
    topic = session.args.topic
    if topic in COMMAND_ROWS and topic not in topic_files():
        raise Refused(f"'{topic}' is a command: `milepost {topic} --help` shows what it takes.")
    if topic:
        width = min(shutil.get_terminal_size().columns, _MAX_WIDTH)
        write_answer(topic_text(topic, width))
        return ExitCode.OK
    text = overview() + "\n"
    for name, title in topic_titles().items():
        text += f"milepost help {name:<13} {title}\n"
    write_answer(fit_terminal(text))
    return ExitCode.OK


COMMANDS = {"help": Command(add_help, run_help)}
