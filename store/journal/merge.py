"""Bringing notes together: each entry that is new goes into the file that bears its author's name.

Entries are compared by the content of their lines, whatever file they stand in, and a line is
taken over as it is: so a later version's fields and kinds survive, the order of merging does
not matter, and merging again changes nothing.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from plan_data.errors import Refused, Unusable, os_reason
from plan_data.problem import Problem
from store.journal.database import EntryDatabase
from store.journal.entry import Entry
from store.journal.folder import JOURNAL_SUFFIX, Journal, make_private_folder, merge_entries
from store.journal.reader import FileContent, NotAJournalError, read_content

# The name that Milepost gave the file, in what sticks and replicating tools make of it: "Copy of NAME.json",
# "NAME (conflicted copy).json", "NAME.sync-conflict-....json", "NAME-LAPTOP.json".
_BASE = re.compile(r"(?<![0-9A-Za-z-])[a-z0-9][a-z0-9-]{0,39}-[0-9a-f]{8}(?![0-9A-Za-z])")
_NOT_A_NOTE = "._"  # what a Mac leaves beside each file on a stick


class MergeSource(Struct, frozen=True):
    """A file that was read, and the name of the file that its entries belong to."""

    target: str
    content: FileContent


class NewEntry(Struct, frozen=True):
    """An entry that the journal does not have: its line as it stands, and where it belongs."""

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

    It is worked out of the two alone, so that every machine chooses the same, and it is a plain
    name, so that it never leads out of a folder.
    """
    if found := _BASE.search(name):
        return found.group() + JOURNAL_SUFFIX
    digest = hashlib.blake2b(author.encode("utf-8", "replace"), digest_size=4).hexdigest()
    return Journal(Path(), digest).own_file(author).name


def read_sources(paths: Iterable[Path]) -> tuple[tuple[MergeSource, ...], list[Problem]]:
    """Read files and folders of colleagues; what a folder holds besides is stepped round and named.

    Raises:
        Refused: where a path that was named is no journal file and no folder.
        Unusable: where a folder cannot be read.

    """
    sources: list[MergeSource] = []
    problems: list[Problem] = []
    for path in paths:
        contents, found = _read(path)
        sources += [
            MergeSource(target_file_name(file.name, content.author), content)
            for file, content in contents.items()
        ]
        problems += found
    return tuple(sorted(sources, key=lambda source: source.target)), problems


def _read(path: Path) -> tuple[dict[Path, FileContent], list[Problem]]:
    try:
        if path.is_dir():
            return _read_files(path)
        if not path.exists():
            raise Refused(f"there is no file or folder '{path}'.")
        content = read_content(path)
    except NotAJournalError as error:
        raise Refused(f"'{path}': {error}") from None
    except OSError as error:
        raise Refused(f"'{path}' cannot be read ({os_reason(error)}).") from error
    if content == FileContent():
        raise Refused(f"'{path}' is empty: ask whoever gave it for another copy.")
    return {path: content}, list(content.problems)


def _read_files(folder: Path) -> tuple[dict[Path, FileContent], list[Problem]]:
    contents: dict[Path, FileContent] = {}
    problems: list[Problem] = []
    for path in _journal_files(folder):
        try:
            contents[path] = read_content(path)
        except NotAJournalError as error:
            problems.append(Problem(str(path), 0, 0, str(error)))
        else:
            problems += contents[path].problems
    return contents, problems


def _journal_files(folder: Path) -> list[Path]:
    try:
        found = sorted(folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise Unusable(f"the folder '{folder}' cannot be read ({os_reason(error)}).") from error
    return [
        path
        for path in found
        if path.name.endswith(JOURNAL_SUFFIX) and not path.name.startswith(_NOT_A_NOTE)
    ]


def find_new_entries(folder: Path, sources: Iterable[MergeSource]) -> MergePlan:
    """Return what `sources` hold that the journal in `folder` does not; nothing is written.

    Raises:
        Unusable: where the folder cannot be read.

    """
    contents, problems = _read_files(folder)
    known = {_content(line) for content in contents.values() for line in content.raw}
    new = []
    for source in sources:
        for entry, line in _pairs(source.content):
            if (content := _content(line)) not in known:
                known.add(content)
                new.append(NewEntry(entry, line, source.target, source.content.author))
    there = [entry for content in contents.values() for entry in content.entries]
    _, clashes = merge_entries([*there, *(one.entry for one in new)], str(folder))
    return MergePlan(tuple(new), (*problems, *clashes))


def _pairs(content: FileContent) -> Iterator[tuple[Entry, bytes]]:
    """Yield entries with their lines; a line end that a tool made CR LF is ours again."""
    return (
        (entry, line.strip(b" \t\r"))
        for entry, line in zip(content.entries, content.raw, strict=True)
    )


def _content(line: bytes) -> bytes:
    """Return what a line says, however it is spaced and in whatever order."""
    try:
        return msgspec.json.encode(msgspec.json.decode(line), order="sorted")
    except (msgspec.MsgspecError, RecursionError, ValueError, OverflowError):
        return line  # a later version's field, beyond this one


def append_new_entries(
    folder: Path, new: Sequence[NewEntry]
) -> tuple[tuple[NewEntry, ...], list[Unusable]]:
    """Append `new` to the files they belong to; return what was taken in, and what could not be.

    Raises:
        Unusable: where the journal's folder cannot be made.

    """
    taken: list[NewEntry] = []
    failures = []
    by_home: dict[str, list[NewEntry]] = {}
    for one in new:
        by_home.setdefault(one.target, []).append(one)
    for name, entries in by_home.items():
        make_private_folder(folder)
        try:
            add_missing(folder / name, entries[0].author, [one.line for one in entries])
        except Unusable as error:
            failures.append(error)
        else:
            taken += entries
    return tuple(taken), failures


def add_missing(path: Path, author: str, lines: Sequence[bytes]) -> int:
    """Append those of `lines` that the file at `path` does not have; return how many that were.

    Raises:
        Unusable: where the disk refuses, or the file is not one to append to.

    """
    added = 0

    def still_missing() -> Iterator[
        bytes
    ]:  # runs under the file's lock: another window may merge the same
        nonlocal added
        for line in _missing(path, lines):
            added += 1
            yield line

    if any(True for _ in _missing(path, lines)):
        EntryDatabase(path, author).adopt(still_missing())
    return added


def _missing(path: Path, lines: Iterable[bytes]) -> Iterator[bytes]:
    try:
        known = {_content(line) for line in read_content(path).raw}
    except NotAJournalError:  # not there yet; a file that is no journal is refused on appending
        known = set()
    for line in lines:
        if (content := _content(line)) not in known:
            known.add(content)
            yield line


def send_own_entries(own: Path, folder: Path) -> int:
    """Append to the own file's copy in `folder` what it lacks; return how many entries that were.

    Raises:
        Unusable: where the copy cannot be written.

    """
    try:
        content = read_content(own)
    except (
        NotAJournalError
    ):  # nothing was recorded so far, or it is a problem that `find_new_entries` told
        return 0
    return add_missing(folder / own.name, content.author, [line for _, line in _pairs(content)])
