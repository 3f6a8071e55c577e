"""A page of the import wizard: what it shows of the draft, and what it takes from it."""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Label, Static

from plan_data.table_import.option_refusal import OptionName
from tui.app.importing.import_draft import ImportDraft
from tui.app.widgets.text_line import TextLine


class WizardPage(Vertical):
    """A page: its title, its keys, and what Enter does before the next page is shown.

    `notice` is shown while `work` takes its time. In a tall window a page that `is_short` or
    `is_list` is as high as its content.
    """

    title: ClassVar[str]
    keys: ClassVar[str]
    notice: ClassVar[str] = "Reading the table ... Esc: stop"
    is_short: ClassVar[bool] = False
    is_list: ClassVar[bool] = False
    lines: ClassVar[Mapping[OptionName, str]] = {}  # the names of the page's lines, by options

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

    def go_to(self, option: OptionName | None) -> None:
        """Put the cursor into the line of an option, if the page has it."""
        for name, line in self.lines.items():
            if name == option:
                self._line(line).focus()

    def _set(self, name: str, text: str) -> None:
        self.query_one(f"#{name}", Static).update(Content(text))

    def _line(self, name: str) -> TextLine:
        return self.query_one(f"#{name}", TextLine)


def compose_line(name: str, label: str, hint: str = "") -> ComposeResult:
    """Create a line with its label; focusing it does not select its text."""
    with Horizontal(classes="field"):
        yield Label(label)
        yield TextLine(placeholder=hint, id=name, select_on_focus=False, compact=True)
