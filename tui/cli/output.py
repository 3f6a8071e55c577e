"""The two streams: stdout carries data and nothing else, messages go to stderr."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from plan_data.errors import ExitCode, Unusable, os_reason
from plan_data.problem import Problem
from plan_data.text import clean
from tui.files import write_file


def print_message(message: str) -> None:
    """Write a message for the person at the terminal."""
    sys.stdout.flush()
    stream = sys.stderr
    text = f"milepost: {clean(message)}\n"
    stream.write(text.encode(stream.encoding or "ascii", "backslashreplace").decode(stream.encoding or "ascii"))
    stream.flush()


def exit_code(problems: Iterable[Problem]) -> int:
    """Return the exit code of an answer that is whole: warnings are none of its concern."""
    return ExitCode.PROBLEMS if any(problem.severity == "problem" for problem in problems) else ExitCode.OK


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
