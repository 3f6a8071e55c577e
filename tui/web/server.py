"""The local web server: one page, a WebSocket for each tab, and a process of the app behind it."""

import asyncio
import socket
import sys
from contextlib import redirect_stdout
from pathlib import Path
from string import Template

from aiohttp import WSMsgType, web
from textual_serve.server import Server, to_int

from tui.web.access import Access, guard
from tui.web.tab_process import TabProcess

_PAGE = Template((Path(__file__).parent / "page.html").read_text(encoding="utf-8"))
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


def serve(listener: socket.socket, words: list[str], access: Access, max_tabs: int) -> None:
    """Serve `milepost` with `words` as arguments to each tab until Ctrl+C."""
    server = _LocalServer(words, max_tabs)
    with redirect_stdout(sys.stderr):  # textual-serve prints what a tab's app writes at its end
        web.run_app(
            server.application(access),
            sock=listener,
            print=None,
            access_log=None,
            shutdown_timeout=_CLOSE_TIMEOUT,
        )


class _LocalServer(Server):
    """textual-serve's server, but its page loads nothing from elsewhere, nor serves other sites."""

    def __init__(self, words: list[str], max_tabs: int) -> None:
        super().__init__("milepost")
        self._words = words
        self._max_tabs = max_tabs
        self._open_tabs: set[asyncio.Task[object] | None] = set()
        self._closing_tabs: set[asyncio.Task[object] | None] = set()

    def application(self, access: Access) -> web.Application:
        """Return the aiohttp application that handles requests."""
        application = web.Application(middlewares=[guard(access)])
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
        if len(self._open_tabs) >= self._max_tabs:
            raise web.HTTPServiceUnavailable(text=self._too_many_tabs())
        task = asyncio.current_task()
        self._open_tabs.add(task)
        websocket = web.WebSocketResponse(heartbeat=_HEARTBEAT)
        app = TabProcess(self._words, websocket, self.download_manager)
        try:
            await websocket.prepare(request)
            width = to_int(request.query.get("width", ""), _DEFAULT_WIDTH)
            height = to_int(request.query.get("height", ""), _DEFAULT_HEIGHT)
            await app.start(width, height)
            async for message in websocket:
                if message.type is WSMsgType.TEXT:
                    await app.receive(message.data)
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

    async def _page(self, request: web.Request) -> web.Response:
        page = _PAGE.substitute(host=request.host, too_many_tabs=self._too_many_tabs())
        return web.Response(text=page, content_type="text/html")

    def _too_many_tabs(self) -> str:
        return (
            f"Milepost is open in as many tabs as are allowed ({self._max_tabs}): close one, or"
            " start `milepost serve` with a larger --tabs."
        )


async def _add_security_headers(request: web.Request, response: web.StreamResponse) -> None:
    response.headers["Content-Security-Policy"] = _POLICY.format(host=request.host)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
