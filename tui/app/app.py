"""The app: connects the workspace, the screen, the command palette, the keys and the theme."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.filter import LineFilter
from textual.screen import Screen

from plan_data.errors import MilepostError
from tui.app.job_control import has_job_control, stop_job
from tui.app.key_queue import KeyQueue
from tui.app.screen.action_bindings import textual_action
from tui.app.screen.main_screen import MainScreen
from tui.app.terminal_driver import lasting
from tui.app.themes import set_up_themes
from tui.app.workspace import Workspace
from tui.config.keymap import read_keymap
from tui.config.preferences import remember

_MAX_COMPLAINTS = 3  # more would not fit beside the list
_COMPLAINT_SECONDS = 12


class MilepostApp(App[None]):
    """Milepost in the terminal. `ascii` is True if only plain ASCII may be drawn."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "suspend_process", "suspend", show=False, id="suspend"),
    ]
    TITLE = "Milepost"
    CSS_PATH = "milepost.tcss"

    def __init__(self, workspace: Workspace, message: str = "") -> None:
        """Build the app for a workspace; `message` is shown at the start."""
        super().__init__()
        self.workspace = workspace
        self.ascii = workspace.settings.ascii
        self._message = message
        self._own_filters: list[LineFilter] = []
        if self.ascii:
            from tui.app.widgets.plain_ascii import PlainAscii

            self._own_filters.append(PlainAscii())
        self._theme_problem = set_up_themes(self, workspace.settings)
        self._saved_theme = self.theme
        self._keys = KeyQueue(self, self._deliver_key)

    def get_default_screen(self) -> Screen[None]:
        """Start with the main screen."""
        return MainScreen(self.workspace).set_class(self.ascii, "-ascii")

    def on_mount(self) -> None:
        """Set the keys of the config file, and show what is wrong in it."""
        if self._message:
            self._warn(self._message)
        keymap = read_keymap(self.workspace.settings.config)
        self.set_keymap(keymap.changed)
        complaints = [f"[keys] {problem}" for problem in keymap.problems]
        if self._theme_problem:
            complaints.insert(0, self._theme_problem)
        if complaints:
            self._warn(_complaints_text(complaints), title="Config file")

    def _warn(self, message: str, title: str = "") -> None:
        self.notify(
            message, title=title, severity="warning", markup=False, timeout=_COMPLAINT_SECONDS
        )

    def watch_theme(self, name: str) -> None:
        """Save a theme that the user chose for next time."""
        if not self.is_running or name == self._saved_theme:
            return
        self._saved_theme = name
        try:
            remember(self.workspace.settings.paths.preferences, theme=name)
        except MilepostError as error:
            message = f"The theme is not kept for next time: {error}"
            self.notify(message, severity="warning", markup=False)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return Textual's filters and, if asked for, the one for plain ASCII."""
        return [*super().get_line_filters(), *self._own_filters]

    async def on_event(self, event: events.Event) -> None:
        """Take keys and pasted text in the order in which they were typed."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            await self._keys.put(event)
        else:
            await super().on_event(event)

    async def _deliver_key(self, event: events.Event) -> None:
        """Handle a key whose turn it is; what was said at the foot before it has been read."""
        if self.screen_stack and isinstance(main := self.screen_stack[0], MainScreen):
            main.footer.clear_message()
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

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Leave the terminal to another program: keys typed ahead were for that, not for the app."""
        with super().suspend():
            yield
        self._keys.clear()

    def action_dialog_help(self) -> None:
        """Show the help about the dialog in front; what was typed in it stays."""
        from tui.app.dialogs.help_dialog import HelpDialog
        from tui.app.views.view_help import help_about_dialog

        if isinstance(self.screen, HelpDialog) or not isinstance(self.screen_stack[0], MainScreen):
            return
        here = help_about_dialog(type(self.screen))
        self.push_screen(HelpDialog(self.screen_stack[0].keys, here, self.workspace.loaded))

    async def action_quit(self) -> None:
        """Quit; if a form has unsaved text, only when asked twice."""
        from tui.app.dialogs.form_dialog import FormDialog

        for screen in reversed(self.screen_stack):
            if isinstance(screen, FormDialog):
                if screen.confirm_leave("ctrl+q"):
                    self.exit()
                return
        self.exit()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Yield Textual's own commands for the palette, then every action with its key."""
        from tui.app.screen.more_acts import MORE_ACTS
        from tui.app.views.plan_actions import actions_of_plan
        from tui.app.views.plan_pages import pages_of

        yield from super().get_system_commands(screen)
        if not isinstance(screen, MainScreen):
            return
        for action in actions_of_plan(self.workspace.loaded):
            description = f"{action.help} ({screen.keys[action.name]})"
            run = partial(screen.run_action, textual_action(action))
            yield SystemCommand(action.label.capitalize(), description, run)
        about_tour = "five screens: what Milepost does, and its keys"
        yield SystemCommand("Tour", about_tour, screen.show_tour)
        for name, act in MORE_ACTS.items():
            description = f"milepost {act.command}"
            yield SystemCommand(act.label, description, partial(screen.lazy.more_acts.start, name))
        for name, title in pages_of(self.workspace.loaded.about).items():
            run_page = partial(screen.plans.show_page, name)
            yield SystemCommand(f"About: {title}", "what the plan's file says", run_page)


def _complaints_text(complaints: Sequence[str]) -> str:
    lines = [*complaints[:_MAX_COMPLAINTS]]
    if len(complaints) > _MAX_COMPLAINTS:
        lines.append("`milepost keys` lists the others.")
    return "\n".join(lines)
