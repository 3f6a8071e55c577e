"""What the import wizard has so far, and each step that it carries out, without Textual."""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from plan_data.errors import MilepostError, Refused
from plan_data.plan_file.walk import walk_measures, walk_milestones
from plan_data.table_import.column_assignment import ColumnReading
from plan_data.table_import.column_reading import parse_choices
from plan_data.table_import.heading_words import ColumnRole
from plan_data.table_import.importer import (
    ImportOptions,
    ImportResult,
    choices_in_file,
    id_of_file,
    import_rows,
)
from plan_data.table_import.office_files import OfficeTable
from plan_data.table_import.table_cells import Row, flatten
from plan_data.table_import.table_look import TableLook, look_at_table
from plan_data.table_import.table_reader import (
    TableFile,
    has_plan_headings,
    is_filled,
    read_table_file,
)
from tui.config.settings import Paths
from tui.config.typed_values import typed_path, typed_text
from tui.files import real_path, refuse_journal, write_file

_ENDING = ".yaml"


class TableChoice(Struct, frozen=True):
    """A table that can be imported; `number` is None for all whose headings match."""

    number: int | None
    name: str
    row_count: int
    headings: str
    is_likely: bool = True


class ImportDraft:
    """The answers that the wizard was given, and what came of them.

    The texts are as they were typed. The methods read and write files: they are called in a thread,
    one after the other.
    """

    def __init__(self, paths: Paths) -> None:
        """Begin without any answer; `paths` say where plans and the journal are."""
        self._paths = paths
        self.typed_file = ""
        self.typed_year = ""
        self.typed_id = ""
        self.typed_title = ""
        self.typed_output = ""
        self.number: int | None = None
        self.choices: dict[str, ColumnRole] = {}
        self.kept_in = ""  # the plan file whose choices of columns were taken over
        self.path = Path()
        self.look: TableLook | None = None
        self.result: ImportResult | None = None
        self.written: Path | None = None
        self._file: TableFile | None = None
        self._rows: Sequence[Row] = ()

    # The file and its table

    def open_file(self, typed: str) -> None:
        """Read the file that was typed; what was answered about another file is dropped.

        Raises:
            MilepostError: if no table can be read from it.

        """
        if not typed.strip():
            raise Refused("write the path of the table's file.")
        path = typed_path(typed_text(typed, "the path"))
        file = read_table_file(path)
        if path != self.path:
            self._forget_answers()
        self.path, self._file, self.typed_file = path, file, typed
        kept = [choice.number for choice in self.table_choices()]
        if self.number not in kept:
            self.number = None

    def _forget_answers(self) -> None:
        self.number = None
        self.choices = {}
        self._rows = ()
        self.typed_year = self.typed_id = self.typed_title = self.typed_output = ""

    def table_choices(self) -> list[TableChoice]:
        """Return the file's tables, none if it has one alone."""
        file = self._file
        if file is None:
            return []
        choices = []
        for number, table in enumerate(file.tables, start=1):
            if is_filled(table):
                choices.append(_table_choice(number, table))
        if len(choices) < 2:  # noqa: PLR2004 - nothing to choose
            return []
        if file.kind == "table":
            rows = sum(choice.row_count for choice in choices)
            choices.insert(0, TableChoice(None, "all whose headings match", rows, ""))
        return choices

    def likely_choice(self) -> int:
        """Return the index of the table that was chosen, else of the most likely one."""
        choices = self.table_choices()
        for at, choice in enumerate(choices):
            if self.number is not None and choice.number == self.number:
                return at
        for at, choice in enumerate(choices):
            if choice.is_likely:
                return at
        return 0

    def read_table(self, number: int | None) -> None:
        """Read the table that was chosen, and look at its columns.

        Raises:
            MilepostError: if it cannot be read.

        """
        if self._file is None:
            raise Refused("write the path of the table's file.")
        rows = self._file.rows(number)
        is_new = number != self.number or not self._rows
        self._rows, self.number = rows, number
        if is_new:
            self._take_kept_choices()
        try:
            self.look_at_columns()
        except Refused:  # the file was changed, and a heading is not there any more
            self.choices = {}
            self.look_at_columns()

    def _take_kept_choices(self) -> None:
        """Begin with the choices that an earlier import of this file has kept, if they still fit."""
        self.choices = {}
        self.kept_in = ""
        output = self.suggest_output(id_of_file(self.path))
        try:
            self.choices = parse_choices(choices_in_file(typed_path(output)))
            self.look_at_columns()
        except MilepostError:
            self.choices = {}
        if self.choices:
            self.kept_in = output

    # The columns

    def look_at_columns(self) -> None:
        """Look at the columns with the roles that were chosen.

        Raises:
            MilepostError: if no row can be the headings of a table.

        """
        self.look = look_at_table(self.path, self._rows, self._choices())

    def choose_role(self, heading: str, role: ColumnRole | None) -> None:
        """Give a column a role, or with None leave it to its heading and cells.

        Raises:
            Refused: if it has no heading by which it could be known.

        """
        words = flatten(heading).strip()
        if not words:
            raise Refused("a column without a heading has no role: write one in the table.")
        before = dict(self.choices)
        if role is None:
            self.choices.pop(words, None)
        else:
            self.choices[words] = role
        try:
            self.look_at_columns()
        except Refused:
            self.choices = before
            raise

    def _choices(self) -> tuple[str, ...]:
        return tuple([f"{heading}={role}" for heading, role in self.choices.items()])

    # The plan

    @property
    def options(self) -> ImportOptions:
        """The options of `milepost import` that do the same."""
        return ImportOptions(
            plan=self.typed_id.strip() or None,
            title=self.typed_title.strip() or None,
            year=self.typed_year.strip() or None,
            table=self.number,
            columns=self._choices(),
        )

    def make_plan(self) -> ImportResult:
        """Read the table into a plan, which is not written yet.

        Raises:
            MilepostError: if it cannot be read as a plan.

        """
        self.result = import_rows(self.path, self._rows, self.options)
        return self.result

    def suggest_output(self, plan_id: str) -> str:
        """Return the path of a plan file: in the folder of plans, else in the present folder."""
        name = f"{plan_id.strip()}{_ENDING}"
        if self._paths.plans is None:
            return name
        return str(self._paths.plans / name)

    def write(self, *, replace: bool = False) -> Path:
        """Write the plan to the file that was typed, and return its full path.

        A file that exists is replaced only with `replace`.

        Raises:
            ExistsAlready: if the file exists and is not to be replaced.
            MilepostError: if the plan cannot be made or written.

        """
        if not self.typed_output.strip():
            raise Refused("write the name of the plan file.")
        path = typed_path(typed_text(self.typed_output, "the name"))
        refuse_journal(path, self._paths.journal)
        result = self.make_plan()
        write_file(path, result.text.encode("utf-8", "replace"), force=replace)
        self.written = real_path(path)
        return self.written


def _table_choice(number: int, table: OfficeTable) -> TableChoice:
    rows = [row for row in table.rows if not row.outside]
    first = rows[0].cells if rows else ()
    headings = [flatten(cell) for cell in first if cell]
    is_likely = has_plan_headings(table) and not table.is_hidden
    return TableChoice(number, table.name, len(rows), ", ".join(headings), is_likely)


def count_guesses(result: ImportResult) -> int:
    """Return how many readings a person is to look at: with a reason, or with a `?`."""
    count = 0
    for _, milestone, _ in walk_milestones(result.plan):
        is_doubtful = bool(milestone.when and milestone.when.endswith("?"))
        count += is_doubtful or milestone.reading is not None
    for _, measure, _ in walk_measures(result.plan):
        count += measure.reading is not None
    return count


def columns_of(look: TableLook | None) -> tuple[ColumnReading, ...]:
    """Return the columns with a heading or a cell."""
    if look is None:
        return ()
    return tuple([column for column in look.columns if column.heading or column.sample])
