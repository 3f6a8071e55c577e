"""What all dialogs share: each closes once, and is busy while it carries out its answer."""

from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widget import Widget

_AROUND_PANE = 12  # lines of a dialog that its pane does not have: frame, heading, errors, keys

T = TypeVar("T")


class Dialog(ModalScreen[T], Generic[T]):
    """A dialog that closes once; closing it again does nothing.

    `is_busy` is True while something that the user handed in is being carried out. The key queue
    holds back the keys that follow until it is known where they go.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "app.suspend_process", "suspend", show=False, id="dialog.suspend"),
        Binding("f1,question_mark", "app.dialog_help", "help", show=False, id="dialog.help"),
    ]

    VERTICAL_BREAKPOINTS = [(0, "-low"), (28, "-tall")]  # noqa: RUF012 - as in Textual

    MOST_LINES = 34  # of a dialog that has a pane as high as its content

    is_busy = False
    is_finished = False

    def stop(self) -> bool:
        """Stop what is being carried out, if it can be stopped; return whether it was.

        Esc does this while the dialog is busy: unlike other keys, it is not held back.
        """
        return False

    def close(self, result: T | None = None) -> None:
        """Close with a result, unless the dialog has been closed already."""
        if self.is_finished:
            return
        self.is_finished = True
        if self.app.screen is not self:
            self.pop_until_active()  # Textual closes what is in front, such as the palette
        self.dismiss(result)

    def fit_pane(self, pane: Widget, lines: int) -> None:
        """Make a pane as high as its `lines`, and its dialog no higher than it needs.

        If they are too many for the window, the pane has the room that is left and scrolls.
        """
        most = min(self.MOST_LINES, self.app.size.height) - _AROUND_PANE
        is_filled = lines > most
        pane.styles.height = "1fr" if is_filled else max(1, lines)
        if isinstance(pane.parent, Widget):
            pane.parent.styles.height = "100%" if is_filled else "auto"
