"""Writing files for people: whole or not at all, and never over what they did not name."""

import os
from contextlib import suppress
from pathlib import Path

from plan_data.errors import Refused, Unusable, os_reason

_BINARY = getattr(os, "O_BINARY", 0)


def write_file(path: Path, content: bytes, *, force: bool, private: bool = False) -> None:
    """Write a file that is either there whole or as it was before; a private one is its owner's alone.

    Raises:
        Refused: where the file exists and `force` is not set.
        Unusable: where it cannot be written.

    """
    refuse_overwriting(path, force=force)
    real = Path(os.path.realpath(path))  # a link stays one
    part = real.with_name(f".{real.name[:100]}.{os.urandom(4).hex()}.part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600 if private else 0o666)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(real)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise Unusable(f"'{path}' cannot be written ({os_reason(error)}).") from error


def refuse_journal(path: Path, journal: Path) -> None:
    """Refuse to write an answer among the journal's own files.

    Raises:
        Refused: where `path` is in the folder `journal`.

    """
    if path.resolve().is_relative_to(journal.resolve()):
        raise Refused(f"'{path}' is in the journal's own folder: write the answer elsewhere.")


def refuse_overwriting(path: Path, *, force: bool) -> None:
    """Refuse to replace a file unless that is asked for, and anything that is no file.

    Raises:
        Refused: where the file exists and `force` is not set, or where something else is there.
        Unusable: where no file can have such a name.

    """
    try:
        there, is_file, is_folder = path.exists(), path.is_file(), path.is_dir()
        if not there:
            path.parent.stat()
    except OSError as error:
        raise Unusable(f"'{path}' cannot be written ({os_reason(error)}).") from error
    if is_folder:
        raise Refused(f"'{path}' is a folder: name a file in it.")
    if there and not is_file:
        raise Refused(f"'{path}' is not an ordinary file: name one, or - for stdout.")
    if there and not force:
        raise Refused(f"'{path}' exists already: give another name; in the shell, --force replaces it.")
