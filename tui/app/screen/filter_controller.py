"""The filter: typed in the bar, saved under a name, used again and removed."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from plan_data.errors import MilepostError
from store.checklist.checklist import without_repeats
from tui.app.screen.screen_services import ScreenServices
from tui.app.widgets.filter_bar import FilterBar
from tui.config.preferences import Preferences, read_preferences
from tui.config.saved_filters import MINE, guess_mine, mine_words, remove_filter, save_filter
from tui.wording.counts import milestones_text, pathway_counts_text

if TYPE_CHECKING:
    from store.query.completions import Completer

_HOW_TO_TAKE = "Down or Tab takes one of these, Enter shows what is found."


class FilterController:
    """Applies the words of the filter bar, and keeps named filters in the preferences."""

    def __init__(self, screen: ScreenServices, bar: FilterBar) -> None:
        self._screen = screen
        self._workspace = screen.workspace
        self._bar = bar
        self._saved: Mapping[str, str] = {}
        self._completer: Completer | None = None

    @property
    def label(self) -> str:
        """The filter's words, unless they are in the bar, and how many milestones and dates it shows."""
        workspace = self._workspace
        if not workspace.words_in_force:
            return ""
        shown = self._screen.views.current.found_text
        if workspace.filter.only_mine:
            shown = f"only mine: {shown}"
        if self._bar.is_open or not workspace.filter.words:
            return shown
        return f"/ {workspace.filter.words}: {shown}"

    def open_bar(self) -> None:
        """Open the bar with the words in force."""
        self._bar.open(self._workspace.filter.words)
        self._saved = self._saved_filters()
        self._suggest(self._workspace.filter.words)
        self._screen.refresh_tabs()
        self._bar.call_after_refresh(self._prepare)

    def _prepare(self) -> None:
        """Build what is looked through, so that the first letter does not wait for it."""
        self._workspace.filter.prepare_search()
        self._current_completer().prepare()

    def change(self, words: str) -> None:
        """Filter by other words."""
        if words.strip() != self._workspace.filter.words:
            self._workspace.filter.set_words(words)
            self._screen.refresh_all(reset=True)
        self._suggest(words)

    def _suggest(self, words: str) -> None:
        """Show below the bar how many are found and what the words may go on with."""
        workspace = self._workspace
        authors = (entry.by for entry in workspace.contents.entries)  # read only after `by:`
        completions = self._current_completer().complete(words, self._saved, authors)
        counts = ""
        if workspace.words_in_force:
            counts = pathway_counts_text(workspace.items, workspace.loaded.about)
        self._bar.show_suggestions(counts or _HOW_TO_TAKE, completions)

    def _current_completer(self) -> "Completer":
        from store.query.completions import Completer

        loaded = self._workspace.loaded
        if self._completer is None or self._completer.loaded is not loaded:
            self._completer = Completer(loaded)
        return self._completer

    def submit(self) -> bool:
        """Close the bar and go to the items; words that cannot be read stay in the bar.

        Return whether they could be read.
        """
        problem = self._workspace.search.problem
        if problem:
            self._screen.show_message(problem, is_error=True)
            return False
        self._bar.close()
        self._screen.refresh_tabs()
        self._screen.area.focus_items()
        self._explain_nothing_found()
        return True

    def _explain_nothing_found(self) -> None:
        """Show a message about words that find nothing or cannot be read."""
        workspace = self._workspace
        if not workspace.words_in_force:
            return
        if workspace.search.problem:
            self._screen.show_message(workspace.search.problem, is_error=True)
        elif self._screen.views.current.finds_nothing:
            self._screen.show_message(workspace.filter.explain_nothing_found(while_typing=False))

    def clear(self) -> None:
        """Close the bar and clear the words; without any, show the items of others again too."""
        has_words = self._bar.is_open or bool(self._workspace.filter.words)
        self._bar.close()
        self._workspace.filter.show("", only_mine=self._workspace.filter.only_mine and has_words)
        self._screen.refresh_all()
        self._screen.area.focus_items()

    # Only mine

    def toggle_mine(self) -> None:
        """Show the user's own items alone, or all again; ask which these are if that is not known."""
        from tui.app.dialogs.form_dialog import Field, FormDialog

        workspace = self._workspace
        workspace.filter.set_mine(mine_words(read_preferences(self._path)))
        if workspace.filter.only_mine or workspace.filter.mine_words:
            self._show_only_mine(only=not workspace.filter.only_mine)
            return
        words = Field(
            "words",
            "Yours are",
            value=guess_mine(workspace.settings.author, workspace.loaded.about),
            hint="lead:JCP or pathway:ELS",
            check=workspace.filter.check_words,
        )
        form: FormDialog[Preferences] = FormDialog(
            "Which items are yours? Words as in the filter; asked once",
            [words],
            lambda values: save_filter(self._path, MINE, values["words"]),
        )
        self._screen.show_dialog(form, self._use_mine)

    def _use_mine(self, preferences: Preferences | None) -> None:
        if preferences is None:
            return
        self._workspace.filter.set_mine(mine_words(preferences))
        self._show_only_mine(only=True)

    def _show_only_mine(self, *, only: bool) -> None:
        workspace, keys = self._workspace, self._screen.keys
        workspace.filter.show(workspace.filter.words, only_mine=only)
        self._screen.refresh_all(reset=True)
        if only:
            hint = f"{keys['mine']} shows all, {keys['saved_filters']} changes which are yours."
            self._screen.show_message(f"Only mine: {workspace.filter.mine_words}. {hint}")

    # Saved filters

    @property
    def _path(self) -> Path:
        return self._workspace.settings.paths.preferences

    def _saved_filters(self) -> Mapping[str, str]:
        return read_preferences(self._path).filters

    def ask_name(self) -> None:
        """Ask for a name to save the words in force under."""
        from tui.app.dialogs.form_dialog import Field, FormDialog

        words, keys = self._workspace.filter.words, self._screen.keys
        if not words:
            self._screen.show_message(f"There is no filter to save: {keys['search']} asks for one.")
            return
        if not self.submit():
            return
        name = Field("name", "Name", hint="a short one, such as late ELS")
        form: FormDialog[Preferences] = FormDialog(
            f"Save the filter '{words}'",
            [name],
            lambda values: save_filter(self._path, values["name"], words),
        )
        self._screen.show_dialog(form, self._show_saved)

    def _show_saved(self, preferences: Preferences | None) -> None:
        if preferences is None:
            return
        name = self._name_in_force(preferences.filters)
        key = self._screen.keys["saved_filters"]
        self._workspace.filter.set_mine(mine_words(preferences))
        self._screen.show_message(f"Saved as '{name}'. {key} lists the filters.")

    def _name_in_force(self, filters: Mapping[str, str]) -> str:
        for name, words in filters.items():
            if words == self._workspace.filter.words:
                return name
        return ""

    def show_saved(self) -> None:
        """Offer to use, save or remove a filter."""
        from tui.app.dialogs.pick_dialog import PickDialog

        filters, words = self._saved_filters(), self._workspace.filter.words
        choices = {f"use {name}": self._choice(name, kept) for name, kept in filters.items()}
        if words and words not in filters.values():
            choices["save"] = f"Save '{words}' under a name"
        if filters:
            choices["remove"] = "Remove one of these"
        if choices:
            self._screen.show_dialog(PickDialog("Saved filters", choices), self._act_on_choice)
            return
        keys = self._screen.keys
        hint = f"{keys['search']} asks for one, {keys['save_filter']} keeps it."
        self._screen.show_message(f"No filter is saved yet: {hint}")

    def _choice(self, name: str, words: str) -> str:
        items = without_repeats(self._workspace.filter.find_items(words))
        found = milestones_text(items, self._workspace.loaded.vocabulary)
        return f"{name}: {words}: {found}"

    def _act_on_choice(self, choice: str | None) -> None:
        if choice is None:
            return
        if choice == "save":
            self.ask_name()
            return
        if choice == "remove":
            self._ask_which_to_remove()
            return
        self._use(self._saved_filters().get(choice.removeprefix("use "), ""))

    def _ask_which_to_remove(self) -> None:
        from tui.app.dialogs.pick_dialog import PickDialog

        filters = self._saved_filters()
        choices = {name: f"{name}: {words}" for name, words in filters.items()}
        dialog = PickDialog("Remove a saved filter", choices)
        self._screen.show_dialog(dialog, self._remove)

    def _use(self, words: str) -> None:
        self._bar.close()
        self._workspace.filter.set_words(words)
        self._screen.refresh_all(reset=True)
        self._screen.area.focus_items()
        self._explain_nothing_found()

    def _remove(self, name: str | None) -> None:
        if name is None:
            return
        try:
            preferences = remove_filter(self._path, name)
        except MilepostError as error:
            self._screen.show_message(str(error), is_error=True)
        else:
            self._workspace.filter.set_mine(mine_words(preferences))
            self._screen.refresh_all()
            self._screen.show_message(f"Removed: {name}")
