"""What the import wizard has so far, and each step that it carries out, without Textual."""

from pathlib import Path
from typing import Literal, get_args

from msgspec.structs import replace

from plan_data.errors import MilepostError, Refused
from plan_data.plan_file.walk import walk_measures, walk_milestones
from plan_data.table_import.column_assignment import ColumnReading
from plan_data.table_import.column_reading import parse_choices
from plan_data.table_import.heading_words import ColumnRole
from plan_data.table_import.import_options import ImportOptions, choice_words, options_in_file
from plan_data.table_import.importer import ImportResult, id_of_file, import_table
from plan_data.table_import.table_cells import flatten
from plan_data.table_import.table_look import (
    TableChoice,
    columns_of_table,
    fitting_choices,
    table_choices,
)
from store.journal.folder import read_folder
from tui.config.settings import Clock, Paths
from tui.config.typed_values import typed_path, typed_text
from tui.editing.replaced_plan import find_replaced_plan, keep_ids_of
from tui.files import real_path, refuse_journal, refuse_replacing_source, write_together
from tui.returns.progress_sheet import import_contents, progress_path
from tui.wording.import_text import without_options

_ENDING = ".yaml"
_YEAR_GUESS = "the plan's year "  # begins the sentence about it in a report
TextName = Literal["plan", "title", "year", "year_starts", "quarters", "start"]
_TEXT_NAMES: tuple[TextName, ...] = get_args(TextName)
# The lines that a refusal is about, by what it begins with or has in it.
_FAULTS: dict[str, TextName] = {
    "--year-starts:": "year_starts",
    "--quarters:": "quarters",
    "--start:": "start",
    " names no year": "year",
    " is not a financial year": "year",
    " is not a year that starts in ": "year",
}


class ImportDraft:
    """The answers given in the wizard, and the plan that was read with them.

    `texts` are what was typed of the plan, by the names of `ImportOptions`. `columns` are those of
    the table, `problem` is why no plan can be made of it yet, "" if `result` has one. The methods
    read and write files: they are called in a thread, one after the other.
    """

    def __init__(self, paths: Paths, clock: Clock) -> None:
        """Begin without any answer; `paths` say where plans and the journal are."""
        self._paths = paths
        self._clock = clock
        self.typed_file = ""
        self.path = Path()
        self.tables: list[TableChoice] = []
        self.result: ImportResult | None = None
        self.problem = ""
        self.columns: tuple[ColumnReading, ...] = ()
        self.written: Path | None = None
        self.written_progress: Path | None = None  # the return of the table's progress, if any
        self._result_options: ImportOptions | None = None
        self._forget_answers()

    def _forget_answers(self) -> None:
        self.number: int | None = None
        self.choices: dict[str, ColumnRole] = {}
        self.kept = ""  # the choices that were taken over from an earlier import, and its file
        self.texts: dict[TextName, str] = dict.fromkeys(_TEXT_NAMES, "")
        self.typed_output = ""

    # The file and its table

    def open_file(self, typed: str) -> None:
        """Find the tables of the file that was typed; answers about another file are dropped.

        Raises:
            MilepostError: if it is an office file that cannot be read.

        """
        if not typed.strip():
            raise Refused("write the path of the table's file.")
        path = typed_path(typed_text(typed, "the path"))
        self.tables = table_choices(path)
        if path != self.path:
            self._forget_answers()
            self._take_kept(path)
        self.path, self.typed_file = path, typed
        self._result_options = None  # the file may have been changed

    def _take_kept(self, path: Path) -> None:
        """Begin with what an earlier import of this file has kept in its plan."""
        output = self.suggest_output(id_of_file(path))
        kept = options_in_file(typed_path(output))
        try:
            self.choices = parse_choices(kept.columns)
        except Refused:
            return
        self.number = kept.table
        for name in _TEXT_NAMES:
            self.texts[name] = getattr(kept, name) or ""
        if words := choice_words(kept):
            self.kept = f"{words} (from {output})"

    def likely_table(self) -> int:
        """Return the index of the table that was chosen, else of the most likely one."""
        numbers = [choice.number for choice in self.tables]
        if self.number is not None and self.number in numbers:
            return numbers.index(self.number)
        for at, choice in enumerate(self.tables):
            if choice.is_likely:
                return at
        return 0

    # The columns, and the plan

    @property
    def options(self) -> ImportOptions:
        """The options of `milepost import` that do the same."""
        given = {name: text.strip() for name, text in self.texts.items() if text.strip()}
        options = ImportOptions(
            table=self.number, columns=self._choice_words(), today=self._clock.today
        )
        return replace(options, **given)

    def _choice_words(self) -> tuple[str, ...]:
        return tuple([f"{heading}={role}" for heading, role in self.choices.items()])

    def choose_role(self, heading: str, role: ColumnRole | None) -> None:
        """Give a column a role, or with None leave it to its heading and cells.

        Raises:
            Refused: if it has no heading by which it could be known.

        """
        words = flatten(heading).strip()
        if not words:
            raise Refused("a column without a heading has no role: write one in the table.")
        self.choices.pop(words, None)
        if role is not None:
            self.choices[words] = role
        self.read()

    def read(self) -> None:
        """Read the table into a plan, or at least its columns; nothing is written.

        Raises:
            MilepostError: if not even its columns can be read.

        """
        self._read_once()
        fitting = fitting_choices(self.choices, self.columns)
        if self.columns and fitting != self.choices:  # the table was changed
            self.choices = fitting
            self._read_once()

    def _read_once(self) -> None:
        options = self.options
        if options == self._result_options:
            return
        self.result, self._result_options = None, None
        try:
            self.result = import_table(self.path, options)
        except MilepostError as error:
            self.columns = self._columns_without_plan()
            self.problem = error.sentence
            return
        self._result_options = options
        self.columns, self.problem = self.result.columns, ""

    def _columns_without_plan(self) -> tuple[ColumnReading, ...]:
        """Return the columns, also if a role was chosen for a heading that is gone."""
        try:
            return columns_of_table(self.path, self.number, self._choice_words())
        except Refused:
            return columns_of_table(self.path, self.number, ())

    def make_plan(self) -> ImportResult:
        """Read the table into a plan.

        Raises:
            MilepostError: if it cannot be read as one.

        """
        self.read()
        if self.result is None:
            raise Refused(self.problem)
        return self.result

    @property
    def guessed_year(self) -> str:
        """The year that is used if none is typed, and where it was found; "" if there is none."""
        for sentence in self.result.report.guessed if self.result else ():
            if sentence.startswith(_YEAR_GUESS):
                return without_options(sentence.removeprefix(_YEAR_GUESS))
        return ""

    @property
    def fault(self) -> TextName | None:
        """Which text the problem is about, None if it is about the table."""
        for words, name in _FAULTS.items():
            if words in self.problem:
                return name
        return None

    @property
    def shown_columns(self) -> list[ColumnReading]:
        """The columns with a heading or a cell."""
        return [column for column in self.columns if column.heading or column.sample]

    def count_readings(self) -> int:
        """Return how many readings a person is to look at: with a reason, or with a `?`."""
        if self.result is None:
            return 0
        count = 0
        for _, milestone, _ in walk_milestones(self.result.plan):
            is_doubtful = bool(milestone.when and milestone.when.endswith("?"))
            count += is_doubtful or milestone.reading is not None
        for _, measure, _ in walk_measures(self.result.plan):
            count += measure.reading is not None
        return count

    # The file that is written

    def suggest_output(self, plan_id: str) -> str:
        """Return the path of a plan file: in the folder of plans, else in the present folder."""
        name = f"{plan_id.strip()}{_ENDING}"
        if self._paths.plans is None:
            return name
        return str(self._paths.plans / name)

    def write(self, *, replace: bool = False) -> None:
        """Write the plan to the file that was typed, and beside it the return of its progress.

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
        if replace:
            result = self._in_place_of(path, result)
        progress = progress_path(path)
        contents = import_contents(self.path.name, result, path, progress)
        refuse_replacing_source(self.path, contents)
        write_together(contents, force=replace)
        self.written = real_path(path)
        self.written_progress = real_path(progress) if result.progress else None

    def _in_place_of(self, path: Path, result: ImportResult) -> ImportResult:
        """Return the plan with the ids that the replaced one has for the same, so that entries stay."""
        before = find_replaced_plan(path)
        if before is None:
            return result
        try:
            entries = read_folder(self._paths.journal).entries
        except MilepostError:
            entries = ()
        return import_table(self.path, keep_ids_of(self.options, before, entries))
