"""What a user reads on the app's screen: the lines of the list, its cursor, the item in detail.

Each function takes the screen's lines. They look for words and signs, wherever they are: borders,
positions and colours may change with the look of the app.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

CURSOR_SIGN = "\N{LEFT HALF BLOCK}"
_EDGES = "│|"  # between what is side by side
_SCROLL_BAR = "▁▂▃▄▅▆▇█"
_ROW = re.compile(rf"({CURSOR_SIGN})?[ *]?\[(.)\] +(\S*\d\S*) .*")


class ListRow(NamedTuple):
    """A line of the list. `mark` is its tick box, such as [x]."""

    text: str
    mark: str
    ref: str
    is_under_cursor: bool


def list_rows(display: Sequence[str]) -> list[ListRow]:
    """Return the lines that begin with a tick box and a ref, without borders and scroll bar."""
    rows = []
    for line in display:
        if found := _ROW.search(line):
            text = found[0].rstrip(f" {_EDGES}{_SCROLL_BAR}")
            rows.append(ListRow(text, f"[{found[2]}]", found[3], bool(found[1])))
    return rows


def row_under_cursor(display: Sequence[str]) -> ListRow | None:
    """Return the line of the list under its cursor, None if it is not one line."""
    rows = [row for row in list_rows(display) if row.is_under_cursor]
    return rows[0] if len(rows) == 1 else None


def detail_ref(display: Sequence[str]) -> str:
    """Return the ref that list and detail pane agree on, empty while they do not."""
    row = row_under_cursor(display)
    if row is None:
        return ""
    for line in display:
        for part in re.split(f"[{_EDGES}]", line):
            if part.split()[:1] == [row.ref]:
                return row.ref
    return ""


def is_filter(display: Sequence[str], typed: str) -> bool:
    """Return whether the filter line has these words and no more."""
    words = re.compile(rf"/ {re.escape(typed)}(  | ?[{_EDGES}]| ?$)")
    return any(words.search(line) for line in display)
