"""A bar of steps for whatever takes longer than a second, on a terminal's stderr and nowhere else."""

import sys
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Self, TextIO

if TYPE_CHECKING:
    from threading import Event, Thread

AFTER = 1.0
_EVERY = 0.2
_WIDE, _ROOM = 20, 79


class Progress:
    """Shows, while its block runs, how many of the steps are done, and clears its line at the end."""

    def __init__(self, steps: int, stream: TextIO | None = None, clock: Callable[[], float] = monotonic) -> None:
        self._stream = stream or sys.stderr
        self._steps, self._clock, self._began = steps, clock, clock()
        self._at = (0, "")
        self._over: Event | None = None
        self._thread: Thread | None = None

    def __enter__(self) -> Self:
        if self._stream.isatty():
            from threading import Event, Thread  # a millisecond that no other command should pay

            self._over = Event()
            self._thread = Thread(target=self._show, args=(self._over,), daemon=True)
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._over and self._thread:
            self._over.set()
            self._thread.join()

    def step(self, name: str) -> None:
        """Say that the step before is done, and that this one begins."""
        self._at = (self._at[0] + 1, name)

    def _show(self, over: "Event") -> None:
        drawn, wait = 0, AFTER
        with suppress(OSError):  # the terminal is gone; the answer need not be
            while not over.wait(wait):
                line = self._line()
                self._write(f"\r{line.ljust(drawn)}")
                drawn, wait = len(line), _EVERY
            if drawn:
                self._write(f"\r{' ' * drawn}\r")

    def _line(self) -> str:
        number, name = self._at
        done = max(0, number - 1)
        bar = ("#" * (_WIDE * done // max(1, self._steps))).ljust(_WIDE, "-")
        return f"[{bar}] {done} of {self._steps} done, {self._clock() - self._began:.0f} s: {name}"[:_ROOM]

    def _write(self, text: str) -> None:
        self._stream.write(text.encode("ascii", "replace").decode())
        self._stream.flush()
