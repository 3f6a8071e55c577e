"""The keys at the foot of the screen: as many of the most needed as have room, none of them cut.

One line that is drawn, and not a widget for each key as Textual's own footer is: those took a seventh of the time
until the app's first screen.
"""

from collections.abc import Iterator

from textual.content import Content
from textual.style import Style
from textual.widget import Widget


class KeyFooter(Widget):
    """What the keys in use do; a click does it too."""

    DEFAULT_CSS = """
    KeyFooter {
        dock: bottom; height: 1; background: $footer-background; color: $footer-foreground;
        link-style: none; link-color: $footer-foreground; link-background: $footer-background;
        link-style-hover: reverse; link-color-hover: $footer-foreground; link-background-hover: $footer-background;
    }
    """

    def on_mount(self) -> None:
        """Draw the keys anew whenever others are in use."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())

    def render(self) -> Content:
        """Return the keys from left to right, until the room is used up."""
        said, room = [], self.size.width + 1
        for key, label, action in self._keys():
            room -= Content(f"{key} {label} ").cell_length
            if room < 0:
                break
            words = Content.assemble((key, "bold $footer-key-foreground"), f" {label}")
            said.append(words.stylize(Style.from_meta({"@click": action})))
        return Content(" ").join(said)

    def _keys(self) -> Iterator[tuple[str, str, str]]:
        for active in self.screen.active_bindings.values():
            if active.binding.show:
                binding = active.binding
                action = binding.action if "." in binding.action else f"screen.{binding.action}"
                yield self.app.get_key_display(binding), binding.description, action
