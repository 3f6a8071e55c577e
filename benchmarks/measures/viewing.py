"""From a key to the first screen of a view, and to another row of it."""

from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.goals import Found
from benchmarks.measures.painting import see_app
from benchmarks.timing import Sample
from benchmarks.window import Window
from benchmarks.workbench import Workbench

OPENINGS = 16  # each in an app of its own: what a view has built, it keeps
PRESSES = 60
DOWN, TAB = "\x1b[B", "\t"
_A_WHILE = 0.3  # seconds


def journal(bench: Workbench) -> Iterator[tuple[str, Found]]:
    """Measure the Journal view of 10,000 milestones with 100,000 entries."""
    plan = bench.plan(10_000)
    entries = bench.journal(plan, 100_000)
    opening, moving = _measure(bench, plan, entries, "6", "entries - newest first")
    yield "views.journal", Found(Sample("milepost", "ms", opening))
    yield "views.journal_cursor", Found(Sample("milepost", "ms", moving))


def measures(bench: Workbench) -> Iterator[tuple[str, Found]]:
    """Measure the Measures view of 1,000 milestones and 1,000 measures with twelve periods."""
    plan = bench.plan(1_000, measures=1_000)
    opening, moving = _measure(bench, plan, bench.journal(plan), "7", "▌M-")
    yield "views.measures", Found(Sample("milepost", "ms", opening))
    yield "views.measures_cursor", Found(Sample("milepost", "ms", moving))


def _measure(
    bench: Workbench, plan: str, entries: Path, key: str, shown: str
) -> tuple[list[float], list[float]]:
    """Return the milliseconds until the view of a key is shown, and until each next row is."""
    opening: list[float] = []
    moving: list[float] = []
    for _ in range(bench.rounds(OPENINGS)):
        with bench.open_app(plan, entries) as window:
            see_app(window)
            window.rest(_A_WHILE)
            opening.append(window.answer(key, lambda: window.sees(shown), "the view"))
            if not moving:
                moving = _move(window, bench.rounds(PRESSES))
    return opening, moving


def _move(window: Window, count: int) -> list[float]:
    window.rest(_A_WHILE)
    if len(window.cursor_rows()) > 1:  # the side list has the focus
        window.press(TAB)
        window.rest(_A_WHILE)
    return [window.answer(DOWN, _moved(window), "another row") for _ in range(count)]


def _moved(window: Window) -> Callable[[], bool]:
    """Return what says whether a cursor has come to another row."""
    before = window.cursor_rows()
    return lambda: window.cursor_rows() != before
