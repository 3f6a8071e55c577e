"""The one screen: its keys, its views, and what opens from it.

What makes papers is imported when it is asked for: it would take a tenth of the time until the first screen.
"""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from store.dates import format_day
from store.query.filters import Filter
from tui.actions import ACTIONS
from tui.app.dialogs import forms
from tui.app.dialogs.text_dialog import TextDialog
from tui.app.screen.finding import FindingMixin
from tui.app.screen.recording_actions import ItemActs
from tui.app.views import pane_texts
from tui.app.views.rows import LETTERS
from tui.app.widgets.row_list import RowList

if TYPE_CHECKING:
    from tui.app.dialogs.changes_since import ChangesSince


class MainScreen(ItemActs, FindingMixin):
    """Turns keys into acts on the workspace."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(act.key, act.name, act.label, show=act.in_footer, id=act.name, tooltip=act.help) for act in ACTIONS),
        Binding("escape", "back", "clear marks or filter", show=False, id="back"),
        Binding("tab", "other_list", "other list", show=False, id="other_list"),
        Binding("shift+up", "extend(-1)", "mark upwards", show=False, id="mark.up"),
        Binding("shift+down", "extend(1)", "mark downwards", show=False, id="mark.down"),
        Binding("q", "app.quit", "quit", show=False, id="quit"),
        *(Binding(letter, f"jump('{letter}')", f"to {letter}", show=False, id=f"jump.{letter}") for letter in LETTERS),
    ]

    def on_mount(self) -> None:
        """Ask which plan, where nobody has ever said so."""
        if not self.workspace.settings.plan_is_chosen:
            self.action_switch_plan()
        else:
            self.call_after_refresh(self._tell_that_year_is_over)

    def action_view_agenda(self) -> None:
        """Show the agenda."""
        self.show_view("agenda")
        self.rows.focus()

    def action_view_pathways(self) -> None:
        """Show the pathways."""
        self.show_view("pathways")
        self.side.focus()

    def action_view_leads(self) -> None:
        """Show the lead agencies."""
        self.show_view("leads")
        self.side.focus()

    def action_view_priorities(self) -> None:
        """Show the plan's tree."""
        self.show_view("priorities")
        self.rows.focus()

    def action_view_board(self) -> None:
        """Show the picture of the whole."""
        self.show_view("board")
        self.board.focus()

    def action_other_list(self) -> None:
        """Go from the pathways or leads to their items, and back."""
        self.side.focus() if self.side.display and self.focused is not self.side else self.focus_view()

    @on(RowList.Opened)
    def action_show_item(self) -> None:
        """Open or close a folded line, or show the whole item."""
        if self.focused is self.side:
            self.rows.focus()
            return
        row = self.rows.row
        if row is None:
            return
        if row.kind in {"fold", "node"}:
            self.views.toggle(row.key)
            self.show_items()
        elif row.item:
            self.show_dialog(
                TextDialog(row.item.ref, pane_texts.detail_text(row, self.workspace.loaded.objectives, self.keys))
            )

    def action_travel(self) -> None:
        """Ask for another date."""
        self.app.push_screen(forms.as_of_form(self.workspace), self._travelled)

    def _travelled(self, as_of: date | None) -> None:
        if as_of:
            self.workspace.set_as_of(as_of)
            self.refresh_all()

    def action_changes(self) -> None:
        """Ask since when, and show what has changed."""
        from tui.app.dialogs.changes_since import since_form

        self.app.push_screen(since_form(self.workspace, self.views.items), self._changed)

    def _changed(self, news: "ChangesSince | None") -> None:
        from tui.app.dialogs.changes_since import changes_text

        if news:
            title = f"Changed from {format_day(news.since)} to {format_day(self.workspace.as_of)}"
            self.show_dialog(TextDialog(title, changes_text(news)))

    def action_export(self) -> None:
        """Ask what to write to a file, and how."""
        from tui.app.dialogs.export import InView
        from tui.app.dialogs.export_dialog import ExportDialog

        views = self.views
        chosen = (views.group,)
        asked = Filter(
            pathways=chosen if views.name == "pathways" else (), leads=chosen if views.name == "leads" else ()
        )
        self.app.push_screen(
            ExportDialog(self.workspace, InView(views.items, asked, self.workspace.filter_words)), self._exported
        )

    def _exported(self, path: Path | None) -> None:
        if path:
            self.show_message(f"written to {path}")

    def action_switch_plan(self) -> None:
        """Ask which plan to show."""
        from tui.app.dialogs.plan_dialog import build_plan_dialog

        self.app.push_screen(build_plan_dialog(self.workspace), self._opened_plan)

    def _opened_plan(self, name: str | None) -> None:
        if name:
            self.views.opened = frozenset()
            self.selection.clear()
            self.refresh_all()
        if name or not self.workspace.settings.plan_is_chosen:  # Esc goes on with the first one
            self._tell_that_year_is_over()

    def _tell_that_year_is_over(self) -> None:
        """Say why all is overdue, where a plan is opened after its year and nobody asked for the day."""
        workspace, last = self.workspace, self.workspace.loaded.year.last
        if (
            workspace.is_today
            and workspace.as_of > last
            and not (workspace.settings.as_of_text or workspace.is_made_up)
        ):
            self.show_message(
                f"This plan's year ended {format_day(last)}: {self.keys['travel']} shows it as of another day."
            )

    def action_show_help(self) -> None:
        """Show the keys."""
        self.show_dialog(TextDialog("Help", lambda width: pane_texts.help_text(self.keys, width)))
