"""The views of the screen, in the order of their tabs.

A view's key and help are those of the action `view_ID` in `tui/actions.py`.
"""

from collections.abc import Callable

from msgspec import Struct

from tui.app.views.agenda import AgendaView
from tui.app.views.board import BoardView
from tui.app.views.journal import JournalView
from tui.app.views.leads import LeadsView
from tui.app.views.measures_view import MeasuresView
from tui.app.views.pathways import PathwaysView
from tui.app.views.priorities import PrioritiesView
from tui.app.views.view import RowState, View
from tui.app.workspace import Workspace


class ViewSpec(Struct, frozen=True):
    """A view's id, the title on its tab, and what builds it."""

    id: str
    title: str
    build: Callable[[Workspace, RowState], View]

    @property
    def action_name(self) -> str:
        """The name of the action that shows the view."""
        return f"view_{self.id}"


VIEWS = (
    ViewSpec("agenda", "Agenda", AgendaView),
    ViewSpec("pathways", "Pathways", PathwaysView),
    ViewSpec("leads", "Leads", LeadsView),
    ViewSpec("priorities", "Priorities", PrioritiesView),
    ViewSpec("board", "Board", BoardView),
    ViewSpec("journal", "Journal", JournalView),
    ViewSpec("measures", "Measures", MeasuresView),
)
