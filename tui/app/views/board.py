"""The Board view: progress, the year by month, trajectories and meetings, drawn as text."""

from typing import ClassVar

from tui.app.views.board_text import render_board, render_empty_board
from tui.app.views.view import View
from tui.app.widgets.drawing import Glyphs, Line


class BoardView(View):
    """A drawing of the items that pass the filter."""

    is_drawn: ClassVar[bool] = True

    def draw(self, width: int, glyphs: Glyphs) -> list[Line]:
        """Return the drawing in lines of at most `width` cells."""
        workspace = self.workspace
        checklist, items = workspace.checklist, workspace.items
        if not items:
            text = self.empty_text()
            return render_empty_board(checklist, text, width, glyphs, workspace.measures)
        return render_board(
            checklist, items, workspace.words_in_force, width, glyphs, workspace.measures
        )
