"""The import wizard: a table's file, its columns, ten rows, and the plan file that is written."""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from msgspec import Struct
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import ContentSwitcher, Input, OptionList, Static
from textual.worker import Worker

from plan_data.errors import MilepostError
from plan_data.table_import.heading_words import ROLES_TO_CHOOSE
from plan_data.table_import.option_refusal import OptionRefused
from plan_data.text import one_line
from tui.app.dialogs.dialog import Dialog
from tui.app.dialogs.pick_dialog import PickDialog
from tui.app.importing.import_draft import ImportDraft
from tui.app.importing.import_pages import ColumnsPage, FilePage, TablesPage
from tui.app.importing.import_step import ImportStep
from tui.app.importing.result_pages import DonePage, LookPage, WritePage
from tui.app.importing.wizard_page import WizardPage
from tui.app.widgets.text_line import TextLine
from tui.files import ExistsAlready
from tui.wording.import_text import ROLE_MEANINGS, without_options
from tui.wording.sentences import capitalised

_TITLE = "Import a published table"
_AS_READ = "as read"
_SECONDS_UNTIL_NOTICE = 0.3
_STOPPED = "stopped: nothing was changed."


class ImportEnd(Struct, frozen=True):
    """The file that was written, and whether it is open now."""

    path: Path
    is_open: bool


class ImportWizard(Dialog[ImportEnd | None]):
    """Shows the pages in order: Enter goes on, Esc goes back, refusals are shown in the dialog."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "back", id="import.back"),
        Binding("enter", "go_on", "on", id="import.on"),
        Binding("n", "turn(1)", "next ten", show=False, id="import.next_ten"),
        Binding("p", "turn(-1)", "ten before", show=False, id="import.ten_before"),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-normal")]  # noqa: RUF012 - as in Textual
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-tall")]  # noqa: RUF012 - declared so by Textual
    DEFAULT_CSS = """
    ImportWizard { align: center middle; }
    ImportWizard > Vertical {
        width: 130; max-width: 100%; height: 100%; max-height: 44; padding: 0 1;
        border: round $primary; background: $surface;
    }
    ImportWizard.-short > Vertical { width: 90; height: auto; }
    ImportWizard ContentSwitcher, ImportWizard WizardPage { height: 1fr; }
    ImportWizard.-short ContentSwitcher, ImportWizard.-short WizardPage { height: auto; }
    ImportWizard #title { text-style: bold; }
    ImportWizard.-tall.-list > Vertical, ImportWizard.-tall.-list ContentSwitcher,
    ImportWizard.-tall.-list WizardPage { height: auto; }
    ImportWizard .about { color: $text-muted; height: auto; max-height: 4; }
    ImportWizard OptionList, ImportWizard OptionList:focus {
        height: 1fr; border: none; padding: 0; background: $surface;
    }
    ImportWizard.-tall OptionList, ImportWizard.-tall OptionList:focus {
        height: auto; max-height: 60vh;
    }
    ImportWizard .field { height: 1; }
    ImportWizard #years { height: 1; layout: horizontal; }
    ImportWizard.-narrow #years { height: 3; layout: vertical; }
    ImportWizard #years .field { width: 1fr; margin-right: 1; }
    ImportWizard Label { width: 10; color: $text-muted; }
    ImportWizard Input { width: 1fr; background: $boost; }
    ImportWizard Input:focus { background: $primary-muted; }
    ImportWizard #look { height: 1fr; border-top: solid $border-blurred; }
    ImportWizard #error { color: $text-error; text-style: bold; height: auto; max-height: 5; }
    ImportWizard #keys { color: $text-muted; height: auto; max-height: 2; }
    """

    def __init__(self, draft: ImportDraft, open_plan: Callable[[str], None]) -> None:
        """Go on with a draft, which keeps what is typed when the dialog closes.

        `open_plan` takes the path of a plan file, and raises a `MilepostError` if it cannot be
        opened.
        """
        super().__init__()
        self._draft = draft
        self._open_plan = open_plan
        self._pages: list[WizardPage] = [
            FilePage(draft),
            TablesPage(draft),
            ColumnsPage(draft),
            LookPage(draft),
            WritePage(draft),
            DonePage(draft),
        ]
        self._at = 0
        self._to_replace = ""  # the file's name that a second Enter replaces
        self._is_refused = False  # what was typed, until it changes
        self._step = ImportStep()
        self._worker: Worker[None] | None = None
        self._is_noticed = False  # the notice of a step that takes its time is shown

    def compose(self) -> ComposeResult:
        """Create the title, the pages, the error line and the key help."""
        with Vertical():
            yield Static(id="title")
            yield ContentSwitcher(*self._pages, initial=self._pages[0].id)
            yield Static("", id="error")
            yield Static(id="keys")

    def on_mount(self) -> None:
        """Show the first page."""
        self._show_page(0)

    @property
    def page(self) -> WizardPage:
        """The page that is shown."""
        return self._pages[self._at]

    def _show_page(self, at: int) -> None:
        self._at = at
        page = self.page
        self.set_class(page.is_short, "-short")
        self.set_class(page.is_list, "-list")
        self.query_one(ContentSwitcher).current = page.id
        self._set("#title", Content(f"{_TITLE}, {page.title}"))
        self._set("#keys", Content(page.keys))
        self._show_error(without_options(page.show()))

    # On and back

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def action_go_on(self) -> None:
        """Carry out the page's step, and show the next page."""
        if self.is_busy or self.is_finished or not self.page.is_ready():
            return
        self.page.take()
        if isinstance(self.page, WritePage):
            self._start(self._write, self._after)
        elif isinstance(self.page, DonePage):
            self._start(self._open, self._close_open)
        else:
            self._start(self.page.work, self._after)

    def _after(self) -> None:
        at = self._at + 1
        if isinstance(self._pages[at], TablesPage) and not self._draft.tables:
            at += 1
        self._show_page(at)

    @on(Input.Changed)
    def _typed(self) -> None:
        """Withdraw a refusal that was about another text."""
        if self._is_refused and not self.is_busy:
            self._show_error("")

    def action_back(self) -> None:
        """Show the page before; the first and the last page close."""
        if self.is_busy or self.is_finished:
            return
        self.page.take()
        if isinstance(self.page, FilePage):
            self.close(None)
        elif isinstance(self.page, DonePage):
            self._close(is_open=False)
        else:
            self._show_page(self._page_before())

    def _page_before(self) -> int:
        at = self._at - 1
        if isinstance(self._pages[at], TablesPage) and not self._draft.tables:
            at -= 1
        return at

    # The steps, in a thread: a large table takes its time

    def _start(self, work: Callable[[], None], then: Callable[[], None]) -> None:
        self.is_busy = True
        self._step = ImportStep()
        self._worker = self.run_worker(self._carry_out(work, then), group="import")

    async def _carry_out(self, work: Callable[[], None], then: Callable[[], None]) -> None:
        loop = asyncio.get_running_loop()
        notice = loop.call_later(_SECONDS_UNTIL_NOTICE, self._show_notice)
        try:
            await asyncio.to_thread(self._draft.carry_out, work, self._step)
        except ExistsAlready as error:
            self._to_replace = self._draft.output
            self._show_error(f"{error.sentence} Or Enter again replaces what is there.")
        except MilepostError as error:
            self._show_error(without_options(error.sentence))
            self._is_refused = True
            if isinstance(error, OptionRefused):
                self.page.go_to(error.option)
        else:
            self._show_error("")
            then()
        finally:
            notice.cancel()
            self.is_busy = self._is_noticed = False

    def stop(self) -> bool:
        """Stop the step whose notice is shown, unless it writes; return whether it was stopped.

        Its thread ends at its next check, and changes nothing any more.
        """
        if not (self._is_noticed and self._worker and self._step.stop()):
            return False
        self._worker.cancel()
        self._show_error(_STOPPED)
        return True

    def on_unmount(self) -> None:
        """Let a step that runs while the app ends not delay that."""
        self._step.stop()

    def _write(self) -> None:
        self._draft.write(replace=self._draft.output == self._to_replace)

    def _open(self) -> None:
        if self._draft.written is not None:
            self._step.start_writing()
            self._open_plan(str(self._draft.written.plan))

    def _close_open(self) -> None:
        self._close(is_open=True)

    def _close(self, *, is_open: bool) -> None:
        if self._draft.written is None:
            self.close(None)
        else:
            self.close(ImportEnd(self._draft.written.plan, is_open))

    # What belongs to one page

    def action_choose_role(self) -> None:
        """Ask what the column under the cursor holds."""
        page = self.page
        if self.is_busy or not isinstance(page, ColumnsPage) or page.column is None:
            return
        heading = one_line(page.column.heading)
        choices = {_AS_READ: "as Milepost reads it"}
        for role in ROLES_TO_CHOOSE:
            choices[role] = f"{role}: {ROLE_MEANINGS[role]}"
        title = f"What does '{heading}' hold?" if heading else "What does this column hold?"
        dialog = PickDialog(title, choices, page.column.role or "")
        self.app.push_screen(dialog, partial(self._give_role, page, page.column.heading))

    def _give_role(self, page: ColumnsPage, heading: str, picked: str | None) -> None:
        if picked is None:
            return
        role = None
        for each in ROLES_TO_CHOOSE:
            if each == picked:
                role = each
        at = page.list.highlighted or 0
        work = partial(self._draft.choose_role, heading, role)
        self._start(work, partial(self._show_columns, page, at))

    def _show_columns(self, page: ColumnsPage, at: int) -> None:
        self._show_error(without_options(page.refresh_columns(at)))

    def action_turn(self, by: int) -> None:
        """Show the next ten milestones, or the ten before."""
        if isinstance(self.page, LookPage):
            self.page.turn(by)

    def on_text_line_too_many_lines(self, event: TextLine.TooManyLines) -> None:
        """Explain why a paste was not taken."""
        self._show_error(f"this has one line: paste one, not {event.count}.")

    def _show_error(self, message: str) -> None:
        self._is_refused = False
        self._set("#error", Content(capitalised(message)))

    def _show_notice(self) -> None:
        self._is_noticed = True
        self._set("#error", Content.styled(self.page.notice, "$foreground-muted"))

    def _set(self, selector: str, content: Content) -> None:
        self.query_one(selector, Static).update(content)
