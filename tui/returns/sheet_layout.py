"""The rows and columns of a lead's sheet, the same in every format."""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from plan_data.text import one_line
from plan_data.vocabulary import Vocabulary
from store.checklist.checklist import Checklist
from store.dates import format_day
from store.returns.cell_acts import CELL_LABELS
from store.returns.filled_sheet import CELL_NAMES, CellName
from store.returns.rounds import OpenRound
from store.returns.sheet_rows import SheetRow, sheet_rows
from tui.wording.entry_text import signed_text

SHEET_NAME = "Return"
HIDDEN_SHEET = "milepost"
NOTHING_LABEL = "Nothing to report"
FILLED_BY_LABEL = "Filled in by"
FILLED_IN_LABEL = "Filled in on"
VIEWS = ("green", "amber", "red")
_LONGEST_LABEL = 40  # letters of a code or a period in a file's name


class SheetColumn(Struct, frozen=True):
    """A column: its heading, its width in letters, and the cell that is filled in, if any."""

    title: str
    width: int
    cell: CellName | None = None


_WIDTHS: dict[CellName, int] = {
    "done_on": 11,
    "started_on": 11,
    "expected": 11,
    "actual": 8,
    "cause": 18,
    "action": 18,
    "ask": 16,
    "view": 8,
    "note": 18,
}
COLUMNS: tuple[SheetColumn, ...] = (
    SheetColumn("Ref", 15),
    SheetColumn("Milestone, measure or action", 30),  # in the plan's words on a sheet
    SheetColumn("Timescale as printed", 15),
    SheetColumn("Due", 11),
    SheetColumn("State", 10),
    SheetColumn("Last word", 24),
    *[SheetColumn(CELL_LABELS[name], _WIDTHS[name], name) for name in CELL_NAMES],
)
_TITLE_COLUMN = 1
TITLE_ENDING = "or action"  # of its heading, whatever the plan calls its parts
# Of the sheet of an import: whose a row is, and what the table says of it.
LEAD_HEADING = "Recorded by"
IMPORT_COLUMNS: tuple[SheetColumn, ...] = (
    SheetColumn("Ref", 15),
    SheetColumn("Milestone, measure or action", 30),
    SheetColumn(LEAD_HEADING, 12),
    SheetColumn("Timescale as printed", 15),
    SheetColumn("Due", 11),
    SheetColumn("As printed", 30),
    *COLUMNS[-len(CELL_NAMES) :],
)


class LeadSheet(Struct, frozen=True, kw_only=True):
    """A sheet to be written. `rows` have the texts of the columns before those to fill in.

    `columns` have their headings in the words of the plan.

    `facts` identify it when it comes back: plan, round, newest entry and lead. `filled` has the texts
    of the cells of each row, and `filled_in` the day of the sheet, if they are not left to a lead.
    """

    code: str
    name: str
    title: str
    instructions: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    facts: tuple[tuple[str, str], ...]
    columns: tuple[SheetColumn, ...]
    filled: tuple[Mapping[CellName, str], ...] = ()
    filled_in: str = ""

    @property
    def first_cell(self) -> int:
        """The place of the first column to fill in."""
        return next(place for place, column in enumerate(self.columns) if column.cell)

    def cells_of(self, number: int) -> list[str]:
        """Return the texts of the cells to fill in, of the row with an index."""
        filled: Mapping[CellName, str] = {}
        if number < len(self.filled):
            filled = self.filled[number]
        return [filled.get(name, "") for name in CELL_NAMES]


def build_sheet(checklist: Checklist, opened: OpenRound, code: str, newest: str) -> LeadSheet:
    """Return the sheet of one lead or pathway; `newest` is the newest entry of the journal."""
    about = checklist.loaded.about
    name = name_with_code(checklist, code)
    return LeadSheet(
        code=code,
        name=name,
        title=f"{about.title}: return of {name} for {opened.opened.period}",
        instructions=_instructions(opened),
        columns=_columns_in_words(checklist.loaded.vocabulary),
        rows=tuple(map(_row_texts, sheet_rows(checklist, opened, code))),
        facts=(
            ("plan", about.id),
            ("round", opened.id),
            ("newest", newest),
            ("code", code),
            ("fingerprint", checklist.fingerprint),
        ),
    )


def _columns_in_words(vocabulary: Vocabulary) -> tuple[SheetColumn, ...]:
    """Return the columns with the heading of the title's in the words of a plan."""
    columns = list(COLUMNS)
    title = columns[_TITLE_COLUMN]
    columns[_TITLE_COLUMN] = replace(title, title=vocabulary.reword(title.title))
    return tuple(columns)


def _instructions(opened: OpenRound) -> tuple[str, ...]:
    answer_by = format_day(opened.answer_by)
    return (
        f"Please fill in the white cells and send this file back by {answer_by}.",
        "Leave a cell empty where there is nothing new; leave the refs in the first column.",
        "Done on and Started on take the day on which it happened, such as 28 Aug 2009.",
        "Now expected takes a day or a month, such as Mar 2010; say why it is late beside it.",
        f'If there is nothing to say at all, write x beside "{NOTHING_LABEL}".',
    )


def _row_texts(row: SheetRow) -> tuple[str, ...]:
    due = ""
    if row.due:
        due = format_day(row.due)
    last = ""
    if row.last_entry:
        last = signed_text(row.last_entry)
    return tuple(map(one_line, (row.ref, row.title, row.printed, due, row.state, last)))


def name_with_code(checklist: Checklist, code: str) -> str:
    """Return the name of a lead or pathway with its code, as people know it."""
    name = name_of_code(checklist, code)
    if name == code:
        return code
    return f"{name} ({code})"


def name_of_code(checklist: Checklist, code: str) -> str:
    """Return the name of a lead or pathway, its code if it has none."""
    about = checklist.loaded.about
    for agency in about.agencies:
        if agency.code == code:
            return agency.name
    for pathway in about.pathways:
        if pathway.code == code:
            return pathway.name
    return code


def file_stem(code: str, period: str) -> str:
    """Return the name of a sheet's file without its ending; it begins with the lead's code."""
    return f"{_safe(code)} return {_safe(period)}"


def _safe(text: str) -> str:
    """Return text that every system accepts in a file's name."""
    kept = [letter if letter.isalnum() or letter in " -_." else "-" for letter in text]
    return "".join(kept)[:_LONGEST_LABEL].strip(" .")


def code_in_name(stem: str, codes: Sequence[str]) -> str:
    """Return the code that a file's name begins with, the longest of `codes`; "" if none does."""
    matching = [code for code in codes if stem.casefold().startswith(_safe(code).casefold())]
    return max(matching, key=len, default="")
