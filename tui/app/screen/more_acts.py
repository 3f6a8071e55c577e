"""Acts that are not about the items in view: for the Board, for the plan's keeper, with colleagues.

`MORE_ACTS` has a row for each. Each asks for what it needs, and records by a form.
"""

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from plan_data.errors import MilepostError
from plan_data.text import plural
from store.checklist.readings import Reading, readings
from store.checklist.retractions import effective
from store.journal.entry import Entry
from tui.app.dialogs.pick_dialog import PickDialog
from tui.app.screen.board_controller import BoardController
from tui.app.screen.screen_services import ScreenServices

if TYPE_CHECKING:
    from tui.app.journal_exchange import Preview

DEFAULT_BOARD = "Board"


class MoreAct(Struct, frozen=True):
    """An act of the list: its label, its command in the shell, and the method that asks."""

    label: str
    command: str
    ask: Callable[["MoreActs"], None]


class MoreActs:
    """Offers the acts and carries them out; `on_saved` is called with what a form recorded.

    `import_table` shows the import wizard.
    The forms are imported when they are asked for: merging and the texts of readings take their
    time to load.
    """

    def __init__(
        self,
        screen: ScreenServices,
        on_saved: Callable[[list[Entry] | None], None],
        import_table: Callable[[], None],
    ) -> None:
        self._screen = screen
        self._workspace = screen.workspace
        self._on_saved = on_saved
        self._import_table = import_table
        self._board = BoardController(screen, on_saved)

    def ask(self) -> None:
        """Offer the acts."""
        choices = {name: act.label for name, act in MORE_ACTS.items()}
        self._screen.show_dialog(PickDialog("More acts", choices), self._start)

    def _start(self, name: str | None) -> None:
        if name is not None:
            self.start(name)

    def start(self, name: str) -> None:
        """Ask for what an act needs."""
        MORE_ACTS[name].ask(self)

    # For the Board

    def ask_meeting(self) -> None:
        """Ask for the day of a meeting, and first whose if the plan has several boards."""
        boards = [board.name for board in self._workspace.loaded.about.boards]
        if len(boards) > 1:
            choices = {name: name for name in boards}
            self._screen.show_dialog(PickDialog("Whose meeting?", choices), self._ask_day)
            return
        self._ask_day(boards[0] if boards else DEFAULT_BOARD)

    def _ask_day(self, board: str | None) -> None:
        from tui.app.dialogs.more_forms import meeting_form

        if board is not None:
            self._screen.show_dialog(meeting_form(self._workspace, board), self._on_saved)

    def ask_decision(self) -> None:
        """Ask for a decision about the plan, or about the item under the cursor."""
        row = self._screen.area.rows.row
        item = row.item if row else None
        if item is None:
            self._ask_decided("plan")
            return
        choices = {"plan": "About the whole plan", item.ref: f"{item.ref}  {item.planned.title}"}
        self._screen.show_dialog(PickDialog("A decision about what?", choices), self._ask_decided)

    def _ask_decided(self, about: str | None) -> None:
        from tui.app.dialogs.board_forms import decision_form

        if about is not None:
            ref = "" if about == "plan" else about
            self._screen.show_dialog(decision_form(self._workspace, ref), self._on_saved)

    def ask_tabled(self) -> None:
        """Ask for which meeting the present paper is tabled."""
        self._board.table()

    def ask_answers(self) -> None:
        """Take down what the Board answers."""
        self._board.answer()

    def ask_completed(self) -> None:
        """Ask which action of the Board is done."""
        self._board.ask_completed()

    # For the plan's keeper

    def ask_confirmation(self) -> None:
        """Ask which reading of a printed time a lead confirmed, the doubtful ones first."""
        waiting = self._waiting_readings()
        if not waiting:
            self._screen.show_message("No reading of print waits for a confirmation.")
            return
        choices = {reading.id: _reading_label(reading) for reading in waiting}
        question = self._workspace.loaded.vocabulary.reword("Which reading did a lead confirm?")
        self._screen.show_dialog(PickDialog(question, choices), self._ask_confirmed)

    def _waiting_readings(self) -> list[Reading]:
        workspace = self._workspace
        plan_id = workspace.loaded.about.id
        of_plan = [entry for entry in workspace.contents.entries if entry.plan == plan_id]
        found = readings(workspace.loaded.items, workspace.loaded.measures, effective(of_plan))
        waiting = [reading for reading in found if reading.confirmed is None]
        return sorted(waiting, key=lambda reading: not reading.is_doubtful)

    def _ask_confirmed(self, milestone: str | None) -> None:
        from tui.app.dialogs.more_forms import confirmation_form

        for reading in self._waiting_readings():
            if reading.id == milestone:
                form = confirmation_form(self._workspace, reading)
                self._screen.show_dialog(form, self._on_saved)

    def ask_move(self) -> None:
        """Ask which ref that left the plan has its entries moved."""
        counts = Counter(entry.ref for entry in self._workspace.checklist.orphans)
        if not counts:
            self._screen.show_message("Every entry belongs to an item of this plan.")
            return
        choices = {ref: f"{ref}: {plural(count, 'entry')}" for ref, count in counts.items()}
        self._screen.show_dialog(PickDialog("Whose entries move?", choices), self._ask_new_ref)

    def _ask_new_ref(self, old: str | None) -> None:
        from tui.app.dialogs.more_forms import move_form

        if old is None:
            return
        row = self._screen.area.rows.row
        near = row.item.ref if row and row.item else ""
        self._screen.show_dialog(move_form(self._workspace, old, near), self._on_saved)

    def ask_table(self) -> None:
        """Ask for a published table, and make a plan of it."""
        self._import_table()

    def edit_plan(self) -> None:
        """Open the plan file in the user's editor."""
        from tui.app.screen.plan_editor import PlanEditor

        PlanEditor(self._screen).edit()

    # With colleagues

    def ask_merge(self) -> None:
        """Ask for a colleague's file or folder."""
        from tui.app.dialogs.more_forms import exchange_form
        from tui.app.journal_exchange import preview_merge

        preview = partial(preview_merge, self._workspace)
        form = exchange_form("Merge a colleague's entries", "File or folder", preview)
        self._screen.show_dialog(form, self._confirm_exchange)

    def ask_sync(self) -> None:
        """Ask for a shared folder."""
        from tui.app.dialogs.more_forms import exchange_form
        from tui.app.journal_exchange import preview_sync

        preview = partial(preview_sync, self._workspace)
        form = exchange_form("Exchange entries through a shared folder", "Folder", preview)
        self._screen.show_dialog(form, self._confirm_exchange)

    def _confirm_exchange(self, preview: "Preview | None") -> None:
        """Show what is new, and ask whether to take it in."""
        if preview is None:
            return
        if not preview.has_effect:
            self._screen.show_message(preview.text)
            return
        choices = {"yes": preview.action_label, "no": "Leave it: nothing is written"}
        self._screen.show_dialog(
            PickDialog(preview.text, choices), partial(self._exchange, preview)
        )

    def _exchange(self, preview: "Preview", answer: str | None) -> None:
        from tui.app.journal_exchange import carry_out

        if answer != "yes":
            self._screen.show_message("Nothing was written.")
            return
        try:
            done = carry_out(self._workspace, preview)
        except MilepostError as error:
            self._screen.show_message(error.sentence, is_error=True)
            return
        self._screen.refresh_all()
        self._screen.show_message(done)


def _reading_label(reading: Reading) -> str:
    mark = "[?]" if reading.is_doubtful else "[ ]"
    printed = reading.printed or "nothing printed"
    return f"{mark} {reading.id}  '{printed}' is read '{reading.when_text}'"


MORE_ACTS: dict[str, MoreAct] = {
    "meeting": MoreAct("Board date: the day of a meeting", "board add DATE", MoreActs.ask_meeting),
    "table": MoreAct(
        "Paper: it is tabled at a meeting", "board table --meeting DATE", MoreActs.ask_tabled
    ),
    "answer": MoreAct(
        "Answers of the Board to the asks of its paper",
        "board answer 1=approve --meeting DATE",
        MoreActs.ask_answers,
    ),
    "decision": MoreAct("Decision of the Board", "decision TEXT", MoreActs.ask_decision),
    "action_done": MoreAct(
        "Action of the Board: it is done", "board action done ENTRY", MoreActs.ask_completed
    ),
    "confirm": MoreAct(
        "Confirmation of how print is read", "confirm MILESTONE", MoreActs.ask_confirmation
    ),
    "move": MoreAct("Move entries whose item left the plan", "move REF REF", MoreActs.ask_move),
    "edit": MoreAct("Plan file: change it in your editor", "edit PLAN", MoreActs.edit_plan),
    "merge": MoreAct("Merge a colleague's file or folder", "merge FILE", MoreActs.ask_merge),
    "import": MoreAct(
        "Import a published table as a plan", "import TABLE -o PLAN.yaml", MoreActs.ask_table
    ),
    "sync": MoreAct("Exchange through a shared folder", "sync FOLDER", MoreActs.ask_sync),
}
