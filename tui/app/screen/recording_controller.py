"""Recording about the chosen items: forms, undo, redo and their messages."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from plan_data.errors import MilepostError
from plan_data.text import plural
from store.board.board_actions import board_actions, find_action
from store.checklist.checklist import ChecklistItem
from store.dates import format_day
from store.journal.entry import Entry
from store.journal.kinds import past_tense
from store.query.publication import due_before_publication
from tui.app.screen.screen_services import ScreenServices
from tui.app.views.action_rows import ActionRow
from tui.app.views.cycle_words import wanted_text
from tui.app.views.measure_rows import MeasureRow
from tui.app.widgets.drawing import fit_text
from tui.wording.entry_text import entry_text

if TYPE_CHECKING:
    from tui.app.dialogs.form_dialog import FormDialog
    from tui.app.drafts import KeptDraft
    from tui.app.screen.board_controller import BoardController

NO_ITEM = "Move to an item first."
NO_EARLY_ITEM = "Nothing here fell due before the plan was published and has no entry."
_MAX_ENTRY_CELLS = 80  # of an entry's text in a message, so that what follows it stays in sight


class RecordingController:
    """Opens the form of an action for the marked items, else the item under the cursor."""

    def __init__(self, screen: ScreenServices) -> None:
        self._screen = screen
        self._workspace = screen.workspace

    @cached_property
    def board(self) -> "BoardController":
        """What takes down a Board's answers and actions, imported when it is first used."""
        from tui.app.screen.board_controller import BoardController

        return BoardController(self._screen, self.show_saved)

    def record(self, name: str) -> None:
        """Show the form of an action, or why it cannot be recorded for the chosen items."""
        from tui.app.dialogs.forms import build_form
        from tui.app.dialogs.measure_forms import build_measure_form

        row = self._screen.area.rows.row
        if action := self._action_in_view(name):
            self.board.complete(action)
            return
        if isinstance(row, MeasureRow) and name != "opening":
            state = row.state
            self._show_form(lambda: build_measure_form(self._workspace, name, state))
            return
        items = self._early_items() if name == "opening" else self.chosen_items()
        if not items:
            self._screen.show_message(NO_EARLY_ITEM if name == "opening" else NO_ITEM)
            return
        self._show_form(lambda: build_form(self._workspace, name, items))

    def _action_in_view(self, name: str) -> str:
        """Return the decision whose action a tick is about, "" if it is about something else."""
        area = self._screen.area
        if name != "tick" or self._screen.selection.refs:
            return ""
        link = area.drawing.link if self._screen.views.current.is_drawn else None
        if link is not None and link.kind == "action":
            return link.name
        row = area.rows.row
        return row.key if isinstance(row, ActionRow) else ""

    def _show_form(self, build: "Callable[[], FormDialog[list[Entry]]]") -> None:
        """Show the form that a function builds, or why there is none."""
        try:
            form = build()
        except MilepostError as error:
            self._screen.show_message(error.sentence, is_error=True)
            return
        self._screen.show_dialog(form, self.show_saved)
        form.call_after_refresh(self._workspace.prepare_recording)

    def offer_draft(self) -> None:
        """Offer to go on with words that were half typed when the app ended last time."""
        if self._workspace.problems.oldest_draft() is None:
            return
        from tui.app.dialogs.draft_dialog import DraftOffer

        DraftOffer(self._screen, self.show_saved, self._resume_answers).show()

    def _resume_answers(self, kept: "KeptDraft") -> None:
        from tui.app.screen.ask_walker import AskWalker

        AskWalker(self._screen, self.show_saved).resume(kept)

    def chosen_items(self) -> Sequence[ChecklistItem]:
        """Return the marked items, else the one under the cursor."""
        selection = self._screen.selection
        if selection.refs:
            return selection.among(self._workspace.checklist.items)
        row = self._screen.area.rows.row
        return row.items[:1] if row else ()

    def _early_items(self) -> Sequence[ChecklistItem]:
        """Return what fell due before publication without an entry: what is marked of it, or all.

        All are those that the filter lets pass.
        """
        selection, workspace = self._screen.selection, self._workspace
        items = selection.among(workspace.items) if selection.refs else workspace.items
        return due_before_publication(workspace.checklist, items)

    def show_saved(self, entries: list[Entry] | None) -> None:
        """Show what a form recorded, if it was not left."""
        if not entries:
            return
        self._screen.selection.clear()
        self._refresh_in_place(entries)
        pronoun = "it" if len(entries) == 1 else "them"
        hint = f"{self._screen.keys['undo']} takes {pronoun} back"
        saved = f"Saved: {self._saved_text(entries)}   {hint}"
        self._screen.show_message(f"{saved}\n{self._workspace.pop_messages()}".strip())

    def _saved_text(self, entries: Sequence[Entry]) -> str:
        """Return what was recorded; of an action that is done, what was to be done."""
        if len(entries) == 1 and entries[0].kind == "completed":
            actions = board_actions(self._workspace.checklist)
            wanted = wanted_text(find_action(actions, entries[0].names))
            return (
                f"done {format_day(entries[0].on)}: {fit_text(wanted, _MAX_ENTRY_CELLS).rstrip()}"
            )
        return recorded_text(entries)

    def undo(self) -> None:
        """Undo the newest entry; ask first if it was not recorded in this window."""
        try:
            entry = self._workspace.own.undo_to_confirm()
        except MilepostError as error:
            self._screen.show_message(error.sentence, is_error=True)
            return
        if entry is None:
            self._undo()
            return
        recorded = format_day(entry.at.astimezone().date())
        about = f"{entry.ref}  {entry_text(entry)}".strip()
        title = f"Take back what you recorded on {recorded}: {about}?"
        choices = {"no": "Leave it", "yes": "Take it back"}
        self._ask(title, choices, self._undo_if_confirmed)

    def _undo_if_confirmed(self, answer: str | None) -> None:
        if answer == "yes":
            self._undo()

    def _undo(self) -> None:
        self.change(self._workspace.own.undo, "Taken back")

    def take_back(self, entry: Entry) -> None:
        """Take back one entry, whichever is the newest."""
        self.change(lambda: self._workspace.own.take_back(entry), "Taken back")

    def redo(self) -> None:
        """Restore what was undone last."""
        self.change(self._workspace.own.redo, "Brought back")

    def change(self, change: Callable[[], list[Entry]], label: str) -> None:
        """Undo, redo or take back; ask first if the clock cannot be right."""
        problem = self._workspace.problems.of_clock
        if not problem:
            self._carry_out(change, label)
            return

        def change_if_confirmed(answer: str | None) -> None:
            if answer == "yes":
                self._carry_out(change, label)

        title = f"Nothing was recorded: {problem}"
        choices = {"no": "Leave it", "yes": "Do it all the same"}
        self._ask(title, choices, change_if_confirmed)

    def _ask(
        self, title: str, choices: Mapping[str, str], on_answer: Callable[[str | None], None]
    ) -> None:
        from tui.app.dialogs.pick_dialog import PickDialog

        self._screen.show_dialog(PickDialog(title, choices), on_answer)

    def _carry_out(self, change: Callable[[], list[Entry]], label: str) -> None:
        try:
            entries = change()
        except MilepostError as error:
            self._screen.show_message(error.sentence, is_error=True)
            return
        self._refresh_in_place(entries)
        self._screen.show_message(f"{label}: {recorded_text(entries)}")

    def _refresh_in_place(self, entries: Sequence[Entry]) -> None:
        """Show the changed items in the rows where they were."""
        refs = {entry.ref for entry in entries}
        self._screen.views.row_state.pin(self._screen.area.rows.lines, refs)
        self._screen.refresh_all()


def recorded_text(entries: Sequence[Entry]) -> str:
    """Return what was recorded: one entry with its text, several as counts by kind."""
    if len(entries) == 1:
        (entry,) = entries
        text = fit_text(entry_text(entry), _MAX_ENTRY_CELLS).rstrip()
        return f"{entry.ref}  {text}".strip()
    parts = []
    for kind, count in Counter(entry.kind for entry in entries).items():
        parts.append(f"{plural(count, 'item')} {past_tense(kind)}")
    return ", ".join(parts)
