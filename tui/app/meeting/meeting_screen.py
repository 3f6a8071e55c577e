"""Meeting mode: one item at a time on the full screen, and what is taken down on the way."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from store.board.boards import find_board
from store.checklist.checklist import ChecklistItem
from store.checklist.meetings import Meeting
from store.dates import format_day
from store.journal.entry import Entry
from tui.app.dialogs.pick_dialog import PickDialog
from tui.app.dialogs.text_dialog import TextDialog
from tui.app.meeting.item_page import PageItem, closed_page, item_page, page_item
from tui.app.meeting.meeting_commands import MeetingCommands
from tui.app.meeting.meeting_keys import meeting_bindings, meeting_help
from tui.app.meeting.meeting_papers import MeetingPapers, minutes_of
from tui.app.meeting.page_pane import PagePane
from tui.app.meeting.running_order import RunningOrder
from tui.app.meeting.subject import Subject
from tui.app.meeting.taken_down import TakenDownList, still_in_effect
from tui.app.screen.journal_watch import WATCH_SECONDS, JournalWatch
from tui.app.screen.plan_controller import PlanController
from tui.app.screen.recording_controller import NO_ITEM, RecordingController
from tui.app.screen.screen_services import ScreenServices
from tui.app.screen.selection import Selection
from tui.app.views.pane_texts import detail_paragraphs
from tui.app.views.paragraphs import hang
from tui.app.views.rows import ItemRow
from tui.app.widgets.heading import HeadingBar
from tui.app.widgets.key_footer import KeyFooter
from tui.formats.minutes import Minutes
from tui.wording.counts import progress_text

Result = TypeVar("Result")
_NOT_IN_LIST = frozenset({"record", "show_item", "terms", "scroll_page"})
_ONLY_IN_LIST = frozenset({"take_back"})


class MeetingScreen(Screen[None]):
    """Offers its parts what the main screen does; recording goes through the same forms.

    `main` is the screen below, which shows what is recorded in the rows where it was.
    """

    BINDINGS: ClassVar[list[BindingType]] = meeting_bindings()
    COMMANDS: ClassVar = {MeetingCommands}
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    MeetingScreen {
        layout: vertical;
        & > #heading {
            height: 1; padding: 0 1; background: $primary-muted; color: $text;
            text-wrap: nowrap; text-overflow: ellipsis;
        }
        & > #heading.-other-date { background: $warning-muted; }
        & > #heading:ansi { background: ansi_blue; color: ansi_bright_white; }
        & > #heading.-other-date:ansi { background: ansi_yellow; color: ansi_black; }
        & > #subject { height: auto; max-height: 4; padding: 0 1; text-style: bold; }
        & > #position {
            height: auto; max-height: 3; padding: 0 1; border-bottom: solid $border-blurred;
        }
        & > #page {
            height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; scrollbar-gutter: stable;
        }
        & > #taken-down, & > #taken-down:focus {
            height: 1fr; padding: 0 1; border: none; display: none; scrollbar-size-vertical: 1;
            background: $background;
        }
        &.-listing > #page { display: none; }
        &.-listing > #taken-down { display: block; }
    }
    """

    def __init__(self, main: ScreenServices, subject: Subject, order: RunningOrder) -> None:
        super().__init__()
        self._main = main
        self.workspace = main.workspace
        self.views = main.views
        self.area = main.area
        self.keys: Mapping[str, str] = main.keys
        self.selection = Selection()
        self._subject = subject
        self._order = order
        self._heading = HeadingBar(id="heading")
        self._title = Static(id="subject")
        self._position = Static(id="position")
        self._pane = PagePane(id="page")
        self._list = TakenDownList(id="taken-down")
        self._footer = KeyFooter()
        self._recording = RecordingController(self)
        self._papers = MeetingPapers(self, subject)
        self._recorded_before = len(self.workspace.recorded)
        self._is_leaving = False
        self._seen: set[str] = set()  # ids of what the list has shown
        plans = PlanController(self)
        self._watch = JournalWatch(self, self.workspace, plans.show_reading, self.refresh_all)

    def compose(self) -> ComposeResult:
        """Build the parts from top to bottom."""
        yield self._heading
        yield self._title
        yield self._position
        yield self._pane
        yield self._list
        yield self._footer

    def on_mount(self) -> None:
        """Show the first item, and start checking the journal."""
        self.workspace.board.open_meeting(self._subject.board, self._meeting_today())
        self._show_head()
        self._show()
        self.set_interval(WATCH_SECONDS, self._watch.look)

    def on_unmount(self) -> None:
        """Take down no more for the Board's meeting."""
        self.workspace.board.close_meeting()

    def _meeting_today(self) -> Meeting | None:
        """Return the board's meeting of the as-of date, None if it does not meet."""
        checklist = self.workspace.checklist
        board = find_board(checklist.loaded, checklist.calendar, self._subject.board).board
        meeting = Meeting(self.workspace.as_of, board)
        return meeting if meeting in checklist.calendar else None

    # What the parts use

    def show_message(self, message: str, *, is_error: bool = False) -> None:
        """Show a message in the footer, replacing the previous one."""
        self._footer.show_message(message, is_error=is_error)

    def show_dialog(
        self,
        dialog: ModalScreen[Result],
        on_close: Callable[[Result | None], None] | None = None,
    ) -> None:
        """Show a dialog; `on_close` is called with its result."""
        self.app.push_screen(dialog, on_close)

    def report_problems(self) -> None:
        """Leave problems to the main screen."""

    def open_demo(self) -> None:
        """Leave this journal, and open the demo."""
        self._main.open_demo()

    def show_view(self, view_id: str, *, key: str = "") -> None:
        """Show another view below."""
        self._main.show_view(view_id, key=key)

    def refresh_all(self, *, reset: bool = False) -> None:
        """Show the present state of the workspace, here and below."""
        self._main.refresh_all(reset=reset)
        self._show_head()
        self._show()

    def refresh_items(self, *, reset: bool = False) -> None:
        """Show the present items, here and below."""
        self.refresh_all(reset=reset)

    def refresh_tabs(self) -> None:
        """Show the counts."""
        self._show_head()

    # What is on the screen

    @property
    def taken_down(self) -> tuple[Entry, ...]:
        """What was recorded here in this meeting and not taken back."""
        return still_in_effect(self.workspace, self._recorded_before)

    @property
    def _has_unseen(self) -> bool:
        """Whether anything was taken down that the list has not shown yet."""
        return any(entry.id not in self._seen for entry in self.taken_down)

    @property
    def minutes(self) -> Minutes:
        """The minutes as they are now."""
        refs: set[str] = set()
        for stop in self._order.stops:
            refs.update(stop.refs)
        return minutes_of(self.workspace, self._subject.title, len(refs), self.taken_down)

    @property
    def _is_listing(self) -> bool:
        """Whether what was taken down is on the screen, instead of an item."""
        return self.has_class("-listing")

    def _items(self) -> list[ChecklistItem]:
        items, positions = self.workspace.checklist.items, self.workspace.loaded.positions
        return [items[positions[ref]] for ref in self._order.current.refs]

    def _page_item(self) -> PageItem | None:
        """Return what the page is about, None if that is no single item."""
        if self._is_listing or self._order.current.is_list:
            return None
        return page_item(self._items())

    def _show(self) -> None:
        """Show the present item, or what was taken down."""
        if self._is_listing:
            entries = self.taken_down
            self._seen = {entry.id for entry in entries}
            self._list.show_entries(entries, self.workspace.checklist)
        else:
            stop = self._order.current
            self._pane.show_page(self._build_page, (stop.part, stop.refs, stop.is_list))
        self._show_position()

    def _build_page(self, width: int, height: int) -> Content:
        page = self._page_item()
        if page is not None:
            return item_page(page, self.workspace.checklist, width, height)
        hint = f"{self.keys['show_item'].capitalize()} puts them into the meeting one by one."
        return closed_page(self._order.current.part, self._items(), width, hint)

    def _show_head(self) -> None:
        self._heading.show_heading(self.workspace)
        counts = progress_text(
            self._subject.tally(self.workspace), self.workspace.loaded.vocabulary
        )
        title = f"{self._subject.title}   {counts}"
        if self.workspace.filter.words:
            title += f"   filter: {self.workspace.filter.words}"
        self._title.update(Content(title))

    def _position_text(self) -> Content:
        if self._is_listing:
            return Content(self._list_heading())
        position = f"{self._order.position_text()}   {self._order.current.part}"
        if sitting := self.workspace.board.sitting:
            position += f"   for {sitting.board}, {format_day(sitting.on)}"
        if self._pane.has_more:
            position += "   PgDn: more"
        return Content(position)

    def _list_heading(self) -> str:
        count = len(self.taken_down)
        if not count:
            return "Nothing is taken down in this meeting. Esc: back"
        act = "leaves" if self._is_leaving else "back"
        papers = f"{self.keys['export']}: minutes or paper  {self.keys['copy']}: copy"
        keys = f"Enter: to the item  ctrl+d: take back  {papers}  Esc: {act}"
        return f"Taken down: {count}   {keys}"

    @on(PagePane.Scrolled)
    def _show_position(self) -> None:
        self._position.update(self._position_text())

    # Going about

    def action_go(self, by: int) -> None:
        """Go to another item; after the last one, to what was taken down."""
        if by > 0 and self._order.is_at_end and self.taken_down:
            self.action_show_taken_down()
            return
        self._order.go(by)
        self._show_item()

    def action_go_by_part(self, by: int) -> None:
        """Go to the next or the previous part."""
        self._order.go_by_part(by)
        self._show_item()

    def action_go_to_end(self, by: int) -> None:
        """Go to the first item or the last."""
        self._order.go_to_end(by)
        self._show_item()

    def action_scroll_page(self, by: int) -> None:
        """Scroll a page that is longer than the screen."""
        self._pane.scroll_by_page(by)

    def _show_item(self) -> None:
        """Show the present item in place of what was taken down."""
        self._is_leaving = False
        self.remove_class("-listing")
        self.set_focus(None)
        self._show()
        self.refresh_bindings()

    def action_show_item(self) -> None:
        """Show all about the item, or open and close the list of closed ones."""
        page = self._page_item()
        if page is None:
            self._order.toggle()
            self._show()
            return
        details = detail_paragraphs(ItemRow(page.first), self.workspace.checklist, self.keys)
        self.show_dialog(TextDialog("Details", partial(hang, details)))

    def action_show_taken_down(self) -> None:
        """Show what was taken down."""
        self.add_class("-listing")
        self._show()
        self._list.focus()
        self.refresh_bindings()

    @on(TakenDownList.Opened)
    def _open_item(self, event: TakenDownList.Opened) -> None:
        self._order.go_to(event.ref)
        self._show_item()

    def action_leave(self) -> None:
        """Go back to the item, or leave; what was taken down is shown before, unless it was."""
        if self._is_leaving or not (self._is_listing or self._has_unseen):
            self.dismiss()
        elif self._is_listing:
            self._show_item()
        else:
            self._is_leaving = True
            self.action_show_taken_down()

    def action_meeting(self) -> None:
        """Leave, by the key that began the meeting."""
        self.action_leave()

    def action_show_help(self) -> None:
        """Show the keys of a meeting."""
        self.show_dialog(TextDialog("Meeting", partial(meeting_help, self.keys)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Return whether an action means anything for what is on the screen."""
        if self._is_listing:
            return action not in _NOT_IN_LIST
        return action not in _ONLY_IN_LIST

    # Recording

    def action_record(self, name: str) -> None:
        """Open the form of an action for the item on the screen."""
        page = self._page_item()
        if page is None:
            self.show_message(NO_ITEM)
            return
        self.selection.refs = frozenset({page.first.ref})
        self._recording.record(name)

    def action_asks(self) -> None:
        """Take down what the Board answers, ask by ask."""
        self._recording.board.answer()

    def action_complete_action(self) -> None:
        """Ask which action of the Board is done."""
        self._recording.board.ask_completed()

    def action_choose_board(self) -> None:
        """Ask which meeting of a Board this is."""
        calendar = self.workspace.checklist.calendar
        choices = {"none": "None: it is no meeting of a Board"}
        for at, meeting in enumerate(calendar):
            choices[str(at)] = f"{format_day(meeting.on)}, {meeting.board}"

        def sit(at: str | None) -> None:
            if at is not None:
                self.workspace.board.sit(None if at == "none" else calendar[int(at)])
                self._show_position()

        self.show_dialog(PickDialog("Which meeting is this?", choices), sit)

    def action_undo(self) -> None:
        """Undo the newest entry."""
        self._recording.undo()

    def action_redo(self) -> None:
        """Restore what was undone last."""
        self._recording.redo()

    def action_take_back(self) -> None:
        """Take back the entry under the cursor."""
        entry = self._list.entry
        if entry is not None:
            self._recording.take_back(entry)

    # Papers

    def action_export(self) -> None:
        """Ask which paper to write; what was taken down is offered as minutes."""
        self._papers.ask_export(self.minutes, starts_with_minutes=self._is_listing)

    def action_copy(self) -> None:
        """Copy the item's ref and title, or the minutes."""
        page = self._page_item()
        if page is not None:
            self._papers.copy_item(page.first)
        elif self._is_listing:
            self._papers.copy_minutes(self.minutes)
        else:
            self.show_message(NO_ITEM)

    def action_terms(self) -> None:
        """Show what the abbreviations on the page mean."""
        self._papers.show_terms(f"{self._title.content}\n{self._pane.text}")
