"""Commands that bring notes together and keep them safe: merge, sync, backup, restore."""

import os
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from plan_data.errors import ExitCode, Refused, Unusable
from plan_data.problem import Problem
from store.dates import format_day
from store.journal.archive import pack, restore
from store.journal.entry import Entry
from store.journal.folder import Journal
from store.journal.machine import machine_id
from store.journal.merge import append_new_entries, find_new_entries, read_sources, send_own_entries
from tui.cli.options import add_output, add_where
from tui.cli.output import print_message
from tui.cli.session import Session
from tui.files import write_file
from tui.formats import checklist_json
from tui.wording.counts import plural

NOTHING_NEW = "nothing new: every entry is in the journal already\n"
NOTHING_TAKEN_IN = "taken in: nothing new\n"


def add_merge(parser: ArgumentParser) -> None:
    """Declare `merge`."""
    parser.add_argument("sources", metavar="FILE|FOLDER", nargs="+", help="a colleague's journal file, or a folder")
    parser.add_argument("--dry-run", action="store_true", help="only say what is new")
    add_where(parser)
    add_output(parser)


def run_merge(session: Session) -> int:
    """Bring colleagues' entries in."""
    folder, dry = session.settings.paths.journal, session.args.dry_run
    sources, problems = read_sources(_path(typed) for typed in session.args.sources)
    if not sources:
        print_message("no journal file was found in what was named.")
    news = find_new_entries(folder, sources)
    taken, failures = (news.new, []) if dry else append_new_entries(folder, news.new)
    new = _by_author(one.entry for one in taken)
    problems += news.problems
    if session.args.format == "json":
        session.write(checklist_json.dump_json({"dry_run": dry, "new": new, "problems": _objects(problems)}))
    else:
        session.write(_lines(new) or ("" if failures else NOTHING_NEW))
    if dry and new:
        print_message("nothing was written: this was a dry run.")
    return _finish(problems, failures)


def add_sync(parser: ArgumentParser) -> None:
    """Declare `sync`."""
    parser.add_argument("folder", metavar="FOLDER", help="a folder that something else shares with colleagues")
    add_where(parser)
    add_output(parser)


def run_sync(session: Session) -> int:
    """Take in what others put into a shared folder, and put the own file there."""
    settings = session.settings
    folder, shared = settings.paths.journal, _shared_folder(session)
    sources, problems = read_sources([shared])
    news = find_new_entries(folder, sources)
    taken, failures = append_new_entries(folder, news.new)
    own = Journal(folder, machine_id(settings.paths.state)).own_file(settings.author)
    sent = 0
    try:
        sent = send_own_entries(own, shared)
    except Unusable as error:
        failures.append(error)
    new = _by_author(one.entry for one in taken)
    problems += news.problems
    if session.args.format == "json":
        out = {"file": str(shared / own.name), "by": settings.author, "entries": sent}
        session.write(checklist_json.dump_json({"sent": out, "new": new, "problems": _objects(problems)}))
    else:
        went = f"{_entries(sent)} of {settings.author}, to {shared / own.name}" if sent else "nothing new"
        session.write(f"sent: {went}\n{_lines(new, 'taken in: ') or NOTHING_TAKEN_IN}")
    return _finish(problems, failures)


def _shared_folder(session: Session) -> Path:
    shared = _path(session.args.folder)
    if not os.path.isdir(shared):  # noqa: PTH112 - unlike Path's, it says no to a name that is too long
        raise Refused(f"there is no folder '{shared}': connect or make it first, so that nothing goes astray.")
    if shared.resolve() == session.settings.paths.journal.resolve():
        raise Refused(f"'{shared}' is the journal's own folder: what is in it counts already.")
    return shared


def add_backup(parser: ArgumentParser) -> None:
    """Declare `backup`."""
    parser.add_argument("file", metavar="FILE", help="the archive to write, such as journal.zip")
    parser.add_argument("--force", action="store_true", help="replace a file that exists")
    add_where(parser)


def run_backup(session: Session) -> int:
    """Write the journal's files into one archive."""
    folder, path = session.settings.paths.journal, _path(session.args.file)
    if path.resolve().parent == folder.resolve():
        raise Refused(
            f"'{path}' is in the journal's own folder: keep the backup where a loss of that does not reach it."
        )
    packed = pack(folder)
    write_file(path, packed.data, force=session.args.force)
    print_message(f"{plural(len(packed.names), 'file')} of the journal written to {path.resolve()}")
    return _finish([*packed.problems, *session.all_contents.problems])


def add_restore(parser: ArgumentParser) -> None:
    """Declare `restore`."""
    parser.add_argument("file", metavar="FILE", help="an archive that `milepost backup` wrote")
    add_where(parser)
    add_output(parser)


def run_restore(session: Session) -> int:
    """Bring an archive's entries back, beside what the journal holds by now."""
    path = _path(session.args.file)
    if not os.path.isfile(path):  # noqa: PTH113 - unlike Path's, it says no to a name that is too long
        raise Refused(f"there is no file '{path}'.")
    files, problems = restore(path, session.settings.paths.journal)
    if session.args.format == "json":
        session.write(checklist_json.dump_json({"files": files, "problems": _objects(problems)}))
    else:
        back = [one for one in files if one.is_new or one.entries]
        lines = (f"{one.name}: {_entries(one.entries)}{', the whole file' * one.is_new}\n" for one in back)
        session.write("".join(lines) or NOTHING_NEW)
    return _finish(problems)


def _path(typed: str) -> Path:
    try:
        return Path(typed).expanduser()
    except RuntimeError:  # a home that nobody has: then it is a name like any other
        return Path(typed)


def _by_author(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Return for each author how many of `entries` are theirs, and since when."""
    by_author: dict[str, list[Entry]] = {}
    for entry in entries:
        by_author.setdefault(entry.by, []).append(entry)
    return [
        {
            "by": author,
            "entries": len(theirs),
            "first_on": min(entry.on for entry in theirs),
            "first_at": min(entry.at for entry in theirs),
        }
        for author, theirs in sorted(by_author.items())
    ]


def _lines(new: Sequence[dict[str, Any]], before: str = "") -> str:
    return "".join(
        f"{before}{one['by'] or 'no author'}: {_entries(one['entries'], 'new ')}, since {format_day(one['first_on'])},"
        f" recorded since {format_day(one['first_at'].date())}\n"
        for one in new
    )


def _entries(count: int, which: str = "") -> str:
    return f"{count} {which}{'entry' if count == 1 else 'entries'}"


def _objects(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    return [checklist_json.problem_object(problem) for problem in problems]


def _finish(problems: Iterable[Problem], failures: Sequence[Unusable] = ()) -> int:
    """Say what is wrong, and return the exit code."""
    told = [str(problem) for problem in problems]
    for sentence in [*told, *map(str, failures)]:
        print_message(sentence)
    if failures:
        return Unusable.exit_code
    return ExitCode.PROBLEMS if told else ExitCode.OK
