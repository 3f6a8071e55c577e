"""The cache of parsed plans: one file for each plan.

A cached plan is used only as long as the code and the bytes of the plan file are the same. Its
file starts with both, so the comparison is exact and each plan has one file. A digest of the rest
follows: a file that was damaged on the disk is never shown as a plan. Reading one imports no YAML,
which alone takes a third of a status check.

The folder is its owner's alone, and only the owner's own files in it are read: nobody else can
make the cache show another plan, or write elsewhere through a link.
"""

import os
import stat
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from plan_data.items import PlanItem
from plan_data.measures import PlanMeasure
from plan_data.model import About
from plan_data.problem import Problem
from plan_data.timescale.financial_year import FinancialYear

try:  # hashlib imports OpenSSL, which takes longer than all that is read here
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

_DIGEST_SIZE = 16  # bytes
_PRIVATE_FOLDER = 0o700
_PRIVATE_FILE = 0o600
_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_READ = os.O_RDONLY | _NO_LINK | getattr(os, "O_NONBLOCK", 0)  # a pipe in its place never waits
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK
_PART_ENDING = ".part"
_OLD_PART = 600  # seconds after which a part file is of a run that was killed


class CachedPlan(Struct, frozen=True):
    """A parsed plan as the cache keeps it; `tree` is the JSON of its sections.

    `about` and `year` are None if the plan has no id or no readable year: it then has only problems.
    """

    about: About | None
    items: tuple[PlanItem, ...]
    problems: tuple[Problem, ...]
    tree: msgspec.Raw
    measures: tuple[PlanMeasure, ...] = ()
    year: FinancialYear | None = None


def cache_file(folder: Path, plan_path: Path) -> Path:
    """Return the file in which the cache keeps the plan of a path."""
    checksum = zlib.crc32(os.fsencode(plan_path))
    return folder / f"{plan_path.stem[:40]}-{checksum:08x}.json"


def cache_key(plan_path: Path, data: bytes) -> bytes:
    """Return all that a cached plan depends on: the code, the plan's path and its bytes."""
    return b"\0".join((_code_version(), os.fsencode(plan_path), data, b""))


def read_cache(file: Path, key: bytes) -> CachedPlan | None:
    """Return the cached plan; None if there is none, or it is damaged or of another key."""
    with suppress(OSError, ValueError, RecursionError, msgspec.DecodeError):
        content = _read_own(file)
        begin = len(key) + _DIGEST_SIZE
        if not content.startswith(key) or content[len(key) : begin] != _digest(
            memoryview(content)[begin:]
        ):
            return None
        cached = msgspec.json.decode(memoryview(content)[begin:], type=CachedPlan)
        if cached.about is not None and cached.year is not None:
            return cached
    return None


def write_cache(file: Path, key: bytes, plan: CachedPlan) -> None:
    """Write the cached plan completely or not at all; it is no error if it cannot be written."""
    encoded = msgspec.json.encode(plan)
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True, mode=_PRIVATE_FOLDER)
        _refuse_foreign_folder(file.parent)
        _clear_old_parts(file.parent)
        part = file.with_name(f".{file.stem}.{os.urandom(8).hex()}{_PART_ENDING}")
        try:
            _write_new(part, key + _digest(encoded) + encoded)
            part.replace(file)
        except OSError:
            part.unlink(missing_ok=True)


def _digest(encoded: bytes | memoryview) -> bytes:
    return blake2b(encoded, digest_size=_DIGEST_SIZE).digest()


def _read_own(file: Path) -> bytes:
    """Return the content of a regular file of this user.

    Raises:
        OSError: if it is a link or a file of somebody else, or its folder is.

    """
    _refuse_foreign_folder(file.parent)
    with open(os.open(file, _READ), "rb") as stream:  # noqa: PTH123 - of a descriptor
        status = os.fstat(stream.fileno())
        if not stat.S_ISREG(status.st_mode) or not _is_own(status):
            raise PermissionError
        return stream.read()


def _refuse_foreign_folder(folder: Path) -> None:
    """Close the folder to others, or raise an `OSError` if it is not this user's own folder."""
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or not _is_own(status):
        raise PermissionError
    if os.name == "posix" and stat.S_IMODE(status.st_mode) != _PRIVATE_FOLDER:
        folder.chmod(_PRIVATE_FOLDER)


def _is_own(status: os.stat_result) -> bool:
    if not hasattr(os, "geteuid"):  # Windows, where a user's folders are closed to others
        return True
    return status.st_uid == os.geteuid()


def _write_new(part: Path, content: bytes) -> None:
    with open(os.open(part, _NEW, _PRIVATE_FILE), "wb") as stream:  # noqa: PTH123 - of a descriptor
        stream.write(content)


def _clear_old_parts(folder: Path) -> None:
    """Remove what runs that were killed have left."""
    oldest = time.time() - _OLD_PART
    for part in folder.glob(f"*{_PART_ENDING}"):
        with suppress(OSError):
            if part.lstat().st_mtime < oldest:
                part.unlink()


@cache
def _code_version() -> bytes:
    """Return what changes whenever a module of this package does."""
    return repr(sorted(_module_stamps(os.fspath(Path(__file__).parent)))).encode()


def _module_stamps(folder: str) -> Iterator[tuple[str, int, int]]:
    """Yield path, size and time of change (nanoseconds) of each module under `folder`."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir() and entry.name != "__pycache__":
                yield from _module_stamps(entry.path)
            elif entry.name.endswith(".py"):
                stat = entry.stat()
                yield entry.path, stat.st_size, stat.st_mtime_ns
