"""Text fitted into a number of columns or letters."""

import textwrap

from wcwidth import width as display_width
from wcwidth import wrap


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


def truncate(text: str, length: int) -> str:
    """Return `text` in at most `length` letters, ending in an ellipsis if it is cut."""
    if len(text) <= length:
        return text
    return f"{text[: length - 1]}…"
