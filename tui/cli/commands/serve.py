"""`milepost serve`: the app in a browser, on this machine only unless an option opens it."""

import os
import socket
from argparse import ArgumentParser
from importlib.util import find_spec
from ipaddress import ip_address

from plan_data.errors import ExitCode, Refused, os_reason
from tui.cli.options import add_app_options, add_plan_options
from tui.cli.output import print_message, write_answer
from tui.cli.registry import Command
from tui.cli.session import Session
from tui.config.settings import Options

_MAX_PORT = 65535
_OPEN_OPTION = "--allow-anyone-on-the-network"
_RISK = (
    "there is no password and no encryption, and anyone who reaches the port can read this journal"
    " and write into it as '{author}'"
)


def add_serve(parser: ArgumentParser) -> None:
    """Declare the arguments of `serve`."""
    add_plan_options(parser)
    add_app_options(parser)
    parser.add_argument("--demo", action="store_true", help="show the made-up journal, a copy for each tab")
    parser.add_argument("--port", metavar="N", type=int, default=8000, help="8000 if not told; 0 takes a free one")
    parser.add_argument(
        "--host",
        metavar="ADDRESS",
        default="127.0.0.1",
        help="another of this machine's addresses",
    )
    parser.add_argument(
        _OPEN_OPTION,
        action="store_true",
        help="listen on an address that others can reach, unprotected",
    )


def run_serve(session: Session) -> ExitCode:
    """Serve the app until Ctrl+C."""
    args = session.args
    is_local = _is_loopback(args.host)
    risk = _RISK.format(author=session.settings.author)
    if not is_local and not args.allow_anyone_on_the_network:
        raise Refused(f"'{args.host}' can be reached by others: {risk}. If that is what you want, add {_OPEN_OPTION}.")
    if not find_spec("textual_serve"):
        raise Refused("the browser needs one more package: `pip install 'milepost[web]'`.")
    if not args.demo:
        session.checklist  # noqa: B018 - a plan that cannot be read is refused here, not in a tab
    listener = _listen(args.host, args.port)
    port = listener.getsockname()[1]
    _export_options(session)
    host = f"[{args.host}]" if ":" in args.host else args.host
    write_answer(f"http://{host}:{port}/\n")
    print_message("open that address in a browser; each tab is a window of its own. Ctrl+C ends it.")
    if not is_local:
        print_message(f"warning: {risk}.")
    _serve(listener, _local_addresses(host, port) if is_local else None, is_demo=args.demo)
    return ExitCode.OK


def _serve(listener: socket.socket, addresses: frozenset[str] | None, *, is_demo: bool) -> None:
    from tui.web.server import serve

    words = ["demo"] if is_demo else []
    serve(listener, words, addresses)


def _local_addresses(host: str, port: int) -> frozenset[str]:
    """Return the addresses under which a browser on this machine may ask for the page."""
    names = (host, "127.0.0.1", "localhost", "[::1]")
    return frozenset(f"{name}:{port}" for name in names)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _listen(host: str, port: int) -> socket.socket:
    """Return a listening socket: a port in use is refused at once, and early browsers wait."""
    if not 0 <= port <= _MAX_PORT:
        raise Refused(f"{port} is no port: give a number from 1 to {_MAX_PORT} with --port.")
    try:
        return _bind(host, port)
    except OSError as error:
        raise Refused(
            f"port {port} of '{host}' cannot be used ({os_reason(error)}): give another with --port."
        ) from error


def _bind(host: str, port: int) -> socket.socket:
    addresses = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    family, kind, protocol, _, address = addresses[0]
    listener = socket.socket(family, kind, protocol)
    try:
        if os.name == "posix":  # otherwise the port stays in use for minutes after the server ends
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen()
    except BaseException:
        listener.close()
        raise
    return listener


def _export_options(session: Session) -> None:
    """Set the options as environment variables for each tab's process; no shell parses them."""
    for name in Options.__struct_fields__:
        value = getattr(session.args, name)
        if value:
            os.environ[f"MILEPOST_{name.upper()}"] = str(value)


COMMANDS = {"serve": Command(add_serve, run_serve)}
