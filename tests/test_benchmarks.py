"""The benchmarks still find on the screen what they time: a small run of each, in the real app."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks import window
from benchmarks.goals import Found
from benchmarks.measures import pressing, viewing
from benchmarks.measures.painting import see_app
from benchmarks.workbench import Workbench
from tests.tools.terminal import MILEPOST, WAIT

ENTRIES = 200


class SmallBench(Workbench):
    """Small plans and one round, with the command that is under test."""

    def milepost(self) -> str:
        """Return the command of the checkout."""
        return MILEPOST

    def rounds(self, full: int) -> int:
        """Return how often to measure what a full run measures `full` times."""
        return min(1, full)

    def plan(self, milestones: int, measures: int = 0) -> str:
        """Return the file of a made-up plan, at most as large as it takes to fill a screen."""
        return super().plan(min(100, milestones), min(30, measures))

    def journal(self, plan: str, entries: int = 0) -> Path:
        """Return a journal of a few entries."""
        return super().journal(plan, min(ENTRIES, entries or ENTRIES))


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SmallBench:
    monkeypatch.setattr(window, "WAIT", WAIT)
    monkeypatch.setattr(pressing, "WORD", "98")  # the milestone 98 is in a small plan too
    return SmallBench(tmp_path, short=True)


@pytest.mark.parametrize(
    ("measure", "figures"),
    [
        (pressing.moves, 9),
        (pressing.ticking, 1),
        (viewing.journal, 2),
        (viewing.measures, 2),
    ],
)
def test_a_measure_sees_on_the_screen_what_it_waits_for(
    bench: SmallBench,
    measure: Callable[[Workbench], Iterator[tuple[str, Found]]],
    figures: int,
) -> None:
    found = list(measure(bench))
    assert len(found) == figures
    assert all(figure.ours and figure.ours.values for _, figure in found)


def test_the_rows_that_a_filter_leaves_are_seen(bench: SmallBench) -> None:
    with bench.open_app(bench.plan(100)) as app:
        see_app(app)
        assert "98" not in parts_of(app.list_text()), "it is below what is in sight"
        pressing.open_filter(app)
        app.answer(
            "98",
            lambda: app.has_filter("98") and "98" in parts_of(app.list_text()),
            "a row that is left",
        )
        pressing.leave_filter(app)


def parts_of(list_text: str) -> list[str]:
    """Return the last word of each made-up title in the list."""
    return re.findall(r", part (\d+)", list_text)
