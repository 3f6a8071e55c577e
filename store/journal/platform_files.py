"""What differs between Linux, macOS and Windows for a journal's files.

Locks, flags for opening, syncing a folder, comparing a file with its name, and rights. The table in
docs/journal.md ("Other systems") says what happens on each. Tests replace the constants in
capitals.
"""

import errno
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

if sys.platform == "win32":
    import msvcrt as _system_locks
else:
    import fcntl as _system_locks

SYSTEM_LOCKS: Any = _system_locks
IS_WINDOWS = os.name == "nt"

NO_FOLLOW: int = getattr(os, "O_NOFOLLOW", 0)  # a link could lead out of the journal's folder
BINARY: int = getattr(os, "O_BINARY", 0)  # Windows would otherwise change line ends
FOR_READING = os.O_RDONLY | NO_FOLLOW | BINARY
FOR_APPENDING = os.O_RDWR | os.O_APPEND | os.O_CREAT | NO_FOLLOW | BINARY

_PRIVATE = 0o600
_AS_USUAL = 0o666  # less the umask
_OTHERS = 0o077
LOCKED_BYTE = 2**62  # far past the end of any file, since Windows keeps readers out of the range


def try_lock(descriptor: int) -> bool:
    """Take the lock of an open file; return False, without waiting, if it is held elsewhere.

    The lock ends with the process that holds it.

    Raises:
        OSError: if the file system has no locks, or the disk fails.

    """
    if IS_WINDOWS:
        return _try_windows_lock(descriptor)
    try:
        SYSTEM_LOCKS.flock(descriptor, SYSTEM_LOCKS.LOCK_EX | SYSTEM_LOCKS.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _try_windows_lock(descriptor: int) -> bool:
    os.lseek(descriptor, LOCKED_BYTE, os.SEEK_SET)
    try:
        SYSTEM_LOCKS.locking(descriptor, SYSTEM_LOCKS.LK_NBLCK, 1)
    except OSError as error:
        if error.errno in {errno.EACCES, errno.EDEADLK}:  # the two by which it says "held"
            return False
        raise
    return True


def unlock(descriptor: int) -> None:
    """Give a lock back; if that fails, closing the file ends it as well."""
    with suppress(OSError):
        if IS_WINDOWS:
            os.lseek(descriptor, LOCKED_BYTE, os.SEEK_SET)
            SYSTEM_LOCKS.locking(descriptor, SYSTEM_LOCKS.LK_UNLCK, 1)
        else:
            SYSTEM_LOCKS.flock(descriptor, SYSTEM_LOCKS.LOCK_UN)


def open_folder(folder: Path) -> int | None:
    """Open a folder to lock it, or return None if the system has no lock on folders."""
    if IS_WINDOWS:
        return None
    try:
        return os.open(folder, os.O_RDONLY)
    except OSError:
        return None


def sync_folder(folder: Path) -> None:
    """Sync the names in a folder to the disk, if the system can."""
    if IS_WINDOWS:
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:  # as of network drives that cannot
            raise
    finally:
        with suppress(OSError):
            os.close(descriptor)


def has_name(descriptor: int, path: Path) -> bool:
    """Return whether an open file is still the one called `path`.

    It is another one if somebody renamed, replaced or deleted it meanwhile. Windows lets nobody do
    that to an open file.
    """
    try:
        named = os.stat(path, follow_symlinks=False)  # noqa: PTH116 - as the faults of tests have it
    except FileNotFoundError:
        return False
    return os.path.samestat(os.fstat(descriptor), named)


def new_file_mode(folder: Path) -> int:
    """Return the rights for a new file in `folder`, from which the system takes the umask.

    In a folder that is its owner's alone, as Milepost makes them, so are its files. In one that
    others may enter, files get what the umask leaves, and the folder's group if it hands that on.
    """
    if stat.S_IMODE(folder.stat().st_mode) & _OTHERS:
        return _AS_USUAL
    return _PRIVATE
