"""`milepost serve` as a user starts it, and what its tabs show."""

import http.client
import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pyte

from tests.tools.terminal import MILEPOST, WAIT


@dataclass(frozen=True)
class Reply:
    """What a server answered to one request; redirects are not followed."""

    status: int
    headers: Mapping[str, str]
    text: str


class Served:
    """A server that runs. `stop` does what Ctrl+C does; `stderr` is its stderr then.

    `link` is the first address that it printed, `address` the page's address without the token.
    """

    def __init__(self, *words: str, environ: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [MILEPOST, "serve", "--port", "0", *words],
            env={**os.environ, **environ},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout
        self.link = self._process.stdout.readline().strip()
        self.address = self.link.partition("?")[0]
        self.stderr = ""

    @property
    def host(self) -> str:
        """Name and port."""
        return urlsplit(self.link).netloc

    def get(self, path: str, **headers: str) -> Reply:
        """Ask for a path, with only these headers."""
        connection = http.client.HTTPConnection(self.host, timeout=WAIT)
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            text = answer.read().decode(errors="replace")
            return Reply(answer.status, dict(answer.getheaders()), text)
        finally:
            connection.close()

    def open_link(self) -> Reply:
        """Open the printed address."""
        return self.get(self.link.partition(self.host)[2])

    def sign_in(self) -> dict[str, str]:
        """Return the headers that a browser sends once the printed address was opened in it."""
        cookie = self.open_link().headers["Set-Cookie"]
        return {"Cookie": cookie.partition(";")[0]}

    def app_processes(self) -> list[int]:
        """Return the ids of the processes that run the tabs' apps, on Linux."""
        pid = self._process.pid
        return [
            int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        ]

    def kill(self) -> None:
        """End the server as the system does when memory runs out."""
        self._process.kill()
        self._process.communicate(timeout=WAIT)

    def stop(self) -> int:
        if self._process.poll() is None:
            self._process.terminate()
            self.stderr += self._process.communicate(timeout=WAIT)[1]
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
        self._lines = [""] * lines

    @property
    def text(self) -> str:
        for y in self._screen.dirty:
            line = self._screen.buffer[y]
            self._lines[y] = "".join(line[x].data for x in range(self._screen.columns)).rstrip()
        self._screen.dirty.clear()
        return "\n".join(self._lines)

    def feed(self, sent: bytes) -> None:
        self._stream.feed(sent)

    def shows(self, *words: str) -> bool:
        return all(word in self.text for word in words)
