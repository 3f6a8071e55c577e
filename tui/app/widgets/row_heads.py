"""The headings above the columns of a wide list."""

from textual.content import Content
from textual.widgets import Static

from tui.app.widgets.row_cells import RowLayout, list_heading_cells
from tui.app.widgets.row_list import RowList


class RowHeads(Static):
    """The headings of a list's columns; hidden while there are too few to need any."""

    def __init__(self, rows: RowList, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._rows = rows
        self._is_allowed = True
        self.display = False

    def allow(self, *, is_allowed: bool) -> None:
        """Show the headings only where the rows have these columns."""
        self._is_allowed = is_allowed
        self._show_columns(self._rows.row_layout)

    def on_mount(self) -> None:
        """Follow the layout of the list."""
        self.watch(self._rows, "row_layout", self._show_columns)

    def _show_columns(self, layout: RowLayout) -> None:
        self.display = layout.is_headed and self._is_allowed
        if layout.is_headed:
            self.update(Content("".join(text for text, _ in list_heading_cells(layout))))
