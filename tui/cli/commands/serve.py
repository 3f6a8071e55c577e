"""`milepost serve`: the app in a browser, on this machine only unless told otherwise in full."""

import os
import socket
from argparse import ArgumentParser
from importlib.util import find_spec
from ipaddress import ip_address

from plan_data.errors import ExitCode, Refused, os_reason
from tui.cli.options import add_app, add_where
from tui.cli.output import print_message, write_answer
from tui.cli.session import Session
from tui.config.settings import Options

_LAST_PORT = 65535
_ANYONE = "--allow-anyone-on-the-network"
_RISK = (
    "there is no password and no encryption, and anyone who reaches the port can read this journal"
    " and write into it as '{author}'"
)


def add_serve(parser: ArgumentParser) -> None:
    """Declare `serve`."""
    add_where(parser)
    add_app(parser)
    parser.add_argument("--demo", action="store_true", help="show the made-up journal, a copy for each tab")
    parser.add_argument("--port", metavar="N", type=int, default=8000, help="8000 if not told; 0 takes a free one")
    parser.add_argument("--host", metavar="ADDRESS", default="127.0.0.1", help="another of this machine's addresses")
    parser.add_argument(_ANYONE, action="store_true", help="listen on an address that others can reach, unprotected")


def run_serve(session: Session) -> int:
    """Serve the app until Ctrl+C."""
    args = session.args
    is_here = _is_loopback(args.host)
    risk = _RISK.format(author=session.settings.author)
    if not (is_here or args.allow_anyone_on_the_network):
        raise Refused(f"'{args.host}' can be reached by others: {risk}. If that is what you want, add {_ANYONE}.")
    if not find_spec("textual_serve"):
        raise Refused("the browser needs one more package: `pip install 'milepost[web]'`.")
    if not args.demo:
        session.checklist  # noqa: B018 - a plan that cannot be read is said here, not in a closed tab
    listening = _listen(args.host, args.port)
    port = listening.getsockname()[1]
    _tell_the_tabs(session)
    host = f"[{args.host}]" if ":" in args.host else args.host
    write_answer(f"http://{host}:{port}/\n")
    print_message("open that address in a browser; each tab is a window of its own. Ctrl+C ends it.")
    if not is_here:
        print_message(f"warning: {risk}.")
    from tui.web.server import serve

    names = frozenset(f"{name}:{port}" for name in (host, "127.0.0.1", "localhost", "[::1]"))
    serve(listening, ["demo"] if args.demo else [], names if is_here else None)
    return ExitCode.OK


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens: a taken port is said at once, and who comes early waits."""
    if not 0 <= port <= _LAST_PORT:
        raise Refused(f"{port} is no port: give a number from 1 to {_LAST_PORT} with --port.")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        try:
            if os.name == "posix":  # else a port rests for minutes after each use
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(address)
            listening.listen()
        except BaseException:
            listening.close()
            raise
    except OSError as error:
        raise Refused(
            f"port {port} of '{host}' cannot be used ({os_reason(error)}): give another with --port."
        ) from error
    return listening


def _tell_the_tabs(session: Session) -> None:
    """Hand the options on as environment variables: no shell reads them, however they are written."""
    told = {name: getattr(session.args, name) for name in Options.__struct_fields__}
    os.environ.update({f"MILEPOST_{name.upper()}": str(value) for name, value in told.items() if value})
