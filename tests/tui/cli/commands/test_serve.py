"""The app in a browser's tab: who may reach it, and with which options."""

import asyncio
import re
import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError

import aiohttp
import pytest

from tests.conftest import Milepost
from tests.tools.served import Served, TabScreen, serving
from tests.tools.terminal import MILEPOST, WAIT

COLUMNS, LINES = 100, 30


@pytest.fixture
def environ(home: Path) -> dict[str, str]:
    (home / "temporary").mkdir()
    return {
        "MILEPOST_JOURNAL": str(home / "journal"),
        "MILEPOST_BY": "ELS lead",
        "MILEPOST_NOW": "2009-11-30T10:00:00Z",
        "TMPDIR": str(home / "temporary"),
    }


async def see(served: Served, *words: str) -> str:
    """Return what a tab shows as soon as all of `words` are there."""
    screen = TabScreen(COLUMNS, LINES)
    address = f"{served.address}ws?width={COLUMNS}&height={LINES}"
    async with (
        asyncio.timeout(WAIT),
        aiohttp.ClientSession() as client,
        client.ws_connect(address) as tab,
    ):
        async for message in tab:
            if message.type == aiohttp.WSMsgType.BINARY:
                screen.feed(message.data)
            if screen.shows(*words):
                return screen.text
    raise AssertionError(f"the tab closed without {words}\n{screen.text}")


def status(address: str, **headers: str) -> int:
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 - an http address
    try:
        with urllib.request.urlopen(request, timeout=WAIT) as answer:  # noqa: S310
            code: int = answer.status
            return code
    except HTTPError as error:
        return error.code


def test_an_address_that_others_can_reach_is_refused_and_the_refusal_says_what_it_means(
    milepost: Milepost,
) -> None:
    for host in ("0.0.0.0", "::", "192.0.2.7", "a-name"):  # noqa: S104 - it is refused
        answer = milepost("serve", "--host", host)
        assert (answer.code, answer.out) == (2, "")
        assert "no password and no encryption" in answer.err
        assert "write into it as 'ELS lead'" in answer.err
        assert "--allow-anyone-on-the-network" in answer.err


def test_only_the_full_words_open_it_to_the_network(milepost: Milepost) -> None:
    answer = milepost("serve", "--host", "192.0.2.7", "--allow-anyone")
    assert answer.code == 2
    assert "--allow-anyone" in answer.err
    answer = milepost("serve", "--host", "192.0.2.7", "--allow-anyone-on-the-network")
    assert answer.code == 2  # not an address of this machine: what matters is that it was tried
    assert "cannot be used" in answer.err


def test_without_its_package_it_says_how_to_install_it(milepost: Milepost, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.cli.commands.serve.find_spec", lambda _: None)  # as where the extra is not installed
    answer = milepost("serve")
    assert (answer.code, answer.out) == (2, "")
    assert "pip install 'milepost[web]'" in answer.err


def test_a_taken_port_is_one_sentence(milepost: Milepost) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        answer = milepost("serve", "--port", str(port))
    assert (answer.code, answer.out) == (2, "")
    assert re.fullmatch(
        rf"milepost: port {port} of '127.0.0.1' cannot be used \(.*\): give another .*\n",
        answer.err,
    )


@pytest.mark.parametrize("port", ["-1", "65536", "99999"])
def test_a_number_that_is_no_port_is_refused(milepost: Milepost, port: str) -> None:
    answer = milepost("serve", f"--port={port}")
    assert (answer.code, answer.out) == (2, "")
    assert "is no port" in answer.err


def test_a_plan_that_cannot_be_read_is_said_before_a_browser_is_opened(milepost: Milepost) -> None:
    answer = milepost("serve", "--plan", "nowhere.yaml")
    assert answer.code != 0
    assert answer.out == ""
    assert "nowhere.yaml" in answer.err


def test_the_page_is_there_loads_nothing_from_elsewhere_and_ends_when_told(
    environ: dict[str, str],
) -> None:
    with serving(environ=environ) as served:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", served.address)
        with urllib.request.urlopen(served.address, timeout=WAIT) as answer:  # noqa: S310 - its own address
            page, policy = answer.read().decode(), answer.headers["Content-Security-Policy"]
        assert answer.status == 200
        assert "Milepost" in page
        assert re.findall(r"https?://|\"//", page) == []
        assert policy.startswith("default-src 'none'; script-src 'self';")
        for link in re.findall(r'(?:href|src)="(static/[^"]+)"|url\("(static/[^"]+)"\)', page):
            assert status(served.address + "".join(link)) == 200
        assert served.stop() == 0
    assert "open that address in a browser" in served.said
    assert "Traceback" not in served.said


def test_pages_of_other_sites_get_nothing(environ: dict[str, str]) -> None:
    with serving(environ=environ) as served:
        port = served.address.rstrip("/").rsplit(":", 1)[1]
        assert status(served.address, Host="evil.example") == 403
        assert status(served.address, Host=f"evil.example:{port}") == 403
        assert (
            status(
                f"{served.address}ws",
                Origin="http://evil.example",
                Connection="Upgrade",
                Upgrade="websocket",
            )
            == 403
        )
        assert status(served.address, Host=f"localhost:{port}", Origin=f"http://localhost:{port}") == 200


@pytest.fixture
def oddly_named(environ: dict[str, str], home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a journal with a note in it, and a name that does harm where a shell reads it."""
    monkeypatch.chdir(home)
    journal = home / "a journal; $(touch harmed) & 'more'"
    subprocess.run([MILEPOST, "note", "1.4.3-b", "Here", "--journal", journal], env=environ, check=True)
    yield journal
    assert "harmed" not in {path.name for path in home.iterdir()}


async def test_a_tab_has_the_options_however_they_are_written(environ: dict[str, str], oddly_named: Path) -> None:
    by = 'ELS "lead"; touch harmed'
    words = (
        "--journal",
        str(oddly_named),
        "--by",
        by,
        "--as-of",
        "1 Dec 2009",
        "--plan",
        "east-midlands-2009-10",
    )
    with serving(*words, "--ascii", environ=environ) as served:
        shown = await see(served, "East Midlands 2009/10", "as of 1 Dec 2009", "note  by ELS lead: Here")
        assert "made up" not in shown


async def test_each_tab_of_the_demo_has_a_copy_that_goes_with_it(environ: dict[str, str], home: Path) -> None:
    with serving("--demo", environ=environ) as served:
        await asyncio.gather(*(see(served, "made up", "as of 30 Nov 2009", "OVERDUE 122d") for _ in range(2)))
        assert served.stop() == 0
    assert list((home / "temporary").iterdir()) == []
    assert not (home / "journal").exists()


async def test_a_tab_that_is_open_does_not_keep_the_server_from_ending(environ: dict[str, str], home: Path) -> None:
    with serving("--demo", environ=environ) as served:
        address = f"{served.address}ws?width=80&height=24"
        async with (
            asyncio.timeout(WAIT),
            aiohttp.ClientSession() as client,
            client.ws_connect(address) as tab,
        ):
            assert (await tab.receive()).type == aiohttp.WSMsgType.BINARY
            stopped = asyncio.create_task(asyncio.to_thread(served.stop))
            async for _ in tab:  # until it is closed
                pass
            assert await stopped == 0
    assert list((home / "temporary").iterdir()) == []
