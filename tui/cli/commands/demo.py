"""`milepost demo`: the app on a made-up journal, apart from the user's own."""

import os
import shlex
import shutil
from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from plan_data.errors import ExitCode
from store.dates import format_day
from tui.cli.launch import need_terminal, open_app
from tui.cli.options import add_app_options
from tui.cli.output import print_message
from tui.cli.registry import Command
from tui.cli.session import Session
from tui.config.preferences import Preferences
from tui.config.settings import Clock, Paths, Settings
from tui.demo.made_up_journal import DEMO_AUTHOR, DEMO_NOW, DEMO_PLAN, write_demo_journal
from tui.end_signals import done_at_the_latest, exit_on_signals


def add_demo(parser: ArgumentParser) -> None:
    """Declare the arguments of `demo`."""
    parser.add_argument(
        "--by", metavar="AUTHOR", help=f"who is writing (MILEPOST_BY; default: {DEMO_AUTHOR})"
    )
    add_app_options(parser)
    parser.add_argument(
        "--folder", metavar="FOLDER", help="only write the journal there, for the other commands"
    )


def run_demo(session: Session) -> ExitCode:
    """Open the app on a copy of the made-up journal, or only write the copy with `--folder`."""
    if session.args.folder:
        return _write_journal(Path(session.args.folder), session.settings)
    need_terminal()
    return open_demo(session.settings)


def open_demo(own_settings: Settings) -> ExitCode:
    """Open the app on a copy of the made-up journal, which is removed afterwards."""
    with (
        exit_on_signals(),
        TemporaryDirectory(prefix="milepost-demo-", ignore_cleanup_errors=True) as folder,
        done_at_the_latest(partial(shutil.rmtree, folder, ignore_errors=True)),
    ):
        settings = demo_settings(own_settings, Path(folder))
        write_demo_journal(settings.paths.journal)
        day = format_day(settings.clock.today)
        print_message(
            f"a made-up journal, on {day}. It is removed when you leave; yours is not touched."
        )
        return open_app(settings)


def demo_settings(settings: Settings, folder: Path) -> Settings:
    """Return the user's settings with the demo's plan and day, and all files in `folder`."""
    clock = settings.clock if settings.clock.fixed else Clock(DEMO_NOW)
    author = settings.author if settings.author_is_known else DEMO_AUTHOR
    paths = Paths(
        config=folder / "config.toml",
        preferences=folder / "preferences.json",
        journal=folder / "journal",
        state=folder / "state",
        cache=settings.paths.cache,
    )
    return msgspec.structs.replace(
        settings,
        paths=paths,
        clock=clock,
        plan_name=DEMO_PLAN,
        plan_is_chosen=True,
        plan_is_given=True,
        as_of_text=None,
        known_on_text=None,
        author=author,
        author_is_known=True,
        preferences=Preferences(theme=settings.preferences.theme),
    )


def _write_journal(folder: Path, settings: Settings) -> ExitCode:
    """Write the journal, and print the command that shows it."""
    write_demo_journal(folder)
    command = f"milepost status --journal {_quoted(folder)}"
    if settings.plan_name != DEMO_PLAN:
        command += f" --plan {DEMO_PLAN}"
    command += f' --as-of "{format_day(DEMO_NOW.date())}"'
    print_message(f"a made-up journal is in '{folder}'. Look at it with: {command}")
    return ExitCode.OK


def _quoted(folder: Path) -> str:
    """Return the folder's path as the system's shell reads it."""
    if os.name == "nt":
        return f'"{folder}"'
    return shlex.quote(str(folder))


COMMANDS = {"demo": Command(add_demo, run_demo)}
