"""A recording process is killed at random moments: what it acknowledged is there, work goes on.

The whole trial of 500 kills: MILEPOST_KILLS=500 pytest tests/store/journal/test_crash.py
"""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from store.journal.append_only import acknowledged_part
from store.journal.reader import is_whole_line, read_content
from tests.store.journal.writer import ROOT, own_file, record, text_of

KILLS = int(os.environ.get("MILEPOST_KILLS", "25"))
ENTRIES = 2_000
LONGEST = 0.05  # seconds from the first acknowledgement to the kill
SEED = 20091130
WORDS = 200_000  # of every fifth note: a megabyte


def test_what_was_acknowledged_survives_kills_at_random_moments(tmp_path: Path) -> None:
    chance = random.Random(SEED)  # noqa: S311 - the same moments each time
    before = tmp_path / "before"
    record(before, *(f"an entry of before, {number}" for number in range(ENTRIES)))
    acknowledged = torn = 0
    for kill in range(KILLS):
        folder = tmp_path / f"journal-{kill}"
        shutil.copytree(before, folder)
        numbers = _killed(folder, chance.uniform(0, LONGEST))
        acknowledged += len(numbers)
        torn += _check(folder, numbers)
        shutil.rmtree(folder)
    sys.stdout.write(
        f"{KILLS} kills, {acknowledged} entries acknowledged, {torn} torn lines set aside\n"
    )
    assert acknowledged >= KILLS


def _killed(folder: Path, moment: float) -> dict[str, int]:
    """Run a writer and kill it; return what it acknowledged, as ids and numbers."""
    command = [
        sys.executable,
        "-m",
        "tests.store.journal.writer",
        str(folder),
        "0",
        "1000000",
        str(WORDS),
    ]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write("go\n")
        process.stdin.flush()
        said = process.stdout.readline()
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(moment)
        process.kill()
        said += process.stdout.read()
    return {
        entry_id: int(number) for entry_id, number in (line.split() for line in said.splitlines())
    }


def _check(folder: Path, acknowledged: dict[str, int]) -> bool:
    """Check a journal after a kill; return whether a torn line was set aside."""
    path = own_file(folder)
    found = path.read_bytes()
    texts = {entry.id: entry.text for entry in read_content(path).entries}
    assert {entry_id: texts.get(entry_id) for entry_id in acknowledged} == {
        entry_id: text_of(number, WORDS) for entry_id, number in acknowledged.items()
    }
    (next_one,) = record(folder, "after the kill")
    content = read_content(path)
    assert content.problems == ()
    assert content.entries[-1] == next_one
    assert len(content.entries) == len(texts) + 1
    assert len(texts) in {
        ENTRIES + len(acknowledged),
        ENTRIES + len(acknowledged) + 1,
    }  # one may not have been told
    whole = acknowledged_part(found)
    if is_whole_line(found[len(whole) :]):  # all but its newline had been written
        whole = found
    assert path.read_bytes().startswith(whole)
    if whole != found:
        assert path.with_suffix(".torn").read_bytes() == found[len(whole) :] + b"\n"
    return whole != found
