"""Exchange of entries with colleagues, in two steps: see what is new, then take it in."""

import os
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from plan_data.errors import Refused, Unusable
from plan_data.problem import Problem
from plan_data.text import plural
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
from tui.app.workspace import Workspace
from tui.config.settings import Settings, dangling_link
from tui.config.typed_values import typed_path
from tui.files import refuse_shared_folder
from tui.wording.merge_text import author_line, summarise_authors

_LONGEST_WAIT = 2.0  # seconds for a lock: the screen does not change meanwhile
_MAX_PROBLEMS = 3  # named in a preview


class Preview(Struct, frozen=True):
    """What a file or folder holds that the journal does not; nothing is written yet.

    `shared` is the folder that the own entries go to, None if they go nowhere.
    """

    source: Path
    new: tuple[NewEntry, ...]
    problems: tuple[Problem, ...]
    shared: Path | None = None

    @property
    def has_effect(self) -> bool:
        """Whether carrying it out can write anything."""
        return bool(self.new) or self.shared is not None

    @property
    def action_label(self) -> str:
        """What carrying it out does."""
        take = f"Take in {plural(len(self.new), 'entry')}"
        return take if self.shared is None else f"{take}, and put your own into the folder"

    @property
    def text(self) -> str:
        """The new entries by author, and what is wrong."""
        lines = [author_line(author).rstrip() for author in summarise_authors(self.new)]
        if not lines:
            lines = ["Nothing new: every entry is in the journal already."]
        lines += [str(problem) for problem in self.problems[:_MAX_PROBLEMS]]
        if len(self.problems) > _MAX_PROBLEMS:
            lines.append(f"and {plural(len(self.problems) - _MAX_PROBLEMS, 'problem')} more")
        return "\n".join(lines)


def preview_merge(workspace: Workspace, typed: str) -> Preview:
    """Read a colleague's file or folder.

    Raises:
        Refused: if it is none, or the journal's folder is missing.
        Unusable: if it cannot be read.

    """
    if not typed.strip():
        raise Refused("write the path of a colleague's journal file, or of a folder of them.")
    path = typed_path(typed)
    return _preview(workspace, path, None)


def preview_sync(workspace: Workspace, typed: str) -> Preview:
    """Read a shared folder.

    Raises:
        Refused: if there is none, or the journal's folder is missing.
        Unusable: if it cannot be read.

    """
    if not typed.strip():
        raise Refused("write the path of the folder that you share with colleagues.")
    shared = typed_path(typed)
    refuse_shared_folder(shared, workspace.settings.paths.journal)
    return _preview(workspace, shared, shared)


def _preview(workspace: Workspace, path: Path, shared: Path | None) -> Preview:
    _refuse_missing_journal(workspace.settings)
    sources, problems = read_sources([path])
    if not sources and shared is None:
        raise Refused(f"no journal file was found in '{path}'.")
    found = find_new_entries(workspace.settings.paths.journal, sources)
    return Preview(path, found.new, (*problems, *found.problems), shared)


def _refuse_missing_journal(settings: Settings) -> None:
    """Refuse a journal's folder that is missing and cannot simply be made, as for a tick."""
    folder = settings.paths.journal
    if not settings.journal_is_missing:
        return
    # os.path, unlike Path, answers False for a name that is too long.
    if dangling_link(folder) is not None or not os.path.isdir(folder.parent):  # noqa: PTH112
        raise Refused(f"{settings.missing_journal}: check its name, or connect the drive.")


def carry_out(workspace: Workspace, preview: Preview) -> str:
    """Take the new entries in, send the own ones to a shared folder, and return what was done.

    Raises:
        Unusable: if a file cannot be written or read.

    """
    settings = workspace.settings
    wait = LockWait(longest=_LONGEST_WAIT)
    taken, failures = append_new_entries(settings.paths.journal, preview.new, wait)
    parts = [f"Taken in: {plural(len(taken), 'entry')}."]
    if preview.shared is not None:
        sent, failed = _send(workspace, preview.shared, wait)
        failures += failed
        parts.append(f"Sent: {plural(sent, 'entry')} of {settings.author}.")
    workspace.reload([new_entry.entry for new_entry in taken])
    return " ".join([*parts, *_sentences(failures)])


def _send(workspace: Workspace, shared: Path, wait: LockWait) -> tuple[int, list[Unusable]]:
    settings = workspace.settings
    journal = Journal(settings.paths.journal, machine_id(settings.paths.state))
    try:
        return send_own_entries(journal.own_file(settings.author), shared, wait), []
    except Unusable as error:
        return 0, [error]


def _sentences(failures: Sequence[Unusable]) -> list[str]:
    return [f"But {error}" for error in failures]
