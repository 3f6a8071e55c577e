"""A walk through the asks of a tabled paper: each in turn, answered with one of three keys."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from plan_data.text import plural
from store.checklist.checklist import Checklist
from store.dates import format_day
from store.journal.entry import Answer, TabledAsk
from tui.app.dialogs.dialog import Dialog
from tui.app.meeting.answer_sheet import AnswerSheet
from tui.app.meeting.ask_page import answers_page, ask_page, given_answer
from tui.app.meeting.page_pane import PagePane
from tui.app.widgets.clickable import ClickableText
from tui.app.widgets.key_help import clickable_keys, key_line
from tui.app.widgets.text_line import TextLine

_KEYS = (
    ("a approve", "answer('approve')"),
    ("r refuse", "answer('refuse')"),
    ("d defer", "answer('defer')"),
    ("s skip", "skip"),
    ("n note", "note"),
    ("Up back", "go(-1)"),
    ("Enter list", "go_on"),
    ("Esc leave", "leave"),
    ("? help", "app.dialog_help"),
)
_LIST_KEYS = (("Enter record", "go_on"), ("Up back", "go(-1)"), ("Esc leave", "leave"))
_NOTE_KEYS = "Enter: keep the note    Esc: as it was"


class AskWalk(Dialog[AnswerSheet | None]):
    """Shows one ask at a time, then the list of answers. The result is the sheet to be recorded.

    It is None if the walk was left. `on_changed` is called when an answer or a note has changed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "answer('approve')", "approve", id="asks.approve"),
        Binding("r", "answer('refuse')", "refuse", id="asks.refuse"),
        Binding("d", "answer('defer')", "defer", id="asks.defer"),
        Binding("s", "skip", "skip", id="asks.skip"),
        Binding("down,right,j", "go(1)", "next", id="asks.next"),
        Binding("n", "note", "note", id="asks.note"),
        Binding("up,left,k", "go(-1)", "back", id="asks.back"),
        Binding("pagedown", "read(1)", "read on", id="asks.read_on"),
        Binding("pageup", "read(-1)", "read back", id="asks.read_back"),
        Binding("enter", "go_on", "list, then record", id="asks.go_on"),
        Binding("escape,q", "leave", "leave", id="asks.leave"),
    ]
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    AskWalk { align: center middle; }
    AskWalk > Vertical {
        width: 110; max-width: 100%; height: 100%; max-height: 34; padding: 0 1;
        border: round $primary; background: $surface;
    }
    AskWalk #head { text-style: bold; height: auto; max-height: 3; }
    AskWalk #page { height: 1fr; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    AskWalk #answer { height: auto; max-height: 3; }
    AskWalk #note { display: none; background: $boost; }
    AskWalk.-noting #note { display: block; }
    AskWalk #error { color: $text-error; text-style: bold; height: auto; max-height: 3; }
    AskWalk #keys { color: $text-muted; height: auto; max-height: 3; }
    """

    def __init__(
        self, sheet: AnswerSheet, checklist: Checklist, on_changed: Callable[[], None]
    ) -> None:
        super().__init__()
        self.sheet = sheet
        self._checklist = checklist
        self._on_changed = on_changed
        self._is_asked = False
        self._note_before = ""

    def compose(self) -> ComposeResult:
        """Create the heading, the page, the answer, the note's line, errors and keys."""
        with Vertical():
            yield Static(id="head")
            yield PagePane(id="page")
            yield Static(id="answer")
            yield TextLine(placeholder="what was said about it", id="note", compact=True)
            yield Static(id="error")
            yield ClickableText(id="keys")

    def on_mount(self) -> None:
        """Show the first ask."""
        self._show()

    def on_resize(self) -> None:
        """Make the dialog high enough for each ask, so that it stays as it is from ask to ask."""
        self.call_after_refresh(self._fit_page)

    def _fit_page(self) -> None:
        width = self._pane.scrollable_content_region.width
        if self.sheet.ask is None:
            pages = [self._build_list(width, 0)]
        else:
            pages = [self._airy_page(ask, width) for ask in self.sheet.asks]
        self.fit_pane(self._pane, max(str(page).count("\n") for page in pages) + 1)

    def _airy_page(self, ask: TabledAsk, width: int) -> Content:
        return ask_page(ask, self.sheet, self._checklist, width, self.MOST_LINES)

    def on_page_pane_scrolled(self) -> None:
        """Show whether there is more to read."""
        self._show_head()

    @property
    def _pane(self) -> PagePane:
        return self.query_one(PagePane)

    @property
    def _note(self) -> TextLine:
        return self.query_one("#note", TextLine)

    @property
    def _is_noting(self) -> bool:
        return self.has_class("-noting")

    def _show(self) -> None:
        """Show the present ask, or the list of answers after the last."""
        sheet, ask = self.sheet, self.sheet.ask
        if ask is None:
            self._pane.show_page(self._build_list, "list")
            self._set("#answer", Content(""))
        else:
            self._pane.show_page(self._build_ask, ask.number)
            self._set("#answer", given_answer(ask, sheet))
        self._show_head()
        self._show_keys()
        self.call_after_refresh(self._fit_page)

    def _build_ask(self, width: int, height: int) -> Content:
        ask = self.sheet.ask
        if ask is None:
            return Content("")
        return ask_page(ask, self.sheet, self._checklist, width, height)

    def _build_list(self, width: int, _height: int) -> Content:
        return answers_page(self.sheet, self._checklist, width)

    def _show_head(self) -> None:
        sheet = self.sheet
        title = f"{sheet.board}, {format_day(sheet.meeting)}"
        if sheet.ask is None:
            place = f"{len(sheet.answers)} of {plural(len(sheet.asks), 'ask')} answered"
        else:
            place = f"ask {sheet.ask.number}, {sheet.at + 1} of {len(sheet.asks)}"
        more = "   PgDn: more" if self._pane.has_more else ""
        self._set("#head", Content(f"{title}   {place}{more}"))

    def _show_keys(self) -> None:
        if self._is_noting:
            self._set("#keys", key_line(_NOTE_KEYS))
            return
        keys = _KEYS if self.sheet.ask else _LIST_KEYS
        self._set("#keys", clickable_keys(keys))

    def _set(self, selector: str, text: Content) -> None:
        self.query_one(selector, Static).update(text)

    def _change(self, message: str = "") -> None:
        """Show what has changed, and report it."""
        self._is_asked = False
        self._set("#error", Content(message))
        self._on_changed()
        self._show()

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Return whether an action means anything: while a note is typed, only leaving it does."""
        return not self._is_noting or action == "leave"

    def action_answer(self, answer: Answer) -> None:
        """Answer the ask, and show the next."""
        if self.sheet.ask is not None:
            self.sheet.answer(answer)
            self._change()

    def action_skip(self) -> None:
        """Leave the ask without an answer, and show the next."""
        if self.sheet.ask is not None:
            self.sheet.skip()
            self._change()

    def action_go(self, by: int) -> None:
        """Show another ask; an answer that was given stays."""
        self.sheet.go(by)
        self._change()

    def action_read(self, by: int) -> None:
        """Scroll a long page."""
        self._pane.scroll_by_page(by)

    def action_go_on(self) -> None:
        """Show the list of answers, or hand it in."""
        if self.sheet.ask is not None:
            self.sheet.go(len(self.sheet.asks))
            self._change()
        elif self.sheet.answers:
            self.close(self.sheet)
        else:
            self._set("#error", Content("Nothing is answered yet. Up: back to the asks."))

    def action_leave(self) -> None:
        """Leave; ask first if answers would be lost."""
        if self._is_noting:
            self.sheet.note(self._note_before)
            self._end_note()
            return
        if self.sheet.is_empty or self._is_asked:
            self.close(None)
            return
        self._is_asked = True
        count = plural(len(self.sheet.answers), "answer")
        keys = "Enter goes on to record them"
        self._set("#error", Content(f"{count} not recorded. Esc again drops them, {keys}."))

    # The note

    def action_note(self) -> None:
        """Type what was said about the ask."""
        ask = self.sheet.ask
        if ask is None:
            return
        self._note_before = self.sheet.notes.get(ask.number, "")
        self.add_class("-noting")
        self._note.value = self._note_before
        self._note.focus()
        self._show_keys()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Report a note that is being typed, so that it is not lost if the app has to end."""
        event.stop()
        if self._is_noting:
            self.sheet.note(event.value)
            self._on_changed()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the note."""
        event.stop()
        self._end_note()

    def on_text_line_too_many_lines(self, event: TextLine.TooManyLines) -> None:
        """Explain why a paste was not taken."""
        self._set("#error", Content(f"A note has one line: paste one, not {event.count}."))

    def _end_note(self) -> None:
        self.remove_class("-noting")
        self.set_focus(None)
        self._change()
