"""The last pages of the import wizard: ten rows of the plan, its file, and what was written."""

from collections.abc import Mapping
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Input, Static

from plan_data.plan_file.walk import walk_milestones
from plan_data.table_import.option_refusal import OptionName
from plan_data.text import plural
from tui.app.importing.import_draft import ImportDraft
from tui.app.importing.import_texts import ROWS_SHOWN, look_text
from tui.app.importing.wizard_page import WizardPage, compose_line
from tui.app.widgets.text_viewer import TextViewer
from tui.wording.import_text import old_progress_text

_MOST_LEFT = 5  # sentences on the last page; the page of ten rows has all
_ABOUT_WRITE = "Nothing is written before Enter in the last line."
_ABOUT_REPLACED = (
    f"{_ABOUT_WRITE} The file has a plan already: what both have keeps its ids, and its entries."
)


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
        result = self.draft.reading.result
        first = self._first + by * ROWS_SHOWN
        if result and 0 <= first < len(list(walk_milestones(result.plan))):
            self._first = first
            self._show_ten()

    def _show_ten(self) -> None:
        if self.draft.reading.result is not None:
            viewer = self.query_one(TextViewer)
            viewer.show_text("")
            viewer.show_rendered(partial(look_text, self.draft.reading.result, self._first))


class WritePage(WizardPage):
    """Asks for the plan's id and title, and the file to write."""

    title = "4 of 4: write the plan"
    keys = "Enter: next line, then write    Esc: back"
    notice = "Writing ..."
    is_short = True
    lines: ClassVar[Mapping[OptionName, str]] = {"plan": "plan-id", "title": "plan-title"}

    def __init__(self, draft: ImportDraft) -> None:
        super().__init__(draft)
        self._unchanged: dict[str, str] = {}  # the suggested texts, by the names of the lines
        self._suggested = ""  # the file's name that follows the id

    def compose(self) -> ComposeResult:
        """Create the three lines."""
        yield Static(id="write-about", classes="about")
        for name, label in (("plan-id", "Id"), ("plan-title", "Title"), ("output", "File")):
            yield from compose_line(name, label)

    def show(self) -> str:
        """Show what was typed, else what the table's name suggests."""
        draft = self.draft
        if draft.reading.result is not None:
            plan = draft.reading.result.plan
            self._show_text("plan-id", draft.answers.texts["plan"], plan.plan)
            self._show_text("plan-title", draft.answers.texts["title"], plan.title)
        self._set("write-about", _ABOUT_REPLACED if draft.replaces_plan else _ABOUT_WRITE)
        self._suggested = draft.suggested_output
        self._line("output").value = draft.output
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
        answers = self.draft.answers
        answers.texts["plan"] = self._changed("plan-id")
        answers.texts["title"] = self._changed("plan-title")
        output = self._line("output").value
        answers.output = None if output == self.draft.suggested_output else output


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
        """Show what was written and what to look at."""
        result, written = self.draft.reading.result, self.draft.written
        if written is None or result is None:
            return ""
        readings = self.draft.count_readings()
        lines = [f"The plan is in {written.plan}."]
        if written.progress:
            lines.append(
                f"The table's progress is beside it in {written.progress.name}, not"
                " recorded yet: open the plan, then # and r read it line by line."
            )
        if written.old_progress:
            lines.append(old_progress_text(written.old_progress))
        if readings:
            lines.append(
                f"{plural(readings, 'reading')} to look at: open it, then + and"
                " 'Confirmation of how print is read'; in the shell, milepost check and milepost"
                " readings."
            )
        if result.report.left:
            lines.append("Left for you:")
            lines += [f"- {sentence}" for sentence in result.report.left[:_MOST_LEFT]]
        more = len(result.report.left) - _MOST_LEFT
        if more > 0:
            lines.append(f"- and {more} more, which the page of ten rows listed")
        self._set("done", "\n".join(lines))
        self.screen.set_focus(None)
        return ""
