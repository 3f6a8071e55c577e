"""A file of lines that is only ever appended to: what was acknowledged stays on the disk.

On a local file system with a reliable fsync, this holds: when `append_lines` returns, its lines are
in the file of that name and survive a kill and a power cut; when it raises, the file is as it was;
existing lines are never written again. A last line without its newline was never acknowledged,
or a copy lost the newline: if it is whole, it counts and the next append ends it. If not, the next
append moves it to a file of its own.
"""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from plan_data.errors import Unusable, os_reason
from store.journal.lock import LockWait, locked
from store.journal.platform_files import (
    FOR_APPENDING,
    FOR_READING,
    has_name,
    new_file_mode,
    sync_folder,
    try_lock,
    unlock,
)

_CHUNK = 4 * 1024
_LONGEST_FIRST_LINE = 1024 * 1024
_MOST_TRIES = 5  # if the file of that name is replaced each time while it is written

Compose = Callable[[bytes], list[bytes]]
Admit = Callable[[bytes], None]
IsWhole = Callable[[bytes], bool]


class _NotTakenBackError(OSError):
    """A line that was never acknowledged may be in the file, or in one that had its name."""


def is_plain_file(path: Path) -> bool:
    """Return whether there is a file, and no link or pipe, which could lead elsewhere or block."""
    return path.is_file() and not path.is_symlink()


def acknowledged_part(data: bytes) -> bytes:
    """Return the acknowledged part of a file's bytes: all up to the last newline."""
    return data[: data.rfind(b"\n") + 1]


def never_whole(_: bytes) -> bool:
    """Return False: no line counts without its newline."""
    return False


def read_settled(path: Path, is_whole: IsWhole = never_whole) -> bytes:
    """Return a file's bytes, without an unfinished last line that somebody is writing just now.

    It never waits: `is_whole` tells whether a last line without its newline counts already.
    """
    data = path.read_bytes()
    if not _is_unfinished(data) or is_whole(data[len(acknowledged_part(data)) :]):
        return data
    descriptor = os.open(path, FOR_READING)
    try:
        if not _is_free(descriptor):
            return acknowledged_part(data)
        data = _read(descriptor, 0, os.lseek(descriptor, 0, os.SEEK_END))
        unlock(descriptor)
    finally:
        _close(descriptor)
    return data


def _is_unfinished(data: bytes) -> bool:
    return bool(data) and not data.endswith(b"\n")


def _is_free(descriptor: int) -> bool:
    """Take the lock of a file unless somebody has it; return whether nobody is writing the file."""
    try:
        return try_lock(descriptor)
    except OSError:  # not every file system has locks
        return True


def append_lines(
    path: Path,
    compose: Compose,
    admit: Admit = lambda _: None,
    *,
    is_whole: IsWhole = never_whole,
    wait: LockWait | None = None,
) -> list[bytes]:
    """Append the lines that `compose` returns for the file's last line (b"" if there is none).

    `compose` runs under the file's lock, so that what it decides still holds when it is written. If
    the file is replaced meanwhile, it runs again for the new one, and gives the same lines.
    `admit` gets the file's first line and its newline, and raises if the file is not to be touched.
    `is_whole` tells whether a last line without its newline counts.

    Raises:
        Unusable: if the disk refuses, or the file is locked for too long; the file's acknowledged
            lines are then as they were.

    """
    appending = _Appending(path, compose, admit, is_whole, wait or LockWait())
    try:
        return appending.run()
    except OSError as error:
        outcome = "nothing was recorded"
        if appending.has_written or isinstance(error, _NotTakenBackError):
            outcome = "what was recorded may stand or not"
        raise Unusable(
            f"{outcome}: '{error.filename or path}' cannot be written ({os_reason(error)})."
        ) from error


class _Appending:
    """One append, tried again if the file is replaced by another of its name.

    `has_written` is set while lines are in a file that no longer has the name.
    """

    def __init__(
        self, path: Path, compose: Compose, admit: Admit, is_whole: IsWhole, wait: LockWait
    ) -> None:
        self._path = path
        self._compose = compose
        self._admit = admit
        self._is_whole = is_whole
        self._wait = wait
        self.has_written = False

    def run(self) -> list[bytes]:
        for _ in range(_MOST_TRIES):
            lines = self._try()
            if lines is not None:
                return lines
        raise OSError(errno.EBUSY, "other programs replace it all the time", str(self._path))

    def _try(self) -> list[bytes] | None:
        """Append to the file that has the name now; return None if another got the name."""
        descriptor = _open(self._path)
        try:
            with locked(descriptor, self._path, self._wait):
                if not has_name(descriptor, self._path):
                    return None
                return self._append(descriptor)
        finally:
            _close(descriptor)

    def _append(self, descriptor: int) -> list[bytes] | None:
        end = os.lseek(descriptor, 0, os.SEEK_END)
        self._admit(_first_line(descriptor, end))
        size = _acknowledged_size(descriptor, end)
        torn = _read(descriptor, size, end)
        completion = b""
        if torn and self._is_whole(torn):
            completion = b"\n"
            size = end
        elif torn:
            _set_aside(descriptor, self._path.with_suffix(".torn"), torn)
            os.ftruncate(descriptor, size)
        if (
            size == 0 or self.has_written
        ):  # before anything is acknowledged, and so before it can be lost
            sync_folder(self._path.parent)
        lines = self._composed(_last_line(descriptor, size))
        missing = lines
        if self.has_written:
            missing = _not_in(_read(descriptor, 0, size), lines)
        data = completion + b"".join(line + b"\n" for line in missing)
        with _taken_back(descriptor, size):
            _write_all(descriptor, memoryview(data))
            os.fsync(descriptor)
            if has_name(descriptor, self._path):
                return lines
        self.has_written = True
        return None

    def _composed(self, last_line: bytes) -> list[bytes]:
        """Return the lines to append; if there are none, remove the file that was made for them."""
        try:
            return self._compose(last_line)
        except BaseException:
            if not last_line and not self.has_written:
                _remove_empty(self._path)
            raise


def _remove_empty(path: Path) -> None:
    """Remove an empty file under its lock; whoever waits for it sees that the name is gone."""
    with suppress(OSError):
        if path.stat().st_size == 0:
            path.unlink()


def _not_in(data: bytes, lines: list[bytes]) -> list[bytes]:
    """Return those of `lines` that a file's bytes do not have."""
    present = set(data.split(b"\n"))
    return [line for line in lines if line not in present]


def _open(path: Path, mode: int | None = None) -> int:
    if path.is_symlink():  # for platforms without O_NOFOLLOW
        raise OSError(errno.ELOOP, "it is a link to another place", str(path))
    if mode is None:
        mode = new_file_mode(path.parent)
    return os.open(path, FOR_APPENDING, mode)


def _close(descriptor: int) -> None:
    """Close a file whose bytes are synced already, or taken back."""
    with suppress(OSError):
        os.close(descriptor)


@contextmanager
def _taken_back(descriptor: int, size: int) -> Iterator[None]:
    """Cut the file back to `size` if what was written to it cannot be acknowledged."""
    try:
        yield
    except BaseException:
        try:
            os.ftruncate(descriptor, size)
        except OSError as error:
            raise _NotTakenBackError(error.errno, error.strerror) from error
        raise


def _write_all(descriptor: int, view: memoryview) -> None:
    while view:
        written = os.write(descriptor, view)
        if not written:
            raise OSError(errno.EIO, "the disk takes no more")
        view = view[written:]


def _set_aside(origin: int, path: Path, torn: bytes) -> None:
    """Keep an unfinished line in a separate file beside its own, with no wider rights."""
    mode = new_file_mode(path.parent) & stat.S_IMODE(os.fstat(origin).st_mode)
    descriptor = _open(path, mode)
    try:
        with _taken_back(descriptor, os.lseek(descriptor, 0, os.SEEK_END)):
            _write_all(descriptor, memoryview(torn + b"\n"))
            os.fsync(descriptor)
    finally:
        _close(descriptor)
    sync_folder(path.parent)


def _first_line(descriptor: int, end: int) -> bytes:
    """Return the first line with its newline; b"" if the file is empty."""
    line = _read(descriptor, 0, min(end, _CHUNK))
    if b"\n" not in line and len(line) < end:
        line = _read(descriptor, 0, min(end, _LONGEST_FIRST_LINE))
    return line[: line.find(b"\n") + 1] or line


def _acknowledged_size(descriptor: int, end: int) -> int:
    """Return how many bytes of the file end with the last newline, reading from the end."""
    at = end
    while at > 0:
        start = max(0, at - max(_CHUNK, end - at))
        if (newline := _read(descriptor, start, at).rfind(b"\n")) >= 0:
            return start + newline + 1
        at = start
    return 0


def _last_line(descriptor: int, size: int) -> bytes:
    """Return the last line of the first `size` bytes that is not blank, reading from the end."""
    at, line = size, b""
    while at > 0:  # reads twice as much each time: a long line takes few steps
        start = max(0, at - max(_CHUNK, size - at))
        line = (_read(descriptor, start, at) + line).rstrip(b"\r\n")
        if (newline := line.rfind(b"\n")) >= 0:
            return line[newline + 1 :]
        at = start
    return line


def _read(descriptor: int, start: int, end: int) -> bytes:
    os.lseek(descriptor, start, os.SEEK_SET)
    parts = []
    while start < end and (part := os.read(descriptor, end - start)):
        parts.append(part)
        start += len(part)
    return b"".join(parts)
