"""Part files that a killed `milepost restore` or `journal erase` left in a journal's folder."""

import os
import stat
import time
from contextlib import suppress
from pathlib import Path

_PART_STARTS = (".restore-", ".erasing-")  # as store.journal.archive and erase name them
_PART_END = ".part"
_PART_LENGTH = len(_PART_STARTS[0]) + 16 + len(_PART_END)
_OLD_ENOUGH = 60 * 60  # seconds: one that is still at work keeps its part


def clear_leftovers(folder: Path) -> None:
    """Remove the part files that are older than an hour; what cannot be removed stays."""
    with suppress(OSError), os.scandir(folder) as listing:
        for file in listing:
            if _is_part(file.name):
                _clear_if_old(Path(file.path))


def _is_part(name: str) -> bool:
    is_named_so = name.startswith(_PART_STARTS) and name.endswith(_PART_END)
    return is_named_so and len(name) == _PART_LENGTH


def _clear_if_old(path: Path) -> None:
    with suppress(OSError):
        found = path.lstat()
        if stat.S_ISREG(found.st_mode) and time.time() - found.st_mtime > _OLD_ENOUGH:
            path.unlink()
