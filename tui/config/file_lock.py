"""A lock file beside a file that several windows may change at once."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from store.journal.lock import LONGEST_WAIT, LockWait
from store.journal.platform_files import NO_FOLLOW

_LONGEST_SILENT_WAIT = 2.0  # seconds, when no message reports the wait
_OWNER_ONLY = 0o600

Report = Callable[[str], object]


@contextmanager
def changing(path: Path, report: Report | None = None) -> Iterator[None]:
    """Let nobody else change a file meanwhile; the lock file stays, and ends with its process.

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
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | NO_FOLLOW, _OWNER_ONLY)
    try:
        with suppress(OSError):
            wait.take(descriptor, path)
        yield
    finally:
        os.close(descriptor)
