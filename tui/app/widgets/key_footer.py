"""The footer: the keys that can be pressed, or a message until the next key or for some seconds.

It is drawn as one text, since Textual's footer makes a widget for each key, which took a seventh of
the time until the first screen. A message replaces the keys, since a notification would cover
a part of the list.
"""

from collections.abc import Iterator

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.timer import Timer
from textual.widgets import Input

from plan_data.text import clean
from tui.app.widgets.clickable import ClickableText, clickable
from tui.wording.sentences import capitalised

_GAP = "  "
_MESSAGE_SECONDS = 8.0
_ERROR_SECONDS = 16.0


class KeyFooter(ClickableText):
    """The keys in use, each with its label; a click on one runs its action."""

    DEFAULT_CSS = """
    KeyFooter {
        dock: bottom; height: auto; max-height: 5;
        background: $footer-background; color: $footer-foreground;
    }
    """

    message = ""
    _message_style = ""
    _timer: Timer | None = None

    def on_mount(self) -> None:
        """Draw the keys again whenever the bindings change."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())

    def show_message(self, message: str, *, is_error: bool = False) -> None:
        """Show a message for some seconds, replacing the previous one; if it is empty, the keys."""
        self._restart_timer(message, is_error=is_error)
        height_before = self._height()
        self.message = capitalised(clean(message))
        self._message_style = "bold reverse $text-error" if is_error else "reverse"
        self.refresh(layout=self._height() != height_before)

    def _restart_timer(self, message: str, *, is_error: bool) -> None:
        if self._timer:
            self._timer.stop()
        self._timer = None
        if message:
            seconds = _ERROR_SECONDS if is_error else _MESSAGE_SECONDS
            self._timer = self.set_timer(seconds, self.clear_message)

    def clear_message(self) -> None:
        """Show the keys again, if a message is shown."""
        if self.message:
            self.show_message("")

    async def on_click(self, event: events.Click) -> None:
        """Show the keys again after a click on a message; else Textual has the key's action run."""
        if self.message:
            event.prevent_default()
            self.clear_message()

    def render(self) -> Content:
        """Return the message, or as many keys as fit, from left to right."""
        if self.message:
            return Content.styled(self._padded_message(), self._message_style)
        labels: list[Content] = []
        room = self.size.width - 1 + len(_GAP)
        for key, label, action in self._keys():
            room -= Content(f"{key} {label}{_GAP}").cell_length
            if room < 0:
                break
            text = Content.assemble((key, "bold $footer-key-foreground"), f" {label}")
            labels.append(clickable(text, action))
        return Content.assemble(" ", Content(_GAP).join(labels))

    def get_content_height(
        self,
        container: Size,  # noqa: ARG002 - Textual passes it
        viewport: Size,  # noqa: ARG002
        width: int,
    ) -> int:
        """Return the height of the message when it is wrapped, or one line for the keys."""
        if not self.message:
            return 1
        return Content(self._padded_message()).get_height({}, max(1, width))

    def _height(self) -> int:
        return self.get_content_height(self.size, self.size, self.size.width)

    def _padded_message(self) -> str:
        return f" {self.message} "

    def _keys(self) -> Iterator[tuple[str, str, str]]:
        """Yield the key, the label and the action of each binding that is shown in the footer."""
        is_typing = isinstance(self.screen.focused, Input)
        for active in self.screen.active_bindings.values():
            binding = active.binding
            is_letter = is_typing and active.node is self.screen
            if is_letter or not binding.show:
                continue
            action = f"screen.{binding.action}"
            if active.node is not self.screen:
                action = f"app.simulate_key('{binding.key}')"  # its widget may run it otherwise
            yield self.app.get_key_display(binding), binding.description, action
