"""The first two lines of the screen, in as many words as there is room for."""

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from tui.app.views import pane_texts
from tui.app.views.views import VIEWS
from tui.app.workspace import Workspace


class PlanHeadingBar(Static):
    """Plan, date and next Board."""

    _workspace: Workspace | None = None

    def show_workspace(self, workspace: Workspace) -> None:
        """Show what is on the workspace now; a date that is not today stands out."""
        self._workspace = workspace
        self.set_class(not workspace.is_today, "-other-date")
        self.on_resize()

    def on_resize(self) -> None:
        """Say it in the new width."""
        if self._workspace:
            said = pane_texts.heading_text(self._workspace, self.content_region.width or self.app.size.width - 2)
            self.update(said, layout=False)


class ViewTabs(Static):
    """What is marked, the filter, and the views; where there is no room, only the view in use has its name."""

    _told: Sequence[str] = ()
    _view = VIEWS[0]

    def show_names(self, told: Sequence[str], view: str) -> None:
        """Show what is told beside the views, and which of them is in use."""
        self._told, self._view = told, view
        self.on_resize()

    def on_resize(self) -> None:
        """Say it in the new width."""
        whole = self._line(*VIEWS)
        room = self.content_region.width or self.app.size.width
        self.update(whole if whole.cell_length <= room else self._line(self._view), layout=False)

    def _line(self, *named: str) -> Content:
        parts = [Content.styled(f" {text} ", "bold reverse") for text in self._told]
        for n, view in enumerate(VIEWS, start=1):
            name = f" {n} {view.title()} " if view in named else f"{n}"
            parts.append(Content.styled(name, "reverse bold" if view == self._view else ""))
        return Content(" ").join(parts)
