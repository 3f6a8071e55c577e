"""Parts of a text that can be clicked: each carries the action of the screen that it runs.

Textual's own `@click` gives such a part the colours of a link, which would hide those of a tab or
of the date.
"""

from textual import events
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

_META = "screen_action"


def clickable(content: Content, action: str) -> Content:
    """Return a text that runs an action of the screen when it is clicked."""
    return content.stylize(Style.from_meta({_META: action}))


class ClickableText(Static):
    """A text whose clickable parts run their actions."""

    async def on_click(self, event: events.Click) -> None:
        """Run the action of the part that was clicked, if it has one."""
        action = event.style.meta.get(_META)
        if action:
            event.stop()
            await self.screen.run_action(action)
