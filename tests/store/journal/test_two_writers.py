"""Two windows, or a window and a command, write to one author's file at once."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

from tinydb import where

from store.journal.database import EntryDatabase
from store.journal.folder import read_folder
from store.journal.machine import machine_id
from store.journal.reader import read_content
from tests.store.journal.writer import AUTHOR, ROOT, own_file, record

EACH = 500


def _start(folder: Path, first: int, count: int = EACH, words: int = 10) -> subprocess.Popen[str]:
    command = [
        sys.executable,
        "-m",
        "tests.store.journal.writer",
        str(folder),
        str(first),
        str(count),
        str(words),
    ]
    return subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def test_two_processes_with_500_writes_each_leave_1000_entries_in_order(tmp_path: Path) -> None:
    processes = [_start(tmp_path, first) for first in (0, EACH)]
    with ThreadPoolExecutor() as pool:
        answers = list(pool.map(lambda process: process.communicate("go\n")[0], processes))
    acknowledged = [line.split()[0] for answer in answers for line in answer.splitlines()]
    content = read_content(own_file(tmp_path))
    ids = [entry.id for entry in content.entries]
    assert len(acknowledged) == len(ids) == 2 * EACH
    assert sorted(acknowledged) == sorted(ids)
    assert all(earlier < later for earlier, later in pairwise(ids))
    assert sorted(int(entry.text.split()[1]) for entry in content.entries) == list(range(2 * EACH))
    assert content.problems == ()


def test_a_window_that_reads_while_another_writes_sees_only_whole_entries(tmp_path: Path) -> None:
    process = _start(tmp_path, 0, count=100, words=300_000)
    assert process.stdin
    process.stdin.write("go\n")
    process.stdin.close()
    seen = 0
    while process.poll() is None:
        content = read_folder(tmp_path)
        assert content.problems == ()
        assert len(content.entries) >= seen
        seen = len(content.entries)
    process.wait()
    assert process.stdout
    process.stdout.close()
    assert len(read_folder(tmp_path).entries) == 100


def test_threads_that_begin_a_journal_at_once_write_one_header(tmp_path: Path) -> None:
    folder = tmp_path / "home" / "journal"
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda number: record(folder, f"note {number}")[0], range(64)))
    content = read_folder(folder)
    assert content.problems == ()
    assert {entry.id for entry in content.entries} == {entry.id for entry in made}
    assert own_file(folder).read_bytes().count(b'"milepost"') == 1


def test_windows_that_begin_at_once_agree_on_the_id_of_the_machine(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: machine_id(tmp_path / "state"), range(16)))
    assert len(found) == 1
    assert [path.name for path in (tmp_path / "state").iterdir()] == ["machine-id"]


def test_a_query_asked_again_sees_what_another_window_recorded_since(tmp_path: Path) -> None:
    record(tmp_path, "first")
    database = EntryDatabase(own_file(tmp_path), AUTHOR)
    notes = where("kind") == "note"
    assert len(database.search(notes)) == 1
    record(tmp_path, "second")
    assert [entry["text"] for entry in database.search(notes)] == ["first", "second"]
