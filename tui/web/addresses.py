"""Under which names and addresses a browser may ask this machine for the page."""

import socket
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address

LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")
_HTTP_PORT = 80  # browsers leave it out of the Host header

# Addresses reserved for documentation. Nothing is sent: the system only picks the route to them.
_FAR_AWAY = {socket.AF_INET: "192.0.2.1", socket.AF_INET6: "2001:db8::1"}


def is_loopback(host: str) -> bool:
    """Return whether only this machine can reach an address."""
    if host.lower() == "localhost":
        return True
    address = _parse(host)
    return address is not None and address.is_loopback


def is_wildcard(host: str) -> bool:
    """Return whether an address means all of the machine's addresses, such as 0.0.0.0."""
    address = _parse(host)
    return address is not None and address.is_unspecified


def own_hosts(host: str, bound: str, port: int) -> frozenset[str]:
    """Return the values of the Host header that name this machine, in lower case.

    `host` is the name or address to listen on, `bound` the address that it has become.
    """
    names = [*LOOPBACK_NAMES, in_url(host), in_url(bound)]
    if not is_loopback(host):
        names += _machine_names()
    if is_wildcard(host):
        names += machine_addresses(socket.AF_INET) + machine_addresses(socket.AF_INET6)
    return frozenset(name.lower() + ending for name in names for ending in _port_endings(port))


def is_own_address(host: str, connected: str, port: int) -> bool:
    """Return whether a Host header is the address that the browser has connected to.

    It finds the addresses that the machine was given after the start, or on a second network.
    """
    address = _parse(connected)
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    own = in_url(str(address))
    return any(host == own + ending for ending in _port_endings(port))


def printed_names(host: str) -> list[str]:
    """Return the names to print, as they are written in a URL, this machine's own first."""
    if not is_wildcard(host):
        return [in_url(host)]
    if ":" in host:
        return ["[::1]", *machine_addresses(socket.AF_INET6)]
    return ["127.0.0.1", *machine_addresses(socket.AF_INET)]


def machine_addresses(family: socket.AddressFamily) -> list[str]:
    """Return the machine's addresses that others can reach, as they are written in a URL."""
    addresses = [_routed_address(family), *_resolved_addresses(family)]
    reachable: list[str] = []
    for address in addresses:
        if not address or "%" in address or is_loopback(address):
            continue  # browsers cannot open an address with a zone, such as fe80::1%eth0
        if in_url(address) not in reachable:
            reachable.append(in_url(address))
    return reachable


def in_url(host: str) -> str:
    """Return a name or address as it is written in a URL."""
    if ":" in host:
        return f"[{host}]"
    return host


def _machine_names() -> list[str]:
    name = socket.gethostname()
    return [name, f"{name}.local", socket.getfqdn()]


def _routed_address(family: socket.AddressFamily) -> str | None:
    """Return the address that the machine uses to reach others, None without a network."""
    with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
        probe.connect((_FAR_AWAY[family], 9))
        return str(probe.getsockname()[0])
    return None


def _resolved_addresses(family: socket.AddressFamily) -> list[str]:
    """Return the addresses that the machine's name has."""
    with suppress(OSError):
        answers = socket.getaddrinfo(socket.gethostname(), None, family, socket.SOCK_STREAM)
        return [str(address[0]) for *_, address in answers]
    return []


def _port_endings(port: int) -> tuple[str, ...]:
    if port == _HTTP_PORT:
        return ("", f":{port}")
    return (f":{port}",)


def _parse(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None
