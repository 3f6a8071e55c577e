"""Figures beside which no goal is set: what other tools and libraries take for the like."""

import json
from collections.abc import Iterator

from tinydb import TinyDB

from benchmarks import peers
from benchmarks.goals import Found, found_of
from benchmarks.measures import append, painting
from benchmarks.timing import Command, commands_in_turn, in_turn, timed
from benchmarks.window import Window
from benchmarks.workbench import AUTHOR, EAST_MIDLANDS, Workbench
from store.journal.folder import read_folder

INSERTS, READINGS, ROUNDS, PAINTS = 20, 8, 12, 8


def tinydb(bench: Workbench) -> Iterator[tuple[str, Found]]:
    """Measure an append, and an insert with TinyDB's storage, which does not wait for the disk."""
    journal = append.author_file(bench, 10_000)
    document = json.loads(journal.own_file(AUTHOR).read_bytes().splitlines()[-1])
    path = bench.folder / "peers" / "tinydb.json"
    path.write_text(
        json.dumps({"_default": {str(number): document for number in range(1, 10_001)}})
    )
    with TinyDB(path) as database:
        works = {
            "milepost": lambda: timed(lambda: append.record(journal)),
            "TinyDB insert, 10,000": lambda: timed(lambda: database.insert(document)),
        }
        yield "others.tinydb", found_of(in_turn(bench.rounds(INSERTS), works))


def reading(bench: Workbench) -> Iterator[tuple[str, Found]]:
    """Measure the reading of a journal, and of the same lines by `json`."""
    journal = append.author_file(bench, append.MANY)
    path = journal.own_file(AUTHOR)
    works = {
        "milepost": lambda: timed(lambda: read_folder(journal.folder)),
        "json, line by line": lambda: timed(
            lambda: [json.loads(line) for line in path.read_bytes().splitlines()]
        ),
    }
    yield "others.json", found_of(in_turn(bench.rounds(READINGS), works))


def todotxt(bench: Workbench) -> Iterator[tuple[str, Found]]:
    """Measure `status`, and todo.txt's `ls` of as many lines."""
    works = {
        "milepost": bench.command("status", plan=bench.plan(10_000)),
        "todo.txt ls": peers.todotxt(bench, 10_000),
    }
    found = commands_in_turn(bench.rounds(ROUNDS), works)
    yield "others.todotxt", Found(found["milepost"], found["todo.txt ls"])


def dooit(bench: Workbench) -> Iterator[tuple[str, Found]]:
    """Measure the first screen, and that of an empty dooit: its data costs more."""
    yield "others.dooit", _paint(bench, "dooit, empty", peers.dooit(bench), "Workspaces")


def kanban(bench: Workbench) -> Iterator[tuple[str, Found]]:
    """Measure the first screen, and that of kanban-tui."""
    yield "others.kanban", _paint(bench, "kanban-tui, empty", peers.kanban(bench), "Your Boards")


def _paint(bench: Workbench, name: str, peer: Command, word: str) -> Found:
    def paint() -> float:
        with Window(peer.words, peer.environ) as window:
            return (window.until(lambda: window.sees(word), name) - window.started) * 1000

    return found_of(
        in_turn(bench.rounds(PAINTS), {"milepost": painting.app(bench, EAST_MIDLANDS), name: paint})
    )
