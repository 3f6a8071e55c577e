"""The body of the main screen: the current view's groups, its items or drawing, and the details."""

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from tui.app.views.journal_details import row_details
from tui.app.views.open_views import OpenViews
from tui.app.views.rows import Row
from tui.app.widgets.detail_pane import DetailPane
from tui.app.widgets.drawing_pane import DrawingPane
from tui.app.widgets.row_list import RowList
from tui.app.widgets.side_list import SideList
from tui.app.workspace import Workspace


class ViewArea(Horizontal):
    """Shows the current view: a side list of groups, and either rows with details or a drawing."""

    def __init__(self, workspace: Workspace, views: OpenViews, keys: Mapping[str, str]) -> None:
        super().__init__(id="body")
        self.side = SideList("none", side=True, id="side")
        self.rows = RowList("nothing here", id="list")
        self.drawing = DrawingPane(id="drawing")
        self._notes = Static(Content(""), id="group-notes")
        self._notes.display = False
        self._detail = DetailPane(id="detail")
        self._main = Vertical(self._notes, self.rows, self._detail, id="main")
        self._workspace = workspace
        self._views = views
        self._key_labels = keys

    def compose(self) -> ComposeResult:
        """Build the lists, the detail pane and the drawing."""
        yield self.side
        yield self._main
        yield self.drawing

    def on_mount(self) -> None:
        """Show the details of each row that the cursor comes to, in the same frame."""
        self.watch(self.rows, "row", self._show_detail, init=False)

    def _show_detail(self, row: Row | None) -> None:
        workspace = self._workspace
        reasons = workspace.match_reasons(row.item) if row and row.item else ()
        self._detail.show(row_details(row, workspace.checklist, self._key_labels, reasons))

    def show_current_view(self) -> None:
        """Show the panes of the current view, with the side list's cursor on the chosen group."""
        view = self._views.current
        self.side.display = view.has_groups
        self.drawing.display = view.is_drawn
        self._main.display = not view.is_drawn
        if view.has_groups:
            self.side.show_rows_at(view.side_rows(), view.group)

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
        title = view.title()
        self._main.border_title = Content(title)
        self._main.set_class(bool(title), "-titled")
        self.rows.show_rows(view.rows(), view.empty_text(), reset=reset)

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
        """Focus the side list if the view has one, else the items."""
        if self._views.current.has_groups:
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
        texts = [str(self._notes.content), str(self._detail.content), str(self._main.border_title)]
        return [*texts, *(row.text for row in rows_in_sight)]
