"""Commands on a journal that other programs, windows, machines and people use at the same time."""

import fcntl
import os
import stat
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from store.journal import lock
from store.journal.reader import read_content
from tests.conftest import Answer, Milepost

ITEM = "2.4.4-c"
ROOT = Path(__file__).parents[3]


def own_file(folder: Path, start: str = "els-lead-") -> Path:
    (path,) = folder.glob(f"{start}*.json")
    return path


def texts(folder: Path) -> list[str]:
    return [entry.text for entry in read_content(own_file(folder)).entries]


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold the lock that `flock -s` takes."""
    with path.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield


@pytest.fixture
def journal(milepost: Milepost, tmp_path: Path) -> Path:
    """Return a journal's folder, whose own file has one note."""
    assert milepost("note", ITEM, "first").code == 0
    return tmp_path / "journal"


@pytest.fixture
def fast_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the seconds of waiting pass at once."""
    moments = iter(range(10_000))
    monkeypatch.setattr(lock, "sleep", lambda _: None)
    monkeypatch.setattr(lock, "monotonic", lambda: next(moments) / 10)


@pytest.mark.usefixtures("fast_clock")
@pytest.mark.parametrize("words", [("note", ITEM, "words"), ("tick", ITEM), ("undo",)])
def test_a_lock_that_is_kept_is_reported_and_ends_the_command(
    milepost: Milepost, journal: Path, words: Sequence[str]
) -> None:
    own = own_file(journal)
    before = own.read_bytes()
    with held(own):
        answer = milepost(*words)
    assert (answer.code, answer.out) == (3, "")
    assert answer.err == (
        f"milepost: waiting for another program that has locked '{own}';"
        " after 10 seconds Milepost gives up, and nothing is recorded.\n"
        f"milepost: nothing was recorded: another program has kept '{own}' locked for 10 seconds:"
        " close it, or try again later.\n"
    )
    assert own.read_bytes() == before
    assert milepost(*words).code == 0


@pytest.mark.usefixtures("fast_clock")
def test_merge_sync_and_restore_wait_no_longer_either(
    milepost: Milepost, journal: Path, tmp_path: Path
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    assert milepost("backup", str(tmp_path / "all.zip")).code == 0
    assert milepost("sync", str(shared)).code == 0
    assert milepost("note", ITEM, "second").code == 0
    with held(own_file(shared)):
        sync = milepost("sync", str(shared))
    assert milepost("sync", str(shared)).code == 0
    own_file(journal).write_bytes(own_file(journal).read_bytes().splitlines(keepends=True)[0])
    with held(own_file(journal)):
        merge = milepost("merge", str(shared))
        restore = milepost("restore", str(tmp_path / "all.zip"))
    for answer in (sync, merge, restore):
        assert answer.code == 3
        assert "waiting for another program" in answer.err
        assert "locked for 10 seconds" in answer.err


READING = [("status",), ("list",), ("log",), ("show", ITEM), ("report", "summary"), ("info",)]


@pytest.mark.parametrize("words", READING)
def test_reading_waits_for_nobody(
    milepost: Milepost, journal: Path, monkeypatch: pytest.MonkeyPatch, words: Sequence[str]
) -> None:
    def refuse(_: float) -> None:
        raise AssertionError("a reader waits")

    monkeypatch.setattr(lock, "sleep", refuse)
    own = own_file(journal)
    before = milepost(*words)
    with own.open("ab") as file:
        file.write(b'{"id":"')
        file.flush()
        fcntl.flock(file, fcntl.LOCK_EX)
        while_written = milepost(*words)
    assert while_written == before, "what somebody is writing just now is no problem yet"
    if words != ("info",):
        assert "the last line is unfinished" in milepost(*words).err


def test_a_sync_reads_a_file_that_somebody_writes_without_waiting(
    milepost: Milepost, journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    assert (
        milepost("note", ITEM, "theirs", by="ATB lead", journal=str(tmp_path / "theirs")).code == 0
    )
    theirs = own_file(tmp_path / "theirs", "atb-lead-").rename(shared / "atb-lead-0badcafe.json")
    monkeypatch.setattr(lock, "sleep", None)
    with theirs.open("ab") as file:
        file.write(b'{"id":"')
        file.flush()
        fcntl.flock(file, fcntl.LOCK_EX)
        answer = milepost("sync", str(shared))
    assert answer.code == 0
    assert "ATB lead: 1 new entry" in answer.out
    assert texts(journal) == ["first"]


def test_a_file_that_is_replaced_while_its_lock_is_waited_for_gets_the_entry(
    milepost: Milepost, journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = own_file(journal)
    old = own.open("rb")
    fcntl.flock(old, fcntl.LOCK_EX)

    def release(_: float) -> None:
        copy = journal / "n"
        copy.write_bytes(own.read_bytes())
        copy.replace(own)
        old.close()

    monkeypatch.setattr(lock, "sleep", release)
    assert milepost("note", ITEM, "second").code == 0
    assert texts(journal) == ["first", "second"]


def test_an_entry_whose_newline_was_lost_counts_before_and_after_the_next(
    milepost: Milepost, journal: Path
) -> None:
    own = own_file(journal)
    os.truncate(own, own.stat().st_size - 1)
    log = milepost("log")
    assert (log.code, log.out.count("first"), log.err) == (0, 1, "")
    assert milepost("note", ITEM, "second").code == 0
    assert texts(journal) == ["first", "second"]
    assert list(journal.iterdir()) == [own]


# Several processes at once.


@pytest.fixture
def at_once(journal: Path, tmp_path: Path) -> Callable[..., list[Answer]]:
    """Return what runs commands at once, each as a process of its own."""
    environ = os.environ | {
        "MILEPOST_JOURNAL": str(journal),
        "MILEPOST_NOW": "2009-11-30T10:00:00Z",
    }

    def run(command: tuple[str, ...]) -> Answer:
        words = [sys.executable, "-m", "tui", *command]
        done = subprocess.run(
            words, cwd=ROOT, env=environ, capture_output=True, text=True, check=False
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    def run_all(*commands: tuple[str, ...]) -> list[Answer]:
        with ThreadPoolExecutor(len(commands)) as pool:
            return list(pool.map(run, commands))

    assert tmp_path in journal.parents
    return run_all


@pytest.mark.parametrize(
    "authors", [["ELS lead"], ["ELS lead", "ATB lead", "Réné"]], ids=["one", "three"]
)
def test_of_eight_ticks_of_one_item_at_once_one_is_recorded(
    at_once: Callable[..., list[Answer]], journal: Path, authors: list[str]
) -> None:
    answers = at_once(
        *[("tick", ITEM, "--by", authors[number % len(authors)]) for number in range(8)]
    )
    assert Counter(answer.code for answer in answers) == {0: 1, 2: 7}
    assert (
        sum("was ticked already, as done on 30 Nov 2009" in answer.err for answer in answers) == 7
    )
    entries = [entry for path in journal.glob("*.json") for entry in read_content(path).entries]
    assert [entry.kind for entry in entries].count("done") == 1
    assert all(path.stat().st_size for path in journal.iterdir()), "a refusal leaves no empty file"


def test_two_undos_at_once_take_back_two_entries_and_further_ones_nothing(
    at_once: Callable[..., list[Answer]], milepost: Milepost, journal: Path
) -> None:
    assert milepost("note", ITEM, "second").code == 0
    answers = at_once(*[("undo", "--by", "ELS lead")] * 4)
    assert Counter(answer.code for answer in answers) == {0: 2, 2: 2}
    done = sorted(
        answer.err.splitlines()[0].split(": ")[-1] for answer in answers if answer.code == 0
    )
    assert done == ["first", "second"]
    names = [entry.names for entry in read_content(own_file(journal)).entries if entry.names]
    assert len(names) == len(set(names)) == 2


def test_eight_ticks_and_two_undos_at_once_leave_a_journal_that_makes_sense(
    at_once: Callable[..., list[Answer]], journal: Path
) -> None:
    ticks = [("tick", ITEM, "--by", "ELS lead")] * 8
    undos = [("undo", "--by", "ELS lead")] * 2
    answers = at_once(*ticks, *undos)
    assert {answer.code for answer in answers} <= {0, 2}
    entries = read_content(own_file(journal)).entries
    assert len(entries) == 1 + sum(answer.code == 0 for answer in answers)
    in_effect: set[str] = set()
    for entry in entries:
        if entry.kind == "retracted":
            assert entry.names in in_effect
            in_effect.remove(entry.names)
        else:
            assert entry.kind == "note" or not in_effect & {
                other.id for other in entries if other.kind == "done"
            }
            in_effect.add(entry.id)


# Several people.


def test_what_a_sync_writes_into_a_shared_folder_others_can_read(
    milepost: Milepost, journal: Path, tmp_path: Path
) -> None:
    assert stat.S_IMODE(own_file(journal).stat().st_mode) == 0o600
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o2770)
    before = os.umask(0o007)
    try:
        assert milepost("sync", str(shared)).code == 0
        assert milepost("note", ITEM, "there", journal=str(shared), by="ATB lead").code == 0
        assert milepost("backup", str(tmp_path / "all.zip"), journal=str(journal)).code == 0
        (other := tmp_path / "other").mkdir()
        other.chmod(0o2770)
        assert milepost("restore", str(tmp_path / "all.zip"), journal=str(other)).code == 0
    finally:
        os.umask(before)
    files = [*shared.iterdir(), *other.iterdir()]
    assert [oct(stat.S_IMODE(path.stat().st_mode)) for path in files] == [oct(0o660)] * 3
    assert {path.stat().st_gid for path in shared.iterdir()} == {shared.stat().st_gid}
    assert stat.S_IMODE((tmp_path / "state" / "milepost" / "machine-id").stat().st_mode) == 0o600


def test_two_people_with_accents_have_two_files(milepost: Milepost, journal: Path) -> None:
    for author in ("Réné", "Rönö", "Иван", "Юлия", "RÉNÉ", "Re\u0301ne\u0301"):
        assert milepost("note", ITEM, "words", by=author).code == 0
    assert len(list(journal.iterdir())) == 1 + 4
    assert milepost("log").out.count("words") == 6


def test_redo_says_in_the_shell_who_else_holds_an_entry_back(
    milepost: Milepost, journal: Path, tmp_path: Path
) -> None:
    first = read_content(own_file(journal)).entries[0].id
    assert milepost("undo", first, by="Plan keeper", journal=str(tmp_path / "journal")).code == 0
    theirs = own_file(journal, "plan-keeper-").rename(tmp_path / "plan-keeper-0badcafe.json")
    assert milepost("undo").code == 0
    assert milepost("merge", str(theirs)).code == 0
    answer = milepost("redo")
    assert (answer.code, answer.out) == (2, "")
    assert "Plan keeper took the same entry back too, on 30 Nov 2009" in answer.err
    assert "`milepost undo " in answer.err
