"""A file of lines that is only ever appended to: what was acknowledged stays on the disk.

Promised, on a local file system that keeps fsync's word: when `append` returns, its lines
survive a kill and a power cut; when it raises, the file is as it was; what was there before is
never written again. A line without its newline was never acknowledged: reading stops before
it, and the next append puts it aside in a file of its own.
"""

import os
from collections.abc import Callable
from pathlib import Path

from plan_data.errors import Unusable
from store.lock import locked

_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)  # a link could lead out of the journal's folder
_BINARY = getattr(os, "O_BINARY", 0)
_TAIL = 64 * 1024

Compose = Callable[[bytes], list[bytes]]


def complete(data: bytes) -> bytes:
    """Return the acknowledged part of a file's bytes: all up to the last newline."""
    return data[: data.rfind(b"\n") + 1]


def append(path: Path, compose: Compose) -> list[bytes]:
    """Append the lines that `compose` makes of the file's last line (b"" where there is none).

    Composing happens under the file's lock, so that what it decides still holds when it is written.

    Raises:
        Unusable: where the disk refuses; the file's acknowledged lines are then as they were.

    """
    try:
        return _append(path, compose)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Unusable(f"nothing was recorded: '{path}' cannot be written ({reason}).") from error


def _append(path: Path, compose: Compose) -> list[bytes]:
    is_new = not path.exists()
    descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | _NOFOLLOW | _BINARY, 0o600)
    try:
        with locked(descriptor):
            size = _set_torn_line_aside(path, descriptor)
            lines = compose(_last_line(descriptor, size))
            _write(descriptor, b"".join(line + b"\n" for line in lines), size)
    finally:
        os.close(descriptor)
    if is_new:
        _sync_folder(path.parent)
    return lines


def _write(descriptor: int, data: bytes, size: int) -> None:
    """Write all of `data` at the end, or take back what part of it was written."""
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]
        os.fsync(descriptor)
    except BaseException:
        os.ftruncate(descriptor, size)
        raise


def _set_torn_line_aside(path: Path, descriptor: int) -> int:
    """Move an unfinished last line to a file beside this one; return the size of the rest."""
    end = os.lseek(descriptor, 0, os.SEEK_END)
    size = _acknowledged_size(descriptor, end)
    if size < end:
        torn = _read(descriptor, size, end)
        aside = os.open(_aside(path), os.O_WRONLY | os.O_APPEND | os.O_CREAT | _NOFOLLOW | _BINARY, 0o600)
        try:
            os.write(aside, torn + b"\n")
            os.fsync(aside)
        finally:
            os.close(aside)
        os.ftruncate(descriptor, size)
    return size


def _aside(path: Path) -> Path:
    return path.with_suffix(".torn")


def _acknowledged_size(descriptor: int, end: int) -> int:
    at = end
    while at > 0:
        start = max(0, at - _TAIL)
        if (newline := _read(descriptor, start, at).rfind(b"\n")) >= 0:
            return start + newline + 1
        at = start
    return 0


def _last_line(descriptor: int, size: int) -> bytes:
    """Return the last whole line of the first `size` bytes, without reading what stands before it."""
    at, line = max(0, size - 1), b""
    while at > 0:
        start = max(0, at - _TAIL)
        line = _read(descriptor, start, at) + line
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


def _sync_folder(folder: Path) -> None:
    """Make a new file's name as lasting as its content, where the platform can."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
