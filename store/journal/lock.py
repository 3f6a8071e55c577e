"""A lock on an open file that ends with the process that holds it, and is not waited for in vain.

The libraries for this take longer to import than a tick may take altogether.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

from plan_data.errors import Unusable
from store.journal.platform_files import open_folder, try_lock, unlock

REPORT_AFTER = 1.0  # seconds
LONGEST_WAIT = 10.0  # seconds
_LONGEST_FOLDER_WAIT = 2.0  # seconds
_FIRST_PAUSE = 0.0005  # seconds, doubled up to the longest
_LONGEST_PAUSE = 0.01


class LockWait:
    """How long one act waits for locks altogether, and who is informed after a second of it.

    `report` gets a sentence that says who waits for what. It is called once. `done` says in both
    sentences what is not done.
    """

    def __init__(
        self,
        report: Callable[[str], object] | None = None,
        longest: float = LONGEST_WAIT,
        done: str = "recorded",
    ) -> None:
        self._report = report
        self._done = done
        self._longest = longest
        self._waited = 0.0

    def take(self, descriptor: int, path: Path) -> None:
        """Take the lock of the open file or folder at `path`.

        Raises:
            Unusable: if another program keeps it for too long.
            OSError: if the file system has no locks, or the disk fails.

        """
        if try_lock(descriptor):
            return
        before = self._waited
        started = monotonic()
        pause = _FIRST_PAUSE
        while not try_lock(descriptor):
            sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)
            self._waited = before + monotonic() - started
            if self._waited >= self._longest:
                raise Unusable(
                    f"nothing was {self._done}: another program has kept '{path}' locked"
                    f" for {self._longest:.0f} seconds: close it, or try again later."
                )
            self._report_once(path)

    def _report_once(self, path: Path) -> None:
        if self._report is None or self._waited < REPORT_AFTER:
            return
        self._report(
            f"waiting for another program that has locked '{path}';"
            f" after {self._longest:.0f} seconds Milepost gives up, and nothing is {self._done}."
        )
        self._report = None


@contextmanager
def locked(descriptor: int, path: Path, wait: LockWait) -> Iterator[None]:
    """Hold the lock of the open file at `path`.

    Raises:
        Unusable: if another program keeps it for too long.
        OSError: if the file system has no locks, or the disk fails.

    """
    wait.take(descriptor, path)
    try:
        yield
    finally:
        unlock(descriptor)


@contextmanager
def locked_folder(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder, so that its writers decide one after the other.

    Nothing is locked if the system or the file system has no lock on folders, or somebody keeps
    the lock: the lock of the author's own file still holds, and no author stops the others.
    """
    descriptor = open_folder(folder)
    try:
        if descriptor is not None:
            with suppress(OSError, Unusable):
                LockWait(longest=_LONGEST_FOLDER_WAIT).take(descriptor, folder)
        yield
    finally:
        if descriptor is not None:
            with suppress(OSError):
                os.close(descriptor)  # which ends its lock
