"""The body of the main screen: the current view's groups, its items or drawing, and the details."""

from collections.abc import Mapping
from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from tui.app.views.journal_details import row_paragraphs
from tui.app.views.open_views import OpenViews
from tui.app.views.registry import shown_views
from tui.app.views.rows import Row
from tui.app.widgets.detail_pane import DetailPane
from tui.app.widgets.drawing_pane import DrawingPane
from tui.app.widgets.group_bar import GroupBar
from tui.app.widgets.row_cells import RowNouns
from tui.app.widgets.row_heads import RowHeads
from tui.app.widgets.row_list import ROOMY, RowList
from tui.app.widgets.side_list import SideList
from tui.app.workspace import Workspace

UNFOLDED: Final = 100  # columns of the window, from which the side list is beside the items
_MOST_SIDE_WIDTH, _MOST_TIGHT_SIDE_WIDTH = 40, 30
_TIGHT_WIDTHS = frozenset({*range(120), *range(140, 180)})  # columns of the window
_HIGH = 34  # lines of the window, from which the details are higher
_HIGH_DETAIL, _DETAIL, _LEAST_DETAIL = 16, 8, 2  # lines of the details with their rule
_BARS = 3  # lines of the window above and below the body
_WITH_COLUMNS = frozenset({"item", "fold", "action"})  # kinds of rows
_HINT = "Tab: choose from all   A-Z: the one of a letter"
_SHORT_HINT = "Tab, A-Z: more"


class ViewArea(Vertical):
    """Shows the current view: a side list of groups, and either rows with details or a drawing.

    In a narrow window the side list is folded into the bar above the items.
    """

    def __init__(self, workspace: Workspace, views: OpenViews, keys: Mapping[str, str]) -> None:
        super().__init__(id="body")
        self.side = SideList("none", side=True, id="side")
        self.rows = RowList("nothing here", id="list")
        self.drawing = DrawingPane(id="drawing")
        self._notes = Static(Content(""), id="group-notes")
        self._notes.display = False
        self.bar = GroupBar(id="group-bar")
        self._heads = RowHeads(self.rows, id="heads")
        self._detail = DetailPane(id="detail")
        self._detail.border_title = "Details"
        self._items = Vertical(self._notes, self._heads, self.rows, id="items")
        self._main = Vertical(self._items, self._detail, id="main")
        self._workspace = workspace
        self._views = views
        self._key_labels = keys

    def compose(self) -> ComposeResult:
        """Build the lists, the detail pane and the drawing."""
        yield self.bar
        with Horizontal(id="panes"):
            yield self.side
            yield self._main
            yield self.drawing

    def on_mount(self) -> None:
        """Show the details of each row that the cursor comes to, in the same frame."""
        self.watch(self.rows, "row", self._show_detail, init=False)

    def _show_detail(self, row: Row | None) -> None:
        workspace = self._workspace
        reasons = workspace.filter.match_reasons(row.item) if row and row.item else ()
        self._detail.show(row_paragraphs(row, workspace.checklist, self._key_labels, reasons))

    @property
    def is_folded(self) -> bool:
        """Whether the current view has a side list that is folded."""
        return self._views.current.has_groups and self.app.size.width < UNFOLDED

    def _size_details(self) -> None:
        """Leave the list of some views its height: the details below it have what is over."""
        wanted, window = self._views.current.list_height, self.app.size
        height = None  # that of the style sheet
        if wanted and window.width < ROOMY:
            most = _HIGH_DETAIL if window.height >= _HIGH else _DETAIL
            height = max(_LEAST_DETAIL, min(most, window.height - _BARS - wanted))
        self._detail.styles.height = height

    def on_resize(self) -> None:
        """Fold or unfold the side list, which hands its focus on."""
        self._size_details()
        had_focus = self.side.has_focus
        self._show_side()
        self._show_title()
        if had_focus and self.is_folded:
            self.rows.focus()

    def _show_side(self) -> None:
        self.side.display = self._views.current.has_groups and not self.is_folded
        most = _MOST_SIDE_WIDTH
        if self.app.size.width in _TIGHT_WIDTHS:
            most = _MOST_TIGHT_SIDE_WIDTH
        self.side.styles.width = min(most, self.side.wanted_width())

    def _show_title(self) -> None:
        view = self._views.current
        hints = (_HINT, _SHORT_HINT) if self.is_folded else ("", "")
        self.bar.show_group(view.title(), view.progress(), *hints)

    def show_current_view(self) -> None:
        """Show the panes of the current view, with the side list's cursor on the chosen group."""
        view = self._views.current
        self.drawing.display = view.is_drawn
        self._main.display = not view.is_drawn
        self._size_details()
        self._items.border_title = Content(view.pane_title())
        if view.has_groups:
            self.side.border_title = Content(self._tab_title())
            self.side.show_rows_at(view.side_rows(), view.group)
        self._show_side()

    def refresh_groups(self) -> None:
        """Show the present groups; the group under the cursor is the chosen one."""
        view = self._views.current
        if view.has_groups:
            self.side.show_rows(view.side_rows())
            view.group = self.side.row.key if self.side.row else ""

    def refresh_items(self, *, reset: bool = False) -> None:
        """Show the present items; `reset` orders them again, with the cursor at the top."""
        view = self._views.current
        if view.is_drawn:
            subject = (self._views.name, self._workspace.loaded.about.id)
            self.drawing.show_drawing(view.draw, subject)
        if reset:
            self._views.row_state.unpin_all()
        self._show_notes(view.group_notes())
        self._show_title()
        self.rows.nouns = self._row_nouns()
        rows = view.rows()
        self._heads.allow(is_allowed=any(row.kind in _WITH_COLUMNS for row in rows))
        self.rows.show_rows(rows, view.empty_text(), reset=reset)

    def _tab_title(self) -> str:
        """Return the title of the view's tab."""
        shown = shown_views(self._workspace.loaded)
        return next(view.title for view in shown if view.id == self._views.name)

    def _row_nouns(self) -> RowNouns:
        loaded = self._workspace.loaded
        vocabulary = loaded.vocabulary
        lead = vocabulary.title("lead") if loaded.has_leads else ""
        return RowNouns(vocabulary.title("milestone"), lead)

    def _show_notes(self, notes: Content) -> None:
        if notes != self._notes.content:
            self._notes.update(notes)
            self._notes.display = bool(notes)

    def focus_items(self) -> None:
        """Focus the items, or the drawing in a drawn view."""
        if self._views.current.is_drawn:
            self.drawing.focus()
        else:
            self.rows.focus()

    def focus_first(self) -> None:
        """Focus the side list if it is in sight, else the items."""
        if self._views.current.has_groups and not self.is_folded:
            self.side.focus()
        else:
            self.focus_items()

    def page_details(self, by: int) -> None:
        """Scroll the details, or the drawing in a drawn view, by a page."""
        if self._views.current.is_drawn:
            self.drawing.action_by_page(by)
        else:
            self._detail.page(by)

    def visible_texts(self) -> list[str]:
        """Return the texts in sight, except for the side list and the row under the cursor."""
        if self._views.current.is_drawn:
            return [self.drawing.text]
        top = self.rows.scroll_offset.y
        rows_in_sight = self.rows.lines[top : top + self.rows.size.height]
        texts = [str(self._notes.content), str(self._detail.content), self.bar.text]
        return [*texts, *(row.text for row in rows_in_sight)]
