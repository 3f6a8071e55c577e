"""The Board's cycle: which board, its paper tabled, its asks answered, its actions done.

Forms and the walk through the asks are imported when they are opened.
"""

from collections.abc import Callable

from plan_data.errors import MilepostError
from plan_data.text import plural
from store.board.board_actions import BoardAction, board_actions, find_action
from store.board.boards import coming_meeting, main_board
from store.board.position import BoardPosition, meetings_to_table, papers_to_answer
from store.checklist.meetings import Meeting
from store.dates import format_day
from store.journal.entry import Entry
from tui.app.dialogs.form_dialog import FormDialog
from tui.app.dialogs.pick_dialog import PickDialog
from tui.app.screen.screen_services import ScreenServices
from tui.app.views.cycle_words import action_due, action_mark, wanted_text

Saved = Callable[[list[Entry] | None], None]


class BoardController:
    """Opens the dialogs of the chosen board; `on_saved` is called with what a form recorded."""

    def __init__(self, screen: ScreenServices, on_saved: Saved) -> None:
        self._screen = screen
        self._workspace = screen.workspace
        self._on_saved = on_saved

    @property
    def _position(self) -> BoardPosition:
        return self._workspace.board.position(self._workspace.checklist)

    @property
    def _board(self) -> str:
        return self._position.scope.board

    # Which board

    def choose_board(self) -> None:
        """Ask which board the Board view is about."""
        boards = [board.name for board in self._workspace.loaded.about.boards]
        if len(boards) < 2:  # noqa: PLR2004 - between which one could choose
            self._screen.show_message(f"This plan has one board: {self._board}.")
            return
        choices = {name: self._board_label(name) for name in boards}
        self._screen.show_dialog(PickDialog("Which board?", choices), self._show_board)

    def _board_label(self, name: str) -> str:
        meeting = coming_meeting(self._workspace.checklist, name)
        when = f"meets {format_day(meeting.on)}" if meeting else "no date is set"
        return f"{name}: {when}"

    def _show_board(self, name: str | None) -> None:
        if name is None:
            return
        is_first = name == main_board(self._workspace.loaded)
        self._workspace.board.name = "" if is_first else name
        self._screen.show_view("board")
        self._screen.area.focus_items()

    # Its asks

    def answer(self) -> None:
        """Walk through the asks that have no answer; if none was tabled, offer to table the paper."""
        if not self._walk():
            title = f"The {self._board} has no tabled asks to answer. Table the present paper?"
            self._offer_to_table(title, self._walk_after)

    def _walk(self) -> bool:
        """Walk through the asks of tabled papers; return whether there are any.

        In meeting mode it is the paper of the meeting that is being held.
        """
        papers = papers_to_answer(self._workspace.checklist, self._board)
        if sitting := self._workspace.board.sitting:
            day = sitting.on.isoformat()
            papers = tuple([paper for paper in papers if paper.entry.meeting == day])
        if papers:
            from tui.app.screen.ask_walker import AskWalker

            AskWalker(self._screen, self._on_saved).choose(papers)
        return bool(papers)

    def _walk_after(self, entries: list[Entry] | None) -> None:
        self._on_saved(entries)
        if entries and not self._walk():
            self._screen.show_message(f"Tabled. The paper asks nothing of the {self._board}.")

    def table(self) -> None:
        """Ask for which meeting the present paper is tabled."""
        self._offer_to_table("Table the present paper for which meeting?", self._on_saved)

    def _offer_to_table(self, title: str, on_saved: Saved) -> None:
        sitting = self._workspace.board.sitting
        meetings = meetings_to_table(self._workspace.checklist, self._board)
        if sitting is not None:
            meetings = (sitting,)
        if not meetings:
            key = self._screen.keys["more_acts"]
            self._screen.show_message(
                f"No meeting of the {self._board} is in the calendar: {key} records a Board date."
            )
            return
        choices = {str(at): self._meeting_label(meeting) for at, meeting in enumerate(meetings)}
        choices["no"] = "Leave it"

        def open_form(at: str | None) -> None:
            if at is not None and at != "no":
                self._ask_to_table(meetings[int(at)], on_saved)

        self._screen.show_dialog(PickDialog(title, choices), open_form)

    def _meeting_label(self, meeting: Meeting) -> str:
        day = format_day(meeting.on)
        if meeting.on < self._workspace.as_of:
            return f"For the last meeting, of {day}: as it was known then"
        return f"For the meeting of {day}: {plural(len(self._position.asks.asked), 'ask')}"

    def _ask_to_table(self, meeting: Meeting, on_saved: Saved) -> None:
        from tui.app.dialogs.board_forms import table_form

        form = table_form(self._workspace, self._position, meeting)
        self._screen.show_dialog(form, on_saved)

    # Its actions

    def complete(self, decision_id: str) -> None:
        """Ask for the day on which the action of a decision was done."""
        self._show_form(lambda: self._action_form(decision_id))

    def _action_form(self, decision_id: str) -> FormDialog[list[Entry]]:
        from tui.app.dialogs.board_forms import action_form

        actions = board_actions(self._workspace.checklist)
        return action_form(self._workspace, find_action(actions, decision_id))

    def _show_form(self, build: Callable[[], FormDialog[list[Entry]]]) -> None:
        try:
            form = build()
        except MilepostError as error:
            self._screen.show_message(error.sentence, is_error=True)
            return
        self._screen.show_dialog(form, self._on_saved)

    def ask_completed(self) -> None:
        """Ask which open action is done; those of all boards are offered."""
        still_open = [each for each in board_actions(self._workspace.checklist) if each.is_open]
        if not still_open:
            self._screen.show_message("No action of the Board is open.")
            return
        choices = {action.decision.id: _action_label(action) for action in still_open}
        self._screen.show_dialog(
            PickDialog("Which action is done?", choices), self._complete_picked
        )

    def _complete_picked(self, decision_id: str | None) -> None:
        if decision_id is not None:
            self.complete(decision_id)


def _action_label(action: BoardAction) -> str:
    return f"{action_mark(action)} {action_due(action)}  {wanted_text(action)}"
