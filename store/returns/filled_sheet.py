"""A sheet as it came back: what its lead wrote into which cell."""

from typing import Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from store.journal.entry import ReturnRound

CellName = Literal[
    "done_on", "started_on", "expected", "actual", "cause", "action", "ask", "view", "note"
]  # fmt: skip
CELL_NAMES: tuple[CellName, ...] = get_args(CellName)


class FilledCell(Struct, frozen=True):
    """The text of a cell; `flaw` says why it cannot be taken, such as a formula."""

    text: str
    flaw: str = ""


class FilledRow(Struct, frozen=True):
    """A row that has anything filled in. `number` is its line in the sheet, from 1.

    `lead` is whose it is, if the sheet has rows of several.
    """

    number: int
    ref: str
    title: str
    cells: dict[CellName, FilledCell]
    lead: str = ""


class FilledSheet(Struct, frozen=True, kw_only=True):
    """A sheet that came back, or what is left of one that was copied into another file.

    `plan`, `round` and `newest` are what its hidden part says: the plan's id, the round's, and the
    newest entry when the sheet was made; they are empty if it has none. `code` is the lead or
    pathway. `filled_in` is the day as it is written on it, or empty. `has_nothing` says whether
    "nothing to report" is marked. `unread` has a sentence for each column that was not read although
    something is in it. `opens` is the round that accepting it opens, if an import made the sheet.
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
    opens: ReturnRound | None = None


def split_by_lead(sheet: FilledSheet) -> list[FilledSheet]:
    """Return a sheet for each lead that the rows of an import name, in the order of their rows.

    Its rows without a lead are on a sheet without a code. Any other sheet is returned as it is.
    """
    if sheet.opens is None:
        return [sheet]
    rows_of: dict[str, list[FilledRow]] = {}
    for row in sheet.rows:
        rows_of.setdefault(row.lead, []).append(row)
    sheets = [sheet] if not rows_of else []
    for code, rows in rows_of.items():
        unread = () if sheets else sheet.unread
        sheets.append(replace(sheet, code=code, rows=tuple(rows), unread=unread))
    return sheets
