"""Writing files that users name: atomically, and never over a file by accident."""

import os
from contextlib import suppress
from pathlib import Path

from plan_data.errors import Refused, Unusable, os_reason

_BINARY = getattr(os, "O_BINARY", 0)  # Windows would otherwise change line ends
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY
_OWNER_ONLY = 0o600
_AS_USUAL = 0o666  # less the umask


def write_file(path: Path, content: bytes, *, force: bool, private: bool = False) -> None:
    """Write a file atomically: a failure leaves what was there. Only its owner reads a private one.

    Raises:
        Refused: if the file exists and `force` is not set.
        Unusable: if it cannot be written.

    """
    refuse_overwriting(path, force=force)
    target = Path(os.path.realpath(path))  # a symbolic link stays one
    part = target.with_name(f".{target.name[:100]}.{os.urandom(4).hex()}.part")
    mode = _OWNER_ONLY if private else _AS_USUAL
    try:
        descriptor = os.open(part, _NEW_FILE, mode)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise Unusable(f"'{path}' cannot be written ({os_reason(error)}).") from error


def refuse_journal(path: Path, journal: Path) -> None:
    """Refuse to write an answer among the journal's files.

    Raises:
        Refused: if `path` is in the folder `journal`.

    """
    if path.resolve().is_relative_to(journal.resolve()):
        raise Refused(f"'{path}' is in the journal's own folder: write the answer elsewhere.")


def refuse_overwriting(path: Path, *, force: bool) -> None:
    """Refuse to replace a file unless `force` is set, and anything that is not a file.

    Raises:
        Refused: if the file exists and `force` is not set, or if something else is there.
        Unusable: if no file can have the path.

    """
    try:
        exists = path.exists()
        is_file = path.is_file()
        is_folder = path.is_dir()
        if not exists:
            path.parent.stat()
    except OSError as error:
        raise Unusable(f"'{path}' cannot be written ({os_reason(error)}).") from error
    if is_folder:
        raise Refused(f"'{path}' is a folder: name a file in it.")
    if exists and not is_file:
        raise Refused(f"'{path}' is not an ordinary file: name one, or - for stdout.")
    if exists and not force:
        raise Refused(
            f"'{path}' exists already: give another name; in the shell, --force replaces it."
        )
