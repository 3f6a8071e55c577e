"""The app: wiring of the desk, the screen, the palette and the theme."""

from collections.abc import Iterable

from textual.app import App, SystemCommand
from textual.screen import Screen

from tui.acts import ACTS
from tui.app.desk import Desk
from tui.app.main_screen import MainScreen


class MilepostApp(App[None]):
    """Milepost in the terminal."""

    TITLE = "Milepost"
    CSS_PATH = "milepost.tcss"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def get_default_screen(self) -> Screen[None]:
        """Start on the one screen."""
        return MainScreen(self.desk)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every act in the palette, besides Textual's own."""
        yield from super().get_system_commands(screen)
        if isinstance(screen, MainScreen):
            for act in ACTS:
                yield SystemCommand(act.label.capitalize(), act.help, getattr(screen, f"action_{act.name}"))
