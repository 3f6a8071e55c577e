"""A file of lines that is only ever appended to: what was acknowledged stays on the disk.

On a local file system with a reliable fsync, this holds: when `append_lines` returns, its lines
survive a kill and a power cut; when it raises, the file is as it was; existing lines are never
written again. A line without its newline was never acknowledged: reading stops before it, and the
next append moves it to a file of its own.
"""

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from plan_data.errors import Unusable, os_reason
from store.journal.lock import locked

_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)  # a link could lead out of the journal's folder
_BINARY = getattr(os, "O_BINARY", 0)
_OPENING = os.O_RDWR | os.O_APPEND | os.O_CREAT | _NOFOLLOW | _BINARY
_CHUNK = 4 * 1024
_LONGEST_FIRST_LINE = 1024 * 1024

Compose = Callable[[bytes], list[bytes]]
Admit = Callable[[bytes], None]


class _NotTakenBackError(OSError):
    """The disk failed twice: the file may hold a line that was never acknowledged."""


def is_plain_file(path: Path) -> bool:
    """Return whether there is a file, and no link or pipe, which could lead elsewhere or block."""
    return path.is_file() and not path.is_symlink()


def acknowledged_part(data: bytes) -> bytes:
    """Return the acknowledged part of a file's bytes: all up to the last newline."""
    return data[: data.rfind(b"\n") + 1]


def read_settled(path: Path) -> bytes:
    """Return a file's bytes; if its last line is unfinished, wait until nobody is writing it."""
    data = path.read_bytes()
    if not data or data.endswith(b"\n"):
        return data
    descriptor = os.open(path, os.O_RDONLY | _NOFOLLOW | _BINARY)
    try:
        with suppress(OSError), locked(descriptor):  # not every file system has locks
            return _read(descriptor, 0, os.lseek(descriptor, 0, os.SEEK_END))
    finally:
        _close(descriptor)
    return data


def append_lines(path: Path, compose: Compose, admit: Admit = lambda _: None) -> list[bytes]:
    """Append the lines that `compose` returns for the file's last line (b"" if there is none).

    `compose` runs under the file's lock, so that what it decides still holds when it is written.
    `admit` gets the file's first line and its newline, and raises if the file is not to be touched.

    Raises:
        Unusable: if the disk refuses; the file's acknowledged lines are then as they were.

    """
    try:
        return _append(path, compose, admit)
    except OSError as error:
        outcome = "nothing was recorded"
        if isinstance(error, _NotTakenBackError):
            outcome = "what was recorded may stand or not"
        raise Unusable(
            f"{outcome}: '{error.filename or path}' cannot be written ({os_reason(error)})."
        ) from error


def sync_folder(folder: Path) -> None:
    """Sync the names in a folder to the disk, if the platform can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:  # as of network drives that cannot
            raise
    finally:
        _close(descriptor)


def _append(path: Path, compose: Compose, admit: Admit) -> list[bytes]:
    descriptor = _open(path)
    try:
        with locked(descriptor):
            end = os.lseek(descriptor, 0, os.SEEK_END)
            admit(_first_line(descriptor, end))
            size = _acknowledged_size(descriptor, end)
            if size < end:
                _set_aside(path.with_suffix(".torn"), _read(descriptor, size, end))
                os.ftruncate(descriptor, size)
            if size == 0:  # before anything is acknowledged, and so before it can be lost
                sync_folder(path.parent)
            lines = compose(_last_line(descriptor, size))
            _write(descriptor, b"".join(line + b"\n" for line in lines), size)
    finally:
        _close(descriptor)
    return lines


def _open(path: Path) -> int:
    if path.is_symlink():  # for platforms without O_NOFOLLOW
        raise OSError(errno.ELOOP, "it is a link to another place", str(path))
    return os.open(path, _OPENING, 0o600)


def _close(descriptor: int) -> None:
    """Close a file whose bytes are synced already, or taken back."""
    with suppress(OSError):
        os.close(descriptor)


def _write(descriptor: int, data: bytes, size: int) -> None:
    """Write all of `data` at the end, or take back the part that was written."""
    try:
        _write_all(descriptor, memoryview(data))
        os.fsync(descriptor)
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


def _set_aside(path: Path, torn: bytes) -> None:
    """Keep an unfinished line in a separate file beside its own."""
    descriptor = _open(path)
    try:
        _write(descriptor, torn + b"\n", os.lseek(descriptor, 0, os.SEEK_END))
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
