"""`milepost serve`: the app in a browser, on this machine only unless an option opens it."""

import os
import secrets
import socket
from argparse import ArgumentParser
from importlib.util import find_spec

from plan_data.errors import ExitCode, Refused, os_reason
from tui.cli.options import add_app_options, add_plan_options
from tui.cli.output import print_message, write_answer
from tui.cli.registry import Command
from tui.cli.session import Session
from tui.config.settings import Options
from tui.web.addresses import is_loopback, own_hosts, printed_names

_MAX_PORT = 65535
_OPEN_OPTION = "--allow-anyone-on-the-network"
_MAX_TABS = 16  # each is a process of the app, of about 45 MB
_RIGHTS = "can read this journal, write into it as '{author}', and export files into your folders"
_RISK = (
    "there is no password and no encryption, and anyone who learns the address with its token, or"
    " listens on the network, {rights}"
)


def add_serve(parser: ArgumentParser) -> None:
    """Declare the arguments of `serve`."""
    add_plan_options(parser)
    add_app_options(parser)
    parser.add_argument(
        "--demo", action="store_true", help="show the made-up journal, a copy for each tab"
    )
    parser.add_argument(
        "--port", metavar="N", type=int, default=8000, help="default: 8000; 0 takes a free one"
    )
    parser.add_argument(
        "--host",
        metavar="ADDRESS",
        default="127.0.0.1",
        help="another of this machine's addresses",
    )
    parser.add_argument(
        "--tabs",
        metavar="N",
        type=int,
        default=_MAX_TABS,
        help=f"how many tabs can be open at a time; {_MAX_TABS} by default",
    )
    parser.add_argument(
        _OPEN_OPTION,
        action="store_true",
        help="listen on an address that others can reach, without encryption",
    )


def run_serve(session: Session) -> ExitCode:
    """Serve the app until Ctrl+C."""
    args = session.args
    is_local = is_loopback(args.host)
    rights = _RIGHTS.format(author=session.settings.author)
    risk = _RISK.format(rights=rights)
    if not is_local and not args.allow_anyone_on_the_network:
        raise Refused(
            f"'{args.host}' can be reached by others: {risk}. If that is what you want, add"
            f" {_OPEN_OPTION}."
        )
    if args.tabs < 1:
        raise Refused(f"{args.tabs} tabs are too few: give a number from 1 with --tabs.")
    if not find_spec("textual_serve"):
        raise Refused("the browser needs one more package: `pip install 'milepost[web]'`.")
    if not args.demo:
        session.checklist  # noqa: B018 - a plan that cannot be read is refused here, not in a tab
    listener = _listen(args.host, args.port)
    _export_options(session)
    token = secrets.token_urlsafe()
    _print_addresses(args.host, listener.getsockname()[1], token)
    print_message(f"open that address in a browser. Keep it secret: whoever has it {rights}.")
    print_message("each tab is a window of its own. Ctrl+C ends all of them.")
    print_message(
        "exports are files on this machine; a name without a folder goes into the folder where this"
        " command was started."
    )
    if not is_local:
        print_message(f"warning: {risk}.")
    _serve(session, listener, token)
    return ExitCode.OK


def _print_addresses(host: str, port: int, token: str) -> None:
    """Print each address under which the page opens, one a line, this machine's own first."""
    for name in printed_names(host):
        write_answer(f"http://{name}:{port}/?token={token}\n")


def _serve(session: Session, listener: socket.socket, token: str) -> None:
    from tui.web.access import Access
    from tui.web.server import serve

    bound, port = listener.getsockname()[:2]
    access = Access(token, port, own_hosts(session.args.host, bound, port))
    words = []
    if session.args.demo:
        words = ["demo"]
    serve(listener, words, access, session.args.tabs)


def _listen(host: str, port: int) -> socket.socket:
    """Return a listening socket: a port in use is refused at once, and early browsers wait."""
    if not 0 <= port <= _MAX_PORT:
        raise Refused(f"{port} is no port: give a number from 1 to {_MAX_PORT} with --port.")
    try:
        return _bind(host, port)
    except OSError as error:
        raise Refused(
            f"port {port} of '{host}' cannot be used ({os_reason(error)}): give another with"
            " --port."
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
