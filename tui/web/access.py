"""Who may reach the server: a browser that opened its address, under one of its own names."""

import secrets
from collections.abc import Awaitable, Callable

from aiohttp import web
from aiohttp.typedefs import Middleware
from msgspec import Struct

from tui.web.addresses import is_own_address

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_NO_COOKIE = (
    "Milepost opens only at the address that `milepost serve` printed when it started, token"
    " included: copy it from that terminal into the browser's address bar.\n"
)
_OTHER_SITE = (
    "Milepost answers only to its own page: open the address that `milepost serve`"
    " printed when it started.\n"
)


class Access(Struct, frozen=True):
    """What a request needs so that it is answered.

    Everybody on the machine can connect to its ports, and so can each page that a browser shows.
    The token in the printed address tells the user from them. The browser keeps it as a cookie,
    which it sends with requests of our own page only.
    """

    token: str
    port: int
    hosts: frozenset[str]  # values of the Host header, in lower case

    @property
    def cookie(self) -> str:
        """The cookie's name. Browsers share cookies between the ports of a machine."""
        return f"milepost-{self.port}"


def guard(access: Access) -> Middleware:
    """Return the middleware that answers only what `access` lets in."""

    @web.middleware
    async def check(request: web.Request, handler: _Handler) -> web.StreamResponse:
        if not (_is_own_host(access, request) and _is_own_page(request)):
            raise web.HTTPForbidden(text=_OTHER_SITE)
        if request.path == "/" and _is_token(access, request.query.get("token", "")):
            return _open_without_token(access)
        if not _is_token(access, request.cookies.get(access.cookie, "")):
            raise web.HTTPForbidden(text=_NO_COOKIE)
        return await handler(request)

    return check


def _is_own_host(access: Access, request: web.Request) -> bool:
    """Return whether the browser asked for this machine, not for a name of somebody else's.

    The owner of a name can point it at any address, and its pages then count as the same site.
    """
    host = request.headers.get("Host", "").lower()
    if host in access.hosts:
        return True
    if request.transport is None:  # the browser has left
        return False
    connected = request.transport.get_extra_info("sockname")
    return is_own_address(host, connected[0], access.port)


def _is_own_page(request: web.Request) -> bool:
    """Return whether a request is from our page or from nobody's, such as the address bar."""
    origin = request.headers.get("Origin")
    return origin in {None, f"http://{request.headers.get('Host')}"}


def _is_token(access: Access, sent: str) -> bool:
    """Compare in constant time, so that the time of an answer does not help to guess."""
    return secrets.compare_digest(sent.encode("utf-8", "replace"), access.token.encode())


def _open_without_token(access: Access) -> web.Response:
    """Set the cookie and open the page without the token, which would stay in the history."""
    response = web.Response(status=303, headers={"Location": "/"})
    response.set_cookie(access.cookie, access.token, path="/", httponly=True, samesite="Strict")
    return response
