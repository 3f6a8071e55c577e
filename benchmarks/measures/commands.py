"""Whole commands: `status` and `tick`."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

from benchmarks import peers
from benchmarks.goals import Found
from benchmarks.timing import Command, NotMeasured, Sample, commands_in_turn, in_turn, run
from benchmarks.workbench import EAST_MIDLANDS, Workbench

ROUNDS = 40


def status_beside_nothing(bench: Workbench) -> Iterator[tuple[str, Found]]:
    """Measure `status`, and Python without any work."""
    yield (
        "status.bare",
        _beside(bench, bench.command("status"), "python -c pass", peers.nothing(bench)),
    )


def status_beside_todoman(bench: Workbench) -> Iterator[tuple[str, Found]]:
    """Measure `status`, and todoman's list of 1,000."""
    yield (
        "status.todoman",
        _beside(bench, bench.command("status"), "todoman list, 1,000", peers.todoman(bench, 1_000)),
    )


def status_beside_taskwarrior(bench: Workbench) -> Iterator[tuple[str, Found]]:
    """Measure `status` of 10,000 items and, if installed, Taskwarrior's overdue of as many."""
    plan = bench.plan(10_000)
    ours = bench.command("status", plan=plan)
    try:
        peer = peers.taskwarrior(bench, 10_000)
    except NotMeasured as reason:
        alone = commands_in_turn(bench.rounds(ROUNDS), {"milepost": ours})
        yield "status.task", Found(alone["milepost"], why=str(reason))
        return
    yield "status.task", _beside(bench, ours, "task overdue, 10,000", peer)


def measures_beside_status(bench: Workbench) -> Iterator[tuple[str, Found]]:
    """Measure `measures` of 1,000 measures with twelve periods each, and `status` of their plan."""
    plan = bench.plan(1_000, measures=1_000)
    ours, peer = bench.command("measures", plan=plan), bench.command("status", plan=plan)
    yield "measures.status", _beside(bench, ours, "status", peer)


def tick_beside_status(bench: Workbench) -> Iterator[tuple[str, Found]]:
    """Measure `tick` of one open item after another, and `status`, each on its own journal."""
    ticks = _ticks(bench)
    works = {
        "tick": lambda: run(next(ticks)).seconds * 1000,
        "status": lambda: run(bench.command("status")).seconds * 1000,
    }
    found = in_turn(bench.rounds(ROUNDS), works)
    yield (
        "tick.status",
        Found(Sample("tick", "ms", found["tick"]), Sample("status", "ms", found["status"])),
    )


def _ticks(bench: Workbench) -> Iterator[Command]:
    """Yield a command for each open item, and where none is left, begin again."""
    while True:
        journal = bench.copy(bench.journal(EAST_MIDLANDS), "ticked")
        yield from (
            bench.command("tick", ref, journal=journal) for ref in _open_refs(bench, journal)
        )


def _open_refs(bench: Workbench, journal: Path) -> list[str]:
    """Return what can still be ticked."""
    listing = bench.command("list", "-f", "json", journal=journal)
    words, environ = listing.words, dict(listing.environ)
    done = subprocess.run(words, env=environ, capture_output=True, check=True)  # noqa: S603 - our own command
    items = json.loads(done.stdout)["items"]
    closed = {"done", "done late", "withdrawn"}
    return [
        i["ref"]
        for i in items
        if i["kind"] != "figure" and i["status"] not in closed and not i["same_as"]
    ]


def _beside(bench: Workbench, ours: Command, name: str, peer: Command) -> Found:
    found = commands_in_turn(bench.rounds(ROUNDS), {"milepost": ours, name: peer})
    return Found(found["milepost"], found[name])
