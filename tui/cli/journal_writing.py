"""How commands write into the journal: recorders, its folder, and what is printed afterwards."""

import os
from pathlib import Path

from plan_data.errors import Refused
from store.batch import BatchJournal
from store.journal.entry import Entry
from store.journal.folder import Journal
from store.journal.lock import LockWait
from store.journal.machine import machine_id
from store.recorder import Recorder
from tui.cli.output import is_stdout, print_all_problems, print_message
from tui.cli.session import Session
from tui.config.clock_checks import clock_problem
from tui.config.settings import dangling_link
from tui.files import real_path, remove_abandoned_parts


def journal_to_write(session: Session) -> Path:
    """Return the journal's folder for a command that writes into it.

    Raises:
        Refused: if the folder is missing and cannot simply be made, unless `--force` is given.

    """
    folder = session.settings.paths.journal
    if session.folder_problem is None:
        return folder
    if session.args.force:
        return real_path(folder)  # where a link leads that leads nowhere yet
    if dangling_link(folder) is not None:
        raise Refused(
            f"nothing was recorded: {folder}: {session.settings.missing_journal}. Check its name,"
            " or connect the drive; --force makes the folder that the link leads to."
        )
    if not os.path.exists(folder.parent):  # noqa: PTH110 - for every name, unlike Path
        raise Refused(
            f"nothing was recorded: {folder}: {session.settings.missing_journal}, nor the folder"
            " to make it in. Check its name, or connect the drive; --force makes both."
        )
    return folder


def report_new_folder(session: Session) -> None:
    """Print that the journal's folder was made, if it was missing and is there now."""
    if session.folder_problem is not None and not session.settings.journal_is_missing:
        print_message(f"the journal's folder was made: {session.settings.paths.journal}")


def open_recorder(session: Session) -> Recorder:
    """Return a recorder that writes into the author's own file.

    Raises:
        Refused: if the journal's folder is missing or the clock cannot be right, unless
            `--force` is given.

    """
    return _recorder_on(session, _open_journal(session))


def open_batch(session: Session) -> tuple[Recorder, BatchJournal]:
    """Return a recorder, and the batch that it writes into until that is committed.

    Raises:
        Refused: as `open_recorder` does.

    """
    batch = BatchJournal(_open_journal(session))
    return _recorder_on(session, batch), batch


def _open_journal(session: Session) -> Journal:
    _refuse_text_file(session)
    folder = journal_to_write(session)
    _refuse_wrong_clock(session)
    remove_abandoned_parts(folder)
    return Journal(folder, machine_id(session.settings.paths.state), LockWait(print_message))


def _recorder_on(session: Session, journal: Journal) -> Recorder:
    settings = session.settings
    return Recorder(
        session.loaded,
        journal,
        session.contents.entries,
        stamp=session.contents.stamp,
        author=settings.author,
        now=settings.clock.now,
        today=settings.clock.today,
        force=session.args.force,
    )


def _refuse_text_file(session: Session) -> None:
    """Refuse `-o` unless the entry is written as JSON: there is nothing else to write."""
    if not is_stdout(session.args.output) and not session.wants_json:
        raise Refused("the entry is written as JSON: end the file's name in .json.")


def _refuse_wrong_clock(session: Session) -> None:
    problem = clock_problem(session.settings.clock, session.loaded.about.published)
    if problem and not session.args.force:
        raise Refused(f"nothing was recorded: {problem}", "--force records it all the same.")


def finish_recording(session: Session, *recorded: Entry) -> None:
    """Print what a recording command has to say besides the entry; none of it is a failure."""
    report_new_folder(session)
    known = session.folder_problem
    print_all_problems([problem for problem in session.contents.problems if problem != known])
    session.report_future_entries([*session.contents.entries, *recorded])
