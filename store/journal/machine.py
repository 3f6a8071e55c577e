"""The random id of a machine, which keeps its journal files apart from those of others."""

import os
import re
from contextlib import suppress
from pathlib import Path

from plan_data.errors import Unusable, os_reason
from store.journal.folder import make_private_folder
from store.journal.platform_files import sync_folder

_MACHINE_ID = re.compile(r"[0-9a-f]{8}")


def machine_id(folder: Path) -> str:
    """Return the random id kept in `folder`, and make one the first time.

    Raises:
        Unusable: if it cannot be kept.

    """
    path = folder / "machine-id"
    make_private_folder(folder)
    try:
        if not path.exists():
            _write_new_id(folder / f"machine-id.{os.urandom(4).hex()}", path)
        kept = path.read_text(encoding="ascii", errors="replace").strip()
    except OSError as error:
        raise Unusable(
            f"nothing was recorded: '{path}' cannot be kept ({os_reason(error)})."
        ) from error
    if not _MACHINE_ID.fullmatch(kept):
        raise Unusable(
            f"nothing was recorded: '{path}' is not as Milepost wrote it; remove it and try again."
        )
    return kept


def _write_new_id(part: Path, path: Path) -> None:
    """Write a random id to `part` and give it the name `path`, unless another window was faster."""
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(os.urandom(4).hex())
            file.flush()
            os.fsync(descriptor)
        with suppress(FileExistsError):
            _link(part, path)
        sync_folder(path.parent)
    finally:
        part.unlink(missing_ok=True)


def _link(part: Path, path: Path) -> None:
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        part.replace(path)
