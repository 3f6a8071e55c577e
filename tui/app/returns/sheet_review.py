"""The lines of sheets that came back: each is accepted, refused or mended; then they are recorded."""

import asyncio
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from plan_data.errors import MilepostError
from plan_data.text import plural
from store.journal.entry import Entry
from store.returns.sheet_reader import SheetLine
from tui.app.dialogs.dialog import Dialog
from tui.app.dialogs.forms import ClockQuestion
from tui.app.returns.return_acts import record_accepted
from tui.app.returns.return_forms import mend_form
from tui.app.returns.return_rows import line_rows
from tui.app.widgets.clickable import ClickableText
from tui.app.widgets.key_help import clickable_keys
from tui.app.widgets.row_list import RowList
from tui.app.workspace import Workspace
from tui.returns.returned_sheets import ReturnedSheets
from tui.wording.return_text import lines_summary_text
from tui.wording.sentences import capitalised

_KEYS = (
    ("Space accept", "accept"),
    ("a all new", "accept_all"),
    ("r refuse", "leave_out"),
    ("n refuse all", "leave_out_all"),
    ("e mend", "mend"),
    ("Enter record", "record"),
    ("Esc leave", "leave"),
    ("? help", "app.dialog_help"),
)


class SheetReview(Dialog[None]):
    """Shows lines by sheet. Nothing is accepted at first; `on_recorded` gets what was recorded."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "accept", "accept", id="review.accept"),
        Binding("a", "accept_all", "accept all new", id="review.accept_all"),
        Binding("r", "leave_out", "refuse", id="review.refuse"),
        Binding("n", "leave_out_all", "refuse all", id="review.refuse_all"),
        Binding("e", "mend", "mend", id="review.mend"),
        Binding("enter", "record", "record", id="review.record"),
        Binding("escape,q", "leave", "leave", id="review.leave"),
    ]
    DEFAULT_CSS = """
    SheetReview { align: center middle; }
    SheetReview > Vertical {
        width: 120; max-width: 100%; height: 100%; padding: 0 1;
        border: round $primary; background: $surface;
    }
    SheetReview #head { text-style: bold; height: auto; max-height: 2; }
    SheetReview #lines { height: 1fr; }
    SheetReview #about { height: auto; min-height: 2; max-height: 6; border-top: solid $border-blurred; }
    SheetReview #error { color: $text-error; text-style: bold; height: auto; max-height: 3; }
    SheetReview #keys { color: $text-muted; height: auto; max-height: 3; }
    """

    def __init__(
        self,
        workspace: Workspace,
        returned: ReturnedSheets,
        on_recorded: Callable[[list[Entry]], None],
    ) -> None:
        super().__init__()
        self.returned = returned
        self._workspace = workspace
        self._on_recorded = on_recorded
        self._question = ClockQuestion(workspace)
        self._is_asked = False

    def compose(self) -> ComposeResult:
        """Create the counts, the lines, the details of a line, errors and keys."""
        with Vertical():
            yield Static(id="head")
            yield RowList("Nothing is filled in.", id="lines")
            yield Static(id="about")
            yield Static(id="error")
            yield ClickableText(id="keys")

    def on_mount(self) -> None:
        """Show the lines, and the details of the one under the cursor."""
        self.watch(self._list, "row", self._show_details, init=False)
        self._show()
        self._list.focus()
        self._set("#keys", clickable_keys(_KEYS))

    @property
    def _list(self) -> RowList:
        return self.query_one(RowList)

    @property
    def line(self) -> SheetLine | None:
        """The line under the cursor, None if it is a file that cannot be read."""
        row = self._list.row
        if row is None or not row.key.isdecimal():
            return None
        return self.returned.lines[int(row.key)]

    def _set(self, selector: str, text: Content) -> None:
        self.query_one(selector, Static).update(text)

    def _show(self, message: str = "") -> None:
        self._is_asked = False
        self._list.show_rows(list(line_rows(self.returned, self._workspace.checklist)))
        sheets = plural(len(self.returned.sheets), "sheet")
        accepted = len(self.returned.accepted)
        counts = lines_summary_text(self.returned.lines)
        self._set("#head", Content(f"{sheets}: {counts}; {accepted} accepted, not recorded yet"))
        self._set("#error", Content(capitalised(message)))

    def _show_details(self) -> None:
        line = self.line
        if line is None:
            self._set("#about", Content(""))
            return
        place = f"row {line.row}: {line.ref}  {line.title}" if line.row else "the sheet itself"
        self._set("#about", Content("\n").join([Content(place), Content(capitalised(line.reason))]))

    # One line

    def _change(self, change: Callable[[Sequence[SheetLine]], None]) -> None:
        """Change the line under the cursor, and go to the next."""
        line = self.line
        if line is None or not line.drafts:
            self._show(_why_not(line))
            return
        change([line])
        self._show()
        self._list.action_move(1)

    @on(RowList.Opened)
    def action_accept(self) -> None:
        """Accept the line, or take that back."""
        line = self.line
        if line is not None and self.returned.is_accepted(line):
            self.returned.reset(line)
            self._show()
        else:
            self._change(self.returned.accept)

    def action_leave_out(self) -> None:
        """Refuse the line: it is not recorded."""
        self._change(self.returned.leave_out)

    def action_mend(self) -> None:
        """Type the cells of the line again."""
        if self.line is None:
            self._show("a file that cannot be read is mended in its own program.")
            return
        try:
            form = mend_form(self._workspace, self.returned, self.line)
        except MilepostError as error:
            self._show(error.sentence)
            return
        self.app.push_screen(form, lambda _: self._show())

    # All lines

    def action_accept_all(self) -> None:
        """Accept all that is new; what changed meanwhile is accepted one by one."""
        self.returned.accept([line for line in self.returned.lines if line.state == "new"])
        self._show()

    def action_leave_out_all(self) -> None:
        """Refuse all lines."""
        self.returned.leave_out(self.returned.lines)
        self._show()

    # Recording

    def action_record(self) -> None:
        """Record what was accepted; what is left stays to be decided."""
        if self.is_busy:
            return
        if not self.returned.accepted:
            self._show("nothing is accepted yet: Space accepts a line, a all that is new.")
            return
        self.is_busy = True
        self.run_worker(self._record(), group="save")

    async def _record(self) -> None:
        try:
            entries = await asyncio.to_thread(self._record_once)
        except MilepostError as error:
            self._show(error.sentence)
        else:
            self._on_recorded(entries)
            self._finish(len(entries))
        finally:
            self.is_busy = False

    def _record_once(self) -> list[Entry]:
        self._question.ask()
        return record_accepted(self._workspace, self.returned)

    def _finish(self, count: int) -> None:
        """Close if nothing is left to decide, else show what is left."""
        self.returned.accepted.clear()
        if any(line.drafts or line.state == "refused" for line in self.returned.lines):
            self._show(f"recorded: {plural(count, 'entry')}. What is left is above.")
        else:
            self.close()

    def action_leave(self) -> None:
        """Leave; ask first if lines were accepted and not recorded."""
        if self.is_busy:
            return
        if not self.returned.accepted or self._is_asked:
            self.close()
            return
        accepted = plural(len(self.returned.accepted), "line")
        self._show(f"{accepted} accepted and not recorded. Esc again leaves, Enter records.")
        self._is_asked = True


def _why_not(line: SheetLine | None) -> str:
    if line is None:
        return "a file that cannot be read has nothing to accept."
    if line.state == "the same":
        return "this is recorded already."
    return "this cannot be recorded: e types its cells again."
