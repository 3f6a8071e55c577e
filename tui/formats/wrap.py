"""Text fitted into a number of columns or letters."""

import re
import textwrap

from wcwidth import width as display_width
from wcwidth import wrap

_COMMAND = re.compile("`[^`]+`")
_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def wrap_line(line: str, width: int, indent: str = "") -> list[str]:
    """Return a line as lines of at most `width` columns.

    The first keeps the spaces that `line` starts with; the others start with `indent`.
    """
    if display_width(line) <= width:
        return [line]
    text = line.lstrip()
    start = line[: len(line) - len(text)]
    if not line.isascii():
        return wrap(
            text,
            width,
            initial_indent=start,
            subsequent_indent=indent,
            break_on_hyphens=False,
        )
    return textwrap.wrap(  # eight times as fast as the function for all scripts
        text,
        width,
        initial_indent=start,
        subsequent_indent=indent,
        break_on_hyphens=False,
    )


def wrap_for_terminal(line: str, width: int, indent: str) -> list[str]:
    """Return a line as `wrap_line` does, but with commands and long words uncut.

    A command in backquotes, a path or an address can then be copied. One that is longer than
    `width` has a line of its own, which the terminal breaks.
    """
    if display_width(line) <= width:
        return [line]
    text = line.lstrip()
    lines = wrap(
        _COMMAND.sub(_without_breaks, text),
        width,
        initial_indent=line[: len(line) - len(text)],
        subsequent_indent=indent,
        break_on_hyphens=False,
        break_long_words=False,
    )
    return [part.replace(_NO_BREAK_SPACE, " ") for part in lines]


def _without_breaks(command: re.Match[str]) -> str:
    return command[0].replace(" ", _NO_BREAK_SPACE)


def truncate(text: str, length: int) -> str:
    """Return `text` in at most `length` letters, ending in an ellipsis if it is cut."""
    if len(text) <= length:
        return text
    return f"{text[: length - 1]}…"
