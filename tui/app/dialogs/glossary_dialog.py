"""The glossary: the terms on screen, or all of them, and what each means."""

import re
from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from plan_data.model import Term


def terms_in(text: str, terms: Sequence[Term]) -> list[Term]:
    """Return the terms that stand in a text as whole words, or in the plural, as they come; of two the longer."""
    by_name = {term.term: term for term in terms if term.term}
    if not by_name:
        return []
    longest_first = "|".join(re.escape(name) for name in sorted(by_name, key=len, reverse=True))
    found = re.findall(rf"(?<!\w)({longest_first})s?(?!\w)", text)
    return [by_name[name] for name in dict.fromkeys(found)]


class GlossaryDialog(ModalScreen[None]):
    """The terms on screen; typing looks through all of them. The meaning of the one under the cursor stands below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "leave", "close", id="glossary.close"),
        Binding("up", "move(-1)", "up", show=False, id="glossary.up"),
        Binding("down", "move(1)", "down", show=False, id="glossary.down"),
    ]
    DEFAULT_CSS = """
    GlossaryDialog { align: center middle; }
    GlossaryDialog > Vertical {
        width: 80; max-width: 95%; height: auto; max-height: 95%; padding: 0 1;
        border: round $primary; background: $surface;
    }
    GlossaryDialog #title { text-style: bold; }
    GlossaryDialog Input { background: $boost; }
    GlossaryDialog OptionList { height: auto; max-height: 40vh; border: none; text-wrap: nowrap; }
    GlossaryDialog #meaning { height: auto; max-height: 25vh; border-top: solid $border-blurred; }
    """

    def __init__(self, terms: Sequence[Term], on_screen: Sequence[Term]) -> None:
        """Make a list of `terms` that begins with those on screen."""
        super().__init__()
        self._terms = tuple(terms)
        self._on_screen = tuple(on_screen)
        self._listed: tuple[Term, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the words to look for, the terms and the meaning."""
        with Vertical():
            yield Static(id="title")
            yield Input(placeholder=f"type to look through all {len(self._terms)} terms", compact=True)
            yield OptionList(markup=False)
            yield Static(id="meaning")
            yield Static(Content("Up, Down: choose    Esc: close"))

    def on_mount(self) -> None:
        """Show the terms on screen."""
        self._show("")
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._show(event.value)

    def _show(self, typed: str) -> None:
        words = typed.strip().casefold()
        known = self._terms if words else self._on_screen or self._terms
        hits = [term for term in known if words in f"{term.term} {term.means}".casefold()]
        self._listed = tuple(
            sorted(hits, key=lambda term: not term.term.casefold().startswith(words)) if words else hits
        )
        title = "on screen" if known is self._on_screen else "in all"
        self.query_one("#title", Static).update(Content(f"Glossary: {len(self._listed)} {title}"))
        options = self.query_one(OptionList)
        options.set_options([Option(Content(f"{term.term:<8} {term.means}")) for term in self._listed])
        options.highlighted = 0 if self._listed else None
        if not self._listed:
            self.query_one("#meaning", Static).update(Content(f"The glossary has no '{typed.strip()}'."))

    @on(OptionList.OptionHighlighted)
    def _explain(self, event: OptionList.OptionHighlighted) -> None:
        if event.option_index < len(self._listed):
            term = self._listed[event.option_index]
            note = f"\n{term.note}" if term.note else ""
            meaning = Content.assemble((term.term, "bold"), f": {term.means}{note}")
            self.query_one("#meaning", Static).update(meaning)

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def action_leave(self) -> None:
        """Close."""
        self.dismiss()

    def action_move(self, by: int) -> None:
        """Go to the next or previous term."""
        options = self.query_one(OptionList)
        if by > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()
