"""How the app ends: the terminal is put back, no half-typed word is lost, nothing hangs."""

import asyncio
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Timer
from typing import Any

from textual.app import App

from plan_data.errors import MilepostError
from tui.app.terminal_driver import terminal_modes_restored
from tui.end_signals import exit_at_once, signal_exit_code, signals_handled

DEMO_FOLLOWS = -1  # the app's return code if the demo was chosen on the first screen
_SECONDS_TO_CLOSE = 10.0


def run_until_left(app: App[Any], keep: Callable[[], None]) -> int:
    """Run an app until it is left or a signal ends it, and return its exit code.

    `keep` writes down what would be lost. It is called at a signal, and once more when the app has
    ended for whatever reason; if it fails, stderr says why. After a signal the app closes, and a
    save that is under way is waited for. A second signal, or ten seconds, end the process at once.
    """
    keep = partial(_keep_or_report, keep)
    with terminal_modes_restored() as restore_modes, asyncio.Runner() as runner:
        loop = runner.get_loop()
        ending = _Ending(app, loop, keep, restore_modes)
        try:
            with signals_handled(ending.handle):
                app.run(loop=loop)
                runner.close()
        finally:
            ending.cancel()
            keep()
    return app.return_code or 0


class _Ending:
    """Closes an app at the first signal, and ends the process if that does not help."""

    def __init__(
        self,
        app: App[Any],
        loop: asyncio.AbstractEventLoop,
        keep: Callable[[], None],
        restore_modes: Callable[[], None],
    ) -> None:
        self._app = app
        self._loop = loop
        self._keep = keep
        self._restore_modes = restore_modes
        self._timer: Timer | None = None

    def handle(self, number: int) -> None:
        """Handle a signal; it runs in the main thread, whatever that is doing."""
        self._keep()
        if self._timer:
            self._end_now(number)
        self._timer = Timer(_SECONDS_TO_CLOSE, self._end_now, [number])
        self._timer.daemon = True
        self._timer.start()
        with suppress(RuntimeError):  # the loop has ended already
            self._loop.call_soon_threadsafe(self._close, number)

    def cancel(self) -> None:
        """Leave off, since the app has ended."""
        if self._timer:
            self._timer.cancel()

    def _close(self, number: int) -> None:
        self._app.exit(return_code=signal_exit_code(number))

    def _end_now(self, number: int) -> None:
        self._restore_modes()
        exit_at_once(number)


def _keep_or_report(keep: Callable[[], None]) -> None:
    try:
        keep()
    except MilepostError as error:
        with suppress(OSError, ValueError):  # the terminal may be gone
            print(f"milepost: {error}", file=sys.__stderr__, flush=True)
