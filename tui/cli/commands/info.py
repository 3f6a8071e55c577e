"""`milepost info`: versions, every path in use, and what was found there."""

import platform
from argparse import ArgumentParser
from importlib.metadata import version
from pathlib import Path

from plan_data.errors import ExitCode, MilepostError, Refused
from plan_data.load import check_plan_file, find_plan
from store.journal.folder import JOURNAL_SUFFIX
from tui.cli.options import add_output, add_where
from tui.cli.session import Session
from tui.formats import checklist_json
from tui.wording.counts import plural


def add_info(parser: ArgumentParser) -> None:
    """Declare `info`."""
    add_where(parser)
    add_output(parser)


def run_info(session: Session) -> int:
    """Print what is in use; what cannot be read is said, and is no failure here."""
    settings = session.settings
    rows = {
        "milepost": version("milepost"),
        "python": platform.python_version(),
        **{name: version(name) for name in ("textual", "tinydb", "pyyaml", "msgspec")},
        "plan": _plan(session),
        "journal": f"{settings.paths.journal} ({_journal(session)})",
        "config file": f"{settings.paths.config} ({_found(settings.paths.config)})",
        "preferences": f"{settings.paths.preferences} ({_found(settings.paths.preferences)})",
        "state folder": f"{settings.paths.state} ({_found(settings.paths.state)})",
        "cache folder": f"{settings.paths.cache} ({_found(settings.paths.cache)})",
        "author": settings.author,
        "today": settings.clock.today.isoformat(),
        "as of": _as_of(session),
    }
    if session.args.format == "json":
        session.write(checklist_json.dump_json(rows))
    else:
        session.write("".join(f"{name:<13} {value}\n" for name, value in rows.items()))
    return ExitCode.OK


def _as_of(session: Session) -> str:
    try:
        return session.settings.as_of.isoformat()
    except Refused as refusal:
        return str(refusal)


def _plan(session: Session) -> str:
    try:
        path = find_plan(session.settings.plan_name, session.settings.paths.plans)
        loaded = check_plan_file(path, session.settings.paths.cache)
    except MilepostError as error:
        return f"{session.settings.plan_name} ({error})"
    wrong = sum(problem.severity == "problem" for problem in loaded.problems)
    found = f"{plural(len(loaded.items), 'item')}, {plural(wrong, 'problem')}"
    return f"{path} ({found})"


def _journal(session: Session) -> str:
    folder = session.settings.paths.journal
    if not folder.exists():
        return "not there yet: the first entry makes it"
    try:
        contents = session.all_contents
    except MilepostError as error:
        return str(error)
    files = sum(path.name.endswith(JOURNAL_SUFFIX) for path in folder.iterdir())
    parts = (plural(files, "file"), plural(len(contents.entries), "entry"), plural(len(contents.problems), "problem"))
    return ", ".join(parts)


def _found(path: Path) -> str:
    return "found" if path.exists() else "not there yet"
