"""The pane that a page of a meeting is shown in."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

BuildPage = Callable[[int, int], Content]


class PagePane(VerticalScroll, can_focus=False):
    """A text that is built for the pane's width and height, again at each resize."""

    class Scrolled(Message):
        """How much of the text is in sight may have changed."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._text = Static(id="page-text")
        self._build: BuildPage | None = None
        self._subject: object = None

    def compose(self) -> ComposeResult:
        """Build the text."""
        yield self._text

    @property
    def text(self) -> str:
        """All text of the page, in sight or not."""
        return str(self._text.content)

    @property
    def has_more(self) -> bool:
        """Whether there is more below."""
        return self.scroll_offset.y < self.max_scroll_y

    def show_page(self, build: BuildPage, subject: object) -> None:
        """Show a page from its top, or at the present place if its `subject` is the same."""
        if subject != self._subject:
            self.scroll_home(animate=False)
        self._build, self._subject = build, subject
        self._rebuild()

    def on_resize(self) -> None:
        """Build the text for the new size."""
        self._rebuild()

    def _rebuild(self) -> None:
        region = self.scrollable_content_region
        if self._build is not None and region.width:
            self._text.update(self._build(region.width, region.height))
            self.call_after_refresh(self.post_message, self.Scrolled())

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Report that another part of the text is in sight."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Scrolled())

    def scroll_by_page(self, by: int) -> None:
        """Scroll by a screen less one line."""
        self.scroll_relative(y=by * max(1, self.size.height - 1), animate=False)
