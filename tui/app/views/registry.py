"""The views of the screen, in the order of their tabs.

A view's key and help are those of the action `view_ID` in `tui/actions.py`. Except for the first
one, a view is imported when it is first shown.
"""

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from plan_data.load import LoadedPlan
from tui.app.views.agenda import AgendaView
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


def _build_pathways(workspace: Workspace, row_state: RowState) -> View:
    from tui.app.views.pathways import PathwaysView

    return PathwaysView(workspace, row_state)


def _build_leads(workspace: Workspace, row_state: RowState) -> View:
    from tui.app.views.leads import LeadsView

    return LeadsView(workspace, row_state)


def _build_priorities(workspace: Workspace, row_state: RowState) -> View:
    from tui.app.views.priorities import PrioritiesView

    return PrioritiesView(workspace, row_state)


def _build_board(workspace: Workspace, row_state: RowState) -> View:
    from tui.app.views.board import BoardView

    return BoardView(workspace, row_state)


def _build_journal(workspace: Workspace, row_state: RowState) -> View:
    from tui.app.views.journal import JournalView

    return JournalView(workspace, row_state)


def _build_measures(workspace: Workspace, row_state: RowState) -> View:
    from tui.app.views.measures_view import MeasuresView

    return MeasuresView(workspace, row_state)


VIEWS = (
    ViewSpec("agenda", "Agenda", AgendaView),
    ViewSpec("pathways", "Pathways", _build_pathways),
    ViewSpec("leads", "Leads", _build_leads),
    ViewSpec("priorities", "Priorities", _build_priorities),
    ViewSpec("board", "Board", _build_board),
    ViewSpec("journal", "Journal", _build_journal),
    ViewSpec("measures", "Measures", _build_measures),
)


def shown_views(loaded: LoadedPlan) -> list[ViewSpec]:
    """Return the views that a plan has, in the order of their tabs, with the plan's words.

    A plan without pathways has the view of its tags there, and without those none.
    """
    shown = []
    for view in VIEWS:
        title = loaded.vocabulary.reword(view.title)
        if view.id == "leads" and not loaded.has_leads:
            continue
        if view.id == "pathways" and not loaded.has_pathways:
            if not loaded.about.tags:
                continue
            title = "Tags"
        shown.append(replace(view, title=title))
    return shown
