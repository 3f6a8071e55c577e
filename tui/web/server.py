"""The page, the socket behind it, and who may use them. A process of its own runs the app for each tab."""

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
_HEARTBEAT = 15.0  # seconds between looks whether a tab is still there
_SIZE = {"width": 80, "height": 24}  # where the page tells none
_CLOSE_WITHIN = 3.0  # seconds for the tabs' apps to leave by themselves when the server is stopped

# Only what comes from this server is loaded or called, and no other site may show the page in a frame.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:;"
    " connect-src 'self' ws://{host}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def serve(listening: socket.socket, words: list[str], hosts: frozenset[str] | None) -> None:
    """Serve `milepost` with `words` to each tab until Ctrl+C; `hosts` are the addresses it answers to, None any."""
    command = [sys.executable, "-P", "-m", "tui", *words]
    quoted = subprocess.list2cmdline(command) if sys.platform == "win32" else shlex.join(command)
    server = _LocalServer(quoted, hosts)
    with redirect_stdout(sys.stderr):  # where textual-serve puts what a tab's app says at its end
        web.run_app(server.application(), sock=listening, print=None, access_log=None, shutdown_timeout=_CLOSE_WITHIN)


class _TabsApp(AppService):
    """The process of a tab's app."""

    async def stop(self) -> None:
        """Tell the app to quit, and wait until it has: it may have things to clear away."""
        await super().stop()
        if self._process and self._process.stdout:
            await self._process.stdout.read()  # a full pipe would hold it up
            await self._process.wait()


class _LocalServer(Server):
    """textual-serve's server with a page that loads nothing from elsewhere, and deaf to other sites' pages."""

    def __init__(self, command: str, hosts: frozenset[str] | None) -> None:
        super().__init__(command)
        self._hosts = hosts
        self._tabs: set[asyncio.Task[object] | None] = set()
        self._leaving: set[asyncio.Task[object] | None] = set()

    def application(self) -> web.Application:
        """Return what answers requests."""
        application = web.Application(middlewares=[self._from_here])
        application.on_response_prepare.append(_keep_to_itself)
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
        """Run the app for a tab until either leaves."""
        websocket = web.WebSocketResponse(heartbeat=_HEARTBEAT)
        await websocket.prepare(request)
        app = _TabsApp(
            self.command,
            write_bytes=websocket.send_bytes,
            write_str=websocket.send_str,
            close=websocket.close,  # type: ignore[arg-type]  # nobody looks at what it returns
            download_manager=self.download_manager,
        )
        self._tabs.add(task := asyncio.current_task())
        try:
            await app.start(*(to_int(request.query.get(side, ""), least) for side, least in _SIZE.items()))
            await self._process_messages(websocket, app)
        finally:
            self._tabs.discard(task)
            self._leaving.add(task)  # and so not to be cancelled, before its app has cleared away
            await app.stop()
            self._leaving.discard(task)
        return websocket

    async def _close_tabs(self, _: web.Application) -> None:
        tabs = {tab for tab in self._tabs if tab}
        for tab in tabs:
            tab.cancel()
        if leaving := tabs | {tab for tab in self._leaving if tab}:
            await asyncio.wait(leaving, timeout=_CLOSE_WITHIN)

    @web.middleware
    async def _from_here(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        """Refuse a page of another site, which a browser would let talk to this machine's ports."""
        origin = request.headers.get("Origin")
        if (self._hosts and request.host not in self._hosts) or origin not in {None, f"http://{request.host}"}:
            raise web.HTTPForbidden(text="Milepost answers only to its own page.")
        return await handler(request)

    async def _page(self, request: web.Request) -> web.Response:
        if not _ADDRESS.fullmatch(request.host):
            raise web.HTTPBadRequest(text="That is no address.")
        return web.Response(text=_PAGE.substitute(host=request.host), content_type="text/html")


async def _keep_to_itself(request: web.Request, response: web.StreamResponse) -> None:
    response.headers["Content-Security-Policy"] = _POLICY.format(host=request.host)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
