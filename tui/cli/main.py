"""The command `milepost`: the app where no command is named, else the command."""

import gc
import os
import shlex
import sys
from argparse import ArgumentParser, HelpFormatter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import NoReturn

from plan_data.errors import ExitCode, MilepostError, Refused
from plan_data.suggest import did_you_mean
from tui.cli import registry
from tui.cli.launch import need_terminal, open_app
from tui.cli.options import add_app, add_where
from tui.cli.output import print_message
from tui.cli.session import Session

_ALLOCATIONS = 50_000  # between looks for garbage: records make next to none, and looking takes a sixth of a status


class _Help(HelpFormatter):
    """Help as wide as the terminal; asked for by argparse with each option, and so without its import of shutil."""

    def __init__(self, prog: str) -> None:
        try:
            columns = os.get_terminal_size().columns
        except (OSError, ValueError):
            columns = 80
        super().__init__(prog, width=columns - 2)


class _Parser(ArgumentParser):
    """argparse, whose refusals are one sentence like all others."""

    def __init__(self, prog: str, description: str) -> None:
        super().__init__(prog, description=description, allow_abbrev=False, formatter_class=_Help)

    def error(self, message: str) -> NoReturn:
        options = [option for option in self._option_string_actions if option.startswith("--")]
        unknown = [word for word in message.split() if word.startswith("--") and word not in options]
        if message.startswith("unrecognized") and unknown:
            hint = did_you_mean(unknown[0], options, everything=0) or f"`{self.prog} --help` names them all."
            raise Refused(f"there is no option '{unknown[0]}' here; {hint}")
        raise Refused(f"{message}; `{self.prog} --help` shows what can be written.")


def run() -> NoReturn:
    """Be the process `milepost`, and end it without Python's tidying up, which takes a sixth of a status check.

    Taking plan and journal apart takes a tenth: they are held until the end.
    """
    held: list[object] = []
    code = main(held=held)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # the reader, such as `head`, has gone
            stream.flush()
    os._exit(code)


def main(
    argv: Sequence[str] | None = None, environ: Mapping[str, str] = os.environ, held: list[object] | None = None
) -> int:
    """Run `milepost` and return its exit code, see docs/commands.md; what was loaded goes to `held`."""
    gc.set_threshold(_ALLOCATIONS)
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        return _run(words, environ, [] if held is None else held)
    except MilepostError as error:
        print_message(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _run(words: list[str], environ: Mapping[str, str], held: list[object]) -> int:
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
    if name not in registry.COMMANDS:
        raise Refused(f"there is no command '{name}'; {did_you_mean(name, registry.COMMANDS) or '`milepost --help`.'}")
    parser = _Parser(f"milepost {name}", registry.COMMANDS[name].help)
    registry.add_options(name, parser)
    session = Session(parser.parse_args(rest), environ)
    held.append(session)
    return registry.run(name, session)


def _open_app(words: list[str], environ: Mapping[str, str]) -> int:
    parser = _Parser("milepost", "open the app")
    add_where(parser)
    add_app(parser)
    args, rest = parser.parse_known_args(words)
    if rest and rest[0] in registry.COMMANDS:
        said = shlex.join([*rest, *(word for word in words if word not in rest)])
        raise Refused(f"options come after the command's name: write milepost {said}")
    session = Session(parser.parse_args(words) if rest else args, environ)
    need_terminal()
    return open_app(session.settings)


def _overview() -> str:
    lines = [
        "milepost                 open the app",
        *(f"milepost {name:<15} {command.help}" for name, command in registry.COMMANDS.items()),
        "",
        "milepost COMMAND --help  shows what a command takes. Dates are written like 31 Oct 2009 or Oct 2009.",
    ]
    return "\n".join(lines) + "\n"
