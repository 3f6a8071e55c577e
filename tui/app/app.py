"""The app: wiring of the workspace, the screen, the palette, the keys and the theme."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.filter import LineFilter
from textual.screen import Screen

from plan_data.errors import MilepostError
from tui.actions import ACTIONS
from tui.app.dialogs.form_dialog import FormDialog
from tui.app.job_control import has_job_control, stop_job
from tui.app.key_queue import KeyQueue
from tui.app.screen.main_screen import MainScreen
from tui.app.terminal_driver import lasting
from tui.app.themes import set_up_themes
from tui.app.widgets.plain_ascii import PlainAscii
from tui.app.workspace import Workspace
from tui.config.keymap import read_keymap
from tui.config.preferences import remember

_MOST_COMPLAINTS = 3  # more would not fit beside the list


class MilepostApp(App[None]):
    """Milepost in the terminal. `ascii` says that nothing but plain ASCII may be drawn."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "suspend_process", "suspend", show=False, id="suspend"),
    ]
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
        self._keys = KeyQueue(self, super().on_event)

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
        """Take keys and pasted text in the order in which they were typed."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            await self._keys.put(event)
        else:
            await super().on_event(event)

    def get_driver_class(self) -> type[Driver]:
        """Return Textual's driver for this system, made to last."""
        return lasting(super().get_driver_class())

    def action_suspend_process(self) -> None:
        """Suspend the app, if there is a shell that can bring it back."""
        if not (has_job_control() and self._driver and self._driver.can_suspend):
            message = "There is no shell here that could bring the app back."
            self.notify(message, severity="warning", markup=False)
            return
        self._keys.clear()  # as a terminal does with what was typed before ctrl+z
        self.app_suspend_signal.publish(self)
        stop_job()

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
