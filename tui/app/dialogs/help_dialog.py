"""The help: first about where it is asked from, then every key; and the pages of the docs."""

from collections.abc import Mapping
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from plan_data.errors import MilepostError
from plan_data.load import LoadedPlan
from tui.app.dialogs.pick_dialog import PickDialog
from tui.app.dialogs.text_dialog import TextDialog
from tui.app.dialogs.tour_dialog import TourDialog
from tui.app.views.help_page import HelpPage
from tui.app.views.view_help import HelpHere


class HelpDialog(TextDialog):
    """The help. `t` offers the pages of the docs."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "topics", "pages of the docs", id="help.topics"),
        Binding("o", "tour", "tour", id="help.tour"),
    ]

    def __init__(
        self, keys: Mapping[str, str], here: HelpHere, loaded: LoadedPlan | None = None
    ) -> None:
        """Make the help, which begins with `here`, the part about the view or dialog in use.

        The words are those of `loaded`, if it is given.
        """
        page = HelpPage(keys, loaded)
        build = partial(page.text, here)
        super().__init__("Help", build, keys="Esc: close    t: rules and docs    o: a short tour")
        self._keys = keys
        self._loaded = loaded

    def action_tour(self) -> None:
        """Show the tour in place of the help."""
        self.app.switch_screen(TourDialog(self._keys, self._loaded))

    def action_topics(self) -> None:
        """Offer the pages of the docs."""
        from tui.formats.help_topics import topic_titles

        self.app.push_screen(PickDialog("Pages of the docs", topic_titles()), self._show_topic)

    def _show_topic(self, name: str | None) -> None:
        from tui.formats.help_topics import topic_text

        if name is None:
            return

        def build(width: int) -> Content:
            try:
                return Content(topic_text(name, width))
            except MilepostError as error:
                return Content(error.sentence)

        self.app.push_screen(TextDialog(f"milepost help {name}", build))
