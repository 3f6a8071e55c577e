"""A driver that survives what happens to terminals, and puts them back.

Textual's driver starts again at CONT, whether it was stopped by TSTP or by STOP, which no program
can handle. Started twice, it takes its own modes for those of before, and leaves the terminal
without echo. And what it writes goes through a thread that ends when the terminal is gone; the app
then waits for ever to hand its output over. It also believes COLUMNS and LINES, which a shell may
have exported in another window or before a resize.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any, cast

from textual.driver import Driver


class _Forgiving:
    """A stream that drops what cannot be written."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def write(self, text: str) -> None:
        with suppress(OSError, ValueError):
            self._stream.write(text)

    def flush(self) -> None:
        with suppress(OSError, ValueError):
            self._stream.flush()

    def fileno(self) -> int:
        return self._stream.fileno()


class _Lasting(Driver):
    """Drops output that nobody takes, and stops before it is started a second time."""

    _is_started = False

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - those of the driver
        super().__init__(*arguments, **options)
        stream = getattr(self, "_file", None)  # the driver for browsers has none
        if stream is not None:
            self._file = _Forgiving(stream)
        self._size = self._size or self._own_size()

    def _own_size(self) -> tuple[int, int] | None:
        """Return columns and lines of the terminal that keys come from, None if there is none."""
        if not getattr(self, "input_tty", False):
            return None
        try:
            columns, lines = os.get_terminal_size(cast("int", vars(self)["fileno"]))
        except OSError:
            return None
        return (columns, lines) if columns and lines else None

    def _get_terminal_size(self) -> tuple[int, int]:
        own: tuple[int, int] = self._own_size() or super()._get_terminal_size()  # type: ignore[misc]
        return own

    def start_application_mode(self) -> None:
        if self._is_started:
            self.suspend_application_mode()
        super().start_application_mode()  # type: ignore[safe-super]
        self._is_started = True

    def stop_application_mode(self) -> None:
        self._is_started = False
        super().stop_application_mode()  # type: ignore[safe-super]


def lasting(driver_class: type[Driver]) -> type[Driver]:
    """Return a driver class that can be continued without having been stopped, and hung up."""
    name = f"Lasting{driver_class.__name__}"
    return cast("type[Driver]", type(name, (_Lasting, driver_class), {}))


@contextmanager
def terminal_modes_restored() -> Iterator[Callable[[], None]]:
    """Restore the terminal's modes afterwards; yield what does so earlier, from any thread."""
    try:
        import termios
    except ImportError:  # on Windows
        yield lambda: None
        return
    try:
        modes = termios.tcgetattr(0)
    except (termios.error, OSError):  # no terminal
        yield lambda: None
        return

    def restore() -> None:
        with suppress(termios.error, OSError):
            termios.tcsetattr(0, termios.TCSANOW, modes)

    try:
        yield restore
    finally:
        restore()
