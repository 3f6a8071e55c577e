"""Erasing the texts of one entry from a journal's folder: the only act that rewrites a line.

The entry's line keeps what its item's status needs, and says that it was erased, by whom, when and
why. Every file that has the entry is replaced by a new one as a whole, under its lock, and the new
files are all on the disk before the first of them gets its name.
"""

import errno
import os
import secrets
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from plan_data.errors import Refused, Unusable, os_reason
from plan_data.problem import Problem
from plan_data.text import one_line
from store.journal.append_only import is_plain_file
from store.journal.entry import Entry, Erasure
from store.journal.erased_text import (
    erased_line,
    long_texts,
    telling_texts,
    torn_without_texts,
    without_texts,
)
from store.journal.folder import (
    BY_PRODUCTS,
    JOURNAL_SUFFIX,
    journal_files,
    list_files,
    read_folder,
)
from store.journal.lock import LockWait, locked
from store.journal.platform_files import (
    BINARY,
    IS_WINDOWS,
    NO_FOLLOW,
    has_name,
    sync_folder,
)
from store.journal.reader import (
    LaterFormatError,
    NotAJournalError,
    decode_entry,
    display_name,
    is_ours,
    read_content,
)
from store.journal.salvage import as_utf8

_TORN_SUFFIX = ".torn"
_MAX_TRIES = 5  # if other programs replace a file each time while its lock is awaited
_STILL_THERE = "this file still has the entry's id, and Milepost does not write such files: see to it yourself."


class Erased(Struct, frozen=True, kw_only=True):
    """What was erased: the entry as it is now, and the files that were rewritten.

    `problems` names the other files of the folder that still have the entry's id. `repeated_in` are
    other entries that repeat one of its texts, as a new date repeats the reason of its forecast.
    """

    entry: Entry
    files: tuple[Path, ...]
    problems: tuple[Problem, ...]
    repeated_in: tuple[Entry, ...] = ()


def erase(  # noqa: PLR0913 - who, when, why, and how long it waits
    folder: Path, typed: str, *, by: str, at: datetime, why: str, wait: LockWait | None = None
) -> Erased:
    """Erase the texts of the entry whose id starts or ends with what was typed.

    If the entry was erased before, as in a file that a colleague sent, that erased line is put in
    place of the copies that still have the texts.

    Raises:
        Refused: if there is no such entry, or several.
        Unusable: if a file cannot be rewritten; the message says which ones were.

    """
    entries = _find(folder, typed)
    line = _line_of(entries, Erasure(one_line(by), at.astimezone(UTC), one_line(why)))
    entry = decode_entry(line)
    if entry is None:
        raise Refused(f"the entry '{typed}' is none that can be erased.")
    files = _rewrite_all(_changes(folder, entries, line), wait or LockWait())
    return Erased(
        entry=entry,
        files=files,
        problems=tuple(_left_over(folder, entry.id)),
        repeated_in=tuple(_repeating(folder, entries)),
    )


def _repeating(folder: Path, erased: Sequence[Entry]) -> list[Entry]:
    """Return the other entries that repeat a text of an entry, each once, by id."""
    texts: set[str] = set()
    for entry in erased:
        texts.update(long_texts(entry))
    found: dict[str, Entry] = {}
    for entry in read_folder(folder).entries:
        if entry.id != erased[0].id and any(text in entry.all_text for text in texts):
            found[entry.id] = entry
    return list(found.values())


def _find(folder: Path, typed: str) -> list[Entry]:
    """Return every entry in the folder's files that has the one id that is meant.

    Raises:
        Refused: if no id starts or ends with what was typed, or several do.

    """
    by_id: dict[str, list[Entry]] = {}
    for path in journal_files(folder):
        with suppress(NotAJournalError):
            for entry in _meant(read_content(path).entries, typed):
                by_id.setdefault(entry.id, []).append(entry)
    if len(by_id) == 1:
        return next(iter(by_id.values()))
    count = "no entry"
    if by_id:
        count = f"{len(by_id)} entries"
    raise Refused(
        f"{count} of '{folder}' can be meant by '{typed}': `milepost log` shows every entry's id."
    )


def _meant(entries: Sequence[Entry], typed: str) -> Iterator[Entry]:
    """Yield the entries whose id starts or ends with what was typed, none if it is blank."""
    wanted = typed.strip().upper()
    if not wanted:
        return
    for entry in entries:
        if entry.id.startswith(wanted) or entry.id.endswith(wanted):
            yield entry


def _line_of(entries: Sequence[Entry], erasure: Erasure) -> bytes:
    """Return the erased line of entries with one id: that of an earlier erasure, if there is one."""
    new_lines, earlier_lines = [], []
    for entry in entries:
        if entry.erased is None:
            new_lines.append(erased_line(entry, erasure))
        else:
            earlier_lines.append(erased_line(entry, entry.erased))
    return min(earlier_lines or new_lines)


_Change = Callable[[bytes], bytes]


def _changes(folder: Path, entries: Sequence[Entry], line: bytes) -> list[tuple[Path, _Change]]:
    """Return the files that may have the entries, and what removes their texts from each."""
    entry_id = entries[0].id
    texts: list[bytes] = []
    for entry in entries:
        texts += telling_texts(entry)

    def erase_lines(data: bytes) -> bytes:
        return without_texts(data, {entry_id: line})

    def remove_torn(data: bytes) -> bytes:
        return torn_without_texts(data, [entry_id], texts)

    journals = filter(_is_journal, journal_files(folder))
    torn = filter(is_plain_file, list_files(folder, _TORN_SUFFIX))
    changes: list[tuple[Path, _Change]] = [(path, erase_lines) for path in journals]
    changes += [(path, remove_torn) for path in torn]
    return changes


def _is_journal(path: Path) -> bool:
    """Return whether a file is a journal file, also if it is damaged; a later format is not."""
    try:
        read_content(path)
    except LaterFormatError:
        return False
    except NotAJournalError:
        return is_plain_file(path) and is_ours(b"", path.name)
    return True


def _rewrite_all(changes: Iterable[tuple[Path, _Change]], wait: LockWait) -> tuple[Path, ...]:
    """Replace the files that the changes change; return which ones those were.

    Raises:
        Unusable: if a file cannot be rewritten.

    """
    replaced: list[Path] = []
    with ExitStack() as files, ExitStack() as parts:
        locks = _Locks(files, wait)
        try:
            new_files = []
            for path, change in changes:
                part = _prepare(path, change, locks, parts)
                if part is not None:
                    new_files.append((part, path))
            if IS_WINDOWS:  # no file can be replaced there while it is open
                files.close()
            for part, path in new_files:
                part.replace(path)
                replaced.append(path)
            for folder in {path.parent for path in replaced}:
                sync_folder(folder)
        except OSError as error:
            raise _failure(replaced, error) from error
    return tuple(replaced)


def _failure(replaced: Sequence[Path], error: OSError) -> Unusable:
    outcome = "nothing was erased"
    if replaced:
        names = ", ".join([f"'{path.name}'" for path in replaced])
        outcome = f"it was erased in {names} only, so do it again"
    return Unusable(f"{outcome}: '{error.filename}' cannot be rewritten ({os_reason(error)}).")


class _Locks(Struct, frozen=True):
    """The files that are locked, and how long their locks are waited for."""

    files: ExitStack
    wait: LockWait


def _prepare(path: Path, change: _Change, locks: _Locks, parts: ExitStack) -> Path | None:
    """Lock a file and write what it is to become beside it; None if nothing of it changes.

    `parts` removes a part file that was not used.
    """
    descriptor = _lock(path, locks.files, locks.wait)
    data = _read(descriptor)
    changed = change(data)
    if changed == data:
        return None
    part = path.with_name(f".erasing-{secrets.token_hex(8)}.part")
    parts.callback(part.unlink, missing_ok=True)
    _write_part(part, changed, os.fstat(descriptor))
    return part


def _lock(path: Path, locks: ExitStack, wait: LockWait) -> int:
    """Open the file that has a name, and lock it; return its descriptor."""
    for _ in range(_MAX_TRIES):
        descriptor = os.open(path, os.O_RDWR | NO_FOLLOW | BINARY)
        locks.callback(os.close, descriptor)
        locks.enter_context(locked(descriptor, path, wait))
        if has_name(descriptor, path):
            return descriptor
    raise OSError(errno.EBUSY, "other programs replace it all the time", str(path))


def _read(descriptor: int) -> bytes:
    with os.fdopen(os.dup(descriptor), "rb") as file:
        file.seek(0)
        return file.read()


def _write_part(part: Path, data: bytes, before: os.stat_result) -> None:
    """Write a new file to the disk, with the permissions and the group of the one before."""
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        if not IS_WINDOWS:
            with suppress(PermissionError):
                os.fchown(descriptor, before.st_uid, before.st_gid)
            os.fchmod(descriptor, stat.S_IMODE(before.st_mode))
        file.write(data)
        file.flush()
        os.fsync(descriptor)


def _left_over(folder: Path, entry_id: str) -> list[Problem]:
    """Return a problem for each file of the folder that has an entry's id and was not rewritten."""
    problems = []
    for path in sorted(folder.iterdir()):
        if _is_rewritten(path) or not _has_id(path, entry_id):
            continue
        problems.append(Problem(display_name(path), 0, 0, _STILL_THERE))
    return problems


def _is_rewritten(path: Path) -> bool:
    """Return whether a file is one that erasing rewrites, or none at all."""
    if not is_plain_file(path):
        return True
    if path.name.startswith(BY_PRODUCTS):
        return False
    if path.suffix == _TORN_SUFFIX:
        return True
    return path.suffix == JOURNAL_SUFFIX and _is_journal(path)


def _has_id(path: Path, entry_id: str) -> bool:
    try:
        return entry_id.encode() in as_utf8(path.read_bytes())
    except OSError:
        return False
