"""An app in a real pseudo-terminal, read by a terminal emulator, with the times of its output."""

import fcntl
import os
import pty
import signal
import struct
import sys
import termios
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic, perf_counter
from typing import Self

import pyte

from benchmarks.screen_text import (
    CURSOR_SIGN,
    detail_ref,
    is_filter,
    list_rows,
    row_under_cursor,
)
from benchmarks.timing import NotMeasured

COLUMNS, LINES = 120, 40
WAIT = 60.0  # seconds until what should show counts as never coming
_LULL = 0.02  # seconds without output after which what has come is given to the emulator
_QUIET = 0.05  # and after which the app counts as at rest
_SWITCH = 0.0002  # seconds that the emulator may keep the reader waiting


class Window:
    """An app in a terminal. A time is when bytes arrive: the emulator's own time is not counted.

    A separate thread reads them, so that bytes that arrive while the emulator works are timed too.
    """

    def __init__(self, words: Sequence[str], environ: Mapping[str, str]) -> None:
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)
        self._read: SimpleQueue[tuple[float, bytes]] = SimpleQueue()
        self._come: deque[tuple[float, bytes]] = deque()
        self._ended = False
        self.received = 0  # bytes
        sys.setswitchinterval(_SWITCH)
        self.started = perf_counter()
        self.pid, self._descriptor = pty.fork()
        if not self.pid:
            _become(words, environ)
        self._reader = Thread(target=self._keep_reading, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """End the app."""
        with suppress(OSError):
            os.kill(self.pid, signal.SIGKILL)
        with suppress(OSError):
            os.waitpid(self.pid, 0)
        self._reader.join(WAIT)
        os.close(self._descriptor)

    @property
    def display(self) -> list[str]:
        """The lines of the screen."""
        return list(self._screen.display)

    @property
    def line(self) -> int:
        """The line that the terminal's own cursor is in."""
        return int(self._screen.cursor.y)

    def sees(self, *words: str) -> bool:
        """Return whether all words are on the screen."""
        text = "\n".join(self._screen.display)
        return all(word in text for word in words)

    def cursor_rows(self) -> list[str]:
        """Return the lines of the screen in which a list has its cursor."""
        return [line for line in self._screen.display if CURSOR_SIGN in line]

    def list_text(self) -> str:
        """Return the lines of the list."""
        return "\n".join(row.text for row in list_rows(self._screen.display))

    def has_filter(self, typed: str) -> bool:
        """Return whether the filter line has these words."""
        return is_filter(self._screen.display, typed)

    def line_mark(self) -> str:
        """Return the tick box in the list's line under the cursor, such as [x]."""
        row = row_under_cursor(self._screen.display)
        return row.mark if row else ""

    def line_ref(self) -> str:
        """Return the ref in the list's line under the cursor, empty if there is no such line."""
        row = row_under_cursor(self._screen.display)
        return row.ref if row else ""

    def detail_ref(self) -> str:
        """Return the ref that list and detail pane agree on, empty while they do not."""
        return detail_ref(self._screen.display)

    def until(self, holds: Callable[[], bool], what: str) -> float:
        """Return the moment when the bytes came that made it hold.

        Raises:
            NotMeasured: if it never does.

        """
        give_up = monotonic() + WAIT
        while monotonic() < give_up and (self._come or self._take(WAIT)):
            moment, data = self._come.popleft()
            self._stream.feed(data)
            if holds():
                return moment
        raise NotMeasured(f"never on the screen: {what}")

    def press(self, keys: str) -> float:
        """Type, once the app is at rest, and return the moment."""
        self.rest()
        moment = perf_counter()
        os.write(self._descriptor, keys.encode())
        return moment

    def answer(self, keys: str, holds: Callable[[], bool], what: str) -> float:
        """Return the milliseconds from a key to the screen that shows its result."""
        return (-self.press(keys) + self.until(holds, what)) * 1000

    def rest(self, quiet: float = _QUIET) -> None:
        """Read until nothing comes any more."""
        while self._come or self._take(quiet):
            self._stream.feed(self._come.popleft()[1])

    def stay(self, seconds: float) -> None:
        """Let the app be for so long, and read what it draws meanwhile."""
        end = monotonic() + seconds
        while (left := end - monotonic()) > 0:
            self._take(left)
            if self._ended:
                raise NotMeasured("the app ended by itself")

    def end_of_output(self) -> None:
        """Read until the app ends by itself."""
        while self._take(WAIT):
            self._come.clear()

    def peak_megabytes(self) -> float:
        """Return the most memory that the process ever had."""
        for line in _proc(self.pid, "status").splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
        raise NotMeasured("this system does not tell a process's peak memory")

    def cpu_seconds(self) -> float:
        """Return what all threads of the process have used of the processor."""
        fields = _proc(self.pid, "stat").rpartition(")")[2].split()
        ticks = int(fields[11]) + int(fields[12])
        with suppress(
            OSError, ValueError, IndexError
        ):  # in nanoseconds, where the kernel keeps them
            tasks = Path(f"/proc/{self.pid}/task").iterdir()
            return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9
        return ticks / os.sysconf("SC_CLK_TCK")

    def _take(self, patience: float) -> bool:
        """Take in what comes until a lull, and return whether anything did."""
        with suppress(Empty):
            while not self._ended:
                moment, data = self._read.get(timeout=patience)
                self._ended = not data
                self._come.append((moment, data))
                self.received += len(data)
                patience = _LULL
        return bool(self._come)

    def _keep_reading(self) -> None:
        """Read all that the app writes, and at its end nothing once."""
        data = b"first"
        while data:
            try:
                data = os.read(self._descriptor, 65536)
            except OSError:  # the app has ended
                data = b""
            self._read.put((perf_counter(), data))


def _become(words: Sequence[str], environ: Mapping[str, str]) -> None:
    """Be the app, from here on, in a terminal of its size."""
    try:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        os.execve(words[0], list(words), dict(environ))  # noqa: S606 - no shell is wanted
    finally:
        os._exit(127)


def _proc(pid: int, name: str) -> str:
    try:
        return Path(f"/proc/{pid}/{name}").read_text(encoding="ascii", errors="replace")
    except OSError:
        raise NotMeasured("this system has no /proc to ask, or the app has ended") from None
