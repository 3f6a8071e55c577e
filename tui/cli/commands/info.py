"""`milepost info`: versions, every path in use, and what was found there."""

import platform
from argparse import ArgumentParser
from importlib.metadata import version
from pathlib import Path

from plan_data.errors import ExitCode, MilepostError, Refused
from plan_data.load import check_plan_file, find_plan
from plan_data.text import plural
from store.journal.folder import JOURNAL_SUFFIX
from tui.cli.options import add_output_options, add_plan_options
from tui.cli.output import single_line
from tui.cli.registry import Command
from tui.cli.session import Session

_LIBRARIES = ("textual", "tinydb", "pyyaml", "msgspec")


def add_info(parser: ArgumentParser) -> None:
    """Declare the arguments of `info`."""
    add_plan_options(parser)
    add_output_options(parser)


def run_info(session: Session) -> ExitCode:
    """Print what is in use; errors become part of the answer and never fail the command."""
    rows = _rows(session)
    if session.wants_json:
        session.write_json(rows)
    else:
        lines = [f"{name:<13} {single_line(value)}\n" for name, value in rows.items()]
        session.write_text("".join(lines))
    session.report_future_entries()
    return ExitCode.OK


def _rows(session: Session) -> dict[str, str]:
    """Return the answer by label, in the order of printing."""
    settings = session.settings
    paths = settings.paths
    rows = {"milepost": version("milepost"), "python": platform.python_version()}
    for library in _LIBRARIES:
        rows[library] = version(library)
    rows["plan"] = _describe_plan(session)
    rows["journal"] = f"{paths.journal} ({_describe_journal(session)})"
    rows["config file"] = _describe_path(paths.config)
    rows["preferences"] = _describe_path(paths.preferences)
    rows["state folder"] = _describe_path(paths.state)
    rows["cache folder"] = _describe_path(paths.cache)
    rows["author"] = settings.author
    rows["today"] = settings.clock.today.isoformat()
    rows["as of"] = _describe_as_of(session)
    return rows


def _describe_as_of(session: Session) -> str:
    try:
        return session.settings.as_of.isoformat()
    except Refused as refusal:
        return str(refusal)


def _describe_plan(session: Session) -> str:
    settings = session.settings
    try:
        path = find_plan(settings.plan_name, settings.paths.plans)
        loaded = check_plan_file(path, settings.paths.cache)
    except MilepostError as error:
        return f"{settings.plan_name} ({error})"
    errors = [problem for problem in loaded.problems if problem.severity == "problem"]
    items = plural(len(loaded.items), "item")
    return f"{path} ({items}, {plural(len(errors), 'problem')})"


def _describe_journal(session: Session) -> str:
    folder = session.settings.paths.journal
    if session.folder_problem:
        return session.folder_problem.sentence
    if not folder.exists():
        return "not there yet: the first entry makes it"
    try:
        contents = session.all_contents
    except MilepostError as error:
        return str(error)
    files = [path for path in folder.iterdir() if path.name.endswith(JOURNAL_SUFFIX)]
    counts = (
        plural(len(files), "file"),
        plural(len(contents.entries), "entry"),
        plural(sum(problem.count for problem in contents.problems), "problem"),
    )
    return ", ".join(counts)


def _describe_path(path: Path) -> str:
    if path.exists():
        return f"{path} (found)"
    return f"{path} (not there yet)"


COMMANDS = {"info": Command(add_info, run_info)}
