"""The process that runs a tab's app, and the messages that the page sends it."""

import sys
from asyncio import create_subprocess_exec
from asyncio.subprocess import PIPE, Process

import msgspec
from aiohttp import web
from msgspec import Struct
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

_DRIVER = "tui.app.tab_driver:TabDriver"
_MAX_WIDTH = 500  # in characters; each one takes memory, on no screen are there more
_MAX_HEIGHT = 200


class _Typed(Struct, array_like=True, tag="stdin"):
    text: str


class _Size(Struct):
    width: float
    height: float


class _Resized(Struct, array_like=True, tag="resize"):
    size: _Size


class _Ping(Struct, array_like=True, tag="ping"):
    time: str


class _Focus(Struct, array_like=True, tag="focus"):
    pass


class _Blur(Struct, array_like=True, tag="blur"):
    pass


_MESSAGES = msgspec.json.Decoder(_Typed | _Resized | _Ping | _Focus | _Blur)


class TabProcess(AppService):
    """The process that runs a tab's app. It ends with the tab or with the server."""

    def __init__(
        self, words: list[str], websocket: web.WebSocketResponse, downloads: DownloadManager
    ) -> None:
        super().__init__(
            "milepost",
            write_bytes=websocket.send_bytes,
            write_str=websocket.send_str,
            close=websocket.close,  # type: ignore[arg-type]  # what it returns is not used
            download_manager=downloads,
        )
        self._words = words
        self._websocket = websocket

    async def start(self, width: float, height: float) -> None:
        """Start the app, in a terminal of that many characters."""
        await super().start(*_clamp(width, height))

    async def set_terminal_size(self, width: float, height: float) -> None:
        """Tell the app that its terminal has another size, in characters."""
        await super().set_terminal_size(*_clamp(width, height))

    async def run(self) -> None:
        """Pass on what the app draws, and close the tab when the app has ended, however it did."""
        try:
            await super().run()
        finally:
            await self.remote_close()

    async def receive(self, text: str) -> None:
        """Act on a message of the page; what is no such message is ignored."""
        try:
            message = _MESSAGES.decode(text)
        except (msgspec.DecodeError, RecursionError):
            return
        match message:
            case _Typed():
                await self.send_bytes(message.text.encode())
            case _Resized():
                await self.set_terminal_size(message.size.width, message.size.height)
            case _Ping():
                await self._websocket.send_json(["pong", message.time])
            case _Focus():
                await self.focus()
            case _Blur():
                await self.blur()

    async def stop(self) -> None:
        """Ask the app to quit, and wait until it has: it may still have files to remove."""
        try:
            await super().stop()
        finally:
            if self._process:
                self.stdin.close()
                await self._process.communicate()  # a full pipe would block it

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        """Start the process without a shell, which would have words to interpret."""
        self._process = await create_subprocess_exec(
            sys.executable,
            *("-P", "-m", "tui", *self._words),
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env={**self._build_environment(width, height), "TEXTUAL_DRIVER": _DRIVER},
        )
        self._stdin = self._process.stdin
        return self._process


def _clamp(width: float, height: float) -> tuple[int, int]:
    """Return a size of at least one character and at most what fits on a large screen."""
    return _clamp_length(width, _MAX_WIDTH), _clamp_length(height, _MAX_HEIGHT)


def _clamp_length(length: float, limit: int) -> int:
    return int(max(1, min(limit, length)))
