"""Textual's driver for an app in a browser's tab; the app ends with the server that started it."""

import os
from functools import partial

from textual.app import App
from textual.drivers.web_driver import WebDriver
from textual.messages import ExitApp


class TabDriver(WebDriver):
    """Reads keys from the server and sends it what to draw, over pipes.

    A server that is killed cannot ask its tabs to quit, but its ends of the pipes close.
    """

    def __init__(
        self,
        app: App[object],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._write = partial(_write_if_open, self.fileno)

    def run_input_thread(self) -> None:
        """Read until the input ends, and leave the app then."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._app.post_message(ExitApp())


def _write_if_open(file_descriptor: int, data: bytes) -> int:
    """Write to a pipe; without a reader, the app must still be able to quit in order."""
    try:
        return os.write(file_descriptor, data)
    except BrokenPipeError:
        return len(data)
