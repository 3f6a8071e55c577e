"""`milepost demo`: the app on a made-up journal, far from the user's own."""

import os
import shlex
import shutil
import signal
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from plan_data.errors import ExitCode
from store.dates import format_day
from tui.cli.launch import need_terminal, open_app
from tui.cli.options import add_app
from tui.cli.output import print_message
from tui.cli.session import Session
from tui.config.preferences import Preferences
from tui.config.settings import Clock, Paths, Settings
from tui.demo.made_up_journal import DEMO_AUTHOR, DEMO_NOW, DEMO_PLAN, write_demo_journal


def add_demo(parser: ArgumentParser) -> None:
    """Declare `demo`."""
    parser.add_argument("--by", metavar="AUTHOR", help=f"who is writing (MILEPOST_BY; default: {DEMO_AUTHOR})")
    add_app(parser)
    parser.add_argument("--folder", metavar="FOLDER", help="only write the journal there, for the other commands")


def run_demo(session: Session) -> int:
    """Open the app on a copy of the made-up journal, or write the copy and tell how to use it."""
    if session.args.folder:
        return _written(Path(session.args.folder), session.settings)
    need_terminal()
    with TemporaryDirectory(prefix="milepost-demo-", ignore_cleanup_errors=True) as folder:
        _clear_away_with_the_window(folder)
        settings = demo_settings(session.settings, Path(folder))
        write_demo_journal(settings.paths.journal)
        print_message(
            f"a made-up journal, on {format_day(settings.clock.today)}. It is removed when you leave; yours is not touched."
        )
        return open_app(settings)


def demo_settings(settings: Settings, folder: Path) -> Settings:
    """Return the user's settings, with everything that is kept in `folder` and the day set to the demo's."""
    clock = settings.clock if settings.clock.fixed else Clock(DEMO_NOW)
    return msgspec.structs.replace(
        settings,
        paths=Paths(
            config=folder / "config.toml",
            preferences=folder / "preferences.json",
            journal=folder / "journal",
            state=folder / "state",
            cache=settings.paths.cache,
        ),
        clock=clock,
        plan_name=DEMO_PLAN,
        plan_is_chosen=True,
        plan_is_given=True,
        as_of_text=None,
        known_on_text=None,
        author=settings.author if settings.author_is_known else DEMO_AUTHOR,
        author_is_known=True,
        preferences=Preferences(theme=settings.preferences.theme),
    )


def _clear_away_with_the_window(folder: str) -> None:
    """Remove the folder also where the terminal's window is closed, which ends a program without another word."""

    def leave(*_: object) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(0)

    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, leave)


def _written(folder: Path, settings: Settings) -> int:
    write_demo_journal(folder)
    plan = "" if settings.plan_name == DEMO_PLAN else f" --plan {DEMO_PLAN}"
    quoted = f'"{folder}"' if os.name == "nt" else shlex.quote(str(folder))
    use = f'milepost status --journal {quoted}{plan} --as-of "{format_day(DEMO_NOW.date())}"'
    print_message(f"a made-up journal is in '{folder}'. Look at it with: {use}")
    return ExitCode.OK
