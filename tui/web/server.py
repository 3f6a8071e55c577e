"""The local web server: one page, a WebSocket for each tab, and a process of the app behind it."""

import asyncio
import re
import shlex
import socket
import subprocess
import sys
from collections.abc import Awaitable, Callable
from contextlib import redirect_stdout
from pathlib import Path
from string import Template

from aiohttp import web
from textual_serve.app_service import AppService
from textual_serve.server import Server, to_int

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
_PAGE = Template((Path(__file__).parent / "page.html").read_text(encoding="utf-8"))
_ADDRESS = re.compile(r"[\w.:\[\]-]+", re.ASCII)
_HEARTBEAT = 15.0  # seconds between checks that a tab is still there
_DEFAULT_WIDTH = 80  # in characters, if the page sends no size
_DEFAULT_HEIGHT = 24
_CLOSE_TIMEOUT = 3.0  # seconds for the tabs' apps to quit when the server stops

# The page loads from and connects to this server only, and other sites cannot show it in a frame.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self';"
    " img-src 'self' data:; connect-src 'self' ws://{host}; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'"
)


def serve(listener: socket.socket, words: list[str], hosts: frozenset[str] | None) -> None:
    """Serve `milepost` with `words` as arguments to each tab until Ctrl+C.

    `hosts` are the values of the Host header that are answered; None answers all.
    """
    server = _LocalServer(_command_line(words), hosts)
    with redirect_stdout(sys.stderr):  # textual-serve prints what a tab's app writes at its end
        web.run_app(
            server.application(),
            sock=listener,
            print=None,
            access_log=None,
            shutdown_timeout=_CLOSE_TIMEOUT,
        )


def _command_line(words: list[str]) -> str:
    """Return the shell command that starts a tab's app."""
    command = [sys.executable, "-P", "-m", "tui", *words]
    if sys.platform == "win32":
        return subprocess.list2cmdline(command)
    return shlex.join(command)


class _TabApp(AppService):
    """The process that runs a tab's app."""

    async def stop(self) -> None:
        """Ask the app to quit, and wait until it has: it may still have files to remove."""
        await super().stop()
        if self._process and self._process.stdout:
            await self._process.stdout.read()  # a full pipe would block it
            await self._process.wait()


class _LocalServer(Server):
    """textual-serve's server, but its page loads nothing from elsewhere, nor serves other sites."""

    def __init__(self, command: str, hosts: frozenset[str] | None) -> None:
        super().__init__(command)
        self._hosts = hosts
        self._open_tabs: set[asyncio.Task[object] | None] = set()
        self._closing_tabs: set[asyncio.Task[object] | None] = set()

    def application(self) -> web.Application:
        """Return the aiohttp application that handles requests."""
        application = web.Application(middlewares=[self._refuse_other_sites])
        application.on_response_prepare.append(_add_security_headers)
        application.on_shutdown.append(self._close_tabs)
        application.add_routes(
            [
                web.get("/", self._page),
                web.get("/ws", self.handle_websocket),
                web.get("/download/{key}", self.handle_download),
                web.static("/static", self.statics_path),
            ]
        )
        return application

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Run the app for a tab until either of them closes."""
        websocket = web.WebSocketResponse(heartbeat=_HEARTBEAT)
        await websocket.prepare(request)
        app = _TabApp(
            self.command,
            write_bytes=websocket.send_bytes,
            write_str=websocket.send_str,
            close=websocket.close,  # type: ignore[arg-type]  # what it returns is not used
            download_manager=self.download_manager,
        )
        task = asyncio.current_task()
        self._open_tabs.add(task)
        try:
            width = to_int(request.query.get("width", ""), _DEFAULT_WIDTH)
            height = to_int(request.query.get("height", ""), _DEFAULT_HEIGHT)
            await app.start(width, height)
            await self._process_messages(websocket, app)
        finally:
            self._open_tabs.discard(task)
            self._closing_tabs.add(task)  # not cancelled at shutdown, so that the app can clean up
            await app.stop()
            self._closing_tabs.discard(task)
        return websocket

    async def _close_tabs(self, _: web.Application) -> None:
        open_tabs = {tab for tab in self._open_tabs if tab}
        closing_tabs = {tab for tab in self._closing_tabs if tab}
        for tab in open_tabs:
            tab.cancel()
        tabs = open_tabs | closing_tabs
        if tabs:
            await asyncio.wait(tabs, timeout=_CLOSE_TIMEOUT)

    @web.middleware
    async def _refuse_other_sites(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        """Refuse other sites' pages, which browsers allow to send requests to local ports."""
        is_known_host = not self._hosts or request.host in self._hosts
        origin = request.headers.get("Origin")
        is_own_page = origin in {None, f"http://{request.host}"}
        if not (is_known_host and is_own_page):
            raise web.HTTPForbidden(text="Milepost answers only to its own page.")
        return await handler(request)

    async def _page(self, request: web.Request) -> web.Response:
        if not _ADDRESS.fullmatch(request.host):
            raise web.HTTPBadRequest(text="That is no address.")
        page = _PAGE.substitute(host=request.host)
        return web.Response(text=page, content_type="text/html")


async def _add_security_headers(request: web.Request, response: web.StreamResponse) -> None:
    response.headers["Content-Security-Policy"] = _POLICY.format(host=request.host)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
