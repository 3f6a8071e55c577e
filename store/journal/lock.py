"""A lock on an open file that ends with the process that holds it.

The libraries for this take longer to import than a tick may take altogether.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

if sys.platform == "win32":
    import msvcrt
    import os

    _FAR = 2**62  # one byte far past the end, so that readers are not kept out

    @contextmanager
    def locked(descriptor: int) -> Iterator[None]:
        """Hold the lock of an open file, waiting while another process has it."""
        while True:
            os.lseek(descriptor, _FAR, os.SEEK_SET)
            try:
                msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)  # waits ten seconds, then raises
                break
            except OSError:
                continue
        try:
            yield
        finally:
            with suppress(OSError):  # closing the file ends the lock as well
                os.lseek(descriptor, _FAR, os.SEEK_SET)
                msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    @contextmanager
    def locked(descriptor: int) -> Iterator[None]:
        """Hold the lock of an open file, waiting while another process has it."""
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        try:
            yield
        finally:
            with suppress(OSError):  # closing the file ends the lock as well
                fcntl.flock(descriptor, fcntl.LOCK_UN)
