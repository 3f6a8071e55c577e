"""Merging colleagues' entries: each that is new goes into the file with its author's name.

Entries are compared by the content of their lines, whatever file they are in, and a line is copied
as it is: so a later version's fields and kinds survive, the order of merging does not matter, and
merging again changes nothing.
"""

import hashlib
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from plan_data.errors import Refused, Unusable, os_reason
from plan_data.problem import Problem
from store.journal.author_files import author_file_name
from store.journal.database import EntryDatabase
from store.journal.entry import Entry
from store.journal.folder import (
    JOURNAL_SUFFIX,
    journal_files,
    make_private_folder,
    merge_entries,
)
from store.journal.lock import LockWait
from store.journal.reader import FileContent, NotAJournalError, normal_form, read_content

_HOW_TO_RECOVER = "if it was one, `milepost repair FILE -o NEW` recovers the entries in it."
# The name that Milepost gave a file, also if a copy or file sharing changed it, as in
# "Copy of NAME.json", "NAME (conflicted copy).json", "NAME.sync-conflict-1.json", "NAME-PC.json".
_OWN_NAME = re.compile(r"(?<![0-9A-Za-z-])[a-z0-9][a-z0-9-]{0,39}-[0-9a-f]{8}(?![0-9A-Za-z])")


class MergeSource(Struct, frozen=True):
    """A file that was read, and the name of the file that its entries belong to."""

    target: str
    content: FileContent


class NewEntry(Struct, frozen=True):
    """An entry that the journal does not have: its line as it is, and where it belongs."""

    entry: Entry
    line: bytes
    target: str
    author: str


class MergePlan(Struct, frozen=True):
    """What sources hold that a journal does not; `problems` are the journal's once it has them."""

    new: tuple[NewEntry, ...]
    problems: tuple[Problem, ...]


def target_file_name(name: str, author: str) -> str:
    """Return the name of the file that the entries of a file called `name` belong to.

    It follows from the two alone, so that every machine chooses the same, and it is a plain name,
    so that it never leads out of a folder.
    """
    if own_name := _OWN_NAME.search(name):
        return own_name.group() + JOURNAL_SUFFIX
    digest = hashlib.blake2b(author.encode("utf-8", "replace"), digest_size=4).hexdigest()
    return author_file_name(author, digest)


def read_sources(paths: Iterable[Path]) -> tuple[tuple[MergeSource, ...], list[Problem]]:
    """Read files and folders of colleagues; other files in a folder are skipped and named.

    Raises:
        Refused: if a path that was named is no journal file and no folder.
        Unusable: if a folder cannot be read.

    """
    sources: list[MergeSource] = []
    problems: list[Problem] = []
    for path in paths:
        contents, problems_here = _read(path)
        problems += problems_here
        for file, content in contents.items():
            sources.append(MergeSource(target_file_name(file.name, content.author), content))
    return tuple(sorted(sources, key=lambda source: source.target)), problems


def _read(path: Path) -> tuple[dict[Path, FileContent], list[Problem]]:
    try:
        if path.is_dir():
            return _read_files(path)
        if not path.exists():
            raise Refused(f"there is no file or folder '{path}'.")
        content = read_content(path)
    except NotAJournalError as error:
        raise Refused(f"'{path}': {error}", _HOW_TO_RECOVER) from None
    except OSError as error:
        raise Refused(f"'{path}' cannot be read ({os_reason(error)}).") from error
    if content == FileContent():
        raise Refused(f"'{path}' is empty: ask whoever gave it for another copy.")
    return {path: content}, list(content.problems)


def _read_files(folder: Path) -> tuple[dict[Path, FileContent], list[Problem]]:
    contents: dict[Path, FileContent] = {}
    problems: list[Problem] = []
    for path in journal_files(folder, for_merge=True):
        try:
            contents[path] = read_content(path)
        except NotAJournalError as error:
            problems.append(Problem(str(path), 0, 0, str(error)))
        else:
            problems += contents[path].problems
    return contents, problems


def find_new_entries(folder: Path, sources: Iterable[MergeSource]) -> MergePlan:
    """Return what `sources` hold that the journal in `folder` does not; nothing is written.

    Raises:
        Unusable: if the folder cannot be read.

    """
    all_sources = tuple(sources)
    contents, problems = _read_files(folder)
    entries: list[Entry] = []
    known: set[bytes] = set()
    erased = _erased_ids(source.content for source in all_sources)
    erased |= _erased_ids(contents.values())
    for content in contents.values():
        entries += content.entries
        known.update(map(normal_form, content.raw))
    new = []
    for source in all_sources:
        for entry, line in _entries_with_lines(source.content, erased):
            if _is_new(line, known):
                new.append(NewEntry(entry, line, source.target, source.content.author))
                entries.append(entry)
    _, clashes = merge_entries(entries, str(folder))
    return MergePlan(tuple(new), (*problems, *clashes))


def _entries_with_lines(
    content: FileContent, erased: Container[str]
) -> Iterator[tuple[Entry, bytes]]:
    """Yield entries with their lines, those left out whose ids were erased somewhere.

    Line ends that a tool changed to CR LF are restored.
    """
    for entry, line in zip(content.entries, content.raw, strict=True):
        if entry.erased is not None or entry.id not in erased:
            yield entry, line.strip(b" \t\r")


def _erased_ids(contents: Iterable[FileContent]) -> set[str]:
    """Return the ids of the entries in files that were erased."""
    ids = set()
    for content in contents:
        ids.update([entry.id for entry in content.entries if entry.erased is not None])
    return ids


def erased_lines(paths: Iterable[Path]) -> dict[str, bytes]:
    """Return the erased lines in journal files by their ids; files that cannot be read have none.

    If an entry was erased more than once, it is the line that sorts first.
    """
    lines: dict[str, bytes] = {}
    for path in paths:
        with suppress(NotAJournalError):
            for entry_id, line in erased_lines_of(read_content(path)):
                lines[entry_id] = min(lines.get(entry_id, line), line)
    return lines


def erased_lines_of(content: FileContent) -> Iterator[tuple[str, bytes]]:
    """Yield the id and the line of each entry of a file that was erased."""
    for entry, line in zip(content.entries, content.raw, strict=True):
        if entry.erased is not None:
            yield entry.id, line


def _is_new(line: bytes, known: set[bytes]) -> bool:
    """Return whether a line's content is not among those `known`, and add it to them."""
    content = normal_form(line)
    if content in known:
        return False
    known.add(content)
    return True


def append_new_entries(
    folder: Path, new: Sequence[NewEntry], wait: LockWait | None = None
) -> tuple[tuple[NewEntry, ...], list[Unusable]]:
    """Append `new` to the files they belong to; return what was appended, and what failed.

    Raises:
        Unusable: if the journal's folder cannot be made.

    """
    appended: list[NewEntry] = []
    failures = []
    by_target: dict[str, list[NewEntry]] = {}
    for new_entry in new:
        by_target.setdefault(new_entry.target, []).append(new_entry)
    for name, entries in by_target.items():
        make_private_folder(folder)
        try:
            add_missing(folder / name, entries[0].author, [entry.line for entry in entries], wait)
        except Unusable as error:
            failures.append(error)
        else:
            appended += entries
    return tuple(appended), failures


def add_missing(
    path: Path, author: str, lines: Sequence[bytes], wait: LockWait | None = None
) -> int:
    """Append those of `lines` that the file at `path` does not have; return how many that were.

    Raises:
        Unusable: if the disk refuses, or the file is not one to append to.

    """
    added = 0

    def still_missing() -> Iterator[bytes]:  # under the file's lock: another window may merge too
        nonlocal added
        for line in _missing(path, lines):
            added += 1
            yield line

    if next(_missing(path, lines), None) is not None:
        EntryDatabase(path, author, wait).adopt(still_missing())
    return added


def _missing(path: Path, lines: Iterable[bytes]) -> Iterator[bytes]:
    known: set[bytes] = set()
    with suppress(NotAJournalError):  # it may not exist yet; another file is refused on appending
        known.update(map(normal_form, read_content(path).raw))
    for line in lines:
        if _is_new(line, known):
            yield line


def send_own_entries(own: Path, folder: Path, wait: LockWait | None = None) -> int:
    """Append to the own file's copy in `folder` what it lacks; return how many entries that were.

    Raises:
        Unusable: if the copy cannot be written, or one of the folders cannot be read.

    """
    try:
        content = read_content(own)
    except NotAJournalError:  # nothing was recorded yet, or `find_new_entries` names the problem
        return 0
    erased = erased_lines([*journal_files(own.parent), *journal_files(folder)])
    lines = lines_not_erased(content, erased)
    return add_missing(folder / own.name, content.author, lines, wait)


def lines_not_erased(content: FileContent, erased: Container[str]) -> list[bytes]:
    """Return the lines of a file's entries, without those whose ids were erased somewhere."""
    return [line for _, line in _entries_with_lines(content, erased)]
