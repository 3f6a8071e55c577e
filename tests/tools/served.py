"""`milepost serve` as a user starts it, and what its tabs show."""

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pyte

from tests.tools.terminal import MILEPOST, WAIT


class Served:
    """A server that runs. `address` is what it printed, `stop` what Ctrl+C does; `said` is its stderr then."""

    def __init__(self, *words: str, environ: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [MILEPOST, "serve", "--port", "0", *words],
            env={**os.environ, **environ},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout
        self.address = self._process.stdout.readline().strip()
        self.said = ""

    def stop(self) -> int:
        if self._process.poll() is None:
            self._process.terminate()
        self.said += self._process.communicate(timeout=WAIT)[1]
        return self._process.returncode


@contextmanager
def serving(*words: str, environ: Mapping[str, str]) -> Iterator[Served]:
    served = Served(*words, environ=environ)
    try:
        yield served
    finally:
        served.stop()


class TabScreen:
    """What a tab's terminal shows, of what the page was sent."""

    def __init__(self, columns: int, lines: int) -> None:
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self._screen.display)

    def feed(self, sent: bytes) -> None:
        self._stream.feed(sent)

    def shows(self, *words: str) -> bool:
        return all(word in self.text for word in words)
