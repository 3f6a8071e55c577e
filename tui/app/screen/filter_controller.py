"""The filter: typed in the bar, saved under a name, used again and removed."""

from collections.abc import Mapping
from pathlib import Path

from plan_data.errors import MilepostError
from tui.app.dialogs.form_dialog import Field, FormDialog
from tui.app.dialogs.pick_dialog import PickDialog
from tui.app.screen.screen_services import ScreenServices
from tui.app.widgets.filter_bar import FilterBar
from tui.config.preferences import Preferences, read_preferences
from tui.config.saved_filters import remove_filter, save_filter
from tui.wording.counts import plural


class FilterController:
    """Applies the words of the filter bar, and keeps named filters in the preferences."""

    def __init__(self, screen: ScreenServices, bar: FilterBar) -> None:
        self._screen = screen
        self._workspace = screen.workspace
        self._bar = bar

    @property
    def label(self) -> str:
        """The filter's words, unless they are in the bar, and how many items it shows."""
        workspace = self._workspace
        if not workspace.filter_words:
            return ""
        view = self._screen.views.current
        shown = f"{view.found} of {view.total}"
        if self._bar.is_open:
            return shown
        return f"/ {workspace.filter_words}: {shown}"

    def open_bar(self) -> None:
        """Open the bar with the words in force."""
        self._bar.open(self._workspace.filter_words)
        self._screen.refresh_tabs()
        self._bar.call_after_refresh(self._workspace.prepare_search)

    def change(self, words: str) -> None:
        """Filter by other words."""
        if words.strip() != self._workspace.filter_words:
            self._workspace.set_filter(words)
            self._screen.refresh_all(reset=True)

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
        if not workspace.filter_words:
            return
        if workspace.search.problem:
            self._screen.show_message(workspace.search.problem, is_error=True)
        elif not self._screen.views.current.found:
            self._screen.show_message(workspace.explain_nothing_found(while_typing=False))

    def clear(self) -> None:
        """Close the bar and show every item."""
        self._bar.close()
        self._workspace.set_filter("")
        self._screen.refresh_all()
        self._screen.area.focus_items()

    # Saved filters

    @property
    def _path(self) -> Path:
        return self._workspace.settings.paths.preferences

    def _saved_filters(self) -> Mapping[str, str]:
        return read_preferences(self._path).filters

    def ask_name(self) -> None:
        """Ask for a name to save the words in force under."""
        words, keys = self._workspace.filter_words, self._screen.keys
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
        self._screen.show_message(f"Saved as '{name}'. {key} lists the filters.")

    def _name_in_force(self, filters: Mapping[str, str]) -> str:
        for name, words in filters.items():
            if words == self._workspace.filter_words:
                return name
        return ""

    def show_saved(self) -> None:
        """Offer to use, save or remove a filter."""
        filters, words = self._saved_filters(), self._workspace.filter_words
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
        count = plural(self._workspace.count_found(words), "item")
        return f"{name}: {words} ({count})"

    def _act_on_choice(self, choice: str | None) -> None:
        if choice is None:
            return
        if choice == "save":
            self.ask_name()
            return
        filters = self._saved_filters()
        if choice == "remove":
            choices = {name: f"{name}: {words}" for name, words in filters.items()}
            dialog = PickDialog("Remove a saved filter", choices)
            self._screen.show_dialog(dialog, self._remove)
            return
        self._use(filters.get(choice.removeprefix("use "), ""))

    def _use(self, words: str) -> None:
        self._bar.close()
        self._workspace.set_filter(words)
        self._screen.refresh_all(reset=True)
        self._screen.area.focus_items()
        self._explain_nothing_found()

    def _remove(self, name: str | None) -> None:
        if name is None:
            return
        try:
            remove_filter(self._path, name)
        except MilepostError as error:
            self._screen.show_message(str(error), is_error=True)
        else:
            self._screen.show_message(f"Removed: {name}")
