"""The two streams: stdout carries data and nothing else, messages go to stderr."""

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from plan_data.errors import Refused, Unusable, os_reason
from plan_data.problem import Problem
from plan_data.text import clean

OK, HAS_PROBLEMS = 0, 1
_BINARY = getattr(os, "O_BINARY", 0)


def print_message(message: str) -> None:
    """Write a message for the person at the terminal."""
    sys.stdout.flush()
    stream = sys.stderr
    text = f"milepost: {clean(message)}\n"
    stream.write(text.encode(stream.encoding or "ascii", "backslashreplace").decode(stream.encoding or "ascii"))
    stream.flush()


def exit_code(problems: Iterable[Problem]) -> int:
    """Return the exit code of an answer that is whole: warnings are none of its concern."""
    return HAS_PROBLEMS if any(problem.severity == "problem" for problem in problems) else OK


def write_answer(data: str | bytes, target: str | None = None, *, force: bool = False) -> None:
    """Write data to stdout, or to the file `target` whole or not at all; the bytes are the same.

    Raises:
        Refused: where the file exists and `force` is not set.
        Unusable: where it cannot be written.

    """
    content = data.encode("utf-8", "replace") if isinstance(data, str) else data
    if target in {None, "", "-"}:
        try:
            sys.stdout.flush()
            sys.stdout.buffer.write(content)
            sys.stdout.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            _silence_stdout()
            raise Unusable(f"the answer cannot be written ({os_reason(error)}).") from error
        return
    path = Path(str(target))
    write_file(path, content, force=force)
    print_message(f"written to {path.resolve()}")


def _silence_stdout() -> None:
    """Keep what is left in stdout's buffer from being tried once more when the program ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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
