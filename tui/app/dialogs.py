"""Dialogs: a form that records something, a list to pick from, and a text to read."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, Generic, TypeVar

from msgspec import Struct
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label, OptionList, Static
from textual.widgets.option_list import Option

from plan_data.errors import MilepostError

T = TypeVar("T")


class Field(Struct, frozen=True):
    """One line of a form; `hint` shows while it is empty, and `check` refuses what cannot be meant."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    check: Callable[[str], object] | None = None


class FormDialog(ModalScreen[T | None], Generic[T]):
    """A few lines to fill in. What is refused is said in place, and nothing typed is lost."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "cancel", id="form.cancel"),
        Binding("ctrl+s", "save", "save", id="form.save"),
    ]
    DEFAULT_CSS = """
    FormDialog { align: center middle; }
    FormDialog > Vertical {
        width: 72; max-width: 95%; height: auto; max-height: 95%; padding: 0 1;
        border: round $primary; background: $surface; overflow-y: auto;
    }
    FormDialog Label { color: $text-muted; margin-top: 1; }
    FormDialog Input { background: $boost; }
    FormDialog Input:focus { background: $primary-muted; }
    FormDialog #title { text-style: bold; }
    FormDialog #error { color: $text-error; text-style: bold; height: auto; }
    FormDialog #keys { color: $text-muted; margin-top: 1; }
    """

    def __init__(self, title: str, fields: Sequence[Field], submit: Callable[[Mapping[str, str]], T]) -> None:
        """Make a form; `submit` is called with the fields' texts, away from the screen's own thread."""
        super().__init__()
        self._title = title
        self._fields = tuple(fields)
        self._submit = submit
        self._warned = False
        self._busy = False

    def compose(self) -> ComposeResult:
        """Lay out the fields, the place for a refusal, and the keys."""
        with Vertical():
            yield Static(Content(self._title), id="title")
            for field in self._fields:
                yield Label(Content(field.label))
                yield Input(field.value, placeholder=field.hint, id=f"field-{field.name}", compact=True)
            yield Static("", id="error")
            enter = "Enter: next, then save" if len(self._fields) > 1 else "Enter: go"
            yield Static(Content(f"{enter}    Esc: cancel"), id="keys")

    def on_mount(self) -> None:
        """Start in the first field."""
        self.query(Input).first().focus()

    @on(Input.Submitted)
    async def next_or_save(self, event: Input.Submitted) -> None:
        """Go to the next field; after the last one, save."""
        inputs = list(self.query(Input))
        if event.input is inputs[-1]:
            await self.action_save()
        elif not self._refused(self._fields[inputs.index(event.input)]):
            self._say("")
            self.focus_next()

    async def action_save(self) -> None:
        """Hand the texts over; a refusal stays in the dialog, with all that was typed."""
        if self._busy or any(self._refused(field) for field in self._fields):
            return
        self._busy = True
        values = {field.name: self._input(field).value for field in self._fields}
        try:
            result = await asyncio.to_thread(self._submit, values)
        except MilepostError as error:
            self._say(str(error))
        else:
            self.dismiss(result)
        finally:
            self._busy = False

    def action_leave(self) -> None:
        """Leave; where something was typed, only when asked twice."""
        typed = any(self._input(field).value != field.value for field in self._fields)
        if typed and not self._warned:
            self._warned = True
            self._say("This is not saved. Esc again drops it, Enter saves it.")
        else:
            self.dismiss(None)

    def _refused(self, field: Field) -> bool:
        """Say why a field's text cannot be meant, and go back to it."""
        if field.check:
            try:
                field.check(self._input(field).value)
            except MilepostError as error:
                self._say(str(error))
                self._input(field).focus()
                return True
        return False

    def _input(self, field: Field) -> Input:
        return self.query_one(f"#field-{field.name}", Input)

    def _say(self, words: str) -> None:
        self.query_one("#error", Static).update(Content(words))


class PickDialog(ModalScreen[str | None]):
    """A list to pick one of."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "cancel", id="pick.cancel")]
    DEFAULT_CSS = """
    PickDialog { align: center middle; }
    PickDialog > Vertical {
        width: 72; max-width: 95%; height: auto; max-height: 95%; padding: 0 1;
        border: round $primary; background: $surface;
    }
    PickDialog OptionList { height: auto; max-height: 14; border: none; }
    PickDialog #title { text-style: bold; }
    """

    def __init__(self, title: str, choices: Mapping[str, str]) -> None:
        """Make a list of `choices`: what picking one answers, and how it reads."""
        super().__init__()
        self._title = title
        self._choices = dict(choices)

    def compose(self) -> ComposeResult:
        """Lay out the title and the choices."""
        with Vertical():
            yield Static(Content(self._title), id="title")
            yield OptionList(*(Option(Content(words)) for words in self._choices.values()))
            yield Static(Content("Enter: choose    Esc: cancel"))

    @on(OptionList.OptionSelected)
    def picked(self, event: OptionList.OptionSelected) -> None:
        """Answer with what was picked."""
        self.dismiss(list(self._choices)[event.option_index])

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)


class TextDialog(ModalScreen[None]):
    """A text to read, with the arrow keys to scroll it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,enter,question_mark", "leave", "close", id="text.close")]
    DEFAULT_CSS = """
    TextDialog { align: center middle; }
    TextDialog > VerticalScroll {
        width: 100; max-width: 95%; height: auto; max-height: 95%; padding: 0 1;
        border: round $primary; background: $surface;
    }
    TextDialog #title { text-style: bold; }
    """

    def __init__(self, title: str, text: Content) -> None:
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """Lay out the title, the text and the key that closes it."""
        with VerticalScroll():
            yield Static(Content(self._title), id="title")
            yield Static(self._text)
            yield Static(Content("Esc: close"))

    def action_leave(self) -> None:
        """Close."""
        self.dismiss()
