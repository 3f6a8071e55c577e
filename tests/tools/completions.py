"""The shell completion files: `python -m tests.tools.completions` writes them to completions/.

shtab makes them from the commands' parsers. They are kept in the repository, so that building and
using Milepost need no shtab; tests/tui/cli/test_completions.py fails if they are out of date.
"""

from argparse import Action, ArgumentParser
from pathlib import Path

import shtab

from tui.cli.options import add_app_options, add_plan_options
from tui.cli.registry import COMMAND_ROWS, load_command

FOLDER = Path(__file__).parents[2] / "completions"
FILE_NAMES = {"bash": "milepost.bash", "zsh": "_milepost", "fish": "milepost.fish"}

# Arguments whose values are files or folders, by the names that `--help` shows for the values.
FILE_VALUES = {
    "FILE", "FILE|FOLDER", "NEW.yaml", "OLD.yaml", "PLAN", "PLAN.yaml", "TABLE",
}  # fmt: skip
FOLDER_VALUES = {"FOLDER"}

_HEADER = "# Written by `python -m tests.tools.completions`: change the commands, not this file."


def completion_text(shell: str) -> str:
    """Return the completion file for `bash`, `zsh` or `fish`."""
    text: str = shtab.complete(complete_parser(), shell=shell, preamble=_HEADER)
    return text.rstrip("\n") + "\n"


def complete_parser() -> ArgumentParser:
    """Return a parser of all commands and their arguments, with what completes each value."""
    parser = ArgumentParser("milepost")
    parser.add_argument("--version", action="version", help="print the version")
    add_plan_options(parser)
    add_app_options(parser)
    _complete_paths(parser)
    commands = parser.add_subparsers()
    for name, row in COMMAND_ROWS.items():
        command_parser = commands.add_parser(name, help=row.help, description=row.help)
        load_command(name).add(command_parser)
        _complete_paths(command_parser)
    return parser


def value_names(parser: ArgumentParser) -> set[str]:
    """Return the names that a parser's help shows for values."""
    return {action.metavar for action in _actions(parser) if isinstance(action.metavar, str)}


def _actions(parser: ArgumentParser) -> list[Action]:
    return parser._actions  # noqa: SLF001 - argparse has no other way to list them


def _complete_paths(parser: ArgumentParser) -> None:
    for action in _actions(parser):
        if action.metavar in FILE_VALUES:
            action.complete = shtab.FILE  # type: ignore[attr-defined]  # shtab looks for it
        elif action.metavar in FOLDER_VALUES:
            action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]


def main() -> None:
    """Write the completion files."""
    FOLDER.mkdir(exist_ok=True)
    for shell, name in FILE_NAMES.items():
        (FOLDER / name).write_text(completion_text(shell), encoding="utf-8")


if __name__ == "__main__":
    main()
