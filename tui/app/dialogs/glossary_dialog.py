"""The glossary: the terms on screen, or all terms of the plan, with their meanings."""

import re
from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from plan_data.model import Term
from plan_data.text import fold
from tui.app.dialogs.dialog import Dialog
from tui.app.widgets.key_help import key_line
from tui.app.widgets.text_line import WordsLine
from tui.wording.tables_and_promises import ADDED_BY_EDITOR


def terms_in(text: str, terms: Sequence[Term]) -> list[Term]:
    """Return the terms that occur in a text, in the order of their first occurrence.

    Only complete words count, in the singular or with an s. If a term contains another, the longer
    one is found.
    """
    by_name = {term.term: term for term in terms if term.term}
    if not by_name:
        return []
    longest_first = sorted(by_name, key=len, reverse=True)
    pattern = "|".join(map(re.escape, longest_first))
    names = re.findall(rf"(?<!\w)({pattern})s?(?!\w)", text)
    return [by_name[name] for name in dict.fromkeys(names)]


class GlossaryDialog(Dialog[None]):
    """The terms on screen, and a search in all terms.

    The meaning of the highlighted term is shown below the list.
    """

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
    GlossaryDialog #meaning {
        height: auto; max-height: 25vh; border-top: solid $border-blurred;
    }
    """

    def __init__(self, terms: Sequence[Term], on_screen: Sequence[Term]) -> None:
        """Make a dialog that lists the terms `on_screen`, and searches `terms` when typed in."""
        super().__init__()
        self._terms = tuple(terms)
        self._on_screen = tuple(on_screen)
        self._listed: list[Term] = []

    def compose(self) -> ComposeResult:
        """Create the search line, the list of terms and the meaning."""
        placeholder = f"type to look through all {len(self._terms)} terms"
        with Vertical():
            yield Static(id="title")
            yield WordsLine(placeholder=placeholder, compact=True)
            yield OptionList(markup=False)
            yield Static(id="meaning")
            yield Static(key_line("Up, Down: choose    Esc: close"))

    def on_mount(self) -> None:
        """List the terms on screen."""
        self._search("")
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._search(event.value)

    def _search(self, typed: str) -> None:
        """List the terms that match; without a search text, those on screen, or all if none is."""
        query = typed.strip()
        if query:
            self._list_terms(self._matches(fold(query)), "in all")
        elif self._on_screen:
            self._list_terms(self._on_screen, "on screen")
        else:
            self._list_terms(self._terms, "in all")
        if not self._listed:
            self._show_meaning(Content(f"The glossary has no '{query}'."))

    def _matches(self, query: str) -> list[Term]:
        """Return the terms that contain the folded `query`; names that begin with it come first."""
        beginning: list[Term] = []
        containing: list[Term] = []
        for term in self._terms:
            if fold(term.term).startswith(query):
                beginning.append(term)
            elif query in fold(f"{term.term} {term.means}"):
                containing.append(term)
        return beginning + containing

    def _list_terms(self, terms: Sequence[Term], where: str) -> None:
        self._listed = list(terms)
        title = Content(f"Glossary: {len(self._listed)} {where}")
        self.query_one("#title", Static).update(title)
        options = self.query_one(OptionList)
        options.set_options([Option(_option_text(term)) for term in self._listed])
        options.highlighted = 0 if self._listed else None

    @on(OptionList.OptionHighlighted)
    def _explain(self, event: OptionList.OptionHighlighted) -> None:
        if event.option_index >= len(self._listed):
            return
        term = self._listed[event.option_index]
        meaning = f": {term.means}"
        if term.note:
            meaning = f"{meaning}\n{term.note}"
        if term.ours:
            meaning = f"{meaning}\n({ADDED_BY_EDITOR})"
        self._show_meaning(Content.assemble((term.term, "bold"), meaning))

    def _show_meaning(self, meaning: Content) -> None:
        self.query_one("#meaning", Static).update(meaning)

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def action_leave(self) -> None:
        """Close the dialog."""
        self.close()

    def action_move(self, by: int) -> None:
        """Highlight the next or the previous term."""
        options = self.query_one(OptionList)
        if by > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()


def _option_text(term: Term) -> Content:
    return Content(f"{term.term:<8} {term.means}")
