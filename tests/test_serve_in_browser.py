"""`milepost serve` in a real browser: the page paints, keys reach the app, and a tick is in the journal."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from store.journal.folder import read_folder
from tests.tools.served import TabScreen, serving
from tests.tools.terminal import WAIT

BROWSER = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chrome")
DRIVER = shutil.which("chromedriver")

pytestmark = pytest.mark.skipif(
    not (BROWSER and DRIVER),
    reason="no Chromium with chromedriver here: apt install chromium chromium-driver",
)

# The terminal in the page is a picture, so what it was sent is kept for the test to read.
KEEP = """
window.kept = [];
window.WebSocket = class extends WebSocket {
  constructor(address) {
    super(address);
    window.socketAddress = address;
    this.addEventListener('message', said => {
      if (said.data instanceof ArrayBuffer) window.kept.push(...new Uint8Array(said.data));
    });
  }
};
"""


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = BROWSER or ""
    for switch in (
        "headless", "no-sandbox", "disable-gpu", "enable-unsafe-swiftshader", "disable-dev-shm-usage", "disable-quic",
        "no-first-run", "disable-background-networking", "disable-component-update", "disable-sync",
        "window-size=1100,760", f"user-data-dir={tmp_path / 'browser'}",
    ):  # fmt: skip
        options.add_argument(f"--{switch}")
    options.set_capability("goog:loggingPrefs", {"performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": KEEP})
    yield driver
    driver.quit()


def opened(browser: webdriver.Chrome) -> bool:
    """Return whether the page shows the app."""
    return bool(browser.find_elements(By.CSS_SELECTOR, "body.-first-byte"))


class Tab:
    """A tab as a person uses it."""

    def __init__(self, browser: webdriver.Chrome, address: str) -> None:
        self._browser = browser
        browser.get(address)
        self.wait(lambda: opened(browser))
        size = parse_qs(urlsplit(browser.execute_script("return window.socketAddress")).query)
        self._screen = TabScreen(int(size["width"][0]), int(size["height"][0]))

    def wait(self, holds: Callable[[], object]) -> None:
        WebDriverWait(self._browser, WAIT).until(lambda _: holds())

    def see(self, *words: str) -> None:
        def shown() -> bool:
            self._screen.feed(bytes(self._browser.execute_script("return window.kept.splice(0)")))
            return self._screen.shows(*words)

        try:
            self.wait(shown)
        except Exception as error:
            raise AssertionError(f"never came: {words}\n{self._screen.text}") from error

    def press(self, *keys: str) -> None:
        terminal: WebElement = self._browser.find_element(
            By.CSS_SELECTOR, "textarea.xterm-helper-textarea"
        )
        terminal.send_keys(*keys)


def asked_for(browser: webdriver.Chrome) -> set[str]:
    """Return the addresses that the browser's pages asked for, of the network only."""
    lines = browser.get_log("performance")  # type: ignore[no-untyped-call]  # selenium has no types there
    messages = [json.loads(line["message"])["message"] for line in lines]
    asked = [
        each["params"]["request"]["url"]
        for each in messages
        if each["method"] == "Network.requestWillBeSent"
    ]
    return {url for url in asked if not url.startswith(("chrome:", "data:"))}


def test_a_tick_made_in_the_browser_is_in_the_journal_and_nothing_came_from_elsewhere(
    browser: webdriver.Chrome, tmp_path: Path
) -> None:
    journal = tmp_path / "journal"
    words = ("--plan", "east-midlands-2009-10", "--journal", str(journal), "--by", "ELS lead")
    with serving(*words, environ={"MILEPOST_NOW": "2009-11-30T10:00:00Z"}) as served:
        tab = Tab(browser, served.link)
        assert browser.current_url == served.address
        tab.see("East Midlands 2009/10", "as of 30 Nov 2009", "OVERDUE 122d")
        tab.press("2")
        tab.see("S ELS")
        tab.press("S")
        tab.see("0 of 13 done, 8 late")
        tab.press("j")
        tab.see("2.4.2-a  Smooth handover between providers")
        tab.press(" ")
        tab.see("Tick as done: 2.4.2-a", "Enter: next, then save")
        tab.press("27 Nov 2009")
        tab.see("27 Nov 2009")
        tab.press(Keys.TAB)
        tab.press("Handed over")
        tab.see("Handed over")
        tab.press(Keys.ENTER)
        tab.see("1 of 13 done, 7 late")
        (entry,) = read_folder(journal).entries
        assert (entry.ref, entry.kind, f"{entry.on}") == ("2.4.2-a", "done", "2009-11-27")
        assert (entry.by, entry.text) == ("ELS lead", "Handed over")
        assert {urlsplit(url).netloc for url in asked_for(browser)} == {
            urlsplit(served.address).netloc
        }
        tab.press("q")
        tab.wait(lambda: browser.find_element(By.ID, "closed").is_displayed())


def test_the_page_says_why_it_does_not_open_and_opens_again_once_it_can(
    browser: webdriver.Chrome,
) -> None:
    def shows(notice: str) -> bool:
        return browser.find_element(By.ID, notice).is_displayed()

    with serving("--demo", "--tabs", "1", environ={}) as served:
        browser.get(served.address)
        assert (
            "at the address that `milepost serve` printed"
            in browser.find_element(By.TAG_NAME, "body").text
        )
        first = Tab(browser, served.link)
        first.see("made up")
        first_window = browser.current_window_handle
        browser.switch_to.new_window("tab")
        browser.get(served.address)  # the cookie is the browser's, not the tab's
        first.wait(lambda: shows("refused"))
        assert (
            "Milepost is open in as many tabs as are allowed (1)"
            in browser.find_element(By.ID, "refused").text
        )
        assert not shows("closed")
        assert not shows("opening")
        second_window = browser.current_window_handle
        browser.switch_to.window(first_window)
        first.press("q")
        first.wait(lambda: shows("closed"))
        assert (
            "Exports are files on the machine that serves"
            in browser.find_element(By.ID, "closed").text
        )
        assert not shows("refused")
        browser.close()
        browser.switch_to.window(second_window)
        browser.find_element(By.CSS_SELECTOR, "#refused a").click()
        first.wait(lambda: opened(browser))
