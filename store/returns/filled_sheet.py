"""A sheet as it came back: what its lead wrote into which cell."""

from typing import Literal, get_args

from msgspec import Struct

CellName = Literal[
    "done_on", "started_on", "expected", "actual", "cause", "action", "ask", "view", "note"
]  # fmt: skip
CELL_NAMES: tuple[CellName, ...] = get_args(CellName)


class FilledCell(Struct, frozen=True):
    """The text of a cell; `flaw` says why it cannot be taken, such as a formula."""

    text: str
    flaw: str = ""


class FilledRow(Struct, frozen=True):
    """A row that has anything filled in. `number` is its line in the sheet, from 1."""

    number: int
    ref: str
    title: str
    cells: dict[CellName, FilledCell]


class FilledSheet(Struct, frozen=True, kw_only=True):
    """A sheet that came back, or what is left of one that was copied into another file.

    `plan`, `round` and `newest` are what its hidden part says: the plan's id, the round's, and the
    newest entry when the sheet was made; they are empty if it has none. `code` is the lead or
    pathway. `filled_in` is the day as it is written on it, or empty. `has_nothing` says whether
    "nothing to report" is marked. `unread` has a sentence for each column that was not read although
    something is in it.
    """

    file: str
    code: str
    rows: tuple[FilledRow, ...]
    plan: str = ""
    round: str = ""
    newest: str = ""
    filled_by: str = ""
    filled_in: str = ""
    has_nothing: bool = False
    unread: tuple[str, ...] = ()
