"""Dialogs: a form that records something, a list to pick from, and a text to read."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast

from msgspec import Struct
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label, OptionList, Static
from textual.widgets.option_list import Option

from plan_data.errors import MilepostError, Unusable

if TYPE_CHECKING:
    from tui.app.widgets.long_text import LongText

T = TypeVar("T")
_MOST_LIKELY = 70  # columns of a text in a window of 80
_ROOM_FOR_NEW_LINE = 64  # columns of the window


class Field(Struct, frozen=True):
    """One line of a form, or a place for many words where it is `long`.

    `hint` shows while it is empty, and `check` refuses what cannot be meant.
    """

    name: str
    label: str
    value: str = ""
    hint: str = ""
    check: Callable[[str], object] | None = None
    long: bool = False


class FormDialog(ModalScreen[T | None], Generic[T]):
    """A few lines to fill in. What is refused is said in place, and nothing typed is lost."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "cancel", id="form.cancel"),
        Binding("ctrl+s", "save", "save", id="form.save"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (28, "-tall")]  # noqa: RUF012 - as Textual has it
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
    FormDialog.-tall Label { margin-top: 1; }
    FormDialog.-tall #keys { margin-top: 1; }
    FormDialog Input { background: $boost; }
    FormDialog Input:focus { background: $primary-muted; }
    FormDialog #error { color: $text-error; text-style: bold; height: auto; max-height: 5; }
    FormDialog #keys { color: $text-muted; }
    """

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        submit: Callable[[Mapping[str, str]], T],
        *,
        about: str = "",
        confirm_discard: bool = False,
    ) -> None:
        """Make a form; `submit` is called with the fields' texts, away from the screen's own thread.

        Words typed into a `confirm_discard` one are not dropped without a question.
        """
        super().__init__()
        self._confirm_discard = confirm_discard
        self._title = title
        self._about = about
        self._fields = tuple(fields)
        self._submit = submit
        self._busy = False
        self._promised: tuple[str, list[str]] | None = None  # the key that was said to leave, and the texts then

    def compose(self) -> ComposeResult:
        """Lay out the fields, the place for a refusal, and the keys."""
        with Vertical():
            yield Static(Content(self._title), id="title")
            if self._about:
                yield Static(Content(self._about), id="about")
            with VerticalScroll(id="fields", can_focus=False):
                for field in self._fields:
                    yield Label(Content(field.label))
                    yield _place(field)
            yield Static("", id="error")
            yield Static(id="keys")

    def on_mount(self) -> None:
        """Start in the first field."""
        self._input(self._fields[0]).focus()

    def on_resize(self, event: events.Resize) -> None:
        """Keep the field that is written in on the screen, and name as many keys as have room."""
        if self.focused:
            self.call_after_refresh(self.focused.scroll_visible, animate=False)
        keys = ["Enter: next, then save" if len(self._fields) > 1 else "Enter: go", "Esc: cancel"]
        if any(field.long for field in self._fields) and event.size.width >= _ROOM_FOR_NEW_LINE:
            keys.insert(1, "ctrl+j: new line")
        self.query_one("#keys", Static).update(Content("    ".join(keys)))

    @on(Input.Submitted)
    async def next_or_save(self) -> None:
        """Go to the next field; after the last one, or where Enter was said to save, save."""
        field = next((each for each in self._fields if self._input(each) is self.focused), self._fields[0])
        if field is self._fields[-1] or self._promised:
            await self.action_save()
        elif not self._refused(field):
            self._say("")
            self.focus_next()

    async def on_long_text_submitted(self) -> None:
        """Take Enter in a long text as in any other."""
        await self.next_or_save()

    def on_text_area_changed(self) -> None:
        """Take typing in a long text as in any other."""
        self._typed_on()

    @on(Input.Changed)
    def _typed_on(self) -> None:
        """Forget what was promised of other texts."""
        if self._promised and self._promised[1] != self._texts():
            self._promised = None
            self._say("")

    async def action_save(self) -> None:
        """Hand the texts over; a refusal or a failure stays in the dialog, with all that was typed."""
        if self._busy or any(self._refused(field) for field in self._fields):
            return
        self._busy = True
        values = dict(zip((field.name for field in self._fields), self._texts(), strict=True))
        try:
            result = await asyncio.to_thread(self._submit, values)
        except Unusable as error:
            self._promised = "", self._texts()
            self._say(f"{error} Your words are still here: Enter tries again.")
        except MilepostError as error:
            self._promised = None
            self._say(error.sentence)
        else:
            self.dismiss(result)
        finally:
            self._busy = False

    def action_leave(self) -> None:
        """Leave; where something was typed, only when asked twice."""
        if not self._busy and self.may_leave("Esc"):
            self.dismiss(None)

    def may_leave(self, key: str) -> bool:
        """Return whether nothing would be lost, or `key` was pressed again after this was asked."""
        texts = self._texts()
        is_touched = self._confirm_discard and texts != [field.value for field in self._fields]
        if not is_touched or self._promised == (key, texts):
            return True
        self._promised = key, texts
        self._say(f"This is not saved. {key} again drops it, Enter saves it.")
        return False

    def _refused(self, field: Field) -> bool:
        """Say why a field's text cannot be meant, and go back to it."""
        if field.check:
            try:
                field.check(self._input(field).value)
            except MilepostError as error:
                self._promised = None
                self._say(error.sentence)
                self._input(field).focus()
                return True
        return False

    def _texts(self) -> list[str]:
        return [self._input(field).value for field in self._fields]

    def _input(self, field: Field) -> "Input | LongText":
        return cast("Input | LongText", self.query_one(f"#field-{field.name}"))

    def _say(self, words: str) -> None:
        self.query_one("#error", Static).update(Content(words))


def _place(field: Field) -> "Input | LongText":
    """Return what a field is typed into."""
    if not field.long:
        return Input(field.value, placeholder=field.hint, id=f"field-{field.name}", compact=True)
    from tui.app.widgets.long_text import LongText  # takes its time, and not every form has one

    return LongText(field.value, field.hint, id=f"field-{field.name}")


class PickDialog(ModalScreen[str | None]):
    """A list to pick one of."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "leave", "cancel", id="pick.cancel")]
    DEFAULT_CSS = """
    PickDialog { align: center middle; }
    PickDialog > Vertical {
        width: 72; max-width: 95%; height: auto; max-height: 95%; padding: 0 1;
        border: round $primary; background: $surface; overflow-y: auto;
    }
    PickDialog OptionList, PickDialog OptionList:focus { height: auto; max-height: 14; border: none; padding: 0; }
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

    def __init__(self, title: str, text: Content | Callable[[int], Content]) -> None:
        """Show a text, or what `text` makes of a width."""
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """Lay out the title, the text and the key that closes it."""
        with VerticalScroll():
            yield Static(Content(self._title), id="title")
            yield Static(self._text) if isinstance(self._text, Content) else _Fitted(self._text)
            yield Static(Content("Esc: close"))

    def action_leave(self) -> None:
        """Close."""
        self.dismiss()


class _Fitted(Static):
    """A text that is made anew for each width."""

    def __init__(self, make: Callable[[int], Content]) -> None:
        super().__init__(make(_MOST_LIKELY))
        self._make = make

    def on_resize(self, event: events.Resize) -> None:
        """Fill the width."""
        self.update(self._make(event.size.width))
