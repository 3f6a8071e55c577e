"""What is open: another plan, another as-of date, and what others wrote to the journal."""

from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING

from plan_data.errors import MilepostError
from store.dates import format_day
from tui.app.screen.date_steps import Step, step_date
from tui.app.screen.screen_services import ScreenServices
from tui.app.views.registry import shown_views
from tui.app.workspace import JournalReading

if TYPE_CHECKING:
    from tui.app.importing.import_draft import ImportDraft
    from tui.app.importing.import_wizard import ImportEnd, ImportWizard


def show_opened_plan(screen: ScreenServices) -> None:
    """Show a plan that was just opened, in the first view if it lacks the current one."""
    screen.views.row_state.close_all()
    screen.selection.clear()
    shown = shown_views(screen.workspace.loaded)
    if all(view.id != screen.views.name for view in shown):
        screen.show_view(shown[0].id)
        screen.area.focus_first()  # the list that had the focus may be gone
    screen.refresh_all()
    screen.report_problems()


class PlanController:
    """Changes what the workspace shows."""

    def __init__(self, screen: ScreenServices) -> None:
        self._screen = screen
        self._workspace = screen.workspace

    def start(self) -> None:
        """Ask which plan to open if none was ever chosen, else explain a year that is over."""
        if self._workspace.settings.plan_is_chosen:
            self._screen.area.call_after_refresh(self._explain_ended_year)
        else:
            self.ask_plan()

    def ask_plan(self) -> None:
        """Ask which plan to open."""
        from tui.app.dialogs.plan_dialog import DEMO, build_plan_dialog

        dialog = build_plan_dialog(self._workspace, self._import_wizard)

        def show(name: str | None) -> None:
            if name == DEMO:
                self._screen.open_demo()
                return
            if name and dialog.at_year_end:
                self._workspace.follows_today = False
                self._workspace.set_as_of(self._workspace.loaded.year.last)
            self._show_plan(name)

        self._screen.show_dialog(dialog, show)

    def _show_plan(self, name: str | None) -> None:
        if name:
            show_opened_plan(self._screen)
        if name or not self._workspace.settings.plan_is_chosen:  # Esc keeps the first plan open
            self._explain_ended_year()

    # A plan made of a published table

    @cached_property
    def _import_draft(self) -> "ImportDraft":
        """What was typed in the import wizard, kept as long as this window is open."""
        from tui.app.importing.import_draft import ImportDraft

        settings = self._workspace.settings
        return ImportDraft(settings.paths, settings.clock)

    def _import_wizard(self) -> "ImportWizard":
        from tui.app.dialogs.plan_dialog import open_chosen_plan
        from tui.app.importing.import_wizard import ImportWizard

        return ImportWizard(self._import_draft, partial(open_chosen_plan, self._workspace))

    def import_table(self) -> None:
        """Make a plan of a published table, step by step."""
        self._screen.show_dialog(self._import_wizard(), self._show_imported)

    def _show_imported(self, end: "ImportEnd | None") -> None:
        if end is None:
            return
        if end.is_open:
            self._show_plan(str(end.path))
        self._screen.show_message(f"The plan is in {end.path}.")

    def _explain_ended_year(self) -> None:
        """Explain why everything is overdue, unless the user chose the as-of date."""
        workspace = self._workspace
        if not workspace.is_today or workspace.settings.as_of_text or workspace.is_made_up:
            return
        last = workspace.loaded.year.last
        if workspace.as_of > last:
            key = self._screen.keys["travel"]
            ended = f"This plan's year ended {format_day(last)}"
            self._screen.show_message(f"{ended}: {key} shows it as of another day.")

    def ask_page(self) -> None:
        """Ask which page about the plan to show."""
        from tui.app.dialogs.pick_dialog import PickDialog
        from tui.app.views.plan_pages import pages_of

        pages = pages_of(self._workspace.loaded.about)
        self._screen.show_dialog(PickDialog("About this plan", pages), self.show_page)

    def show_page(self, name: str | None) -> None:
        """Show a page about the plan, if one was picked."""
        from tui.app.dialogs.text_dialog import TextDialog
        from tui.app.views.plan_pages import PLAN_PAGES

        if name is None:
            return
        page, checklist = PLAN_PAGES[name], self._workspace.checklist
        title = checklist.loaded.vocabulary.reword(page.title)
        self._screen.show_dialog(TextDialog(title, lambda width: page.text(checklist, width)))

    def ask_as_of(self) -> None:
        """Ask for another as-of date."""
        from tui.app.dialogs.forms import as_of_form

        self._screen.show_dialog(as_of_form(self._workspace), self._show_as_of)

    def _show_as_of(self, as_of: date | None) -> None:
        if as_of:
            self._workspace.set_as_of(as_of)
            self._screen.refresh_all()

    def step_as_of(self, step: Step, by: int) -> None:
        """Move the as-of date by a day, a month or to a Board, back (-1) or forward (1)."""
        workspace = self._workspace
        as_of = step_date(workspace.as_of, step, by, workspace.checklist.meetings)
        if as_of is None:
            self._screen.show_message(self._no_step_text(step, by))
            return
        workspace.follows_today = as_of == workspace.settings.clock.today
        self._show_as_of(as_of)

    def _no_step_text(self, step: Step, by: int) -> str:
        side = "before" if by < 0 else "after"
        day = format_day(self._workspace.as_of)
        if step != "board":
            return f"There is no date {side} {day} here."
        return f"No Board date {side} {day} is known: {self._screen.keys['more_acts']} records one."

    def show_reading(self, reading: JournalReading) -> None:
        """Show what another window or machine has written, unless the reading is outdated."""
        if self._workspace.is_outdated(reading):
            return
        try:
            self._workspace.apply_reading(reading)
        except MilepostError as error:
            self._screen.show_message(str(error), is_error=True)
            return
        self._screen.refresh_all()
        if message := self._workspace.pop_messages():
            self._screen.show_message(message)
