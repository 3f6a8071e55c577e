"""The foot of the screen: what was said last for a while, else the keys, as many of the most needed as have room.

Lines that are drawn, and not a widget for each key as Textual's own footer has, which took a seventh of the time
until the app's first screen. What is said stands here and not in a notification, which would cover a part of the list.
"""

from collections.abc import Iterator

from textual.content import Content
from textual.geometry import Size
from textual.style import Style
from textual.timer import Timer
from textual.widget import Widget

from plan_data.text import clean

_SECONDS = 8.0


class KeyFooter(Widget):
    """What the keys in use do; a click does it too."""

    DEFAULT_CSS = """
    KeyFooter {
        dock: bottom; height: auto; max-height: 5; background: $footer-background; color: $footer-foreground;
        link-style: none; link-color: $footer-foreground; link-background: $footer-background;
        link-style-hover: reverse; link-color-hover: $footer-foreground; link-background-hover: $footer-background;
    }
    """

    message = ""
    _style = ""
    _timer: Timer | None = None

    def on_mount(self) -> None:
        """Draw the keys anew whenever others are in use."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())

    def show_message(self, message: str, *, is_error: bool = False) -> None:
        """Say something in place of the keys, for a while; the newest word is the one that holds."""
        if self._timer:
            self._timer.stop()
        self._timer = self.set_timer(_SECONDS * (1 + is_error), self.clear_message) if message else None
        before = self._lines()
        self.message, self._style = clean(message), "bold reverse $text-error" if is_error else "reverse"
        self.refresh(layout=self._lines() != before)

    def clear_message(self) -> None:
        """Show the keys again."""
        self.show_message("")

    def on_click(self) -> None:
        """Show the keys again."""
        if self.message:
            self.clear_message()

    def render(self) -> Content:
        """Return what was said, or the keys from left to right until the room is used up."""
        if self.message:
            return Content.styled(f" {self.message} ", self._style)
        said, room = [], self.size.width + 1
        for key, label, action in self._keys():
            room -= Content(f"{key} {label} ").cell_length
            if room < 0:
                break
            words = Content.assemble((key, "bold $footer-key-foreground"), f" {label}")
            said.append(words.stylize(Style.from_meta({"@click": action})))
        return Content(" ").join(said)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - as Textual has it
        """Return one line for the keys, else as many as the words take."""
        return Content(f" {self.message} ").get_height({}, max(1, width)) if self.message else 1

    def _lines(self) -> int:
        return self.get_content_height(self.size, self.size, self.size.width)

    def _keys(self) -> Iterator[tuple[str, str, str]]:
        for active in self.screen.active_bindings.values():
            if active.binding.show:
                binding = active.binding
                action = binding.action if "." in binding.action else f"screen.{binding.action}"
                yield self.app.get_key_display(binding), binding.description, action
