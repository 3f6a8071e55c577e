"""The question of the first screen about words that were half-typed when the app had to end."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import ClassVar, Literal, Protocol, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from plan_data.errors import MilepostError
from plan_data.text import clean
from store.dates import format_day
from store.journal.entry import Entry
from tui.app.dialogs.dialog import Dialog
from tui.app.dialogs.form_table import FORMS
from tui.app.dialogs.forms import CORRECTION, resume_form
from tui.app.drafts import ANSWERS_DRAFT, Draft, KeptDraft
from tui.app.widgets.key_help import key_line
from tui.app.workspace import Workspace

Answer = Literal["resume", "drop"]

_NOUNS = {
    "tick": "tick",
    "untick": "reopening",
    "start": "start",
    "note": "note",
    CORRECTION: "correction",
    "explain": "cause",
    "ask": "ask of the Board",
    "judge": "colour",
    "actual": "figure",
    "forecast": "forecast",
    "reschedule": "new date",
    "withdraw": "withdrawal",
    "measure_actual": "return of a measure",
    "measure_note": "note",
    "measure_ask": "ask of the Board",
    "measure_forecast": "number expected",
    "decide": "decision",
}


class DraftDialog(Dialog[Answer | None]):
    """Shows a draft. The result says whether to resume or to drop it; None leaves it for later."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer('resume')", "go on", id="draft.resume"),
        Binding("escape", "leave", "later", id="draft.later"),
        Binding("d", "drop", "drop it", id="draft.drop"),
    ]
    DEFAULT_CSS = """
    DraftDialog { align: center middle; }
    DraftDialog > VerticalScroll {
        width: 72; max-width: 95%; height: auto; max-height: 95%; padding: 0 1;
        border: round $primary; background: $surface;
    }
    DraftDialog #title { text-style: bold; }
    DraftDialog #question { color: $text-error; text-style: bold; height: auto; }
    """

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self._draft = draft
        self._is_asked = False

    def compose(self) -> ComposeResult:
        """Create the question, the words and the key help."""
        with VerticalScroll():
            yield Static(Content(draft_title(self._draft)), id="title")
            for line in _text_lines(self._draft):
                yield Static(line)
            yield Static("", id="question")
            yield Static(key_line("Enter: go on with it    Esc: later    d: drop it"))

    def action_leave(self) -> None:
        """Keep the draft for the next start."""
        self.close(None)

    def action_drop(self) -> None:
        """Drop the draft if it is asked for twice: the words are then gone."""
        if self._is_asked:
            self.close("drop")
            return
        self._is_asked = True
        question = "These words are saved nowhere else. d again drops them."
        self.query_one("#question", Static).update(Content(question))

    def action_answer(self, answer: Answer) -> None:
        """Close with an answer."""
        self.close(answer)


def draft_title(draft: Draft) -> str:
    """Return what was half-typed, about which items and when."""
    noun = _NOUNS.get(draft.action, draft.action)
    at = draft.at.astimezone()
    when = f"{format_day(at.date())}, {at:%H:%M}"
    if draft.action == ANSWERS_DRAFT:
        return f"You had answers of a Board that are not recorded, from {when}"
    return clean(f"You had a half-typed {noun} for {_refs_text(draft.refs)}, from {when}")


def _refs_text(refs: Sequence[str]) -> str:
    if len(refs) == 1:
        return refs[0]
    return f"{refs[0]} and {len(refs) - 1} more"


def _text_lines(draft: Draft) -> Iterator[Content]:
    """Yield each text that is not empty, after the label of its field."""
    labels: dict[str, str] = {}
    if draft.action in FORMS:
        labels = {field.name: field.label for field in FORMS[draft.action].fields}
    for name, text in draft.texts.items():
        if text.strip():
            yield Content(clean(f"{labels.get(name, name.capitalize())}: {text}"))


Result = TypeVar("Result")


class _Screen(Protocol):
    """What an offer needs of the screen that makes it."""

    workspace: Workspace

    def show_dialog(
        self,
        dialog: ModalScreen[Result],
        on_close: Callable[[Result | None], None] | None = None,
    ) -> None:
        """Show a dialog; `on_close` is called with its result."""

    def show_message(self, message: str, *, is_error: bool = False) -> None:
        """Show a message in the footer."""


class DraftOffer:
    """Asks about the drafts for the open plan and journal, until the user goes on with one."""

    def __init__(
        self,
        screen: _Screen,
        on_saved: Callable[[list[Entry] | None], None],
        resume_answers: Callable[[KeptDraft], None],
    ) -> None:
        """Make an offer on a screen; `on_saved` is called with the result of the form.

        `resume_answers` goes on with the answers of a Board, which are not one form.
        """
        self._screen = screen
        self._workspace = screen.workspace
        self._on_saved = on_saved
        self._resume_answers = resume_answers

    def show(self) -> None:
        """Ask about the oldest draft, if there is one."""
        kept = self._workspace.problems.oldest_draft()
        if kept:
            self._screen.show_dialog(DraftDialog(kept.draft), partial(self._answered, kept))

    def _answered(self, kept: KeptDraft, answer: Answer | None) -> None:
        try:
            if answer == "resume" and kept.draft.action == ANSWERS_DRAFT:
                self._resume_answers(kept)
            elif answer == "resume":
                form = resume_form(self._workspace, kept)
                self._screen.show_dialog(form, self._on_saved)
            elif answer == "drop":
                self._workspace.drafts.drop(kept)
                self.show()
        except MilepostError as error:
            self._screen.show_message(error.sentence, is_error=True)
