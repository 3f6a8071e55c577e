"""From a key to the screen that shows its result."""

from collections.abc import Callable, Iterator

from benchmarks.goals import MOVES, Found
from benchmarks.measures.painting import see_app
from benchmarks.timing import Sample, in_turn
from benchmarks.window import Window
from benchmarks.workbench import Workbench

PRESSES = 60
TYPINGS, TICKS = 12, 40
KEYS = {"cursor": ("\x1b[B", "\x1b[A"), "page": ("\x1b[6~", "\x1b[5~"), "end": ("\x1b[F", "\x1b[H")}
_SAME_WAY = {"cursor": 15, "page": 2, "end": 1}  # presses until the way back
WORD = "9871"
ESCAPE, ENTER = "\x1b", "\r"
_A_WHILE = 0.3  # seconds; the cursor of the filter line blinks every half


def moves(bench: Workbench) -> Iterator[tuple[str, Found]]:
    """Measure each move in two open apps, one with many milestones and one with few."""
    with bench.open_app(bench.plan(10_000)) as many, bench.open_app(bench.plan(150)) as few:
        for window in (many, few):
            see_app(window)
        for move in MOVES:
            whole: list[float] = []
            works = {"at 10,000": _mover(many, move, whole), "at 150": _mover(few, move, [])}
            found = in_turn(bench.rounds(PRESSES), works)
            ours, beside = (Sample(name, "ms", values) for name, values in found.items())
            yield f"keys.{move}", Found(ours)
            yield f"keys.{move}_150", Found(ours, beside)
            yield f"keys.{move}_detail", Found(Sample("at 10,000", "ms", whole))


def _mover(window: Window, move: str, whole: list[float]) -> Callable[[], float]:
    """Return what presses a key, there and back again, until the cursor is on another line.

    Then it waits until the detail pane shows that line, and adds the time until then to `whole`.
    """
    count = 0

    def press() -> float:
        nonlocal count
        key = KEYS[move][count // _SAME_WAY[move] % 2]
        count += 1
        window.rest()
        before = window.line_ref()
        pressed = window.press(key)
        moved = window.until(
            lambda: window.line_ref() not in {"", before}, f"another line after {move}"
        )
        detailed = (
            moved
            if window.detail_ref()
            else window.until(lambda: bool(window.detail_ref()), f"the item after {move}")
        )
        whole.append((detailed - pressed) * 1000)
        return (moved - pressed) * 1000

    return press


def filtering(bench: Workbench) -> Iterator[tuple[str, Found]]:
    """Measure each letter of a word: until the filter is shown, and the lines that pass it."""
    taken: list[float] = []
    with bench.open_app(bench.plan(10_000)) as window:
        see_app(window)
        left = _lines_left(window)
        for _ in range(bench.rounds(TYPINGS)):
            taken += _type(window, lambda typed: window.list_text() == left[typed])
    yield "filter.key", Found(Sample("milepost", "ms", taken))


def _lines_left(window: Window) -> dict[str, str]:
    """Return the list that each beginning of the word leaves, once all is at rest."""
    left: dict[str, str] = {}

    def look(typed: str) -> bool:
        window.rest(_A_WHILE)
        left[typed] = window.list_text()
        return True

    _type(window, look)
    return left


def _type(window: Window, holds: Callable[[str], bool]) -> list[float]:
    """Type the word into the filter and leave it again; return the milliseconds of each letter."""
    open_filter(window)
    taken = [_letter(window, WORD[:end], holds) for end in range(1, len(WORD) + 1)]
    leave_filter(window)
    window.press(KEYS["end"][1])  # each time from the same line
    window.rest(_A_WHILE)
    return taken


def open_filter(window: Window) -> None:
    """Open the filter line."""
    window.answer("/", lambda: window.sees("filter: overdue"), "the filter line")


def leave_filter(window: Window) -> None:
    """Show all items again."""
    window.answer(ESCAPE, lambda: not window.has_filter(WORD), "no filter")


def _letter(window: Window, typed: str, holds: Callable[[str], bool]) -> float:
    """Type the last letter of what is typed by then."""
    return window.answer(
        typed[-1],
        lambda: window.has_filter(typed) and holds(typed),
        f"what '{typed}' leaves",
    )


def ticking(bench: Workbench) -> Iterator[tuple[str, Found]]:
    """Measure from the form's last Enter to the word "Saved", each time for another item."""
    plan = bench.plan(10_000)
    journal = bench.copy(bench.journal(plan, 100_000), "ticked-in-the-app")
    taken: list[float] = []
    with bench.open_app(plan, journal) as window:
        see_app(window)
        taken += [_tick(window) for _ in range(bench.rounds(TICKS))]
    yield "saved.key", Found(Sample("milepost", "ms", taken))


def _tick(window: Window) -> float:
    ref = window.detail_ref()
    window.answer(" ", lambda: window.sees(f"Tick as done: {ref}"), "the form")
    window.rest()  # the terminal's cursor may come to the form's first line after the form
    line = window.line
    window.answer(ENTER, lambda: window.line != line, "the note's line")
    taken = window.answer(ENTER, lambda: window.sees(f"Saved: {ref}"), "Saved")
    window.rest()
    while window.line_mark() == "[x]":
        _go_down(window)
    return taken


def _go_down(window: Window) -> None:
    before = window.line_ref()
    window.answer(
        KEYS["cursor"][0], lambda: window.detail_ref() not in {"", before}, "the next item"
    )
