"""The two streams: answers go to stdout, messages to stderr."""

import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from plan_data.errors import ExitCode, MilepostError, Unusable, os_reason
from plan_data.problem import MAX_SHOWN, Problem, first_problems
from plan_data.text import clean
from tui.files import real_path, write_file

_LAST_STANDARD_STREAM = 2
_LEAST_COLUMNS = 50  # of a terminal for which lines are broken
_MOST_HANGING = 26  # columns that a line may go on under, such as the refs of a list
_INDENT = 4


def open_missing_streams() -> None:
    """Make the null device of each standard stream that the process was started without.

    Otherwise the next file that is opened, such as the journal's, would get the stream's number,
    and whatever is printed would be written into it.
    """
    descriptor = os.open(os.devnull, os.O_RDWR)
    while descriptor <= _LAST_STANDARD_STREAM:
        os.set_inheritable(descriptor, True)  # noqa: FBT003 - it takes no names
        descriptor = os.open(os.devnull, os.O_RDWR)
    os.close(descriptor)
    # Python sets a missing stream to None, which its type does not say.
    for name, number, mode in (("stdin", 0, "r"), ("stdout", 1, "w"), ("stderr", 2, "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8", closefd=False))


def print_message(message: str) -> None:
    """Write a message to stderr, on one line; characters that the terminal lacks are escaped.

    On a terminal, a long message is broken between words. A message that cannot be written is
    dropped: it changes nothing about what was done.
    """
    stream = sys.stderr
    encoding = stream.encoding or "ascii"
    text = _fit(f"milepost: {single_line(message)}\n", terminal_columns(stream))
    printable = text.encode(encoding, "backslashreplace").decode(encoding)
    with suppress(OSError, ValueError):
        sys.stdout.flush()  # so that the two come in order where both go to one place
    with suppress(OSError, ValueError):
        stream.write(printable)
        stream.flush()


def single_line(text: str) -> str:
    """Return foreign text, such as a file's name, so that it cannot leave its line.

    Each control character is shown as U+FFFD; spaces stay as they are, unlike in `one_line`.
    """
    return clean(text).replace("\n", "\N{REPLACEMENT CHARACTER}").replace("\t", " ")


def text_of_lines(lines: Iterable[str]) -> str:
    """Return lines of foreign text as the text of an answer, each on a line of its own."""
    return "".join([f"{single_line(line)}\n" for line in lines])


def print_problems(problems: Sequence[Problem], most: int = MAX_SHOWN) -> int:
    """Print the first problems to stderr; return how many mistakes are not among them."""
    first, rest = first_problems(problems, most)
    for problem in first:
        print_message(str(problem))
    return rest


def print_all_problems(problems: Sequence[Problem]) -> None:
    """Print the first problems to stderr, and the number of the others."""
    if rest := print_problems(problems):
        print_message(f"and {rest} more.")


def exit_code(problems: Iterable[Problem]) -> ExitCode:
    """Return the exit code of a complete answer; warnings do not change it."""
    for problem in problems:
        if problem.severity == "problem":
            return ExitCode.PROBLEMS
    return ExitCode.OK


def write_answer(data: str | bytes, target: str | None = None, *, force: bool = False) -> None:
    """Write data to stdout or to the file `target`, the file completely or not at all.

    None, an empty text and `-` mean stdout.

    Raises:
        Refused: if the file exists and `force` is not set.
        Unusable: if it cannot be written.

    """
    if isinstance(data, str):
        data = data.encode("utf-8", "replace")
    if is_stdout(target):
        _write_stdout(data)
        return
    path = Path(str(target))
    write_file(path, data, force=force)
    print_message(f"written to {real_path(path)}")


def write_after_change(
    data: str | bytes, target: str | None = None, *, force: bool = False
) -> None:
    """Write an answer about what was changed; if it cannot be written, that is no failure.

    A failure would make people and scripts do it again.
    """
    try:
        write_answer(data, target, force=force)
    except MilepostError as error:
        print_message(f"it is done, and not to be repeated, but {error}")


def is_stdout(target: str | None) -> bool:
    """Return whether the value of `-o` means stdout."""
    return target in {None, "", "-"}


def fit_terminal(text: str) -> str:
    """Return a text with lines as wide as the terminal, if stdout is one; else as it is.

    A line goes on under what follows its first gap, as in a list of names and values.
    """
    return _fit(text, terminal_columns())


def row_count(text: str, columns: int) -> int:
    """Return how many lines of a terminal a text takes that `fit_terminal` breaks."""
    return _fit(text, columns).count("\n")


def _fit(text: str, columns: int | None) -> str:
    if columns is None or max(map(len, text.splitlines()), default=0) <= columns:
        return text
    # Most answers are not for a terminal, or need no wrapping.
    from tui.formats.wrap import wrap_for_terminal

    lines: list[str] = []
    for line in text.split("\n"):
        lines += wrap_for_terminal(line, columns, " " * _hanging_indent(line))
    return "\n".join(lines)


def terminal_columns(stream: TextIO | None = None) -> int | None:
    """Return how wide the terminal is that a stream is, None if it is none or too narrow to fit.

    The stream is stdout if none is given.
    """
    size = terminal_size(stream)
    if size is None:
        return None
    return size[0]


def terminal_size(stream: TextIO | None = None) -> tuple[int, int] | None:
    """Return columns and lines of the terminal that a stream is; None as in `terminal_columns`."""
    try:
        columns, lines = os.get_terminal_size((stream or sys.stdout).fileno())
    except (AttributeError, OSError, ValueError):
        return None
    if columns < _LEAST_COLUMNS:
        return None
    return columns, lines


def _hanging_indent(line: str) -> int:
    start = len(line) - len(line.lstrip())
    gap = line.find("  ", start)
    if gap < 0:
        return start + _INDENT
    value = len(line) - len(line[gap:].lstrip())
    if value <= _MOST_HANGING:
        return value
    return start + _INDENT


def _write_stdout(content: bytes) -> None:
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        silence_stdout()
        raise Unusable(f"the answer cannot be written ({os_reason(error)}).") from error


def silence_stdout() -> None:
    """Send the rest of stdout's buffer nowhere, so that flushing it at exit does not fail again."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
