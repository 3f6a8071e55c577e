"""The first two lines of the screen, each in the longest form that fits; both can be clicked."""

from collections.abc import Sequence

from textual.content import Content

from tui.actions import ACTIONS
from tui.app.views.pane_texts import heading_text
from tui.app.views.registry import VIEWS, ViewSpec
from tui.app.widgets.clickable import ClickableText, clickable
from tui.app.workspace import Workspace


class HeadingBar(ClickableText):
    """Plan, as-of date and next Board."""

    _workspace: Workspace | None = None

    def show_heading(self, workspace: Workspace) -> None:
        """Show the heading of what is open; a date other than today stands out."""
        self._workspace = workspace
        self.set_class(not workspace.is_today, "-other-date")
        self.on_resize()

    def on_resize(self) -> None:
        """Fit the text to the new width."""
        if self._workspace:
            width = self.content_region.width or self.app.size.width - 2
            self.update(heading_text(self._workspace, width), layout=False)


class ViewTabs(ClickableText):
    """Labels for marks and filter, then the views; without room only the current one is named."""

    _labels: Sequence[str] = ()
    _current = VIEWS[0].id
    _views: Sequence[ViewSpec] = VIEWS

    def show_tabs(self, labels: Sequence[str], current: str, views: Sequence[ViewSpec]) -> None:
        """Show labels, and which of the plan's views is the current one."""
        self._labels, self._current, self._views = labels, current, views
        self.on_resize()

    def on_resize(self) -> None:
        """Fit the text to the new width."""
        width = self.content_region.width or self.app.size.width
        tabs = self._tabs(all_named=True)
        if tabs.cell_length > width:
            tabs = self._tabs(all_named=True, gap="")
        if tabs.cell_length > width:
            tabs = self._tabs(all_named=False)
        self.update(tabs, layout=False)

    def _tabs(self, *, all_named: bool, gap: str = " ") -> Content:
        parts = [Content.styled(f" {label} ", "bold reverse") for label in self._labels]
        for view in self._views:
            is_current = view.id == self._current
            text = _KEYS.get(view.action_name, "")
            if is_current or all_named:
                text = f" {text} {view.title} "
            tab = Content.styled(text, _CURRENT_STYLE if is_current else _OTHER_STYLE)
            parts.append(clickable(tab, f"show_view('{view.id}')"))
        return Content(gap).join(parts)


_CURRENT_STYLE = "bold reverse $accent"
_OTHER_STYLE = "$foreground-muted"
_KEYS = {action.name: action.key for action in ACTIONS}
