"""Return rounds: the dialog of a round, and from there its forms, its sheets and its reminders.

Dialogs and the reading of sheets are imported when they are opened.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from plan_data.errors import Refused
from plan_data.vocabulary import capitalized
from store.journal.entry import Entry
from tui.app.screen.screen_services import ScreenServices

if TYPE_CHECKING:
    from tui.app.returns.round_dialog import RoundAct
    from tui.returns.returned_sheets import ReturnedSheets


class ReturnController:
    """Opens the dialogs of return rounds; `on_saved` is called with what was recorded."""

    def __init__(
        self, screen: ScreenServices, on_saved: Callable[[list[Entry] | None], None]
    ) -> None:
        self._screen = screen
        self._workspace = screen.workspace
        self._on_saved = on_saved

    def show(self, at: int | None = None, message: str = "") -> None:
        """Show a round by its index, by default the one that was opened last, not of an import."""
        from store.returns.rounds import asked_rounds
        from tui.app.returns.return_acts import rounds_of
        from tui.app.returns.round_dialog import RoundDialog

        rounds = rounds_of(self._workspace)
        asked = asked_rounds(rounds)
        if at is None:
            at = rounds.index(asked[-1]) if asked else len(rounds) - 1
        dialog = RoundDialog(self._workspace, rounds, at, message)
        self._screen.show_dialog(dialog, self._do)

    def _do(self, chosen: "tuple[RoundAct, int] | None") -> None:
        if chosen is None:
            return
        act, at = chosen
        if act == "open":
            self._open(at)
        elif act == "read":
            self._read(at)
        else:
            self._remind(at)

    def _open(self, at: int) -> None:
        from tui.app.returns.return_forms import open_round_form
        from tui.returns.round_files import refuse_without_leads

        def show_opened(done: str | None) -> None:
            self._screen.refresh_all()
            if done is None:
                self.show(max(at, 0))
            else:
                self.show(message=done)

        try:
            refuse_without_leads(self._workspace.loaded)
        except Refused as refusal:
            self.show(message=capitalized(refusal.sentence))
            return
        self._screen.show_dialog(open_round_form(self._workspace), show_opened)

    def _read(self, at: int) -> None:
        from tui.app.returns.return_forms import read_form

        self._screen.show_dialog(read_form(self._workspace), partial(self._review, at))

    def _review(self, at: int, returned: "ReturnedSheets | None") -> None:
        from tui.app.returns.sheet_review import SheetReview

        if returned is None:
            self.show(at)
            return
        review = SheetReview(self._workspace, returned, self._on_saved)
        self._screen.show_dialog(review, lambda _: self.show(at))

    def _remind(self, at: int) -> None:
        from tui.app.returns.copy_dialog import CopyDialog
        from tui.app.returns.return_acts import reminders, rounds_of

        text = reminders(self._workspace, rounds_of(self._workspace)[at])
        if not text:
            self.show(at, "Everybody has answered: there is nobody to remind.")
            return
        title = "Reminders, to paste into mails"
        self._screen.show_dialog(CopyDialog(title, text), lambda _: self.show(at))
