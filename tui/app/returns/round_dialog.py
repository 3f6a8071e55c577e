"""A return round: who has answered it, and from here its sheets, its reminders, another round."""

from collections.abc import Sequence
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from store.returns.rounds import OpenRound, round_answers
from tui.app.dialogs.dialog import Dialog
from tui.app.returns.return_acts import entries_in_effect
from tui.app.returns.return_rows import answer_rows
from tui.app.widgets.clickable import ClickableText
from tui.app.widgets.key_help import clickable_keys
from tui.app.widgets.row_list import RowList
from tui.app.workspace import Workspace
from tui.wording.return_text import round_counts, round_title
from tui.wording.sentences import capitalised

RoundAct = Literal["read", "open", "remind"]
_NONE = "No return round is open: o opens one, r reads what an import found."
_KEYS = (
    ("r read sheets", "choose('read')"),
    ("m reminders", "choose('remind')"),
    ("o open a round", "choose('open')"),
    ("Left, Right: other round", "go(-1)"),
    ("Esc close", "leave"),
    ("? help", "app.dialog_help"),
)


class RoundDialog(Dialog[tuple[RoundAct, int] | None]):
    """Shows the answers to one round. The result is what to do, and the place of the round."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r,enter", "choose('read')", "read sheets", id="round.read"),
        Binding("m", "choose('remind')", "reminders", id="round.remind"),
        Binding("o", "choose('open')", "open a round", id="round.open"),
        Binding("left", "go(-1)", "round before", id="round.before"),
        Binding("right", "go(1)", "round after", id="round.after"),
        Binding("escape,q", "leave", "close", id="round.leave"),
    ]
    DEFAULT_CSS = """
    RoundDialog { align: center middle; }
    RoundDialog > Vertical {
        width: 110; max-width: 100%; height: 100%; max-height: 34; padding: 0 1;
        border: round $primary; background: $surface;
    }
    RoundDialog #title { text-style: bold; height: auto; max-height: 3; }
    RoundDialog #answers { height: 1fr; }
    RoundDialog #error { color: $text-muted; height: auto; max-height: 4; }
    RoundDialog #keys { color: $text-muted; height: auto; max-height: 3; }
    """

    def __init__(
        self, workspace: Workspace, rounds: Sequence[OpenRound], at: int, message: str = ""
    ) -> None:
        """Show the round with the index `at`, and below it what was done last."""
        super().__init__()
        self._workspace = workspace
        self._rounds = rounds
        self._at = at
        self._message = capitalised(message)

    def compose(self) -> ComposeResult:
        """Create the title, the answers and the keys."""
        with Vertical():
            yield Static(id="title")
            yield RowList(_NONE, id="answers")
            yield Static(Content(self._message), id="error")
            yield ClickableText(id="keys")

    def on_mount(self) -> None:
        """Show the round."""
        self._show()
        self.query_one(RowList).focus()
        self.query_one("#keys", Static).update(clickable_keys(_KEYS))

    def _show(self) -> None:
        title = self.query_one("#title", Static)
        if not self._rounds:
            title.update(Content("Return rounds"))
            return
        opened = self._rounds[self._at]
        answers = round_answers(opened, entries_in_effect(self._workspace))
        lines = [round_title(opened), round_counts(opened, answers)]
        if len(self._rounds) > 1:
            lines.append(f"round {self._at + 1} of {len(self._rounds)}")
        title.update(Content("\n".join(lines)))
        is_over = self._workspace.as_of > opened.answer_by
        rows = list(answer_rows(answers, self._workspace.checklist, is_over=is_over))
        self.query_one(RowList).show_rows(rows, reset=True)
        self.call_after_refresh(self._fit_answers)

    def on_resize(self) -> None:
        """Make the dialog as high as its answers."""
        self.call_after_refresh(self._fit_answers)

    def _fit_answers(self) -> None:
        answers = self.query_one(RowList)
        self.fit_pane(answers, answers.line_count)

    def action_go(self, by: int) -> None:
        """Show another round."""
        if self._rounds:
            self._at = (self._at + by) % len(self._rounds)
            self._show()

    def action_choose(self, act: RoundAct) -> None:
        """Close with what is to be done."""
        if self._rounds or act != "remind":
            self.close((act, self._at))

    def action_leave(self) -> None:
        """Close the dialog."""
        self.close(None)
