"""What all dialogs share: each closes once, and is busy while it carries out its answer."""

from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

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
