"""Leaves the screen to the user's editor for a while, and shows the changed plan afterwards."""

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from textual.app import SuspendNotSupported

from plan_data.errors import MilepostError
from plan_data.text import one_line
from tui.app.screen.plan_controller import show_opened_plan
from tui.app.screen.screen_services import ScreenServices
from tui.editing.edit_plan import EditRequest, EditResult, EditTerminal, copy_target, edit_plan
from tui.editing.questions import ask_user, is_interactive
from tui.files import real_path

_IN_SHELL = "`milepost edit` in a terminal changes the plan file."


class PlanEditor:
    """Edits the plan that is open."""

    def __init__(self, screen: ScreenServices) -> None:
        self._screen = screen
        self._workspace = screen.workspace

    def edit(self) -> None:
        """Suspend the app, let the user edit the plan, and open what was saved."""
        if self._workspace.is_made_up:
            self._screen.show_message("The demo's plan is not yours to change: open your own.")
            return
        try:
            with self._screen.area.app.suspend(), _interrupt_raises():
                result = self._edit_in_terminal()
        except SuspendNotSupported:
            self._screen.show_message(f"No editor can be opened from here: {_IN_SHELL}")
            return
        if result is not None and result.saved is not None:
            self._open(str(real_path(result.saved)))

    def _edit_in_terminal(self) -> EditResult | None:
        """Return how the edit ended, None if it was refused; the user has read why."""
        result = None
        with suppress(KeyboardInterrupt):
            result = self._edit_or_report()
        with suppress(KeyboardInterrupt):
            ask_user("Press Enter to go back to Milepost. ")
        return result

    def _edit_or_report(self) -> EditResult | None:
        try:
            return edit_plan(self._request(), _terminal())
        except MilepostError as error:
            _report(str(error))
            return None

    def _request(self) -> EditRequest:
        workspace = self._workspace
        paths = workspace.settings.paths
        plan = workspace.loaded.path
        return EditRequest(
            plan=plan,
            copy_to=copy_target(plan, None, paths.plans),
            edits=paths.state / "edits",
            entries=lambda: workspace.contents.entries,
            as_of=workspace.as_of,
        )

    def _open(self, path: str) -> None:
        try:
            self._workspace.open_plan(path)
        except MilepostError as error:
            self._screen.show_message(str(error), is_error=True)
            return
        show_opened_plan(self._screen)


def _terminal() -> EditTerminal:
    return EditTerminal(
        environ=os.environ,
        has_terminal=is_interactive(),
        write_lines=_write_lines,
        report=_report,
        ask=ask_user,
    )


def _write_lines(lines: Sequence[str]) -> None:
    for line in lines:
        _write(one_line(line))


def _report(message: str) -> None:
    _write(f"milepost: {one_line(message)}")


def _write(line: str) -> None:
    encoding = sys.stdout.encoding or "ascii"
    printable = line.encode(encoding, "backslashreplace").decode(encoding)
    sys.stdout.write(f"{printable}\n")
    sys.stdout.flush()


@contextmanager
def _interrupt_raises() -> Iterator[None]:
    """Let ctrl+c interrupt a question, as in a command; in the app it is a key."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
