"""A process that records entries and prints the id of each once it is acknowledged, for tests.

python -m tests.store.journal.writer FOLDER FIRST COUNT WORDS: each fifth note is of so many words
"""

import os
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from store.journal.entry import Entry, EntryDraft
from store.journal.folder import Journal

AUTHOR = "ELS lead"
MACHINE = "0123abcd"
ROOT = Path(__file__).parents[3]


def journal(folder: Path) -> Journal:
    return Journal(folder, MACHINE)


def own_file(folder: Path) -> Path:
    return journal(folder).own_file(AUTHOR)


def record(folder: Path, *texts: str) -> list[Entry]:
    """Record notes in one go, as the store's own call does."""
    drafts = [
        EntryDraft(ref="1.1.1-a", kind="note", on=date(2009, 11, 2), text=text) for text in texts
    ]
    return journal(folder).record(drafts, plan="small", author=AUTHOR, now=datetime.now(UTC))


def text_of(number: int, words: int) -> str:
    """Return a text that shows whether it is whole: small, or every fifth time large."""
    return f"note {number} " + "word " * (5 if number % 5 else words) + "end"


def write(folder: Path, numbers: Iterable[int], words: int) -> None:
    for number in numbers:
        (entry,) = record(folder, text_of(number, words))
        os.write(sys.stdout.fileno(), f"{entry.id} {number}\n".encode())


if __name__ == "__main__":
    place, first, count, large = sys.argv[1:]
    sys.stdin.readline()  # so that two of these begin together
    write(Path(place), range(int(first), int(first) + int(count)), int(large))
