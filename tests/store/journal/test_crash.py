"""Processes that record or erase are killed at random moments: what they acknowledged holds.

The whole trial of 500 kills of each: MILEPOST_KILLS=500 pytest tests/store/journal/test_crash.py
"""

import os
import random
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from store.journal.append_only import acknowledged_part
from store.journal.entry import Entry
from store.journal.erase import erase
from store.journal.reader import is_whole_line, read_content
from tests.store.journal.writer import ROOT, own_file, record, text_of

KILLS = int(os.environ.get("MILEPOST_KILLS", "25"))
ENTRIES = 2_000
TO_ERASE = 500
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


def test_erasing_is_whole_or_not_at_all_through_kills_at_random_moments(tmp_path: Path) -> None:
    chance = random.Random(SEED)  # noqa: S311 - the same moments each time
    before = tmp_path / "before"
    recorded = record(before, *(f"note {number} names somebody" for number in range(TO_ERASE)))
    ids = [entry.id for entry in recorded]
    shutil.copy(own_file(before), before / "sent-by-a-colleague.json")
    erased = parts = 0
    for kill in range(KILLS):
        folder = tmp_path / f"journal-{kill}"
        shutil.copytree(before, folder)
        chance.shuffle(ids)
        acknowledged = _killed_eraser(folder, ids, chance.uniform(0, LONGEST))
        erased += len(acknowledged)
        parts += len(list(folder.glob(".erasing-*.part")))
        _check_erased(folder, recorded, acknowledged)
        shutil.rmtree(folder)
    sys.stdout.write(f"{KILLS} kills, {erased} erasures acknowledged, {parts} part files left\n")
    assert erased >= KILLS


def _killed_eraser(folder: Path, ids: list[str], moment: float) -> list[str]:
    """Run an eraser and kill it; return the ids whose erasing it acknowledged."""
    return _killed_process(["tests.store.journal.eraser", str(folder)], " ".join(ids), moment)


def _check_erased(folder: Path, recorded: list[Entry], acknowledged: list[str]) -> None:
    """Check a journal after a kill: at most one more entry was erased, in one file or in both."""
    begun = set(acknowledged)
    for path in sorted(folder.glob("*.json")):
        content = read_content(path)
        assert content.problems == ()
        assert [entry.id for entry in content.entries] == [entry.id for entry in recorded]
        for entry, original in zip(content.entries, recorded, strict=True):
            if entry.erased is None:
                assert entry == original
                assert entry.id not in acknowledged
            else:
                assert entry.text == ""
                begun.add(entry.id)
    assert len(begun) <= len(acknowledged) + 1
    for entry_id in begun:  # done again, what was begun is finished
        erase(folder, entry_id, by="ELS lead", at=datetime.now(UTC), why="asked for")
    texts = [entry.text.encode() for entry in recorded if entry.id in begun]
    for path in folder.glob("*.json"):
        found = path.read_bytes()
        assert not [text for text in texts if text in found]
    record(folder, "after the kill")
    assert len(read_content(own_file(folder)).entries) == len(recorded) + 1


def _killed(folder: Path, moment: float) -> dict[str, int]:
    """Run a writer and kill it; return what it acknowledged, as ids and numbers."""
    words = ["tests.store.journal.writer", str(folder), "0", "1000000", str(WORDS)]
    lines = _killed_process(words, "go", moment)
    return {entry_id: int(number) for entry_id, number in (line.split() for line in lines)}


def _killed_process(words: list[str], first_line: str, moment: float) -> list[str]:
    """Run a module, kill it some time after its first line, and return the lines it printed."""
    command = [sys.executable, "-m", *words]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(f"{first_line}\n")
        process.stdin.flush()
        output = process.stdout.readline()
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(moment)
        process.kill()
        output += process.stdout.read()
    return output.splitlines()


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
