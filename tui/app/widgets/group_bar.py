"""The line above the list: the chosen group by name, its counts, and how to choose another."""

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

_GAP = 3


class GroupBar(Static):
    """Name and counts of what the list shows; while the side list is folded, also its keys."""

    name_text = ""
    counts = ""
    hint = ""
    short_hint = ""

    class Pressed(Message):
        """Posted by a click on the bar."""

    def show_group(self, name: str, counts: str, hint: str, short_hint: str = "") -> None:
        """Show a group; without a name the bar is hidden."""
        self.display = bool(name)
        self.name_text, self.counts = name, counts
        self.hint, self.short_hint = hint, short_hint
        self._draw()

    def on_resize(self) -> None:
        """Fit the texts to the new width."""
        self._draw()

    def on_click(self, event: events.Click) -> None:
        """Ask for the whole list."""
        event.stop()
        self.post_message(self.Pressed())

    @property
    def text(self) -> str:
        """The texts of the bar, whatever its width."""
        return " ".join(text for text in (self.name_text, self.counts, self.hint) if text)

    def _draw(self) -> None:
        width = self.content_region.width or self.app.size.width - 2
        self.update(self._fitted(width))

    def _fitted(self, width: int) -> Content:
        """Return name, counts and hint on one line, else with a line for what does not fit."""
        name = Content.styled(self.name_text, "bold $accent")
        counts = Content.styled(self.counts, "bold")
        hint = Content.styled(self.hint, "$foreground-muted")
        short_hint = Content.styled(self.short_hint, "$foreground-muted")
        left = Content(" " * _GAP).join([part for part in (name, counts) if part])
        for each in (hint, short_hint):
            room = width - left.cell_length - each.cell_length
            if room >= _GAP or not self.hint:
                return Content.assemble(left, " " * max(0, room), each)
        right = Content(" " * _GAP).join([counts, hint])
        if right.cell_length <= width:
            return Content("\n").join([name, right])
        return Content("\n").join([name, counts, hint])
