"""A journal: a folder with one file for each author and machine; its state is their union."""

import os
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from operator import attrgetter
from pathlib import Path

import msgspec
from msgspec import Struct

from plan_data.errors import Unusable, os_reason
from plan_data.problem import Problem
from store.journal.append_only import is_plain_file, sync_folder
from store.journal.entry import Entry, EntryDraft, entry_from
from store.journal.ids import next_id
from store.journal.reader import NotAJournalError, display_name, header_line, plans_in, read_content

JOURNAL_SUFFIX = ".json"


FolderStamp = tuple[tuple[str, int, int], ...]  # name, size and time of each file


class JournalContents(Struct, frozen=True):
    """All entries of a folder by id, each once, and what could not be read."""

    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()


class Journal:
    """The entries of a folder. `machine` is this machine's random id, see `machine_id`."""

    def __init__(self, folder: Path, machine: str) -> None:
        self.folder = folder
        self.machine = machine

    def read(self) -> JournalContents:
        """Read every file of the folder; a missing folder is an empty journal.

        Raises:
            Unusable: where the folder itself cannot be read.

        """
        return read_folder(self.folder)

    def record(
        self,
        drafts: Sequence[EntryDraft],
        *,
        plan: str,
        author: str,
        now: datetime,
        after: str = "",
    ) -> list[Entry]:
        """Append `drafts` to the author's own file and return them as they stand there.

        `after` is an id that the new ones must follow, such as the newest of the folder.

        Raises:
            Unusable: where the disk refuses; nothing has then been recorded.

        """

        def compose(last_id: str) -> list[Entry]:
            entries = []
            for draft in drafts:
                last_id = next_id(now, last_id, after)
                entries.append(entry_from(draft, entry_id=last_id, plan=plan, at=now, by=author))
            return entries

        from store.journal.database import (
            EntryDatabase,
        )  # TinyDB: nobody who only looks waits for it

        make_private_folder(self.folder)
        return EntryDatabase(self.own_file(author), author).record(compose)

    def own_file(self, author: str) -> Path:
        """Return the one file that this machine writes for `author`."""
        return self.folder / f"{_slug(author)}-{self.machine}{JOURNAL_SUFFIX}"

    def stamp(self) -> FolderStamp:
        """Return what changes whenever a file of the folder does, at the cost of a listing."""
        try:
            with os.scandir(self.folder) as found:
                stats = [
                    (entry.name, entry.stat(follow_symlinks=False))
                    for entry in found
                    if entry.name.endswith(JOURNAL_SUFFIX)
                ]
        except OSError:
            return ()
        return tuple(sorted((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats))


def only_appended(
    before: FolderStamp, after: FolderStamp, own: Path, entries: Sequence[Entry]
) -> bool:
    """Return whether all that happened to a folder between two stamps is that `entries` went to the end of `own`."""
    sizes = {name: size for name, size, _ in before}
    size = sizes.get(own.name, len(header_line(entries[0].by)) + 1)
    grown = size + sum(len(msgspec.json.encode(entry)) + 1 for entry in entries)
    others_before, others_after = (
        [file for file in stamp if file[0] != own.name] for stamp in (before, after)
    )
    return others_before == others_after and grown in [
        size for name, size, _ in after if name == own.name
    ]


def read_folder(folder: Path) -> JournalContents:
    """Return the union of the journal files in `folder`.

    Raises:
        Unusable: where the folder itself cannot be read.

    """
    return read_files(journal_files(folder))


def read_plan_entries(folder: Path, plan: str) -> JournalContents:
    """Return the union of the files that hold entries of a plan, or that nobody can read.

    Raises:
        Unusable: where the folder itself cannot be read.

    """
    return read_files(journal_files(folder), plan)


def journal_files(folder: Path) -> list[Path]:
    """Return the journal's files by name; a missing folder has none.

    Raises:
        Unusable: where the folder itself cannot be read.

    """
    try:
        return sorted(path for path in folder.iterdir() if path.name.endswith(JOURNAL_SUFFIX))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise Unusable(
            f"the journal folder '{folder}' cannot be read: {os_reason(error)}."
        ) from error


def files_by_plan(paths: Iterable[Path]) -> dict[str, list[Path]]:
    """Return which files hold entries for which plan, without keeping any of them.

    So the plans of many regions are gone through one after the other, in the memory that the
    largest takes. A file that cannot be read holds entries for "", for `read_files` to say.
    """
    holding: dict[str, list[Path]] = {}
    for path in paths:
        for plan in _plans_of(path) or {b""}:
            holding.setdefault(plan.decode("utf-8", "replace"), []).append(path)
    return holding


def _plans_of(path: Path) -> set[bytes]:
    try:
        return plans_in(path.read_bytes()) if is_plain_file(path) else set()
    except OSError:
        return set()


def read_files(paths: Sequence[Path], plan: str = "") -> JournalContents:
    """Return the union of journal files of one folder; with a plan, without those that hold only others' entries."""
    found: list[Entry] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            content = read_content(path, plan)
        except NotAJournalError as error:
            problems.append(Problem(display_name(path), 0, 0, str(error)))
            continue
        found += content.entries
        problems += content.problems
    entries, clashes = merge_entries(found, str(paths[0].parent) if paths else "")
    return JournalContents(entries, (*problems, *clashes))


def merge_entries(found: Sequence[Entry], file: str) -> tuple[tuple[Entry, ...], list[Problem]]:
    """Return `found` by id, each entry once; two entries with one id are both kept, and a problem."""
    if len({entry.id for entry in found}) == len(found):
        return tuple(sorted(found, key=attrgetter("id"))), []
    by_id: dict[str, Entry] = {}
    others: dict[Entry, None] = {}
    for entry in found:
        kept = by_id.setdefault(entry.id, entry)
        if kept is not entry and kept != entry:
            others[entry] = None
    if not others:
        return tuple(sorted(by_id.values(), key=lambda entry: entry.id)), []
    problems = [
        Problem(
            file,
            0,
            0,
            f"two different entries have the id {entry_id}: both are kept; retract the wrong one.",
        )
        for entry_id in sorted({entry.id for entry in others})
    ]
    return tuple(sorted([*by_id.values(), *others], key=_place)), problems


def _place(entry: Entry) -> tuple[str, bytes]:
    return entry.id, msgspec.json.encode(entry)


def make_private_folder(folder: Path) -> None:
    """Make `folder` for its owner alone; one that exists keeps its own permissions.

    Raises:
        Unusable: where it cannot be made.

    """
    try:
        _make_folders(folder)
    except OSError as error:
        raise Unusable(
            f"nothing was recorded: the folder '{folder}' cannot be made ({os_reason(error)})."
        ) from error


def _make_folders(folder: Path) -> None:
    """Make a folder and those above it: `mkdir` itself would make the latter for everybody."""
    if folder.is_dir():
        return
    if not folder.parent.exists():
        _make_folders(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    sync_folder(folder.parent)


_MACHINE_ID = re.compile(r"[0-9a-f]{8}")


def machine_id(folder: Path) -> str:
    """Return the random id kept in `folder`, making one the first time.

    Raises:
        Unusable: where it cannot be kept.

    """
    path = folder / "machine-id"
    make_private_folder(folder)
    try:
        if not path.exists():
            _put(folder / f"machine-id.{os.urandom(4).hex()}", path)
        kept = path.read_text(encoding="ascii", errors="replace").strip()
    except OSError as error:
        raise Unusable(
            f"nothing was recorded: '{path}' cannot be kept ({os_reason(error)})."
        ) from error
    if not _MACHINE_ID.fullmatch(kept):
        raise Unusable(
            f"nothing was recorded: '{path}' is not as Milepost wrote it; remove it and try again."
        )
    return kept


def _put(part: Path, path: Path) -> None:
    """Write a random id to `path`, whole or not at all, unless another window was faster."""
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(os.urandom(4).hex())
            file.flush()
            os.fsync(descriptor)
        with suppress(FileExistsError):
            _link(part, path)
        sync_folder(path.parent)
    finally:
        part.unlink(missing_ok=True)


def _link(part: Path, path: Path) -> None:
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        part.replace(path)


def _slug(author: str) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", author.lower()).strip("-")
    return words[:40] or "author"
