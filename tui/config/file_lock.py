"""A lock file beside a file that several windows may change at once."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from plan_data.errors import Unusable
from store.journal.platform_files import NO_FOLLOW, try_lock

MAX_WAIT = 10.0  # seconds
_RETRY_AFTER = 0.02  # seconds
_OWNER_ONLY = 0o600


@contextmanager
def changing(path: Path) -> Iterator[None]:
    """Let nobody else change a file meanwhile; the lock file stays, and ends with its process.

    Raises:
        Unusable: if somebody else has the lock for ten seconds.
        OSError: if the lock file cannot be made.

    """
    lock = path.with_name(f".{path.name}.lock")
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | NO_FOLLOW, _OWNER_ONLY)
    try:
        _wait_for(descriptor, path)
        yield
    finally:
        os.close(descriptor)


def _wait_for(descriptor: int, path: Path) -> None:
    give_up_at = time.monotonic() + MAX_WAIT
    while not _has_lock(descriptor):
        if time.monotonic() > give_up_at:
            raise Unusable(
                f"'{path}' was not changed: another program has kept it locked for"
                f" {MAX_WAIT:.0f} seconds. Close the other windows of Milepost and try again."
            )
        time.sleep(_RETRY_AFTER)


def _has_lock(descriptor: int) -> bool:
    """Lock an open file if nobody else has; a file system without locks counts as locked."""
    try:
        return try_lock(descriptor)
    except OSError:
        return True
