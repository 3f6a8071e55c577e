"""The Board view: its asks, actions and papers, then progress and the year, drawn as text."""

from typing import ClassVar

from store.board.position import BoardPosition
from store.checklist.checklist import ChecklistItem
from store.query.filters import Filter
from store.query.measure_filter import select_measures
from tui.app.views.board_sections import Cycle
from tui.app.views.board_text import render_board, render_empty_board
from tui.app.views.view import View
from tui.app.widgets.drawing import Glyphs, Line
from tui.config.keymap import key_labels


class BoardView(View):
    """A drawing of what reports to the chosen board and passes the filter."""

    is_drawn: ClassVar[bool] = True

    @property
    def _position(self) -> BoardPosition:
        return self.workspace.board.position(self.workspace.checklist)

    @property
    def items(self) -> tuple[ChecklistItem, ...]:
        """The items that report to the board, without those that the filter hides."""
        return self.export_filter().select(self.workspace.items)

    def export_filter(self) -> Filter:
        """Return the filter that selects what reports to the board."""
        return Filter(pathways=self._position.scope.pathways)

    def draw(self, width: int, glyphs: Glyphs) -> list[Line]:
        """Return the drawing in lines of at most `width` cells."""
        workspace = self.workspace
        checklist, items, words = workspace.checklist, self.items, workspace.words_in_force
        about = checklist.loaded.about
        measures = select_measures(workspace.measures, self.export_filter(), about)
        shown = {item.ref for item in items} if words else None
        if shown is not None:
            shown |= {state.measure.id for state in measures}
        cycle = Cycle(self._position, key_labels(workspace.settings.config), shown)
        if not items:
            return render_empty_board(checklist, self.empty_text(), width, glyphs, measures, cycle)
        return render_board(checklist, items, words, width, glyphs, measures, cycle)
