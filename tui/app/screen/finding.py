"""Ways to an item and to what its words mean: the filter, letters, a ref, the glossary."""

from collections.abc import Sequence

from textual import on
from textual.widgets import Input, Static

from plan_data.errors import MilepostError
from plan_data.items import PlanItem
from store.query.groups import CLOSED, needing_attention
from store.query.lookup import find_items
from tui.app.dialogs.form_dialog import Field, FormDialog
from tui.app.dialogs.pick_dialog import PickDialog
from tui.app.screen.base_screen import DeskScreen
from tui.app.widgets.detail_pane import DetailPane
from tui.config.preferences import Preferences, read_preferences
from tui.config.saved_filters import remove_filter, save_filter


class FindingMixin(DeskScreen):
    """Filtering and jumping."""

    def action_search(self) -> None:
        """Ask what to show."""
        search = self.query_one("#search", Input)
        search.display = True
        search.value = self.workspace.filter_words
        search.focus()
        self.show_marks()
        self.call_after_refresh(self.workspace.prepare_search)

    @on(Input.Changed, "#search")
    def _search_as_typed(self, event: Input.Changed) -> None:
        if event.value.strip() != self.workspace.filter_words:
            self.workspace.set_filter(event.value)
            self.refresh_all(reset=True)

    @on(Input.Submitted, "#search")
    def _search_done(self) -> None:
        self.query_one("#search", Input).display = False
        self.show_marks()
        self.focus_view()

    def action_back(self) -> None:
        """Leave the filter line, or unmark what is marked, or show everything again."""
        search = self.query_one("#search", Input)
        if self.selection.refs and not search.display:
            self.selection.clear()
            self.show_marks()
            return
        search.display = False
        self.workspace.set_filter("")
        self.refresh_all()
        self.focus_view()

    def action_save_filter(self) -> None:
        """Ask under which name the words in use are to be kept."""
        words = self.workspace.filter_words
        if not words:
            self.show_message(f"There is no filter to save: {self.keys['search']} asks for one.")
            return
        self._search_done()
        path = self.workspace.settings.paths.preferences
        name = Field("name", "Name", hint="a short one, such as late ELS")
        form: FormDialog[Preferences] = FormDialog(
            f"Save the filter '{words}'", [name], lambda values: save_filter(path, values["name"], words)
        )
        self.app.push_screen(form, self._saved_filter)

    def _saved_filter(self, kept: Preferences | None) -> None:
        if kept:
            name = next((name for name, words in kept.filters.items() if words == self.workspace.filter_words), "")
            self.show_message(f"Saved as '{name}'. {self.keys['saved_filters']} lists the filters.")

    def action_saved_filters(self) -> None:
        """Offer the saved filters, and to save or remove one."""
        kept = read_preferences(self.workspace.settings.paths.preferences).filters
        choices = {f"use {name}": f"{name}: {words}" for name, words in kept.items()}
        if self.workspace.filter_words and self.workspace.filter_words not in kept.values():
            choices["save"] = f"Save '{self.workspace.filter_words}' under a name"
        if kept:
            choices["remove"] = "Remove one of these"
        if choices:
            self.app.push_screen(PickDialog("Saved filters", choices), self._picked_filter)
        else:
            keys = self.keys
            self.show_message(f"No filter is saved yet: {keys['search']} asks for one, {keys['save_filter']} keeps it.")

    def _picked_filter(self, picked: str | None) -> None:
        kept = read_preferences(self.workspace.settings.paths.preferences).filters
        if picked == "save":
            self.action_save_filter()
        elif picked == "remove":
            choices = {name: f"{name}: {words}" for name, words in kept.items()}
            self.app.push_screen(PickDialog("Remove a saved filter", choices), self._removed_filter)
        elif picked:
            self._use_filter(kept.get(picked.removeprefix("use "), ""))

    def _removed_filter(self, name: str | None) -> None:
        if name is None:
            return
        try:
            remove_filter(self.workspace.settings.paths.preferences, name)
        except MilepostError as error:
            self.show_message(str(error), is_error=True)
        else:
            self.show_message(f"Removed: {name}")

    def _use_filter(self, words: str) -> None:
        search = self.query_one("#search", Input)
        search.display = False
        self.workspace.set_filter(words)
        self.refresh_all(reset=True)
        self.focus_view()

    def action_go(self) -> None:
        """Ask for a ref and go there."""
        items = self.workspace.loaded.items
        ref = Field("ref", "Ref", hint="such as 2.4.4-c", check=lambda text: find_items(items, text))
        form = FormDialog("Go to", [ref], lambda values: self._meant(find_items(items, values["ref"])))
        self.app.push_screen(form, self._go)

    def _meant(self, found: Sequence[PlanItem]) -> PlanItem:
        """Return which of a milestone's items to go to: the worst that needs attention, else the first that is open."""
        if len(found) == 1:
            return found[0]
        by_ref = self.workspace.checklist.by_ref()
        items = [by_ref[item.ref] for item in found]
        still_open = [item for item in items if item.state.status not in CLOSED]
        return next(iter((*needing_attention(items), *still_open, *items))).planned

    def _go(self, item: PlanItem | None) -> None:
        if item is None:
            return
        words, told = self.workspace.filter_words, []
        if words and item.ref not in {each.ref for each in self.workspace.items}:
            self.workspace.set_filter("")
            told.append(f"{item.ref} does not fit the filter '{words}', which is cleared.")
        if self.views.name == "board":
            self.show_view("agenda")
        self.views.reveal(item)
        if self.views.has_groups:
            self.side.put_cursor(self.views.group)
        self.refresh_all()
        if not self._put_cursor(item.ref) and item.same_as:
            self._put_cursor(item.same_as)
            told.append(f"{item.ref} is printed twice: this is {item.same_as}, which stands for both.")
        self.rows.focus()
        if told:
            self.show_message(" ".join(told))

    def _put_cursor(self, ref: str) -> bool:
        """Put the cursor on an item, and open the fold that it is in."""
        line = self.views.line_of(ref, self.rows.lines)
        if line and line.kind == "fold":
            self.views.toggle(line.key)
            self.show_items()
        if line:
            self.rows.put_cursor(ref)
        return line is not None

    def action_terms(self) -> None:
        """Show what the abbreviations on screen mean."""
        from tui.app.dialogs.glossary_dialog import GlossaryDialog, terms_in

        terms = self.workspace.loaded.about.glossary
        if not terms:
            self.show_message("This plan's file has no glossary.")
            return
        rows = self.rows
        top = rows.scroll_offset.y
        in_sight = rows.lines[top : top + rows.size.height]
        panes = ("heading", "board-text") if self.board.display else ("heading", "answering")
        said = [str(self.query_one(f"#{name}", Static).content) for name in panes]
        said.append("" if self.board.display else str(self.query_one(DetailPane).content))
        texts = [
            rows.row.text if rows.row else "",
            *said,
            str(self.query_one("#main").border_title),
            *(row.text for row in in_sight),
        ]
        self.show_dialog(GlossaryDialog(terms, terms_in("\n".join(texts), terms)))

    def action_jump(self, letter: str) -> None:
        """Go to the items of the pathway or lead whose capital letter is pressed."""
        for row in self.side.lines if self.side.display else ():
            if row.mark == letter:
                self.side.put_cursor(row.key)
                self.rows.focus()
                self.rows.action_to_end(-1)
