"""A lock file beside a file that several windows may change at once."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from store.journal.lock import LONGEST_WAIT, LockWait
from store.journal.platform_files import NO_FOLLOW, has_name

_LONGEST_SILENT_WAIT = 2.0  # seconds, when no message reports the wait
_OWNER_ONLY = 0o600

Report = Callable[[str], object]


@contextmanager
def changing(
    path: Path, report: Report | None = None, *, keeps_lock_file: bool = True
) -> Iterator[None]:
    """Let nobody else change a file meanwhile; the lock ends with its process.

    The lock file stays, unless `keeps_lock_file` is False, as in a folder of the user's own.
    `report` gets a sentence after a second of waiting. The wait ends after ten, or after two
    without a `report`. On a file system without locks, it is as if nobody else were there.

    Raises:
        Unusable: if somebody else keeps the lock for too long.
        OSError: if the lock file cannot be made.

    """
    longest = _LONGEST_SILENT_WAIT
    if report is not None:
        longest = LONGEST_WAIT
    wait = LockWait(report, longest, done="saved")
    lock = path.with_name(f".{path.name}.lock")
    descriptor = _open_locked(lock, path, wait)
    try:
        yield
    finally:
        if not keeps_lock_file:
            with suppress(OSError):  # Windows removes no open file
                lock.unlink()
        os.close(descriptor)


def _open_locked(lock: Path, path: Path, wait: LockWait) -> int:
    """Return the descriptor of the lock file, locked; one that its owner removed is made again."""
    while True:
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | NO_FOLLOW, _OWNER_ONLY)
        try:
            with suppress(OSError):
                wait.take(descriptor, path)
            if has_name(descriptor, lock):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
