"""The Journal view: every entry, newest first, by author, pathway or kind; and who is silent."""

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from tui.app.views.rows import Row
from tui.app.views.view import RowState, View
from tui.app.workspace import Workspace

if TYPE_CHECKING:
    from tui.app.views.journal_groups import JournalGroup
    from tui.app.views.journal_page import JournalBook, JournalPage


class JournalView(View):
    """The journal's entries under the days they are about."""

    has_groups: ClassVar[bool] = True
    lists_items: ClassVar[bool] = False
    group = "all"

    def __init__(self, workspace: Workspace, row_state: RowState) -> None:
        super().__init__(workspace, row_state)
        self._book: JournalBook | None = None
        self._page: JournalPage | None = None

    def pane_title(self) -> str:
        """Return the title in the frame around the entries."""
        return "Entries"

    @property
    def page(self) -> "JournalPage":
        """What the filter leaves of the journal, made again only if something has changed."""
        from tui.app.views.journal_page import JournalBook, JournalPage  # not for the first screen

        workspace = self.workspace
        if self._book is None or not self._book.is_of(workspace):
            self._book = JournalBook(workspace)
            self._page = None
        today = workspace.settings.clock.today
        asked = (workspace.search, today)
        if self._page is None or self._page.asked != asked:
            self._page = JournalPage(self._book, workspace, asked)
        return self._page

    def side_rows(self) -> list[Row]:
        """Return the groups: whose entries, of when, of which pathway and kind; and the silent."""
        return self.page.side_rows

    @property
    def _chosen(self) -> "JournalGroup":
        return self.page.group(self.group)

    def rows(self) -> list[Row]:
        """Return the entries of the chosen group under their days, or the silent."""
        return self.page.rows(self._chosen)

    def title(self) -> str:
        """Return how many entries are shown, and of what."""
        return self.page.title(self._chosen)

    def group_notes(self) -> Content:
        """Return what the rows of the chosen group mean, where the name does not say it."""
        return Content.styled(self._chosen.note, "$foreground-muted")

    def no_items_text(self) -> str:
        """Return why the group has no entries."""
        return self._chosen.empty
