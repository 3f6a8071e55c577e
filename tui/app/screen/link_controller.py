"""Links: opens what is named on the screen, and what belongs to the item under the cursor."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Literal

from textual.content import Content

from plan_data.items import PlanItem
from plan_data.load import LoadedPlan
from plan_data.model import About
from plan_data.text import plural
from store.board.board_actions import BoardAction, board_actions, find_action
from store.checklist.checklist import ChecklistItem
from store.query.destinations import Destination, find_destinations
from store.query.filters import NOT_STATED, TAG_MARK
from store.query.plan_parts import NamedPart, PartKind
from tui.app.dialogs.form_dialog import Field, FormDialog
from tui.app.dialogs.linked_text_dialog import LinkedTextDialog
from tui.app.dialogs.pick_dialog import PickDialog
from tui.app.dialogs.text_dialog import TextDialog
from tui.app.links import Link, LinkedLine, link_lines
from tui.app.screen.navigator import Navigator
from tui.app.screen.places import Places
from tui.app.screen.screen_services import ScreenServices
from tui.app.views.action_rows import ActionRow
from tui.app.views.journal_details import action_details, row_paragraphs
from tui.app.views.linked_texts import level_lines
from tui.app.views.measure_rows import MeasureRow
from tui.app.views.paragraphs import Paragraph, hang_lines
from tui.app.views.plan_pages import PLAN_PAGES
from tui.app.views.registry import VIEWS
from tui.app.views.rows import Row
from tui.wording.plan_facts import part_title
from tui.wording.plan_words import nothing_stated_text, states_noun

Names = Mapping[str, str]
NO_ITEM = "Move to an item first."
_MOST_CHOICES = 60


class LinkController:
    """Goes to items, levels, groups and filtered lists; each step can be taken back."""

    def __init__(self, screen: ScreenServices, navigator: Navigator, places: Places) -> None:
        self._screen = screen
        self._workspace = screen.workspace
        self._navigator = navigator
        self._places = places

    def open(self, link: Link | None) -> None:
        """Go where a link leads, if anywhere."""
        if link is None:
            return
        match link.kind:
            case "item":
                self._open_item(link.name)
            case "measure":
                self._places.add_step()
                self._navigator.go_to_measure(link.name)
            case "level":
                self._open_level(link.name)
            case "pathways" | "leads":
                self._open_group(link.kind, link.name)
            case "words":
                self._open_words(link.name)
            case "page":
                self._open_page(link.name)
            case "action":
                self._open_action(link.name)

    def _open_item(self, name: str) -> None:
        items = [
            item for item in self._workspace.loaded.items if name in {item.ref, item.milestone}
        ]
        exact = [item for item in items if item.ref == name]
        self.go_to_best(exact or items)

    def go_to_best(self, items: Sequence[PlanItem]) -> None:
        """Go to the one of some items that needs attention most."""
        self._places.add_step()
        self._navigator.go_to(self._navigator.best_of(items))

    def _open_level(self, key: str) -> None:
        """Go to a section, priority or objective in the plan's tree."""
        self._places.add_step()
        kind, _, number = key.partition(" ")
        items = self._workspace.items
        messages: list[str] = []
        if not any(getattr(item.planned, kind) == number for item in items):
            messages = self._navigator.clear_filter(f"{self._reword(kind)} {number}")
        self._screen.show_view("priorities", key=key)
        self._screen.area.rows.put_cursor(key)
        self._screen.area.focus_items()
        if messages:
            self._screen.show_message(" ".join(messages))

    def _reword(self, text: str) -> str:
        return self._workspace.loaded.vocabulary.reword(text)

    def _open_group(self, view: str, code: str) -> None:
        self._places.add_step()
        self._screen.show_view(view, key=code)
        self._screen.area.focus_items()

    def _open_words(self, words: str) -> None:
        self._places.add_step()
        self._workspace.filter.set_words(words)
        finds_measures_alone = self._workspace.measures and not self._workspace.items
        self._screen.show_view("measures" if finds_measures_alone else VIEWS[0].id)
        self._screen.area.rows.action_to_end(-1)
        self._screen.area.focus_items()

    def _open_action(self, decision_id: str) -> None:
        """Go to what an action is about; if that is the plan, show the decision."""
        action = find_action(board_actions(self._workspace.checklist), decision_id)
        ref = action.decision.ref
        if ref in self._workspace.loaded.positions:
            self._open_item(ref)
        else:
            self.show_action(action)

    def show_action(self, action: BoardAction) -> None:
        """Show an action with its decision; the line that names its item leads there."""
        lines = action_details(action, self._workspace.checklist, self._screen.keys)
        self.show_text("An action of the Board", Content("\n").join(lines))

    def _open_page(self, name: str) -> None:
        page, checklist = PLAN_PAGES[name], self._workspace.checklist
        title = self._reword(page.title)
        self._screen.show_dialog(TextDialog(title, lambda width: page.text(checklist, width)))

    def go_back(self) -> None:
        """Go back to where the last step was taken."""
        if not self._places.go_back():
            self._screen.show_message("There is no step to take back.")

    # Texts with links

    def show_text(self, title: str, text: Content, own_ref: str = "") -> None:
        """Show a text; its lines that name an item lead there."""
        lines = link_lines(text, self._workspace.checklist, own_ref)
        self._show_lines(title, lines)

    def show_row(self, row: Row) -> None:
        """Show all about the action, the measure or the item of a row; another row has nothing."""
        title = self._workspace.loaded.vocabulary.title
        if isinstance(row, ActionRow):
            self.show_action(row.action)
        elif isinstance(row, MeasureRow):
            self._show_details(title("measure"), self._details_of(row), row.key)
        elif row.item:
            self._show_details(title("milestone"), self._details_of(row), row.item.ref)

    def _details_of(self, row: Row) -> list[Paragraph]:
        return row_paragraphs(row, self._workspace.checklist, self._screen.keys)

    def _show_details(self, title: str, details: Sequence[Paragraph], own_ref: str) -> None:
        """Show the details of an item or a measure; lines that name another one lead there."""
        text = Content("\n").join([each.line for each in details])
        indents: list[int] = []
        for each in details:
            indents += [each.indent] * (each.line.plain.count("\n") + 1)
        lines = link_lines(text, self._workspace.checklist, own_ref)
        hanging = zip(lines, indents, strict=True)
        self._show_lines(title, [line._replace(indent=indent) for line, indent in hanging])

    def _show_lines(
        self, title: str, lines: Sequence[LinkedLine], start: int | None = None
    ) -> None:
        if any(line.link for line in lines):
            self._screen.show_dialog(LinkedTextDialog(title, lines, start), self.open)
        else:
            self._screen.show_dialog(TextDialog(title, partial(hang_lines, lines)))

    # What the item under the cursor belongs to

    def show_objective(self) -> None:
        """Show the objective of the item under the cursor, or the level under it, with its items."""
        row = self._screen.area.rows.row
        checklist = self._workspace.checklist
        key = _level_of(row) if row else ""
        if row is None or key not in checklist.loaded.levels:
            self._screen.show_message(NO_ITEM)
            return
        lines, start = level_lines(key, checklist, row.item)
        self._show_lines(part_title(checklist.loaded.levels[key]), lines, start)

    def go_to_lead(self) -> None:
        """Go to the items of the lead of the item under the cursor, asking which if several."""
        item = self._current_item()
        if item:
            about = self._workspace.loaded.about
            names = {agency.code: agency.name for agency in about.agencies}
            self._go_to_group("leads", self._reword("Its leads"), item.planned.leads, names)

    def go_to_pathway(self) -> None:
        """Go to the items of the pathway of the item under the cursor, asking which if several."""
        item = self._current_item()
        if item:
            about = self._workspace.loaded.about
            names = {pathway.code: pathway.name for pathway in about.pathways}
            self._go_to_group(
                "pathways", self._reword("Its pathways"), item.planned.pathways, names
            )

    def _current_item(self) -> ChecklistItem | None:
        row = self._screen.area.rows.row
        if row is None or row.item is None:
            self._screen.show_message(NO_ITEM)
            return None
        return row.item

    def _go_to_group(
        self, view: Literal["pathways", "leads"], title: str, codes: Sequence[str], names: Names
    ) -> None:
        if not states_noun(self._workspace.loaded, view):
            self._screen.show_message(nothing_stated_text(self._workspace.loaded, view))
            return
        codes = codes or (NOT_STATED,)
        if len(codes) == 1:
            self.open(Link(view, codes[0]))
            return
        choices = {code: f"{code}  {names.get(code, '')}".rstrip() for code in codes}

        def open_picked(code: str | None) -> None:
            if code is not None:
                self.open(Link(view, code))

        self._screen.show_dialog(PickDialog(title, choices), open_picked)

    # Anything by its name

    def ask_destination(self) -> None:
        """Ask where to go, and go there or let one be chosen."""
        loaded = self._workspace.loaded
        hint = "2.4.4-c, 2.4, 1.3.1-b@Q3, ELS, NI 18, a Board, words of a title"
        field = Field("to", "To", hint=hint, check=lambda text: find_destinations(loaded, text))
        form: FormDialog[list[Destination]] = FormDialog(
            "Go to", [field], lambda values: find_destinations(loaded, values["to"])
        )
        self._screen.show_dialog(form, self._go_to_found)

    def _go_to_found(self, found: list[Destination] | None) -> None:
        if not found:
            return
        if len(found) == 1:
            self._go_to_destination(found[0])
            return
        choices = {
            str(at): _label(each, self._workspace.loaded)
            for at, each in enumerate(found[:_MOST_CHOICES])
        }

        def go_to_picked(at: str | None) -> None:
            if at is not None:
                self._go_to_destination(found[int(at)])

        title = "Which of these?"
        if len(found) > _MOST_CHOICES:
            title = f"The first {_MOST_CHOICES} of {len(found)}: type more to find the others"
        self._screen.show_dialog(PickDialog(title, choices), go_to_picked)

    def _go_to_destination(self, destination: Destination) -> None:
        if isinstance(destination, tuple):
            self.go_to_best(destination)
        else:
            self.open(_link_to_part(destination, self._workspace.loaded.about))


def _level_of(row: Row) -> str:
    """Return the key of the objective of a row's item or measure, else the row's own."""
    if row.item:
        return f"objective {row.item.planned.objective}"
    if isinstance(row, MeasureRow):
        return f"objective {row.state.measure.objective}"
    return row.key


def _label(destination: Destination, loaded: LoadedPlan) -> str:
    """Return how a destination is named among others."""
    if not isinstance(destination, tuple):
        return f"{loaded.vocabulary.reword(destination.kind)}: {part_title(destination.part)}"
    first = destination[0]
    if len(destination) == 1:
        return f"{first.ref}  {first.title}"
    return f"{first.milestone}  {first.title} ({plural(len(destination), 'date')})"


def _link_to_part(named: NamedPart, about: About) -> Link:
    """Return the link to a part of the plan that is no item."""
    if named.kind == "board":
        return _link_to_board(named.name, about)
    links: dict[PartKind, Link] = {
        "pathway": Link("pathways", named.name),
        "tag": Link("pathways", f"{TAG_MARK}{named.name}"),
        "lead": Link("leads", named.name),
        "measure": Link("measure", named.name),
        "indicator": Link("words", f'serves:"{named.name}"'),
        "psa": Link("words", f'serves:"{named.name}"'),
        "area": Link("words", f'area:"{named.name}"'),
        "table": Link("page", "tables"),
        "commitment": Link("page", "commitments"),
        "plan": Link("page", "plan"),
    }
    return links.get(named.kind) or Link("level", named.with_kind)


def _link_to_board(name: str, about: About) -> Link:
    """Return the link to the items of the pathways that report to a Board, else to its page."""
    codes = about.pathways_of_board(name)
    if not codes:
        return Link("page", "boards")
    return Link("words", " or ".join(f'pathway:"{code}"' for code in codes))
