"""The Journal view's acts: to an entry's item and back, take an entry back, and correct it."""

from store.journal.entry import Entry
from store.query.measure_refs import MeasureRefs
from tui.app.screen.navigator import Navigator
from tui.app.screen.recording_controller import RecordingController, recorded_text
from tui.app.screen.screen_services import ScreenServices
from tui.app.views.journal_details import row_details
from tui.app.views.journal_rows import EntryRow, SilenceRow
from tui.app.views.registry import VIEWS
from tui.wording.entry_text import entry_text

JOURNAL = "journal"
_NO_ENTRY = "Move to an entry first: they are in the Journal view."


class JournalController:
    """Acts on the row under the cursor of the Journal view.

    `navigator` puts the cursor on an entry's item or measure.
    """

    def __init__(
        self,
        screen: ScreenServices,
        recording: RecordingController,
        navigator: Navigator,
    ) -> None:
        self._screen = screen
        self._workspace = screen.workspace
        self._recording = recording
        self._navigator = navigator
        self._view_before = VIEWS[0].id
        self._left_at = ""  # the row from which the cursor went to an item

    def note_view(self, view_id: str) -> None:
        """Take note of the view that is about to be shown."""
        current = self._screen.views
        if view_id == JOURNAL and current.name != JOURNAL and current.current.lists_items:
            self._view_before = current.name

    def forget_place(self) -> None:
        """Take note that the user went elsewhere, so that Esc does not lead back."""
        self._left_at = ""

    def open(self, row: EntryRow | SilenceRow) -> None:
        """Go to the item or measure of an entry, or to the lead or pathway of a last word."""
        if isinstance(row, SilenceRow):
            self._open_group(row)
        elif row.item is None and (measure := MeasureRefs(self._workspace.loaded).find(row.ref)):
            self._navigator.go_to_measure(measure.id)
        elif row.item is None:
            self._show_details(row)
        else:
            self._screen.show_view(self._view_before)
            self._navigator.go_to(row.item.planned)
        self._left_at = row.key

    def _show_details(self, row: EntryRow) -> None:
        from tui.app.dialogs.text_dialog import TextDialog

        details = row_details(row, self._workspace.checklist, self._screen.keys)
        self._screen.show_dialog(TextDialog("Entry", details))

    def _open_group(self, row: SilenceRow) -> None:
        self._screen.show_view(f"{row.silence.kind}s", key=row.silence.code)
        self._screen.area.focus_items()

    def go_back(self) -> bool:
        """Return to the entry from which the cursor went to its item; False if it did not."""
        key, self._left_at = self._left_at, ""
        if not key or self._screen.views.name == JOURNAL:
            return False
        self._screen.show_view(JOURNAL)
        self._screen.area.rows.put_cursor(key)
        self._screen.area.focus_items()
        return True

    def _own_entry(self) -> Entry | None:
        """Return the entry under the cursor if it is the author's own, and show why it is not."""
        row = self._screen.area.rows.row
        if not isinstance(row, EntryRow):
            self._screen.show_message(_NO_ENTRY)
        elif row.is_closed:
            self._screen.show_message(f"This entry does not count any more: {row.fate}.")
        elif not self._workspace.own.has(row.entry):
            self._screen.show_message(
                f"This entry is by {row.entry.by}: take back and correct what is your own."
            )
        else:
            return row.entry
        return None

    def take_back(self) -> None:
        """Ask whether to take back the entry under the cursor."""
        from tui.app.dialogs.pick_dialog import PickDialog

        entry = self._own_entry()
        if entry is None:
            return

        def take_back_if_confirmed(answer: str | None) -> None:
            if answer == "yes":
                self._recording.change(lambda: self._workspace.own.take_back(entry), "Taken back")

        title = f"Take back {entry.ref}  {entry_text(entry)}?"
        choices = {"no": "Leave it", "yes": "Take it back"}
        self._screen.show_dialog(PickDialog(title, choices), take_back_if_confirmed)

    def correct(self) -> None:
        """Show a form with the values of the entry under the cursor."""
        entry = self._own_entry()
        if entry is None:
            return
        from tui.app.dialogs.correct_form import correct_form  # not for the first screen

        form = correct_form(self._workspace, entry)
        if form is None:
            self._screen.show_message(
                f"An entry of the kind '{entry.kind}' is not corrected, only taken back."
            )
            return
        self._screen.show_dialog(form, self._show_corrected)

    def _show_corrected(self, entries: list[Entry] | None) -> None:
        if not entries:
            return
        *_, corrected = entries
        self._screen.refresh_all()
        self._screen.area.rows.put_cursor(corrected.id)
        self._screen.show_message(f"Corrected: {recorded_text([corrected])}")
