"""A journal: a folder with one file for each author and machine; its state is their union."""

import os
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from operator import attrgetter
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import force_setattr

from plan_data.errors import Unusable, os_reason
from plan_data.problem import Problem
from store.journal.append_only import is_plain_file
from store.journal.entry import Decide, Entry, EntryDraft
from store.journal.lock import LockWait, locked_folder
from store.journal.platform_files import sync_folder
from store.journal.reader import (
    NotAJournalError,
    display_name,
    header_line,
    plans_in,
    read_content,
)

JOURNAL_SUFFIX = ".json"
# What begins the names of files that systems and editors leave beside others: a Mac on a USB stick,
# Emacs, Microsoft Office, LibreOffice.
BY_PRODUCTS = ("._", ".#", "~$", ".~")


FolderStamp = tuple[tuple[str, int, int], ...]  # name, size and time of each file


class JournalContents(Struct, frozen=True):
    """All entries of a folder in the order of their ids, each once, and what could not be read.

    `stamp` is the folder's from before it was read, None if that is not known.
    """

    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    stamp: FolderStamp | None = None


class Journal:
    """The entries of a folder.

    `machine` is this machine's random id, see `machine_id`. `wait` is how long an act waits for
    locks, and who is informed of it.
    """

    def __init__(self, folder: Path, machine: str, wait: LockWait | None = None) -> None:
        self.folder = folder
        self.machine = machine
        self.wait = wait or LockWait()

    def read(self) -> JournalContents:
        """Read every file of the folder; a missing folder is an empty journal.

        Raises:
            Unusable: if the folder itself cannot be read.

        """
        return read_folder(self.folder)

    def record(  # noqa: PLR0913 - each is a fact from outside
        self,
        drafts: Sequence[EntryDraft],
        *,
        plan: str,
        author: str,
        now: datetime,
        after: str = "",
        decide: Decide | None = None,
    ) -> list[Entry]:
        """Append `drafts` to the author's own file and return the entries they became.

        `after` is an id that the new ones must follow, such as the newest of the folder. If
        `decide` is given, it is called while no other writer of the folder can record anything, and
        what it returns replaces the two.

        Raises:
            Unusable: if the disk refuses, or another program keeps the file locked; nothing has
                then been recorded.

        """
        from store.journal.entry_writer import EntryWriter
        from store.journal.leftovers import clear_leftovers

        make_private_folder(self.folder)
        clear_leftovers(self.folder)
        with locked_folder(self.folder):
            writer = EntryWriter(self.own_file(author), author, self.wait)
            return writer.record(drafts, plan=plan, now=now, after=after, decide=decide)

    def own_file(self, author: str) -> Path:
        """Return the one file that this machine writes for `author`.

        It is the file that an earlier version named, if there is one and it is the author's.
        """
        from store.journal.author_files import find_author_file

        return find_author_file(self.folder, author, self.machine)

    def stamp(self) -> FolderStamp:
        """Return what changes if any file of the folder does, at the cost of listing it."""
        return folder_stamp(self.folder)


def folder_stamp(folder: Path) -> FolderStamp:
    """Return what changes if any file of a folder does; a folder that cannot be listed has none."""
    files = []
    try:
        with os.scandir(folder) as listing:
            for file in listing:
                if file.name.endswith(JOURNAL_SUFFIX):
                    stat = file.stat(follow_symlinks=False)
                    files.append((file.name, stat.st_size, stat.st_mtime_ns))
    except OSError:
        return ()
    return tuple(sorted(files))


def same_entries(before: FolderStamp | None, after: FolderStamp) -> bool:
    """Return whether a folder has the entries that it had, also if an empty file came since."""
    if before is None:
        return False
    return _not_empty(before) == _not_empty(after)


def _not_empty(stamp: FolderStamp) -> list[tuple[str, int, int]]:
    return [file for file in stamp if file[1]]


def only_appended(
    before: FolderStamp, after: FolderStamp, own: Path, entries: Sequence[Entry]
) -> bool:
    """Return whether appending `entries` to `own` is all that happened between two stamps."""
    size_before, others_before = _own_size_and_others(before, own)
    size_after, others_after = _own_size_and_others(after, own)
    if size_before is None:
        size_before = len(header_line(entries[0].by)) + 1
    expected_size = size_before
    for entry in entries:
        expected_size += len(msgspec.json.encode(entry)) + 1
    return size_after == expected_size and others_after == others_before


def _own_size_and_others(
    stamp: FolderStamp, own: Path
) -> tuple[int | None, list[tuple[str, int, int]]]:
    """Return the size of the own file, None if there is none, and the stamp of all others."""
    own_size = None
    others = []
    for file in stamp:
        name, size, _ = file
        if name == own.name:
            own_size = size
        else:
            others.append(file)
    return own_size, others


def read_folder(folder: Path) -> JournalContents:
    """Return the union of the journal files in `folder`.

    Raises:
        Unusable: if the folder itself cannot be read.

    """
    stamp = folder_stamp(folder)
    contents = read_files(journal_files(folder))
    return JournalContents(contents.entries, contents.problems, stamp)


def read_plan_entries(folder: Path, plan: str) -> JournalContents:
    """Return the union of the files that hold entries of a plan, or that cannot be read.

    Raises:
        Unusable: if the folder itself cannot be read.

    """
    stamp = folder_stamp(folder)
    contents = read_files(journal_files(folder), plan)
    return JournalContents(contents.entries, contents.problems, stamp)


def journal_files(folder: Path, *, for_merge: bool = False) -> list[Path]:
    """Return the journal's files by name; a missing folder has none.

    A refusal about a folder that is read `for_merge` names it as a plain folder.

    Raises:
        Unusable: if the folder itself cannot be read.

    """
    try:
        return list_files(folder, JOURNAL_SUFFIX)
    except OSError as error:
        reason = os_reason(error)
        if for_merge:
            raise Unusable(f"the folder '{folder}' cannot be read ({reason}).") from error
        raise Unusable(f"the journal folder '{folder}' cannot be read: {reason}.") from error


def list_files(folder: Path, *endings: str) -> list[Path]:
    """Return the files in `folder` whose names have one of `endings`, by name.

    A missing folder has none. Folders are left out, and so are the by-products of systems and
    editors.

    Raises:
        OSError: if the folder cannot be read.

    """
    try:
        with os.scandir(folder) as listing:
            names = [file.name for file in listing if _is_listed(file, endings)]
    except FileNotFoundError:
        return []
    return [folder / name for name in sorted(names)]


def _is_listed(file: "os.DirEntry[str]", endings: tuple[str, ...]) -> bool:
    if not file.name.endswith(endings) or file.name.startswith(BY_PRODUCTS):
        return False
    return not file.is_dir(follow_symlinks=False)


def files_by_plan(paths: Iterable[Path]) -> dict[str, list[Path]]:
    """Return which files hold entries of which plan, without keeping the content of any.

    So the plans of many regions can be read one after the other, in the memory that the largest
    needs. A file that cannot be read is listed under "", so that `read_files` names it.
    """
    files: dict[str, list[Path]] = {}
    for path in paths:
        for plan in _plans_of(path) or {b""}:
            files.setdefault(plan.decode("utf-8", "replace"), []).append(path)
    return files


def _plans_of(path: Path) -> set[bytes]:
    try:
        if is_plain_file(path):
            return plans_in(path.read_bytes())
    except OSError:
        pass
    return set()


def read_files(paths: Sequence[Path], plan: str = "") -> JournalContents:
    """Return the union of journal files of one folder.

    If a plan is given, files that hold entries of other plans alone are left out.
    """
    entries: list[Entry] = []
    problems: list[Problem] = []
    known: dict[str | date, str | date] = {}
    for path in paths:
        try:
            content = read_content(path, plan)
        except NotAJournalError as error:
            problems.append(Problem(display_name(path), 0, 0, str(error)))
        else:
            _share_values(content.entries, known)
            entries += content.entries
            problems += content.problems
    folder = ""
    if paths:
        folder = str(paths[0].parent)
    merged, clashes = merge_entries(entries, folder)
    return JournalContents(merged, (*problems, *clashes))


def _share_values(entries: Iterable[Entry], known: dict[str | date, str | date]) -> None:
    """Let what entries have in common be one object in memory, that of `known` if it has one.

    A journal repeats few plans, refs, kinds, authors and days: a third of the memory of its
    entries. Grouping them is faster too, which saves twice the time that this takes.
    """
    share = known.setdefault
    for entry in entries:
        force_setattr(entry, "plan", share(entry.plan, entry.plan))
        force_setattr(entry, "ref", share(entry.ref, entry.ref))
        force_setattr(entry, "kind", share(entry.kind, entry.kind))
        force_setattr(entry, "by", share(entry.by, entry.by))
        force_setattr(entry, "on", share(entry.on, entry.on))


def merge_entries(entries: Sequence[Entry], file: str) -> tuple[tuple[Entry, ...], list[Problem]]:
    """Return `entries` by id, each once; two entries with one id are both kept, and a problem.

    Of an entry that was erased, its erased line counts alone, whatever others have its id.
    """
    if len({entry.id for entry in entries}) == len(entries):
        return tuple(sorted(entries, key=attrgetter("id"))), []
    by_id: dict[str, Entry] = {}
    others: dict[Entry, None] = {}
    for entry in _without_erased_texts(entries):
        kept = by_id.setdefault(entry.id, entry)
        if kept is not entry and kept != entry:
            others[entry] = None
    if not others:
        return tuple(sorted(by_id.values(), key=attrgetter("id"))), []
    merged = sorted([*by_id.values(), *others], key=_clash_order)
    return tuple(merged), _clash_problems(others, file)


def _without_erased_texts(entries: Sequence[Entry]) -> Iterable[Entry]:
    """Return `entries` with one erased line in place of all entries that have its id.

    If an entry was erased more than once, the line that sorts first is taken on every machine.
    """
    erased: dict[str, Entry] = {}
    for entry in entries:
        if entry.erased is not None:
            kept = erased.get(entry.id, entry)
            erased[entry.id] = min(kept, entry, key=_clash_order)
    if not erased:
        return entries
    return [erased.get(entry.id, entry) for entry in entries]


def _clash_problems(others: Iterable[Entry], file: str) -> list[Problem]:
    """Return a problem for each id that `others` share with different entries."""
    problems = []
    for entry_id in sorted({entry.id for entry in others}):
        sentence = (
            f"two different entries have the id {entry_id}: both are kept; retract the wrong one."
        )
        problems.append(Problem(file, 0, 0, sentence))
    return problems


def _clash_order(entry: Entry) -> tuple[str, bytes]:
    """Sort key that is the same on every machine, also for entries with the same id."""
    return entry.id, msgspec.json.encode(entry)


def make_private_folder(folder: Path) -> None:
    """Make `folder` for its owner alone; one that exists keeps its own permissions.

    Raises:
        Unusable: if it cannot be made.

    """
    try:
        _make_folders(folder)
    except OSError as error:
        raise Unusable(
            f"nothing was recorded: the folder '{folder}' cannot be made ({os_reason(error)})."
        ) from error


def _make_folders(folder: Path) -> None:
    """Make a folder and its parents, where `mkdir` itself would make the parents for everybody."""
    if folder.is_dir():
        return
    if not folder.parent.exists():
        _make_folders(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    sync_folder(folder.parent)
