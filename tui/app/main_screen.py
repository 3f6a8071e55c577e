"""The one screen: a list, the item under its cursor, and beside it pathways or leads."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Footer, Input, Static

from plan_data.errors import MilepostError
from plan_data.load import load_usable, shipped_plans
from plan_data.model import Objective
from store.checklist import ChecklistItem
from store.dates import spoken
from store.entry import Entry
from store.overview import Group, by_lead, by_pathway
from store.record import Recorder
from tui.acts import ACTS
from tui.app import forms, texts
from tui.app.desk import Desk
from tui.app.dialogs import PickDialog, TextDialog
from tui.app.row_list import RowList
from tui.app.rows import LETTERS, agenda_rows, group_rows, items_rows, priority_rows
from tui.formats.as_text import entry_words

VIEWS = ("agenda", "pathways", "leads", "priorities")
WATCH_SECONDS = 2.0


class MainScreen(Screen[None]):
    """Shows the desk and turns keys into acts on it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(act.key, act.name, act.label, show=act.in_footer, id=act.name, tooltip=act.help) for act in ACTS),
        Binding("escape", "clear_search", "clear the filter", show=False, id="clear_search"),
        Binding("tab", "other_list", "other list", show=False, id="other_list"),
        Binding("q", "app.quit", "quit", show=False, id="quit"),
        *(Binding(letter, f"jump('{letter}')", f"to {letter}", show=False, id=f"jump.{letter}") for letter in LETTERS),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (78, "-normal"), (120, "-wide")]  # noqa: RUF012 - as Textual has it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-tall"), (34, "-high")]  # noqa: RUF012

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._view = "agenda"
        self._opened: frozenset[str] = frozenset()
        self._objectives = self._objectives_of_plan()

    def compose(self) -> ComposeResult:
        """Lay out heading, views and filter, the lists, the detail pane and the keys."""
        yield Static(id="heading")
        with Horizontal(id="bar"):
            yield Static(id="views")
            yield Input(placeholder="filter: overdue ELS jan", id="search", compact=True)
        with Horizontal(id="body"):
            yield RowList("none", side=True, id="side")
            with Vertical(id="main"):
                yield RowList("nothing here", id="list")
                with VerticalScroll(id="detail", can_focus=False):
                    yield Static(id="detail-text")
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Show the agenda, and any problems first."""
        self.query_one("#search", Input).display = False
        self.show_view("agenda")
        self.rows.focus()
        self.set_interval(WATCH_SECONDS, self._watch_journal)
        if any(problem.severity == "problem" for problem in self.desk.checklist.problems):
            self.action_show_problems()

    @property
    def rows(self) -> RowList:
        """The list of items."""
        return self.query_one("#list", RowList)

    @property
    def side(self) -> RowList:
        """The list of pathways or leads."""
        return self.query_one("#side", RowList)

    # What is shown

    def show_view(self, view: str) -> None:
        """Show one of `VIEWS`."""
        self._view = view
        self.side.display = view in {"pathways", "leads"}
        if self.side.display:
            self.side.cursor = 0
        self.refresh_desk(anew=True)

    def refresh_desk(self, *, anew: bool = False) -> None:
        """Show what is on the desk now; cursors stay on their lines, or go to the first where all is new."""
        self.query_one("#heading", Static).update(texts.heading(self.desk))
        self.query_one("#heading").set_class(not self.desk.is_today, "-other-date")
        self.query_one("#views", Static).update(self._views())
        if self.side.display:
            self.side.show_rows(group_rows(self._groups()))
        self._show_items(anew=anew)

    def _views(self) -> Content:
        names = [
            Content.styled(f" {n} {view.title()} ", "reverse bold" if view == self._view else "")
            for n, view in enumerate(VIEWS, start=1)
        ]
        words = self.desk.words
        return Content(" ").join([Content.styled(f" / {words} ", "bold reverse")] * bool(words) + names)

    def _show_items(self, *, anew: bool = False) -> None:
        desk, shown = self.desk, self.rows
        title = ""
        if self._view == "agenda":
            lines = agenda_rows(desk.checklist, desk.items, self._opened)
        elif self._view == "priorities":
            lines = priority_rows(desk.checklist, desk.items, self._opened)
        else:
            lines = items_rows(self._items_in_view())
            group = self._group()
            title = texts.group_title(group, len(lines), desk.plan.plan) if group else ""
        shown.border_title = Content(title)
        shown.show_rows(lines, self._why_empty(), anew=anew)

    def _items_in_view(self) -> tuple[ChecklistItem, ...]:
        if not self.side.display:
            return self.desk.items
        group, passing = self._group(), {item.ref for item in self.desk.items}
        return tuple(item for item in (group.items if group else ()) if item.ref in passing)

    def _why_empty(self) -> str:
        if self.desk.words:
            return f"Nothing fits the filter '{self.desk.words}'. Esc clears it."
        return "No items here."

    def _groups(self) -> list[Group]:
        return by_pathway(self.desk.checklist) if self._view == "pathways" else by_lead(self.desk.checklist)

    def _group(self) -> Group | None:
        row = self.side.row
        return next((group for group in self._groups() if row and group.code == row.key), None)

    @on(RowList.Highlighted, "#side")
    def _other_group(self) -> None:
        if self.side.display:
            self._show_items(anew=True)

    @on(RowList.Highlighted, "#list")
    def _other_item(self, event: RowList.Highlighted) -> None:
        self.query_one("#detail-text", Static).update(texts.detail(event.row, self._objectives))
        self.query_one("#detail", VerticalScroll).scroll_home(animate=False)

    def _objectives_of_plan(self) -> dict[str, Objective]:
        sections = self.desk.plan.plan.sections
        return {o.number: o for section in sections for priority in section.priorities for o in priority.objectives}

    # Moving about

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

    def action_other_list(self) -> None:
        """Go from the pathways or leads to their items, and back."""
        (self.rows if self.focused is self.side or not self.side.display else self.side).focus()

    def action_jump(self, letter: str) -> None:
        """Go to the items of the pathway or lead whose capital letter is pressed."""
        for row in self.side.lines if self.side.display else ():
            if row.mark == letter:
                self.side.put_cursor(row.key)
                self.rows.focus()
                self.rows.action_to_end(-1)

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
            self._opened ^= {row.key}
            self._show_items()
        elif row.item:
            self.app.push_screen(TextDialog(row.item.ref, texts.detail(row, self._objectives)))

    # Filter and date

    def action_search(self) -> None:
        """Ask what to show."""
        search = self.query_one("#search", Input)
        search.display = True
        search.value = self.desk.words
        search.focus()

    @on(Input.Changed, "#search")
    def _search_as_typed(self, event: Input.Changed) -> None:
        self.desk.search(event.value)
        self.refresh_desk(anew=True)

    @on(Input.Submitted, "#search")
    def _search_done(self) -> None:
        self.query_one("#search", Input).display = False
        self.rows.focus()

    def action_clear_search(self) -> None:
        """Show everything again."""
        search = self.query_one("#search", Input)
        search.display = False
        self.desk.search("")
        self.refresh_desk()
        self.rows.focus()

    # A dialog is pushed at once and answers by a callback: keys typed ahead must never reach this screen's acts.

    def action_travel(self) -> None:
        """Ask for another date."""
        self.app.push_screen(forms.travel_form(self.desk), self._travelled)

    def _travelled(self, as_of: date | None) -> None:
        if as_of:
            self.desk.travel(as_of)
            self.refresh_desk()

    # Acts on the item under the cursor

    def action_tick(self) -> None:
        """Ask when it was done."""
        self._record(forms.tick_form)

    def action_note(self) -> None:
        """Ask for a note."""
        self._record(forms.note_form)

    def action_actual(self) -> None:
        """Ask for a figure."""
        self._record(forms.actual_form)

    def action_start(self) -> None:
        """Ask when it started."""
        self._record(forms.start_form)

    def action_forecast(self) -> None:
        """Ask when it is expected."""
        self._record(forms.forecast_form)

    def action_reschedule(self) -> None:
        """Ask for a new date."""
        self._record(forms.reschedule_form)

    def action_withdraw(self) -> None:
        """Ask who approved that it is withdrawn."""
        self._record(forms.withdraw_form)

    def _record(self, form: Callable[[Desk, ChecklistItem], forms.Form]) -> None:
        row = self.rows.row
        if row is None or row.item is None:
            self._tell("Move to an item first.")
        else:
            self.app.push_screen(form(self.desk, row.item), self._recorded)

    def _recorded(self, entry: Entry | None) -> None:
        if entry:
            self.refresh_desk()
            self._tell(f"Saved: {entry.ref}  {entry_words(entry)}   u takes it back")

    def action_undo(self) -> None:
        """Take back the newest own entry."""
        self._take_back(lambda recorder: recorder.undo(self.desk.settings.clock.today), "Taken back")

    def action_redo(self) -> None:
        """Bring back what was undone last."""
        self._take_back(lambda recorder: recorder.redo(self.desk.settings.clock.today), "Brought back")

    def _take_back(self, act: Callable[[Recorder], tuple[Entry, Entry]], said: str) -> None:
        try:
            entry, _ = self.desk.record(act)
        except MilepostError as error:
            self._tell(str(error), severe=True)
        else:
            self.refresh_desk()
            self._tell(f"{said}: {entry.ref}  {entry_words(entry)}")

    # The rest

    def action_export(self) -> None:
        """Ask for a file and write the checklist in view to it."""
        self.app.push_screen(forms.export_form(self.desk, self._items_in_view()), self._exported)

    def _exported(self, path: Path | None) -> None:
        if path:
            self._tell(f"written to {path}")

    def action_switch_plan(self) -> None:
        """Ask which plan to show."""
        cache = self.desk.settings.paths.cache
        choices = {name: load_usable(path, cache).plan.title for name, path in shipped_plans().items()}
        self.app.push_screen(PickDialog("Open a plan", choices), self._picked_plan)

    def _picked_plan(self, name: str | None) -> None:
        if name:
            self.desk.open_plan(name)
            self._objectives = self._objectives_of_plan()
            self._opened = frozenset()
            self.refresh_desk()

    def action_show_problems(self) -> None:
        """Show the mistakes in plan and journal, and entries without an item."""
        self._show(TextDialog("Problems", texts.problems(self.desk.checklist)))

    def action_show_help(self) -> None:
        """Show the keys."""
        keys = {bound.binding.id: self.app.get_key_display(bound.binding) for bound in self.active_bindings.values()}
        self._show(TextDialog("Help", texts.help_text({name: key for name, key in keys.items() if name})))

    def _show(self, dialog: ModalScreen[None]) -> None:
        self.app.push_screen(dialog)

    def _tell(self, words: str, *, severe: bool = False) -> None:
        self.app.clear_notifications()  # the newest word is the one that holds
        self.notify(words, severity="error" if severe else "information", markup=False, timeout=6)

    def _watch_journal(self) -> None:
        """Show what another window or machine has written, without touching what is being typed."""
        if isinstance(self.app.screen, ModalScreen) or not self.desk.changed_elsewhere():
            return
        before = {entry.id for entry in self.desk.contents.entries}
        try:
            self.desk.reload()
        except MilepostError as error:
            self._tell(str(error), severe=True)
            return
        self.refresh_desk()
        new = [entry for entry in self.desk.contents.entries if entry.id not in before]
        if new:
            self._tell(f"{len(new)} new from elsewhere, the last by {new[-1].by}, {spoken(new[-1].on)}")
