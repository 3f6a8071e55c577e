"""The app in a browser's tab: who may reach it, and with which options."""

import asyncio
import os
import re
import select
import signal
import socket
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from tests.conftest import Milepost
from tests.tools.served import Served, TabScreen, serving
from tests.tools.terminal import MILEPOST, WAIT

COLUMNS, LINES = 100, 30
MAX_COLUMNS, MAX_LINES = 500, 200
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}
needs_process_ids = pytest.mark.skipif(
    not hasattr(os, "pidfd_open"), reason="the ids of the tabs' processes are read on Linux only"
)


@pytest.fixture
def environ(home: Path) -> dict[str, str]:
    (home / "temporary").mkdir()
    return {
        "MILEPOST_JOURNAL": str(home / "journal"),
        "MILEPOST_BY": "ELS lead",
        "MILEPOST_PLAN": "east-midlands-2009-10",
        "MILEPOST_NOW": "2009-11-30T10:00:00Z",
        "TMPDIR": str(home / "temporary"),
    }


Tab = aiohttp.ClientWebSocketResponse


@asynccontextmanager
async def a_tab(
    served: Served, columns: object = COLUMNS, lines: object = LINES
) -> AsyncIterator[Tab]:
    """Open a tab as the page does."""
    address = f"{served.address}ws?width={columns}&height={lines}"
    async with (
        asyncio.timeout(WAIT),
        aiohttp.ClientSession(headers=served.sign_in()) as client,
        client.ws_connect(address) as tab,
    ):
        yield tab


async def read_until(tab: Tab, screen: TabScreen, *words: str) -> str:
    """Return what a tab shows as soon as all of `words` are there."""
    async for message in tab:
        if message.type == aiohttp.WSMsgType.BINARY:
            screen.feed(message.data)
        if screen.shows(*words):
            return screen.text
    raise AssertionError(f"the tab closed without {words}\n{screen.text}")


async def see(served: Served, *words: str) -> str:
    async with a_tab(served) as tab:
        return await read_until(tab, TabScreen(COLUMNS, LINES), *words)


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


def test_without_its_package_it_says_how_to_install_it(
    milepost: Milepost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "tui.cli.commands.serve.find_spec", lambda _: None
    )  # as where the extra is not installed
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


@pytest.mark.parametrize("tabs", ["0", "-3"])
def test_a_server_without_tabs_is_refused(milepost: Milepost, tabs: str) -> None:
    answer = milepost("serve", f"--tabs={tabs}")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == f"milepost: {tabs} tabs are too few: give a number from 1 with --tabs.\n"


def test_the_page_is_there_loads_nothing_from_elsewhere_and_ends_when_told(
    environ: dict[str, str],
) -> None:
    with serving(environ=environ) as served:
        cookie = served.sign_in()
        answer = served.get("/", **cookie)
        assert answer.status == 200
        assert "Milepost" in answer.text
        assert re.findall(r"https?://|\"//", answer.text) == []
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self';")
        links = re.findall(r'(?:href|src|url\()="?(static/[^"]+)"', answer.text)
        assert links
        for link in links:
            assert served.get(f"/{link}", **cookie).status == 200
        assert served.stop() == 0
    assert "open that address in a browser. Keep it secret" in served.stderr
    assert "exports are files on this machine" in served.stderr
    assert "Traceback" not in served.stderr


def test_the_printed_address_sets_a_cookie_and_its_token_leaves_the_address_bar(
    environ: dict[str, str],
) -> None:
    with serving(environ=environ) as served:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{43}", served.link)
        for _ in range(2):  # also in a second browser
            answer = served.open_link()
            assert (answer.status, answer.headers["Location"], answer.text) == (303, "/", "")
            cookie = answer.headers["Set-Cookie"].split("; ")
            assert set(cookie[1:]) == {"HttpOnly", "Path=/", "SameSite=Strict"}
            assert served.get("/", Cookie=cookie[0]).status == 200


@pytest.mark.parametrize("path", ["/", "/static/js/textual.js", "/download/key", "/ws", "/nowhere"])
def test_without_the_cookie_nothing_is_answered(environ: dict[str, str], path: str) -> None:
    with serving(environ=environ) as served:
        cookie = served.sign_in()["Cookie"]
        name, value = cookie.split("=")
        almost = value[:-1] + ("A" if value[-1] != "A" else "B")
        guesses = ["", f"{name}=", f"{name}={almost}", f"other={value}", f"{name}=\u00e9"]
        for guess in guesses:
            answer = served.get(path, Cookie=guess, **UPGRADE)
            assert answer.status == 403
            assert "at the address that `milepost serve` printed when it started" in answer.text
        for query in ("token=", f"token={almost}", "token=%ff%ed%a0%80", f"Token={value}"):
            assert served.get(f"{path}?{query}", **UPGRADE).status == 403
        if path != "/":  # the address is for people, and all else takes the cookie only
            assert served.get(f"{path}?token={value}", **UPGRADE).status == 403


def test_two_servers_of_one_machine_do_not_share_tokens_or_cookies(environ: dict[str, str]) -> None:
    with serving(environ=environ) as first, serving(environ=environ) as second:
        one, other = first.sign_in()["Cookie"], second.sign_in()["Cookie"]
        both = f"{one}; {other}"  # a browser sends a machine's cookies to all of its ports
        assert [each.get("/", Cookie=both).status for each in (first, second)] == [200, 200]
        assert first.get("/", Cookie=other).status == 403
        renamed = one.split("=")[0] + "=" + other.split("=")[1]
        assert first.get("/", Cookie=renamed).status == 403


def test_pages_of_other_sites_get_nothing(environ: dict[str, str]) -> None:
    with serving(environ=environ) as served:
        cookie = served.sign_in()
        port = served.host.rpartition(":")[2]
        for host in ("evil.example", f"evil.example:{port}", "127.0.0.1", f"192.0.2.7:{port}", ""):
            answer = served.get("/", Host=host, **cookie)
            assert answer.status == 403
            assert answer.text.startswith("Milepost answers only to its own page")
            assert served.get(served.link.partition(served.host)[2], Host=host).status == 403
        for origin in (
            "http://evil.example",
            "null",
            f"https://{served.host}",
            "http://127.0.0.1:1",
        ):
            assert served.get("/ws", Origin=origin, **cookie, **UPGRADE).status == 403
        own = f"LocalHost:{port}"
        assert served.get("/", Host=own, Origin=f"http://{own}", **cookie).status == 200


def test_open_to_the_network_it_still_asks_for_its_own_names_and_the_cookie(
    environ: dict[str, str],
) -> None:
    words = ("--host", "0.0.0.0", "--allow-anyone-on-the-network")  # noqa: S104 - what is tested
    with serving(*words, environ=environ) as served:
        cookie = served.sign_in()
        port = served.host.rpartition(":")[2]
        assert served.get("/").status == 403
        assert served.get("/", **cookie).status == 200
        for own in (f"localhost:{port}", f"{socket.gethostname()}:{port}"):
            assert served.get("/", Host=own, **cookie).status == 200
        for other in (f"rebound.example:{port}", f"198.51.100.7:{port}", "rebound.example"):
            assert served.get("/", Host=other, **cookie).status == 403
            assert served.get("/ws", Host=other, **cookie, **UPGRADE).status == 403
        served.stop()
    assert "warning: there is no password and no encryption" in served.stderr
    assert "Keep it secret" in served.stderr


@pytest.fixture
def oddly_named(
    environ: dict[str, str], home: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """Give a journal with a note in it, and a name that does harm where a shell reads it."""
    monkeypatch.chdir(home)
    journal = home / "a journal; $(touch harmed) & 'more'"
    subprocess.run(
        [MILEPOST, "note", "1.4.3-b", "Here", "--journal", journal], env=environ, check=True
    )
    yield journal
    assert "harmed" not in {path.name for path in home.iterdir()}


async def test_a_tab_has_the_options_however_they_are_written(
    environ: dict[str, str], oddly_named: Path
) -> None:
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
        shown = await see(
            served, "East Midlands 2009/10", "as of 1 Dec 2009", "ELS lead  note  Here"
        )
        assert "made up" not in shown


async def test_each_tab_of_the_demo_has_a_copy_that_goes_with_it(
    environ: dict[str, str], home: Path
) -> None:
    with serving("--demo", environ=environ) as served:
        await asyncio.gather(
            *(see(served, "made up", "as of 30 Nov 2009", "OVERDUE 122d") for _ in range(2))
        )
        assert served.stop() == 0
    assert list((home / "temporary").iterdir()) == []
    assert not (home / "journal").exists()


async def test_a_tab_that_is_open_does_not_keep_the_server_from_ending(
    environ: dict[str, str], home: Path
) -> None:
    with serving("--demo", environ=environ) as served:
        async with a_tab(served) as tab:
            assert (await tab.receive()).type == aiohttp.WSMsgType.BINARY
            stopped = asyncio.create_task(asyncio.to_thread(served.stop))
            async for _ in tab:  # until it is closed
                pass
            assert await stopped == 0
    assert list((home / "temporary").iterdir()) == []


@needs_process_ids
@pytest.mark.parametrize("is_shown", [True, False])
async def test_tabs_end_with_a_server_that_is_killed(
    environ: dict[str, str], home: Path, *, is_shown: bool
) -> None:
    with serving("--demo", environ=environ) as served:
        async with a_tab(served) as first, a_tab(served) as second:
            for tab in (first, second):
                if is_shown:
                    await read_until(tab, TabScreen(COLUMNS, LINES), "made up")
                else:  # the app has only begun to draw
                    await tab.receive()
            processes = [os.pidfd_open(process) for process in served.app_processes()]
            assert len(processes) == 2
            served.kill()
    for process in processes:
        ended, _, _ = select.select([process], [], [], WAIT)
        os.close(process)
        assert ended
    assert list((home / "temporary").iterdir()) == []


@needs_process_ids
async def test_a_tab_closes_when_its_app_is_killed(environ: dict[str, str]) -> None:
    with serving("--tabs", "1", environ=environ) as served:
        async with a_tab(served) as tab:
            await tab.receive()
            (process,) = served.app_processes()
            os.kill(process, signal.SIGKILL)
            async for _ in tab:  # until it is closed
                pass
        assert await see(served, "? help")
        assert served.stop() == 0
    assert "Traceback" not in served.stderr


def read_process(process: int, name: str) -> bytes:
    content = Path(f"/proc/{process}/{name}").read_bytes()
    assert content
    return content


@needs_process_ids
async def test_the_token_is_in_no_list_of_processes(environ: dict[str, str]) -> None:
    with serving(environ=environ) as served:
        token = served.link.partition("token=")[2].encode()
        async with a_tab(served) as tab:
            await tab.receive()
            (process,) = served.app_processes()
            assert token not in read_process(process, "cmdline")
            assert token not in read_process(process, "environ")


async def test_a_tab_has_at_most_500_columns_and_200_lines(environ: dict[str, str]) -> None:
    with serving(environ=environ) as served:
        for size in (10**9, 10**30, MAX_COLUMNS + 1):
            async with a_tab(served, size, size) as tab:
                screen = TabScreen(MAX_COLUMNS, MAX_LINES)
                await read_until(tab, screen, "? help")
                assert "? help" in screen.text.splitlines()[-1], size


async def test_a_tab_grows_to_no_more_than_500_columns_and_200_lines(
    environ: dict[str, str],
) -> None:
    with serving(environ=environ) as served:
        for size in ("1e9", 10**9, 10**30, "1e300"):
            async with a_tab(served) as tab:
                await read_until(tab, TabScreen(COLUMNS, LINES), "? help")
                await tab.send_str(f'["resize", {{"width": {size}, "height": {size}}}]')
                screen = TabScreen(MAX_COLUMNS, MAX_LINES)
                await read_until(tab, screen, "? help")
                while "? help" not in screen.text.splitlines()[-1]:
                    screen.feed(await tab.receive_bytes())


async def test_a_size_below_one_character_ends_nothing(environ: dict[str, str]) -> None:
    with serving(environ=environ) as served:
        for size in (0, -1, "-1e300"):
            async with a_tab(served) as tab:
                await read_until(tab, TabScreen(COLUMNS, LINES), "? help")
                await tab.send_str(f'["resize", {{"width": {size}, "height": {size}}}]')
                await tab.send_str(f'["resize", {{"width": {COLUMNS}, "height": {LINES}}}]')
                await read_until(tab, TabScreen(COLUMNS, LINES), "? help")
            async with a_tab(served, size, size) as tab:
                await tab.receive()
        assert served.stop() == 0
    assert "Traceback" not in served.stderr


JUNK = (
    "", "not json", "{}", "[]", "null", "[1]", '["unknown", {}]', '["stdin", 7]',
    '["stdin", "\\ud800"]', '["ping", ' + "[" * 100_000, '["resize"]', '["resize", 1]',
    '["resize", {"width": "9", "height": null}]', '["resize", {"width": 1e999, "height": 2}]',
    '["resize", {"width": NaN, "height": Infinity}]',
)  # fmt: skip


async def test_messages_that_the_page_never_sends_are_ignored(environ: dict[str, str]) -> None:
    with serving(environ=environ) as served:
        async with a_tab(served) as tab:
            for junk in JUNK:
                await tab.send_str(junk)
            await tab.send_bytes(b"\xff")
            await tab.send_str('["ping", "12"]')
            await read_until(tab, TabScreen(COLUMNS, LINES), "? help", "OVERDUE")
            await tab.send_str('["stdin", "q"]')
            async for _ in tab:  # until it is closed
                pass
        assert served.stop() == 0
    assert "Traceback" not in served.stderr


async def test_one_tab_more_than_allowed_is_refused_until_another_closes(
    environ: dict[str, str],
) -> None:
    with serving("--tabs", "2", environ=environ) as served:
        cookie = served.sign_in()
        async with a_tab(served) as first:
            async with a_tab(served) as second:
                await first.receive()
                await second.receive()
                answer = served.get("/ws", **cookie, **UPGRADE)
                assert answer.status == 503
                assert answer.text == (
                    "Milepost is open in as many tabs as are allowed (2): close one, or start"
                    " `milepost serve` with a larger --tabs."
                )
                assert answer.text in served.get("/", **cookie).text  # the page shows it then
            assert await see(served, "? help")
