"""The first pages of the import wizard: the file, which of its tables, the columns."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from plan_data.table_import.column_assignment import ColumnReading
from plan_data.table_import.option_refusal import OptionName
from plan_data.text import agree, plural
from tui.app.importing.import_answers import TextName
from tui.app.importing.import_texts import column_content, table_content
from tui.app.importing.wizard_page import WizardPage, compose_line
from tui.app.widgets.path_suggester import PathSuggester
from tui.app.widgets.text_line import TextLine

_ENDINGS = (".csv", ".tsv", ".txt", ".md", ".xlsx", ".docx")
_ABOUT_FILE = (
    "A region's delivery table becomes a plan: its file is read, and you see how before anything "
    "is written. CSV, tab-separated text, Markdown, XLSX and DOCX are read."
)
_YEAR_HINT = "such as 2009/10, if the table does not print it"
# What is seldom typed of the plan's years: labels and hints by the names of the options.
_YEAR_LINES: dict[TextName, tuple[str, str]] = {
    "year_starts": ("Starts in", "April"),
    "quarters": ("Quarters", "or: calendar"),
    "start": ("Work from", "a day or month, if any"),
}
_LINES_OF_COLUMNS: tuple[TextName, ...] = ("year", *_YEAR_LINES)
_OWN_LIST = "This is Milepost's own list: its columns are known."


class FilePage(WizardPage):
    """Asks for the path of the table's file."""

    title = "1 of 4: the file"
    keys = "Enter: on    Right: take what is offered    Esc: close"
    is_short = True

    def compose(self) -> ComposeResult:
        """Create the line for the path."""
        yield Static(Content(_ABOUT_FILE), classes="about")
        yield TextLine(
            placeholder="the table's path, such as tables/plan.xlsx",
            suggester=PathSuggester(_ENDINGS),
            id="file",
            compact=True,
        )

    def show(self) -> str:
        """Show the path that was typed."""
        self._line("file").value = self.draft.typed_file
        self._line("file").focus()
        return ""

    def take(self) -> None:
        """Take the path."""
        self.draft.typed_file = self._line("file").value

    def work(self) -> None:
        """Read the file, and its table if it has one alone."""
        self.draft.open_file(self.draft.typed_file)
        if not self.draft.tables:
            self.draft.answers.number = None
            self.draft.read()


class _FittedList(OptionList):
    """A list whose texts are built for its width."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, compact=True)
        self._builds: list[Callable[[int], Content]] = []
        self._built_for = 0

    def show_texts(self, builds: list[Callable[[int], Content]], at: int) -> None:
        """Show the text that each function returns for a width in cells, the cursor on one."""
        self._builds = builds
        self._build(at)

    def on_resize(self) -> None:
        """Build the texts for the new width."""
        if self._builds and self._built_for != self._text_width():
            self._build(self.highlighted or 0)

    def _text_width(self) -> int:
        return max(20, self.scrollable_content_region.width - 1)

    def _build(self, at: int) -> None:
        self._built_for = self._text_width()
        options = [Option(build(self._built_for)) for build in self._builds]
        self.set_options(options)
        self.highlighted = at if at < len(options) else None


class TablesPage(WizardPage):
    """Asks which of a file's tables or sheets is the plan."""

    title = "1 of 4: which table"
    keys = "Up Down: choose    Enter: on    Esc: back"
    is_list = True

    def compose(self) -> ComposeResult:
        """Create the list."""
        yield Static(id="tables-about", classes="about")
        yield _FittedList(id="tables")

    def show(self) -> str:
        """Show the tables, the cursor on the likely one."""
        builds = [partial(table_content, choice) for choice in self.draft.tables]
        self._set("tables-about", f"{self.draft.path.name} has several tables. Which is the plan?")
        self._list.show_texts(list(builds), self.draft.likely_table())
        self._list.focus()
        return ""

    def take(self) -> None:
        """Take the table under the cursor."""
        self.draft.answers.number = self.draft.tables[self._list.highlighted or 0].number

    def work(self) -> None:
        """Read the table."""
        self.draft.read()

    @property
    def _list(self) -> _FittedList:
        return self.query_one(_FittedList)


class ColumnList(_FittedList):
    """The columns of the table; Space gives the one under the cursor another role."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "screen.choose_role", "role", show=False, id="import.role"),
        Binding("j", "cursor_down", "down", show=False, id="import.down"),
        Binding("k", "cursor_up", "up", show=False, id="import.up"),
    ]


class ColumnsPage(WizardPage):
    """Shows what each column is read as, and asks for the year if none is printed."""

    title = "2 of 4: the columns"
    keys = "Space: another role    Tab: the years    Enter: on    Esc: back"
    notice = "Reading the plan ... Esc: stop"
    is_list = True
    lines: ClassVar[Mapping[OptionName, str]] = {name: name for name in _LINES_OF_COLUMNS}

    def compose(self) -> ComposeResult:
        """Create the list and the line for the year."""
        yield Static(id="columns-about", classes="about")
        yield ColumnList(id="columns")
        yield from compose_line("year", "Year", _YEAR_HINT)
        with Container(id="years"):
            for name, (label, hint) in _YEAR_LINES.items():
                yield from compose_line(name, label, hint)

    @property
    def list(self) -> ColumnList:
        """The list of columns."""
        return self.query_one(ColumnList)

    @property
    def column(self) -> ColumnReading | None:
        """The column under the cursor."""
        at = self.list.highlighted
        columns = self.draft.shown_columns
        if at is None or at >= len(columns):
            return None
        return columns[at]

    def show(self) -> str:
        """Show the columns and the year."""
        for name in _LINES_OF_COLUMNS:
            self._line(name).value = self.draft.answers.texts[name]
        problem = self.refresh_columns(0)
        self.go_to(self.draft.fault)
        return problem

    def refresh_columns(self, at: int) -> str:
        """Show the columns again, the cursor on the one with an index; return what is wrong."""
        columns = self.draft.shown_columns
        self._set("columns-about", self._about(columns))
        self.list.show_texts([partial(column_content, column) for column in columns], at)
        self._line("year").placeholder = self.draft.guessed_year or _YEAR_HINT
        if columns:
            self.list.focus()
        else:
            self._line("year").focus()
        return self.draft.problem

    def _about(self, columns: Sequence[ColumnReading]) -> str:
        if not columns and self.draft.reading.result:
            return _OWN_LIST
        guesses = sum(1 for column in columns if column.role and not column.sure)
        text = f"{plural(len(columns), 'column')}, without a guess."
        if guesses:
            look = agree(guesses, "the one with ?: it is a guess", "those with ?: they are guesses")
            text = f"{plural(len(columns), 'column')}. Look at {look}."
        if self.draft.answers.kept:
            text += f" Kept: {self.draft.answers.kept}."
        return text

    def take(self) -> None:
        """Take the year, and what else is typed of the plan's years."""
        for name in _LINES_OF_COLUMNS:
            self.draft.answers.texts[name] = self._line(name).value

    def work(self) -> None:
        """Make the plan, which is not written."""
        self.draft.make_plan()
