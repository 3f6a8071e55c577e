"""The main screen: its layout, its keys, and the parts that carry them out."""

from collections.abc import Callable, Mapping
from typing import ClassVar, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.screen import ModalScreen, Screen
from textual.worker import Worker

from tui.app import gc_tuning
from tui.app.dialogs.text_dialog import TextDialog
from tui.app.follow_today import move_to_today
from tui.app.screen.action_bindings import screen_bindings
from tui.app.screen.filter_controller import FilterController
from tui.app.screen.navigator import Navigator
from tui.app.screen.plan_controller import PlanController
from tui.app.screen.recording_controller import NO_ITEM, RecordingController
from tui.app.screen.report_controller import ReportController
from tui.app.screen.selection import Selection
from tui.app.screen.view_area import ViewArea
from tui.app.views.measure_pane import measure_text
from tui.app.views.measure_rows import MeasureRow
from tui.app.views.open_views import OpenViews
from tui.app.views.pane_texts import detail_text, help_text, problems_text
from tui.app.views.rows import Row
from tui.app.widgets.filter_bar import FilterBar
from tui.app.widgets.heading import HeadingBar, ViewTabs
from tui.app.widgets.key_footer import KeyFooter
from tui.app.widgets.row_list import RowList
from tui.app.workspace import JournalReading, Workspace
from tui.config.keymap import key_labels

WATCH_SECONDS = 2.0

Result = TypeVar("Result")


class MainScreen(Screen[None]):
    """Heading, tabs and filter, the current view, and the keys, each of which runs an action."""

    BINDINGS: ClassVar[list[BindingType]] = screen_bindings()
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (78, "-normal"), (120, "-wide")]  # noqa: RUF012 - as in Textual
    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-tall"), (34, "-high")]  # noqa: RUF012 - as in Textual

    class JournalRead(Message):
        """The journal's folder was read."""

        def __init__(self, reading: JournalReading) -> None:
            super().__init__()
            self.reading = reading

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.keys: Mapping[str, str] = key_labels(workspace.settings.config)
        self.views = OpenViews(workspace)
        self.selection = Selection()
        self.heading = HeadingBar(id="heading")
        self.tabs = ViewTabs(id="views")
        self.filter_bar = FilterBar(id="filter")
        self.area = ViewArea(workspace, self.views, self.keys)
        self.footer = KeyFooter()
        self.recording = RecordingController(self)
        self.filters = FilterController(self, self.filter_bar)
        self.navigator = Navigator(self)
        self.plans = PlanController(self)
        self.reports = ReportController(self)
        self._journal_worker: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        """Build the parts from top to bottom."""
        yield self.heading
        with Horizontal(id="bar"):
            yield self.tabs
            yield self.filter_bar
        yield self.area
        yield self.footer

    def on_mount(self) -> None:
        """Show the first view and any problems, and start checking the journal."""
        self.plans.start()
        self.watch(self.area.side, "row", self._show_group, init=False)
        self.show_view(self.views.name)
        self.rows.focus()
        self.set_interval(WATCH_SECONDS, self._between_keys)
        self.call_after_refresh(gc_tuning.freeze_objects)
        if self.workspace.settings.plan_is_chosen:
            self.recording.offer_draft()
        self.workspace.check_drafts()
        self.report_problems()

    @property
    def rows(self) -> RowList:
        """The list of items."""
        return self.area.rows

    @property
    def side(self) -> RowList:
        """The list of groups."""
        return self.area.side

    # What the parts use

    def show_message(self, message: str, *, is_error: bool = False) -> None:
        """Show a message in the footer, replacing the previous one."""
        self.footer.show_message(message, is_error=is_error)

    def show_dialog(
        self,
        dialog: ModalScreen[Result],
        on_close: Callable[[Result | None], None] | None = None,
    ) -> None:
        """Show a dialog; `on_close` is called with its result.

        Nothing waits for the result: keys typed ahead go to the dialog and never to this screen.
        """
        self.app.push_screen(dialog, on_close)

    def report_problems(self) -> None:
        """Show what is wrong, if there is more than warnings."""
        severities = {problem.severity for problem in self.workspace.checklist.problems}
        if "problem" in severities or self.workspace.other_problems():
            self.action_show_problems()

    def show_view(self, view_id: str) -> None:
        """Show another view."""
        self.views.select(view_id)
        self.area.show_current_view()
        self.refresh_all(reset=True)

    def refresh_all(self, *, reset: bool = False) -> None:
        """Show the present state of the workspace; `reset` orders the rows again."""
        self.heading.show_heading(self.workspace)
        self.area.refresh_groups()
        self.refresh_items(reset=reset)

    def refresh_items(self, *, reset: bool = False) -> None:
        """Show the present items of the view; `reset` orders the rows again."""
        self.area.refresh_items(reset=reset)
        self.refresh_tabs()

    def refresh_tabs(self) -> None:
        """Show the marks, the filter and the views."""
        self.rows.marked = self.selection.refs
        in_view = self.selection.refs  # no room for how many are hidden while the bar is open
        if not self.filter_bar.is_open:
            in_view = self.rows.refs
        labels = [self.selection.label(in_view), self.filters.label]
        self.tabs.show_tabs([label for label in labels if label], self.views.name)

    def _show_group(self, row: Row | None) -> None:
        """Show the items of the group that the cursor of the side list came to."""
        view = self.views.current
        if view.has_groups and row and row.key != view.group:
            view.group = row.key
            self.refresh_items(reset=True)

    # The journal

    def _between_keys(self) -> None:
        gc_tuning.collect_if_needed()
        is_reading = self._journal_worker is not None and not self._journal_worker.is_finished
        if is_reading or self._is_dialog_open():
            return
        if move_to_today(self.workspace):
            self.refresh_all()
        if self.workspace.changed_elsewhere():
            self._journal_worker = self._read_journal()

    @work(thread=True, group="journal")
    def _read_journal(self) -> None:
        """Read the journal in a thread: its folder may be on a slow share."""
        self.post_message(self.JournalRead(self.workspace.read_journal()))

    @on(JournalRead)
    def _journal_read(self, event: JournalRead) -> None:
        if not self._is_dialog_open():  # else the next check reads it again
            self.plans.show_reading(event.reading)

    def _is_dialog_open(self) -> bool:
        return isinstance(self.app.screen, ModalScreen)

    # Looking

    def action_show_view(self, view_id: str) -> None:
        """Show a view and focus its first list."""
        self.show_view(view_id)
        self.area.focus_first()

    def action_other_list(self) -> None:
        """Focus the side list, or from it the items."""
        if self.views.current.has_groups and self.focused is not self.side:
            self.side.focus()
        else:
            self.area.focus_items()

    @on(RowList.Opened)
    def action_show_item(self) -> None:
        """Open or close the row under the cursor, or show all about its item."""
        row = self.rows.row
        if self.focused is self.side:
            self.rows.focus()
        elif row is None:
            return
        elif row.kind in {"fold", "node"}:
            self.views.row_state.toggle(row.key)
            self.refresh_items()
        elif isinstance(row, MeasureRow):
            details = measure_text(row.state, self.workspace.checklist, self.keys)
            self.show_dialog(TextDialog(row.key, details))
        elif row.item:
            details = detail_text(row, self.workspace.checklist, self.keys)
            self.show_dialog(TextDialog(row.item.ref, details))

    def action_show_help(self) -> None:
        """Show the keys."""
        self.show_dialog(TextDialog("Help", lambda width: help_text(self.keys, width)))

    def action_show_problems(self) -> None:
        """Show the problems of settings, plan and journal."""
        self.show_dialog(TextDialog("Problems", problems_text(self.workspace)))

    def action_go(self) -> None:
        """Ask for a ref and go there."""
        self.navigator.ask_ref()

    def action_jump(self, letter: str) -> None:
        """Go to the group with a letter."""
        self.navigator.jump(letter)

    def action_terms(self) -> None:
        """Show what the abbreviations in sight mean."""
        self.navigator.show_terms(str(self.heading.content))

    def action_travel(self) -> None:
        """Ask for another as-of date."""
        self.plans.ask_as_of()

    def action_switch_plan(self) -> None:
        """Ask which plan to open."""
        self.plans.ask_plan()

    def action_about_plan(self) -> None:
        """Ask which page about the plan to show."""
        self.plans.ask_page()

    def action_changes(self) -> None:
        """Ask since when to show changes."""
        self.reports.ask_changes()

    def action_export(self) -> None:
        """Ask what to export."""
        self.reports.ask_export()

    # The filter

    def action_search(self) -> None:
        """Open the filter bar."""
        self.filters.open_bar()

    @on(FilterBar.Changed)
    def _filter_changed(self, event: FilterBar.Changed) -> None:
        self.filters.change(event.words)

    @on(FilterBar.Submitted)
    def _filter_submitted(self) -> None:
        self.filters.submit()

    def action_save_filter(self) -> None:
        """Ask for a name to save the filter under."""
        self.filters.ask_name()

    def action_saved_filters(self) -> None:
        """Show the saved filters."""
        self.filters.show_saved()

    def action_back(self) -> None:
        """Close the filter bar, else unmark everything, else clear the filter."""
        if self.selection.refs and not self.filter_bar.is_open:
            self.selection.clear()
            self.refresh_tabs()
        else:
            self.filters.clear()

    # Recording

    def action_record(self, name: str) -> None:
        """Open the form of an action."""
        self.recording.record(name)

    def action_undo(self) -> None:
        """Undo the newest entry."""
        self.recording.undo()

    def action_redo(self) -> None:
        """Restore what was undone last."""
        self.recording.redo()

    def action_mark(self) -> None:
        """Mark or unmark the row under the cursor, and go to the next one."""
        row = self.rows.row
        if row is None or not row.items:
            self.show_message(NO_ITEM)
            return
        self.selection.toggle(row.items)
        self.rows.action_move(1)
        self.refresh_tabs()

    def action_extend(self, by: int) -> None:
        """Mark the row under the cursor and the next or previous one."""
        self._mark_current()
        self.rows.action_move(by)
        self._mark_current()
        self.refresh_tabs()

    def _mark_current(self) -> None:
        if self.rows.row:
            self.selection.add(self.rows.row.items)

    def action_copy(self) -> None:
        """Copy ref and title of the item under the cursor."""
        row = self.rows.row
        if isinstance(row, MeasureRow):
            text = f"{row.ref}  {row.text}"
        elif row is None or row.item is None:
            self.show_message(NO_ITEM)
            return
        else:
            text = f"{row.item.ref}  {row.item.planned.title}"
        self.app.copy_to_clipboard(text)
        hint = "Where the terminal does not allow that, take it from here."
        self.show_message(f"Copied: {text}\n{hint}")
