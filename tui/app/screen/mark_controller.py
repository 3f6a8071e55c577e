"""Marks rows, and copies what is marked."""

from plan_data.text import plural
from tui.app.screen.recording_controller import NO_ITEM, RecordingController
from tui.app.screen.screen_services import ScreenServices
from tui.app.views.measure_rows import MeasureRow
from tui.app.widgets.row_list import RowList

_COPY_HINT = "Where the terminal does not allow that, take it from here."


class MarkController:
    """Marks the row under the cursor; `recording` chooses what an action is about."""

    def __init__(self, screen: ScreenServices, recording: RecordingController) -> None:
        self._screen = screen
        self._recording = recording

    @property
    def _rows(self) -> RowList:
        return self._screen.area.rows

    def toggle(self) -> None:
        """Mark or unmark the row under the cursor, and go to the next one."""
        row = self._rows.row
        if row is None or not row.items:
            self._screen.show_message(NO_ITEM)
            return
        self._screen.selection.toggle(row.items)
        self._rows.action_move(1)
        self._screen.refresh_tabs()

    def extend(self, by: int) -> None:
        """Mark the row under the cursor and the next (1) or previous (-1) one."""
        self._mark_current()
        self._rows.action_move(by)
        self._mark_current()
        self._screen.refresh_tabs()

    def _mark_current(self) -> None:
        row = self._rows.row
        if row:
            self._screen.selection.add(row.items)

    def copy(self) -> None:
        """Copy ref and title of what is marked, else of the item or measure under the cursor."""
        lines = self._lines_to_copy()
        if not lines:
            self._screen.show_message(NO_ITEM)
            return
        self._screen.area.app.copy_to_clipboard("\n".join(lines))
        if len(lines) == 1:
            self._screen.show_message(f"Copied: {lines[0]}\n{_COPY_HINT}")
        else:
            self._screen.show_message(f"Copied: {plural(len(lines), 'item')}, one a line")

    def _lines_to_copy(self) -> list[str]:
        items = self._recording.chosen_items()
        lines = [f"{item.ref}  {item.planned.title}" for item in items]
        row = self._rows.row
        if isinstance(row, MeasureRow) and not lines:
            lines.append(f"{row.ref}  {row.text}")
        return lines
