"""One acknowledged append, compared with the least it can cost: write the line, fsync, close."""

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks.goals import Found
from benchmarks.timing import Sample, in_turn, timed
from benchmarks.workbench import AUTHOR, Workbench
from store.journal.entry import EntryDraft
from store.journal.folder import Journal

MACHINE, PLAN = "0123abcd", "east-midlands-2009-10"
FEW, MANY = 100, 100_000
ROUNDS = 200
DRAFT = EntryDraft(
    ref="1.3.1-b@Q3-2009/10",
    kind="note",
    on=date(2009, 11, 2),
    text="The regional board agreed the draft, and asked for the figures of the quarter by Friday.",
)


def beside_the_floor(bench: Workbench) -> Iterator[tuple[str, Found]]:
    """Measure the store's call and the minimum, in an author's file with many and few entries."""
    many, few = author_file(bench, MANY), author_file(bench, FEW)
    plain = many.folder / "plain.lines"
    plain.write_bytes(many.own_file(AUTHOR).read_bytes())
    line = plain.read_bytes().splitlines(keepends=True)[-1]
    works = {
        "many": lambda: timed(lambda: record(many)),
        "floor": lambda: timed(lambda: append_plainly(plain, line)),
        "few": lambda: timed(lambda: record(few)),
    }
    found = in_turn(bench.rounds(ROUNDS), works)
    ours = Sample(f"append at {MANY:,}", "ms", found["many"])
    yield "append.floor", Found(ours, Sample("append + fsync", "ms", found["floor"]))
    yield "append.flat", Found(ours, Sample(f"append at {FEW}", "ms", found["few"]))


def author_file(bench: Workbench, size: int) -> Journal:
    """Return a journal whose one file has so many entries."""
    journal = Journal(bench.folder / "journals" / f"one-author-{size}", MACHINE)
    path = journal.own_file(AUTHOR)
    if not path.exists():
        path.parent.mkdir()
        journal.record([DRAFT] * size, plan=PLAN, author=AUTHOR, now=datetime.now(UTC))
    return journal


def record(journal: Journal) -> None:
    """Record a note as the app does."""
    journal.record([DRAFT], plan=PLAN, author=AUTHOR, now=datetime.now(UTC))


def append_plainly(path: Path, line: bytes) -> None:
    """Write a line and wait for the disk, with nothing but the system's calls."""
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND)
    os.write(descriptor, line)
    os.fsync(descriptor)
    os.close(descriptor)
