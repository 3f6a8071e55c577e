"""Under which names and addresses the page is given, and which are printed."""

import socket

import pytest

from tui.web import addresses
from tui.web.addresses import is_loopback, is_own_address, own_hosts, printed_names


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the machine a name and addresses."""

    def resolve(_: str, __: None, family: socket.AddressFamily, ___: int) -> list[object]:
        found = {
            socket.AF_INET: ["127.0.1.1", "198.51.100.7", "203.0.113.9"],
            socket.AF_INET6: ["fe80::1%eth0", "2001:db8::7"],
        }
        return [(family, 1, 6, "", (address, 0)) for address in found[family]]

    routed = {socket.AF_INET: "198.51.100.7", socket.AF_INET6: None}
    monkeypatch.setattr(addresses, "_routed_address", routed.get)
    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "gethostname", lambda: "Desk-12")
    monkeypatch.setattr(socket, "getfqdn", lambda: "desk-12.east.example")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "localhost", "LocalHost"])
def test_loopback_is_this_machine_alone(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "", "198.51.100.7", "localhost.example"])  # noqa: S104
def test_all_else_can_be_reached_by_others(host: str) -> None:
    assert not is_loopback(host)


def test_this_machine_alone_has_the_loopback_names() -> None:
    assert own_hosts("localhost", "::1", 8000) == {
        "127.0.0.1:8000",
        "localhost:8000",
        "[::1]:8000",
    }


def test_an_address_that_others_reach_adds_itself_and_the_machines_names() -> None:
    own = own_hosts("198.51.100.7", "198.51.100.7", 8000)
    assert own - own_hosts("127.0.0.1", "127.0.0.1", 8000) == {
        "198.51.100.7:8000",
        "desk-12:8000",
        "desk-12.local:8000",
        "desk-12.east.example:8000",
    }


def test_all_addresses_at_once_are_each_listed() -> None:
    own = own_hosts("0.0.0.0", "0.0.0.0", 8000)  # noqa: S104
    assert {"198.51.100.7:8000", "203.0.113.9:8000", "[2001:db8::7]:8000", "desk-12:8000"} <= own


def test_browsers_leave_out_the_port_of_http() -> None:
    own = own_hosts("127.0.0.1", "127.0.0.1", 80)
    assert {"127.0.0.1", "localhost", "127.0.0.1:80"} <= own
    assert is_own_address("198.51.100.8", "198.51.100.8", 80)


def test_the_address_that_the_browser_has_connected_to_is_the_machines_own() -> None:
    assert is_own_address("198.51.100.8:8000", "198.51.100.8", 8000)
    assert is_own_address("198.51.100.8:8000", "::ffff:198.51.100.8", 8000)
    assert is_own_address("[2001:db8::8]:8000", "2001:db8::8", 8000)
    assert not is_own_address("198.51.100.9:8000", "198.51.100.8", 8000)
    assert not is_own_address("198.51.100.8:8001", "198.51.100.8", 8000)
    assert not is_own_address("evil.example:8000", "198.51.100.8", 8000)


@pytest.mark.parametrize(
    ("host", "names"),
    [
        ("127.0.0.1", ["127.0.0.1"]),
        ("::1", ["[::1]"]),
        ("desk-12", ["desk-12"]),
        ("0.0.0.0", ["127.0.0.1", "198.51.100.7", "203.0.113.9"]),  # noqa: S104
        ("::", ["[::1]", "[2001:db8::7]"]),
    ],
)
def test_each_address_that_opens_the_page_is_printed(host: str, names: list[str]) -> None:
    assert printed_names(host) == names
