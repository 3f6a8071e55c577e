"""What Windows and macOS do instead, with the functions of their systems replaced."""

import errno
import os
import stat
from pathlib import Path

import pytest

from plan_data.errors import Unusable
from store.journal import lock, platform_files
from store.journal.append_only import append_lines, read_settled
from store.journal.folder import read_folder
from store.journal.platform_files import (
    has_name,
    new_file_mode,
    open_folder,
    sync_folder,
    try_lock,
    unlock,
)
from tests.store.journal.writer import own_file, record

FAR = 2**40  # as far as this file system counts


class WindowsLocks:
    """The part of `msvcrt` that locks a byte of a file, as Windows does it: for one handle."""

    LK_NBLCK = 2
    LK_UNLCK = 0

    def __init__(self, refusal: int = errno.EACCES) -> None:
        self.refusal = refusal
        self.holders: dict[int, int] = {}  # the handle that has the lock of each file
        self.places: list[int] = []

    def locking(self, descriptor: int, mode: int, size: int) -> None:
        self.places.append(os.lseek(descriptor, 0, os.SEEK_CUR))
        assert size == 1
        file = os.fstat(descriptor).st_ino
        if mode == self.LK_UNLCK:
            assert self.holders.pop(file) == descriptor
        elif self.holders.setdefault(file, descriptor) != descriptor:
            raise OSError(self.refusal, os.strerror(self.refusal))


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> WindowsLocks:
    locks = WindowsLocks()
    monkeypatch.setattr(platform_files, "IS_WINDOWS", True)
    monkeypatch.setattr(platform_files, "SYSTEM_LOCKS", locks)
    monkeypatch.setattr(platform_files, "LOCKED_BYTE", FAR)
    return locks


@pytest.mark.parametrize("refusal", [errno.EACCES, errno.EDEADLK])
def test_windows_locks_a_byte_that_no_reader_reads(
    tmp_path: Path, windows: WindowsLocks, refusal: int
) -> None:
    windows.refusal = refusal
    path = tmp_path / "own.json"
    path.write_bytes(b"line\n")
    with path.open("rb") as first, path.open("rb") as second:
        assert try_lock(first.fileno())
        assert not try_lock(second.fileno())
        unlock(first.fileno())
        assert try_lock(second.fileno())
    assert windows.places == [FAR] * 4


def test_a_windows_lock_that_fails_otherwise_is_an_error(
    tmp_path: Path, windows: WindowsLocks
) -> None:
    path = tmp_path / "own.json"
    path.touch()
    windows.refusal = errno.EIO
    with path.open("rb") as first, path.open("rb") as second:
        assert try_lock(first.fileno())
        with pytest.raises(OSError, match="Input/output"):
            try_lock(second.fileno())


def test_recording_and_reading_work_with_the_locks_of_windows(
    tmp_path: Path, windows: WindowsLocks
) -> None:
    made = [*record(tmp_path, "one"), *record(tmp_path, "two")]
    with own_file(tmp_path).open("ab") as file:
        file.write(b"torn")
    assert read_folder(tmp_path).entries == tuple(made)
    made += record(tmp_path, "three")
    assert read_folder(tmp_path).entries == tuple(made)
    assert windows.holders == {}


def test_a_lock_of_windows_that_is_kept_ends_the_wait_and_stops_no_reader(
    tmp_path: Path, windows: WindowsLocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = iter(range(100))
    monkeypatch.setattr(lock, "sleep", lambda _: None)
    monkeypatch.setattr(lock, "monotonic", lambda: float(next(seconds)))
    path = tmp_path / "own.json"
    path.write_bytes(b"one\ntw")
    with path.open("rb") as file:
        windows.locking(file.fileno(), WindowsLocks.LK_NBLCK, 1)
        with pytest.raises(Unusable, match="locked for 10 seconds"):
            append_lines(path, lambda _: [b"two"])
        assert read_settled(path) == b"one\n"


def test_windows_has_no_lock_and_no_sync_of_folders(tmp_path: Path, windows: WindowsLocks) -> None:
    assert windows.places == []
    assert open_folder(tmp_path) is None
    sync_folder(tmp_path / "nothing is opened")


def test_a_folder_that_cannot_be_opened_has_no_lock(tmp_path: Path) -> None:
    assert open_folder(tmp_path / "missing") is None


@pytest.mark.parametrize("error", [errno.EINVAL, errno.ENOTSUP])
def test_a_network_drive_that_cannot_sync_a_folder_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    def refuse(_: int) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(os, "fsync", refuse)
    sync_folder(tmp_path)


def test_without_a_flag_for_it_a_link_is_refused_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flags = platform_files.FOR_APPENDING & ~platform_files.NO_FOLLOW
    monkeypatch.setattr("store.journal.append_only.FOR_APPENDING", flags)
    outside = tmp_path / "outside"
    outside.write_bytes(b"another's\n")
    link = tmp_path / "own.json"
    link.symlink_to(outside)
    with pytest.raises(Unusable, match="it is a link to another place"):
        append_lines(link, lambda _: [b"line"])
    assert outside.read_bytes() == b"another's\n"


def test_a_file_has_its_name_until_that_is_another_s(tmp_path: Path) -> None:
    path = tmp_path / "own.json"
    path.touch()
    with path.open("rb") as file:
        assert has_name(file.fileno(), path)
        path.rename(tmp_path / "old.json")
        assert not has_name(file.fileno(), path)
        path.symlink_to(tmp_path / "old.json")
        assert not has_name(file.fileno(), path), "a link of that name is not the file"


@pytest.mark.parametrize(
    ("folder", "file"), [(0o700, 0o600), (0o1700, 0o600), (0o2770, 0o666), (0o755, 0o666)]
)
def test_the_rights_of_a_new_file_follow_those_of_its_folder(
    tmp_path: Path, folder: int, file: int
) -> None:
    tmp_path.chmod(folder)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == folder
    assert new_file_mode(tmp_path) == file
