"""The one screen's lay-out: heading, views and filter, a list, the item under its cursor, and the keys."""

from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, Static

from plan_data.errors import MilepostError
from tui.app import gc_tuning
from tui.app.dialogs.text_dialog import TextDialog
from tui.app.screen.selection import Selection
from tui.app.views import pane_texts
from tui.app.views.board_view import BoardView
from tui.app.views.rows import Row, group_rows
from tui.app.views.views import Views
from tui.app.widgets.detail_pane import DetailPane
from tui.app.widgets.heading import PlanHeadingBar, ViewTabs
from tui.app.widgets.key_footer import KeyFooter
from tui.app.widgets.row_list import RowList
from tui.app.widgets.side_list import SideList
from tui.app.workspace import Workspace
from tui.config.keymap import key_labels

WATCH_SECONDS = 2.0


class DeskScreen(Screen[None]):
    """Shows the workspace; what can be done with it is added by its subclasses."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (78, "-normal"), (120, "-wide")]  # noqa: RUF012 - as Textual has it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-tall"), (34, "-high")]  # noqa: RUF012

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.views = Views(workspace)
        self.selection = Selection()
        self.keys = key_labels(workspace.settings.config)

    def compose(self) -> ComposeResult:
        """Lay out heading, views and filter, the lists, the detail pane and the keys."""
        yield PlanHeadingBar(id="heading")
        with Horizontal(id="bar"):
            yield ViewTabs(id="views")
            yield Input(placeholder="filter: overdue ELS jan", id="search", compact=True)
        with Horizontal(id="body"):
            yield SideList("none", side=True, id="side")
            with Vertical(id="main"):
                yield Static(Content(""), id="answering")
                yield RowList("nothing here", id="list")
                yield DetailPane(id="detail")
            yield BoardView(id="board")
        yield KeyFooter()

    def on_mount(self) -> None:
        """Show the agenda, any problems first, and keep an eye on the journal."""
        self.query_one("#search", Input).display = False
        self.query_one("#answering").display = False
        self.watch(self.side, "row", self._other_group, init=False)
        self.watch(self.rows, "row", self._other_item, init=False)
        self.show_view("agenda")
        self.rows.focus()
        self.set_interval(WATCH_SECONDS, self._between_keys)
        self.call_after_refresh(gc_tuning.freeze_objects)
        if any(problem.severity == "problem" for problem in self.workspace.checklist.problems):
            self.action_show_problems()

    @property
    def rows(self) -> RowList:
        """The list of items."""
        return self.query_one("#list", RowList)

    @property
    def side(self) -> RowList:
        """The list of pathways or leads."""
        return self.query_one("#side", RowList)

    @property
    def board(self) -> BoardView:
        """The picture of the whole."""
        return self.query_one("#board", BoardView)

    def focus_view(self) -> None:
        """Go to the items, or to the picture of the whole where that is shown."""
        (self.board if self.board.display else self.rows).focus()

    def show_view(self, view: str) -> None:
        """Show one of `VIEWS`."""
        self.views.name = view
        self.side.display = self.views.has_groups
        self.board.display = view == "board"
        self.query_one("#main").display = not self.board.display
        if self.side.display:
            self.side.show_rows_at(group_rows(self.views.groups), self.views.group)
        self.refresh_all(reset=True)

    def refresh_all(self, *, reset: bool = False) -> None:
        """Show what is on the workspace now; cursors stay on their lines, or go to the first where all is new."""
        self.query_one("#heading", PlanHeadingBar).show_workspace(self.workspace)
        if self.side.display:
            self.side.show_rows(group_rows(self.views.groups))
            self.views.group = self.side.row.key if self.side.row else ""
        self.show_items(reset=reset)

    def show_items(self, *, reset: bool = False) -> None:
        """Show the lines of the view in use."""
        if self.board.display:
            self.board.show_workspace(self.workspace)
        if reset:
            self.views.reset_order()
        answering, lines = self.views.accountable(), self.views.rows()
        pane = self.query_one("#answering", Static)
        if answering != pane.content:
            pane.update(answering)
            pane.display = bool(answering)
        title, main = self.views.title(), self.query_one("#main")
        main.border_title = Content(title)
        main.set_class(bool(title), "-titled")
        self.rows.show_rows(lines, self.views.why_empty(), reset=reset)
        self.show_marks()

    def show_marks(self) -> None:
        """Show the views, how many items are marked, and the filter with how many it leaves."""
        self.rows.marked = self.selection.refs
        marked = self.selection.label(self.rows.refs if not self._types else self.selection.refs)
        self.query_one("#views", ViewTabs).show_names([*filter(None, (marked, self._filtered()))], self.views.name)

    def _filtered(self) -> str:
        workspace = self.workspace
        if not workspace.filter_words:
            return ""
        left = f"{len(workspace.items)} of {len(workspace.checklist.items)}"
        return left if self._types else f"/ {workspace.filter_words}: {left}"

    @property
    def _types(self) -> bool:
        """Whether the filter's words are being typed, and so in sight."""
        return self.query_one("#search").display

    def _other_group(self, row: Row | None) -> None:
        if self.side.display and row and row.key != self.views.group:
            self.views.group = row.key
            self.show_items(reset=True)

    def _other_item(self, row: Row | None) -> None:
        self.query_one("#detail", DetailPane).show(
            pane_texts.detail_text(row, self.workspace.loaded.objectives, self.keys)
        )

    # A dialog is pushed at once and answers by a callback: keys typed ahead must never reach this screen's acts.

    def show_dialog(self, dialog: ModalScreen[Any]) -> None:
        """Show a dialog whose answer nobody waits for."""
        self.app.push_screen(dialog)

    def action_show_problems(self) -> None:
        """Show the mistakes in plan and journal, and entries without an item."""
        self.show_dialog(TextDialog("Problems", pane_texts.problems_text(self.workspace.checklist)))

    def show_message(self, message: str, *, is_error: bool = False) -> None:
        """Say something at the foot of the screen; the newest word is the one that holds."""
        self.query_one(KeyFooter).show_message(message, is_error=is_error)

    def _between_keys(self) -> None:
        gc_tuning.collect_if_needed()
        self._watch_journal()

    def _watch_journal(self) -> None:
        """Show what another window or machine has written, without touching what is being typed."""
        if isinstance(self.app.screen, ModalScreen) or not self.workspace.changed_elsewhere():
            return
        try:
            self.workspace.reload()
        except MilepostError as error:
            self.show_message(str(error), is_error=True)
            return
        self.refresh_all()
        if news := self.workspace.pop_messages():
            self.show_message(news)
