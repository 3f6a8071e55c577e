"""A form: a title, its fields, and a function that receives what was typed."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast

from msgspec import Struct
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Label, Static

from plan_data.errors import MilepostError, Refused, Unusable
from tui.app.dialogs.dialog import Dialog
from tui.app.widgets.key_help import key_line
from tui.app.widgets.text_line import TextLine
from tui.config.typed_values import typed_text
from tui.wording.sentences import capitalised

if TYPE_CHECKING:
    from tui.app.widgets.long_text import LongText

T = TypeVar("T")
Texts = Mapping[str, str]  # by the names of the fields
_WIDTH_FOR_NEW_LINE_KEY = 64  # columns of the window
_SECONDS_UNTIL_SAVING_IS_SHOWN = 1.0


class Questioned(Refused):
    """What a form hands in is in doubt: a second Enter carries it out all the same."""


class Field(Struct, frozen=True):
    """A field of a form: one line, or a text area that grows if it is `long`.

    `hint` is shown while the field is empty. `check` raises a `MilepostError` for a text that
    is not acceptable; the form ignores what it returns.
    """

    name: str
    label: str
    value: str = ""
    hint: str = ""
    check: Callable[[str], object] | None = None
    long: bool = False


class _Prompt(Struct, frozen=True):
    """What a message has promised about the next key, as long as the texts stay the same.

    Enter saves from any field. `leave_key`, if there is one, leaves without saving.
    """

    leave_key: str
    texts: list[str]


_FEW_FIELDS = 3  # that have room for a blank line above each, also in a small window


class FormDialog(Dialog[T | None], Generic[T]):
    """A form of a few fields. Errors are shown inside it, and the texts stay as they were typed.

    It saves once: after Enter it takes nothing until the texts are saved or refused.
    `typed` are texts to go on with instead of the fields' values. `on_unsaved` is called with the
    texts whenever they change, and with None when they are saved, dropped or as they were at first;
    a thread that saves may call it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "cancel", id="form.cancel"),
        Binding("ctrl+s", "save", "save", id="form.save"),
    ]
    DEFAULT_CSS = """
    FormDialog { align: center middle; }
    FormDialog > Vertical {
        width: 72; max-width: 95%; height: auto; max-height: 100%; padding: 0 1;
        border: round $primary; background: $surface;
    }
    FormDialog #title { text-style: bold; max-height: 3; }
    FormDialog #about { color: $text-muted; max-height: 3; }
    FormDialog #fields { height: auto; max-height: 65vh; }
    FormDialog Label { color: $text-muted; }
    FormDialog.-tall Label, FormDialog.-few Label { margin-top: 1; }
    FormDialog.-tall #keys { margin-top: 1; }
    FormDialog Input { background: $boost; }
    FormDialog Input:focus { background: $primary-muted; }
    FormDialog #error { color: $text-error; text-style: bold; height: auto; max-height: 5; }
    FormDialog #keys { color: $text-muted; }
    """

    typed: Texts = MappingProxyType({})
    on_unsaved: Callable[[Texts | None], None] | None = None

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        submit: Callable[[Mapping[str, str]], T],
        *,
        about: str = "",
        confirm_discard: bool = False,
    ) -> None:
        """Make a form that returns what `submit` returns.

        `submit` is called in a thread, with the texts by field name. `about` is a line under the
        title. With `confirm_discard`, changed texts are dropped only after a question.
        """
        super().__init__()
        self._title = title
        self._about = about
        self._fields = tuple(fields)
        self._submit = submit
        self._confirm_discard = confirm_discard
        self._prompt: _Prompt | None = None
        self.set_class(len(self._fields) <= _FEW_FIELDS, "-few")

    def compose(self) -> ComposeResult:
        """Create the title, the fields, the error line and the key help."""
        with Vertical():
            yield Static(Content(self._title), id="title")
            if self._about:
                yield Static(Content(self._about), id="about")
            with VerticalScroll(id="fields", can_focus=False):
                for field in self._fields:
                    yield Label(Content(field.label))
                    yield _build_input(field, self.typed.get(field.name, field.value))
            yield Static("", id="error")
            yield Static(id="keys")

    def on_mount(self) -> None:
        """Focus the first field."""
        self._input(self._fields[0]).focus()

    def on_resize(self, event: events.Resize) -> None:
        """Keep the focused field in sight, and show the keys that fit."""
        if self.focused:
            self.call_after_refresh(self.focused.scroll_visible, animate=False)
        self.query_one("#keys", Static).update(key_line(self._key_help(event.size.width)))

    @on(Input.Submitted)
    def next_or_save(self) -> None:
        """Go to the next field; save from the last one, or from any if a message has said so."""
        if self.is_busy or self.is_finished:
            return
        field = self._focused_field()
        if field is self._fields[-1] or self._prompt:
            self.action_save()
        elif self._check_field(field):
            self._show_error("")
            self.focus_next()

    def on_long_text_submitted(self) -> None:
        """Handle Enter in a text area like Enter in a line."""
        self.next_or_save()

    def on_text_line_too_many_lines(self, event: TextLine.TooManyLines) -> None:
        """Explain why a paste was not taken."""
        label = self._focused_field().label
        self._show_error(f"'{label}' has one line: paste one, not {event.count}.")

    def on_text_area_changed(self) -> None:
        """Handle typing in a text area like typing in a line."""
        self._texts_changed()

    @on(Input.Changed)
    def _texts_changed(self) -> None:
        """Report the texts as unsaved, and withdraw a prompt that was about other texts."""
        if not (self.is_busy or self.is_finished):
            self._report_unsaved()
        if self._prompt and self._prompt.texts != self._texts():
            self._prompt = None
            self._show_error("")

    def action_save(self) -> None:
        """Submit the texts and close with the result; on an error show it, and stay open."""
        if self.is_busy or self.is_finished or not self._check_all_fields():
            return
        self.is_busy = True
        # In a worker: keys, a signal or the closing of the app never wait for a slow disk.
        self.run_worker(self._save(self._texts_by_name()), group="save")

    async def _save(self, texts: Texts) -> None:
        loop = asyncio.get_running_loop()
        notice = loop.call_later(_SECONDS_UNTIL_SAVING_IS_SHOWN, self._show_error, "Saving ...")
        try:
            result = await asyncio.to_thread(self._submit_once, texts)
        except MilepostError as error:
            self._show_failure(error)
        else:
            self.close(result)
        finally:
            notice.cancel()
            self.is_busy = False

    def _submit_once(self, texts: Texts) -> T:
        """Submit the texts and report them as saved at once: the app may end before showing it."""
        composed = {name: typed_text(text, "the form") for name, text in texts.items()}
        result = self._submit(composed)
        self._report(None)
        return result

    def _show_failure(self, error: MilepostError) -> None:
        """Show why the texts were not saved, and what Enter does if they are not to blame."""
        self._prompt = None
        message = error.sentence
        if isinstance(error, Unusable):
            self._prompt = _Prompt("", self._texts())
            message = f"{error} Your words are still here: Enter tries again."
        elif isinstance(error, Questioned):
            self._prompt = _Prompt("", self._texts())
            message = f"{error} Enter again saves it all the same."
        self._show_error(message)

    def _report_unsaved(self) -> None:
        texts = None
        if self._has_unsaved_texts():
            texts = self._texts_by_name()
        self._report(texts)

    def _report(self, texts: Texts | None) -> None:
        if self.on_unsaved:
            self.on_unsaved(texts)

    def action_leave(self) -> None:
        """Close without a result, after a question if texts would be lost."""
        if self.is_busy or self.is_finished:
            return
        if self.confirm_leave("Esc"):
            self.close(None)

    def confirm_leave(self, key: str) -> bool:
        """Return whether the form may close by `key`.

        If texts would be lost, the first call shows a question and returns False. A second call
        with the same key and the same texts returns True.
        """
        prompt = _Prompt(key, self._texts())
        if self._prompt == prompt or not self._has_unsaved_texts():
            self._report(None)
            return True
        self._prompt = prompt
        self._show_error(f"This is not saved. {key} again drops it, Enter saves it.")
        return False

    def _has_unsaved_texts(self) -> bool:
        initial = [field.value for field in self._fields]
        return self._confirm_discard and self._texts() != initial

    def _check_all_fields(self) -> bool:
        """Return whether all texts are acceptable; if not, focus and explain the first."""
        return all(self._check_field(field) for field in self._fields)

    def _check_field(self, field: Field) -> bool:
        """Return whether a field's text is acceptable; if not, show why and focus the field."""
        if field.check is None:
            return True
        try:
            field.check(self._input(field).value)
        except MilepostError as error:
            self._prompt = None
            self._show_error(error.sentence)
            self._input(field).focus()
            return False
        return True

    def _focused_field(self) -> Field:
        for field in self._fields:
            if self._input(field) is self.focused:
                return field
        return self._fields[0]

    def _texts(self) -> list[str]:
        """Return what is in the fields, in their order."""
        return [self._input(field).value for field in self._fields]

    def _texts_by_name(self) -> Texts:
        names = [field.name for field in self._fields]
        return dict(zip(names, self._texts(), strict=True))

    def _input(self, field: Field) -> "Input | LongText":
        widget = self.query_one(f"#field-{field.name}")
        return cast("Input | LongText", widget)

    def _show_error(self, message: str) -> None:
        self.query_one("#error", Static).update(Content(capitalised(message)))

    def _key_help(self, width: int) -> str:
        keys = ["Enter: go"]
        if len(self._fields) > 1:
            keys = ["Enter: next, then save"]
        has_long_field = any(field.long for field in self._fields)
        if has_long_field and width >= _WIDTH_FOR_NEW_LINE_KEY:
            keys.append("ctrl+j: new line")
        keys.append("Esc: cancel")
        return "    ".join(keys)


def _build_input(field: Field, text: str) -> "Input | LongText":
    """Return the widget that a field's text is typed into, with a text to begin with."""
    widget_id = f"field-{field.name}"
    if not field.long:
        return TextLine(text, placeholder=field.hint, id=widget_id, compact=True)
    # Slow to import, and many forms do not need it.
    from tui.app.widgets.long_text import LongText

    return LongText(text, field.hint, id=widget_id)
