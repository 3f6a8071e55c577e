"""A real pseudo-terminal with the real command in it, and what a person would see."""

import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from time import monotonic

import pexpect
import pyte

MILEPOST = str(Path(sys.executable).with_name("milepost"))
WAIT = 20.0  # seconds until what a person would wait for counts as never coming


class Terminal:
    """The app in a terminal of 80 by 24 or another size."""

    def __init__(
        self, *words: str, environ: Mapping[str, str], columns: int = 80, lines: int = 24
    ) -> None:
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        told = {**os.environ, **environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self._child: pexpect.spawn[bytes] = pexpect.spawn(
            MILEPOST, list(words), env=told, dimensions=(lines, columns), timeout=WAIT
        )

    @property
    def text(self) -> str:
        """What is on the screen, line by line."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def press(self, keys: str) -> None:
        """Type."""
        self._child.send(keys)

    def see(self, *words: str) -> str:
        """Wait until all of `words` are on the screen and return all that is on it."""
        return self.wait(lambda: all(word in self.text for word in words), f"{words} on the screen")

    def wait(self, holds: Callable[[], bool], what: str) -> str:
        """Wait until something holds of the screen."""
        until = monotonic() + WAIT
        while not holds():
            if monotonic() > until:
                self.close()
                raise AssertionError(f"never came: {what}\n{self.text}")
            with suppress(pexpect.TIMEOUT):
                self._stream.feed(self._child.read_nonblocking(65536, timeout=1))
        return self.text

    def enter(self) -> None:
        """Press Enter, and wait until the cursor is in the next line of the form."""
        line = self._screen.cursor.y
        self.press("\r")
        self.wait(lambda: self._screen.cursor.y != line, "the next line of the form")

    def close(self) -> None:
        """Close the window, as a person in a hurry does."""
        self._child.close(force=True)

    def leave(self) -> int | None:
        """Press q, and return the exit code."""
        self.press("q")
        self._child.expect(pexpect.EOF)
        self._child.close()
        code: int | None = self._child.exitstatus
        return code
