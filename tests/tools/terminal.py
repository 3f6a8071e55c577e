"""A real pseudo-terminal with the real command in it, and what a person would see."""

import os
import re
import subprocess
import sys
import termios
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import monotonic

import pexpect
import pyte

MILEPOST = str(Path(sys.executable).with_name("milepost"))
_MODES = ("1049", "1000", "1003", "2004", "1004", "25", "7")  # that the app switches
WAIT = 20.0  # seconds until what a person would wait for counts as never coming

PACES = {"in one burst": None, "5 ms": 0.005}  # seconds between keys


def environ_in(
    folder: Path, author: str = "ELS lead", now: str = "2009-11-30T10:00:00Z"
) -> dict[str, str]:
    """Return an environment for East Midlands with an empty journal, all in `folder`."""
    (folder / "journal").mkdir(mode=0o700)
    folders = {
        f"XDG_{name}_HOME": str(folder / name.lower())
        for name in ("CONFIG", "DATA", "STATE", "CACHE")
    }
    return {
        **os.environ,
        **folders,
        "MILEPOST_PLAN": "east-midlands-2009-10",
        "MILEPOST_JOURNAL": str(folder / "journal"),
        "MILEPOST_BY": author,
        "MILEPOST_NOW": now,
    }


def output_of(environ: Mapping[str, str], *words: str) -> str:
    """Return what `milepost` with the given words prints; it must succeed."""
    return subprocess.run(
        [MILEPOST, *words], env=environ, capture_output=True, text=True, check=True
    ).stdout


class Terminal:
    """The app in a terminal of 80 by 24 or another size."""

    def __init__(
        self,
        *words: str,
        environ: Mapping[str, str],
        columns: int = 80,
        lines: int = 24,
        command: Sequence[str] = (MILEPOST,),
    ) -> None:
        """Start a command, by default `milepost` with the given words."""
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._written = ""
        self._has_ended = False
        environment = {**os.environ, **environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self._child: pexpect.spawn[bytes] = pexpect.spawn(
            command[0],
            [*command[1:], *words],
            env=environment,
            dimensions=(lines, columns),
            timeout=WAIT,
        )

    @property
    def text(self) -> str:
        """What is on the screen, line by line."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def press(self, keys: str) -> None:
        """Type."""
        self._child.send(keys)

    def type(self, keys: str, pause: float | None) -> None:
        """Type keys one by one with a pause after each; all at once without one."""
        if pause is None:
            self.press(keys)
            return
        for key in keys:
            self.press(key)
            self._read(pause)

    def _read(self, timeout: float) -> None:
        """Read what the command writes within some seconds; at its end, take note of that."""
        try:
            data = self._child.read_nonblocking(65536, timeout=timeout)
        except pexpect.TIMEOUT:
            return
        except pexpect.EOF:
            if self._has_ended:
                raise
            self._has_ended = True
            return
        self._stream.feed(data)
        self._written += data.decode("utf-8", "replace")

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
            self._read(1)
        return self.text

    def enter(self) -> None:
        """Press Enter, and wait until the cursor is in the next line of the form."""
        line = self._screen.cursor.y
        self.press("\r")
        self.wait(lambda: self._screen.cursor.y != line, "the next line of the form")

    def signal(self, number: int) -> None:
        """Send a signal to the command."""
        self._child.kill(number)

    def hang_up(self) -> int:
        """Close the terminal under the command, and return the exit code."""
        with Path(os.devnull).open("rb") as nothing:
            os.dup2(nothing.fileno(), self._child.fileno())
        return self.wait_unread()

    def wait_unread(self) -> int:
        """Wait for the end of the command without reading its output; return the exit code."""
        _, status = os.waitpid(self._child.pid or 0, 0)
        self._child.closed = True
        self._child.terminated = True
        return os.waitstatus_to_exitcode(status)

    @property
    def openings(self) -> int:
        """How often the app has taken the screen for itself."""
        return self._written.count("\x1b[?1049h")

    @property
    def is_as_before(self) -> bool:
        """Whether the terminal is as it was: echo, lines, cursor, no alternate screen, no mouse."""
        local_modes = termios.tcgetattr(self._child.fileno())[3]
        if not (local_modes & termios.ECHO and local_modes & termios.ICANON):
            return False
        switches = dict(re.findall(r"\x1b\[\?(\d+)([hl])", self._written))
        on_before = {"25", "7"}  # cursor, line wrap
        return all((switches[mode] == "h") == (mode in on_before) for mode in _MODES)

    def end(self) -> int | None:
        """Wait until the command has ended, and return its exit code, or minus a signal."""
        self.wait(lambda: self._has_ended, "the end of the command")
        self._child.close()
        code: int | None = self._child.exitstatus
        return code if code is not None else -(self._child.signalstatus or 0)

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
