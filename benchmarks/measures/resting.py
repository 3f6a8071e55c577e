"""What the idle app costs."""

from collections.abc import Iterator
from functools import partial

from benchmarks import peers
from benchmarks.goals import Found, found_of
from benchmarks.measures.painting import see_app, see_bare
from benchmarks.measures.pressing import KEYS
from benchmarks.timing import Sample, in_turn
from benchmarks.window import Window
from benchmarks.workbench import EAST_MIDLANDS, Workbench

ROUNDS = 8
LONG, SHORT = 60.0, 5.0


def memory(bench: Workbench) -> Iterator[tuple[str, Found]]:
    """Measure the peak memory of the app and of the bare list, after moving to their ends."""
    for count in (150, 10_000):
        plan = bench.plan(count)
        works = {"milepost": partial(_app, bench, plan), "bare list": partial(_bare, bench, count)}
        found = in_turn(bench.rounds(ROUNDS), works, warm=False)
        yield f"memory.{count}", found_of(found, "MB")


def _app(bench: Workbench, plan: str) -> float:
    with bench.open_app(plan) as window:
        see_app(window)
        first = window.detail_ref()
        window.answer(
            KEYS["end"][0], lambda: window.detail_ref() not in {"", first}, "the last item"
        )
        window.rest()
        return window.peak_megabytes()


def _bare(bench: Workbench, count: int) -> float:
    command = peers.bare_list(bench, count)
    with Window(command.words, command.environ) as window:
        see_bare(window)
        window.answer(KEYS["end"][0], lambda: window.sees(f"part {count - 1}"), "the last line")
        window.rest()
        return window.peak_megabytes()


def idle(bench: Workbench) -> Iterator[tuple[str, Found]]:
    """Measure the share of a core that the idle app uses, and how much of it is Textual's own."""
    seconds = SHORT if bench.short else LONG
    with bench.open_app(EAST_MIDLANDS) as window:
        see_app(window)
        ours = _share(window, seconds)
    command = peers.bare_list(bench, 150)
    with Window(command.words, command.environ) as window:
        see_bare(window)
        bare = _share(window, seconds)
    yield (
        "idle.share",
        Found(
            Sample("milepost", "%", [ours]),
            Sample("bare list", "%", [bare]),
            why=f"over {seconds:g} s",
        ),
    )


def _share(window: Window, seconds: float) -> float:
    window.rest(1.0)
    before = window.cpu_seconds()
    window.stay(seconds)
    return (window.cpu_seconds() - before) / seconds * 100
