"""The keys at the foot of the screen: as many of the most needed as have room, none of them cut."""

from textual import events
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Footer
from textual.widgets._footer import FooterKey  # Textual has no other name for it


class KeyFooter(Footer):
    """Textual's footer, which would let the last keys stick out."""

    _width = 0

    def compose(self) -> ComposeResult:
        """Lay out the keys from left to right until the room is used up."""
        room = self.app.size.width
        for key in super().compose():
            room -= _width(key)
            if room < 0:
                return
            room -= 1
            yield key

    def on_resize(self, event: events.Resize) -> None:
        """Choose the keys anew for another width."""
        if event.size.width != self._width:
            self._width = event.size.width
            self.call_after_refresh(self.recompose)


def _width(key: Widget) -> int:
    return len(f"{key.key_display} {key.description}") if isinstance(key, FooterKey) else 0
