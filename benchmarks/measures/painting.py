"""From the start of the app to its first full screen."""

from collections.abc import Callable, Iterator

from benchmarks import peers
from benchmarks.goals import Found, found_of
from benchmarks.timing import in_turn
from benchmarks.window import LINES, Window
from benchmarks.workbench import EAST_MIDLANDS, Workbench

ROUNDS = 20


def beside_the_bare_list(bench: Workbench) -> Iterator[tuple[str, Found]]:
    """Measure the app on the East Midlands plan, and the bare list."""
    works = {"milepost": app(bench, EAST_MIDLANDS), "bare list": bare(bench, 150)}
    found = in_turn(bench.rounds(ROUNDS), works)
    yield "paint.list", found_of(found)


def at_ten_thousand(bench: Workbench) -> Iterator[tuple[str, Found]]:
    """Measure the app on 10,000 milestones, and on the East Midlands plan."""
    works = {"10,000": app(bench, bench.plan(10_000)), "East Midlands": app(bench, EAST_MIDLANDS)}
    found = in_turn(bench.rounds(ROUNDS), works)
    yield "paint.10000", found_of(found)


def app(bench: Workbench, plan: str) -> Callable[[], float]:
    """Return what opens the app, waits for its first screen and ends it."""

    def paint() -> float:
        with bench.open_app(plan) as window:
            return (see_app(window) - window.started) * 1000

    return paint


def bare(bench: Workbench, count: int) -> Callable[[], float]:
    """Return what does so with the bare list."""
    command = peers.bare_list(bench, count)

    def paint() -> float:
        with Window(command.words, command.environ) as window:
            return (see_bare(window) - window.started) * 1000

    return paint


def see_app(window: Window) -> float:
    """Return the moment when heading, list, the item under the cursor and the keys were there."""
    return window.until(
        lambda: window.sees("as of 30 Nov 2009", "? help") and bool(window.detail_ref()), "the app"
    )


def see_bare(window: Window) -> float:
    """Return the moment when the last line on the screen was there."""
    return window.until(lambda: window.sees(f"part {LINES - 1}"), "the bare list")
