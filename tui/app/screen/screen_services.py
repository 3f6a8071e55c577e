"""What the main screen offers the parts it is made of."""

from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

from textual.screen import ModalScreen

from tui.app.screen.selection import Selection
from tui.app.screen.view_area import ViewArea
from tui.app.views.open_views import OpenViews
from tui.app.workspace import Workspace

Result = TypeVar("Result")


class ScreenServices(Protocol):
    """The state that the parts share, and the ways to show something.

    `keys` has the label of each action's key by the action's name.
    """

    workspace: Workspace
    views: OpenViews
    selection: Selection
    area: ViewArea
    keys: Mapping[str, str]

    def show_message(self, message: str, *, is_error: bool = False) -> None:
        """Show a message in the footer, replacing the previous one."""

    def show_dialog(
        self,
        dialog: ModalScreen[Result],
        on_close: Callable[[Result | None], None] | None = None,
    ) -> None:
        """Show a dialog; `on_close` is called with its result."""

    def report_problems(self) -> None:
        """Show what is wrong, if there is more than warnings."""

    def open_demo(self) -> None:
        """Leave this journal, and open the demo."""

    def show_view(self, view_id: str, *, key: str = "") -> None:
        """Show another view; `key` is that of a group or row in it that is to be in view."""

    def refresh_all(self, *, reset: bool = False) -> None:
        """Show the present state of the workspace; `reset` orders the rows again."""

    def refresh_items(self, *, reset: bool = False) -> None:
        """Show the present items of the view; `reset` orders the rows again."""

    def refresh_tabs(self) -> None:
        """Show the marks, the filter and the views."""
