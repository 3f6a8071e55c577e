"""A progress bar for commands that take longer than a second, on a terminal's stderr only."""

import sys
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Self, TextIO

if TYPE_CHECKING:
    from threading import Event, Thread

SHOW_AFTER = 1.0  # seconds
_REDRAW_EVERY = 0.2  # seconds
_BAR_WIDTH = 20
_MAX_LINE = 79


class Progress:
    """Shows how many steps are done while its `with` block runs, and clears its line at the end."""

    def __init__(
        self, steps: int, stream: TextIO | None = None, clock: Callable[[], float] = monotonic
    ) -> None:
        self._stream = stream or sys.stderr
        self._steps = steps
        self._clock = clock
        self._started = clock()
        self._current = (0, "")  # the running step's number and name, replaced in one go
        self._finished: Event | None = None
        self._thread: Thread | None = None

    def __enter__(self) -> Self:
        if self._stream.isatty():
            from threading import Event, Thread  # imported only here: it takes a millisecond

            self._finished = Event()
            self._thread = Thread(target=self._draw, args=(self._finished,), daemon=True)
            self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._finished and self._thread:
            self._finished.set()
            self._thread.join()

    def step(self, name: str) -> None:
        """Start the next step; the one before is done."""
        number, _ = self._current
        self._current = (number + 1, name)

    def _draw(self, finished: "Event") -> None:
        width = 0
        wait = SHOW_AFTER
        with suppress(OSError):  # the terminal is gone; the answer does not need it
            while not finished.wait(wait):
                line = self._line()
                self._write(f"\r{line.ljust(width)}")
                width = len(line)
                wait = _REDRAW_EVERY
            if width:
                self._write(f"\r{' ' * width}\r")

    def _line(self) -> str:
        number, name = self._current
        done = max(0, number - 1)
        filled = _BAR_WIDTH * done // max(1, self._steps)
        bar = ("#" * filled).ljust(_BAR_WIDTH, "-")
        seconds = self._clock() - self._started
        line = f"[{bar}] {done} of {self._steps} done, {seconds:.0f} s: {name}"
        return line[:_MAX_LINE]

    def _write(self, text: str) -> None:
        self._stream.write(text.encode("ascii", "replace").decode())
        self._stream.flush()
