"""The first line of the screen, in as many words as there is room for."""

from textual.widgets import Static

from tui.app import texts
from tui.app.desk import Desk


class Heading(Static):
    """Plan, date and next Board."""

    _desk: Desk | None = None

    def show_desk(self, desk: Desk) -> None:
        """Show what is on the desk now; a date that is not today stands out."""
        self._desk = desk
        self.set_class(not desk.is_today, "-other-date")
        self.on_resize()

    def on_resize(self) -> None:
        """Say it in the new width."""
        if self._desk:
            self.update(texts.heading(self._desk, self.content_region.width or self.app.size.width - 2))
