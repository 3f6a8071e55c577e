"""The pages of the import wizard: each shows a part of the draft, and takes what was typed."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Label, OptionList, Static
from textual.widgets.option_list import Option

from plan_data.plan_file.walk import walk_milestones
from plan_data.table_import.column_assignment import ColumnReading
from tui.app.importing.import_draft import ImportDraft, TextName
from tui.app.importing.import_texts import (
    ROWS_SHOWN,
    column_content,
    look_text,
    table_content,
)
from tui.app.widgets.path_suggester import PathSuggester
from tui.app.widgets.text_line import TextLine
from tui.app.widgets.text_viewer import TextViewer
from tui.wording.counts import plural

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
    "start": ("Work from", "a day"),
}
_LINES_OF_COLUMNS: tuple[TextName, ...] = ("year", *_YEAR_LINES)
_OWN_LIST = "This is Milepost's own list: its columns are known."
_MOST_LEFT = 5  # sentences on the last page; the page of ten rows has all
_ABOUT_WRITE = "Nothing is written before Enter in the last line."


class WizardPage(Vertical):
    """A page: its title, its keys, and what Enter does before the next page is shown.

    `notice` is shown while `work` takes its time. In a tall window a page that `is_short` or
    `is_list` is as high as its content.
    """

    title: ClassVar[str]
    keys: ClassVar[str]
    notice: ClassVar[str] = "Reading the table ..."
    is_short: ClassVar[bool] = False
    is_list: ClassVar[bool] = False

    def __init__(self, draft: ImportDraft) -> None:
        super().__init__(id=f"page-{type(self).__name__.lower()}")
        self.draft = draft

    def show(self) -> str:
        """Show the present draft; return what is wrong with it, "" if nothing is."""
        return ""

    def take(self) -> None:
        """Put what was typed or picked into the draft."""

    def work(self) -> None:
        """Carry out the step, in a thread."""

    def is_ready(self) -> bool:
        """Return whether Enter goes on; else the next field has the focus now."""
        return True

    def _set(self, name: str, text: str) -> None:
        self.query_one(f"#{name}", Static).update(Content(text))

    def _line(self, name: str) -> TextLine:
        return self.query_one(f"#{name}", TextLine)


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
            self.draft.number = None
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


def _compose_line(name: str, label: str, hint: str = "") -> ComposeResult:
    """Create a line with its label; what is in it is gone on with when it gets the focus."""
    with Horizontal(classes="field"):
        yield Label(label)
        yield TextLine(placeholder=hint, id=name, select_on_focus=False, compact=True)


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
        self.draft.number = self.draft.tables[self._list.highlighted or 0].number

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
    notice = "Reading the plan ..."
    is_list = True

    def compose(self) -> ComposeResult:
        """Create the list and the line for the year."""
        yield Static(id="columns-about", classes="about")
        yield ColumnList(id="columns")
        yield from _compose_line("year", "Year", _YEAR_HINT)
        with Container(id="years"):
            for name, (label, hint) in _YEAR_LINES.items():
                yield from _compose_line(name, label, hint)

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
            self._line(name).value = self.draft.texts[name]
        problem = self.refresh_columns(0)
        self.go_to_fault()
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
        if not columns and self.draft.result:
            return _OWN_LIST
        guesses = sum(1 for column in columns if column.role and not column.sure)
        text = f"{plural(len(columns), 'column')}, none of them a guess."
        if guesses:
            text = f"{plural(len(columns), 'column')}. Look at those with ?: they are guesses."
        if self.draft.kept:
            text += f" Kept: {self.draft.kept}."
        return text

    def take(self) -> None:
        """Take the year, and what else is typed of the plan's years."""
        for name in _LINES_OF_COLUMNS:
            self.draft.texts[name] = self._line(name).value

    def work(self) -> None:
        """Make the plan, which is not written."""
        self.draft.make_plan()

    def go_to_fault(self) -> None:
        """Put the cursor into the line that is missing or wrong, if one is."""
        if self.draft.fault:
            self._line(self.draft.fault).focus()


class LookPage(WizardPage):
    """Shows ten milestones as they were read, what is left out, and what is guessed."""

    title = "3 of 4: a look at it"
    keys = "Up Down: read    n, p: next ten, ten before    Enter: on    Esc: back"

    def compose(self) -> ComposeResult:
        """Create the text."""
        yield TextViewer(id="look")

    def show(self) -> str:
        """Show the first ten."""
        self._first = 0
        self._show_ten()
        self.query_one(TextViewer).focus()
        return ""

    def turn(self, by: int) -> None:
        """Show the next ten (1), or the ten before (-1)."""
        result = self.draft.result
        first = self._first + by * ROWS_SHOWN
        if result and 0 <= first < len(list(walk_milestones(result.plan))):
            self._first = first
            self._show_ten()

    def _show_ten(self) -> None:
        if self.draft.result is not None:
            viewer = self.query_one(TextViewer)
            viewer.show_text("")
            viewer.show_rendered(partial(look_text, self.draft.result, self._first))


class WritePage(WizardPage):
    """Asks for the plan's id and title, and the file to write."""

    title = "4 of 4: write the plan"
    keys = "Enter: next line, then write    Esc: back"
    notice = "Writing ..."
    is_short = True

    def __init__(self, draft: ImportDraft) -> None:
        super().__init__(draft)
        self._unchanged: dict[str, str] = {}  # the suggested texts, by the names of the lines
        self._suggested = ""  # the file's name that follows the id

    def compose(self) -> ComposeResult:
        """Create the three lines."""
        yield Static(Content(_ABOUT_WRITE), classes="about")
        for name, label in (("plan-id", "Id"), ("plan-title", "Title"), ("output", "File")):
            yield from _compose_line(name, label)

    def show(self) -> str:
        """Show what was typed, else what the table's name suggests."""
        draft = self.draft
        if draft.result is not None:
            plan = draft.result.plan
            self._show_text("plan-id", draft.texts["plan"], plan.plan)
            self._show_text("plan-title", draft.texts["title"], plan.title)
        plan_id = self._line("plan-id").value
        self._suggested = draft.suggest_output(plan_id)
        self._line("output").value = draft.typed_output or self._suggested
        self._line("plan-id").focus()
        return ""

    def _show_text(self, name: str, typed: str, suggested: str) -> None:
        self._line(name).value = typed or suggested
        self._unchanged[name] = "" if typed else suggested

    def _changed(self, name: str) -> str:
        """Return the text of a line, "" if it is the one that was suggested."""
        text = self._line(name).value
        return "" if text == self._unchanged.get(name) else text

    def on_input_changed(self, event: Input.Changed) -> None:
        """Let the file's name follow the id until another name is typed."""
        output = self._line("output")
        if event.input.id == "plan-id" and output.value == self._suggested:
            self._suggested = self.draft.suggest_output(event.value)
            output.value = self._suggested

    def is_ready(self) -> bool:
        """Go to the next line, after the last one on."""
        if self._line("output").has_focus:
            return True
        self.screen.focus_next()
        return False

    def take(self) -> None:
        """Take the three lines."""
        self.draft.texts["plan"] = self._changed("plan-id")
        self.draft.texts["title"] = self._changed("plan-title")
        self.draft.typed_output = self._line("output").value


class DonePage(WizardPage):
    """Says what was written, and offers to open it."""

    title = "Written"
    keys = "Enter: open it    Esc: stay with the plan that is open"
    notice = "Opening the plan ..."
    is_short = True

    def compose(self) -> ComposeResult:
        """Create the text."""
        yield Static(id="done")

    def show(self) -> str:
        """Say what was written and what to look at."""
        result = self.draft.result
        if result is None:
            return ""
        readings = self.draft.count_readings()
        lines = [f"The plan is in {self.draft.written}."]
        if readings:
            lines.append(
                f"{plural(readings, 'reading')} to look at: open it, then + and"
                " 'Confirmation of how print is read'; in the shell, milepost check and milepost"
                " readings."
            )
        if result.report.left:
            lines.append("Left for you:")
            lines += [f"- {sentence}" for sentence in result.report.left[:_MOST_LEFT]]
        self._set("done", "\n".join(lines))
        self.screen.set_focus(None)
        return ""
