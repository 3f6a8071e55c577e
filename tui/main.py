"""The command `milepost`: the app where no command is named, else the command."""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from typing import NoReturn

from plan_data.errors import MilepostError, Refused
from plan_data.nearest import did_you_mean
from tui.shell import commands
from tui.shell.options import add_where
from tui.shell.output import say
from tui.shell.session import Session

INTERRUPTED = 130


class _Parser(ArgumentParser):
    """argparse, whose refusals are one sentence like all others."""

    def error(self, message: str) -> NoReturn:
        raise Refused(f"{message}; `{self.prog} --help` shows what can be written.")


def main(argv: Sequence[str] | None = None, environ: Mapping[str, str] = os.environ) -> int:
    """Run `milepost` and return its exit code, see docs/commands.md."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        return _run(words, environ)
    except MilepostError as error:
        say(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _run(words: list[str], environ: Mapping[str, str]) -> int:
    if not words or (words[0].startswith("-") and words[0] not in {"-h", "--help", "--version"}):
        return _open_app(words, environ)
    name, rest = words[0], words[1:]
    if name in {"-h", "--help", "help"}:
        sys.stdout.write(_overview())
        return 0
    if name == "--version":
        from importlib.metadata import version

        sys.stdout.write(f"milepost {version('milepost')}\n")
        return 0
    if name not in commands.COMMANDS:
        raise Refused(f"there is no command '{name}'; {did_you_mean(name, commands.COMMANDS) or '`milepost --help`.'}")
    parser = _Parser(f"milepost {name}", description=commands.COMMANDS[name].help, allow_abbrev=False)
    commands.add_options(name, parser)
    return commands.run(name, Session(parser.parse_args(rest), environ))


def _open_app(words: list[str], environ: Mapping[str, str]) -> int:
    parser = _Parser("milepost", description="open the app", allow_abbrev=False)
    add_where(parser)
    session = Session(parser.parse_args(words), environ)
    if not sys.stdin.isatty() or not sys.stdout.isatty():
        raise Refused("the app needs a terminal: open one, or use `milepost status` and its like.")
    from tui.app.run import run_app

    return run_app(session.settings)


def _overview() -> str:
    lines = [
        "milepost                 open the app",
        *(f"milepost {name:<15} {command.help}" for name, command in commands.COMMANDS.items()),
        "",
        "milepost COMMAND --help  shows what a command takes. Dates are written like 31 Oct 2009 or Oct 2009.",
    ]
    return "\n".join(lines) + "\n"
