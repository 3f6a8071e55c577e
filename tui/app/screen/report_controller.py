"""Changes and exports of the items in view.

The dialogs that build reports are imported when they are opened: loading them takes a tenth of the
time until the first screen.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from store.dates import format_day
from tui.app.screen.link_controller import LinkController
from tui.app.screen.screen_services import ScreenServices

if TYPE_CHECKING:
    from tui.app.dialogs.changes_since import ChangesSince


class ReportController:
    """Opens the dialogs for changes and exports."""

    def __init__(self, screen: ScreenServices, links: LinkController) -> None:
        self._screen = screen
        self._links = links
        self._workspace = screen.workspace

    def ask_changes(self) -> None:
        """Ask since when to show changes."""
        from tui.app.dialogs.changes_since import since_form

        form = since_form(self._workspace, self._screen.views.items)
        self._screen.show_dialog(form, self._show_changes)

    def _show_changes(self, changes: "ChangesSince | None") -> None:
        from tui.app.dialogs.changes_since import changes_text

        if changes is None:
            return
        since, until = format_day(changes.since), format_day(self._workspace.as_of)
        title = f"Changed from {since} to {until}"
        self._links.show_text(title, changes_text(changes))

    def ask_export(self) -> None:
        """Ask what to export, and in which format."""
        from tui.app.dialogs.export import InView
        from tui.app.dialogs.export_dialog import ExportDialog

        view, workspace = self._screen.views.current, self._workspace
        items = workspace.filter.in_order(view.items)
        board = workspace.board.name if self._screen.views.name == "board" else ""
        words = workspace.filter.plain_words_in_force
        in_view = InView(items, view.export_filter(), words, board)
        self._screen.show_dialog(ExportDialog(self._workspace, in_view), self._show_path)

    def _show_path(self, path: Path | None) -> None:
        if path:
            self._screen.show_message(f"written to {path}")
