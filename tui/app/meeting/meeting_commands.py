"""What the command palette offers in a meeting."""

from collections.abc import Iterator, Mapping
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.types import IgnoreReturnCallbackType

from tui.app.meeting.meeting_keys import palette_rows


class MeetingCommands(Provider):
    """The command palette's rows of a meeting."""

    async def discover(self) -> Hits:
        """Yield every row."""
        for label, text, run in self._rows():
            yield DiscoveryHit(label, run, help=text)

    async def search(self, query: str) -> Hits:
        """Yield the rows whose label matches."""
        matcher = self.matcher(query)
        for label, text, run in self._rows():
            score = matcher.match(label)
            if score > 0:
                yield Hit(score, matcher.highlight(label), run, help=text)

    def _rows(self) -> Iterator[tuple[str, str, IgnoreReturnCallbackType]]:
        keys: Mapping[str, str] = getattr(self.screen, "keys", {})  # of a meeting's screen
        for label, text, action in palette_rows(keys):
            yield label, text, partial(self.screen.run_action, action)
