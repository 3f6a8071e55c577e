"""Acts on the item under the cursor, or on all that are marked."""

from collections.abc import Callable, Sequence

from plan_data.errors import MilepostError
from store.checklist.checklist import ChecklistItem
from store.journal.entry import Entry
from tui.app.dialogs import forms
from tui.app.dialogs.dialogs import PickDialog
from tui.app.screen.base_screen import DeskScreen
from tui.app.widgets.drawing import fit_text
from tui.wording.counts import plural
from tui.wording.entry_text import entry_text


class ItemActs(DeskScreen):
    """Recording, marking and taking back."""

    def action_tick(self) -> None:
        """Ask when it was done."""
        self._record("tick")

    def action_note(self) -> None:
        """Ask for a note."""
        self._record("note")

    def action_actual(self) -> None:
        """Ask for a figure."""
        self._record("actual")

    def action_start(self) -> None:
        """Ask when it started."""
        self._record("start")

    def action_forecast(self) -> None:
        """Ask when it is expected."""
        self._record("forecast")

    def action_reschedule(self) -> None:
        """Ask for a new date."""
        self._record("reschedule")

    def action_withdraw(self) -> None:
        """Ask who approved that it is withdrawn."""
        self._record("withdraw")

    def action_explain(self) -> None:
        """Ask for the cause of a delay and the action against it."""
        self._record("explain")

    def action_judge(self) -> None:
        """Ask how the lead sees it."""
        self._record("judge")

    def action_mark(self) -> None:
        """Mark the line under the cursor, or no longer, and go to the next one."""
        row = self.rows.row
        if row is None or not row.items:
            self.show_message("Move to an item first.")
            return
        self.selection.toggle(row.items)
        self.rows.action_move(1)
        self.show_marks()

    def action_extend(self, by: int) -> None:
        """Mark the line under the cursor and the next one."""
        for step in (0, by):
            if step:
                self.rows.action_move(step)
            if self.rows.row:
                self.selection.add(self.rows.row.items)
        self.show_marks()

    def action_undo(self) -> None:
        """Take back the newest own entry; one that is older than this window only once that is confirmed."""
        old = self.workspace.older_undo_target()
        if old is None:
            self._undo("yes")
            return
        choices = {"no": "Leave it", "yes": "Take it back"}
        self.app.push_screen(PickDialog(f"Take back {old.ref}  {entry_text(old)}?", choices), self._undo)

    def _undo(self, answer: str | None) -> None:
        if answer == "yes":
            self._take_back(self.workspace.undo, "Taken back")

    def action_redo(self) -> None:
        """Bring back what was undone last."""
        self._take_back(self.workspace.redo, "Brought back")

    def action_copy(self) -> None:
        """Copy the ref and the title."""
        row = self.rows.row
        if row is None or row.item is None:
            self.show_message("Move to an item first.")
            return
        words = f"{row.item.ref}  {row.item.planned.title}"
        self.app.copy_to_clipboard(words)
        self.show_message(f"Copied: {words}\nWhere the terminal does not allow that, take it from here.")

    def _chosen(self) -> Sequence[ChecklistItem]:
        """Return the marked items, else the one under the cursor."""
        if self.selection.refs:
            return self.selection.among(self.workspace.checklist.items)
        row = self.rows.row
        return row.items[:1] if row else ()

    def _record(self, name: str) -> None:
        chosen = self._chosen()
        if not chosen:
            self.show_message("Move to an item first.")
            return
        try:
            form = forms.build_form(self.workspace, name, chosen)
        except MilepostError as error:
            self.show_message(error.sentence, is_error=True)
        else:
            self.app.push_screen(form, self._recorded)
            form.call_after_refresh(self.workspace.prepare_recording)

    def _recorded(self, entries: list[Entry] | None) -> None:
        if entries:
            self.selection.clear()
            self._show_in_place(entries)
            takes_back = f"{self.keys['undo']} takes {'it' if len(entries) == 1 else 'them'} back"
            self.show_message(
                "\n".join([f"Saved: {_told(entries)}   {takes_back}", self.workspace.pop_messages()]).strip()
            )

    def _show_in_place(self, entries: Sequence[Entry]) -> None:
        self.views.keep_places(self.rows.lines, {entry.ref for entry in entries})
        self.refresh_all()

    def _take_back(self, act: Callable[[], list[Entry]], said: str) -> None:
        try:
            entries = act()
        except MilepostError as error:
            self.show_message(error.sentence, is_error=True)
        else:
            self._show_in_place(entries)
            self.show_message(f"{said}: {_told(entries)}")


_MOST_SAID = 80  # cells of an entry's own words, so that what comes after them is in sight

_DONE_TO = {
    "done": "ticked", "reopened": "opened again", "started": "started", "note": "noted", "actual": "given a figure",
    "forecast": "given a forecast", "rescheduled": "given a new date", "withdrawn": "withdrawn", "judged": "judged",
}  # fmt: skip


def _told(entries: Sequence[Entry]) -> str:
    """Return what was recorded: one entry in its own words, several by what was done to how many."""
    if len(entries) == 1:
        return f"{entries[0].ref}  {fit_text(entry_text(entries[0]), _MOST_SAID).rstrip()}"
    kinds = list(dict.fromkeys(entry.kind for entry in entries))
    counts = [(sum(entry.kind == kind for entry in entries), _DONE_TO.get(kind, kind)) for kind in kinds]
    return ", ".join(f"{plural(count, 'item')} {words}" for count, words in counts)
