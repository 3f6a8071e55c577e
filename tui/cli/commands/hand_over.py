"""`milepost data`: plans, checklists and journals as tables for other programs."""

from argparse import ArgumentParser
from collections.abc import Iterator

from plan_data.errors import ExitCode, Refused
from plan_data.problem import Problem
from tui.cli.every_plan import every_plan
from tui.cli.options import add_plan_options
from tui.cli.output import print_message
from tui.cli.registry import Command
from tui.cli.session import Session
from tui.files import path_argument, refuse_journal
from tui.handover.data_rows import Positions, build_positions

_SQLITE_ENDINGS = frozenset({".sqlite", ".sqlite3", ".db"})


def add_data(parser: ArgumentParser) -> None:
    """Declare the arguments of `data`."""
    add_plan_options(parser)
    parser.add_argument(
        "-o",
        dest="target",
        metavar="FILE|FOLDER",
        help="a new file that ends in .sqlite, or a folder for Parquet files",
    )
    parser.add_argument("--force", action="store_true", help="replace a file that exists")


def run_data(session: Session) -> ExitCode:
    """Write the tables, one plan at a time."""
    if not session.args.target:
        raise Refused("name where to: -o FILE.sqlite, or -o FOLDER for Parquet files.")
    target = path_argument(session.args.target)
    refuse_journal(target, session.settings.paths.journal)
    problems: list[Problem] = []
    if target.suffix.lower() in _SQLITE_ENDINGS:
        from tui.handover.sqlite_file import write_sqlite

        write_sqlite(target, _positions(session, problems), force=session.args.force)
    else:
        from tui.handover.parquet_folder import write_parquet

        write_parquet(target, _positions(session, problems), force=session.args.force)
    print_message(
        f"written: {target}. It holds people's notes; you alone can read it until you share it."
    )
    # A journal file with entries for two plans is read twice, and so are its problems.
    return session.report_problems(list(dict.fromkeys(problems)))


def _positions(session: Session, problems: list[Problem]) -> Iterator[Positions]:
    """Yield each plan's positions; only one plan is in memory at a time."""
    if session.settings.plan_name == "all":
        yield from _positions_of_all(session, problems)
        return
    yield build_positions(session.checklist, session.contents.entries)
    problems += session.checklist.problems


def _positions_of_all(session: Session, problems: list[Problem]) -> Iterator[Positions]:
    written: set[str] = set()
    for plan in every_plan(session, problems):
        loaded = plan.checklist.loaded
        if loaded.about.id in written:
            sentence = f"this plan is left out: another file has the plan '{loaded.about.id}'."
            problems.append(Problem(str(loaded.path), 0, 0, sentence))
            continue
        written.add(loaded.about.id)
        yield build_positions(plan.checklist, plan.contents.entries)


COMMANDS = {"data": Command(add_data, run_data)}
