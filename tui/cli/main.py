"""The command `milepost`: runs the named command, or opens the app if none is named."""

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
from tui.cli.launch import need_terminal, open_app
from tui.cli.options import add_app_options, add_plan_options, compose_texts
from tui.cli.output import (
    fit_terminal,
    open_missing_streams,
    print_message,
    silence_stdout,
    write_answer,
)
from tui.cli.registry import COMMAND_ROWS, load_command, overview
from tui.cli.session import Session

# Allocations between two garbage collections. Milepost's data has next to no cycles, and with
# Python's default the collector takes a sixth of a status check.
_GC_THRESHOLD = 50_000
_DEFAULT_COLUMNS = 80
_HELP_WORDS = {"-h", "--help"}
_VERSION_WORD = "--version"


class _HelpFormatter(HelpFormatter):
    """Help as wide as the terminal.

    argparse makes a formatter for each option; its own would import shutil for the width.
    """

    def __init__(self, prog: str) -> None:
        try:
            columns = os.get_terminal_size().columns
        except (OSError, ValueError):
            columns = _DEFAULT_COLUMNS
        super().__init__(prog, width=columns - 2)


class _Parser(ArgumentParser):
    """An argparse parser whose errors are one sentence, like every other refusal."""

    def __init__(self, prog: str, description: str) -> None:
        super().__init__(
            prog, description=description, allow_abbrev=False, formatter_class=_HelpFormatter
        )

    def print_help(self, file: object = None) -> None:
        """Print the help like any answer, so that one that cannot be written is refused."""
        del file  # argparse's own, stdout
        write_answer(self.format_help())

    def error(self, message: str) -> NoReturn:
        if message.startswith("unrecognized"):
            self._refuse_unknown_option(message)
        raise Refused(f"{message}; `{self.prog} --help` shows what can be written.")

    def _refuse_unknown_option(self, message: str) -> None:
        """Refuse the first unknown option in argparse's message; do nothing if it names none."""
        known = self._option_string_actions
        options = [name for name in known if name.startswith("--")]
        for word in message.split():
            if word.startswith("-") and word.partition("=")[0] not in known:
                hint = f"`{self.prog} --help` names them all."
                if word.startswith("--"):
                    from tui.cli.option_names import option_meant

                    hint = option_meant(word, options) or hint
                raise Refused(f"there is no option '{word}' here; {hint}")


def run() -> NoReturn:
    """Run `milepost` as a process and end it at once.

    Python's cleanup at exit takes a sixth of a status check, and freeing plan and journal a tenth:
    the process ends without the one, and keeps the others until then.
    """
    open_missing_streams()
    keep_alive: list[object] = []
    code = _main_or_help(keep_alive)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # the reader, such as `head`, has gone
            stream.flush()
    os._exit(code)


def _main_or_help(keep_alive: list[object]) -> ExitCode:
    """Run `main`; argparse leaves it by SystemExit once a command's help is printed."""
    try:
        return main(keep_alive=keep_alive)
    except SystemExit:
        return ExitCode.OK


def main(
    argv: Sequence[str] | None = None,
    environ: Mapping[str, str] = os.environ,
    keep_alive: list[object] | None = None,
) -> ExitCode:
    """Run `milepost` and return its exit code, as docs/commands.md explains it.

    `argv` are the words after `milepost`, by default the process's own. What was loaded is added to
    `keep_alive`.
    """
    gc.set_threshold(_GC_THRESHOLD)
    words = sys.argv[1:] if argv is None else list(argv)
    if keep_alive is None:
        keep_alive = []
    try:
        return _dispatch(words, environ, keep_alive)
    except MilepostError as error:
        print_message(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        silence_stdout()
        return ExitCode.OK


def _dispatch(words: list[str], environ: Mapping[str, str], keep_alive: list[object]) -> ExitCode:
    if not words:
        return _open_app(words, environ)
    name = words[0]
    if name in _HELP_WORDS:
        write_answer(fit_terminal(overview()))
        return ExitCode.OK
    if name == _VERSION_WORD:
        return _print_version()
    if name.startswith("-"):
        return _open_app(words, environ)
    if name not in COMMAND_ROWS:
        hint = did_you_mean(name, COMMAND_ROWS) or "`milepost --help`."
        raise Refused(f"there is no command '{name}'; {hint}")
    return _run_command(name, words[1:], environ, keep_alive)


def _run_command(
    name: str, arguments: list[str], environ: Mapping[str, str], keep_alive: list[object]
) -> ExitCode:
    command = load_command(name)
    parser = _Parser(f"milepost {name}", COMMAND_ROWS[name].help)
    command.add(parser)
    if command.is_intermixed and _HELP_WORDS.isdisjoint(arguments):  # which spoils the help
        args = parser.parse_intermixed_args(arguments)
    else:
        args = parser.parse_args(arguments)
    compose_texts(parser, args)
    session = Session(args, environ)
    keep_alive.append(session)
    session.report_settings(with_keys=name != "keys")
    try:
        return command.run(session)
    except Refused as refusal:
        raise session.explain(refusal) from refusal


def _open_app(words: list[str], environ: Mapping[str, str]) -> ExitCode:
    parser = _Parser("milepost", "open the app")
    add_plan_options(parser)
    add_app_options(parser)
    args, rest = parser.parse_known_args(words)
    if rest and rest[0] in COMMAND_ROWS:
        options = [word for word in words if word not in rest]
        corrected = shlex.join(rest + options)
        raise Refused(f"options come after the command's name: write milepost {corrected}")
    if rest:
        args = parser.parse_args(words)  # refuses the rest
    compose_texts(parser, args)
    session = Session(args, environ)
    need_terminal()
    session.report_settings(with_keys=False)  # the app shows what is wrong with its keys
    return open_app(session.settings)


def _print_version() -> ExitCode:
    from importlib.metadata import version

    write_answer(f"milepost {version('milepost')}\n")
    return ExitCode.OK
