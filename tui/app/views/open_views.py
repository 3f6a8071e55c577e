"""The views of one screen, and which of them is shown."""

from store.checklist.checklist import ChecklistItem
from tui.app.views.registry import VIEWS
from tui.app.views.view import RowState, View
from tui.app.workspace import Workspace


class OpenViews:
    """The views that were shown, built when first needed.

    `current` is the one shown, `name` its id.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.row_state = RowState(workspace)
        self._workspace = workspace
        self._specs = {spec.id: spec for spec in VIEWS}
        self._by_id: dict[str, View] = {}
        self.select(VIEWS[0].id)

    def select(self, view_id: str) -> None:
        """Make another view the current one."""
        self.name = view_id
        self.current = self.get(view_id)

    def get(self, view_id: str) -> View:
        """Return a view by its id."""
        if view_id not in self._by_id:
            self._by_id[view_id] = self._specs[view_id].build(self._workspace, self.row_state)
        return self._by_id[view_id]

    @property
    def items(self) -> tuple[ChecklistItem, ...]:
        """The items in the current view."""
        return self.current.items
