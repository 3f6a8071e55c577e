"""The cache of parsed plans: one file for each plan.

A cached plan is used only as long as the code and the bytes of the plan file are the same. Its
file starts with both, so the comparison is exact and each plan has one file. Reading one imports
no YAML, which alone takes a third of a status check.
"""

import os
import zlib
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from plan_data.items import PlanItem
from plan_data.model import About
from plan_data.problem import Problem
from plan_data.timescale.financial_year import FinancialYear


class CachedPlan(Struct, frozen=True):
    """A parsed plan as the cache keeps it; `tree` is the JSON of its sections.

    `about` is None if the plan has no id or no readable year: it then has only problems.
    """

    about: About | None
    items: tuple[PlanItem, ...]
    problems: tuple[Problem, ...]
    tree: msgspec.Raw


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
        content = file.read_bytes()
        if not content.startswith(key):
            return None
        cached = msgspec.json.decode(memoryview(content)[len(key) :], type=CachedPlan)
        if cached.about is not None:
            FinancialYear.parse(cached.about.year)
            return cached
    return None


def write_cache(file: Path, key: bytes, plan: CachedPlan) -> None:
    """Write the cached plan completely or not at all; it is no error if it cannot be written."""
    part = file.with_suffix(f".{os.getpid()}.part")
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(key + msgspec.json.encode(plan))
        part.replace(file)


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
