"""What recording and reading cost, beside the floor of this machine, TinyDB's own storage and `json`.

python -m benchmarks.journal
"""

import json
import os
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

from tinydb import TinyDB

from store.entry import Draft, Entry, entry_from, next_id
from store.entry_file import EntryFile
from store.journal import Journal
from store.journal_file import read_content

SIZES = (100, 1_000, 10_000, 100_000)
ROUNDS = 10  # floor, store, floor, store, ...
APPENDS = 20  # of each in a round
INSERTS = 5  # of TinyDB's own storage, which takes its time
READINGS = 7
AUTHOR, MACHINE, PLAN = "ELS lead", "0123abcd", "east-midlands-2009-10"
DRAFT = Draft(
    ref="1.3.1-b@Q3-2009/10",
    kind="note",
    on=date(2009, 11, 2),
    text="The regional board agreed the draft, and asked for the figures of the quarter by Friday.",
)


def main() -> None:
    """Measure, and print what was found."""
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as folder:
        _say("one acknowledged append, median in milliseconds")
        _say(f"{'entries':>8} {'floor':>8} {'store':>8} {'ratio':>6} {'TinyDB':>9}")
        for size in SIZES:
            _say(_appends(Path(folder) / str(size), size))
        _say("")
        _say(_readings(Path(folder) / str(SIZES[-1])))


def _appends(folder: Path, size: int) -> str:
    journal = Journal(folder, MACHINE)
    EntryFile(journal.own_file(AUTHOR), AUTHOR).path.parent.mkdir()
    EntryFile(journal.own_file(AUTHOR), AUTHOR).record(lambda last: _entries(last, size))
    plain = folder.with_suffix(".lines")
    plain.write_bytes(journal.own_file(AUTHOR).read_bytes())
    line = plain.read_bytes().splitlines(keepends=True)[-1]
    floor, store = [], []
    for _ in range(ROUNDS):
        floor += [_timed(lambda: _append_plainly(plain, line)) for _ in range(APPENDS)]
        store += [_timed(lambda: _record(journal)) for _ in range(APPENDS)]
    tinydb = _inserts(folder.with_suffix(".tinydb"), json.loads(line), size)
    below, ours = median(floor), median(store)
    return f"{size:8} {below * 1000:8.3f} {ours * 1000:8.3f} {ours / below:6.2f} {tinydb * 1000:9.3f}"


def _entries(last_id: str, count: int) -> list[Entry]:
    made = []
    for _ in range(count):
        now = datetime.now(UTC)
        last_id = next_id(now, last_id)
        made.append(entry_from(DRAFT, entry_id=last_id, plan=PLAN, at=now, by=AUTHOR))
    return made


def _record(journal: Journal) -> None:
    journal.record([DRAFT], plan=PLAN, author=AUTHOR, now=datetime.now(UTC))


def _append_plainly(path: Path, line: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND)
    os.write(descriptor, line)
    os.fsync(descriptor)
    os.close(descriptor)


def _inserts(path: Path, document: dict[str, object], size: int) -> float:
    """Return what an insert takes through the storage that TinyDB ships, which does not wait for the disk."""
    path.write_text(json.dumps({"_default": {str(number): document for number in range(1, size + 1)}}))
    with TinyDB(path) as database:
        return median(_timed(lambda: database.insert(document)) for _ in range(INSERTS))


def _readings(folder: Path) -> str:
    journal = Journal(folder, MACHINE)
    path = journal.own_file(AUTHOR)
    lines, one_array, store, whole = [], [], [], []
    for _ in range(READINGS):
        lines.append(_timed(lambda: [json.loads(line) for line in path.read_bytes().splitlines()]))
        store.append(_timed(lambda: read_content(path)))
        one_array.append(_timed(lambda: json.loads(b"[" + b",".join(path.read_bytes().splitlines()) + b"]")))
        whole.append(_timed(journal.read))
    rows = {
        "json, line by line": median(lines),
        "json, as one array": median(one_array),
        "store, the file": median(store),
        "store, the folder": median(whole),
    }
    count, megabytes = len(read_content(path).entries), path.stat().st_size / 1_000_000
    head = f"reading {count} entries ({megabytes:.1f} MB), median in milliseconds, and times json (line by line, array)"
    return "\n".join(
        [
            head,
            *(
                f"{name:<20} {taken * 1000:7.1f} {taken / median(lines):6.2f} {taken / median(one_array):6.2f}"
                for name, taken in rows.items()
            ),
        ]
    )


def _timed(call: Callable[[], object]) -> float:
    start = perf_counter()
    call()
    return perf_counter() - start


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
