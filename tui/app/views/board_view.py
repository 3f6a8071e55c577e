"""The Board view: the picture of the whole, drawn to the width there is, to be read by scrolling."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.app.views.board_text import render_board
from tui.app.widgets.drawing import GLYPHS, PLAIN_GLYPHS
from tui.app.workspace import Workspace


class BoardView(VerticalScroll, can_focus=True):
    """Progress, the year by month, trajectories and meetings."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "by_line(-1)", "up", show=False, id="board.up"),
        Binding("down,j", "by_line(1)", "down", show=False, id="board.down"),
        Binding("pageup", "by_page(-1)", "page up", show=False, id="board.page_up"),
        Binding("pagedown", "by_page(1)", "page down", show=False, id="board.page_down"),
        Binding("home", "to_end(-1)", "top", show=False, id="board.top"),
        Binding("end", "to_end(1)", "end", show=False, id="board.end"),
    ]

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._workspace: Workspace | None = None
        self._plan = ""

    def compose(self) -> ComposeResult:
        """Lay out the text."""
        yield Static(id="board-text")

    def show_workspace(self, workspace: Workspace) -> None:
        """Show what is on the workspace now, in the same place; another plan from its top."""
        if workspace.loaded.about.id != self._plan:
            self.scroll_home(animate=False)
        self._workspace, self._plan = workspace, workspace.loaded.about.id
        self._draw()

    def on_resize(self) -> None:
        """Draw to the new width."""
        self._draw()

    def _draw(self) -> None:
        width = self.scrollable_content_region.width
        if self._workspace is None or not width:
            return
        workspace, glyphs = self._workspace, PLAIN_GLYPHS if getattr(self.app, "ascii", False) else GLYPHS
        lines = render_board(workspace.checklist, workspace.items, workspace.filter_words, width, glyphs)
        drawn = Content("\n").join(
            Content("").join(Content.styled(text, style) for text, style in line) for line in lines
        )
        self.query_one("#board-text", Static).update(drawn)

    def action_by_line(self, by: int) -> None:
        """Scroll by a line."""
        self.scroll_relative(y=by, animate=False)

    def action_by_page(self, by: int) -> None:
        """Scroll by a screen, less a line to hold on to."""
        self.scroll_relative(y=by * max(1, self.size.height - 1), animate=False)

    def action_to_end(self, by: int) -> None:
        """Scroll to the top or the end."""
        self.scroll_to(y=0 if by < 0 else self.max_scroll_y, animate=False)
