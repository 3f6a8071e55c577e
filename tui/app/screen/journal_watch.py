"""Watching the journal's folder for what other windows and machines write to it."""

from collections.abc import Callable

from textual.screen import Screen
from textual.worker import Worker

from tui.app.follow_today import move_to_today
from tui.app.workspace import JournalReading, Workspace

WATCH_SECONDS = 2.0  # between two looks


class JournalWatch:
    """Reads the folder again when it has changed, while its screen is the one in front.

    `show_reading` is called with what was read, `show_day` when another day has begun.
    """

    def __init__(
        self,
        screen: Screen[None],
        workspace: Workspace,
        show_reading: Callable[[JournalReading], None],
        show_day: Callable[[], None],
    ) -> None:
        self._screen = screen
        self._workspace = workspace
        self._show_reading = show_reading
        self._show_day = show_day
        self._worker: Worker[None] | None = None

    def look(self) -> None:
        """Look whether anything has changed; nothing changes under an open dialog."""
        is_reading = self._worker is not None and not self._worker.is_finished
        if is_reading or not self._is_in_front():
            return
        if move_to_today(self._workspace):
            self._show_day()
        if self._workspace.changed_elsewhere():
            # In a thread: the folder may be on a slow share.
            self._worker = self._screen.run_worker(self._read, group="journal", thread=True)

    def _read(self) -> None:
        self._screen.call_later(self._show, self._workspace.read_journal())

    def _show(self, reading: JournalReading) -> None:
        if self._is_in_front():  # else the next look reads it again
            self._show_reading(reading)

    def _is_in_front(self) -> bool:
        return self._screen.app.screen is self._screen
