"""The app: wiring of the workspace, the screen, the palette, the keys and the theme."""

from collections.abc import Iterable, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from textual import events
from textual.app import App, SystemCommand
from textual.filter import LineFilter
from textual.screen import Screen

from plan_data.errors import MilepostError
from tui.actions import ACTIONS
from tui.app.dialogs.form_dialog import FormDialog
from tui.app.screen.main_screen import MainScreen
from tui.app.themes import set_up_themes
from tui.app.widgets.plain_ascii import PlainAscii
from tui.app.workspace import Workspace
from tui.config.keymap import read_keymap
from tui.config.preferences import remember

_MOST_COMPLAINTS = 3  # more would not fit beside the list


class MilepostApp(App[None]):
    """Milepost in the terminal. `ascii` says that nothing but plain ASCII may be drawn."""

    TITLE = "Milepost"
    CSS_PATH = "milepost.tcss"

    def __init__(self, workspace: Workspace, message: str = "") -> None:
        """Make the app on a workspace; `message` is shown at the start."""
        super().__init__()
        self.workspace = workspace
        self._message = message
        self.ascii = workspace.settings.ascii
        self._ascii_filter = [PlainAscii()] if self.ascii else []
        self._theme_problem = set_up_themes(self, workspace.settings)
        self._theme_kept = self.theme
        self._typed_at: WeakKeyDictionary[events.Key, Screen[Any]] = WeakKeyDictionary()

    def get_default_screen(self) -> Screen[None]:
        """Start on the one screen."""
        return MainScreen(self.workspace).set_class(self.ascii, "-ascii")

    def on_mount(self) -> None:
        """Take the config file's keys, and say what is wrong in it."""
        if self._message:
            self.notify(self._message, severity="warning", markup=False, timeout=12)
        keymap = read_keymap(self.workspace.settings.config)
        self.set_keymap(keymap.changed)
        complaints = [self._theme_problem] * bool(self._theme_problem) + [f"[keys] {each}" for each in keymap.problems]
        if complaints:
            more = ["`milepost keys` tells the rest."] if len(complaints) > _MOST_COMPLAINTS else []
            said = "\n".join([*complaints[:_MOST_COMPLAINTS], *more])
            self.notify(said, title="Config file", severity="warning", markup=False, timeout=12)

    def watch_theme(self, name: str) -> None:
        """Keep a theme that was chosen."""
        if not self.is_running or name == self._theme_kept:
            return
        self._theme_kept = name
        try:
            remember(self.workspace.settings.paths.preferences, theme=name)
        except MilepostError as error:
            self.notify(f"The theme is not kept for next time: {error}", severity="warning", markup=False)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Draw in plain ASCII where that is asked for."""
        return [*super().get_line_filters(), *self._ascii_filter]

    async def on_event(self, event: events.Event) -> None:
        """Give a key that was typed ahead of a dialog, before that opened, to the dialog, in its turn."""
        if isinstance(event, events.Key):
            if not event.is_forwarded:
                self._typed_at[event] = self.screen
            elif self._typed_at.get(event, self.screen) is not self.screen:
                self.post_message(events.Key(event.key, event.character))
                return
        await super().on_event(event)

    async def action_quit(self) -> None:
        """Quit; where a form holds words that are not saved, only when asked twice."""
        form = next((screen for screen in reversed(self.screen_stack) if isinstance(screen, FormDialog)), None)
        if form is None or form.confirm_leave("ctrl+q"):
            self.exit()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every act in the palette with its key, besides Textual's own."""
        yield from super().get_system_commands(screen)
        if isinstance(screen, MainScreen):
            for act in ACTIONS:
                said = f"{act.help} ({screen.keys[act.name]})"
                yield SystemCommand(act.label.capitalize(), said, getattr(screen, f"action_{act.name}"))
