"""Commands that exchange entries and keep them safe: merge, sync, backup, restore."""

import os
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from pathlib import Path

from plan_data.errors import ExitCode, Refused, Unusable
from plan_data.problem import Problem
from plan_data.text import plural
from store.journal.archive import Restored, pack, restore
from store.journal.folder import Journal
from store.journal.lock import LockWait
from store.journal.machine import machine_id
from store.journal.merge import (
    NewEntry,
    append_new_entries,
    find_new_entries,
    read_sources,
    send_own_entries,
)
from tui.cli.file_endings import refuse_ending
from tui.cli.journal_writing import journal_to_write, report_new_folder
from tui.cli.options import add_output_options, add_plan_options
from tui.cli.output import print_all_problems, print_message, single_line
from tui.cli.registry import Command
from tui.cli.session import Session
from tui.files import (
    path_argument,
    real_path,
    refuse_overwriting,
    refuse_shared_folder,
    write_file,
)
from tui.formats import checklist_json
from tui.wording.merge_text import AuthorSummary, author_line, summarise_authors

NOTHING_NEW = "nothing new: every entry is in the journal already\n"
NOTHING_TAKEN_IN = "taken in: nothing new\n"


def add_merge(parser: ArgumentParser) -> None:
    """Declare the arguments of `merge`."""
    parser.add_argument(
        "sources",
        metavar="FILE|FOLDER",
        nargs="+",
        help="a colleague's journal file, or a folder",
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what is new")
    add_plan_options(parser)
    add_output_options(parser)


def run_merge(session: Session) -> ExitCode:
    """Add colleagues' entries to the journal."""
    is_dry_run = session.args.dry_run
    folder = session.settings.paths.journal
    write, write_text = session.write, session.write_text
    if not is_dry_run:
        folder = journal_to_write(session)
        write, write_text = session.write_after_change, session.write_text_after_change
    sources, problems = read_sources(map(path_argument, session.args.sources))
    if not sources:
        print_message("no journal file was found in what was named.")
    found = find_new_entries(folder, sources)
    problems += found.problems
    entries: Sequence[NewEntry] = found.new
    failures: list[Unusable] = []
    if not is_dry_run:
        entries, failures = append_new_entries(folder, found.new, LockWait(print_message))
    authors = summarise_authors(entries)
    if session.wants_json:
        answer = {
            "dry_run": is_dry_run,
            "new": authors,
            "problems": checklist_json.problem_objects(problems),
        }
        write(checklist_json.dump_json(answer))
    else:
        write_text(_merge_text(authors, failures))
    if is_dry_run and authors:
        print_message("nothing was written: this was a dry run.")
    return _finish(session, problems, failures)


def _merge_text(authors: Sequence[AuthorSummary], failures: Sequence[Unusable]) -> str:
    if authors:
        return "".join(map(author_line, authors))
    if failures:
        return ""
    return NOTHING_NEW


def add_sync(parser: ArgumentParser) -> None:
    """Declare the arguments of `sync`."""
    parser.add_argument(
        "folder", metavar="FOLDER", help="a folder that something else shares with colleagues"
    )
    add_plan_options(parser)
    add_output_options(parser)


def run_sync(session: Session) -> ExitCode:
    """Take in colleagues' entries from a shared folder, and put the user's own entries there."""
    settings = session.settings
    shared = _shared_folder(session)
    folder = journal_to_write(session)
    sources, problems = read_sources([shared])
    found = find_new_entries(folder, sources)
    problems += found.problems
    wait = LockWait(print_message)
    entries, failures = append_new_entries(folder, found.new, wait)
    own_file = Journal(folder, machine_id(settings.paths.state)).own_file(settings.author)
    sent = 0
    try:
        sent = send_own_entries(own_file, shared, wait)
    except Unusable as error:
        failures.append(error)
    authors = summarise_authors(entries)
    target = shared / own_file.name
    if session.wants_json:
        answer = {
            "sent": {"file": str(target), "by": settings.author, "entries": sent},
            "new": authors,
            "problems": checklist_json.problem_objects(problems),
        }
        session.write_json_after_change(answer)
    else:
        text = _sent_line(sent, settings.author, target) + _taken_in_text(authors)
        session.write_text_after_change(text)
    return _finish(session, problems, failures)


def _sent_line(count: int, author: str, target: Path) -> str:
    if count == 0:
        return "sent: nothing new\n"
    return f"sent: {plural(count, 'entry')} of {author}, to {single_line(str(target))}\n"


def _taken_in_text(authors: Sequence[AuthorSummary]) -> str:
    if not authors:
        return NOTHING_TAKEN_IN
    return "".join(f"taken in: {author_line(author)}" for author in authors)


def _shared_folder(session: Session) -> Path:
    shared = path_argument(session.args.folder)
    refuse_shared_folder(shared, session.settings.paths.journal)
    return shared


def add_backup(parser: ArgumentParser) -> None:
    """Declare the arguments of `backup`."""
    parser.add_argument("file", metavar="FILE", help="the archive to write, such as journal.zip")
    parser.add_argument("--force", action="store_true", help="replace a file that exists")
    add_plan_options(parser)


def run_backup(session: Session) -> ExitCode:
    """Write the journal's files into one archive."""
    folder = session.settings.paths.journal
    path = path_argument(session.args.file)
    refuse_ending(session.args.file, ["zip"])
    refuse_overwriting(path, force=session.args.force)
    if session.folder_problem:
        raise Refused(f"there is nothing to back up: {session.folder_problem}")
    if real_path(path).parent == real_path(folder):
        raise Refused(
            f"'{path}' is in the journal's own folder: keep the backup where a loss of that"
            " does not reach it."
        )
    packed = pack(folder)
    write_file(path, packed.data, force=session.args.force, private=True)
    files = plural(len(packed.names), "file")
    print_message(f"{files} of the journal written to {real_path(path)}")
    return _finish(session, [*packed.problems, *session.all_contents.problems])


def add_restore(parser: ArgumentParser) -> None:
    """Declare the arguments of `restore`."""
    parser.add_argument("file", metavar="FILE", help="an archive that `milepost backup` wrote")
    add_plan_options(parser)
    add_output_options(parser)


def run_restore(session: Session) -> ExitCode:
    """Add an archive's entries to those that the journal has now."""
    path = path_argument(session.args.file)
    # os.path, unlike Path, answers False for a name that is too long.
    if not os.path.isfile(path):  # noqa: PTH113
        raise Refused(f"there is no file '{path}'.")
    files, problems = restore(path, journal_to_write(session), LockWait(print_message))
    if session.wants_json:
        answer = {"files": files, "problems": checklist_json.problem_objects(problems)}
        session.write_json_after_change(answer)
    else:
        session.write_text_after_change(_restored_text(files))
    return _finish(session, problems)


def _restored_text(files: Iterable[Restored]) -> str:
    text = ""
    for file in files:
        line = f"{single_line(file.name)}: {plural(file.entries, 'entry')}"
        if file.is_new:
            text += f"{line}, all of the file\n"
        elif file.entries:
            text += f"{line}\n"
    return text or NOTHING_NEW


def _finish(
    session: Session, problems: Sequence[Problem], failures: Sequence[Unusable] = ()
) -> ExitCode:
    """Print what is wrong to stderr, and return the exit code."""
    found = list(problems)
    if session.folder_problem and session.settings.journal_is_missing:
        found.append(session.folder_problem)
    report_new_folder(session)
    print_all_problems(found)
    for failure in failures:
        print_message(str(failure))
    session.report_future_entries(session.all_contents.entries)
    if failures:
        return ExitCode.UNUSABLE
    if found:
        return ExitCode.PROBLEMS
    return ExitCode.OK


COMMANDS = {
    "merge": Command(add_merge, run_merge),
    "sync": Command(add_sync, run_sync),
    "backup": Command(add_backup, run_backup),
    "restore": Command(add_restore, run_restore),
}
