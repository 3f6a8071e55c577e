"""The main screen: its layout, its keys, and the parts that carry them out."""

from collections.abc import Callable, Mapping
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import ModalScreen, Screen

from tui.app import gc_tuning
from tui.app.ending import DEMO_FOLLOWS
from tui.app.screen.action_bindings import screen_bindings
from tui.app.screen.date_steps import Step
from tui.app.screen.filter_controller import FilterController
from tui.app.screen.journal_controller import JournalController
from tui.app.screen.journal_watch import WATCH_SECONDS, JournalWatch
from tui.app.screen.lazy_controllers import LazyControllers
from tui.app.screen.main_screen_css import (
    HEIGHT_CLASSES,
    MAIN_SCREEN_CSS,
    WIDTH_CLASSES,
    size_classes,
)
from tui.app.screen.mark_controller import MarkController
from tui.app.screen.navigator import Navigator
from tui.app.screen.places import Places
from tui.app.screen.plan_controller import PlanController
from tui.app.screen.recording_controller import RecordingController
from tui.app.screen.selection import Selection
from tui.app.screen.view_area import ViewArea
from tui.app.views.open_views import OpenViews
from tui.app.views.pane_texts import problems_text
from tui.app.views.registry import shown_views
from tui.app.views.rows import Row
from tui.app.widgets.drawing_pane import DrawingPane
from tui.app.widgets.filter_bar import FilterBar
from tui.app.widgets.group_bar import GroupBar
from tui.app.widgets.heading import HeadingBar, ViewTabs
from tui.app.widgets.key_footer import KeyFooter
from tui.app.widgets.row_list import RowList
from tui.app.widgets.suggestion_list import Suggestions
from tui.app.workspace import Workspace
from tui.config.keymap import key_labels
from tui.wording.plan_words import nothing_stated_text

Result = TypeVar("Result")


class MainScreen(Screen[None]):
    """Heading, tabs and filter, the current view, and the keys, each of which runs an action."""

    DEFAULT_CSS = MAIN_SCREEN_CSS
    BINDINGS: ClassVar[list[BindingType]] = screen_bindings()
    HORIZONTAL_BREAKPOINTS = WIDTH_CLASSES
    VERTICAL_BREAKPOINTS = HEIGHT_CLASSES

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
        self.places = Places(self)
        self.marks = MarkController(self, self.recording)
        self.journal = JournalController(self, self.recording, self.navigator)
        self.plans = PlanController(self)
        self.lazy = LazyControllers(self, self.navigator, self.places, self.recording, self.plans)
        self._watch = JournalWatch(self, workspace, self.plans.show_reading, self.refresh_all)

    def compose(self) -> ComposeResult:
        """Build the parts from top to bottom."""
        self.add_class(*size_classes(self.app.size))
        yield self.heading
        with Horizontal(id="bar"):
            yield self.filter_bar
            yield self.tabs
        yield self.filter_bar.suggestions
        yield self.area
        yield self.footer

    def on_mount(self) -> None:
        """Show the first view and any problems, and start checking the journal."""
        self.plans.start()
        self.watch(self.area.side, "row", self._show_group, init=False)
        self.workspace.problems.check_drafts()
        self.area.show_current_view()
        self.refresh_all(reset=True)
        self.rows.focus()
        self.set_interval(WATCH_SECONDS, self._between_keys)
        self.call_after_refresh(gc_tuning.freeze_objects)
        if self.workspace.settings.plan_is_chosen:
            self.recording.offer_draft()
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
        if self.workspace.problems.has_mistakes:
            self.action_show_problems()

    def show_tour(self) -> None:
        """Show the tour."""
        self.lazy.help.show_tour()

    def open_demo(self) -> None:
        """Leave this journal; the demo follows in the same terminal."""
        self.app.exit(return_code=DEMO_FOLLOWS)

    def show_view(self, view_id: str, *, key: str = "") -> None:
        """Show another view, with the cursor on the item it was on if the view has it.

        `key` is that of a group or row that is to be in view instead.
        """
        self.journal.note_view(view_id)
        self.places.leave()
        self.views.select(view_id)
        if key:
            self.views.current.reveal_key(key)
        else:
            self.places.choose_group()
        self.area.show_current_view()
        self.refresh_all(reset=True)
        if not key:
            self.places.enter()

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
        if self.selection.refs and not self.filter_bar.is_open:
            in_view = self.rows.refs
        labels = [self.selection.label(in_view), self.filters.label]
        shown = shown_views(self.workspace.loaded)
        self.tabs.show_tabs([label for label in labels if label], self.views.name, shown)

    def _show_group(self, row: Row | None) -> None:
        """Show the items of the group that the cursor of the side list came to."""
        view = self.views.current
        if view.has_groups and row and row.key != view.group:
            view.group = row.key
            self.refresh_items(reset=True)

    # The journal

    def _between_keys(self) -> None:
        gc_tuning.collect_if_needed()
        self._watch.look()

    # Looking

    def action_show_view(self, view_id: str) -> None:
        """Show a view and focus its first list."""
        if all(view.id != view_id for view in shown_views(self.workspace.loaded)):
            self.show_message(nothing_stated_text(self.workspace.loaded, view_id))
            return
        self.journal.forget_place()
        if view_id != self.views.name:
            self.places.add_step()
        self.show_view(view_id)
        self.area.focus_first()

    def action_other_list(self) -> None:
        """Focus the side list, or from it the items; a folded one is shown as a dialog."""
        self.navigator.go_to_other_list()

    def action_page_details(self, by: int) -> None:
        """Scroll the details by a page, the cursor staying where it is."""
        self.area.page_details(by)

    @on(GroupBar.Pressed)
    def _bar_pressed(self) -> None:
        if self.views.current.has_groups:
            self.navigator.pick_group()

    @on(RowList.Opened)
    def action_show_item(self) -> None:
        """Open or close the row under the cursor, or show all about its item."""
        row = self.rows.row
        if self.focused is self.side:
            self.rows.focus()
        elif row is None:
            return
        elif row.kind in {"entry", "silence"}:
            self.journal.open(row)
        elif row.kind in {"fold", "node"}:
            self.views.current.toggle(row.key)
            self.refresh_items()
        else:
            self.lazy.links.show_row(row)

    @on(DrawingPane.Opened)
    def _link_opened(self, event: DrawingPane.Opened) -> None:
        self.lazy.links.open(event.link)

    def action_show_help(self) -> None:
        """Show the help, first the part about the view in use."""
        self.lazy.help.show_help()

    def action_show_problems(self) -> None:
        """Show the problems of settings, plan and journal."""
        self.lazy.links.show_text("Problems", problems_text(self.workspace))

    def action_go(self) -> None:
        """Ask where to go, and go there."""
        self.lazy.links.ask_destination()

    def action_objective(self) -> None:
        """Show the objective of the item under the cursor."""
        self.lazy.links.show_objective()

    def action_lead(self) -> None:
        """Go to the lead of the item under the cursor."""
        self.lazy.links.go_to_lead()

    def action_pathway(self) -> None:
        """Go to the pathway of the item under the cursor."""
        self.lazy.links.go_to_pathway()

    def action_go_back(self) -> None:
        """Go back to where the last step was taken."""
        self.lazy.links.go_back()

    def action_jump(self, letter: str) -> None:
        """Go to the group with a letter."""
        self.navigator.jump(letter)

    def action_terms(self) -> None:
        """Show what the abbreviations in sight mean."""
        self.navigator.show_terms(str(self.heading.content))

    def action_travel(self) -> None:
        """Ask for another as-of date."""
        self.plans.ask_as_of()

    def action_step_date(self, step: Step, by: int) -> None:
        """Move the as-of date."""
        self.plans.step_as_of(step, by)

    def action_switch_plan(self) -> None:
        """Ask which plan to open."""
        self.plans.ask_plan()

    def action_about_plan(self) -> None:
        """Ask which page about the plan to show."""
        self.plans.ask_page()

    def action_changes(self) -> None:
        """Ask since when to show changes."""
        self.lazy.reports.ask_changes()

    def action_export(self) -> None:
        """Ask what to export."""
        self.lazy.reports.ask_export()

    def action_meeting(self) -> None:
        """Go through a pathway or a Board item by item, on the full screen."""
        self.lazy.meetings.start()

    # The filter

    def action_search(self) -> None:
        """Open the filter bar."""
        self.filters.open_bar()

    @on(FilterBar.Changed)
    def _filter_changed(self, event: FilterBar.Changed) -> None:
        self.filters.change(event.words)

    @on(Suggestions.Clicked)
    def _suggestion_clicked(self, event: Suggestions.Clicked) -> None:
        self.filter_bar.take(event.completion)

    @on(FilterBar.Submitted)
    def _filter_submitted(self) -> None:
        self.filters.submit()

    def action_mine(self) -> None:
        """Show only the user's own items, or all again."""
        self.filters.toggle_mine()

    def action_save_filter(self) -> None:
        """Ask for a name to save the filter under."""
        self.filters.ask_name()

    def action_saved_filters(self) -> None:
        """Show the saved filters."""
        self.filters.show_saved()

    def action_back(self) -> None:
        """Close the filter bar, else unmark, else return to the journal, else clear the filter."""
        if not (self.filter_bar.is_open or self.selection.refs) and self.journal.go_back():
            return
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

    def action_take_back(self) -> None:
        """Take back the entry under the cursor."""
        self.journal.take_back()

    def action_correct(self) -> None:
        """Correct the entry under the cursor."""
        self.journal.correct()

    def action_mark(self) -> None:
        """Mark or unmark the row under the cursor, and go to the next one."""
        self.marks.toggle()

    def action_extend(self, by: int) -> None:
        """Mark the row under the cursor and the next or previous one."""
        self.marks.extend(by)

    def action_copy(self) -> None:
        """Copy ref and title of what is marked, else of the item or measure under the cursor."""
        self.marks.copy()

    # More acts, and the key of the colours

    def action_more_acts(self) -> None:
        """Offer the acts that are not about the items in view."""
        self.lazy.more_acts.ask()

    def action_asks(self) -> None:
        """Take down what the Board answers, ask by ask."""
        self.recording.board.answer()

    def action_choose_board(self) -> None:
        """Ask which board the Board view is about."""
        self.recording.board.choose_board()

    def action_returns(self) -> None:
        """Show the return round that was opened last."""
        self.lazy.returns.show()

    def action_colour_key(self) -> None:
        """Show what each mark and colour means, with the counts now."""
        self.lazy.help.show_colour_key()
