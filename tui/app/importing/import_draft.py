"""What the import wizard has so far, and each step that it carries out, without Textual."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Lock

from msgspec import Struct
from msgspec.structs import replace

from plan_data.errors import MilepostError, Refused
from plan_data.load import LoadedPlan
from plan_data.plan_file.walk import walk_measures, walk_milestones
from plan_data.table_import.column_assignment import ColumnReading
from plan_data.table_import.heading_words import ColumnRole
from plan_data.table_import.import_options import ImportOptions
from plan_data.table_import.importer import ImportResult, import_prepared
from plan_data.table_import.option_refusal import OptionName, OptionRefused
from plan_data.table_import.plan_heading import check_plan_id, id_of_file
from plan_data.table_import.prepared_rows import PreparedTable, prepare_table
from plan_data.table_import.table_look import (
    TableChoice,
    columns_of_table,
    fitting_choices,
    table_choices,
)
from plan_data.table_import.table_reader import TableFile, read_table_file
from plan_data.text import path_text
from store.journal.entry import Entry
from store.journal.folder import read_folder
from tui.app.importing.import_answers import (
    ImportAnswers,
    choices_as_typed,
    kept_answers,
    plan_file_name,
)
from tui.app.importing.import_step import ImportStep
from tui.config.settings import Clock, Paths
from tui.config.typed_values import typed_path, typed_text
from tui.editing.replaced_plan import find_replaced_plan, keep_ids_of
from tui.files import refuse_journal
from tui.returns.imported_files import ImportedFiles, ImportTargets, write_import


class TableReading(Struct, frozen=True):
    """A table as it was read: its columns, and the plan, or why no plan can be made of it yet."""

    columns: tuple[ColumnReading, ...] = ()
    result: ImportResult | None = None
    error: MilepostError | None = None


class ImportDraft:
    """The answers given in the wizard, and the plan that was read with them.

    The methods that read and write files are called in a thread, by `carry_out`: one after the
    other, also if nobody waits for the one before any more. One that is stopped changes nothing.
    """

    def __init__(self, paths: Paths, clock: Clock) -> None:
        """Begin without any answer; `paths` say where plans and the journal are."""
        self._paths = paths
        self._clock = clock
        self._lock = Lock()
        self._step = ImportStep()
        self._answers_of: dict[Path, ImportAnswers] = {}
        self._file: TableFile | None = None
        self._prepared: tuple[int | None, PreparedTable] | None = None  # with the table's number
        self._before: LoadedPlan | None = None  # the plan that the new one replaces
        self._entries: Sequence[Entry] = ()  # of the journal, if there is such a plan
        self._read_options: ImportOptions | None = None
        self.typed_file = ""
        self.path = Path()
        self.tables: list[TableChoice] = []
        self.answers = ImportAnswers()
        self.reading = TableReading()
        self.written: ImportedFiles | None = None

    def carry_out(self, work: Callable[[], None], step: ImportStep) -> None:
        """Carry out a step, after the one before has ended.

        Raises:
            StepStopped: if the step was stopped.
            MilepostError: if it cannot be carried out.

        """
        with self._lock:
            self._step = step
            step.check()
            work()

    # The file and its table

    def open_file(self, typed: str) -> None:
        """Read the file that was typed; what was answered about it before is kept.

        Raises:
            MilepostError: if no table can be read from it.

        """
        if not typed.strip():
            raise Refused("write the path of the table's file.")
        path = typed_path(typed_text(typed, "the path"))
        if path.is_fifo():  # reading it could wait for ever, and keep the app from ending
            raise Refused(f"'{path_text(str(path))}' is a pipe: write the path of a file.")
        file = read_table_file(path)
        tables = table_choices(file)
        self._step.check()
        self._file, self._prepared, self._read_options = file, None, None
        self.path, self.typed_file, self.tables = path, typed, tables
        self.reading = TableReading()
        if path not in self._answers_of:
            self._answers_of[path] = kept_answers(self.suggest_output(id_of_file(path)))
        self.answers = self._answers_of[path]

    def likely_table(self) -> int:
        """Return the index of the table that was chosen, else of the most likely one."""
        numbers = [choice.number for choice in self.tables]
        if self.answers.number is not None and self.answers.number in numbers:
            return numbers.index(self.answers.number)
        for at, choice in enumerate(self.tables):
            if choice.is_likely:
                return at
        return 0

    # The columns, and the plan

    def choose_role(self, heading: str, role: ColumnRole | None) -> None:
        """Give a column a role, or with None leave it to its heading and cells.

        Raises:
            Refused: if it has no heading by which it could be known.

        """
        self._read_with(self.answers.choices_with(heading, role))

    def read(self) -> None:
        """Read the table into a plan, or at least its columns; nothing is written.

        Raises:
            MilepostError: if not even its columns can be read.

        """
        self._find_replaced()
        self._read_with(self.answers.choices)

    def make_plan(self) -> ImportResult:
        """Read the table into a plan.

        Raises:
            MilepostError: if it cannot be read as one.

        """
        self.read()
        if self.reading.result is None:
            raise self.reading.error or Refused("no table was read.")
        return self.reading.result

    def _read_with(self, choices: Mapping[str, ColumnRole]) -> None:
        """Read the table with roles of columns; those for headings that are gone are dropped."""
        chosen = dict(choices)
        options = self._options(chosen)
        if options == self._read_options:
            return
        table = self._prepared_table()
        reading = self._read_table(table, options)
        fitting = fitting_choices(chosen, reading.columns)
        if reading.columns and fitting != chosen:  # the table was changed
            chosen = fitting
            options = self._options(chosen)
            reading = self._read_table(table, options)
        self._step.check()
        self.answers.choices = chosen
        self.reading, self._read_options = reading, options

    def _options(self, choices: Mapping[str, ColumnRole]) -> ImportOptions:
        options = replace(
            self.answers.options(), columns=choices_as_typed(choices), today=self._clock.today
        )
        if self._before is None:
            return options
        return keep_ids_of(options, self._before, self._entries)

    def _prepared_table(self) -> PreparedTable:
        """Return the table, which is prepared once."""
        number = self.answers.number
        if self._prepared is None or self._prepared[0] != number:
            if self._file is None:
                raise Refused("write the path of the table's file.")
            self._prepared = (number, prepare_table(self._file, number, self._step.check))
        return self._prepared[1]

    def _read_table(self, table: PreparedTable, options: ImportOptions) -> TableReading:
        try:
            result = import_prepared(table, options, self._step.check)
        except MilepostError as error:
            return TableReading(_columns_without_plan(table, options), error=error)
        return TableReading(result.columns, result)

    @property
    def problem(self) -> str:
        """Why no plan can be made of the table yet, "" if one can."""
        if self.reading.error is None:
            return ""
        return self.reading.error.sentence

    @property
    def fault(self) -> OptionName | None:
        """Which answer the problem is about, None if it is about the table."""
        if isinstance(self.reading.error, OptionRefused):
            return self.reading.error.option
        return None

    @property
    def guessed_year(self) -> str:
        """The year that is used if none is typed, and where it was found; "" if there is none."""
        result = self.reading.result
        if result is None or result.guessed_year is None:
            return ""
        return result.guessed_year.text

    @property
    def shown_columns(self) -> list[ColumnReading]:
        """The columns with a heading or a cell."""
        return [column for column in self.reading.columns if column.heading or column.sample]

    def count_readings(self) -> int:
        """Return how many readings a person is to look at: with a reason, or with a `?`."""
        if self.reading.result is None:
            return 0
        plan = self.reading.result.plan
        count = 0
        for _, milestone, _ in walk_milestones(plan):
            is_doubtful = bool(milestone.when and milestone.when.endswith("?"))
            count += is_doubtful or milestone.reading is not None
        for _, measure, _ in walk_measures(plan):
            count += measure.reading is not None
        return count

    # The file that is written

    def suggest_output(self, plan_id: str) -> str:
        """Return the path of a plan file: in the folder of plans, else in the present folder."""
        return plan_file_name(plan_id, self._paths.plans)

    @property
    def output(self) -> str:
        """The plan file that was typed, else the suggested one."""
        if self.answers.output is not None:
            return self.answers.output
        return self.suggested_output

    @property
    def suggested_output(self) -> str:
        """The plan file that the id which was typed suggests, else that of the table's name."""
        return self.suggest_output(self.answers.texts["plan"] or id_of_file(self.path))

    @property
    def replaces_plan(self) -> bool:
        """Whether the plan file is there: what both plans have keeps its ids, and its entries."""
        return self._before is not None

    def write(self, *, replace: bool = False) -> None:
        """Write the plan to its file, and beside it the return of its progress.

        A file that exists is replaced only with `replace`.

        Raises:
            ExistsAlready: if the file exists and is not to be replaced.
            StepStopped: if the step was stopped before anything is written.
            MilepostError: if the plan cannot be made or written.

        """
        if not self.output.strip():
            raise Refused("write the name of the plan file.")
        path = typed_path(typed_text(self.output, "the name"))
        refuse_journal(path, self._paths.journal)
        if plan_id := self.answers.texts["plan"].strip():
            check_plan_id(plan_id)
        result = self.make_plan()
        self._step.start_writing()
        self.written = write_import(self.path, result, ImportTargets(path), force=replace)

    def _find_replaced(self) -> None:
        """Find the plan that is in the plan file, and the entries of which it keeps the ids."""
        self._before = None
        self._entries = ()
        if not self.output.strip():
            return
        self._before = find_replaced_plan(typed_path(self.output))
        if self._before is None:
            return
        try:
            self._entries = read_folder(self._paths.journal).entries
        except MilepostError:
            self._entries = ()


def _columns_without_plan(
    table: PreparedTable, options: ImportOptions
) -> tuple[ColumnReading, ...]:
    """Return the columns, also if a role was chosen for a heading that is gone."""
    try:
        return columns_of_table(table, options.columns)
    except Refused:
        return columns_of_table(table, ())
