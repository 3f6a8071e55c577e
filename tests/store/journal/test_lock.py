"""Waiting for the lock of a file: reported after a second, given up after ten, never for ever."""

import errno
import fcntl
from collections.abc import Iterator
from pathlib import Path

import pytest

from plan_data.errors import Unusable
from store.journal import lock
from store.journal.lock import LockWait, locked, locked_folder
from store.journal.platform_files import try_lock


class FakeTime:
    """A clock that only sleeping moves; `acts` happen at their second."""

    def __init__(self) -> None:
        self.now = 0.0

    def sleep(self, seconds: float) -> None:
        self.now += seconds

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> FakeTime:
    fake = FakeTime()
    monkeypatch.setattr(lock, "sleep", fake.sleep)
    monkeypatch.setattr(lock, "monotonic", fake.monotonic)
    return fake


@pytest.fixture(params=[fcntl.LOCK_EX, fcntl.LOCK_SH], ids=["exclusive", "shared"])
def held(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """Return a file that another program has locked."""
    path = tmp_path / "own.json"
    path.write_bytes(b"line\n")
    with path.open("rb") as file:
        fcntl.flock(file, request.param)
        yield path


def test_a_lock_that_is_kept_is_reported_once_and_given_up_after_ten_seconds(
    held: Path, time: FakeTime
) -> None:
    reports: list[str] = []
    wait = LockWait(reports.append)
    with held.open("rb") as file:
        with pytest.raises(Unusable) as refusal, locked(file.fileno(), held, wait):
            pass
        with pytest.raises(Unusable), locked(file.fileno(), held, wait):
            pass
    assert 10 <= time.now < 10.1, "all locks of an act share the ten seconds"
    assert reports == [
        f"waiting for another program that has locked '{held}'; after 10 seconds Milepost gives up, and nothing is recorded."
    ]
    assert str(refusal.value) == (
        f"nothing was recorded: another program has kept '{held}' locked for 10 seconds: close it, or try again later."
    )
    assert refusal.value.exit_code == 3


@pytest.mark.parametrize(("released", "reports"), [(0.5, 0), (5.0, 1)])
def test_a_lock_that_is_released_in_time_is_taken(
    tmp_path: Path, time: FakeTime, monkeypatch: pytest.MonkeyPatch, released: float, reports: int
) -> None:
    path = tmp_path / "own.json"
    path.touch()
    other = path.open("rb")
    fcntl.flock(other, fcntl.LOCK_EX)

    def sleep(seconds: float) -> None:
        time.sleep(seconds)
        if time.now >= released:
            other.close()

    monkeypatch.setattr(lock, "sleep", sleep)
    messages: list[str] = []
    with path.open("rb") as file, path.open("rb") as second:
        with locked(file.fileno(), path, LockWait(messages.append)):
            assert not try_lock(second.fileno())
        assert try_lock(second.fileno()), "it is given back"
    assert len(messages) == reports
    assert released <= time.now < released + 0.1


def test_a_file_system_without_locks_is_an_error_at_once(
    tmp_path: Path, time: FakeTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(OSError, match="No locks"), locked(0, tmp_path, LockWait()):
        pass
    assert time.now == 0


def test_a_folder_whose_lock_somebody_keeps_stops_nobody(tmp_path: Path, time: FakeTime) -> None:
    with locked_folder(tmp_path):
        with locked_folder(tmp_path):
            assert 2 <= time.now < 2.1
        time.now = 0
    with locked_folder(tmp_path):
        assert time.now == 0
