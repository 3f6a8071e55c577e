"""Where a row is among others after they have changed."""

from collections.abc import Sequence

from tui.app.views.rows import Row


def find_row(rows: Sequence[Row], row: Row | None, near: int) -> int | None:
    """Return the index of the row that has the key of `row`, else of a row that has its item.

    If a fold no longer exists, its second item is looked for before its first: what was recorded on
    the fold was about the first.
    """
    if row is None:
        return None
    # After a tick, the row is where it was: a long list need not be searched.
    if near < len(rows) and rows[near].key == row.key:
        return near
    at = index_of_key(rows, row.key)
    if rows and rows[-1].kind == "entry":  # an item has many entries: the newest of all comes first
        return at
    if at is None and row.kind != "group":
        refs = [item.ref for item in reversed(row.items[:2])]
        at = index_of_item(rows, refs)
    return at


def index_of_key(rows: Sequence[Row], key: str) -> int | None:
    """Return the index of the row of a key."""
    for at, row in enumerate(rows):
        if row.key == key:
            return at
    return None


def index_of_item(rows: Sequence[Row], refs: Sequence[str]) -> int | None:
    """Return the index of the last row that has the first of `refs` which occurs in any row."""
    index_of: dict[str, int] = {}
    for at, row in enumerate(rows):
        for item in row.items:
            if item.ref in refs:
                index_of[item.ref] = at
    for ref in refs:
        if ref in index_of:
            return index_of[ref]
    return None
